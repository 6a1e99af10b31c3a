"""The lenses on one part of the strategy, and whether they agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from charts.words.counting import listed, tally, upper
from indicators.core.model import Kind
from indicators.core.verdicts import Mark, Verdicts

LENSES = (Kind.FEEL, Kind.SERVICE, Kind.POPULATION)
LENS_NAMES = {
    Kind.FEEL: "How people feel",
    Kind.SERVICE: "Services",
    Kind.POPULATION: "Population",
    Kind.PROCESS: "Taking part",
}
SUBJECTS = {
    Kind.FEEL: "how people feel",
    Kind.SERVICE: "services",
    Kind.POPULATION: "the population",
    Kind.PROCESS: "taking part",
}
LENS_SAYS = {
    "better": "something is getting better",
    "worse": "something is getting worse",
    "mixed": "some better, some worse",
    "changed": "something has changed, which is not judged",
    "steady": "no clear change",
    "unknown": "figures, but no direction yet",
    "absent": "no figure",
}
SILENT = ("unknown", "absent")
CANNOT_AGREE = ("mixed", "changed")
"""Two lenses that each say several things, or nothing of better or worse, do not agree with each other by that."""


def lens_state(verdicts: Sequence[Verdicts]) -> str:
    """What a lens as a whole lets us say: one of the keys of ``LENS_SAYS``."""
    marks = tally(verdicts)
    if marks[Mark.WORSE] and marks[Mark.BETTER]:
        return "mixed"
    for mark, state in (
        (Mark.WORSE, "worse"),
        (Mark.BETTER, "better"),
        (Mark.CHANGED, "changed"),
        (Mark.NO_CHANGE, "steady"),
    ):
        if marks[mark]:
            return state
    return "unknown" if any(v.has_figure for v in verdicts) else "absent"


def agreement(states: Mapping[Kind, str]) -> str:
    """Do the lenses agree?  Only what can be judged may agree or disagree."""
    judged = {kind: state for kind, state in states.items() if state not in SILENT}
    silent = [SUBJECTS[kind] for kind, state in states.items() if state in SILENT]
    if not judged:
        return "None of the lenses can be judged yet."
    unsaid = f" {upper(listed(silent))} cannot be judged yet." if silent else ""
    return _told(judged) + unsaid


def _told(judged: Mapping[Kind, str]) -> str:
    said = [f"{SUBJECTS[kind]}: {LENS_SAYS[state]}" for kind, state in judged.items()]
    if len(judged) == 1:
        subject, _, finding = said[0].partition(": ")
        return f"Only {subject} can be judged: {finding}."
    first = next(iter(judged.values()))
    if set(judged.values()) != {first}:
        return f"The lenses differ. {upper('; '.join(said))}."
    if first in CANNOT_AGREE:
        return f"In each lens that can be judged: {LENS_SAYS[first]}."
    return f"The lenses that can be judged agree: {LENS_SAYS[first]}."
