"""From measures to the facts of similar areas: ranked beside England, and as a funnel where counts are known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

import numpy as np
import pandas as pd

from charts.facts.builders import Row, point, records
from charts.facts.model import ChartFacts, ChartKind, Funnel, Path
from charts.facts.points import Flag, Line, Point
from indicators.core.measures.count_rounding import whole_per_cents
from indicators.core.model import Indicator, Method
from indicators.core.series.series import Series
from indicators.core.series.similar_areas import Areas, areas
from indicators.methods import chooser, comparison, funnel, funnel_significance, overdispersion
from indicators.methods.because import because
from indicators.methods.checks import Floats
from indicators.methods.standardisation import FEWEST_EVENTS

LEVELS = (0.95, 0.998)
OUTSIDE = {
    "High (0.001)": Flag.OVER_998,
    "High (0.025)": Flag.OVER_95,
    "Low (0.001)": Flag.UNDER_998,
    "Low (0.025)": Flag.UNDER_95,
}
BESIDE_ENGLAND = {
    "better": Flag.BETTER, "worse": Flag.WORSE, "higher": Flag.HIGHER, "lower": Flag.LOWER, "similar": Flag.SIMILAR,
}  # fmt: skip


class LeftOut(StrEnum):
    """Why some areas are not in a funnel."""

    FEW_EVENTS = "few events"


def similar_areas(
    name: str, indicator: Indicator, series: Series, measures: pd.DataFrame, names: Mapping[str, str]
) -> tuple[ChartFacts | None, ChartFacts | None]:
    """Areas of the same kind in one period: ranked, and as a funnel where the chooser says so; ``None`` where not held."""
    compared_areas = areas(series, indicator, measures)
    if compared_areas is None:
        return None, None
    ranked = _ranked(name, compared_areas, indicator, names)
    return ranked, _funnelled(ranked) if compared_areas.choice.method is chooser.AnalysisMethod.FUNNEL else None


def _enough(ranked: ChartFacts) -> tuple[Point, ...]:
    """The areas that a funnel can hold: a standardised rate of under ten events is too unsure for one."""
    if ranked.indicator.method is not Method.DSR:
        return ranked.ours.known
    return tuple(point for point in ranked.ours.known if (point.numerator or 0) >= FEWEST_EVENTS)


def _ranked(name: str, compared_areas: Areas, indicator: Indicator, names: Mapping[str, str]) -> ChartFacts:
    """The highest first, each set against England."""
    rows = compared_areas.rows.sort_values("value", ascending=False, na_position="last", kind="stable")
    judged = compared_areas.choice.gives_verdict
    points = tuple(
        replace(
            point(row, group=_named(row, compared_areas, names, indicator.place_name)),
            flags=_against(row, compared_areas, indicator) if judged else (),
        )
        for row in records(rows)
    )
    return ChartFacts(
        id=name,
        kind=ChartKind.AREAS,
        title=indicator.title,
        place=compared_areas.place.name,
        indicator=indicator,
        ours=Line(indicator.place_name, points),
        others=()
        if compared_areas.england is None
        else (Line("England", (point(compared_areas.england, group="England"),)),),
        dimension="area",
        method=compared_areas.choice,
    )


def _funnelled(ranked: ChartFacts) -> ChartFacts | None:
    """The same areas by size, with limits about their average; ``None`` where too few have the events for it."""
    known, multiplier = _enough(ranked), ranked.indicator.multiplier
    if len(known) < chooser.FEWEST_AREAS:
        return None
    counts, sizes = (
        np.array(part, dtype=np.float64) for part in zip(*((p.numerator, ranked.size(p)) for p in known), strict=True)
    )
    make = _of_proportions if ranked.indicator.method is Method.PROPORTION else _of_rates
    limits, outside = make(counts, sizes, multiplier)
    points = tuple(
        replace(known_point, flags=(flag,) if flag else ()) for known_point, flag in zip(known, outside, strict=True)
    )
    few = len(ranked.ours.known) - len(known)
    return replace(
        ranked,
        kind=ChartKind.FUNNEL,
        ours=Line(ranked.ours.name, points),
        others=(),
        funnel=limits,
        cautions=(because(LeftOut.FEW_EVENTS, under=FEWEST_EVENTS),) if few else (),
    )


def _named(row: Row, compared_areas: Areas, names: Mapping[str, str], ours: str) -> str:
    return ours if row["area"] == compared_areas.place.code else names.get(str(row["area"]), str(row["area"]))


def _against(row: Row, compared_areas: Areas, indicator: Indicator) -> tuple[Flag, ...]:
    """England's figure against an area's own 95% limits; a rounded one of England's stands for all it may have been."""
    if compared_areas.england is None or pd.isna(row["value"]):
        return ()
    rough = 0.5 if whole_per_cents(compared_areas.england.to_frame().T, indicator.unit) else 0.0
    level = float(compared_areas.england["value"]) + np.array([-rough, rough])
    positions = comparison.one_level(row["value"], (row["lower95"], row["upper95"]), level)
    position = positions[0] if positions[0] == positions[1] or np.isnan(positions).any() else 0.0
    unjudged = indicator.england_differs or indicator.method is Method.GAP
    standing = str(comparison.judged(position, "none" if unjudged else str(indicator.polarity))[0])
    return () if standing == comparison.NOT_COMPARED else (BESIDE_ENGLAND[standing],)


