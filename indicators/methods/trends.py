"""Recent trend over five yearly points, as OHID's Fingertips reckons it."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.methods.checks import Floats, as_floats

POINTS = 5
SIGNIFICANT = 9.54953570608324
"""The 99.8th percentile of chi-squared with one degree of freedom."""


def recent_trend_of_proportions(numerators: ArrayLike, denominators: ArrayLike) -> str:
    """``increasing``, ``decreasing``, ``no significant change`` or ``cannot be calculated``.

    The last five points, by the Cochran-Armitage test at 99.8%, where the slope of the log odds keeps its
    sign when any one point is left out.  OHID, Fingertips Public Health Technical Guidance.
    """
    r, n = as_floats(numerators)[-POINTS:], as_floats(denominators)[-POINTS:]
    if r.size < POINTS or np.isnan(r + n).any() or (r >= n).any() or (r < 0).any() or not r.any():
        return "cannot be calculated"
    chi2 = cochran_armitage(r, n)
    if chi2 <= SIGNIFICANT:
        return "no significant change"
    # The log odds of a count of zero are not a number: significant, but which way cannot be said.
    return "cannot be calculated" if (r == 0).any() else _marker(np.log(r / (n - r)), np.ones(POINTS), chi2)


def cochran_armitage(events: ArrayLike, trials: ArrayLike) -> float:
    """Chi-squared, on one degree of freedom, of a linear trend in proportions at equal steps.

    Armitage P (1955), Biometrics 11:375-386; Cochran WG (1954), Biometrics 10:417-451.
    """
    r, n = as_floats(events), as_floats(trials)
    t = np.arange(1, r.size + 1)
    total, with_event = n.sum(), r.sum()
    spread = total * (n * t**2).sum() - (n * t).sum() ** 2
    moved = total * (r * t).sum() - with_event * (n * t).sum()
    return float(total * moved**2 / (with_event * (total - with_event) * spread))


def recent_trend(values: ArrayLike, lower95: ArrayLike, upper95: ArrayLike) -> str:
    """The same for any figure with 95% limits: weighted least squares, weights from the limits."""
    y, low, high = (as_floats(a)[-POINTS:] for a in (values, lower95, upper95))
    if y.size < POINTS or np.isnan(y + low + high).any() or (high <= low).any():
        return "cannot be calculated"
    slope, error = weighted_slope(y, low, high)
    return _marker(y, 1 / (high - low) ** 2, (slope / error) ** 2)


def weighted_slope(values: ArrayLike, lower95: ArrayLike, upper95: ArrayLike) -> tuple[float, float]:
    """The slope a step and its standard error, by least squares with weights from 95% limits."""
    y, low, high = (as_floats(a) for a in (values, lower95, upper95))
    weights = 1 / ((high - low) / 3.92) ** 2
    t = np.arange(1, y.size + 1)
    s, st, stt = weights.sum(), (weights * t).sum(), (weights * t**2).sum()
    return _slope(y, weights), float(np.sqrt(s / (s * stt - st**2)))


def _slope(y: Floats, weights: Floats, keep: NDArray[np.bool_] | None = None) -> float:
    t = np.arange(1, y.size + 1, dtype=np.float64)
    if keep is not None:
        y, weights, t = y[keep], weights[keep], t[keep]
    centre = (weights * t).sum() / weights.sum()
    return float((weights * (t - centre) * y).sum() / (weights * (t - centre) ** 2).sum())


def _marker(y: Floats, weights: Floats, chi2: float) -> str:
    slopes = [_slope(y, weights)] + [_slope(y, weights, np.arange(POINTS) != left) for left in range(POINTS)]
    signs = {slope >= 0 for slope in slopes}
    if chi2 <= SIGNIFICANT or len(signs) > 1:
        return "no significant change"
    return "increasing" if slopes[0] > 0 else "decreasing"
