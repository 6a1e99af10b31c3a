"""Standardised rates, inequality, quantiles and life expectancy against the reference vectors."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from meeting import LIMITS, Vectors, meet, same

from indicators.methods import inequality, scales
from indicators.methods.intervals import z_score
from indicators.methods.life_expectancy import life_expectancy
from indicators.methods.quantiles import quantile
from indicators.methods.standardisation import direct

# Standardised rates


def test_directly_standardised_rates(vectors: Vectors) -> None:
    rows = vectors("dsr_input")
    for multiplier, cases in rows.groupby("multiplier"):
        expected = vectors("dsr_expected").set_index("case_id").reindex(np.unique(cases["case_id"]))
        scale = float(multiplier)  # type: ignore[arg-type]
        for confidence, (lower, upper) in LIMITS.items():
            rates = direct(
                cases["x"], cases["n"], cases["stdpop"], scale, confidence=confidence, groups=cases["case_id"]
            )
            meet(rates.count, expected["total_count"])
            meet(rates.population, expected["total_pop"])
            meet(rates.variance, expected["vardsr"], 1e-24)
            for ours, column in ((rates.value, "value"), (rates.lower, lower), (rates.upper, upper)):
                meet(ours, expected[column], 1e-12 * scale)
        same(rates.statistic(scale), expected["statistic"])


def test_a_rectangle_of_bands_gives_what_rows_give(vectors: Vectors) -> None:
    rows = vectors("dsr_input")
    whole = rows.groupby("case_id").filter(lambda bands: len(bands) == 19)
    by_rows = direct(whole["x"], whole["n"], whole["stdpop"], groups=whole["case_id"])
    ordered = whole.sort_values("case_id", kind="stable")
    x, n, w = (ordered[column].to_numpy().reshape(-1, 19) for column in ("x", "n", "stdpop"))
    by_bands = direct(x, n, w)
    for ours, theirs in zip(vars(by_bands).values(), vars(by_rows).values(), strict=True):
        meet(ours, pd.Series(theirs))


def test_rates_of_events_that_are_not_independent(vectors: Vectors) -> None:
    people = vectors("dsr_nonindependent_input")
    people["events"] = people["x"] * people["eventfreq"]
    people["squares"] = people["x"] * people["eventfreq"] ** 2
    bands = people.groupby(["case_id", "ageband"]).agg(
        events=("events", "sum"), squares=("squares", "sum"), n=("n", "first"), stdpop=("stdpop", "first")
    )
    cases = bands.index.get_level_values("case_id")
    expected = vectors("dsr_nonindependent_expected").set_index("case_id").reindex(np.unique(cases))
    for confidence, (lower, upper) in LIMITS.items():
        rates = direct(
            bands["events"], bands["n"], bands["stdpop"], confidence=confidence, groups=cases, squares=bands["squares"]
        )
        meet(rates.count, expected["total_count"])
        meet(rates.population, expected["total_pop"])
        for ours, column in ((rates.value, "value"), (rates.lower, lower), (rates.upper, upper)):
            meet(ours, expected[column], 1e-7)


# Inequality

SCALES = {0: "plain", 1: "log", 2: "logit"}
MULTIPLIER_TAKEN_FOR_NEGATIVE = "_log_mult_half"
"""The peer takes a multiplier between 0 and 1 for a negative one, so its limits are wrong there: ours are not compared."""


def area(vectors: Vectors, case: pd.Series) -> tuple[dict[str, object], dict[str, object]]:
    """The arrays and the settings of one case."""
    rows = vectors("sii_input").query("case_id == @case.case_id").sort_values("quantile")
    scale = SCALES[int(case["value_type"])]
    if case["uses"] == "se":
        errors = rows["se"].to_numpy()
    else:
        low, high = (scales.to_scale(rows[name], scale) for name in ("lower_cl", "upper_cl"))
        errors = (high - low) / (2 * z_score(0.95))
    arrays = {"values": rows["value"].to_numpy(), "populations": rows["population"].to_numpy(), "errors": errors}
    return arrays, {"scale": scale, "fit_on_scale": bool(case["transform"]), "multiplier": float(case["multiplier"])}


def sii_cases(vectors: Vectors) -> list[tuple[pd.Series, pd.Series]]:
    expected = vectors("sii_expected").set_index("case_id")
    return [(case, expected.loc[case["case_id"]]) for _, case in vectors("sii_cases").iterrows()]


def test_slope_relative_index_and_intercept(vectors: Vectors) -> None:
    for case, expected in sii_cases(vectors):
        arrays, settings = area(vectors, case)
        slope = inequality.slope_index(**arrays, **settings, limits="none")  # type: ignore[arg-type]
        for name in ("sii", "rii", "intercept"):
            theirs = pd.Series([expected[name]], name=f"{case['case_id']} {name}")
            meet(getattr(slope, name), theirs, 1e-9 * abs(float(case["multiplier"])))


@pytest.mark.parametrize(("confidence", "level"), [(0.95, "95_0"), (0.998, "99_8")])
def test_exact_limits_of_a_plain_slope(vectors: Vectors, confidence: float, level: str) -> None:
    for case, expected in sii_cases(vectors):
        if case["value_type"] != 0:
            continue  # these have no exact columns
        arrays, settings = area(vectors, case)
        slope = inequality.slope_index(**arrays, **settings, confidence=confidence, limits="exact")  # type: ignore[arg-type]
        scale = 1e-9 * abs(float(case["multiplier"]))
        meet(slope.sii_lower, pd.Series([expected[f"sii_lower{level}cl_exact"]]), scale)
        meet(slope.sii_upper, pd.Series([expected[f"sii_upper{level}cl_exact"]]), scale)
        error = (slope.sii_upper - slope.sii_lower) / 2 / z_score(confidence)
        meet(error, pd.Series([expected["sii_se_exact"]]), scale)


@pytest.mark.slow
@pytest.mark.parametrize(("confidence", "level"), [(0.95, "95_0"), (0.998, "99_8")])
@pytest.mark.parametrize("limits", ["simulated", "exact"])
def test_limits_lie_within_the_error_of_the_simulation(
    vectors: Vectors, confidence: float, level: str, limits: str
) -> None:
    """Within six of the reference's own Monte Carlo errors, as many draws each; exact limits wherever we have them."""
    for case, expected in sii_cases(vectors):
        arrays, settings = area(vectors, case)
        if limits == "exact" and case["value_type"] != 0 and not case["transform"]:
            continue  # no closed form: simulated only
        slope = inequality.slope_index(**arrays, **settings, confidence=confidence, limits=limits)  # type: ignore[arg-type]
        spoilt = str(case["case_id"]).endswith(MULTIPLIER_TAKEN_FOR_NEGATIVE)
        for index in ("sii", "rii"):
            near = 6 * max(expected[f"{index}_{side}{level}cl_mcsd"] for side in ("lower", "upper")) + 1e-9
            for side in ("lower", "upper"):
                ours = getattr(slope, f"{index}_{side}")[0]
                if spoilt or (limits == "exact" and index == "rii" and not case["transform"]):
                    continue
                theirs = expected[f"{index}_{side}{level}cl_mean"]
                assert abs(ours - theirs) <= near, f"{case['case_id']} {index} {side}: {ours} for {theirs}, {near}"


