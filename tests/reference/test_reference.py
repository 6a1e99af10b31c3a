"""Our methods against the reference packages, within the tolerance each file states."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from meeting import LIMITS, Vectors, meet

from indicators.methods.intervals import byars, exact_poisson, poisson, student, wilson


def rate(x: pd.Series, n: pd.Series, per: float, confidence: float) -> tuple[object, ...]:
    """A crude rate with the limits that measures are given."""
    return (x / n * per, *(limit / n * per for limit in poisson(x, confidence)))


def proportion(x: pd.Series, n: pd.Series, per: float, confidence: float) -> tuple[object, ...]:
    """A proportion with the limits that measures are given."""
    return (x / n * per, *(limit * per for limit in wilson(x, n, confidence)))


def at_each_level(rows: pd.DataFrame, column: str, limits: Callable[..., tuple[object, ...]]) -> None:
    """Compare limits at every confidence a file holds."""
    for confidence, level in rows.groupby("confidence"):
        *_, lower, upper = limits(level, float(confidence))  # type: ignore[arg-type]
        meet(lower, level[f"lower{column}"], level.get("multiplier", 1.0) * 1e-12)
        meet(upper, level[f"upper{column}"], level.get("multiplier", 1.0) * 1e-12)


# Intervals


@pytest.mark.parametrize(("name", "method"), [("byars", byars), ("exact", exact_poisson)])
def test_limits_of_counts(vectors: Vectors, name: str, method: Callable[..., tuple[object, object]]) -> None:
    rows = vectors("byars_input").merge(vectors("byars_expected"), on="case_id")
    for confidence, level in rows.groupby("confidence"):
        lower, upper = method(level["x"], float(confidence))  # type: ignore[arg-type]
        meet(lower, level[f"{name}_lower"])
        meet(upper, level[f"{name}_upper"])


def test_wilson_limits(vectors: Vectors) -> None:
    rows = vectors("wilson_input").merge(vectors("wilson_expected"), on="case_id")
    at_each_level(rows, "", lambda level, confidence: wilson(level["x"], level["n"], confidence))


# Rates, proportions, means


@pytest.mark.parametrize(("name", "method"), [("rate", rate), ("proportion", proportion)])
def test_values_and_limits(vectors: Vectors, name: str, method: Callable[..., tuple[object, ...]]) -> None:
    rows = vectors(f"{name}_input").merge(vectors(f"{name}_expected"), on="case_id")
    for multiplier, scaled in rows.groupby("multiplier"):
        for confidence, (lower, upper) in LIMITS.items():
            value, low, high = method(scaled["x"], scaled["n"], float(multiplier), confidence)  # type: ignore[arg-type]
            for computed, column in ((value, "value"), (low, lower), (high, upper)):
                meet(computed, scaled[column], 1e-12 * float(multiplier))  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "method"), [("rate", rate), ("proportion", proportion)])
def test_limits_at_other_levels(vectors: Vectors, name: str, method: Callable[..., tuple[object, ...]]) -> None:
    rows = vectors(f"{name}_input").merge(vectors(f"{name}_confidence_expected"), on="case_id")
    for _, scaled in rows.groupby("multiplier"):
        scale = float(scaled["multiplier"].iloc[0])
        at_each_level(scaled, "cl", lambda level, level_of, k=scale: method(level["x"], level["n"], k, level_of))


def test_limits_of_means(vectors: Vectors) -> None:
    rows, theirs = vectors("mean_input").groupby("group")["values"], vectors("mean_expected").set_index("group")
    summaries = pd.DataFrame(
        {"mean": rows.apply(np.mean), "spread": rows.apply(lambda y: np.std(y, ddof=1)), "n": rows.size()}
    )
    summaries = summaries[rows.apply(lambda y: y.notna().all()) & (summaries["n"] > 1)]
    for confidence, columns in LIMITS.items():
        half = student(summaries["spread"], summaries["n"], confidence)
        for sign, column in zip((-1, 1), columns, strict=True):
            meet(summaries["mean"] + sign * half, theirs[column].reindex(summaries.index), tolerance=1e-6)