def _of_proportions(counts: Floats, sizes: Floats, multiplier: float) -> tuple[Funnel, list[Flag | None]]:
    """Limits about the average proportion, widened where areas vary more than their sizes explain."""
    tau2 = overdispersion.overdispersed(counts, sizes, "proportion").tau2
    average = float(counts.sum() / sizes.sum())

    def limits(at: Floats, level: float) -> tuple[Floats, Floats]:
        low, high = overdispersion.limits_at(at, average, tau2, level)
        return low * multiplier, high * multiplier

    grid = _grid(sizes)
    curves = [(grid, *limits(grid, level)) for level in LEVELS]
    outside = _outside(counts / sizes * multiplier, [limits(sizes, level) for level in LEVELS])
    return _funnel(average * multiplier, curves, widened=tau2 > 0), outside


def _of_rates(counts: Floats, people: Floats, multiplier: float) -> tuple[Funnel, list[Flag | None]]:
    """Limits about the average rate, by the person-years that each rate implies; exact where chance alone explains."""
    average = float(counts.sum() / people.sum())
    tau2 = overdispersion.overdispersed(counts, people * average, "cqc").tau2
    if tau2 == 0:
        significance = funnel_significance.significance_of_ratios(counts, people, average)
        return _funnel(average * multiplier, _exact(people, average, multiplier), widened=False), [
            OUTSIDE.get(str(side)) for side in significance
        ]

    def limits(at: Floats, level: float) -> tuple[Floats, Floats]:
        low, high = overdispersion.limits_at(at * average, 1.0, tau2, level, "cqc")
        return np.maximum(low, 0) ** 2 * average * multiplier, high**2 * average * multiplier

    grid = _grid(people)
    curves = [(grid, *limits(grid, level)) for level in LEVELS]
    outside = _outside(counts / people * multiplier, [limits(people, level) for level in LEVELS])
    return _funnel(average * multiplier, curves, widened=True), outside


def _exact(people: Floats, average: float, multiplier: float) -> list[tuple[Floats, Floats, Floats]]:
    """Exact Poisson limits, read off at the same sizes on both sides."""
    events = np.arange(1.0, np.ceil(people.max() * average * 2) + 10)
    grid = _grid(people)
    curves = []
    for tail in (funnel.TAILS["2s"], funnel.TAILS["3s"]):
        limits = funnel.rate_limits(events, average, tail)
        low = np.interp(grid, limits.crossed_lower, limits.lower * multiplier, left=0.0)
        order = np.argsort(limits.crossed_upper)
        high = np.interp(grid, limits.crossed_upper[order], limits.upper[order] * multiplier)
        curves.append((grid, low, high))
    return curves


def _grid(sizes: Floats) -> Floats:
    """Sizes from a little below the smallest area to a little above the largest."""
    return np.geomspace(float(sizes.min()) * 0.9, float(sizes.max()) * 1.1, 60)


def _outside(values: Floats, limits: list[tuple[Floats, Floats]]) -> list[Flag | None]:
    (low, high), (lowest, highest) = limits
    beyond = [values > highest, values > high, values < lowest, values < low]
    return [
        Flag(flag_name) if flag_name else None
        for flag_name in np.select(beyond, [str(flag) for flag in OUTSIDE.values()], "")
    ]


def _funnel(average: float, curves: list[tuple[Floats, Floats, Floats]], *, widened: bool) -> Funnel:
    def path(sizes: Floats, levels: Floats) -> Path:
        return tuple(zip(sizes.tolist(), levels.tolist(), strict=True))

    (grid, low, high), (_, lowest, highest) = curves
    return Funnel(average, path(grid, low), path(grid, high), path(grid, lowest), path(grid, highest), widened)


def own(point_: Point, facts: ChartFacts) -> bool:
    """Is it the place's own?"""
    return point_.group == facts.ours.name
