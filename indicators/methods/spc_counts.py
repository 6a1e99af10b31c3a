"""Control limits for counts, proportions of uneven size, and rare events.  NumPy only.

A proportion or a rate whose base changes has limits of its own at each point; days between rare events are
charted after a transformation.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from indicators.methods.checks import Floats, as_floats, refuse
from indicators.methods.spc import OURS, Charts, Settings, charts

SIGMAS = 3
MOVING_RANGE = 1.128
"""The mean range of two normal values, in standard deviations."""
RARE_POWER = 3.6


@dataclass(frozen=True)
class UnevenLimits:
    """The centre of each series, and the value and its limits at each point (series, points)."""

    centre: Floats
    value: Floats
    lower: Floats
    upper: Floats
    sigma_z: Floats
    """How far the points vary beyond what counts explain: 1 is just that."""


def p_chart(events: ArrayLike, trials: ArrayLike, *, prime: bool = False, level_size: bool = False) -> UnevenLimits:
    """Limits of proportions, 0 to 1, three binomial sigmas about the mean, a point left out where missing.

    ``prime``: Laney's, widened where points vary more than counts explain, never narrowed.  ``level_size`` draws
    them at the average size.  Provost LP, Murray SK (2011), The Health Care Data Guide; Laney DB (2002), Quality
    Engineering 14:531-537.  Raises ``ValueError`` for events outside 0 to trials, or trials not above 0.
    """
    x, n = (np.atleast_2d(as_floats(part)) for part in (events, trials))
    refuse("trials", n, n <= 0, "above 0")
    refuse("events", x, (x < 0) | (x > n), "between 0 and trials")
    p = np.where(np.isnan(x), np.nan, x) / n
    centre = np.nansum(x, axis=1) / np.nansum(np.where(np.isnan(x), np.nan, n), axis=1)
    found = _uneven(p, n, centre, np.sqrt(centre * (1 - centre)), prime, level_size)
    return UnevenLimits(centre, p, np.maximum(found[0], 0), np.minimum(found[1], 1), found[2])


def u_chart(counts: ArrayLike, exposures: ArrayLike, *, prime: bool = False, level_size: bool = False) -> UnevenLimits:
    """The same for rates per unit of exposure, three Poisson sigmas about the mean, not below 0."""
    x, n = (np.atleast_2d(as_floats(part)) for part in (counts, exposures))
    refuse("exposures", n, n <= 0, "above 0")
    refuse("counts", x, x < 0, "0 or more")
    centre = np.nansum(x, axis=1) / np.nansum(np.where(np.isnan(x), np.nan, n), axis=1)
    found = _uneven(x / n, n, centre, np.sqrt(centre), prime, level_size)
    return UnevenLimits(centre, x / n, np.maximum(found[0], 0), found[1], found[2])


def _uneven(
    value: Floats, n: Floats, centre: Floats, deviation: Floats, prime: bool, level_size: bool
) -> tuple[Floats, Floats, Floats]:
    with np.errstate(divide="ignore", invalid="ignore"):
        sigma = deviation[:, None] / np.sqrt(n)
        z = np.where(sigma > 0, (value - centre[:, None]) / sigma, 0.0)
    ranges = np.abs(np.diff(np.where(np.isnan(value), np.nan, z), axis=1))
    known = ~np.isnan(ranges)
    with np.errstate(invalid="ignore"):
        sigma_z = np.where(known, ranges, 0).sum(axis=1) / known.sum(axis=1) / MOVING_RANGE
    if level_size:
        sigma = np.broadcast_to((deviation / np.sqrt(np.nanmean(n, axis=1)))[:, None], n.shape)
    half = SIGMAS * sigma * (np.fmax(sigma_z, 1.0)[:, None] if prime else 1.0)
    return centre[:, None] - half, centre[:, None] + half, sigma_z


@dataclass(frozen=True)
class RareEvents:
    """A chart of days between events, in days; the rules were judged on the transformed days."""

    chart: Charts
    centre: Floats
    lower: Floats
    upper: Floats


def t_chart(days_between: ArrayLike, settings: Settings = OURS) -> RareEvents:
    """The chart of days between rare events (series, events): longer is better where events are harm.

    Nelson LS (1994), J Qual Technol 26:166-167: days to the power 1/3.6 are near enough normal; limits are
    those of an XmR chart, turned back, not below 0.  Raises ``ValueError`` for negative days.
    """
    days = np.atleast_2d(as_floats(days_between))
    refuse("days between", days, days < 0, "0 or more")
    chart = charts(days ** (1 / RARE_POWER), settings=settings)
    centre, lower, upper = (np.maximum(line, 0) ** RARE_POWER for line in (chart.mean, chart.lower, chart.upper))
    return RareEvents(chart, centre, lower, upper)
