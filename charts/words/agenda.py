"""A line for an indicator on one of the board's lists."""

from __future__ import annotations

from indicators.core.board.agenda import Cause, Item
from indicators.core.model import Indicator
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
}


def would_help(bar: Bar) -> str:
    """What would let us say more."""
    return HELPS[bar]


def item(listed: Item, indicator: Indicator) -> str:
    """The latest figure, what happened to it, of whom it is and from whom."""
    verdicts = listed.verdicts
    return f"{_told(listed)}. {verdicts.place}. Figures from: {indicator.leeds_lead or indicator.owner}"


def _told(listed: Item) -> str:
    verdicts = listed.verdicts
    told = f"{verdicts.said} in {verdicts.period}"
    if listed.cause is Cause.LATELY and verdicts.lately:
        since = f" {verdicts.change_since}" if verdicts.change_since else ""
        return f"{told}, {verdicts.lately.word.lower()}; since the start{since}: {verdicts.direction.word.lower()}"
    if listed.cause is Cause.BESIDE_ENGLAND:
        return f"{told}, {listed.cause}"
    if verdicts.change_since:
        told += f", {verdicts.arrow} {verdicts.change_since}"
    return f"{told}. No newer figure: it says nothing of the time since" if listed.cause is Cause.BETTER_THEN else told
