"""Mann-Kendall's test of trend over any number of points, with Sen's slope, of many series at once.  NumPy only."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import erfc, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.methods.checks import Floats, as_floats, finite, in_order

EXACT_UP_TO = 49
PAIRS_AT_ONCE = 20_000_000


@dataclass(frozen=True)
class MannKendall:
    """An entry a series: S and its variance (ties allowed for), z, two-sided p values, tau, and Sen's slope."""

    n: Floats
    s: Floats
    variance: Floats
    z: Floats
    p: Floats
    p_exact: Floats
    tau_a: Floats
    tau_b: Floats
    sen_slope: Floats


def mann_kendall(values: ArrayLike, times: ArrayLike | None = None) -> MannKendall:
    """Mann-Kendall's test of many series (series, points), a missing point left out, with Sen's slope.

    Mann HB (1945), Econometrica 13:245-259; Kendall MG (1975); Sen PK (1968), J Am Stat Assoc 63:1379-1389.
    ``p_exact`` only without ties and up to 49 points.  ``times`` are sorted; 1, 2 ... unless given.
    Secondary evidence: Fingertips does not use it.  Raises ``ValueError`` for infinite values, and for missing,
    unsorted or repeated times.
    """
    y, t = _timed(values, times)
    n = (~np.isnan(y)).sum(axis=1).astype(np.float64)
    s, ties = np.zeros(len(y)), np.zeros_like(y)
    for lag in range(1, y.shape[1]):  # over points, never over series
        apart = y[:, lag:] - y[:, :-lag]
        s += np.nan_to_num(np.sign(apart)).sum(axis=1)
        tied = apart == 0
        ties[:, lag:] += tied
        ties[:, :-lag] += tied
    # A value tied with u others is in a tie of u + 1, whose part of the correction its members share.
    correction = (ties * (2 * ties + 7)).sum(axis=1)
    variance = (n * (n - 1) * (2 * n + 5) - correction) / 18
    pairs, tied_pairs = n * (n - 1) / 2, ties.sum(axis=1) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.where(variance > 0, (s - np.sign(s)) / np.sqrt(variance), np.where(n > 1, 0.0, np.nan))
        tau_a, tau_b = s / pairs, s / np.sqrt(pairs * (pairs - tied_pairs))
    exact = np.where((tied_pairs == 0) & (n <= EXACT_UP_TO) & (n > 1), _exact_p(n, s), np.nan)
    return MannKendall(n, s, variance, z, _two_sided(z), exact, tau_a, tau_b, sen_slope(y, t))


def _two_sided(z: Floats) -> Floats:
    """The chance of so large a standard normal number, on either side."""
    chances: Floats = np.vectorize(erfc, otypes=[np.float64])(np.abs(z) / sqrt(2))
    return chances


def _timed(values: ArrayLike, times: ArrayLike | None) -> tuple[Floats, Floats]:
    """Values (series, points) and when each is: 1, 2 ... unless given."""
    y = np.atleast_2d(as_floats(values))
    t = np.broadcast_to(np.arange(1.0, y.shape[1] + 1) if times is None else as_floats(times), y.shape)
    finite("values", y)
    in_order(t, "times")
    return y, t


def sen_slope(values: ArrayLike, times: ArrayLike | None = None) -> Floats:
    """The median of the slopes between all pairs of points, for many series (series, points).

    A missing point is left out.  Raises ``ValueError`` as ``mann_kendall`` does.
    """
    y, t = _timed(values, times)
    first, later = np.triu_indices(y.shape[1], 1)
    if not first.size:
        return np.full(len(y), np.nan)
    many = max(1, PAIRS_AT_ONCE // first.size)
    parts = [slice(start, start + many) for start in range(0, len(y), many)]
    return np.concatenate(
        [_median((y[p][:, later] - y[p][:, first]) / (t[p][:, later] - t[p][:, first])) for p in parts]
    )


def _median(slopes: Floats) -> Floats:
    """The median of each row, missing ones left out."""
    ordered = np.sort(slopes, axis=1)  # missing ones last
    n = (~np.isnan(slopes)).sum(axis=1)
    middle = np.stack([np.maximum(n - 1, 0) // 2, n // 2], axis=1)
    middle = np.minimum(middle, slopes.shape[1] - 1)
    return np.where(n > 0, np.take_along_axis(ordered, middle, 1).mean(axis=1), np.nan)


def _exact_p(n: Floats, s: Floats) -> Floats:
    """Twice the smaller tail of Kendall's distribution without ties, at most 1."""
    sizes = np.clip(n, 2, EXACT_UP_TO).astype(np.int64)
    concordant = np.clip(np.rint((s + sizes * (sizes - 1) / 2) / 2), 0, None).astype(np.int64)
    below = _kendall_tails()[sizes, np.minimum(concordant, _kendall_tails().shape[1] - 1)]
    mirrored = np.clip(sizes * (sizes - 1) // 2 - concordant, 0, None)
    both: Floats = 2 * np.minimum(below, _kendall_tails()[sizes, mirrored])
    return np.minimum(1, both)


@cache
def _kendall_tails() -> NDArray[np.float64]:
    """The chance of so many concordant pairs or fewer, by the number of points."""
    longest = EXACT_UP_TO * (EXACT_UP_TO - 1) // 2 + 1
    chances = np.zeros((EXACT_UP_TO + 1, longest))
    chances[:2, 0] = 1
    for n in range(2, EXACT_UP_TO + 1):
        sums = np.concatenate([np.zeros(n), chances[n - 1].cumsum()])
        chances[n] = (sums[n:] - sums[:-n]) / n
    return chances.cumsum(axis=1)
