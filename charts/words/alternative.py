"""What a chart says to those who cannot see it."""

from __future__ import annotations

from charts.facts import ChartFacts, ChartKind, Point
from charts.words import areas
from charts.words.chart import redrawn, subject, usual_range
from charts.words.control import signals
from charts.words.counting import counted
from charts.words.figures import aimed, plain, with_unit
from charts.words.illustrative import TAG
from charts.words.table import why_not


def alternative(facts: ChartFacts) -> str:
    """What the chart says, for those who cannot see it; the table beside it holds every figure."""
    return f"{TAG}. {_description(facts)}" if facts.illustrative else _description(facts)


def _description(facts: ChartFacts) -> str:
    known = facts.ours.known
    if not known:
        return f"{subject(facts)}: no figure."
    if facts.side_by_side:
        return _groups(facts) if facts.kind in (ChartKind.GROUPS, ChartKind.BODIES) else areas.described(facts)
    parts = [f"{subject(facts)}, {facts.place}: {_course(facts)}", *_hidden(facts)]
    parts += [_beside(point, line.name, facts) for line in facts.beside for point in line.known if _same(point, facts)]
    if facts.limits:
        flagged = sum(bool(point.flags) for point in known)
        parts.append(f"{usual_range(facts)}; {counted(flagged, 'point') if flagged else 'no point'} unusual.")
        parts += [*signals(facts), *map(redrawn, facts.redrawn)]
    if facts.target is not None and facts.target.value is not None:
        parts.append(f"Target {aimed(facts.target.value, facts.indicator)} ({facts.target.owner}).")
    return " ".join(parts)


def _groups(facts: ChartFacts) -> str:
    groups_in_words = "; ".join(
        f"{point.group} {why_not(point.reason) if point.value is None else plain(point.value, facts.indicator)}"
        for point in facts.ours.points
    )
    return f"{subject(facts)} by {facts.dimension}, {facts.latest.period}, {facts.place}: {groups_in_words}."


def _course(facts: ChartFacts) -> str:
    """The one figure; both; or how many, the first and the last, the lowest and the highest."""
    known, indicator = facts.ours.known, facts.indicator
    first, last = known[0], known[-1]
    now = f"{with_unit(last.figure, indicator)} in {last.period}"
    if len(known) == 1:
        return f"{now}. The only figure held."
    then = f"{plain(first.figure, indicator)} in {first.period}"
    if len(known) == 2:
        return f"2 figures, {then} and {now}."
    low, high = min(known, key=lambda point: point.figure), max(known, key=lambda point: point.figure)
    return (
        f"{len(known)} figures, from {then} to {now}; lowest {plain(low.figure, indicator)} ({low.period}), "
        f"highest {plain(high.figure, indicator)} ({high.period})."
    )


def _hidden(facts: ChartFacts) -> list[str]:
    number = len(facts.hidden)
    return [f"{counted(number, 'figure')} hidden or missing, which does not mean zero."] if number else []


def _same(point: Point, facts: ChartFacts) -> bool:
    return (point.start, point.end) == (facts.latest.start, facts.latest.end)


def _beside(point: Point, name: str, facts: ChartFacts) -> str:
    return f"{name} {plain(point.figure, facts.indicator)} in {point.period}."
