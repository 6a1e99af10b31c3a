"""One indicator: its finding, and the line on its card."""

from __future__ import annotations

from charts.facts import ChartFacts
from charts.words.counting import lower
from indicators.core.measures.formatting import plain
from indicators.core.model import Indicator
from indicators.core.verdicts import Bar, Mark, Verdict, Verdicts

AGAINST = {
    "Similar": "similar to",
    "Better": "better than",
    "Worse": "worse than",
    "Higher": "higher than",
    "Lower": "lower than",
}


def indicator_headline(indicator: Indicator, verdicts: Verdicts, england: str = "") -> str:
    """The latest figure, how it stands to England, and whether it has changed."""
    if not verdicts.has_figure:
        return f"{indicator.title}: {lower(verdicts.direction.reason)}"
    group = f" ({verdicts.group})" if verdicts.group else ""
    against = AGAINST.get(verdicts.england.word, "") if england else ""
    beside = f", {against} England ({england})" if against else ""
    return f"{indicator.title}{group}: {verdicts.said} in {verdicts.period}{beside}. {_direction(verdicts)}"


def beside_england(trend: ChartFacts | None) -> str:
    """England's value of the newest figure's own period; empty where none is held."""
    if trend is None or not trend.others:
        return ""
    latest = trend.latest
    same = [p.value for p in trend.others[0].known if (p.start, p.end) == (latest.start, latest.end)]
    return plain(same[0], trend.indicator) if same and same[0] is not None else ""


def _direction(verdicts: Verdicts) -> str:
    """Whether it has changed, and from what: the levels compared, since the newest figure alone may not show it."""
    since = f" {verdicts.change_since}" if verdicts.change_since else ""
    moved = f", {verdicts.arrow}{since}" if verdicts.arrow and since else ""
    if verdicts.mark in (Mark.WORSE, Mark.BETTER):
        return f"{verdicts.mark}{moved}."
    if verdicts.mark is Mark.CHANGED:
        return f"Changed{moved}; neither way is better."
    if verdicts.mark is Mark.NO_CHANGE:
        return f"No clear change{since}."
    if verdicts.direction.bar is Bar.TOO_OLD:
        return "It is too old to show progress."
    return "We cannot yet say whether this has changed."


def card_line(verdicts: Verdicts) -> str:
    """The one line under a card's figure: which way the number went, or why nothing can be said."""
    lately = f" {verdicts.lately.word}." if verdicts.lately else ""
    since = f" {verdicts.change_since}" if verdicts.change_since else ""
    if verdicts.mark in (Mark.WORSE, Mark.BETTER, Mark.CHANGED):
        return f"{verdicts.arrow or verdicts.mark}{since}.{lately}"
    if verdicts.mark is Mark.NO_CHANGE:
        return f"No clear change{since}.{lately}"
    return why_not(verdicts.direction)


def why_not(direction: Verdict) -> str:
    """Why nothing can be said, said to be so."""
    return f"{direction.word}: {lower(direction.reason)}" if direction.mark is Mark.FIGURE_ONLY else direction.reason
