"""How far power is shared, activity by activity, as the page of voices shows it."""

from __future__ import annotations

from markupsafe import Markup

from charts import words
from charts.words import voices as voices_words
from indicators.core.board.voices import Activity, Voices
from pages.parts.shared import markup
from pages.parts.voices import entry_links
from pages.parts.voices.registers import cited
from pages.parts.voices.who import GAP, HOURS, PEOPLE, newest

WELLBEING = "cp_wellbeing_after"
MEASURES = (
    "cp_projects_active", "cp_ladder_share", "cp_rating_gap", "cp_board_presence", PEOPLE, "cp_new_voices",
    GAP, "cp_demographics_known", WELLBEING, HOURS, "cp_support_offered",
    "cp_paid_on_time", "cp_feedback_closed", "cp_changes_made", "cp_staff_aware", "cp_staff_discussed",
    "cp_staff_understand", "cp_terms_coproduced",
)  # fmt: skip
ACTIVITIES = ("Activity", "When", "People", "Staff rate it", "Members rate it", "How")


def ladder(voices: Voices) -> Markup:
    """Every activity; where some are rated or counted, in a table with the steps of staff and of members side by side."""
    if not voices.activities:
        return Markup()
    title, add = markup.heading("What people did together") + _felt(voices), entry_links.add("involvement")
    if not any(
        activity.ladder_staff or activity.ladder_members or activity.people or activity.too_few
        for activity in voices.activities
    ):
        return (
            title
            + Markup('<ul class="entries">{}</ul>').format(
                Markup("").join(
                    Markup('<li><strong>{}</strong><p class="small">{}. {}</p><p>{}</p>{}</li>').format(
                        activity.name,
                        words.upper(", ".join(_how(activity))),
                        cited(voices, activity.citation),
                        activity.about,
                        _correct(activity),
                    )
                    for activity in voices.activities
                )
            )
            + add
        )
    rows = [_activity(activity, voices) for activity in voices.activities]
    steps = Markup('<p class="small">{}</p>').format(voices_words.LADDER)
    return title + steps + markup.table(ACTIVITIES, rows, "Activities, the newest first", (2,)) + add


def _felt(voices: Voices) -> Markup:
    """How people felt afterwards, in the newest quarter of which it is known."""
    rows = newest(voices, WELLBEING)
    if rows.empty:
        return Markup()
    sentence = voices_words.felt_afterwards(
        rows, words.period((rows["period_start"].iloc[0], rows["period_end"].iloc[0]))
    )
    return Markup("<p>{}</p>").format(sentence) if sentence else Markup()


def _activity(activity: Activity, voices: Voices) -> tuple[str, ...]:
    about = Markup('<br><span class="small">{}</span>').format(activity.about) if activity.about else ""
    name = Markup("{} {}{} {}").format(activity.name, cited(voices, activity.citation), about, _correct(activity))
    return (
        name, voices_words.on(activity.day), voices_words.took_part(activity),
        voices_words.ladder(activity.ladder_staff), voices_words.ladder(activity.ladder_members),
        ", ".join(part for part in (activity.method, activity.mode) if part),
    )  # fmt: skip


def _correct(activity: Activity) -> Markup:
    return entry_links.correct("involvement", activity.key, activity.name)


def _how(activity: Activity) -> tuple[str, ...]:
    return tuple(part for part in (activity.method, activity.mode, voices_words.on(activity.day)) if part)
