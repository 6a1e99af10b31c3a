"""Our methods against the reference packages, within the tolerance each file states."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from indicators.methods import trends
from indicators.methods.comparison import against_benchmark
from indicators.methods.intervals import byars, exact_poisson, wilson
from indicators.methods.rates import mean, proportion, rate

Vectors = Callable[[str], pd.DataFrame]
TOLERANCE = 1e-9
LIMITS = {0.95: ("lower95_0cl", "upper95_0cl"), 0.998: ("lower99_8cl", "upper99_8cl")}


def meet(found: object, expected: pd.Series, near_zero: object = 1e-12, tolerance: float = TOLERANCE) -> None:
    """Equal within the relative tolerance, and missing exactly where the reference is."""
    ours, theirs = np.asarray(found, dtype=float), expected.to_numpy(dtype=float)
    assert np.array_equal(np.isnan(ours), np.isnan(theirs))
    apart = np.abs(ours - theirs) - np.asarray(near_zero, dtype=float)
    bad = apart > tolerance * np.abs(theirs)
    assert not bad.any(), f"{expected.name}: {ours[bad][:3]} where the reference has {theirs[bad][:3]}"


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
    for multiplier, same in rows.groupby("multiplier"):
        for confidence, (lower, upper) in LIMITS.items():
            value, low, high = method(same["x"], same["n"], float(multiplier), confidence)  # type: ignore[arg-type]
            for found, column in ((value, "value"), (low, lower), (high, upper)):
                meet(found, same[column], 1e-12 * float(multiplier))  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "method"), [("rate", rate), ("proportion", proportion)])
def test_limits_at_other_levels(vectors: Vectors, name: str, method: Callable[..., tuple[object, ...]]) -> None:
    rows = vectors(f"{name}_input").merge(vectors(f"{name}_confidence_expected"), on="case_id")
    for _, same in rows.groupby("multiplier"):
        scale = float(same["multiplier"].iloc[0])
        at_each_level(same, "cl", lambda level, level_of, k=scale: method(level["x"], level["n"], k, level_of))


@pytest.mark.parametrize(("name", "method", "per"), [("rate", rate, 100_000), ("proportion", proportion, 100)])
def test_groups_are_summed_first_and_a_missing_part_leaves_the_group_missing(
    vectors: Vectors, name: str, method: Callable[..., tuple[object, ...]], per: float
) -> None:
    strata = vectors(f"{name}_grouped_input").groupby("area")[["x", "n"]].sum(min_count=1)
    whole = vectors(f"{name}_grouped_input").set_index("area")[["x", "n"]].notna().all(axis=1).groupby("area").all()
    strata = strata.where(whole)
    expected = vectors(f"{name}_grouped_expected").set_index("area").reindex(strata.index)
    for confidence, (lower, upper) in LIMITS.items():
        value, low, high = method(strata["x"], strata["n"], per, confidence)
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


# Recent trend


def every_year(rows: pd.DataFrame) -> pd.DataFrame:
    """A series with a row for each year, so that a year left out is a gap."""
    years = rows.set_index("year").sort_index()
    return years.reindex(range(years.index[0], years.index[-1] + 1))


def markers(given: pd.DataFrame, marker: Callable[[pd.DataFrame], str]) -> dict[str, str]:
    return {str(name): marker(every_year(rows)).replace(" ", "_") for name, rows in given.groupby("series_id")}


def test_recent_trends_in_proportions(vectors: Vectors) -> None:
    given, expected = vectors("trend_recent_proportion_input"), vectors("trend_recent_proportion_expected")
    found = markers(given, lambda rows: trends.recent_trend_of_proportions(rows["numerator"], rows["denominator"]))
    assert found == dict(zip(expected["series_id"], expected["marker"], strict=True))


def test_the_weighted_trend_on_the_same_proportions(vectors: Vectors) -> None:
    """Less the one where all are counted: its limits are known, and only the other test cannot be done."""
    given = vectors("trend_recent_proportion_input").query("series_id != 'TPA_all_equal_denominator'")
    expected = vectors("trend_recent_proportion_expected").query("series_id != 'TPA_all_equal_denominator'")
    found = markers(given, lambda rows: trends.recent_trend(rows["value"], rows["lower95"], rows["upper95"]))
    assert found == dict(zip(expected["series_id"], expected["wls_marker"], strict=True))


def test_recent_trends_in_rates(vectors: Vectors) -> None:
    given, expected = vectors("trend_recent_rate_input"), vectors("trend_recent_rate_expected")
    found = markers(given, lambda rows: trends.recent_trend(rows["value"], rows["lower95"], rows["upper95"]))
    assert found == dict(zip(expected["series_id"], expected["marker"], strict=True))


def test_the_statistics_behind_the_markers(vectors: Vectors) -> None:
    for name, rows in vectors("trend_recent_proportion_input").groupby("series_id"):
        expected = vectors("trend_recent_proportion_expected").set_index("series_id").loc[str(name)]
        last = every_year(rows).tail(5)
        if not np.isnan(expected["chi2_trend"]):
            assert trends.cochran_armitage(last["numerator"], last["denominator"]) == pytest.approx(
                expected["chi2_trend"], rel=TOLERANCE, abs=TOLERANCE
            )
    for name, rows in vectors("trend_recent_rate_input").groupby("series_id"):
        expected = vectors("trend_recent_rate_expected").set_index("series_id").loc[str(name)]
        last = every_year(rows).tail(5)
        if not np.isnan(expected["wls_slope"]):
            slope, error = trends.weighted_slope(last["value"], last["lower95"], last["upper95"])
            assert [slope, error] == pytest.approx([expected["wls_slope"], expected["wls_se"]], rel=1e-9, abs=1e-9)


# Comparison


def test_a_benchmark_against_95_limits(vectors: Vectors) -> None:
    expected = vectors("rag_expected").query("method == 'ci95' and polarity == 'no_judgement'")
    rows = vectors("rag_input").merge(expected, on="case_id")
    found = against_benchmark(rows["lower95"], rows["upper95"], rows["comparator"])
    # Without a value of its own there is nothing to compare: verdicts ask only where there is one.
    found = np.where(rows["value"].isna(), "not compared", found)
    assert [side.replace(" ", "_") for side in found] == rows["outcome"].to_list()
