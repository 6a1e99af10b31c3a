"""One indicator: its finding, and the line on its card."""

from __future__ import annotations

from charts.facts import ChartFacts
from charts.words.brief import in_a_clause
from charts.words.codes import MARKS, PAST, direction_word, word
from charts.words.counting import counted, have, listed, lower, upper
from charts.words.figures import plain
from charts.words.newest import arrow, change_since, earlier_too, figure, newest_is_compared, period_of
from charts.words.verdicts import reason
from indicators.core.board.changes import Part
from indicators.core.verdicts import JUDGED, Bar, Code, Mark, Verdicts, Why

AGAINST = {
    Code.SIMILAR: "similar to",
    Code.BETTER: "better than",
    Code.WORSE: "worse than",
    Code.HIGHER: "higher than",
    Code.LOWER: "lower than",
}


def indicator_headline(verdicts: Verdicts, england: str = "") -> str:
    """The latest figure, how it compares with England, and whether it has changed."""
    title = verdicts.declared.title
    if not verdicts.has_figure:
        return f"{title}: {lower(reason(verdicts.direction, verdicts.declared))}"
    if verdicts.bodies:
        return f"{title}: {of_bodies(verdicts)}."
    newest = ", the newest we hold" if is_old(verdicts) else ""
    latest_ = f"{title}{_group(verdicts)}: {figure(verdicts)} in {period_of(verdicts)}{newest}"
    return f"{latest_}{_beside(verdicts, england)}. {_direction(verdicts)}"


def _beside(verdicts: Verdicts, england: str) -> str:
    """How the newest figure is beside England's; what is held of England is said also where it is not compared."""
    if not england:
        return ""
    against = AGAINST.get(verdicts.england.code, "")
    return f", {against} England ({england})" if against else f"; England {england}, not compared"


def is_old(verdicts: Verdicts) -> bool:
    """Is the newest figure over two years old, or from before the strategy?"""
    return (
        any(caution.code is Why.OLD for caution in verdicts.direction.cautions) or verdicts.direction.bar is Bar.TOO_OLD
    )


def of_bodies(verdicts: Verdicts) -> str:
    """How many bodies have a figure, and of how many it went which way: each is judged by itself."""
    figures = [body for body in verdicts.bodies if body.has_figure]
    total = counted(len(verdicts.bodies), "body", "bodies")
    opening = f"{len(figures)} of {total} {have(len(figures))} a figure"
    judged = [(mark, sum(body.mark is mark for body in figures)) for mark in JUDGED]
    directions = [f"{number} {lower(MARKS[mark])}" for mark, number in judged if number]
    rest = len(figures) - sum(number for _, number in judged)
    if not directions:
        return f"{opening}, and no direction can be judged yet"
    unjudged = [f"{rest} cannot be judged yet"] if rest else []
    return f"{opening}: {listed([*directions, *unjudged])}"


def latest(verdicts: Verdicts) -> str:
    """The newest figure with its group and period, as on a card."""
    if verdicts.bodies:
        return of_bodies(verdicts)
    return f"{figure(verdicts)}{_group(verdicts)} in {period_of(verdicts)}"


def _group(verdicts: Verdicts) -> str:
    return f" ({verdicts.group})" if verdicts.group else ""


def beside_england(trend: ChartFacts | None) -> str:
    """England's value of the newest figure's own period; empty where none is held."""
    if trend is None or not trend.others:
        return ""
    latest = trend.latest
    same = [p.value for p in trend.others[0].known if (p.start, p.end) == (latest.start, latest.end)]
    return plain(same[0], trend.indicator) if same and same[0] is not None else ""


def _direction(verdicts: Verdicts) -> str:
    """Whether it has changed; from what, where the newest figure is what was compared: other levels are said below it."""
    since = f" {change_since(verdicts)}" if verdicts.difference and newest_is_compared(verdicts) else ""
    moved = f", {arrow(verdicts)}{since}" if verdicts.way and since else ""
    if verdicts.mark in (Mark.WORSE, Mark.BETTER):
        return f"{_ended_with_the_figure(verdicts)}{moved}."
    if verdicts.mark is Mark.CHANGED:
        return f"Changed{until(verdicts)}{moved}; neither way is better."
    if verdicts.mark is Mark.NO_CHANGE:
        return f"{direction_word(verdicts.direction)}{since}."
    if verdicts.direction.code is Code.CANNOT_TELL:
        return f"We cannot tell whether it has changed{since}: it swings too widely."
    if verdicts.direction.bar is Bar.TOO_OLD:
        return "It is too old to show progress."
    return "We cannot yet say whether this has changed."


def _ended_with_the_figure(verdicts: Verdicts) -> str:
    """The direction's word; when it ended is said only where that is not the figure's own period."""
    if verdicts.direction.until and verdicts.direction.until == verdicts.period_end:
        return PAST[verdicts.mark]
    return direction_word(verdicts.direction)


def finding(verdicts: Verdicts) -> str:
    """What happened to an indicator, in one clause: which way the number went, or why that cannot be said."""
    since = change_since(verdicts)
    if verdicts.bodies:
        return of_bodies(verdicts)
    if verdicts.mark in (Mark.WORSE, Mark.BETTER, Mark.CHANGED):
        ended = "" if verdicts.direction.until == verdicts.period_end else until(verdicts)
        moved = f"{arrow(verdicts)} {since}{ended}{earlier_too(verdicts)}"
        return upper(moved.strip()) or direction_word(verdicts.direction)
    if verdicts.mark is Mark.NO_CHANGE:
        return f"{MARKS[verdicts.mark]} {since}{earlier_too(verdicts)}".strip()
    return upper(in_a_clause(Part.DIRECTION, verdicts.direction, verdicts.declared))


def card_line(verdicts: Verdicts) -> str:
    """What a card says under its figure: the finding in a clause, and what the newest figures say."""
    lately = f" {word(verdicts.lately)}." if verdicts.lately else ""
    return f"{finding(verdicts)}.{lately}"


def until(verdicts: Verdicts) -> str:
    """When what is told in the past ended."""
    until = verdicts.direction.until
    return f" up to {until:%B %Y}" if until else ""


def why_not(verdicts: Verdicts) -> str:
    """Why nothing can be said of a direction, marked as such."""
    reason_text = reason(verdicts.direction, verdicts.declared)
    return (
        f"{direction_word(verdicts.direction)}: {lower(reason_text)}"
        if verdicts.mark is Mark.FIGURE_ONLY
        else reason_text
    )
