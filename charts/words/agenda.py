"""A line for an indicator on one of the board's lists."""

from __future__ import annotations

from charts.words.codes import direction_word, word
from charts.words.counting import lower
from charts.words.indicator import until
from charts.words.newest import arrow, change_since, figure, period_of, place_of
from charts.words.sources import published_by
from indicators.core.board.agenda import Cause, Item
from indicators.core.verdicts import Bar

HELPS = {
    Bar.NO_FIGURE: "the file named for each",
    Bar.HIDDEN: "a longer period or a larger area, in which nobody can be made out",
    Bar.TOO_OLD: "a newer release",
    Bar.BASE_UNKNOWN: "the publisher's word on what it is a rate of",
    Bar.MONTHS_UNKNOWN: "a file that says so",
    Bar.ONE_SURVEY: "asking again",
    Bar.TOO_FEW: "the next releases",
    Bar.OVERLAPPING: "the next releases, or figures that share no months",
    Bar.PART_YEARS: "figures of whole years, of quarters or of months",
    Bar.ROUGH: "counts that are not rounded",
    Bar.NO_LIMITS: "the publisher's own export with limits or counts",
    Bar.NO_VARIATION: "figures to more decimals, or with their counts",
    Bar.SWINGS: "a longer line, or figures of larger groups",
    Bar.TWO_FILES: "the publisher's word on which of its files is right",
    Bar.SEVERAL_BODIES: "the verdict of each body, on the indicator's page",
}


def would_help(bar: Bar) -> str:
    """What would let us say more."""
    return HELPS[bar]


CAUSES = {Cause.BESIDE_ENGLAND: "worse than England"}


def item(listed: Item) -> str:
    """The latest figure, what happened to it, of whom it is and from whom."""
    return f"{_told(listed)}. {place_of(listed.verdicts)}. Figures from: {published_by(listed.verdicts)}"


def _told(listed: Item) -> str:
    verdicts = listed.verdicts
    told = f"{figure(verdicts)} in {period_of(verdicts)}"
    since = change_since(verdicts)
    if listed.cause is Cause.LATELY and verdicts.lately:
        start = f" {since}" if since else ""
        return f"{told}, {lower(word(verdicts.lately))}; since the start{start}: {lower(direction_word(verdicts.direction))}"
    if listed.cause is Cause.BESIDE_ENGLAND:
        return f"{told}, {CAUSES[listed.cause]}"
    if since:
        told += f", {arrow(verdicts)} {since}{until(verdicts)}"
    return (
        f"{told}. No newer figure: it tells nothing about the time since" if listed.cause is Cause.BETTER_THEN else told
    )
