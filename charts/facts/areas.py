"""From measures to the facts of similar areas: ranked beside England, and as a funnel where counts are known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from charts.facts.making import point
from charts.facts.model import ChartFacts, Funnel, Line, Point
from indicators.core import alike
from indicators.core.alike import Areas
from indicators.core.model import Indicator, Method
from indicators.core.series import Series
from indicators.methods import chooser, comparison, funnel, overdispersion

OURS = "Leeds"
OUTSIDE = {
    "High (0.001)": "above the 99.8% limits",
    "High (0.025)": "above the 95% limits",
    "Low (0.001)": "below the 99.8% limits",
    "Low (0.025)": "below the 95% limits",
}


def similar_areas(
    name: str, indicator: Indicator, series: Series, measures: pd.DataFrame, names: Mapping[str, str]
) -> ChartFacts | None:
    """Areas of Leeds' kind in one period, the highest first, each set against England; ``None`` where none are held."""
    found = alike.areas(series, indicator, measures)
    if found is None:
        return None
    rows = found.rows.sort_values("value", ascending=False, na_position="last", kind="stable")
    judged = found.choice.gives_verdict
    points = tuple(
        replace(point(row, group=_named(row, found, names)), flags=_against(row, found, indicator) if judged else ())
        for _, row in rows.iterrows()
    )
    return ChartFacts(
        id=name,
        kind="areas",
        title=indicator.title,
        place=found.place.name,
        indicator=indicator,
        ours=Line(OURS, points),
        others=() if found.england is None else (Line("England", (point(found.england, group="England"),)),),
        dimension="area",
        method=found.choice,
    )


def funnel_of(
    name: str, indicator: Indicator, series: Series, measures: pd.DataFrame, names: Mapping[str, str]
) -> ChartFacts | None:
    """The same areas by size, with limits about their average; ``None`` unless the chooser says funnel."""
    facts, found = similar_areas(name, indicator, series, measures, names), alike.areas(series, indicator, measures)
    if facts is None or found is None or found.choice.method is not chooser.Method.FUNNEL:
        return None
    known = facts.ours.known
    counts, sizes, values = (
        np.array([getattr(one, part) for one in known], dtype=np.float64)
        for part in ("numerator", "denominator", "value")
    )
    if indicator.method is Method.PROPORTION:
        limits, outside = _of_proportions(counts, sizes, indicator.multiplier)
    else:
        limits, outside = _of_rates(counts, sizes, values, indicator)
    points = tuple(
        replace(one, flags=(OUTSIDE[said],) if said in OUTSIDE else ())
        for one, said in zip(known, outside, strict=True)
    )
    return replace(facts, kind="funnel", ours=Line(OURS, points), others=(), funnel=limits)


def _named(row: pd.Series, found: Areas, names: Mapping[str, str]) -> str:
    return OURS if row["area"] == found.place.code else names.get(str(row["area"]), str(row["area"]))


def _against(row: pd.Series, found: Areas, indicator: Indicator) -> tuple[str, ...]:
    """England's figure against an area's own 95% limits."""
    if found.england is None or pd.isna(row["value"]):
        return ()
    position = comparison.one_level(row["value"], (row["lower95"], row["upper95"]), found.england["value"])
    polarity = "none" if indicator.england_differs else str(indicator.polarity)
    said = str(comparison.judged(position, polarity)[0])
    return () if said == comparison.NOT_COMPARED else (f"{said} {'to' if said == 'similar' else 'than'} England",)


def _of_proportions(counts: np.ndarray, sizes: np.ndarray, multiplier: float) -> tuple[Funnel, list[str]]:
    """Limits about the average proportion, widened where areas vary more than their sizes explain."""
    found = overdispersion.overdispersed(counts, sizes, "proportion")
    average = float(counts.sum() / sizes.sum())
    at = np.unique(np.round(np.geomspace(sizes.min() * 0.9, sizes.max() * 1.1, 60)))
    inner, outer = (overdispersion.limits_at(at, average, found.tau2, level) for level in (0.95, 0.998))
    own = [overdispersion.limits_at(sizes, average, found.tau2, level) for level in (0.95, 0.998)]
    shares = counts / sizes
    outside = np.select(
        [shares > own[1][1], shares > own[0][1], shares < own[1][0], shares < own[0][0]],
        list(OUTSIDE),
        "",
    )
    curves = [tuple((at * 1.0, line * multiplier) for line in pair) for pair in (inner, outer)]
    return _funnel(average * multiplier, curves, found.tau2 > 0), [str(said) for said in outside]


def _of_rates(
    counts: np.ndarray, sizes: np.ndarray, rates: np.ndarray, indicator: Indicator
) -> tuple[Funnel, list[str]]:
    """Exact Poisson limits about the average rate, by the person-years that each rate implies."""
    standardised = indicator.method is not Method.RATE
    people = funnel.derived_denominators(counts, sizes, rates, indicator.multiplier)
    average = float(counts.sum() / people.sum())
    events = np.arange(max(1, np.floor(people.min() * average * 0.8)), np.ceil(people.max() * average * 1.2) + 1)
    curves = []
    for tail in (funnel.TAILS["2s"], funnel.TAILS["3s"]):
        found = funnel.rate_limits(events, average, tail)
        low, high = (line * indicator.multiplier for line in (found.lower, found.upper))
        curves.append(((found.crossed_lower, low), (found.crossed_upper, high)))
    outside = funnel.significance_of_rates(counts, sizes, rates, indicator.multiplier, standardised=standardised)
    return _funnel(average * indicator.multiplier, curves, False), [str(said) for said in outside]


def _funnel(average: float, curves: list, widened: bool) -> Funnel:  # type: ignore[type-arg]
    def path(sizes: np.ndarray, levels: np.ndarray) -> tuple[tuple[float, float], ...]:
        return tuple(zip(sizes.tolist(), levels.tolist(), strict=True))

    (low, high), (lowest, highest) = ((path(*low), path(*high)) for low, high in curves)
    return Funnel(average, low, high, lowest, highest, widened)


def own(point_: Point) -> bool:
    """Is it Leeds' own?"""
    return point_.group == OURS
