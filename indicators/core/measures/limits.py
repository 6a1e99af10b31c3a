"""Limits for figures that came without them: from counts where there are counts, marked where they are rough."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from indicators.core.measures.approximate import Approximate
from indicators.core.measures.count_rounding import ENOUGH_WHEN_ROUNDED, behind, counts_behind, counts_rounded
from indicators.core.model import Indicator, Method
from indicators.methods.intervals import newcombe, poisson, wilson

LEVELS = ((0.95, "lower95", "upper95"), (0.998, "lower998", "upper998"))
BOUNDS = [column for _, *columns in LEVELS for column in columns]
COUNTS = ["numerator", "denominator"]
LimitValues = NDArray[np.float64]


def fill(figures: pd.DataFrame, indicator: Indicator, people: pd.DataFrame) -> pd.DataFrame:
    """Keep the publisher's limits; where there are none, make them from counts by the indicator's method."""
    missing = [column for column in (*BOUNDS, "approximate", "population_base") if column not in figures]
    figures = figures.reindex(columns=[*figures.columns, *missing])
    figures["approximate"] = figures["approximate"].astype("object").where(figures["approximate"].notna(), None)
    _drop_unbracketed(figures)
    without = figures["value"].notna() & figures["lower95"].isna() & figures["approximate"].isna()
    if indicator.method in (Method.PROPORTION, Method.RATE):
        implied = _imply_counts(figures, without, indicator)
        _from_counts(figures, without, indicator, proportion=indicator.method is Method.PROPORTION)
        figures.loc[implied & figures["lower95"].notna(), "approximate"] = Approximate.IMPLIED.value
    elif indicator.method is Method.GAP:
        _from_counts(figures, without & (figures["dimension"] != ""), indicator, proportion=True)
    elif indicator.method is Method.COUNT and indicator.unit != "days":
        _of_counts(figures, without)
    elif indicator.approximate_population is not None:
        _from_population(figures, without, indicator, people)
    return figures


def of_gap(gap: pd.DataFrame, both: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Newcombe's limits of a gap between two groups whose counts are known, and not rounded of under 100."""
    gap = gap.assign(**dict.fromkeys(BOUNDS, np.nan), approximate=None)
    first, second = both[COUNTS], both[["numerator_other", "denominator_other"]].set_axis(COUNTS, axis=1)
    known = _countable(first) & _countable(second) & gap["value"].notna()
    rounded = counts_rounded(both, pd.concat([first, second], axis=1))
    rough = rounded & (np.minimum(first["denominator"], second["denominator"]) < ENOUGH_WHEN_ROUNDED)
    gap.loc[known & rough, "approximate"] = Approximate.TOO_ROUGH.value
    known &= ~rough
    if not known.any():
        return gap
    events, trials, other_events, other_trials = (
        part.loc[known, column].to_numpy() for part in (first, second) for column in COUNTS
    )
    for confidence, lower, upper in LEVELS:
        _, low, high = newcombe(events, trials, other_events, other_trials, confidence)
        _set(gap, known, (lower, low * indicator.multiplier), (upper, high * indicator.multiplier))
    gap.loc[known & rounded, "approximate"] = Approximate.ROUNDED.value
    return gap


def _imply_counts(figures: pd.DataFrame, without: pd.Series[bool], indicator: Indicator) -> pd.Series[bool]:
    """Work out the count on top from a figure and its base, where the publisher gives only these; say of which rows."""
    implied = without & figures["numerator"].isna() & figures["denominator"].gt(0) & figures["value"].ge(0)
    if implied.any():
        figures.loc[implied, "numerator"] = figures["value"] * figures["denominator"] / indicator.multiplier
    return implied


def _drop_unbracketed(figures: pd.DataFrame) -> None:
    wrong = pd.Series(False, index=figures.index)
    for _, lower, upper in LEVELS:
        wrong |= (figures[lower] > figures["value"]) | (figures[upper] < figures["value"])
    if wrong.any():
        figures.loc[wrong, BOUNDS] = np.nan
        figures.loc[wrong, "approximate"] = Approximate.UNBRACKETED.value


def _countable(counts: pd.DataFrame) -> pd.Series[bool]:
    numerator, denominator = counts["numerator"], counts["denominator"]
    return numerator.notna() & (denominator > 0) & (numerator >= 0) & (numerator <= denominator)


def _from_counts(figures: pd.DataFrame, without: pd.Series[bool], indicator: Indicator, *, proportion: bool) -> None:
    countable = without & (
        _countable(figures) if proportion else figures["numerator"].ge(0) & figures["denominator"].gt(0)
    )
    known = countable & behind(figures, indicator.multiplier)
    figures.loc[countable & ~known, "approximate"] = Approximate.OTHER_COUNTS.value
    if not known.any():
        return
    events, trials = (figures.loc[known, column].to_numpy() for column in COUNTS)
    for confidence, lower, upper in LEVELS:
        if proportion:
            low, high = wilson(events, trials, confidence)
        else:
            low, high = (limit / trials for limit in poisson(events, confidence))
        _set(figures, known, (lower, low * indicator.multiplier), (upper, high * indicator.multiplier))
    figures.loc[known & counts_rounded(figures, counts_behind(figures, indicator)), "approximate"] = (
        Approximate.ROUNDED.value
    )


def _set(
    rows: pd.DataFrame, known: pd.Series[bool], low: tuple[str, LimitValues], high: tuple[str, LimitValues]
) -> None:
    """Write limits, widened to the value itself where the publisher's rounding has put it just outside."""
    at = known.to_numpy()
    value = rows["value"].to_numpy()[at]
    for column, limits in ((low[0], np.minimum(low[1], value)), (high[0], np.maximum(high[1], value))):
        written = rows[column].to_numpy(dtype=np.float64, copy=True)
        written[at] = limits
        rows[column] = written


def _of_counts(figures: pd.DataFrame, without: pd.Series[bool]) -> None:
    known = without & (figures["value"] >= 0)
    if not known.any():
        return
    for confidence, lower, upper in LEVELS:
        figures.loc[known, lower], figures.loc[known, upper] = poisson(
            figures.loc[known, "value"].to_numpy(), confidence
        )
    figures.loc[known, "approximate"] = Approximate.A_COUNT.value


def _from_population(
    figures: pd.DataFrame, without: pd.Series[bool], indicator: Indicator, people: pd.DataFrame
) -> None:
    """Byar's limits on the count that a rate implies for the population of the latest year held."""
    assert indicator.approximate_population is not None
    youngest, oldest = indicator.approximate_population
    of_age = people[people["age"].between(youngest, oldest)]
    totals = of_age.groupby(["area", "year"])["people"].sum().reset_index().sort_values("year")
    latest = totals.drop_duplicates("area", keep="last").set_index("area")
    size = figures["area"].map(latest["people"])
    known = without & size.notna() & figures["window_months"].notna() & (figures["dimension"] == "")
    if not known.any():
        return
    person_years = (size * figures["window_months"] / 12)[known].to_numpy(dtype=np.float64)
    implied = figures.loc[known, "value"].to_numpy() * person_years / indicator.multiplier
    for confidence, lower, upper in LEVELS:
        low, high = poisson(implied, confidence)
        figures.loc[known, lower] = low / person_years * indicator.multiplier
        figures.loc[known, upper] = high / person_years * indicator.multiplier
    years = figures.loc[known, "area"].map(latest["year"]).astype("int64").astype(str)
    figures.loc[known, "approximate"] = f"{Approximate.POPULATION}:" + years
