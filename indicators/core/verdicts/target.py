"""Target: a local one first, else a regional or national standard with its owner."""

from __future__ import annotations

import pandas as pd

from indicators.core.measures.count_rounding import too_rough, whole_per_cents
from indicators.core.model import Indicator, Method
from indicators.core.series.series import Series, counted, period_of_row
from indicators.core.strategy.target_model import Target, leading
from indicators.core.verdicts.direction import NO_BASE, NO_LIMITS, ROUGH
from indicators.core.verdicts.model import Code, Mark, Verdict, Why, cannot_say
from indicators.methods.because import Because, because
from indicators.methods.reached import Reached, in_the_last_year

YEAR = 12
NONE_KNOWN = Verdict(Code.NO_TARGET, (because(Why.NO_TARGET_KNOWN),), Mark.NO_FIGURE)
AIMED = {
    Reached.MET: (Code.MET, Mark.BETTER),
    Reached.NOT_MET: (Code.NOT_MET, Mark.WORSE),
    Reached.HIT_OR_MISS: (Code.HIT_OR_MISS, Mark.NO_CHANGE),
}


def target(series: Series, indicator: Indicator, targets: tuple[Target, ...]) -> Verdict:
    """Against a local target first, else a regional, else a national standard.

    By how often the last year reached it, where figures come by month or quarter; else by the figure's own limits.
    """
    leading_target = leading(targets, targets[0].indicator) if targets else None
    if leading_target is None:
        return NONE_KNOWN
    whose = because(Why.WHOSE_TARGET, target=leading_target)
    if not _of_this_line(leading_target, series):
        return cannot_say(because(Why.OTHER_BODY, target=leading_target), whose)
    if not indicator.base_stated:
        return cannot_say(NO_BASE, whose)
    rows = series.no_overlap if series.within_the_year else series.comparable
    if rows.empty or (leading_target.since is not None and rows["period_end"].iloc[-1].date() < leading_target.since):
        return cannot_say(because(Why.OLDER_THAN_TARGET, period=period_of_row(series.latest)), whose)
    if leading_target.value is None:
        return cannot_say(whose)
    day = pd.Timestamp(leading_target.by) if leading_target.by else None
    if day is not None and rows["period_end"].iloc[-1] < day:
        return cannot_say(_now(rows.iloc[-1]), because(Why.NOT_DUE, by=leading_target.by), whose)
    rows = rows if day is None else rows[rows["period_end"] <= day]
    if rows.empty:
        return cannot_say(because(Why.NO_FIGURE_THEN, by=leading_target.by), whose)
    passed = (because(Why.TARGET_DAY, by=leading_target.by),) if leading_target.by else ()
    higher = leading_target.direction == "at least"
    judge = _by_year if series.within_the_year else _by_limits
    return judge(series, rows, indicator, leading_target.value, higher, (*passed, whose))


def _of_this_line(leading_target: Target, series: Series) -> bool:
    """A target counts only for its own body, and for figures that cover as many months as it does."""
    if leading_target.body and leading_target.body != series.place.code:
        return False
    return leading_target.months is None or (series.window_stated and leading_target.months == series.window)


def _by_year(
    series: Series, rows: pd.DataFrame, indicator: Indicator, value: float, higher: bool, whose: tuple[Because, ...]
) -> Verdict:
    """Was it reached in the last year?  A range of five years says nothing about this one."""
    at, year = counted(rows, series.window), YEAR // series.window
    if too_rough(rows.loc[at > at[-1] - year], series.known, indicator):
        return cannot_say(ROUGH, *whose)
    count = in_the_last_year(at, rows["value"].to_numpy(), value, year, high=higher)
    latest = rows.iloc[-1]
    reason = because(
        Why.REACHED, count=count, wanted=value, value=float(latest["value"]), period=period_of_row(latest)
    )  # fmt: skip
    if count.kind is Reached.TOO_FEW:
        return cannot_say(reason, *whose)
    return _aimed(count.kind, reason, *whose)


def _now(latest: pd.Series, **details: object) -> Because:
    return because(Why.LATEST, value=float(latest["value"]), period=period_of_row(latest), **details)


def _by_limits(
    series: Series, rows: pd.DataFrame, indicator: Indicator, value: float, higher: bool, whose: tuple[Because, ...]
) -> Verdict:
    """By the figure's own limits, without which one case more or fewer might turn it; a total of cases by itself."""
    latest = rows.iloc[-1]
    if too_rough(rows.tail(1), series.known, indicator):
        return cannot_say(_now(latest), ROUGH, *whose)
    if indicator.method is Method.COUNT:
        reached = latest["value"] >= value if higher else latest["value"] <= value
        return _aimed(Reached.MET if reached else Reached.NOT_MET, _now(latest), *whose)
    low, high = latest["lower95"], latest["upper95"]
    if pd.isna(low) or pd.isna(high):
        side = _side(rows.tail(1), indicator, value)
        return cannot_say(_now(latest, side=side, level=value, without=NO_LIMITS.code), *whose)
    if (low >= value) if higher else (high <= value):
        return _aimed(Reached.MET, _now(latest), *whose)
    if (high < value) if higher else (low > value):
        return _aimed(Reached.NOT_MET, _now(latest), *whose)
    return _aimed(Reached.HIT_OR_MISS, _now(latest, within_limits=True), *whose)


def _side(figures: pd.DataFrame, indicator: Indicator, value: float) -> int:
    """Above the target (1), below it (-1), or as near as rounding lets one tell (0)."""
    figure = float(figures["value"].iloc[-1])
    rough = 0.5 if whole_per_cents(figures, indicator.unit) else 0.0
    if abs(figure - value) <= rough:
        return 0
    return 1 if figure > value else -1


def _aimed(kind: Reached, *reasons: Because) -> Verdict:
    code, mark = AIMED[kind]
    return Verdict(code, reasons, mark)
