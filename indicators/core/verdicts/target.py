"""Target: a local one first, else a regional or national standard with its owner."""

from __future__ import annotations

import pandas as pd

from indicators.core.measures.count_rounding import too_rough, whole_per_cents
from indicators.core.model import Indicator
from indicators.core.series.control import Assured, Control, assured, judged
from indicators.core.series.series import Series, period_of_row
from indicators.core.strategy.model import Target, leading
from indicators.core.verdicts.direction import NO_BASE, NO_LIMITS, ROUGH
from indicators.core.verdicts.model import Code, Mark, Verdict, Why, cannot_say
from indicators.core.verdicts.recent_change import usual_range
from indicators.methods.because import Because, because

NONE_KNOWN = Verdict(Code.NO_TARGET, (because(Why.NO_TARGET_KNOWN),), Mark.NO_FIGURE)
AIMED = {
    Assured.PASS: (Code.MET, Mark.BETTER),
    Assured.FAIL: (Code.NOT_MET, Mark.WORSE),
    Assured.HIT_OR_MISS: (Code.HIT_OR_MISS, Mark.NO_CHANGE),
}


def target(series: Series, indicator: Indicator, targets: tuple[Target, ...]) -> Verdict:
    """Against a local target first, else a regional, else a national standard."""
    aim = leading(targets, targets[0].indicator) if targets else None
    if aim is None:
        return NONE_KNOWN
    whose = because(Why.WHOSE_TARGET, target=aim)
    if aim.value is None:
        return cannot_say(whose)
    if not indicator.base_stated:
        return cannot_say(NO_BASE, whose)
    if aim.since is not None and series.latest["period_end"].date() < aim.since:
        return cannot_say(because(Why.OLDER_THAN_TARGET, period=period_of_row(series.latest)), whose)
    higher = aim.direction == "at least"
    chart = judged(series, indicator)
    if chart is not None:
        return _by_chart(chart, series, indicator, aim.value, higher, whose)
    return _by_limits(series, indicator, aim.value, higher, whose)


def _by_chart(
    chart: Control, series: Series, indicator: Indicator, value: float, higher: bool, whose: Because
) -> Verdict:
    """By the usual range: will it keep meeting the target, or not, or may it by chance?"""
    rows = chart.rows[chart.stretch == chart.stretch[-1]]
    if too_rough(rows.tail(1), series.known, indicator):
        return cannot_say(ROUGH, whose)
    latest = rows.iloc[-1]
    kind = assured(rows["value"], chart.newest_limits, value, higher)
    if kind is Assured.NONE:
        return cannot_say(_now(latest, no_range=True), whose)
    if not chart.varies:
        return _aimed(kind, _now(latest, always=True), whose)
    found = _aimed(kind, _now(latest, usual=usual_range(chart, indicator)), whose)
    return Verdict(found.code, (*_unsettled(chart, latest, higher), *found.reasons), found.mark)


def _now(latest: pd.Series, **more: object) -> Because:
    return because(Why.LATEST, value=float(latest["value"]), period=period_of_row(latest), **more)


def _unsettled(chart: Control, latest: pd.Series, higher: bool) -> tuple[Because, ...]:
    """A caution where the newest point has left the range on the wrong side: the past is then a poor guide."""
    if not chart.rules(-1, high=not higher):
        return ()
    value, period = float(latest["value"]), period_of_row(latest)
    return (because(Why.UNLIKE_THE_USUAL, value=value, period=period, below=higher),)


def _by_limits(series: Series, indicator: Indicator, value: float, higher: bool, whose: Because) -> Verdict:
    """By the figure's own limits; without any, one case more or fewer might turn it."""
    latest = series.latest
    if too_rough(series.known.tail(1), series.known, indicator):
        return cannot_say(_now(latest), ROUGH, whose)
    low, high = latest["lower95"], latest["upper95"]
    if pd.isna(low) or pd.isna(high):
        side = _side(series.known.tail(1), indicator, value)
        return cannot_say(_now(latest, side=side, level=value, without=NO_LIMITS.code), whose)
    if (low >= value) if higher else (high <= value):
        return _aimed(Assured.PASS, _now(latest), whose)
    if (high < value) if higher else (low > value):
        return _aimed(Assured.FAIL, _now(latest), whose)
    return cannot_say(_now(latest, within_limits=True), whose)


def _side(figures: pd.DataFrame, indicator: Indicator, value: float) -> int:
    """Above the target (1), below it (-1), or as near as rounding lets one tell (0)."""
    figure = float(figures["value"].iloc[-1])
    rough = 0.5 if whole_per_cents(figures, indicator.unit) else 0.0
    if abs(figure - value) <= rough:
        return 0
    return 1 if figure > value else -1


def _aimed(kind: Assured, *reasons: Because) -> Verdict:
    code, mark = AIMED[kind]
    return Verdict(code, reasons, mark)
