"""Simulated series: stable ones of each kind, and shifts to add to them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from indicators.core.model import Break, Indicator, Method
from tests.indicators.drawing import indicator, line

SERIES = 10_000
MONTHS = 48
LEVEL, SPREAD = 50.0, 5.0


def moving_together(random: np.random.Generator, series: int, points: int, correlation: float) -> np.ndarray:
    """Normal figures about one level, each like the one before by so much."""
    noise = random.normal(size=(series, points))
    values = noise.copy()
    for at in range(1, points):
        values[:, at] = correlation * values[:, at - 1] + np.sqrt(1 - correlation**2) * noise[:, at]
    return LEVEL + SPREAD * values


def days_between(random: np.random.Generator, series: int, events: int, faster: float = 1.0) -> np.ndarray:
    """Days between rare events, 40 on average: at a steady rate, or so many times as often."""
    return random.exponential(40 / faster, (series, events))


def as_measures(series: int, seed: int = 11) -> dict[str, tuple[list[pd.DataFrame], Indicator]]:
    """Stable lines of each kind as the pages read them, and what they are declared to be."""
    random = np.random.default_rng(seed)

    def normal(points: int, correlation: float = 0.0) -> list[list[float]]:
        return moving_together(random, series, points, correlation).tolist()

    def lines(values: list[list[float]], **drawn: object) -> list[pd.DataFrame]:
        return [line(one, **drawn) for one in values]

    def shares(size: int, points: int = MONTHS, **drawn: object) -> list[pd.DataFrame]:
        events = random.binomial(size, 0.4, (series, points))
        return [
            line((100 * one / size).tolist(), **drawn).assign(numerator=one.astype(float), denominator=float(size))
            for one in events
        ]

    monthly_mean = indicator(method=Method.MEAN, unit="points", step_months=1)
    share, counts = indicator(step_months=1), indicator(method=Method.COUNT, unit="people", step_months=1)
    hidden = [[None if at == 20 else value for at, value in enumerate(one)] for one in normal(MONTHS)]
    rolling = [np.convolve(one, np.ones(12) / 12, "valid").tolist() for one in normal(MONTHS + 11)]
    broken = indicator(method=Method.MEAN, unit="points", step_months=1, breaks=(Break(date(2023, 2, 1), "Another."),))
    return {
        "months": (lines(normal(MONTHS), step=1), monthly_mean),
        "months, correlation 0.3": (lines(normal(MONTHS, 0.3), step=1), monthly_mean),
        "months, correlation 0.6": (lines(normal(MONTHS, 0.6), step=1), monthly_mean),
        "thirteen months": (lines(normal(13), step=1), monthly_mean),
        "twelve months": (lines(normal(12), step=1), monthly_mean),
        "eleven months since a break": (lines(normal(MONTHS), step=1), broken),
        "a rolling year by month": (lines(rolling, step=1, window=12), monthly_mean),
        "every third month missing": (_thinned(lines(normal(MONTHS), step=1), 3), monthly_mean),
        "every other month missing": (_thinned(lines(normal(MONTHS), step=1), 2), monthly_mean),
        "a month hidden": (lines(hidden, step=1), monthly_mean),  # type: ignore[arg-type]
        "per cents of 397": (shares(397, step=1), share),
        "per cents of 85, counts rounded": (
            [rows.assign(numerator=(rows["numerator"] / 5).round() * 5) for rows in shares(85, step=1)], share,
        ),
        "counts about 1": (lines(random.poisson(1, (series, MONTHS)).tolist(), step=1), counts),
        "six years of per cents of 2,001": (shares(2_001, 6), indicator()),
        "four years of per cents of 2,001": (shares(2_001, 4), indicator()),
    }  # fmt: skip


def _thinned(lines: list[pd.DataFrame], interval: int) -> list[pd.DataFrame]:
    """The same lines with one in so many figures not held."""
    return [rows[np.arange(len(rows)) % interval != interval - 1] for rows in lines]


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
