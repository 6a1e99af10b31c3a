"""From a line of figures to the facts of its control chart: limits, signals, approved and proposed step changes."""

from __future__ import annotations

from datetime import date

import numpy as np

from charts.facts.builders import cuts, day, drawable, point, records
from charts.facts.model import ChartFacts, ChartKind, Proposed, Redrawn, UsualRange
from charts.facts.points import HIGH, LOW, Flag, Line
from data.periods import label
from indicators.core.model import Indicator
from indicators.core.series import control as controlling
from indicators.core.series.control import RULES, Control
from indicators.core.series.series import Series
from indicators.core.strategy.target_model import Target
from indicators.methods.chooser import Ground
from indicators.methods.spc import TRIAL_BELOW


def control(name: str, indicator: Indicator, series: Series, target: Target | None) -> ChartFacts | None:
    """The control chart of a line that the method chooser lets have one; else ``None``."""
    chart = controlling.control(series, indicator)
    if chart is None:
        return None
    at = {index: order for order, index in enumerate(chart.rows.index)}
    points = tuple(
        point(row, flags=_flags(chart, at[index]) if index in at else ())
        for index, row in zip(series.rows.index, records(series.rows), strict=True)
    )
    return ChartFacts(
        id=name,
        kind=ChartKind.CONTROL,
        title=indicator.title,
        place=series.place.name,
        indicator=indicator,
        ours=Line(indicator.place_name, points, series.step),
        cuts=cuts(series, indicator),
        limits=tuple(_limits(chart, number) for number in np.unique(chart.stretch[chart.limited])),
        target=drawable(target, series),
        group=series.group,
        cautions=tuple(caution for caution in chart.choice.cautions if caution.code is not Ground.TRIAL),
        redrawn=_redrawn(chart, series),
        proposed=_proposed(chart, series, indicator),
        method=chart.choice,
    )


def _limits(chart: Control, number: int) -> UsualRange:
    """One stretch; limits of their own at each figure only where they differ."""
    positions = np.flatnonzero(chart.stretch == number)
    first, last = positions[0], positions[-1]
    ends = [day(end) for end in chart.rows["period_end"].iloc[positions]]
    lower, upper = chart.lower[positions], chart.upper[positions]
    level = bool(np.all(upper == upper[-1]) and np.all(lower == lower[-1]))
    figure_limits = () if level else tuple(zip(ends, lower.tolist(), upper.tolist(), strict=True))
    newest = float(chart.mean[first]), float(chart.lower[last]), float(chart.upper[last])
    return UsualRange(ends[0], ends[-1], *newest, bool(chart.points[last] < TRIAL_BELOW), figure_limits)


def _flags(chart: Control, at: int) -> tuple[Flag, ...]:
    high, low = (chart.rules(at, high=side) for side in (True, False))
    return (
        *(flag for rule, flag in zip(RULES, HIGH, strict=True) if rule in high),
        *(flag for rule, flag in zip(RULES, LOW, strict=True) if rule in low),
    )


def _redrawn(chart: Control, series: Series) -> tuple[Redrawn, ...]:
    """Approved steps that lie within the line."""
    first, last = day(chart.rows["period_start"].iloc[0]), day(chart.rows["period_start"].iloc[-1])
    return tuple(
        Redrawn(step.starts, _period(chart, step.starts), step.who, step.at.date(), step.reason)
        for step in series.approved
        if first < step.starts <= last
    )


def _period(chart: Control, start: date) -> str:
    """The period of the first figure from a day on."""
    row = next(row for row in records(chart.rows) if day(row["period_start"]) >= start)
    return label(day(row["period_start"]), day(row["period_end"]))


def _proposed(chart: Control, series: Series, indicator: Indicator) -> Proposed | None:
    start = controlling.proposed_step(series, indicator)
    if start is None:
        return None
    run = np.array([day(begins) >= start for begins in chart.rows["period_start"]])
    return Proposed(start, _period(chart, start), int(run.sum()), bool(chart.high["shift"][-1]))
