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
    names, made = [], []
    width = int((rows.groupby("series_id")["year"].agg(lambda year: year.max() - year.min() + 1)).max())
    for name, given in rows.groupby("series_id"):
        years = given.set_index("year")[columns].sort_index()
        years = years.reindex(range(years.index[-1] - width + 1, years.index[-1] + 1))
        names.append(str(name))
        made.append(years.to_numpy(dtype=float))
    return names, list(np.moveaxis(np.array(made), -1, 0))


def test_recent_trends_in_proportions(vectors: Vectors) -> None:
    names, (r, n) = all_series(vectors("trend_recent_proportion_input"), ["numerator", "denominator"])
    expected = vectors("trend_recent_proportion_expected").set_index("series_id").loc[names]
    found = trends.recent_trends_of_proportions(r, n)
    same(found.marker, expected["marker"])
    meet(found.slope, expected["logit_slope"], near_zero(names))
    meet(found.chi2, expected["chi2_trend"], near_zero(names))
    signs(found.sign_sum, expected["sign_sum"])


def near_zero(names: list[str]) -> np.ndarray:
    """The slopes of flat series are rounding noise."""
    return np.where([FLAT in name for name in names], 1e-9, 1e-12)


def signs(found: np.ndarray, expected: pd.Series) -> None:
    told = np.array([FLAT not in str(name) for name in expected.index])
    meet(found[told], expected[told], 0, 0)


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
    found = trends.recent_trends(y, low, high, barred=barred)
    same(found.marker, expected[f"{prefix}marker"])
    meet(found.slope, expected["wls_slope"], near_zero(names))
    meet(found.error, expected["wls_se"])
    meet(found.chi2, expected["wls_chi2"], near_zero(names))
    signs(found.sign_sum, expected["wls_sign_sum"])


def test_one_series_at_a_time_gives_the_same_markers(vectors: Vectors) -> None:
    names, (r, n) = all_series(vectors("trend_recent_proportion_input"), ["numerator", "denominator"])
    found = trends.recent_trends_of_proportions(r, n).marker
    assert [trends.recent_trend_of_proportions(*one) for one in zip(r, n, strict=True)] == list(found)


# Any number of groups


def padded(rows: pd.DataFrame, columns: list[str], order: str) -> tuple[list[str], list[np.ndarray]]:
    """Each series as a row, filled up to the longest."""
    longest = rows.groupby("series_id").size().max()
    names, made = [], []
    for name, given in rows.groupby("series_id"):
        table = np.full((longest, len(columns)), np.nan)
        table[: len(given)] = given.sort_values(order)[columns].to_numpy()
        names.append(str(name))
        made.append(table)
    return names, list(np.moveaxis(np.array(made), -1, 0))


def test_mann_kendall(vectors: Vectors) -> None:
    names, (values, times) = padded(vectors("trend_mann_kendall_input"), ["value", "t"], "t")
    expected = vectors("trend_mann_kendall_expected").set_index("series_id").loc[names]
    last = np.nanmax(times, axis=1)[:, None] + np.cumsum(np.isnan(times), axis=1)
    found = trend_tests.mann_kendall(values, np.where(np.isnan(times), last, times))
    for ours, column in (
        (found.n, "n"), (found.s, "S"), (found.variance, "var_S"), (found.z, "z"), (found.p, "p_value"),
        (found.tau_a, "tau_a"), (found.tau_b, "tau_b"), (found.p_exact, "p_exact"), (found.sen_slope, "sen_slope"),
    ):  # fmt: skip
        meet(ours, expected[column])


# Comparison


@pytest.fixture
def compared(vectors: Vectors) -> Callable[[str], pd.DataFrame]:
    expected, given = vectors("rag_expected"), vectors("rag_input")

    def by(method: str) -> pd.DataFrame:
        rows = expected[expected["method"] == method].merge(given, on="case_id", validate="many_to_one")
        assert len(rows)
        return rows

    return by


@pytest.mark.parametrize(("method", "level"), [("ci95", "95"), ("ci99_8", "99_8")])
def test_a_benchmark(compared: Callable[[str], pd.DataFrame], method: str, level: str) -> None:
    rows = compared(method)
    found = comparison.one_level(rows["value"], (rows[f"lower{level}"], rows[f"upper{level}"]), rows["comparator"])
    meet(found, rows["position"], 0, 0)
    for polarity, some in rows.assign(found=found).groupby("polarity"):
        words = comparison.judged(some["found"], POLARITY[str(polarity)])
        same([word.replace(" at 99.8%", "_99_8") for word in words], some["outcome"])


def test_the_words_of_the_single_interval(compared: Callable[[str], pd.DataFrame]) -> None:
    rows = compared("ci95").query("polarity == 'no_judgement'")
    found = comparison.against_benchmark(rows["lower95"], rows["upper95"], rows["comparator"])
    # Without a value of its own there is nothing to compare: verdicts ask only where there is one.
    same(np.where(rows["value"].isna(), "not compared", found), rows["outcome"])
