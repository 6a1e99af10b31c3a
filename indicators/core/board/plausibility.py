"""What looks odd in new figures beside their own history: a leap, a missing period, a group that is gone."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from data.periods import label, last_day, shift
from indicators.core.measures.formatting import exactly, period, plain
from indicators.core.model import Indicator, Method
from indicators.core.series.series import Series, counted, months_apart, of_place
from indicators.methods import spc

LEAP = 3.0
ENOUGH = 3
NAMED_GAPS = 4
PERIOD = ["period_start", "period_end"]


@dataclass(frozen=True)
class Odd:
    """Something worth a look before publishing; ``row`` is the row of the file that ``load`` brought, where it is about one."""

    words: str
    row: int | None = None
    load: int | None = None


def worth_a_look(
    before: Series | None,
    after: Series,
    measures_before: pd.DataFrame,
    measures_after: pd.DataFrame,
    indicator: Indicator,
) -> list[Odd]:
    """Everything odd about what arrives for one indicator; empty where it looks as usual."""
    fresh = _fresh(before, after)
    found = [odd for _, row in fresh.iterrows() for odd in _leaps(row, before, indicator)]
    return [*found, *_missing(before, after), *_gone(measures_before, measures_after, indicator)]


def _fresh(before: Series | None, after: Series) -> pd.DataFrame:
    """Figures that were not there before, or were another value."""
    if before is None:
        return after.known
    figures = [*PERIOD, "value"]
    held = {(start, end): value for start, end, value in before.known[figures].itertuples(index=False)}
    new = [
        not np.isclose(held.get((start, end), np.nan), value)
        for start, end, value in after.known[figures].itertuples(index=False)
    ]
    return after.known[new]


def _leaps(row: pd.Series, before: Series | None, indicator: Indicator) -> list[Odd]:
    """A figure outside the usual range of what went before it on the same line, or many times as large or small.

    Where what went before never varied there is no usual range.
    """
    if before is None:
        return []
    earlier = before.known
    earlier = earlier[(earlier["period_end"] < row["period_start"]) & (earlier["segment"] == row["segment"])]
    if before.step in (1, 3) and before.independent and len(earlier) >= spc.POINTS_NEEDED:
        chart = spc.xmr(earlier["value"].to_numpy(), counted(earlier, before.step))
        if chart.lower < chart.upper:
            usual = chart.lower <= row["value"] <= chart.upper
            return [] if usual else [_odd(row, indicator, f"outside the usual range, {_range(chart, indicator)}")]
    if len(earlier) < ENOUGH or indicator.method is Method.GAP:
        return []
    why = _beside_its_size(float(row["value"]), float(earlier["value"].tail(ENOUGH).median()), indicator)
    return [_odd(row, indicator, why)] if why else []


def _range(chart: spc.Chart, indicator: Indicator) -> str:
    """The usual range, not beyond what the measure can be."""
    lower, upper = spc.within_bounds([chart.lower, chart.upper], *indicator.bounds)
    return f"{exactly(lower, indicator)} to {exactly(upper, indicator)}"


def _beside_its_size(value: float, usual: float, indicator: Indicator) -> str:
    """What is odd about a figure beside its usual size; empty where nothing is, and for figures that go below zero."""
    if min(value, usual) < 0 or max(value, usual) == 0:
        return ""
    size = plain(usual, indicator)
    if value == 0:
        return f"far from its usual {size}: a hidden figure is left empty, not 0" if usual > LEAP else ""
    if usual == 0:
        return f"far from its usual {size}" if value > LEAP else ""
    if value > usual * LEAP:
        return f"{_times(value / usual)} times its usual size, {size}"
    return f"{_times(usual / value)} times smaller than its usual size, {size}" if usual > value * LEAP else ""


def _times(times: float) -> str:
    return f"{times:,.0f}" if times >= 10 else f"{times:.2g}"


def _odd(row: pd.Series, indicator: Indicator, why: str) -> Odd:
    number, load = (None if pd.isna(row[name]) else int(row[name]) for name in ("row_number", "load_id"))
    return Odd(f"{period(row)}: {exactly(float(row['value']), indicator)} is {why}.", number, load)


def _missing(before: Series | None, after: Series) -> list[Odd]:
    """Periods that the line skips and did not skip before; a hidden figure is no skipped one."""
    known = _skipped(before) if before is not None else []
    found = [name for name in _skipped(after) if name not in known]
    if not found:
        return []
    named = ", ".join(found[:NAMED_GAPS])
    more = f" and {len(found) - NAMED_GAPS} more" if len(found) > NAMED_GAPS else ""
    return [Odd(f"No figure for {named}{more}: the line will show a gap.")]


def _skipped(series: Series) -> list[str]:
    if not series.step or series.running_total:
        return []
    found = []
    days = [(start.date(), end.date()) for start, end in series.rows[PERIOD].itertuples(index=False)]
    for (start, end), (_, following) in pairwise(days):
        for months in range(series.step, months_apart(end, following), series.step):
            last = shift(end, months)
            found.append(label(shift(start, months), last_day(last.year, last.month)))
    return found


def _gone(before: pd.DataFrame, after: pd.DataFrame, indicator: Indicator) -> list[Odd]:
    """Groups that stood in the newest period before, and are not named in the newest one now."""
    found = []
    newest = _newest_groups(after, indicator)
    for (dimension, step), groups in _newest_groups(before, indicator).items():
        now = newest.get((dimension, step), set())
        lost = sorted(groups - now)
        if lost and now:
            found.append(Odd(f"By {dimension}: no longer there: {', '.join(lost)}."))
    return found


def _newest_groups(measures: pd.DataFrame, indicator: Indicator) -> dict[tuple[str, str], set[str]]:
    """The groups of the newest period of each breakdown; what is published at another step is another breakdown."""
    rows = of_place(measures, indicator.places[0])
    rows = rows[rows["dimension"] != ""]
    return {
        (str(dimension), str(step)): set(group.loc[group["period_end"] == group["period_end"].max(), "category"])
        for (dimension, step), group in rows.groupby(["dimension", "step_months"])
    }
