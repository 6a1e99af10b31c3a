"""Recent trend over five yearly points, as OHID's Fingertips reckons it."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

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
    if r.size < POINTS or np.isnan(r).any() or np.isnan(n).any() or (r >= n).any() or (r <= 0).any():
        return "cannot be calculated"
    t = np.arange(1, POINTS + 1)
    total, events = n.sum(), r.sum()
    chi2 = total * (total * (r * t).sum() - events * (n * t).sum()) ** 2 / (
        events * (total - events) * (total * (n * t**2).sum() - (n * t).sum() ** 2)
    )
    return _marker(np.log(r / (n - r)), np.ones(POINTS), chi2)


def recent_trend(values: ArrayLike, lower95: ArrayLike, upper95: ArrayLike) -> str:
    """The same for any figure with 95% limits: weighted least squares, weights from the limits."""
    y, low, high = (as_floats(a)[-POINTS:] for a in (values, lower95, upper95))
    if y.size < POINTS or np.isnan(y + low + high).any() or (high <= low).any():
        return "cannot be calculated"
    weights = 1 / ((high - low) / 3.92) ** 2
    t = np.arange(1, POINTS + 1)
    s, st, stt = weights.sum(), (weights * t).sum(), (weights * t**2).sum()
    slope = _slope(y, weights)
    return _marker(y, weights, slope**2 / (s / (s * stt - st**2)))


def _slope(y: Floats, weights: Floats, keep: slice | Floats | None = None) -> float:
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
