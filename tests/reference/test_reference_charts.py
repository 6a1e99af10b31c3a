"""Control charts against NHSRplotthedots, with the peer's rules by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from meeting import Vectors, meet, same
from peers_words import COMMON, labels, variation

from indicators.methods.spc import NHSR, POINTS_NEEDED, Charts, assurances, charts

BETTER = {"increase": "higher", "decrease": "lower", "neutral": "none"}
ON_THE_LINE = "near_on_the_line"
"""A value on the line of two thirds up to rounding: either label is right, as the README says."""
NO_LIMITS_YET_INCONSISTENT = {"target_no_limits"}
"""The peer gives these an assurance without limits; without limits there is none (METHODS, gotchas)."""


@pytest.fixture(scope="session")
def expected_points(vectors: Vectors) -> pd.DataFrame:
    return vectors("spc_points_expected")


def charted(vectors: Vectors) -> Iterator[tuple[pd.Series, Charts]]:
    """Each case, and its chart by the peer's rules."""
    inputs = vectors("spc_input")
    for _, case in vectors("spc_cases").iterrows():
        rows = inputs[inputs["series_id"] == case["series_id"]].sort_values("date")
        fixed = None if np.isnan(case["fix_after_n_points"]) else int(case["fix_after_n_points"])
        rules = replace(NHSR, screen_outliers=bool(case["screen_outliers"]), fix_after_n_points=fixed)
        rebases = str(case["rebase_dates"]).split(";")
        segments = rows["date"].isin(rebases).cumsum().to_numpy()
        yield case, charts(rows["value"], segments=segments, settings=rules)


def points(expected: pd.DataFrame, case: pd.Series) -> pd.DataFrame:
    rows = expected[expected["series_id"] == case["series_id"]].sort_values("date")
    assert len(rows)
    return rows


def either_is_right(case: pd.Series, chart: Charts) -> np.ndarray:
    """Points of the one case whose values lie on the line of two thirds but for rounding."""
    away = np.abs(chart.values - chart.mean)[0]
    on_it = np.isclose(away, ((chart.upper - chart.mean) * 2 / 3)[0], rtol=1e-12)
    return on_it if case["name"] == ON_THE_LINE else np.zeros(on_it.shape, dtype=bool)


@pytest.mark.slow
def test_limits_and_segments(vectors: Vectors, expected_points: pd.DataFrame) -> None:
    for case, chart in charted(vectors):
        theirs = points(expected_points, case)
        meet(chart.segments[0], theirs["rebase_group"])
        for ours, column in ((chart.mean, "mean"), (chart.lower, "lpl"), (chart.upper, "upl")):
            meet(ours[0], theirs[column].rename(f"{case['name']} {column}"))
        short = chart.points_in_segment[0] < POINTS_NEEDED
        assert (short == theirs["short_group_warning"].astype(bool)).all(), case["name"]


@pytest.mark.slow
def test_where_each_point_lies(vectors: Vectors, expected_points: pd.DataFrame) -> None:
    for case, chart in charted(vectors):
        theirs = points(expected_points, case)
        is_stated = theirs["outside_limits"].notna().to_numpy()
        outside = (chart.single[0] | chart.single[1])[0]
        assert (outside[is_stated] == theirs.loc[is_stated, "outside_limits"].astype(bool)).all(), case["name"]
        present = theirs["value"].notna().to_numpy()
        side = np.sign(chart.values - chart.mean)[0]
        meet(side[present], theirs.loc[present, "relative_to_mean"].rename(case["name"]), 0, 0)
        known = theirs["close_to_limits"].notna().to_numpy()
        close = (chart.near[0] | chart.near[1])[0]
        unlike = close[known] != theirs.loc[known, "close_to_limits"].astype(bool)
        assert not (unlike & ~either_is_right(case, chart)[known]).any(), case["name"]


@pytest.mark.slow
def test_one_label_a_point(vectors: Vectors, expected_points: pd.DataFrame) -> None:
    for case, chart in charted(vectors):
        theirs = points(expected_points, case)
        our_labels = labels(chart)[0]
        unlike = our_labels != theirs["special_cause_type"].to_numpy()
        either = either_is_right(case, chart)
        unlike &= ~either
        assert not unlike.any(), (case["name"], our_labels[unlike], theirs.loc[unlike, "special_cause_type"].tolist())
        flagged = (our_labels != COMMON) == theirs["special_cause_flag"].astype(bool)
        assert (flagged | either).all()
        variations = variation(chart, BETTER[case["improvement_direction"]])[0]
        same(np.array([point_type(word) for word in variations])[~either], theirs.loc[~either, "point_type"])


def point_type(word: str) -> str:
    """Our variation of a point, in the peer's words."""
    if word == "common cause":
        return word
    return f"special cause {word if word.startswith('neutral') else word.split()[0]}"


@pytest.mark.slow
def test_the_last_point_s_limits_icons_and_counts(vectors: Vectors) -> None:
    expected = vectors("spc_summary_expected").set_index("series_id")
    for case, chart in charted(vectors):
        theirs, better = expected.loc[case["series_id"]], BETTER[case["improvement_direction"]]
        for ours, column in ((chart.mean, "last_mean"), (chart.lower, "last_lpl"), (chart.upper, "last_upl")):
            meet(ours[0, -1:], pd.Series([theirs[column]], name=f"{case['name']} {column}"))
        icon = variation(chart, better)[0, -1]
        same([icon, point_type(icon)], theirs[["variation_icon", "variation_type"]].rename(case["name"]))
        assurance = assurances(chart.lower[0, -1], chart.upper[0, -1], case["target"], better, edge="strict")[0]
        peers = {"pass": "consistent_pass", "fail": "consistent_fail", "hit or miss": "inconsistent", "none": ""}
        their_type = theirs["assurance_type"] if isinstance(theirs["assurance_type"], str) else ""
        if case["name"] in NO_LIMITS_YET_INCONSISTENT:
            assert (assurance, their_type) == ("none", "inconsistent")
        else:
            assert peers[assurance] == their_type, case["name"]
        assert chart.values.shape[1] == theirs["n_points"]
        count_difference = (labels(chart) != COMMON).sum() - theirs["n_special_cause"]
        assert abs(count_difference) <= either_is_right(case, chart).sum()
        assert len(np.unique(chart.segments)) == theirs["n_rebase_groups"], case["name"]


def test_many_series_at_once_are_as_each_alone(vectors: Vectors) -> None:
    """Series of different lengths, filled up with missing points, in one call."""
    alone = [(case, chart) for case, chart in charted(vectors) if np.isnan(case["fix_after_n_points"])]
    plain = [chart for case, chart in alone if bool(case["screen_outliers"]) and len(np.unique(chart.segments)) == 1]
    longest = max(chart.values.shape[1] for chart in plain)
    together = np.full((len(plain), longest), np.nan)
    for row, chart in zip(together, plain, strict=True):
        row[: chart.values.shape[1]] = chart.values[0]
    our_labels = labels(charts(together, settings=NHSR))
    for row, chart in zip(our_labels, plain, strict=True):
        assert (row[: chart.values.shape[1]] == labels(chart)[0]).all()
