"""Across deprivation: which end of the quantiles is the most deprived, and the line that is fitted through them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from indicators.core.inequalities.model import Slope
from indicators.core.series.series import period_of_row
from indicators.methods.direction import Z95
from indicators.methods.inequality import slope_index

DEPRIVATION = "deprivation"
"""The characteristic that tenths and fifths are both of."""
QUANTILES = {"deprivation tenth": 10, "deprivation fifth": 5}
"""Breakdowns across which a slope is fitted, and into how many equal parts people are put."""


def most_deprived_first(names: Sequence[str]) -> list[str] | None:
    """Quantiles of deprivation in order; ``None`` where their names do not tell which end is which.

    Publishers number them either way: "10 Most deprived" in one file, "1 - most deprived" in another.
    """
    numbered = [(int(match[1]), name) for name in names if (match := re.match(r"\D*(\d+)", name))]
    if len(numbered) != len(names) or len({number for number, _ in numbered}) != len(names):
        return None
    ordered = [name for _, name in sorted(numbered)]
    ends = [name.lower() for name in (ordered[0], ordered[-1])]
    if "most deprived" in ends[0] or "least deprived" in ends[1]:
        return ordered
    return ordered[::-1] if "most deprived" in ends[1] or "least deprived" in ends[0] else None


def slopes_of(rows: pd.DataFrame, dimension: str) -> tuple[Slope, ...]:
    """Slopes of groups with a figure, in order of time: of each period that knows every quantile in full.

    In full: its value, its limits and how many people are in it.
    """
    if dimension not in QUANTILES:
        return ()
    tables = {}
    for _, period_rows in rows.groupby(["period_start", "period_end"], sort=True):
        table = _quantiles(period_rows, QUANTILES[dimension])
        if table is not None:
            tables[period_of_row(period_rows.iloc[0])] = table
    if not tables:
        return ()
    values, people, errors = (np.stack([table[at] for table in tables.values()]) for at in range(3))
    estimates = slope_index(values, people, errors)
    slopes = np.stack([estimates.sii, estimates.sii_lower, estimates.sii_upper], axis=1).tolist()
    indices = np.stack([estimates.rii, estimates.rii_lower, estimates.rii_upper], axis=1).tolist()
    return tuple(
        Slope(start, end, tuple(slope), tuple(index))
        for (start, end), slope, index in zip(tables, slopes, indices, strict=True)
    )


def _quantiles(period_rows: pd.DataFrame, how_many: int) -> tuple[np.ndarray, np.ndarray, np.ndarray] | None:
    """Values, people and standard errors, the most deprived first; ``None`` where any of them is not known."""
    ordered = most_deprived_first(list(period_rows["category"]))
    if ordered is None or len(ordered) != how_many:
        return None
    table = period_rows.set_index("category").loc[ordered, ["value", "denominator", "lower95", "upper95"]]
    value, people, lower, upper = table.to_numpy(dtype="float64").T
    if np.isnan([value, people, lower, upper]).any() or (people <= 0).any():
        return None
    return value, people, (upper - lower) / (2 * Z95)