@pytest.mark.slow
def test_a_single_seeded_run_of_the_peer_is_as_near(vectors: Vectors) -> None:
    """One run of a tenth of the draws: its error is the root of ten times as large."""
    single = vectors("sii_single_run").set_index("case_id")
    for case, expected in sii_cases(vectors):
        if str(case["case_id"]).endswith(MULTIPLIER_TAKEN_FOR_NEGATIVE):
            continue
        arrays, settings = area(vectors, case)
        for confidence, level in ((0.95, "95_0"), (0.998, "99_8")):
            slope = inequality.slope_index(**arrays, **settings, confidence=confidence)  # type: ignore[arg-type]
            for index in ("sii", "rii"):
                widest = max(expected[f"{index}_{side}{level}cl_mcsd"] for side in ("lower", "upper"))
                for side in ("lower", "upper"):
                    theirs = single.loc[case["case_id"], f"{index}_{side}{level}cl"]
                    ours = getattr(slope, f"{index}_{side}")[0]
                    assert abs(ours - theirs) <= 6 * widest * (np.sqrt(10) + 1) + 1e-9, f"{case['case_id']} {index}"


# Quantiles


def test_quantiles(vectors: Vectors) -> None:
    inputs, expected = vectors("quantile_input"), vectors("quantile_expected")
    keys = ["case_id", "group", "area"]
    for _, case in vectors("quantile_cases").iterrows():
        rows = inputs[inputs["case_id"] == case["case_id"]].merge(expected, on=keys, validate="one_to_one")
        assert len(rows)
        our_quantiles = quantile(
            rows["value"], int(case["nquantiles"]), rows["group"], highest_first=bool(case["invert"])
        )
        meet(our_quantiles, rows["quantile"], tolerance=0, near_zero=0)


# Life expectancy


def test_life_expectancy(vectors: Vectors) -> None:
    inputs, expected = vectors("life_expectancy_input"), vectors("life_expectancy_expected").set_index("case_id")
    row_count = 0
    for case, rows in inputs.groupby("case_id"):
        rows = rows.sort_values("startage")
        theirs = expected.loc[[str(case)]].sort_values("startage")
        row_count += len(theirs)
        for confidence, (lower, upper) in LIMITS.items():
            expectancy = life_expectancy(rows["deaths"], rows["population"], confidence)
            for ours, column in ((expectancy.value, "value"), (expectancy.lower, lower), (expectancy.upper, upper)):
                meet(ours, theirs[column].rename(f"{case} {column}"))
        for ours, column in ((expectancy.population, "pops_used"), (expectancy.deaths, "dths_used")):
            meet(ours, theirs[column].rename(f"{case} {column}"))
    assert row_count == len(expected)
