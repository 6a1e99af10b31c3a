"""Wilson's and Newcombe's limits at a given normal deviate: NumPy only, so that verdicts load fast."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from indicators.methods.checks import Floats, as_floats, refuse


def wilson_at(z: float, events: ArrayLike, trials: ArrayLike) -> tuple[Floats, Floats]:
    """Wilson score limits of proportions, between 0 and 1.

    Wilson EB (1927), J Am Stat Assoc 22:209-212.  Raises ``ValueError`` where events are negative or
    exceed trials, or trials are not above 0.
    """
    x, n = np.broadcast_arrays(as_floats(events), as_floats(trials))
    refuse("trials", n, n <= 0, "above 0")
    refuse("events", x, (x < 0) | (x > n), "between 0 and trials")
    if np.isinf(z):
        return np.where(np.isnan(x / n), np.nan, 0.0), np.where(np.isnan(x / n), np.nan, 1.0)
    middle = 2 * x + z**2
    spread = z * np.sqrt(z**2 + 4 * x * (1 - x / n))
    below = 2 * (n + z**2)
    # None and all are limits of their own, to the last bit.
    lower = np.where(x == 0, 0.0, (middle - spread) / below)
    upper = np.where(x == n, 1.0, (middle + spread) / below)
    return np.clip(lower, 0, 1), np.clip(upper, 0, 1)


def newcombe_at(
    z: float, first: tuple[ArrayLike, ArrayLike], second: tuple[ArrayLike, ArrayLike]
) -> tuple[Floats, Floats, Floats]:
    """The difference of two independent proportions, first less second, with its limits, from -1 to 1.

    Each is given as events and trials.  Newcombe RG (1998), Statist Med 17:873-890, method 10
    (hybrid of two Wilson intervals).  Raises ``ValueError`` as ``wilson_at`` does.
    """
    (x1, n1), (x2, n2) = ((as_floats(x), as_floats(n)) for x, n in (first, second))
    l1, u1 = wilson_at(z, x1, n1)
    l2, u2 = wilson_at(z, x2, n2)
    p1, p2 = x1 / n1, x2 / n2
    difference = p1 - p2
    return (
        difference,
        difference - np.hypot(p1 - l1, u2 - p2),
        difference + np.hypot(u1 - p1, p2 - l2),
    )


def ratio_at(
    z: float, first: tuple[ArrayLike, ArrayLike], second: tuple[ArrayLike, ArrayLike]
) -> tuple[Floats, Floats, Floats]:
    """The ratio of two independent proportions, first over second, with its limits on the log scale.

    Katz D et al (1978), Biometrics 34:469-474.  Missing where either has no events.  Raises ``ValueError`` for events outside
    0 to trials, or trials that are not above 0.
    """
    (x1, n1), (x2, n2) = ((as_floats(x), as_floats(n)) for x, n in (first, second))
    for x, n in ((x1, n1), (x2, n2)):
        refuse("trials", n, n <= 0, "above 0")
        refuse("events", x, (x < 0) | (x > n), "between 0 and trials")
    x1, x2 = (np.where(x == 0, np.nan, x) for x in (x1, x2))
    ratio = (x1 / n1) / (x2 / n2)
    width = np.exp(z * np.sqrt(1 / x1 - 1 / n1 + 1 / x2 - 1 / n2))
    return ratio, ratio / width, ratio * width


def effective_base(trials: ArrayLike, design_effect: ArrayLike = 1.5) -> Floats:
    """The base a survey's design leaves: people asked over the design effect; 1.5 where that is not known (ours).

    Kish L (1965), Survey Sampling.  Raises ``ValueError`` for negative trials, or design effects that are not above 0.
    """
    n, effect = np.broadcast_arrays(as_floats(trials), as_floats(design_effect))
    refuse("trials", n, n < 0, "0 or more")
    refuse("design effects", effect, effect <= 0, "above 0")
    base: Floats = n / effect
    return base
