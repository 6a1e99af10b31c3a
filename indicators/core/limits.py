"""Limits for figures that came without them: from counts where there are counts, and said so where rough."""

from __future__ import annotations

import numpy as np
import pandas as pd

from indicators.core.model import Indicator, Method
from indicators.methods.intervals import newcombe, poisson, wilson

LEVELS = ((0.95, "lower95", "upper95"), (0.998, "lower998", "upper998"))
BOUNDS = [column for _, *columns in LEVELS for column in columns]
ROUNDED = "from counts that the publisher rounded"
UNBRACKETED = "the publisher's limits do not hold its own value, so they are not used"
TO_FIVE = 5


def fill(found: pd.DataFrame, indicator: Indicator, people: pd.DataFrame) -> pd.DataFrame:
    """Keep the publisher's limits; where there are none, make them from counts by the indicator's method."""
    found = found.reindex(columns=[*found.columns, *(c for c in (*BOUNDS, "approximate", "population_base") if c not in found)])
    found["approximate"] = found["approximate"].astype("object").where(found["approximate"].notna(), None)
    _drop_unbracketed(found)
    without = found["value"].notna() & found["lower95"].isna() & found["approximate"].isna()
    if indicator.method in (Method.PROPORTION, Method.RATE):
        _from_counts(found, without, indicator)
    elif indicator.method is Method.COUNT:
        _of_counts(found, without)
    elif indicator.approximate_population is not None:
        _from_population(found, without, indicator, people)
    return found


def of_gap(gap: pd.DataFrame, both: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Newcombe's limits of a gap between two groups whose counts are known (rounded by the publisher)."""
    gap = gap.assign(**{bound: np.nan for bound in BOUNDS}, approximate=None)
    known = _countable(both["numerator"], both["denominator"]) & _countable(both["numerator_other"], both["denominator_other"])
    known &= gap["value"].notna()
    if known.any():
        counts = [both.loc[known, c].to_numpy() for c in ("numerator", "denominator", "numerator_other", "denominator_other")]
        for confidence, lower, upper in LEVELS:
            _, low, high = newcombe(*counts, confidence)
            gap.loc[known, lower] = low * indicator.multiplier
            gap.loc[known, upper] = high * indicator.multiplier
        gap.loc[known, "approximate"] = ROUNDED
    return gap


def _drop_unbracketed(found: pd.DataFrame) -> None:
    wrong = (found["lower95"] > found["value"]) | (found["upper95"] < found["value"])
    found.loc[wrong, BOUNDS] = np.nan
    found.loc[wrong, "approximate"] = UNBRACKETED


def _countable(numerator: pd.Series[float], denominator: pd.Series[float]) -> pd.Series[bool]:
    return numerator.notna() & (denominator > 0) & (numerator >= 0) & (numerator <= denominator)


def _from_counts(found: pd.DataFrame, without: pd.Series[bool], indicator: Indicator) -> None:
    known = without & _countable(found["numerator"], found["denominator"])
    if not known.any():
        return
    events, trials = found.loc[known, "numerator"].to_numpy(), found.loc[known, "denominator"].to_numpy()
    for confidence, lower, upper in LEVELS:
        if indicator.method is Method.PROPORTION:
            low, high = wilson(events, trials, confidence)
        else:
            low, high = (limit / trials for limit in poisson(events, confidence))
        found.loc[known, lower] = low * indicator.multiplier
        found.loc[known, upper] = high * indicator.multiplier
    found.loc[known & _rounded(found["numerator"]) & _rounded(found["denominator"]), "approximate"] = ROUNDED


def _of_counts(found: pd.DataFrame, without: pd.Series[bool]) -> None:
    known = without & (found["value"] >= 0)
    if not known.any():
        return
    for confidence, lower, upper in LEVELS:
        found.loc[known, lower], found.loc[known, upper] = poisson(found.loc[known, "value"].to_numpy(), confidence)
    found.loc[known, "approximate"] = "ours: a count has no limits of its own; these take events as independent"


def _rounded(counts: pd.Series[float]) -> pd.Series[bool]:
    return counts % TO_FIVE == 0


def _from_population(found: pd.DataFrame, without: pd.Series[bool], indicator: Indicator, people: pd.DataFrame) -> None:
    """Byar's limits on the count that a rate implies for the population of the latest year held."""
    assert indicator.approximate_population is not None
    youngest, oldest = indicator.approximate_population
    of_age = people[people["age"].between(youngest, oldest)]
    totals = of_age.groupby(["area", "year"], as_index=False)["people"].sum().sort_values("year")
    latest = totals.drop_duplicates("area", keep="last").set_index("area")
    size = found["area"].map(latest["people"])
    known = without & size.notna() & found["window_months"].notna() & (found["dimension"] == "")
    if not known.any():
        return
    person_years = (size * found["window_months"] / 12)[known].to_numpy()
    implied = found.loc[known, "value"].to_numpy() * person_years / indicator.multiplier
    for confidence, lower, upper in LEVELS:
        low, high = poisson(implied, confidence)
        found.loc[known, lower] = low / person_years * indicator.multiplier
        found.loc[known, upper] = high / person_years * indicator.multiplier
    year = int(latest["year"].max())
    found.loc[known, "approximate"] = f"ours: Byar's method on the count implied by the rate and the mid-{year} population"
