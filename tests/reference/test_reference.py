"""Our methods against the reference packages, within the tolerance each file states."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from meeting import LIMITS, Vectors, meet, same

from indicators.methods.intervals import byars, exact_poisson, wilson
from indicators.methods.rates import deviation, mean, proportion, rate, rate_method, statistic, summed


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
            for found, column in ((value, "value"), (low, lower), (high, upper)):
                meet(found, scaled[column], 1e-12 * float(multiplier))  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "method"), [("rate", rate), ("proportion", proportion)])
def test_limits_at_other_levels(vectors: Vectors, name: str, method: Callable[..., tuple[object, ...]]) -> None:
    rows = vectors(f"{name}_input").merge(vectors(f"{name}_confidence_expected"), on="case_id")
    for _, scaled in rows.groupby("multiplier"):
        scale = float(scaled["multiplier"].iloc[0])
        at_each_level(scaled, "cl", lambda level, level_of, k=scale: method(level["x"], level["n"], k, level_of))


@pytest.mark.parametrize(("name", "method", "per"), [("rate", rate, 100_000), ("proportion", proportion, 100)])
def test_groups_are_summed_first_and_a_missing_part_leaves_the_group_missing(
    vectors: Vectors, name: str, method: Callable[..., tuple[object, ...]], per: float
) -> None:
    rows = vectors(f"{name}_grouped_input")
    areas, (x, n) = summed(rows["area"], rows["x"], rows["n"])
    expected = vectors(f"{name}_grouped_expected").set_index("area").reindex(areas)
    whole = expected["x"].notna() & expected["n"].notna()
    meet(x[whole], expected.loc[whole, "x"])
    meet(n[whole], expected.loc[whole, "n"])
    for confidence, (lower, upper) in LIMITS.items():
        value, low, high = method(x, n, per, confidence)
        for found, column in ((value, "value"), (low, lower), (high, upper)):
            meet(found, expected[column], 1e-12 * per)


def test_means(vectors: Vectors) -> None:
    rows, expected = vectors("mean_input"), vectors("mean_expected").set_index("group")
    for confidence, (lower, upper) in LIMITS.items():
        groups, (value, low, high) = mean(rows["values"], rows["group"], confidence)
        theirs = expected.reindex(groups)
        shifted = np.array(groups) == "large_offset"
        meet(value, theirs["value"])
        for found, column in ((low, lower), (high, upper)):
            meet(found[~shifted], theirs.loc[~shifted, column])
            meet(found[shifted], theirs.loc[shifted, column], tolerance=1e-6)


def test_each_group_s_sum_count_and_deviation(vectors: Vectors) -> None:
    rows, expected = vectors("mean_input"), vectors("mean_expected").set_index("group")
    values = rows.assign(known=1.0)
    groups, (total, count) = summed(values["group"], values["values"], values["known"], negative=True)
    theirs = expected.reindex(groups)
    meet(total, theirs["value_sum"])
    whole = theirs["value_sum"].notna().to_numpy()
    meet(count[whole], theirs.loc[whole, "value_count"])
    meet(deviation(rows["values"], rows["group"])[1], theirs["stdev"], tolerance=1e-6)
    shifted = np.array(groups) == "large_offset"
    meet(deviation(rows["values"], rows["group"])[1][~shifted], theirs.loc[~shifted, "stdev"])


def test_the_method_and_the_name_of_each_rate(vectors: Vectors) -> None:
    rows = vectors("rate_input").merge(vectors("rate_expected"), on="case_id").dropna(subset=["x", "n"])
    same(rate_method(rows["x"]), rows["method"])
    same([statistic("rate", k) for k in rows["multiplier"]], rows["statistic"])
    rows = vectors("proportion_input").merge(vectors("proportion_expected"), on="case_id")
    same([statistic("proportion", k) for k in rows["multiplier"]], rows["statistic"])
    grouped = vectors("rate_grouped_expected").dropna(subset=["x", "n"])
    same(rate_method(grouped["x"]), grouped["method"])
