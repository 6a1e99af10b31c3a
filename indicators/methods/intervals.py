"""Confidence limits of counts, proportions, means, and differences of proportions."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammaincinv, ndtri, stdtrit

from indicators.methods.checks import Floats, as_floats, confidence_level, refuse

EXACT_BELOW = 10


def z_score(confidence: float) -> float:
    """The two-sided normal deviate: 1.959964 at 95%."""
    return float(ndtri(1 - (1 - confidence_level(confidence)) / 2))


def byars(counts: ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Byar's limits of Poisson counts.  A negative lower limit is missing, as is that of a count of 0.

    Breslow NE, Day NE (1987), Statistical Methods in Cancer Research, vol II, p 69.
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

    Armitage P, Berry G, Matthews J (2002), Statistical Methods in Medical Research, 4th ed.
    """
    x = as_floats(counts)
    refuse("counts", x, x < 0, "0 or more")
    tail = (1 - confidence_level(confidence)) / 2
    lower = np.where(x == 0, 0.0, gammaincinv(np.where(x == 0, 1, x), tail))
    return lower, gammaincinv(x + 1, 1 - tail)


def poisson(counts: ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Exact limits below ten events, Byar's from ten: the public health convention."""
    x = as_floats(counts)
    exact, approximate = exact_poisson(x, confidence), byars(x, confidence)
    few = x < EXACT_BELOW
    return np.where(few, exact[0], approximate[0]), np.where(few, exact[1], approximate[1])


def wilson(events: ArrayLike, trials: ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Wilson score limits of proportions, between 0 and 1.

    Wilson EB (1927), J Am Stat Assoc 22:209-212.  Raises ``ValueError`` where events are negative or
    exceed trials, or trials are not above 0.
    """
    x, n = np.broadcast_arrays(as_floats(events), as_floats(trials))
    refuse("trials", n, n <= 0, "above 0")
    refuse("events", x, (x < 0) | (x > n), "between 0 and trials")
    z = z_score(confidence)
    if np.isinf(z):
        return np.zeros_like(x), np.ones_like(x)
    middle = 2 * x + z**2
    spread = z * np.sqrt(z**2 + 4 * x * (1 - x / n))
    below = 2 * (n + z**2)
    return np.clip((middle - spread) / below, 0, 1), np.clip((middle + spread) / below, 0, 1)


def student(deviations: ArrayLike, sizes: ArrayLike, confidence: float = 0.95) -> Floats:
    """Half the width of a mean's Student t interval; missing where there is one value only."""
    sd, n = np.broadcast_arrays(as_floats(deviations), as_floats(sizes))
    tail = (1 - confidence_level(confidence)) / 2
    enough = n > 1
    t = stdtrit(np.where(enough, n - 1, 1), 1 - tail)
    return np.where(enough, t * sd / np.sqrt(n), np.nan)


def newcombe(
    events: ArrayLike, trials: ArrayLike, other_events: ArrayLike, other_trials: ArrayLike, confidence: float = 0.95
) -> tuple[Floats, Floats, Floats]:
    """The difference of two independent proportions, first less second, with its limits.

    Newcombe RG (1998), Statist Med 17:873-890, method 10 (hybrid of two Wilson intervals).
    """
    x1, n1, x2, n2 = np.broadcast_arrays(*(as_floats(a) for a in (events, trials, other_events, other_trials)))
    l1, u1 = wilson(x1, n1, confidence)
    l2, u2 = wilson(x2, n2, confidence)
    p1, p2 = x1 / n1, x2 / n2
    difference = p1 - p2
    return (
        difference,
        difference - np.sqrt((p1 - l1) ** 2 + (u2 - p2) ** 2),
        difference + np.sqrt((u1 - p1) ** 2 + (p2 - l2) ** 2),
    )
