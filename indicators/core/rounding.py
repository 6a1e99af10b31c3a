"""How rough a figure is: what the publisher rounded, where limits come from, which counts are its own."""

from __future__ import annotations

import numpy as np
import pandas as pd

from indicators.core.model import ENGLAND, Indicator, Method

ROUNDED = "from counts that the publisher rounded"
UNBRACKETED = "the publisher's limits do not hold its own value, so they are not used"
OTHER_COUNTS = "the counts do not give the value published beside them, so no limits are made from them"
A_COUNT = "ours: a count has no limits of its own; these take events as independent"
DIFFERENCE = "difference of two published figures"
NO_LIMITS = (UNBRACKETED, OTHER_COUNTS)

TO_FIVE = 5
ENOUGH_WHEN_ROUNDED = 100
"""Below this, a count rounded to five is too rough to judge by."""

PUBLISHERS = frozenset({"nhs_talking_therapies", "nhs_talking_therapies_annual", "mhsds_four_week_wait"})
"""National files that say they round every count but England's to five."""

ENOUGH_TO_TELL = 4
ODD_ONES = 0.1


def counts_rounded(rows: pd.DataFrame, counts: pd.DataFrame) -> pd.Series[bool]:
    """Which rows have counts rounded to five: because the publisher says so, or because its counts show it.

    Four counts of one source that are multiples of five (one in ten may be odd) are no accident; fewer are
    not taken for rounded.  England's counts are published as they are.
    """
    numbers, sources = counts.to_numpy(dtype=np.float64), rows["source"].to_numpy(dtype=object)
    local = rows["area"].to_numpy(dtype=object) != ENGLAND.code
    multiples, held = np.sum(numbers % TO_FIVE == 0, axis=1) * local, np.sum(~np.isnan(numbers), axis=1) * local
    found = np.zeros(len(rows), dtype=bool)
    for source in set(sources):
        own = sources == source
        enough = held[own].sum() >= ENOUGH_TO_TELL and multiples[own].sum() >= held[own].sum() * (1 - ODD_ONES)
        found |= own & (held > 0) & (multiples == held) & (source in PUBLISHERS or enough)
    return pd.Series(found, index=rows.index, dtype=bool)


def rounded(rows: pd.DataFrame, indicator: Indicator) -> bool:
    """Are the counts behind these figures, or the figures where they are counts, rounded to five?"""
    counts = ["value"] if indicator.method is Method.COUNT else ["numerator", "denominator"]
    return bool(counts_rounded(rows, rows[counts]).any())


def too_rough(judged: pd.DataFrame, line: pd.DataFrame, indicator: Indicator) -> bool:
    """Is a count, or what a proportion is of, under 100 among the figures judged, in a line rounded to five?"""
    if indicator.method not in (Method.COUNT, Method.PROPORTION, Method.RATE):
        return False
    sizes = judged["value"] if indicator.method is Method.COUNT else judged["denominator"]
    return bool((sizes.to_numpy(dtype=np.float64) < ENOUGH_WHEN_ROUNDED).any()) and rounded(line, indicator)


def behind(rows: pd.DataFrame, multiplier: float) -> pd.Series[bool]:
    """Are numerator and denominator those of the value?  Rounding of either may part them, but no more."""
    ratio = rows["numerator"] / rows["denominator"].where(rows["denominator"] > 0) * multiplier
    roughness = 0.5 + TO_FIVE / rows["denominator"] * multiplier
    agrees: pd.Series[bool] = (ratio - rows["value"]).abs() <= roughness
    return agrees & (rows["numerator"] >= 0)


def whole_per_cents(rows: pd.DataFrame, unit: str) -> bool:
    """Are the percentages that the publisher gives whole numbers?"""
    published = rows["method"].isin(["as published", DIFFERENCE]) & rows["value"].notna()
    given = rows.loc[published, "value"].to_numpy(dtype=np.float64)
    return unit in ("%", "percentage points") and given.size > 0 and bool(np.all(given == np.round(given)))
