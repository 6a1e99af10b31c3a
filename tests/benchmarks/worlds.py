"""Simulated series: stable ones of each kind, and shifts to add to them."""

from __future__ import annotations

import numpy as np

SERIES = 10_000
MONTHS = 48
LEVEL, SPREAD = 50.0, 5.0


def moving_together(random: np.random.Generator, series: int, points: int, correlation: float) -> np.ndarray:
    """Normal figures about one level, each like the one before by so much."""
    noise = random.normal(size=(series, points))
    found = noise.copy()
    for at in range(1, points):
        found[:, at] = correlation * found[:, at - 1] + np.sqrt(1 - correlation**2) * noise[:, at]
    return LEVEL + SPREAD * found


def monthly(seed: int = 1, series: int = SERIES, points: int = MONTHS) -> dict[str, np.ndarray]:
    """Stable series of independent periods, by kind."""
    random = np.random.default_rng(seed)
    season = 0.8 * np.sin(np.arange(points) * 2 * np.pi / 12)
    return {
        "independent": moving_together(random, series, points, 0),
        "correlation 0.3": moving_together(random, series, points, 0.3),
        "correlation 0.6": moving_together(random, series, points, 0.6),
        "seasonal": moving_together(random, series, points, 0) + SPREAD * season,
        "per cent of 200": random.binomial(200, 0.4, (series, points)) / 2,
        "per cent of 20": random.binomial(20, 0.4, (series, points)) * 5.0,
        "counts about 9": random.poisson(9, (series, points)).astype(float),
        "counts about 1": random.poisson(1, (series, points)).astype(float),
        "skewed": LEVEL * np.exp(0.3 * random.normal(size=(series, points))),
        "rounded to 5": np.round(moving_together(random, series, points, 0) * 20 / 5) * 5,
    }
