"""Slope and relative index of inequality: closed forms, exact limits, and limits by seeded simulation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from indicators.methods.checks import Floats, as_floats, confidence_level, one_of, refuse
from indicators.methods.intervals import z_score
from indicators.methods.scales import from_scale, to_scale

SEED = 2013
REPETITIONS = 100_000
FEWEST_DRAWS = 1_000
AT_ONCE = 20_000_000
"""How many draws are held in memory together."""

Bounds = tuple[Floats, ...]


@dataclass(frozen=True)
class Inequality:
    """Slope and relative index of each area, with limits; ``intercept`` is the value at the most deprived end."""

    sii: Floats
    rii: Floats
    intercept: Floats
    sii_lower: Floats
    sii_upper: Floats
    rii_lower: Floats
    rii_upper: Floats


def projection(populations: ArrayLike) -> tuple[Floats, Floats]:
    """What each quantile's value weighs in the intercept and in the slope of the fitted line.

    Populations are (areas, quantiles), most deprived first.  Least squares weighted by population, on the
    cumulative share to each quantile's middle.  Low A, Low A (2004), J Public Health 26:388-395.  Raises ``ValueError``
    for populations that are not above 0, and fewer than 5 or over 100 quantiles.
    """
    n = np.atleast_2d(as_floats(populations))
    refuse("populations", n, n <= 0, "above 0")
    if not 5 <= n.shape[-1] <= 100:
        raise ValueError(f"an inequality slope needs 5 to 100 quantiles: {n.shape[-1]} are given")
    share = n / n.sum(axis=-1, keepdims=True)
    place = share.cumsum(axis=-1) - share / 2
    middle = (share * place).sum(axis=-1, keepdims=True)
    slope = share * (place - middle)
    slope /= (slope * (place - middle)).sum(axis=-1, keepdims=True)
    return share - slope * middle, slope


def slope_index(
    values: ArrayLike,
    populations: ArrayLike,
    errors: ArrayLike | None = None,
    *,
    scale: str = "plain",
    fit_on_scale: bool = False,
    multiplier: float = 1,
    confidence: float = 0.95,
    limits: str = "simulated",
    repetitions: int = REPETITIONS,
    seed: int = SEED,
) -> Inequality:
    """Slope and relative index of inequality of each area, with limits.

    Low A, Low A (2004); PHEindicatormethods ``phe_sii``.  Arrays are (areas, quantiles), most deprived first; areas
    that share their populations may give them once.  ``errors`` are on ``scale`` (``plain``, ``log`` for rates,
    ``logit`` for proportions from 0 to 1); ``fit_on_scale`` also fits the line there.  ``limits``: ``simulated``
    (seeded; the same draws serve every area, so an area's limits do not depend on which others are asked about),
    ``exact`` (the distribution of the slope in closed form; needs a fit on the scale of the errors; the relative
    index of a plain fit then has no limits), or ``none``.  ``multiplier`` scales the slope index; a negative one
    inverts the relative index.  An area with a missing value, population or error is missing.

    Raises ``ValueError`` for populations not above 0, negative errors, fewer than 5 or over 100 quantiles, fewer
    than 1,000 draws, or a multiplier that is no number.
    """
    if repetitions < FEWEST_DRAWS or not np.isfinite(multiplier):
        raise ValueError(
            f"repetitions must be {FEWEST_DRAWS} or more, multiplier a number: {repetitions}, {multiplier}"
        )
    one_of("limits", limits, ("simulated", "exact", "none"))
    line = _Line(values, populations, scale, fit_on_scale)
    no_limits = np.full_like(line.slope, np.nan)
    bounds: Bounds = (no_limits,) * 4
    if errors is not None and limits != "none":
        se = np.broadcast_to(as_floats(errors), line.y.shape)
        refuse("errors", se, se < 0, "0 or more")
        bounds = line.exact(se, confidence) if limits == "exact" else line.simulated(se, confidence, repetitions, seed)
    sii, rii, intercept = line.indices()
    return _multiplied(sii, rii, intercept * (abs(multiplier) if fit_on_scale else 1), bounds, multiplier)


@lru_cache(maxsize=2)
def _draws(seed: int, quantiles: int, repetitions: int) -> Floats:
    """What every simulation of so many quantiles draws: kept for the next one, and not to be written to."""
    drawn = np.random.default_rng(seed).standard_normal((quantiles, repetitions))
    drawn.flags.writeable = False
    return drawn


class _Line:
    """The fitted line of each area, and what its distribution gives."""

    def __init__(self, values: ArrayLike, populations: ArrayLike, scale: str, fit_on_scale: bool) -> None:
        self.scale, self.fit_on_scale = scale, fit_on_scale
        self.y = np.atleast_2d(to_scale(values, scale))
        self.y, people = np.broadcast_arrays(self.y, np.atleast_2d(as_floats(populations)))
        self.at_zero, self.steep = projection(people)
        fitted = self.y if fit_on_scale else np.atleast_2d(as_floats(values))
        self.intercept, self.slope = ((fitted * part).sum(axis=-1) for part in (self.at_zero, self.steep))

    def indices(self) -> tuple[Floats, Floats, Floats]:
        if not self.fit_on_scale:
            with np.errstate(divide="ignore", invalid="ignore"):
                return self.slope, (self.intercept + self.slope) / self.intercept, self.intercept
        first = from_scale(self.intercept, self.scale)
        last = from_scale(self.intercept + self.slope, self.scale)
        return last - first, last / first, first

    def exact(self, errors: Floats, confidence: float) -> Bounds:
        if not self.fit_on_scale and self.scale != "plain":
            raise ValueError("exact limits need a line fitted on the scale of the errors: ask for simulated ones")
        half = z_score(confidence) * np.sqrt((self.steep**2 * errors**2).sum(axis=-1))
        if self.fit_on_scale:
            return self._pivoted(self.slope - half, self.slope + half)
        missing = np.full_like(half, np.nan)
        return self.slope - half, self.slope + half, missing, missing

    def simulated(self, errors: Floats, confidence: float, repetitions: int, seed: int) -> Bounds:
        """Limits as order statistics of simulated slopes."""
        draws = _draws(seed, errors.shape[-1], repetitions)
        tail = (1 - confidence_level(confidence)) / 2
        ranks = [max(round(repetitions * tail), 1) - 1, round(repetitions * (1 - tail)) - 1]
        many = max(1, AT_ONCE // draws.size)
        parts = [slice(start, start + many) for start in range(0, len(self.y), many)]
        order_statistics = [self._order_statistics(part, errors[part], draws, ranks) for part in parts]
        bounds = [np.concatenate(column) for column in zip(*order_statistics, strict=True)]
        return self._pivoted(*bounds[:2]) if self.fit_on_scale else tuple(bounds)

    def _order_statistics(self, part: slice, errors: Floats, draws: Floats, ranks: list[int]) -> Bounds:
        if self.scale == "plain" or self.fit_on_scale:  # the line is linear in the draws: no need to draw each value
            slopes = self.slope[part, None] + (self.steep[part] * errors) @ draws
            levels = self.intercept[part, None] + (self.at_zero[part] * errors) @ draws
        else:
            drawn = from_scale(self.y[part, :, None] + errors[..., None] * draws, self.scale)
            both = np.stack([self.steep[part], self.at_zero[part]], axis=1) @ drawn
            slopes, levels = both[:, 0], both[:, 1]
        with np.errstate(divide="ignore", invalid="ignore"):
            ratios = (levels + slopes) / levels
        return tuple(
            row for estimates in (slopes, ratios) for row in np.partition(estimates, ranks, axis=-1)[:, ranks].T
        )

    def _pivoted(self, lower: Floats, upper: Floats) -> Bounds:
        """Limits of a slope on the log or logit scale, turned about the middle of the fitted line."""
        middle = self.intercept + self.slope / 2
        ends = [
            (from_scale(middle + s / 2, self.scale), from_scale(middle - s / 2, self.scale)) for s in (lower, upper)
        ]
        return (*(last - first for last, first in ends), *(last / first for last, first in ends))


def _multiplied(sii: Floats, rii: Floats, intercept: Floats, bounds: Bounds, multiplier: float) -> Inequality:
    low, high, rii_low, rii_high = bounds
    if multiplier >= 0:
        return Inequality(sii * multiplier, rii, intercept, low * multiplier, high * multiplier, rii_low, rii_high)
    with np.errstate(divide="ignore"):
        return Inequality(
            sii * multiplier, 1 / rii, intercept, high * multiplier, low * multiplier, 1 / rii_high, 1 / rii_low
        )
