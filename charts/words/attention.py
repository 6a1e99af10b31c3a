"""A line for an indicator on one of the board's lists."""

from __future__ import annotations

from collections.abc import Sequence

from charts.words.brief import fact_word, in_a_clause
from charts.words.codes import direction_word, word
from charts.words.counting import lower
from charts.words.indicator import finding, of_bodies
from charts.words.newest import figure, period_of
from indicators.core.board.attention import Cause, Item
from indicators.core.board.changes import Part
from indicators.core.verdicts import JUDGED, Bar, Mark, Verdicts

HELPS = {
    Bar.NO_FIGURE: "the file named for each",
    Bar.HIDDEN: "a longer period or a larger area, in which nobody can be made out",
    Bar.TOO_OLD: "a newer release",
    Bar.BASE_UNKNOWN: "asking the publisher what this measures",
    Bar.MONTHS_UNKNOWN: "a file that says so",
    Bar.ONE_SURVEY: "asking again",
    Bar.TOO_FEW: "the next releases",
    Bar.OVERLAPPING: "the next releases, or figures that share no months",
    Bar.PART_YEARS: "figures of whole years, of quarters or of months",
    Bar.ROUGH: "counts that are not rounded",
    Bar.NO_LIMITS: "the publisher's own export with limits or counts",
    Bar.NO_VARIATION: "figures to more decimals, or with their counts",
    Bar.SWINGS: "a longer line, or figures of larger groups",
    Bar.TWO_FILES: "asking the publisher which of its files is right",
    Bar.SEVERAL_BODIES: "the verdict of each body, on the indicator's page",
}


def would_help(bar: Bar) -> str:
    """What would let us say more."""
    return HELPS[bar]


def clause(listed: Item) -> str:
    """Why an indicator is on the list, in one clause."""
    verdicts = listed.verdicts
    if listed.cause is Cause.LATELY and verdicts.lately:
        return f"{word(verdicts.lately)}; since the start: {lower(direction_word(verdicts.direction))}"
    if listed.cause is Cause.BESIDE_ENGLAND:
        return in_a_clause(Part.ENGLAND, verdicts.england, verdicts.declared)
    return finding(verdicts) + (". No newer figure" if listed.cause is Cause.BETTER_THEN else "")


def in_brief(verdicts: Verdicts) -> str:
    """The newest figure and its direction in as few words as can be."""
    if verdicts.bodies:
        return of_bodies(verdicts)
    return f"{figure(verdicts)} in {period_of(verdicts)}. {fact_word(Part.DIRECTION, verdicts.direction)}"


def none_with(mark: Mark, verdicts: Sequence[Verdicts]) -> str:
    """Why a list of what got worse or better is empty: nothing did, or nothing can be judged, which is no good news."""
    if not any(v.mark in JUDGED for v in verdicts):
        return "We cannot say: no indicator can be judged yet."
    return NONE_WITH[mark]


NONE_WITH = {
    Mark.WORSE: "Nothing that can be judged is getting worse.",
    Mark.BETTER: "Nothing that can be judged is getting better yet.",
}
RULES = {
    Cause.WORSE: "getting worse since the start of the strategy",
    Cause.LATELY: "then worse than usual lately",
    Cause.BESIDE_ENGLAND: "then worse than England",
}


def rules() -> tuple[str, ...]:
    """By what rules the board's lists are made, and in which order."""
    return (
        f"Needs attention: {', '.join(RULES.values())}. Within each, the strongest evidence of a change comes first. "
        "Measures of how well services record come last.",
        "Getting better: better since the start of the strategy, the strongest evidence first. Those whose newest figure is "
        "over two years old come last and say so.",
        "Percentages and rates are never ranked against each other by size.",
    )


def item(listed: Item) -> str:
    """The latest figure, and why it is on the list."""
    verdicts = listed.verdicts
    return f"{figure(verdicts)} in {period_of(verdicts)}. {clause(listed)}"
