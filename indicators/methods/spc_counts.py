"""Control limits for counts, proportions of uneven size, and rare events.  NumPy only.

A proportion or a rate whose base changes has limits of its own at each point; days between rare events are
charted after a transformation.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from indicators.methods.checks import Floats, Integers, as_floats, one_of, refuse
from indicators.methods.spc_charts import Charts, follows_on, judged, parted, placed
from indicators.methods.spc_settings import OURS, Settings

SIGMAS = 3
MOVING_RANGE = 1.128
"""The mean range of two normal values, in standard deviations."""


@dataclass(frozen=True)
class UnevenLimits:
    """The centre of each series, and the value and its limits at each point (series, points)."""

    centre: Floats
    value: Floats
    lower: Floats
    upper: Floats
    sigma_z: Floats
    """How far the points vary beyond what counts explain: 1 is just that."""
    spread: Floats
    """How far the limits lie from the centre before they are cut to what can be."""


def p_chart(
    events: ArrayLike,
    trials: ArrayLike,
    *,
    prime: bool = False,
    level_size: bool = False,
    periods: ArrayLike | None = None,
) -> UnevenLimits:
    """Limits of proportions, 0 to 1, three binomial sigmas about the mean, a point left out where missing.

    ``prime``: Laney's, widened where points vary more than counts explain, never narrowed; what it rests on crosses
    no gap in ``periods`` (as in ``charts``).  ``level_size`` draws the limits at the average size.  Provost LP,
    Murray SK (2011), The Health Care Data Guide; Laney DB (2002), Quality Engineering 14:531-537.  Raises
    ``ValueError`` for events outside 0 to trials, or trials not above 0.
    """
    x, n = (np.atleast_2d(as_floats(part)) for part in (events, trials))
    refuse("trials", n, n <= 0, "above 0")
    refuse("events", x, (x < 0) | (x > n), "between 0 and trials")
    centre, at = _centre(x, n), placed(periods, x.shape)
    sigma_z, half = _uneven(x / n, n, centre, np.sqrt(centre * (1 - centre)), at, prime, level_size)
    return UnevenLimits(
        centre, x / n, np.maximum(centre[:, None] - half, 0), np.minimum(centre[:, None] + half, 1), sigma_z, half
    )


def u_chart(
    counts: ArrayLike,
    exposures: ArrayLike,
    *,
    prime: bool = False,
    level_size: bool = False,
    periods: ArrayLike | None = None,
) -> UnevenLimits:
    """The same for rates per unit of exposure, three Poisson sigmas about the mean, not below 0.

    Raises ``ValueError`` for negative counts, or exposures that are not above 0.
    """
    x, n = (np.atleast_2d(as_floats(part)) for part in (counts, exposures))
    refuse("exposures", n, n <= 0, "above 0")
    refuse("counts", x, x < 0, "0 or more")
    centre, at = _centre(x, n), placed(periods, x.shape)
    sigma_z, half = _uneven(x / n, n, centre, np.sqrt(centre), at, prime, level_size)
    return UnevenLimits(centre, x / n, np.maximum(centre[:, None] - half, 0), centre[:, None] + half, sigma_z, half)


def _centre(x: Floats, n: Floats) -> Floats:
    """All events over all bases, of the points that have both; missing where none has."""
    known = ~np.isnan(x + n)
    with np.errstate(invalid="ignore"):
        centre: Floats = np.where(known, x, 0).sum(axis=1) / np.where(known, n, 0).sum(axis=1)
    return centre


def _uneven(
    value: Floats, n: Floats, centre: Floats, deviation: Floats, at: Integers, prime: bool, level_size: bool
) -> tuple[Floats, Floats]:
    """How far points vary beyond what counts explain, and three sigmas at each."""
    with np.errstate(divide="ignore", invalid="ignore"):
        sigma = deviation[:, None] / np.sqrt(n)
        z = np.where(sigma > 0, (value - centre[:, None]) / sigma, 0.0)
    known = follows_on(value, at)
    with np.errstate(invalid="ignore"):
        sigma_z = np.where(known, np.abs(np.diff(z, axis=1)), 0).sum(axis=1) / known.sum(axis=1) / MOVING_RANGE
    if level_size:
        sigma = np.broadcast_to((deviation / np.sqrt(np.nanmean(n, axis=1)))[:, None], n.shape)
    half = SIGMAS * sigma * (np.fmax(sigma_z, 1.0)[:, None] if prime else 1.0)
    return sigma_z, half


def uneven_chart(
    events: ArrayLike,
    bases: ArrayLike,
    kind: str,
    *,
    prime: bool = False,
    periods: ArrayLike | None = None,
    segments: ArrayLike | None = None,
    settings: Settings = OURS,
) -> Charts:
    """The chart of one series of proportions (``kind`` ``p``) or rates (``u``) with limits of their own at each point.

    The four rules are judged as on an XmR chart, each point by its own sigma.  ``periods`` and ``segments`` are as
    in ``charts``.  Raises ``ValueError`` as ``p_chart`` and ``u_chart`` do, for a baseline, or for
    another kind.
    """
    limits = p_chart if one_of("kind", kind, ("p", "u")) == "p" else u_chart
    x, n = as_floats(events), as_floats(bases)
    if not x.size:
        raise ValueError("events must hold a point at least")
    if settings.fix_after_n_points is not None:
        raise ValueError(
            f"fix_after_n_points must not be set where limits follow uneven bases: it is {settings.fix_after_n_points}"
        )
    part, at = parted(segments, x.shape), placed(periods, x.shape)
    centre, spread, points = np.empty(x.size), np.full(x.size, np.nan), np.empty(x.size, dtype=np.int64)
    for number in np.unique(part):
        in_segment = part == number
        own_chart = limits(x[in_segment], n[in_segment], prime=prime, periods=at[in_segment])
        centre[in_segment], points[in_segment] = own_chart.centre[0], np.count_nonzero(~np.isnan(own_chart.value))
        needed = settings.points_needed if number == part[0] else settings.points_needed_after_rebase
        if points[in_segment][0] >= needed:
            spread[in_segment] = own_chart.spread[0]
    y, size = (x / n)[None], points[None]
    chart = judged(
        y, at[None], part[None], centre[None], spread[None], settings, shown=y, points=size, points_in_segment=size
    )
    highest = 1.0 if kind == "p" else np.inf
    return replace(chart, lower=np.maximum(chart.lower, 0), upper=np.minimum(chart.upper, highest))
