"""Target: Leeds' own first, else a regional or national standard with its owner."""

from __future__ import annotations

import pandas as pd

from indicators.core.series.control import Control, assured, judged
from indicators.core.measures.formatting import exactly, period
from indicators.core.model import Indicator
from indicators.core.measures.count_rounding import too_rough, whole_per_cents
from indicators.core.series.series import Series
from indicators.core.strategy.strategy import LEVELS, Target
from indicators.core.verdicts.direction import NO_BASE, ROUGH
from indicators.core.verdicts.recent_change import usual_range
from indicators.core.verdicts.model import Mark, Verdict

NONE_KNOWN = Verdict("No target", "We know of none that was published.", Mark.NO_FIGURE)


def target(series: Series, indicator: Indicator, targets: tuple[Target, ...]) -> Verdict:
    """Against Leeds' own target first, else a regional, else a national standard."""
    if not targets:
        return NONE_KNOWN
    aim = min(targets, key=lambda one: LEVELS.index(one.level))
    whose = f"{aim.owner}: {aim.words}" + ("" if aim.level == "leeds" else " No Leeds target.")
    if aim.value is None:
        return Verdict("Cannot say", whose)
    if not indicator.base_stated:
        return Verdict("Cannot say", f"{NO_BASE} {whose}")
    if aim.since is not None and series.latest["period_end"].date() < aim.since:
        return Verdict("Cannot say", f"The newest figure, {period(series.latest)}, is older than the target. {whose}")
    higher = aim.direction == "at least"
    chart = judged(series, indicator)
    if chart is not None:
        return _by_chart(chart, series, indicator, aim.value, higher, whose)
    return _by_limits(series, indicator, aim.value, higher, whose)


def _by_chart(chart: Control, series: Series, indicator: Indicator, value: float, higher: bool, whose: str) -> Verdict:
    """By the usual range: will it keep meeting the target, or not, or may it by chance?"""
    rows = chart.rows[chart.stretch == chart.stretch[-1]]
    if too_rough(rows.tail(1), series.known, indicator):
        return Verdict("Cannot say", f"{ROUGH} {whose}")
    latest = rows.iloc[-1]
    now = f"{_figure(latest, indicator)} in {period(latest)}"
    kind = assured(rows["value"], chart.newest_limits, value, higher)
    if kind == "none":
        return Verdict("Cannot say", f"{now}; no limits can be drawn. {whose}")
    if not chart.varies:
        return _aimed(kind, f"{now}, as in every period held. {whose}")
    found = _aimed(kind, f"{now}; usual range {usual_range(chart, indicator)}. {whose}")
    unsettled = _unsettled(chart, latest, indicator, higher)
    return Verdict(found.word, f"{unsettled} {found.reason}".strip(), found.mark)


def _unsettled(chart: Control, latest: pd.Series, indicator: Indicator, higher: bool) -> str:
    """A caution where the newest point has left the range on the wrong side: the past is then a poor guide."""
    if not chart.rules(-1, high=not higher):
        return ""
    way = "below" if higher else "above"
    return f"{_figure(latest, indicator)} in {period(latest)} is {way} what was usual, so this may not last."


def _by_limits(series: Series, indicator: Indicator, value: float, higher: bool, whose: str) -> Verdict:
    """By the figure's own limits; without any, one case more or fewer might turn it."""
    latest = series.latest
    now = f"{_figure(latest, indicator)} in {period(latest)}"
    if too_rough(series.known.tail(1), series.known, indicator):
        return Verdict("Cannot say", f"{now}. {ROUGH} {whose}")
    low, high = latest["lower95"], latest["upper95"]
    if pd.isna(low) or pd.isna(high):
        side = _side(series.known.tail(1), indicator, value)
        why = "but neither limits nor counts are published, so it cannot be told from chance"
        return Verdict("Cannot say", f"{now}, {side} {exactly(value, indicator)}, {why}. {whose}")
    if (low >= value) if higher else (high <= value):
        return _aimed("pass", f"{now}. {whose}")
    if (high < value) if higher else (low > value):
        return _aimed("fail", f"{now}. {whose}")
    return Verdict("Cannot say", f"{now}: the target lies within this figure's own limits. {whose}")


def _side(figures: pd.DataFrame, indicator: Indicator, value: float) -> str:
    figure = float(figures["value"].iloc[-1])
    rough = 0.5 if whole_per_cents(figures, indicator.unit) else 0.0
    if abs(figure - value) <= rough:
        return "at about"
    return "above" if figure > value else "below"


def _figure(latest: pd.Series, indicator: Indicator) -> str:
    return exactly(float(latest["value"]), indicator)


def _aimed(kind: str, reason: str) -> Verdict:
    word, mark = {
        "pass": ("Met", Mark.BETTER),
        "fail": ("Not met", Mark.WORSE),
        "hit or miss": ("Hit or miss", Mark.NO_CHANGE),
    }[kind]
    return Verdict(word, reason, mark)
