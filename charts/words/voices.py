"""What co-production networks wrote down, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from charts.words.counting import counted, listed
from data.periods import in_full
from indicators.core.board.voices import (
    ENDED,
    MADE,
    PAUSED,
    RUNNING,
    Activity,
    Changed,
    Feedback,
    Forum,
    Project,
    Since,
    Voices,
)

STEPS = ("coercion", "educating", "informing", "consultation", "engagement", "co-design", "co-production")
LADDER = f"The seven steps: {', '.join(f'{at} {name}' for at, name in enumerate(STEPS, 1))}. Not every activity needs the top one."
HIDDEN = "hidden to protect people"
FAR_MORE = 1.5
"""A group is asked for far more where its hours are so many times those of everybody."""
NOT_PROOF = "That a change moves a figure is an assumption, not a proof."
NOT_SUCCESS = "Seats and numbers of activities are no success by themselves: what changed counts."


def voices_headline(voices: Voices, place: str) -> str:
    """What is running, what is open, what changed: the finding of the page."""
    if not voices.networks:
        return f"No co-production network is named for {place}."
    if voices.empty:
        return "No network has written anything down yet."
    states = [(RUNNING, "running"), (PAUSED, "paused"), (ENDED, "ended")]
    projects = [f"{len(voices.running(state)):,} {word}" for state, word in states if voices.running(state)]
    parts = (
        [f"{counted(len(voices.projects), 'co-production project')}: {listed(projects)}"]
        if projects
        else [_written(voices)]
    )
    waiting = [entry for entry in voices.feedback if entry.open]
    if waiting:
        parts.append(f"{counted(len(waiting), 'suggestion')} {'is' if len(waiting) == 1 else 'are'} open")
    changes = [entry for entry in voices.changed if entry.counts]
    if changes:
        parts.append(f"{counted(len(changes), 'change')} made")
    return f"{'. '.join(part[:1].upper() + part[1:] for part in parts)}."


def _written(voices: Voices) -> str:
    """What is written down where no project is."""
    kinds = (
        (len(voices.activities), "activity", "activities"),
        (len(voices.forums), "forum or group that decides", "forums and groups that decide"),
        (len(voices.feedback), "theme that people raised", "themes that people raised"),
        (len(voices.changed), "change", "changes"),
    )
    return f"No project is written down. Written down: {listed([counted(*kind) for kind in kinds if kind[0]])}"


def since(when: Since) -> str:
    """The day as exactly as it is known: "since 3 May 2026", "as of 2026", "date not stated"."""
    if when.day is None:
        return "date not stated"
    return {"day": f"since {in_full(when.day)}", "month": f"as of {when.day:%B %Y}", "year": f"as of {when.day:%Y}"}[
        when.precision
    ]


def on(when: Since) -> str:
    """The same of something that happened on a day: "3 May 2026", "May 2026", "2026", "date not stated"."""
    if when.day is None:
        return "date not stated"
    return {"day": in_full(when.day), "month": f"{when.day:%B %Y}", "year": f"{when.day:%Y}"}[when.precision]


def project_states(project: Project) -> str:
    """Its state and those before: "Running, as of 2026. Before: paused, since 3 May 2024"."""
    before = "; ".join(f"{state}, {since(when)}" for state, when in project.before)
    return f"{project.state.capitalize()}, {since(project.since)}{f'. Before: {before}' if before else ''}"


def where_and_whom(project: Project) -> str:
    """Where it is, with whom and by whom; empty where none of them is said."""
    return " · ".join(part for part in (project.place, project.community, project.provider) if part)


def forum_terms(forum: Forum) -> str:
    """Who set its name, terms and chair; and whether challenges were answered."""
    decisions = (("name", forum.name_set_by), ("terms", forum.terms_set_by), ("chair", forum.chair_set_by))
    clauses = [f"{subject} set by {who}" for subject, who in decisions if who]
    opening = listed(clauses) if clauses else "who set its name, terms and chair is not stated"
    challenges = ""
    if forum.raised is not None:
        answered = "how many were answered is not stated" if forum.answered is None else f"{forum.answered:,} answered"
        challenges = f" {counted(forum.raised, 'challenge')} raised, {answered}."
    return f"{opening[:1].upper()}{opening[1:]}.{challenges}"


def ladder(step: int | None) -> str:
    """A step of the ladder: "5, engagement"; "not rated" where there is none."""
    return "not rated" if step is None else f"{step}, {STEPS[step - 1]}"


def took_part(activity: Activity) -> str:
    """How many people took part; that they are few, where they are."""
    if activity.too_few:
        return HIDDEN
    return "not stated" if activity.people is None else f"{activity.people:,}"


def people_shown(value: float) -> str:
    """A number of people; that they are too few to show where it is hidden."""
    return HIDDEN if pd.isna(value) else f"{value:,.0f}"


def took_part_in_all(rows: pd.DataFrame, when: str) -> str:
    """How many took part in a quarter, and how many of them for the first time; ``rows`` are measures of people."""
    whole, new = rows[rows["dimension"] == ""], rows[rows["category"] == "New"]
    counts = [f"{people_shown(row['value'])} people" for _, row in whole.iterrows()]
    fresh = f", {people_shown(new['value'].iloc[0])} of them for the first time" if len(new) == 1 else ""
    return f"{listed(counts)} took part in {when}{fresh}."


def hours_asked(rows: pd.DataFrame) -> str:
    """How many hours people were asked for; empty where it is not known.  ``rows`` are measures of one quarter."""
    whole = _of_everybody(rows)
    return "" if whole is None else f"Half of them were asked for more than {whole:g} hours."


def groups_asked_for_more(rows: pd.DataFrame) -> str:
    """Which groups are asked for far more hours than everybody together; empty where none is."""
    whole = _of_everybody(rows)
    if whole is None:
        return ""
    groups = rows[(rows["dimension"] != "") & (rows["value"] >= FAR_MORE * whole)]
    named = [f"{row['category']} ({row['value']:g} hours)" for _, row in groups.iterrows()]
    return f"Asked for far more than others: {listed(named)}. Ask them whether that is too much." if named else ""


def felt_afterwards(rows: pd.DataFrame, when: str) -> str:
    """How people felt after taking part, who answered without a name; empty where nobody is known to have."""
    whole = rows[rows["dimension"] == ""] if len(rows) else rows
    known = whole[whole["value"].notna() & whole["denominator"].notna()] if len(whole) else whole
    if known.empty:
        return ""
    top, below = known["numerator"].sum(), known["denominator"].sum()
    return f"{top:,.0f} of {below:,.0f} who answered after taking part in {when} felt the same or better."


def _of_everybody(rows: pd.DataFrame) -> float | None:
    whole = rows.loc[rows["dimension"] == "", "value"].max() if len(rows) else None
    return None if whole is None or pd.isna(whole) else float(whole)


def answer(theme: Feedback, today: date) -> str:
    """Whether people were told, and after how many days: "Told back after 12 days", "Open for 40 days"."""
    days = theme.days(today)
    if theme.received is None and theme.told_back is None:
        return "Whether it was answered is not stated"
    if theme.open:
        waits = "Answered, and not told back" if theme.answered or theme.answer else "No answer yet"
        return f"{waits}, {counted(days, 'day')} so far" if days is not None else waits
    return f"Told back after {counted(days, 'day')}" if days is not None else "Told back"


def usual_days(themes: Sequence[Feedback], today: date) -> str:
    """In how many days half of those who were told were told; empty where nobody was, or no day is known."""
    days = sorted(theme.days(today) or 0 for theme in themes if not theme.open and theme.received is not None)
    if not days:
        return ""
    middle = (days[(len(days) - 1) // 2] + days[len(days) // 2]) / 2
    return f"Of those who were told, half were told within {middle:,.0f} days."


def change_state(changed: Changed) -> str:
    """Made on a day, or under way; with its evidence, without which it is not counted."""
    if changed.state != MADE:
        return "Under way"
    evidence = f"Evidence: {changed.evidence}" if changed.evidence else "No evidence is named, so it is not counted"
    return f"Made, {on(changed.day)}. {evidence}"


def not_written_down(voices: Voices, *, who: bool) -> str:
    """What no network has written down yet; empty where there is something of everything."""
    missing = [
        name
        for name, is_written in (
            ("projects", voices.projects),
            ("who takes part", who),
            ("activities", voices.activities),
            ("what people asked for and what was answered", voices.feedback),
            ("what changed", voices.changed),
            ("forums and groups that decide", voices.forums),
        )
        if not is_written
    ]
    return f"Not written down yet: {listed(missing)}." if missing else ""
