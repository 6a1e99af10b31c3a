"""Who takes part and how far power is shared, as the page of voices shows it."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from charts import words
from charts.words import voices as told
from data.tables.registers.participation import CHARACTERISTICS, NOT_STATED
from indicators.core.board.voices import Activity, Voices
from pages.parts.shared import cached, markup
from pages.parts.voices import entry_links
from pages.parts.voices.registers import cited

PEOPLE, HOURS = "cp_people_involved", "cp_burden"
MEASURES = (
    "cp_projects_active", "cp_ladder_share", "cp_rating_gap", "cp_board_presence", PEOPLE, "cp_new_voices",
    "cp_representation_gap", "cp_demographics_known", "cp_wellbeing_after", HOURS, "cp_support_offered",
    "cp_paid_on_time", "cp_feedback_closed", "cp_changes_made", "cp_staff_aware", "cp_staff_discussed",
    "cp_staff_understand", "cp_terms_coproduced",
)  # fmt: skip
ACTIVITIES = ("Activity", "When", "People", "Staff rate it", "Members rate it", "How")


def who(found: Voices) -> Markup:
    """People by group in the newest quarter, a table a characteristic; what is not known is always said."""
    rows = newest(found, PEOPLE)
    if rows.empty:
        return Markup()
    asked = told.asked_more(newest(found, HOURS))
    when = f"{rows['period_start'].iloc[0]:%B} to {rows['period_end'].iloc[0]:%B %Y}"
    told_of = [name for name in CHARACTERISTICS if (rows["dimension"] == name).any()]
    missing = [name for name in CHARACTERISTICS if name not in told_of]
    tables = Markup("").join(_table(rows[rows["dimension"] == name], name, when) for name in told_of)
    unknown = Markup("<p>Not known at all: {}.</p>").format(words.listed(missing)) if missing else ""
    return (
        markup.heading("Who takes part")
        + Markup("<p>{}</p>").format(told.took_part_in_all(rows, when))
        + Markup('<div class="doors who">{}</div>{}').format(tables, unknown)
        + (Markup('<p class="note">{}</p>').format(asked) if asked else "")
        + Markup('<p class="small">{}</p>').format(told.NO_REFERENCE)
    )


def _table(rows: pd.DataFrame, name: str, when: str) -> Markup:
    """The groups of a characteristic; those who did not say come last."""
    groups = zip(rows["category"].astype(str), rows["value"].astype(float), strict=True)
    in_order = sorted(groups, key=lambda group: (group[0] in NOT_STATED, group[0]))
    shown = [(category, told.people_shown(value)) for category, value in in_order]
    table = markup.table(("Group", "People"), shown, f"By {name}, {when}", (1,))
    return Markup("<div>{}{}</div>").format(markup.heading(f"By {name}", 3), table)


def newest(found: Voices, name: str = PEOPLE) -> pd.DataFrame:
    """A measure of the networks in its newest quarter; no rows where no network has it."""
    rows = cached.board().measures(name) if name in cached.titles() else pd.DataFrame()
    rows = rows[rows["area"].isin(list(found.networks))] if len(rows) else rows
    return rows[rows["period_end"] == rows["period_end"].max()] if len(rows) else rows


def ladder(found: Voices) -> Markup:
    """Every activity; where some are rated or counted, in a table with the steps of staff and of members side by side."""
    if not found.activities:
        return Markup()
    title, add = markup.heading("What people did together"), entry_links.add("involvement")
    if not any(one.ladder_staff or one.ladder_members or one.people or one.too_few for one in found.activities):
        return (
            title
            + Markup('<ul class="entries">{}</ul>').format(
                Markup("").join(
                    Markup('<li><strong>{}</strong><p class="small">{}. {}</p><p>{}</p>{}</li>').format(
                        one.name,
                        words.upper(", ".join(_how(one))),
                        cited(found, one.citation),
                        one.about,
                        _correct(one),
                    )
                    for one in found.activities
                )
            )
            + add
        )
    rows = [_activity(one, found) for one in found.activities]
    steps = Markup('<p class="small">{}</p>').format(told.LADDER)
    return title + steps + markup.table(ACTIVITIES, rows, "Activities, the newest first", (2,)) + add


def _activity(one: Activity, found: Voices) -> tuple[str, ...]:
    about = Markup('<br><span class="small">{}</span>').format(one.about) if one.about else ""
    name = Markup("{} {}{} {}").format(one.name, cited(found, one.citation), about, _correct(one))
    return (
        name, told.on(one.day), told.took_part(one), told.ladder(one.ladder_staff), told.ladder(one.ladder_members),
        ", ".join(part for part in (one.method, one.mode) if part),
    )  # fmt: skip


def _correct(one: Activity) -> Markup:
    return entry_links.correct("involvement", one.key, one.name)


def _how(one: Activity) -> tuple[str, ...]:
    return tuple(part for part in (one.method, one.mode, told.on(one.day)) if part)
