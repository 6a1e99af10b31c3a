"""Funnel plots as Fingertips draws them: limits, the axis, and the points of areas."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammainccinv, gammaincinv

from indicators.methods.checks import Floats, above_zero, as_floats, one_of, refuse

TAILS = {"2s": 0.025, "3s": 0.001}


@dataclass(frozen=True)
class FunnelLimits:
    """Lower and upper limits at each size; ``crossed_*`` are the expected events at which each is crossed."""

    lower: Floats
    upper: Floats
    crossed_lower: Floats
    crossed_upper: Floats


def poisson_mean_at(counts: ArrayLike, tail: float, side: str) -> Floats:
    """The mean at which a count is just on the limit.

    ``low``: the chance of so many or more is ``tail``; ``high``: the chance of so few or fewer is.  Exact, by
    the inverse of the gamma distribution (the reference package bisects to about six digits).  Raises ``ValueError`` for
    negative counts, a tail outside 0 to 0.5, or another side.
    """
    x = as_floats(counts)
    refuse("counts", x, x < 0, "0 or more")
    _checked(tail)
    if one_of("side", side, ("low", "high")) == "low":
        return np.where(x == 0, 0.0, gammaincinv(np.where(x == 0, 1, x), tail))
    return np.asarray(gammainccinv(x + 1, tail), dtype=np.float64)


def _checked(tail: float) -> float:
    if not 0 < tail < 0.5:
        raise ValueError(f"tail must be above 0 and below 0.5: {tail}")
    return tail


def ratio_limits(observed: ArrayLike, tail: float = 0.025) -> FunnelLimits:
    """Limits of observed over expected for each number of observed events, by exact Poisson: 1 is as expected.

    PHEindicatormethods, ``calculate_funnel_limits``.  For indirectly standardised ratios multiply by 100; for a difference
    from 1 subtract it.  ``crossed_*`` are expected events.  Raises ``ValueError`` for events that are not above 0, or a tail
    outside 0 to 0.5.
    """
    x = as_floats(observed)
    refuse("observed", x, x <= 0, "above 0")
    at_lower, at_upper = poisson_mean_at(x, tail, "high"), poisson_mean_at(x, tail, "low")
    return FunnelLimits(x / at_lower, x / at_upper, at_lower, at_upper)


def rate_limits(events: ArrayLike, average: float, tail: float = 0.025, years: float = 1) -> FunnelLimits:
    """Limits about an average rate per person for each number of events; ``crossed_*`` are populations of one year.

    PHEindicatormethods, ``calculate_funnel_limits``.  Raises ``ValueError`` for an average or years that are not above 0,
    or events that are not.
    """
    above_zero("average", average)
    above_zero("years", years)
    ratio = ratio_limits(events, tail)
    sizes = (crossed / average / years for crossed in (ratio.crossed_lower, ratio.crossed_upper))
    return FunnelLimits(ratio.lower * average, ratio.upper * average, *sizes)
