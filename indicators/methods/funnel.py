"""Funnel plots as Fingertips draws them: limits, the axis, and the points of areas."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammainccinv, gammaincinv, ndtri

from indicators.methods.checks import Floats, above_zero, as_floats, one_of, refuse
from indicators.methods.standardisation import FEWEST_EVENTS

TAILS = {"2s": 0.025, "3s": 0.001}
CAPS = ("all", "100")
POINTS = 100


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


def proportion_limits(
    average: ArrayLike, sizes: ArrayLike, tail: float = 0.025, multiplier: float = 100, *, cap: str = "all"
) -> FunnelLimits:
    """Limits about an average proportion at each size: ``P -+ z sqrt(P(1 - P)/n)``, times ``multiplier``, not below 0.

    Spiegelhalter DJ (2005), Statist Med 24:1185-1202.  The values whose Wilson interval just touches ``P`` (0 to 1).
    ``cap``: upper limits are cut at ``all``, the multiplier, or at ``100`` whatever it is (PHEindicatormethods).
    ``crossed_*`` are missing.  Raises ``ValueError`` for an average outside 0 to 1, sizes that are not above 0, a tail
    outside 0 to 0.5, a multiplier that is not above 0, or another cap.
    """
    p, n = as_floats(average), as_floats(sizes)
    refuse("average", p, (p < 0) | (p > 1), "between 0 and 1")
    refuse("sizes", n, n <= 0, "above 0")
    above_zero("multiplier", multiplier)
    most = multiplier if one_of("cap", cap, CAPS) == "all" else 100.0
    half = float(ndtri(1 - _checked(tail))) * np.sqrt(p * (1 - p) / n)
    nothing = np.full_like(p + half, np.nan)
    return FunnelLimits(
        np.maximum(p - half, 0) * multiplier, np.minimum((p + half) * multiplier, most), nothing, nothing
    )


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


def derived_denominators(counts: ArrayLike, populations: ArrayLike, rates: ArrayLike, multiplier: float) -> Floats:
    """The person-years that a count and its rate imply; without events, the population as given.

    Raises ``ValueError`` for negative counts or populations, and for a rate that is not above 0 where there are events.
    """
    x, n, r = np.broadcast_arrays(as_floats(counts), as_floats(populations), as_floats(rates))
    refuse("counts", x, x < 0, "0 or more")
    refuse("populations", n, n < 0, "0 or more")
    refuse("rates", r, (r < 0) | ((r == 0) & (x > 0)), "above 0 where there are events")
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(x == 0, n, multiplier * x / r)


def axis(denominators: ArrayLike, kind: str, average: float = 1, years: float = 1) -> Floats:
    """A hundred sizes from the smallest area to the largest, ever further apart.

    ``kind`` is ``proportion``, ``ratio`` or ``rate``; denominators of ratios are expected events, of rates
    person-years, and the axis then counts events.  PHEindicatormethods, ``calculate_funnel_limits``.

    Raises ``ValueError`` where no area is given, or a denominator, the average or the years are not above 0.
    """
    n = as_floats(denominators)
    refuse("denominators", n, n <= 0, "above 0")
    if np.isnan(n).all():
        raise ValueError("denominators must hold an area at least")
    above_zero("average", average)
    above_zero("years", years)
    if one_of("kind", kind, ("proportion", "ratio", "rate")) == "rate":
        lowest, highest = (end * years * average for end in _ends(n / years))
        lowest, highest = np.floor(lowest), np.ceil(highest)
    else:
        lowest, highest = _ends(n)
    at = [max(1.0, float(lowest))]
    for step in range(2, POINTS + 1):
        steps_left = POINTS + 1 - (step - 1 if kind == "ratio" else step)
        last = at[-1]
        at.append(max(float(np.round((highest / last) ** (1 / steps_left) * last)), last + 1))
    return np.array(at)


def _ends(n: Floats) -> tuple[float, float]:
    """Round numbers just below the smallest and just above the largest; from 0 where sizes differ twofold."""
    smallest, largest = float(np.nanmin(n)), float(np.nanmax(n))
    return 0.0 if largest > 2 * smallest else _rounded(0.95 * smallest, 1, np.floor), _rounded(
        1.05 * largest, 2, np.ceil
    )


def _rounded(value: float, figures: int, way: np.ufunc) -> float:
    unit = 10.0 ** (np.floor(np.log10(way(value) or 1)) + 1 - figures)
    return float(way(value / unit) * unit)


def rate_points(
    counts: ArrayLike,
    populations: ArrayLike,
    rates: ArrayLike,
    multiplier: float = 100_000,
    *,
    years: float = 1,
    standardised: bool = False,
) -> tuple[Floats, Floats]:
    """Each area's rate and its derived population of one year; missing for a standardised rate under ten events.

    Rates are per ``multiplier`` person-years.  PHEindicatormethods, ``calculate_funnel_points``.  Raises ``ValueError`` as
    ``derived_denominators`` does.
    """
    x, r = as_floats(counts), as_floats(rates)
    size = derived_denominators(x, populations, r, multiplier) / years
    shown = ~(standardised & (x < FEWEST_EVENTS))
    return np.where(shown, r, np.nan), np.where(shown, size, np.nan)
