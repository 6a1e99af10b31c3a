"""Two figures of a chart set against each other: what there is to pick from, and the answer."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from charts.facts import ChartFacts, Point
from indicators.core.series import difference_test
from indicators.core.series.series import Series
from indicators.core.verdicts import Verdict


@dataclass(frozen=True)
class Pick:
    """The names of the figures that one may pick, and the two shown first."""

    names: tuple[str, ...]
    first: str
    second: str


def pick(facts: ChartFacts) -> Pick | None:
    """What there is to pick from, of a line the newest first; ``None`` where there are not two figures."""
    known = facts.ours.known
    if len(known) < 2:
        return None
    if facts.side_by_side:
        names = tuple(point.group for point in known)
        own_name = facts.ours.name if facts.ours.name in names else names[-1]
        return Pick(names, next(name for name in names if name != own_name), own_name)
    periods = tuple(point.period for point in reversed(known))
    before = next((point.period for point in reversed(known) if point.end < facts.latest.start), periods[1])
    return Pick(periods, before, periods[0])


def answer(facts: ChartFacts, series: Series | None, first: str, second: str) -> Verdict:
    """Is the difference between two of them more than chance?

    ``series`` is the line that a chart over time is of.  Raises ``KeyError`` for a name that is not there, and
    ``ValueError`` for a chart over time without its line.
    """
    if facts.side_by_side:
        return difference_test.of_two_groups(_rows(facts), facts.indicator, first, second)
    if series is None:
        raise ValueError(f"{facts.id}: two periods can be compared on a line only, and none was given.")
    first_row, second_row = (_row(facts, series, name) for name in (first, second))
    return difference_test.of_two_periods(series, facts.indicator, first_row, second_row)


def _rows(facts: ChartFacts) -> pd.DataFrame:
    """The groups as rows of measures, by name."""
    known = facts.ours.known
    return pd.DataFrame([_measure(point) for point in known], index=[point.group for point in known])


def _measure(point: Point) -> dict[str, object]:
    return {
        "area": "", "value": point.value, "lower95": point.lower, "upper95": point.upper, "numerator": point.numerator,
        "denominator": point.denominator, "suppressed": point.reason or None, "approximate": point.approximate or None,
        "source": point.source,
    }  # fmt: skip


def _row(facts: ChartFacts, series: Series, name: str) -> pd.Series:
    point = next((candidate for candidate in facts.ours.points if candidate.period == name), None)
    if point is None:
        raise KeyError(name)
    same = (series.rows["period_start"] == pd.Timestamp(point.start)) & (
        series.rows["period_end"] == pd.Timestamp(point.end)
    )
    row: pd.Series = series.rows.loc[same].iloc[0]
    return row
