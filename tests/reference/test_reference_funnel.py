"""Funnel limits, points, significance and overdispersion against the reference vectors."""

from __future__ import annotations

import numpy as np
import pandas as pd
from meeting import Vectors, meet, same

from indicators.methods import funnel, funnel_significance
from indicators.methods.overdispersion import overdispersed

BISECTED, AT_ONE = 1e-6, 1e-4
"""The peer bisects for the Poisson mean to about 1e-7: worst at one event.  Ours is the exact quantile."""


def cases(vectors: Vectors) -> list[tuple[str, pd.DataFrame, pd.Series]]:
    """Each funnel: its id, its areas, and what all of them share."""
    return [(str(name), areas, areas.iloc[0]) for name, areas in vectors("funnel_input").groupby("case_id")]


def meet_bisected(computed: object, expected: pd.DataFrame, column: str, shift: float) -> None:
    """Within what a bisection can give; where 1 was taken off, of what it was taken from."""
    ours, one = np.asarray(computed), (expected["x"] == 1).to_numpy()
    if one.any():
        meet(ours[one] + shift, expected.loc[one, column] + shift, tolerance=AT_ONE)
    meet(ours[~one] + shift, expected.loc[~one, column] + shift, tolerance=BISECTED)


def counted(areas: pd.DataFrame) -> tuple[pd.DataFrame, np.ndarray]:
    """The areas of a funnel of rates that count, and their derived person-years."""
    shared = areas.iloc[0]
    if shared["rate_type"] == "dsr":
        areas = areas[areas["numerator"] > 0]
    derived = areas["numerator"] / areas["rate"] * float(shared["multiplier"])
    return areas, derived.where(areas["numerator"] > 0, areas["denominator"]).to_numpy()


def test_the_limits_of_ratios(vectors: Vectors) -> None:
    limits = vectors("funnel_limits_expected")
    for name, _, shared in cases(vectors):
        if shared["statistic"] != "ratio":
            continue
        expected = limits[limits["case_id"] == name]
        scale, off = (100, 0) if shared["ratio_type"] == "isr" else (1, 1)
        for sigma, tail in funnel.TAILS.items():
            our_limits = funnel.ratio_limits(expected["x"], tail)
            meet_bisected(our_limits.lower * scale - off, expected, f"lower_{sigma}_limit", off)
            meet_bisected(our_limits.upper * scale - off, expected, f"upper_{sigma}_limit", off)
            meet_bisected(our_limits.crossed_lower, expected, f"lower_{sigma}_helper", 0)
            meet_bisected(our_limits.crossed_upper, expected, f"upper_{sigma}_helper", 0)
        assert set(expected["x_axis"]) == {"Observed_events"}


def test_the_limits_of_rates(vectors: Vectors) -> None:
    limits = vectors("funnel_limits_expected")
    for name, areas, shared in cases(vectors):
        if shared["statistic"] != "rate":
            continue
        expected = limits[limits["case_id"] == name]
        (areas, size), scale, years = counted(areas), shared["multiplier"], float(shared["years_of_data"])
        average = float(areas["numerator"].sum() / size.sum())
        meet(average * scale * np.ones(100), expected["baseline"])
        for sigma, tail in funnel.TAILS.items():
            our_limits = funnel.rate_limits(expected["x"], average, tail, years)
            meet_bisected(our_limits.lower * scale, expected, f"lower_{sigma}_limit", 0)
            meet_bisected(our_limits.upper * scale, expected, f"upper_{sigma}_limit", 0)
            meet_bisected(our_limits.crossed_lower, expected, f"lower_{sigma}_helper", 0)
            meet_bisected(our_limits.crossed_upper, expected, f"upper_{sigma}_helper", 0)
        assert set(expected["x_axis"]) == {"Events"}


def test_every_funnel_with_limits_was_met(vectors: Vectors) -> None:
    inputs = vectors("funnel_input")
    assert set(inputs["statistic"]) <= {"proportion", "ratio", "rate"}
    assert set(vectors("funnel_limits_expected")["case_id"]) == set(inputs["case_id"])


def test_the_poisson_mean_on_a_limit(vectors: Vectors) -> None:
    for (tail, side), rows in vectors("funnel_poisson_solver").groupby(["p", "side"]):
        means = funnel.poisson_mean_at(rows["observed"], float(tail), str(side))
        meet(means, rows["value_exact"])
        one = (rows["observed"] == 1).to_numpy()
        meet(means[~one], rows.loc[~one, "value_bisection"], tolerance=BISECTED)
        if one.any():
            meet(means[one], rows.loc[one, "value_bisection"], tolerance=AT_ONE)


def test_which_areas_lie_outside(vectors: Vectors) -> None:
    expected = vectors("funnel_significance_expected")
    of_ratios = [(name, areas) for name, areas, shared in cases(vectors) if shared["statistic"] == "ratio"]
    assert of_ratios
    for name, areas in of_ratios:
        theirs = areas.merge(expected[expected["case_id"] == name], on=["case_id", "area"], validate="one_to_one")
        significance = funnel_significance.significance_of_ratios(theirs["numerator"], theirs["denominator"])
        same(significance, theirs["significance"].rename(name))


# Overdispersion

KINDS = {("SR", "SHMI"): "shmi", ("SR", "CQC"): "cqc", ("PR", ""): "proportion", ("RC", ""): "ratio of counts"}


def test_overdispersion(vectors: Vectors) -> None:
    summaries = vectors("funnel_od_summary_expected").fillna({"sr_method": ""})
    inputs = vectors("funnel_od_input").rename(columns={"denominator": "unrounded"})
    assert len(inputs) == len(vectors("funnel_od_expected"))
    for _, summary in summaries.iterrows():
        rows = vectors("funnel_od_expected").query("case_id == @summary.case_id")
        rows = rows.merge(inputs, on=["case_id", "group", "numerator"], validate="one_to_one")
        kind = KINDS[summary["data_type"], summary["sr_method"]]
        # SHMI rounds expected events to two decimals in R's way: the rounded ones stand in the expected file.
        dispersion = overdispersed(
            rows["numerator"],
            rows["unrounded"],
            kind,
            sizes=rows["denominator"],
            trim=summary["trim_by"],
            adjust=bool(summary["adjusted"]),
        )
        meet([dispersion.phi, dispersion.tau2], pd.Series([summary["phi"], summary["tau2"]]))
        for ours, column in ((dispersion.value, "rr"), (dispersion.z, "z"), (dispersion.z_trimmed, "z_trimmed")):
            meet(ours, rows[column].rename(f"{kind} {column}"))
        for level, name in ((0.95, "95"), (0.998, "99")):
            adjusted = (f"OD{name}LCL", f"OD{name}UCL")
            for limits, columns in ((dispersion.limits, (f"LCL{name}", f"UCL{name}")), (dispersion.adjusted, adjusted)):
                for ours, column in zip(limits[level], columns, strict=True):
                    meet(ours * summary["multiplier"], rows[column].rename(f"{kind} {column}"))
        assert dispersion.outlier.sum() == summary["n_outliers"] == rows["outlier"].sum()
        assert (dispersion.outlier == rows["outlier"].astype(bool)).all()
