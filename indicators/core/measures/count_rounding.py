"""How rough a figure is: what the publisher rounded, where limits come from, which counts are its own."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.tables import RECORDS
from indicators.core.model import ENGLAND, Indicator, Method

DIFFERENCE = "difference of two published figures"

TO_FIVE = 5
ENOUGH_WHEN_ROUNDED = 100
"""Below this, a count rounded to five is too rough to judge by."""

PUBLISHERS = frozenset({"nhs_talking_therapies", "nhs_talking_therapies_annual", "mhsds_four_week_wait"})
"""National files that say they round every count but England's to five."""

ONE_BY_ONE = tuple(table for table, contract in RECORDS.items() if contract.person_level)
"""Sources of which each row is one person's record: what is counted from them here is exact, whatever it ends in."""

SIZES = {Method.COUNT: "value", Method.PROPORTION: "denominator"} | dict.fromkeys(
    (Method.RATE, Method.DSR, Method.RATIO), "numerator"
)
"""What rounding makes rough in each: the count itself, what a proportion is of, the events of a rate."""

ENOUGH_TO_TELL = 4
ODD_ONES = 0.1


def counts_rounded(rows: pd.DataFrame, counts: pd.DataFrame) -> pd.Series[bool]:
    """Which rows have counts rounded to five: because the publisher says so, or because its counts show it.

    Four counts of one source that are multiples of five (one in ten may be odd) are no accident; fewer are
    not taken for rounded.  England's counts are published as they are, and records are counted here one by one.
    """
    numbers, sources = counts.to_numpy(dtype=np.float64), rows["source"].to_numpy(dtype=object)
    may_be_rounded = (rows["area"].to_numpy(dtype=object) != ENGLAND.code) & ~counted_one_by_one(rows)
    multiples, known_counts = (
        np.sum(numbers % TO_FIVE == 0, axis=1) * may_be_rounded,
        np.sum(~np.isnan(numbers), axis=1) * may_be_rounded,
    )
    is_rounded = np.zeros(len(rows), dtype=bool)
    for source in set(sources):
        mask = sources == source
        enough = known_counts[mask].sum() >= ENOUGH_TO_TELL and multiples[mask].sum() >= known_counts[mask].sum() * (
            1 - ODD_ONES
        )
        is_rounded |= mask & (known_counts > 0) & (multiples == known_counts) & (source in PUBLISHERS or enough)
    return pd.Series(is_rounded, index=rows.index, dtype=bool)


def counted_one_by_one(rows: pd.DataFrame) -> NDArray[np.bool_]:
    """Which figures were counted here from records of one person each."""
    return rows["source"].isin(ONE_BY_ONE).to_numpy()


def rounded(judged: pd.DataFrame, line: pd.DataFrame, indicator: Indicator) -> bool:
    """Are the counts behind the figures judged, or the figures where they are counts, rounded to five, as their line shows?"""
    exact = counted_one_by_one(judged).all()
    return not exact and bool(counts_rounded(line, counts_behind(line, indicator)).any())


def counts_behind(rows: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """What a publisher would round: of a rate its events, since the people they are set against are an estimate."""
    if indicator.method is Method.COUNT:
        return rows[["value"]]
    return rows[["numerator", "denominator"] if indicator.method in (Method.PROPORTION, Method.GAP) else ["numerator"]]


def smallest_count(rows: pd.DataFrame, indicator: Indicator) -> float | None:
    """The smallest count, events of a rate, or base of a proportion; ``None`` where none is known or they are neither."""
    if indicator.method not in SIZES:
        return None
    sizes = rows[SIZES[indicator.method]]
    return float(sizes.min()) if sizes.notna().any() else None


def too_rough(judged: pd.DataFrame, line: pd.DataFrame, indicator: Indicator) -> bool:
    """Is a count, a rate's events or what a proportion is of under 100 among the figures judged, in a line rounded to five?"""
    if indicator.method not in (Method.COUNT, Method.PROPORTION, Method.RATE):
        return False
    smallest = smallest_count(judged, indicator)
    return smallest is not None and smallest < ENOUGH_WHEN_ROUNDED and rounded(judged, line, indicator)


def behind(rows: pd.DataFrame, multiplier: float) -> pd.Series[bool]:
    """Are numerator and denominator those of the value?  Rounding of either may part them, but no more."""
    ratio = rows["numerator"] / rows["denominator"].where(rows["denominator"] > 0) * multiplier
    roughness = 0.5 + TO_FIVE / rows["denominator"] * multiplier
    agrees: pd.Series[bool] = (ratio - rows["value"]).abs() <= roughness
    return agrees & (rows["numerator"] >= 0)


def whole_per_cents(rows: pd.DataFrame, unit: str) -> bool:
    """Are the percentages that the publisher gives whole numbers?"""
    published = rows["method"].isin(["as published", DIFFERENCE]) & rows["value"].notna()
    published_values = rows.loc[published, "value"].to_numpy(dtype=np.float64)
    return (
        unit in ("%", "percentage points")
        and published_values.size > 0
        and bool(np.all(published_values == np.round(published_values)))
    )
