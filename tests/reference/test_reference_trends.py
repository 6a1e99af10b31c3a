"""Trend tests and comparison with a benchmark against the reference vectors."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from meeting import Vectors, meet, same

from indicators.methods import comparison, trend_tests, trends

FLAT = "flat"
POLARITY = {"high_is_good": "higher", "low_is_good": "lower", "no_judgement": "none"}


def all_series(rows: pd.DataFrame, columns: list[str]) -> tuple[list[str], list[np.ndarray]]:
    """Each series over its own years, a year left out missing; aligned so that all end together."""
    names, series_values = [], []
    width = int((rows.groupby("series_id")["year"].agg(lambda year: year.max() - year.min() + 1)).max())
    for name, series_rows in rows.groupby("series_id"):
        years = series_rows.set_index("year")[columns].sort_index()
        years = years.reindex(range(years.index[-1] - width + 1, years.index[-1] + 1))
        names.append(str(name))
        series_values.append(years.to_numpy(dtype=float))
    return names, list(np.moveaxis(np.array(series_values), -1, 0))


def test_recent_trends_in_proportions(vectors: Vectors) -> None:
    names, (r, n) = all_series(vectors("trend_recent_proportion_input"), ["numerator", "denominator"])
    expected = vectors("trend_recent_proportion_expected").set_index("series_id").loc[names]
    our_trends = trends.recent_trends_of_proportions(r, n)
    same(our_trends.marker, expected["marker"])
    meet(our_trends.slope, expected["logit_slope"], near_zero(names))
    meet(our_trends.chi2, expected["chi2_trend"], near_zero(names))
    signs(our_trends.sign_sum, expected["sign_sum"])


def near_zero(names: list[str]) -> np.ndarray:
    """The slopes of flat series are rounding noise."""
    return np.where([FLAT in name for name in names], 1e-9, 1e-12)


def signs(sign_sums: np.ndarray, expected: pd.Series) -> None:
    is_not_flat = np.array([FLAT not in str(name) for name in expected.index])
    meet(sign_sums[is_not_flat], expected[is_not_flat], 0, 0)


@pytest.mark.parametrize(("name", "prefix"), [("proportion", "wls_"), ("rate", "")])
def test_the_weighted_trend(vectors: Vectors, name: str, prefix: str) -> None:
    rows = vectors(f"trend_recent_{name}_input")
    names, (y, low, high) = all_series(rows, ["value", "lower95", "upper95"])
    expected = vectors(f"trend_recent_{name}_expected").set_index("series_id").loc[names]
    # OHID's criteria rule out a series in which all are counted, whichever test is asked for.
    barred = np.zeros(len(names), dtype=bool)
    if name == "proportion":
        _, (r, n) = all_series(rows, ["numerator", "denominator"])
        barred = (r == n).any(axis=1)
    our_trends = trends.recent_trends(y, low, high, barred=barred)
    same(our_trends.marker, expected[f"{prefix}marker"])
    meet(our_trends.slope, expected["wls_slope"], near_zero(names))
    meet(our_trends.error, expected["wls_se"])
    meet(our_trends.chi2, expected["wls_chi2"], near_zero(names))
    signs(our_trends.sign_sum, expected["wls_sign_sum"])


def test_one_series_at_a_time_gives_the_same_markers(vectors: Vectors) -> None:
    names, (r, n) = all_series(vectors("trend_recent_proportion_input"), ["numerator", "denominator"])
    markers = trends.recent_trends_of_proportions(r, n).marker
    assert [trends.recent_trend_of_proportions(*one) for one in zip(r, n, strict=True)] == list(markers)


# Any number of groups


def padded(rows: pd.DataFrame, columns: list[str], order: str) -> tuple[list[str], list[np.ndarray]]:
    """Each series as a row, filled up to the longest."""
    longest = rows.groupby("series_id").size().max()
    names, tables = [], []
    for name, series_rows in rows.groupby("series_id"):
        table = np.full((longest, len(columns)), np.nan)
        table[: len(series_rows)] = series_rows.sort_values(order)[columns].to_numpy()
        names.append(str(name))
        tables.append(table)
    return names, list(np.moveaxis(np.array(tables), -1, 0))


def test_mann_kendall(vectors: Vectors) -> None:
    names, (values, times) = padded(vectors("trend_mann_kendall_input"), ["value", "t"], "t")
    expected = vectors("trend_mann_kendall_expected").set_index("series_id").loc[names]
    last = np.nanmax(times, axis=1)[:, None] + np.cumsum(np.isnan(times), axis=1)
    kendall = trend_tests.mann_kendall(values, np.where(np.isnan(times), last, times))
    for ours, column in (
        (kendall.n, "n"), (kendall.s, "S"), (kendall.variance, "var_S"), (kendall.z, "z"), (kendall.p, "p_value"),
        (kendall.tau_a, "tau_a"), (kendall.tau_b, "tau_b"), (kendall.p_exact, "p_exact"), (kendall.sen_slope, "sen_slope"),
    ):  # fmt: skip
        meet(ours, expected[column])


# Comparison


@pytest.fixture
def compared(vectors: Vectors) -> Callable[[str], pd.DataFrame]:
    expected, inputs = vectors("rag_expected"), vectors("rag_input")

    def by(method: str) -> pd.DataFrame:
        rows = expected[expected["method"] == method].merge(inputs, on="case_id", validate="many_to_one")
        assert len(rows)
        return rows

    return by


@pytest.mark.parametrize(("method", "level"), [("ci95", "95"), ("ci99_8", "99_8")])
def test_a_benchmark(compared: Callable[[str], pd.DataFrame], method: str, level: str) -> None:
    rows = compared(method)
    positions = comparison.one_level(rows["value"], (rows[f"lower{level}"], rows[f"upper{level}"]), rows["comparator"])
    meet(positions, rows["position"], 0, 0)
    for polarity, some in rows.assign(position=positions).groupby("polarity"):
        words = comparison.judged(some["position"], POLARITY[str(polarity)])
        same([word.replace(" at 99.8%", "_99_8") for word in words], some["outcome"])


def test_the_words_of_the_single_interval(compared: Callable[[str], pd.DataFrame]) -> None:
    rows = compared("ci95").query("polarity == 'no_judgement'")
    outcomes = comparison.against_benchmark(rows["lower95"], rows["upper95"], rows["comparator"])
    # Without a value of its own there is nothing to compare: verdicts ask only where there is one.
    same(np.where(rows["value"].isna(), "not compared", outcomes), rows["outcome"])
