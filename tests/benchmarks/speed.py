"""How long each method takes, and how many times as long the field's Python package does on the same rows."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from indicators.methods import (
    direction,
    funnel,
    gaps,
    inequality,
    intervals,
    life_expectancy,
    medians,
    overdispersion,
    quantiles,
    spc,
    spc_counts,
    spc_words,
    standardisation,
    trend_tests,
    trends,
)  # fmt: skip

Arrays = dict[str, np.ndarray]
CLOSED, SLOW = (1_000, 10_000, 100_000), (10, 100, 1_000)
PATIENCE = float(os.environ.get("PEER_SECONDS", "60"))
"""The peer is not asked for ten times as many groups where it would take longer than this."""


@dataclass(frozen=True)
class Case:
    """A method, how its data are drawn for so many groups, and how it is called on them."""

    name: str
    drawn: Callable[[int], Arrays]
    call: Callable[[Arrays], object]
    peer: bool = False
    sizes: tuple[int, ...] = CLOSED


def random() -> np.random.Generator:
    return np.random.default_rng(5)


def counts(groups: int, rows: int = 1) -> Arrays:
    """Counts of at least 1 (the peer refuses 0) and populations, ``rows`` a group."""
    n = random().integers(500, 50_000, groups * rows)
    return {"x": 1 + random().binomial(n, 0.02), "n": n, "group": np.repeat(np.arange(groups), rows)}


def values(groups: int, group_size: int) -> Arrays:
    return {"x": random().normal(50, 9, groups * group_size), "group": np.repeat(np.arange(groups), group_size)}


def bands(groups: int) -> Arrays:
    return counts(groups, 19) | {"w": np.tile(standardisation.ESP2013, groups)}


def by_band(data: Arrays, name: str) -> np.ndarray:
    return data[name].reshape(-1, 19)


def series(groups: int, points: int = 36) -> Arrays:
    return {"x": random().normal(50, 5, (groups, points))}


def years(groups: int) -> Arrays:
    n = random().integers(500, 5_000, (groups, 5))
    x = random().binomial(n, 0.2)
    low, high = intervals.wilson(x, n)
    return {"x": x, "n": n, "y": x / n, "low": low, "high": high}


def tables(groups: int) -> Arrays:
    n = random().integers(2_000, 9_000, (groups, 20))
    return {"n": n, "x": random().binomial(n, 0.01) + 1}


def tenths(groups: int) -> Arrays:
    y = np.sort(random().normal(50, 5, (groups, 10)), axis=1)
    return {"y": y, "n": random().integers(900, 1_200, (groups, 10)), "se": np.full((groups, 10), 2.0)}


def sii(data: Arrays, scale: str, limits: str) -> object:
    se = data["se"] / (1 if scale == "plain" else 50)
    return inequality.slope_index(data["y"], data["n"], se, scale=scale, limits=limits)


CASES = (
    Case("limits of rates, a row a group", counts, lambda d: intervals.poisson(d["x"])),
    Case("limits of proportions, a row a group", counts, lambda d: intervals.wilson(d["x"], d["n"])),
    Case("median, twenty values a group", lambda g: values(g, 20), lambda d: medians.median(d["x"], np.ones(d["x"].size), d["group"])),
    Case(
        "standardised rate, 19 rows a group", bands,
        lambda d: standardisation.direct(d["x"], d["n"], d["w"], groups=d["group"]), True,
    ),
    Case(
        "standardised rate, 19 rows, text labels",
        lambda g: bands(g) | {"group": np.repeat(np.char.mod("E%08d", np.arange(g)), 19)},
        lambda d: standardisation.direct(d["x"], d["n"], d["w"], groups=d["group"]),
        True,
    ),
    Case(
        "standardised rate, 19 columns", bands,
        lambda d: standardisation.direct(by_band(d, "x"), by_band(d, "n"), by_band(d, "w")), True,
    ),
    Case("exact Poisson limits", counts, lambda d: intervals.exact_poisson(d["x"])),
    Case("difference of proportions", counts, lambda d: intervals.newcombe(d["x"], d["n"], d["x"], d["n"])),
    Case("gap of two estimates", years, lambda d: gaps.ratio(
        (d["y"][:, 0], d["low"][:, 0], d["high"][:, 0]), (d["y"][:, 1], d["low"][:, 1], d["high"][:, 1]))),
    Case(
        "quantiles, tenths in groups of 100", lambda g: values(max(g // 100, 1), 100),
        lambda d: quantiles.quantile(d["x"], 10, d["group"]), True,
    ),
    Case("life expectancy, 20 bands", tables, lambda d: life_expectancy.life_expectancy(d["x"], d["n"])),
    Case("slope index, exact limits, 10 quantiles", tenths, lambda d: sii(d, "plain", "exact")),
    Case("funnel limits, ratios", counts, lambda d: funnel.ratio_limits(d["x"])),
    Case("overdispersion, proportions", counts, lambda d: overdispersion.overdispersed(d["x"], d["n"], "proportion")),
    Case("XmR chart, 36 points", series, lambda d: spc.charts(d["x"])),
    Case("step change proposed, 36 points", series, lambda d: spc_words.proposed_rebase(d["x"])),
    Case("p' chart, 5 points", years, lambda d: spc_counts.p_chart(d["x"], d["n"], prime=True)),
    Case("recent trend of proportions", years, lambda d: trends.recent_trends_of_proportions(d["x"], d["n"])),
    Case("recent trend, weighted", years, lambda d: trends.recent_trends(d["y"], d["low"], d["high"])),
    Case("Mann-Kendall and Sen, 12 points", lambda g: series(g, 12), lambda d: trend_tests.mann_kendall(d["x"])),
    Case("direction since baseline, 36 months", series, lambda d: direction.of_many(d["x"], 12, 0, 24)),
    Case("slope index, simulated, plain", tenths, lambda d: sii(d, "plain", "simulated"), sizes=SLOW),
    Case("slope index, simulated, log", tenths, lambda d: sii(d, "log", "simulated"), sizes=SLOW),
)  # fmt: skip


def seconds(call: Callable[[], object]) -> float:
    """The best of up to five, within about two seconds."""
    taken: list[float] = []
    while len(taken) < 5 and sum(taken) < 2:
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return min(taken)


def of_peer(python: str, case: Case, data: Arrays) -> float:
    """The peer on the same rows, in its own environment; its one run is after a small one that warms it up."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows.npz"
        np.savez(file, **data)
        script = Path(__file__).with_name("peer.py")
        completed = subprocess.run(
            [python, str(script), case.name, str(file)], capture_output=True, text=True, check=False
        )
    if completed.returncode:
        print(completed.stderr.splitlines()[-1] if completed.stderr else "the peer failed")
        return float("nan")
    return float(completed.stdout.strip().splitlines()[-1])


