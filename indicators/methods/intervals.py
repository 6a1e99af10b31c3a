"""Confidence limits of counts, proportions, means, and differences of proportions."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammaincinv, ndtri, stdtrit

from indicators.methods.checks import Floats, as_floats, confidence_level, refuse
from indicators.methods.proportions import newcombe_at, wilson_at

EXACT_BELOW = 10


def z_score(confidence: float) -> float:
    """The two-sided normal deviate: 1.959964 at 95%.  Raises ``ValueError`` for a confidence outside 0.9 to 1."""
    return float(ndtri(1 - (1 - confidence_level(confidence)) / 2))


def byars(counts: ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Byar's limits of Poisson counts.  A negative lower limit is missing, as is that of a count of 0.

    Breslow NE, Day NE (1987), Statistical Methods in Cancer Research, vol II, p 69.  Raises ``ValueError`` for negative
    counts, or a confidence outside 0.9 to 1.
    """
    x = as_floats(counts)
    refuse("counts", x, x < 0, "0 or more")
    z = z_score(confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        lower = x * (1 - 1 / (9 * x) - z / (3 * np.sqrt(x))) ** 3
    upper = (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * np.sqrt(x + 1))) ** 3
    return np.where(lower < 0, np.nan, lower), upper


def exact_poisson(counts: ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Exact limits of Poisson counts, by the link of the chi-squared and gamma distributions.

    Armitage P, Berry G, Matthews J (2002), Statistical Methods in Medical Research, 4th ed.  Raises ``ValueError`` for
    negative counts, or a confidence outside 0.9 to 1.
    """
    x = as_floats(counts)
    refuse("counts", x, x < 0, "0 or more")
    tail = (1 - confidence_level(confidence)) / 2
    lower = np.where(x == 0, 0.0, gammaincinv(np.where(x == 0, 1, x), tail))
    return lower, gammaincinv(x + 1, 1 - tail)


def poisson(counts: ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Exact limits of counts below ten events, Byar's from ten: the public health convention.

    OHID, Fingertips Public Health Technical Guidance.  Raises ``ValueError`` as ``byars`` does.
    """
    x = as_floats(counts)
    lower, upper = byars(x, confidence)
    few = x < EXACT_BELOW
    lower[few], upper[few] = exact_poisson(x[few], confidence)
    return lower, upper


def wilson(events: ArrayLike, trials: ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Wilson score limits of proportions, between 0 and 1: ``wilson_at`` by confidence, which must be 0.9 to 1."""
    return wilson_at(z_score(confidence), events, trials)


def student(deviations: ArrayLike, sizes: ArrayLike, confidence: float = 0.95) -> Floats:
    """Half the width of a mean's Student t interval, in the deviation's unit; missing where there is one value only.

    Raises ``ValueError`` for negative deviations, sizes that are not above 0, or a confidence outside 0.9 to 1.
    """
    sd, n = np.broadcast_arrays(as_floats(deviations), as_floats(sizes))
    refuse("deviations", sd, sd < 0, "0 or more")
    refuse("sizes", n, n <= 0, "above 0")
    tail = (1 - confidence_level(confidence)) / 2
    enough = n > 1
    t = stdtrit(np.where(enough, n - 1, 1), 1 - tail)
    return np.where(enough, t * sd / np.sqrt(n), np.nan)


def newcombe(
    events: ArrayLike, trials: ArrayLike, other_events: ArrayLike, other_trials: ArrayLike, confidence: float = 0.95
) -> tuple[Floats, Floats, Floats]:
    """The difference of two independent proportions, first less second, with Newcombe's limits.

    ``newcombe_at`` by confidence, which must be 0.9 to 1.
    """
    return newcombe_at(z_score(confidence), (events, trials), (other_events, other_trials))
