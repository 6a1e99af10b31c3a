"""Tests of trend over any number of points: rates, and Mann-Kendall with Sen's slope, of many series at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtrc, ndtr

from indicators.methods.checks import Floats, as_floats, finite, in_order, refuse, same_shape
from indicators.methods.trends import cochran_armitage_of

EXACT_UP_TO = 49
FEWEST_FOR_998 = 7
"""Six points can reach 99.7% at most: below seven Mann-Kendall never reaches the level of Fingertips."""
PAIRS_AT_ONCE = 20_000_000


def chi2_p(chi2: ArrayLike) -> Floats:
    """The chance of a chi-squared, on one degree of freedom, as large or larger; missing where that is."""
    return np.asarray(chdtrc(1, as_floats(chi2)), dtype=np.float64)


def trend_in_proportions(
    events: ArrayLike, trials: ArrayLike, scores: ArrayLike | None = None
) -> tuple[Floats, Floats]:
    """Chi-squared of Cochran-Armitage (series, groups), and its p value: an entry a series.

    Armitage P (1955), Biometrics 11:375-386; Cochran WG (1954), Biometrics 10:417-451.  A missing group makes its series
    missing.  Raises ``ValueError`` for negative events, more events than trials, infinite scores, or arrays that are not
    alike.
    """
    r, n = as_floats(events), as_floats(trials)
    same_shape(events=r, trials=n)
    finite("scores", as_floats([] if scores is None else scores))
    refuse("events", r, (r < 0) | (r > n), "between 0 and trials")
    chi2 = np.atleast_1d(cochran_armitage_of(r, n, scores))
    return chi2, chi2_p(chi2)


def trend_in_rates(
    events: ArrayLike, person_years: ArrayLike, scores: ArrayLike | None = None
) -> tuple[Floats, Floats, Floats]:
    """Poisson score test for a trend in rates (series, groups): chi-squared on one degree, z and p.

    Breslow NE, Day NE (1987), Statistical Methods in Cancer Research, vol II, p 96.  Series of different
    lengths are filled up with no events in no time.  Missing without any events.  Raises ``ValueError`` for
    negative numbers.
    """
    d, n = as_floats(events), as_floats(person_years)
    same_shape(events=d, person_years=n)
    refuse("events", d, (d < 0) | ((n == 0) & (d > 0)), "0 or more, and 0 in no time")
    refuse("person-years", n, n < 0, "0 or more")
    s = np.arange(1.0, d.shape[-1] + 1) if scores is None else as_floats(scores)
    finite("scores", s)
    total = d.sum(axis=-1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = n / n.sum(axis=-1, keepdims=True)
        away = s - (share * s).sum(axis=-1, keepdims=True)
        moved = (away * (d - total * share)).sum(axis=-1)
        z = np.atleast_1d(moved / np.sqrt((total * share * away**2).sum(axis=-1)))
    return z**2, z, chi2_p(z**2)


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
    return MannKendall(n, s, variance, z, 2 * ndtr(-np.abs(z)), exact, tau_a, tau_b, sen_slope(y, t))


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
