"""Life expectancy from an abridged life table, with limits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from indicators.methods.checks import Floats, as_floats, finite, same_shape
from indicators.methods.intervals import z_score

START_AGES = np.array([0, 1, *range(5, 95, 5)])
WIDTHS = np.array([1.0, 4.0, *[5.0] * 17, np.nan])
LIVED = np.array([0.1, *[0.5] * 19])
"""The share of its band that someone who dies in it has lived."""
FEWEST_PEOPLE = 5000
WIDEST = 10.0


@dataclass(frozen=True)
class LifeExpectancy:
    """Years of life left at each of the twenty ages (last axis), and the people and deaths from that age up."""

    value: Floats
    lower: Floats
    upper: Floats
    population: Floats
    deaths: Floats


def life_expectancy(deaths: ArrayLike, populations: ArrayLike, confidence: float = 0.95) -> LifeExpectancy:
    """Years of life left at 0, 1, 5, 10 ... 90, with limits; arrays are (areas, 20 bands).

    Chiang CL (1968); Newell C (1994); Silcocks PBS et al (2001), J Epidemiol Community Health 55:38-43.
    Value and limits are missing for an area where a band has no people, deaths are missing, negative or exceed
    the people, there are 5,000 people or fewer, nobody died at 90 or over, or there are not twenty bands.  A
    value whose 95% interval is wider than 20 years is missing; its limits are kept.

    Raises ``ValueError`` for infinite numbers, or deaths and populations that are not alike.
    """
    d, n = as_floats(deaths), as_floats(populations)
    same_shape(deaths=d, populations=n)
    finite("deaths", d)
    finite("populations", n)
    totals = _from_here_up(n), _from_here_up(d)
    if d.shape[-1] != START_AGES.size:
        missing = np.full(d.shape, np.nan)
        return LifeExpectancy(missing, missing, missing, *totals)
    fit = ((n > 0) & (d >= 0) & (d <= n)).all(axis=-1) & (n.sum(axis=-1) > FEWEST_PEOPLE)
    d, n = (np.where(fit[..., None], part, np.nan) for part in (d, n))
    years, error = _table(d, n)
    half = z_score(confidence) * error
    value = np.where(1.96 * error > WIDEST, np.nan, years)
    return LifeExpectancy(value, years - half, years + half, *totals)


def _from_here_up(amounts: Floats) -> Floats:
    return np.flip(np.flip(amounts, -1).cumsum(axis=-1), -1)


def _table(deaths: Floats, population: Floats) -> tuple[Floats, Floats]:
    """Years left at each age, and their standard error."""
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = deaths / population
        rate[..., -1] = np.where(deaths[..., -1] > 0, rate[..., -1], np.nan)
        dying = _chance_of_dying(rate, deaths, population)
        alive = 100_000 * np.concatenate([np.ones_like(dying[..., :1]), (1 - dying[..., :-1]).cumprod(axis=-1)], -1)
        lived = np.empty_like(alive)
        lived[..., :-1] = WIDTHS[:-1] * (alive[..., 1:] + LIVED[:-1] * (alive[..., :-1] - alive[..., 1:]))
        lived[..., -1] = alive[..., -1] / rate[..., -1]
        years = np.where(alive == 0, 0, _from_here_up(lived) / alive)
        variance = _from_here_up(_spread(dying, deaths, rate, alive, years)) / alive**2
        return np.where(np.isnan(lived[..., -1:]), np.nan, years), np.sqrt(variance)


def _chance_of_dying(rate: Floats, deaths: Floats, population: Floats) -> Floats:
    chance = WIDTHS * rate / (1 + WIDTHS * rate * (1 - LIVED))
    chance = np.where(deaths > population / WIDTHS / LIVED, 1.0, chance)
    chance[..., -1] = 1.0
    return chance


def _spread(dying: Floats, deaths: Floats, rate: Floats, alive: Floats, years: Floats) -> Floats:
    """What each band adds to the variance of the years lived from it on."""
    variances = np.empty_like(alive)
    of_dying = np.where(deaths == 0, 0, dying**2 * (1 - dying) / deaths)[..., :-1]
    variances[..., :-1] = of_dying * (alive[..., :-1] * ((1 - LIVED[:-1]) * WIDTHS[:-1] + years[..., 1:])) ** 2
    variances[..., -1] = 4 / (deaths[..., -1] * rate[..., -1] ** 2) * (alive[..., -1] / 2) ** 2
    return variances
