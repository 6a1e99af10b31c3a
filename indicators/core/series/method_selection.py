"""What is known of a line, as the method chooser asks it, and the method it chooses."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from indicators.core.measures.count_rounding import behind, rounded, smallest_count
from indicators.core.model import Indicator, Kind, Method
from indicators.core.series.series import Series, counted
from indicators.methods import chooser, series_facts, spc_counts
from indicators.methods.autocorrelation import autocorrelation
from indicators.methods.because import Because, because
from indicators.methods.checks import Floats
from indicators.methods.chooser import Choice
from indicators.methods.proportions import effective_base
from indicators.methods.series_facts import Facts
from indicators.methods.trend_tests import mann_kendall
from indicators.methods.trends import POINTS as YEARS

WITHIN_THE_YEAR = {1: 12, 3: 4}
A_YEAR = WITHIN_THE_YEAR | {12: 1}
COUNTED = (Method.COUNT, Method.PROPORTION, Method.RATE)
KINDS = {
    Method.PROPORTION: series_facts.FigureKind.PROPORTION,
    Method.RATE: series_facts.FigureKind.RATE,
    Method.DSR: series_facts.FigureKind.RATE,
    Method.RATIO: series_facts.FigureKind.RATE,
    Method.COUNT: series_facts.FigureKind.COUNT,
}
FEWEST_EXPECTED = 5
"""Fewer events, or people without one, than this at the smallest base, and one case shows."""
SIZES_APART = 4
"""Bases so many times one another: limits at the smallest are over twice as wide as at the largest."""
LEVEL = 0.002
"""Of a test of order, two-sided: that of OHID's recent trend."""
MORE_THAN_COUNTS = 1.25
"""Limits a quarter wider than counts explain: points vary for other reasons too."""


def chosen(series: Series, indicator: Indicator) -> Choice:
    """The method that can say how a line has moved lately, and why."""
    choice = chooser.choose(known(series, indicator))
    if choice.method is chooser.AnalysisMethod.MANN_KENDALL:
        return replace(choice, test_result=_in_order(series.segment))
    return choice


def _in_order(rows: pd.DataFrame) -> Because:
    """Do yearly figures rise or fall in their order, at the level of OHID's recent trend?"""
    test = mann_kendall(rows["value"])
    p = float(test.p[0] if np.isnan(test.p_exact[0]) else test.p_exact[0])  # without ties the exact one is known
    return because(chooser.Ground.IN_ORDER, rising=bool(test.s[0] > 0) if p < LEVEL else None)


