"""The figures of a chart as rows of text, for the table beside it."""

from __future__ import annotations

from charts.facts import ChartFacts, Point
from indicators.core.figures import number, plain


def header(facts: ChartFacts) -> list[str]:
    """Column heads: only those that this chart has something to say in."""
    first = facts.dimension.capitalize() if facts.kind == "groups" else "Period"
    columns = [first, facts.indicator.unit if facts.indicator.unit != "%" else "Per cent", "95% limits"]
    if _counted(facts):
        columns += ["Of", "Count"]
    columns += [other.name for other in facts.others]
    return [*columns, "Notes"]


def rows(facts: ChartFacts) -> list[list[str]]:
    """Newest first (groups in the publisher's order); a figure that is not there says why."""
    points = facts.ours.points if facts.kind == "groups" else tuple(reversed(facts.ours.points))
    return [_row(point, facts) for point in points]


def _row(point: Point, facts: ChartFacts) -> list[str]:
    name = point.flags[0] if facts.kind == "groups" else point.period
    value = plain(point.value, facts.indicator) if point.value is not None else _reason(point.reason)
    cells = [name, value, _limits(point, facts)]
    if _counted(facts):
        cells += [_count(point.denominator), _count(point.numerator)]
    for other in facts.others:
        same = [p.value for p in other.known if p.start == point.start and p.end == point.end]
        cells.append(plain(same[0], facts.indicator) if same and same[0] is not None else "")
    return [*cells, _notes(point, facts)]


def _reason(reason: str) -> str:
    return {"suppressed": "[c] hidden", "unreliable": "[u] unreliable", "not applicable": "[z] not applicable"}.get(
        reason, "[x] not available"
    )


def _limits(point: Point, facts: ChartFacts) -> str:
    if point.lower is None or point.upper is None:
        return ""
    rough = ", approximate" if point.approximate else ""
    return f"{plain(point.lower, facts.indicator)} to {plain(point.upper, facts.indicator)}{rough}"


def _count(value: float | None) -> str:
    return "" if value is None else number(value, 0)


def _counted(facts: ChartFacts) -> bool:
    return any(point.denominator is not None for point in facts.ours.points)


def _notes(point: Point, facts: ChartFacts) -> str:
    flags = point.flags if facts.kind == "control" else ()
    return "; ".join(part for part in (*flags, point.note) if part)
