"""The lenses on one part of the strategy, and whether they agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from charts.words.counting import listed, lower, tally, upper
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


class LensState(StrEnum):
    """What a lens as a whole lets us say."""

    BETTER = "better"
    WORSE = "worse"
    WAS_BETTER = "was better"
    WAS_WORSE = "was worse"
    MIXED = "mixed"
    CHANGED = "changed"
    STEADY = "steady"
    PARTLY_STEADY = "partly steady"
    UNKNOWN = "unknown"
    ABSENT = "absent"


LENS_SAYS = {
    LensState.BETTER: "something is getting better",
    LensState.WORSE: "something is getting worse",
    LensState.WAS_BETTER: "something was getting better, and we have no newer figure",
    LensState.WAS_WORSE: "something was getting worse, and we have no newer figure",
    LensState.MIXED: "some better, some worse",
    LensState.CHANGED: "something has changed, which is not judged",
    LensState.STEADY: "no clear change",
    LensState.PARTLY_STEADY: "no clear change where it can be judged, which is under half",
    LensState.UNKNOWN: "figures, but no direction yet",
    LensState.ABSENT: "no figure",
}
SILENT = (LensState.UNKNOWN, LensState.ABSENT)
MOVED = (Mark.WORSE, Mark.BETTER, Mark.CHANGED)
CANNOT_AGREE = (LensState.MIXED, LensState.CHANGED)
"""Two lenses that each say several things, or nothing of better or worse, do not agree with each other by that."""
PAST = {LensState.BETTER: LensState.WAS_BETTER, LensState.WORSE: LensState.WAS_WORSE}
OF_MARK = {
    Mark.WORSE: LensState.WORSE,
    Mark.BETTER: LensState.BETTER,
    Mark.CHANGED: LensState.CHANGED,
    Mark.NO_CHANGE: LensState.STEADY,
}


def lens_state(verdicts: Sequence[Verdicts]) -> LensState:
    """What a lens as a whole lets us say.  How well services record decides it only where there is nothing else."""
    verdicts = [v for v in verdicts if not v.declared.of_recording] or verdicts
    marks = tally(verdicts)
    if marks[Mark.WORSE] and marks[Mark.BETTER]:
        return LensState.MIXED
    for mark, state in OF_MARK.items():
        if marks[mark]:
            if state is LensState.STEADY and marks[mark] * 2 < sum(v.has_figure for v in verdicts):
                return LensState.PARTLY_STEADY
            ended = all(v.direction.until for v in verdicts if v.mark is mark)
            return PAST.get(state, state) if ended else state
    return LensState.UNKNOWN if any(v.has_figure for v in verdicts) else LensState.ABSENT


def _states(verdicts: Sequence[Verdicts]) -> dict[Kind, LensState]:
    """The state of each kind of measure that serves a part of the strategy."""
    by_kind = {kind: [v for v in verdicts if v.declared.kind is kind] for kind in Kind}
    return {kind: lens_state(of_kind) for kind, of_kind in by_kind.items() if of_kind}


def of_lenses(verdicts: Sequence[Verdicts]) -> str:
    """What the lenses on a part say together; empty where it has no indicator."""
    states = _states(verdicts)
    if not states:
        return ""
    sentence = agreement(states)
    return f"Leaving out how well services record, {lower(sentence)}" if _recording_left_out(verdicts) else sentence


def _recording_left_out(verdicts: Sequence[Verdicts]) -> bool:
    """Did what services record move, in a lens that other measures decide?"""
    moved = {v.declared.kind for v in verdicts if v.declared.of_recording and v.mark in MOVED}
    return any(v.declared.kind in moved for v in verdicts if not v.declared.of_recording)


def agreement(states: Mapping[Kind, LensState]) -> str:
    """Do the lenses agree?  Only what can be judged may agree or disagree."""
    judged = {kind: state for kind, state in states.items() if state not in SILENT}
    silent = [SUBJECTS[kind] for kind, state in states.items() if state in SILENT]
    if not judged:
        return "None of the lenses can be judged yet."
    unsaid = f" {upper(listed(silent))} cannot be judged yet." if silent else ""
    return _summary(judged) + unsaid


def _summary(judged: Mapping[Kind, LensState]) -> str:
    first_kind, first = next(iter(judged.items()))
    if len(judged) == 1:
        return f"Only {SUBJECTS[first_kind]} can be judged: {LENS_SAYS[first]}."
    if set(judged.values()) != {first}:
        clauses = "; ".join(f"{SUBJECTS[kind]}: {LENS_SAYS[state]}" for kind, state in judged.items())
        return f"The lenses differ. {upper(clauses)}."
    if first in CANNOT_AGREE:
        return f"In each lens that can be judged: {LENS_SAYS[first]}."
    return f"The lenses that can be judged agree: {LENS_SAYS[first]}."