def known(series: Series, indicator: Indicator) -> Facts:
    """The facts of a line that the choice rests on: of its figures since the last declared break."""
    rows, kind = series.segment, _kind(series, indicator)
    judged = rows if series.step in WITHIN_THE_YEAR else rows.tail(YEARS)
    top, base, counts = _counts(judged, indicator)
    window = max(1, -(-series.window // series.step)) if series.window_stated and series.step else 1
    overlapping = series.overlapping and series.window_stated
    within_the_year = series.step in WITHIN_THE_YEAR and window == 1
    at = counted(rows, series.step) if within_the_year else None
    return Facts(
        kind,
        points=len(rows),
        periods_a_year=A_YEAR.get(series.step, 0),
        window=1 if series.step > 12 and not series.overlapping else window,
        window_known=series.step == 0 or series.window_stated,
        consecutive=_consecutive(series.no_overlap, series.window) if overlapping else _consecutive(rows, series.step),
        neighbours=None if at is None else int(np.count_nonzero(np.diff(at) == 1)),
        no_overlap=len(series.no_overlap) if overlapping else None,
        has_counts=counts,
        has_limits=bool(judged[["lower95", "upper95"]].notna().to_numpy().all()),
        usual_count=_usual_count(judged, indicator),
        smallest_count=smallest_count(judged, indicator),
        uneven=counts and _uneven(top, base, indicator),
        overdispersed=counts and at is not None and _sigma(top, base, at, indicator) > MORE_THAN_COUNTS,
        suppressed=bool((_with_hidden(series, judged)["suppressed"] == "suppressed").any()),
        rounded=indicator.method in COUNTED and rounded(judged, series.known, indicator),
        broken=len(series.known) > len(rows),
        mixed_periods=series.running_total,
        population_known=indicator.base_stated,
        people_asked=_people_asked(judged) if kind is series_facts.FigureKind.SURVEY else None,
        correlation=0.0 if at is None else autocorrelation(at, rows["value"].to_numpy())[0],
    )


def _kind(series: Series, indicator: Indicator) -> series_facts.FigureKind:
    survey = series.step == 0 or (indicator.kind is Kind.FEEL and series.step not in WITHIN_THE_YEAR)
    if survey and indicator.method is Method.PROPORTION:
        return series_facts.FigureKind.SURVEY
    return KINDS.get(indicator.method, series_facts.FigureKind.MEAN)


def _with_hidden(series: Series, judged: pd.DataFrame) -> pd.DataFrame:
    """The rows judged with the hidden ones among and after them."""
    rows: pd.DataFrame = series.rows.loc[judged.index[0] :]
    return rows


def _consecutive(rows: pd.DataFrame, step: int) -> int:
    """How many of the newest periods follow on from one another."""
    if not step:
        return 1
    jumps = np.diff(counted(rows, step))[::-1] != 1
    return int(np.argmax(jumps)) + 1 if jumps.any() else len(rows)


def _counts(judged: pd.DataFrame, indicator: Indicator) -> tuple[Floats, Floats, bool]:
    """Numerators, denominators, and whether every figure judged has those that give its value."""
    if indicator.method not in (Method.PROPORTION, Method.RATE):
        top, base = (judged[name].to_numpy(dtype=np.float64) for name in ("numerator", "denominator"))
        return top, base, indicator.method is Method.COUNT
    top, base = usable_counts(judged, indicator)
    return top, base, not np.isnan(top).any()


def usable_counts(rows: pd.DataFrame, indicator: Indicator) -> tuple[Floats, Floats]:
    """Numerators and denominators of a proportion or a rate, both missing where they cannot be what gives the value."""
    top, base = (rows[name].to_numpy(dtype=np.float64) for name in ("numerator", "denominator"))
    whole = (top <= base) | (indicator.method is Method.RATE)
    usable = behind(rows, indicator.multiplier).to_numpy() & (base > 0) & whole
    return np.where(usable, top, np.nan), np.where(usable, base, np.nan)


def _usual_count(judged: pd.DataFrame, indicator: Indicator) -> float | None:
    """The median count of a period; of a proportion the rarer of those with the event and those without."""
    if indicator.method is Method.COUNT:
        return float(judged["value"].median())
    top, base, counts = _counts(judged, indicator)
    if not counts or indicator.method not in COUNTED:
        return None
    rarer = np.minimum(top, base - top) if indicator.method is Method.PROPORTION else top
    return float(np.median(rarer))


def _people_asked(judged: pd.DataFrame) -> float | None:
    """The smaller base of the last two waves, as far as a survey's design leaves it; ``None`` where one is unknown."""
    bases = judged["denominator"].tail(2).to_numpy(dtype=np.float64)
    return None if np.isnan(bases).any() else float(effective_base(bases).min())


def _uneven(top: Floats, base: Floats, indicator: Indicator) -> bool:
    """Are bases small or very unlike one another?  A count has none."""
    if indicator.method not in (Method.PROPORTION, Method.RATE):
        return False
    share = top.sum() / base.sum()
    rarer = min(share, 1 - share) if indicator.method is Method.PROPORTION else share
    return bool(base.min() * rarer < FEWEST_EXPECTED or base.max() > SIZES_APART * base.min())


def _sigma(top: Floats, base: Floats, periods: NDArray[np.int64], indicator: Indicator) -> float:
    """How far points vary beyond what their counts explain: 1 is just that."""
    if indicator.method not in (Method.PROPORTION, Method.RATE) or len(top) < 2:
        return 1.0
    chart = spc_counts.p_chart if indicator.method is Method.PROPORTION else spc_counts.u_chart
    return float(chart(top, base, periods=periods).sigma_z[0])