def table() -> None:
    """One table: method, groups, our seconds, the peer's, and how many of ours fit into one of the peer's.

    ``METHODS_TIMED`` names part of the methods: those whose name holds it.
    """
    python, only = os.environ.get("PHSTATS_PYTHON", ""), os.environ.get("METHODS_TIMED", "")
    print("\nSpeed, in seconds; the peer is PHStatsMethods 0.1.16 on the same rows in this run")
    if not python:
        print("(no peer: set PHSTATS_PYTHON to the Python of an environment that has it)")
    print(f"{'method':44}{'groups':>9}{'ours':>12}{'peer':>12}{'ratio':>10}")
    for case in (case for case in CASES if only in case.name):
        last, peer_groups = 0.0, 0
        for groups in case.sizes:
            data = case.drawn(groups)
            ours = seconds(lambda case=case, data=data: case.call(data))  # type: ignore[misc]
            peer = ""
            if case.peer and python:
                growth = groups / peer_groups if peer_groups else 1
                if last * growth > PATIENCE:
                    peer = f"{'over ' + format(last, '.0f') + ' s at ' + format(peer_groups, ','):>22}"
                else:
                    last, peer_groups = of_peer(python, case, data), groups
                    peer = f"{last:12.4f}{np.floor(last / ours):9.0f}x"
            print(f"{case.name:44}{groups:9,}{ours:12.5f}{peer}", flush=True)
