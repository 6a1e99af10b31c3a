"""Marks, bars and codes of verdicts in a word or two."""

from __future__ import annotations

from indicators.core.verdicts.model import Bar, Code, Mark, Verdict

MARKS = {
    Mark.WORSE: "Getting worse",
    Mark.BETTER: "Getting better",
    Mark.CHANGED: "Changed, not judged",
    Mark.NO_CHANGE: "No clear change",
    Mark.FIGURE_ONLY: "A figure, no direction yet",
    Mark.NO_FIGURE: "No figure",
}
MEANINGS = {
    Mark.WORSE: "The latest level differs from the level when the strategy began, by more than chance, and the wrong way.",
    Mark.BETTER: "The same, the right way.",
    Mark.CHANGED: "It differs by more than chance, but neither way is better.",
    Mark.NO_CHANGE: "Within the usual ups and downs. The level may still not be good enough.",
    Mark.FIGURE_ONLY: "Too few figures, figures that overlap, swing too widely or are older than the strategy, two files that "
    "disagree, or no limits published.",
    Mark.NO_FIGURE: "None is held for the place, or the number is hidden to protect people. Hidden does not mean zero.",
}
BARS = {
    Bar.NO_FIGURE: "No figure is held",
    Bar.HIDDEN: "The publisher hides the figure",
    Bar.TOO_OLD: "The last figure is too old to judge the strategy by",
    Bar.BASE_UNKNOWN: "What the figure is a rate of is not stated",
    Bar.MONTHS_UNKNOWN: "Which months each figure covers is not stated",
    Bar.ONE_SURVEY: "One survey or study only",
    Bar.TOO_FEW: "Too few periods so far",
    Bar.OVERLAPPING: "Each figure shares months with the one before, so a change cannot be told",
    Bar.PART_YEARS: "Each figure covers part of a year",
    Bar.ROUGH: "Counts are small and rounded",
    Bar.NO_LIMITS: "No margin of error or counts are published",
    Bar.NO_VARIATION: "The figures held do not vary",
    Bar.SEVERAL_BODIES: "Several bodies, each judged by itself",
    Bar.SWINGS: "The figures swing too widely to tell",
    Bar.TWO_FILES: "Two files of the publisher disagree",
}
CODES = {
    Code.CANNOT_SAY_YET: "Cannot say yet",
    Code.CANNOT_TELL: "Cannot tell",
    Code.NO_FIGURE: "No figure",
    Code.CANNOT_SAY: "Cannot say",
    Code.MET: "Met",
    Code.NOT_MET: "Not met",
    Code.HIT_OR_MISS: "Hit or miss",
    Code.NO_TARGET: "No target",
    Code.HIGHER: "Higher",
    Code.LOWER: "Lower",
    Code.SIMILAR: "Similar",
    Code.NOT_COMPARED: "Not compared",
    Code.WIDENING: "Widening",
    Code.NARROWING: "Narrowing",
    Code.DEPENDS: "Depends how it is counted",
    Code.TURNED_ROUND: "Turned round",
    Code.NO_CHANGE: "No clear change",
    Code.CHANGED: "Changed",
    Code.BETTER: "Better",
    Code.WORSE: "Worse",
    Code.UP_TO_DATE: "Up to date",
    Code.DUE: "Due",
    Code.OVERDUE: "Overdue",
    Code.STOPPED: "Stopped",
    Code.ONE_OFF: "One-off",
    Code.NO_SET_TIME: "No next date",
    Code.NO_USUAL_RANGE: "No usual range",
    Code.AS_USUAL: "No significant change lately",
    Code.LATELY_HIGHER: "Lately higher than usual",
    Code.LATELY_LOWER: "Lately lower than usual",
    Code.NO_TREND: "No significant trend",
    Code.TREND_UNKNOWN: "Trend cannot be calculated",
    Code.INCREASING: "Increasing",
    Code.DECREASING: "Decreasing",
    Code.MORE_THAN_CHANCE: "More than chance",
    Code.COULD_BE_CHANCE: "Could be chance",
}
TREND_JUDGED = {Mark.BETTER: ", getting better", Mark.WORSE: ", getting worse"}
LATELY_JUDGED = {Mark.BETTER: ", which is better", Mark.WORSE: ", which is worse"}
UNDATED = {
    Code.LATELY_HIGHER: "Higher than usual",
    Code.LATELY_LOWER: "Lower than usual",
    Code.AS_USUAL: "No significant change",
}
"""What the newest points come to, where these are so old that they need their month."""
JUDGED_BY_MARK = {
    Code.INCREASING: TREND_JUDGED,
    Code.DECREASING: TREND_JUDGED,
    Code.LATELY_HIGHER: LATELY_JUDGED,
    Code.LATELY_LOWER: LATELY_JUDGED,
}


def mark(kind: Mark) -> str:
    """A mark in words."""
    return MARKS[kind]


def bar(kind: Bar) -> str:
    """What prevents a direction, in words."""
    return BARS[kind]


def direction_word(verdict: Verdict) -> str:
    """What a direction comes to; of figures that ended long ago in the past, with the month they ended."""
    word = MARKS[verdict.mark] if verdict.code in DIRECTIONS else CODES[verdict.code]
    if verdict.until is None:
        return word
    return f"{PAST.get(verdict.mark, word)} up to {verdict.until:%B %Y}"


PAST = {Mark.WORSE: "Was getting worse", Mark.BETTER: "Was getting better"}
DIRECTIONS = (Code.BETTER, Code.WORSE, Code.CHANGED, Code.NO_CHANGE)


def word(verdict: Verdict) -> str:
    """What any other verdict comes to: on England, a target, a gap, the data, the newest points."""
    text = CODES[verdict.code]
    if verdict.until is not None and verdict.code in UNDATED:
        text = f"{UNDATED[verdict.code]} up to {verdict.until:%B %Y}"
    return text + JUDGED_BY_MARK.get(verdict.code, {}).get(verdict.mark, "")
