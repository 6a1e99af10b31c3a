"""Recent trend over five yearly points, as OHID's Fingertips reckons it, of many series at once.  NumPy only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from indicators.methods.checks import (
    Bools,
    Floats,
    Words,
    as_floats,
    finite,
    in_order,
    one_of,
    ordered,
    refuse,
    same_shape,
    whole_periods,
)

POINTS = 5
SIGNIFICANT = 9.54953570608324
"""The 99.8th percentile of chi-squared with one degree of freedom."""
INCREASING, DECREASING = "increasing", "decreasing"
UNKNOWN = "cannot be calculated"
NO_CHANGE = "no significant change"
TIMES = np.arange(1.0, POINTS + 1)
LEAVING_ONE_OUT = np.vstack([np.ones(POINTS), 1 - np.eye(POINTS)])


@dataclass(frozen=True)
class RecentTrends:
    """An entry a series: the test's chi-squared, the slope a year (and its error), and how many slopes agree.

    ``sign_sum`` adds the signs of the slope and of its five with one point left out: 6 or -6 where all agree (a
    slope of zero, and one that a count of zero leaves unknown, count as +).
    """

    marker: Words
    chi2: Floats
    slope: Floats
    error: Floats
    sign_sum: Floats


def recent_trends_of_proportions(
    numerators: ArrayLike, denominators: ArrayLike, years: ArrayLike | None = None, *, missing_years: str = "refuse"
) -> RecentTrends:
    """The trend of the last five points of many series (series, points), by the Cochran-Armitage test at 99.8%.

    OHID, Fingertips Public Health Technical Guidance, trend markers.  ``cannot be calculated`` under five points,
    where one of the last five is missing or ``years`` (sorted) jump among them, where all of a year are counted,
    where none ever is, or where a count of zero leaves a significant trend without a direction.
    ``missing_years="skip"`` takes the last five years present instead (FingertipsNext).

    Raises ``ValueError`` for negative numerators, numerators above denominators, or unsorted or repeated years.
    """
    r, n = _table(numerators), _table(denominators)
    same_shape(numerators=r, denominators=n)
    refuse("numerators", r, (r < 0) | (r > n), "between 0 and denominators")
    refuse("denominators", n, n <= 0, "above 0")
    (r, n), fit = _last_five((r, n), years, missing_years)
    fit &= (r < n).all(axis=-1) & (np.nan_to_num(r) > 0).any(axis=-1)
    chi2 = cochran_armitage_of(r, n)
    with np.errstate(divide="ignore", invalid="ignore"):
        odds = np.where((r > 0) & (r < n), np.log(r / (n - r)), np.nan)
    slopes = _slopes(odds, np.ones_like(odds))
    fit &= ~((chi2 > SIGNIFICANT) & np.isnan(slopes[..., 0]))
    return _marked(fit, chi2, slopes, np.full(fit.shape, np.nan))


def recent_trends(
    values: ArrayLike,
    lower95: ArrayLike,
    upper95: ArrayLike,
    years: ArrayLike | None = None,
    *,
    missing_years: str = "refuse",
    barred: ArrayLike = False,
) -> RecentTrends:
    """The same for any figures with 95% limits: least squares with weights from the limits, (U - L) / 3.92.

    ``barred`` marks series (one entry each) that a criterion known elsewhere rules out, as where all are counted.
    Limits without width cannot be calculated with.  Raises ``ValueError`` for infinite values or limits, limits out of
    order, arrays that are not alike, or unsorted or repeated years.
    """
    tables = {"values": _table(values), "lower95": _table(lower95), "upper95": _table(upper95)}
    same_shape(**tables)
    for name, part in tables.items():
        finite(name, part)
    ordered("limits", tables["lower95"], tables["upper95"])
    (y, low, high), fit = _last_five(tuple(tables.values()), years, missing_years)
    fit &= (high > low).all(axis=-1) & ~np.asarray(barred, dtype=bool)
    with np.errstate(divide="ignore", invalid="ignore"):
        weights = np.where(high > low, (3.92 / (high - low)) ** 2, np.nan)
        slopes = _slopes(y, weights)
        error = _slope_error(weights)
        return _marked(fit, (slopes[..., 0] / error) ** 2, slopes, error)


def _table(values: ArrayLike) -> Floats:
    return np.atleast_2d(as_floats(values))


def _last_five(parts: tuple[Floats, ...], years: ArrayLike | None, missing_years: str) -> tuple[list[Floats], Bools]:
    """The last five of each, and which series have them all, a year apart; else five missing ones."""
    whole = ~np.isnan(sum(parts))
    at = np.arange(whole.shape[-1]) if years is None else whole_periods(years, "years")
    at = np.broadcast_to(at, whole.shape)
    in_order(at, "years")
    if whole.shape[-1] < POINTS:
        return [np.full((len(whole), POINTS), np.nan) for _ in parts], np.zeros(len(whole), dtype=bool)
    if one_of("missing_years", missing_years, ("refuse", "skip")) == "skip":
        order = np.argsort(whole, axis=-1, kind="stable")
        parts = tuple(np.take_along_axis(part, order, -1) for part in parts)
        return [part[:, -POINTS:] for part in parts], whole.sum(axis=-1) >= POINTS
    steady = (np.diff(at[:, -POINTS:], axis=-1) == 1).all(axis=-1)
    return [part[:, -POINTS:] for part in parts], whole[:, -POINTS:].all(axis=-1) & steady


def _slopes(y: Floats, weights: Floats) -> Floats:
    """The weighted slope of each series, then its five with one point left out (series, 6)."""
    w = weights[..., None, :] * LEAVING_ONE_OUT
    centre = (w * TIMES).sum(axis=-1, keepdims=True) / w.sum(axis=-1, keepdims=True)
    away = w * (TIMES - centre)
    moved = np.where(LEAVING_ONE_OUT == 0, 0.0, away * y[..., None, :])
    return np.asarray(moved.sum(axis=-1) / (away * (TIMES - centre)).sum(axis=-1))


def _slope_error(weights: Floats) -> Floats:
    t = np.arange(1, weights.shape[-1] + 1)
    s, st, stt = ((weights * t**power).sum(axis=-1) for power in range(3))
    return np.asarray(np.sqrt(s / (s * stt - st**2)))


def _marked(fit: Bools, chi2: Floats, slopes: Floats, error: Floats) -> RecentTrends:
    sign_sum = np.where(slopes < 0, -1.0, 1.0).sum(axis=-1)
    clear = (chi2 > SIGNIFICANT) & (np.abs(sign_sum) == POINTS + 1)
    slope = slopes[..., 0]
    marker = np.select([~fit, ~clear, slope > 0], [UNKNOWN, NO_CHANGE, INCREASING], DECREASING)
    return RecentTrends(marker, *(np.where(fit, part, np.nan) for part in (chi2, slope, error, sign_sum)))


def recent_trend_of_proportions(numerators: ArrayLike, denominators: ArrayLike) -> str:
    """The marker of one series: ``increasing``, ``decreasing``, ``no significant change`` or ``cannot be calculated``.

    Else, and in what is refused, as ``recent_trends_of_proportions``.
    """
    return str(recent_trends_of_proportions(numerators, denominators).marker[0])


def recent_trend(values: ArrayLike, lower95: ArrayLike, upper95: ArrayLike) -> str:
    """The same for any figure with 95% limits: weighted least squares, weights from the limits, as ``recent_trends``."""
    return str(recent_trends(values, lower95, upper95).marker[0])


def cochran_armitage_of(events: ArrayLike, trials: ArrayLike, scores: ArrayLike | None = None) -> Floats:
    """Chi-squared, on one degree of freedom, of linear trends in proportions (series, groups).

    Armitage P (1955), Biometrics 11:375-386; Cochran WG (1954), Biometrics 10:417-451.  ``scores`` are 1, 2 ...
    unless given.  Series of different lengths are filled up with no events of no trials.  Missing where all have
    the event, or none.
    """
    r, n = as_floats(events), as_floats(trials)
    t = np.arange(1.0, r.shape[-1] + 1) if scores is None else as_floats(scores)
    total, with_event = n.sum(axis=-1), r.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        away = t - ((n * t).sum(axis=-1) / total)[..., None]
        overall = with_event / total
        moved = ((r - n * overall[..., None]) * away).sum(axis=-1)
        return np.asarray(moved**2 / (overall * (1 - overall) * (n * away**2).sum(axis=-1)))
