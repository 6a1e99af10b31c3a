"""Who takes part, how far power is shared and what it asks of people, as the page of voices shows it."""

from __future__ import annotations

from markupsafe import Markup

from charts.words import voices as told
from indicators.core.board.voices import Activity, Voices
from pages.parts.shared import cached, markup
from pages.parts.voices.registers import cited

MEASURES = (
    "cp_projects_active", "cp_ladder_share", "cp_rating_gap", "cp_board_presence", "cp_people_involved", "cp_new_voices",
    "cp_representation_gap", "cp_demographics_known", "cp_wellbeing_after", "cp_burden", "cp_support_offered",
    "cp_paid_on_time", "cp_feedback_closed", "cp_changes_made", "cp_staff_aware", "cp_staff_discussed",
    "cp_staff_understand", "cp_terms_coproduced",
)  # fmt: skip
HEAD = ("Group", "People who took part")


def who(found: Voices) -> Markup:
    """Numbers of people by group, newest quarter; what is not known is always said."""
    title = markup.heading("Who takes part")
    rows = cached.who_takes_part()
    if rows.empty:
        wanted = "No network has said how many people take part, or who they are: nobody is compared with who lives here."
        return title + Markup('<p class="small">{} {}</p>').format(wanted, told.NO_REFERENCE)
    tables = Markup("").join(
        markup.table(HEAD, [(group, _people(row)) for group, row in part.iterrows()], f"Who takes part, by {name}", (1,))
        for name, part in rows.groupby(level=0, sort=False)
    )
    return title + tables + Markup('<p class="small">{}</p>').format(told.NO_REFERENCE)
