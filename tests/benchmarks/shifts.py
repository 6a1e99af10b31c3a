"""How soon a true shift is seen: periods until the verdict of the newest point first says so."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from indicators.methods import direction, spc
from indicators.methods.year_windows import MONTHS, POINTS_NEEDED
from tests.benchmarks import worlds

BEFORE, AFTER, SERIES = 24, 24, 2_000


def lately(values: np.ndarray) -> np.ndarray:
    """Is the newest point flagged high?"""
    return spc.charts(values).high[:, -1]


def since_baseline(values: np.ndarray) -> np.ndarray:
    """Is the newest year above the first, at 99%?  Nothing is said with fewer months than are needed."""
    if values.shape[1] < POINTS_NEEDED[MONTHS]:
        return np.zeros(len(values), dtype=bool)
    return direction.of_many(values, 12, 0, values.shape[1] - 12).lower > 0


def first_seen(values: np.ndarray, seen: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """Periods after the shift at which it is first said, judging month by month; infinite where it never is."""
    delays = np.full(len(values), np.inf)
    for months in range(1, AFTER + 1):
        delays[seen(values[:, : BEFORE + months]) & np.isinf(delays)] = months
    return delays


def table() -> None:
    """By size of the shift and how alike neighbours are: the median delay, and how many are seen within a year."""
    print(f"\nA true rise after {BEFORE} months, judged at each of the next {AFTER}; {SERIES:,} series each")
    print(
        f"{'rise, in sd':>12}{'correlation':>13}{'verdict':>20}{'median months':>15}{'within 3':>10}{'12':>8}{'24':>8}"
    )
    for correlation in (0.0, 0.3, 0.6):
        stable = worlds.moving_together(np.random.default_rng(6), SERIES, BEFORE + AFTER, correlation)
        for size in (0.0, 0.5, 1.0, 1.5, 2.0, 3.0):
            risen = stable + np.where(np.arange(BEFORE + AFTER) >= BEFORE, size * worlds.SPREAD, 0)
            for name, seen in (("lately", lately), ("since baseline", since_baseline)):
                delay = first_seen(risen, seen)
                middle = float(np.median(delay))
                median_text = "never" if np.isinf(middle) else f"{middle:.0f}"
                shares = "".join(f"{np.mean(delay <= within):8.0%}" for within in (3, 12, 24))
                print(f"{size:12.1f}{correlation:13.1f}{name:>20}{median_text:>15}  {shares}")
