"""XmR control charts of many series at once: their limits and the rules each point meets.  NumPy only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from indicators.methods.checks import Bools, Floats, Integers, as_floats, finite, in_order, whole_periods
from indicators.methods.spc_limits import moving_range_limits, segment_keys
from indicators.methods.spc_rules import joined_runs, near_limits, rising_runs, two_of_three
from indicators.methods.spc_settings import OURS, Settings


@dataclass(frozen=True)
class Charts:
    """Many series' limits, point by point (series, points), and which rules each point meets, high and low.

    ``points`` is how many points stand behind the limits: under ``TRIAL_BELOW`` they are trial limits.
    ``near`` are points beyond two of three sigma, inside the limits.
    """

    values: Floats
    segments: Integers
    points: Integers
    points_in_segment: Integers
    mean: Floats
    lower: Floats
    upper: Floats
    single: tuple[Bools, Bools]
    shift: tuple[Bools, Bools]
    trend: tuple[Bools, Bools]
    two_of_three: tuple[Bools, Bools]
    near: tuple[Bools, Bools]

    @property
    def high(self) -> Bools:
        return self.single[0] | self.shift[0] | self.trend[0] | self.two_of_three[0]

    @property
    def low(self) -> Bools:
        return self.single[1] | self.shift[1] | self.trend[1] | self.two_of_three[1]


def charts(
    values: ArrayLike,
    periods: ArrayLike | None = None,
    *,
    segments: ArrayLike | None = None,
    ghosts: ArrayLike | None = None,
    settings: Settings = OURS,
    **changed: Any,
) -> Charts:
    """The charts of many series (series, points), in date order; one series may be given as one row.

    NHS England, Making Data Count; Nelson LS (1982), J Qual Technol 14:172-173; Provost LP, Murray SK (2011),
    The Health Care Data Guide.  ``periods`` are whole numbers whose jumps are gaps; a missing value is a gap.
    ``segments`` number the parts between re-bases, never falling; ``ghosts`` are points drawn but left out of
    everything.  ``changed`` are single ``settings``.  Under the points needed, or where fewer than half as many of
    them follow on from one another (``neighbours_needed``), there is a mean, no limits and no
    flags; without variation there are limits on the mean and no flags.

    Raises ``ValueError`` for no points, infinite values, unsorted or repeated periods, falling segments, a series
    with both a baseline (``fix_after_n_points``) and a re-base, or an unknown setting.
    """
    rules = Settings(**{**settings.__dict__, **changed}) if changed else settings
    y = np.atleast_2d(as_floats(values))
    if not y.size:
        raise ValueError(f"values must hold a point of one series at least: their shape is {y.shape}")
    finite("values", y)
    at = placed(periods, y.shape)
    part = parted(segments, y.shape)
    one_baseline(part, rules)
    counted = y if ghosts is None else np.where(np.asarray(ghosts, dtype=bool), np.nan, y)
    if rules.missing == "joined":
        return _spread_out(counted, part, y, rules)
    return _charted(counted, at, part, y, rules)


def placed(periods: ArrayLike | None, shape: tuple[int, ...]) -> Integers:
    """Where each point is in time: as given, else one after the other.

    Raises ``ValueError`` for periods that are no whole numbers, unsorted or repeated.
    """
    at = np.broadcast_to(np.arange(shape[-1]) if periods is None else whole_periods(periods), shape)
    in_order(at)
    return at


def parted(segments: ArrayLike | None, shape: tuple[int, ...]) -> Integers:
    """The segment of each point, one for all unless given.  Raises ``ValueError`` where their numbers fall."""
    part = np.broadcast_to(
        np.zeros(1, dtype=np.int64) if segments is None else whole_periods(segments, "segments"), shape
    )
    if np.any(np.diff(part, axis=-1) < 0):
        raise ValueError("segments must be numbered in order")
    return part


def one_baseline(part: Integers, rules: Settings) -> None:
    """Raise ``ValueError`` for the first series that has both a baseline and a re-base, unless each may have one."""
    if rules.fix_after_n_points is None or rules.fixed_and_rebased == "each":
        return
    rebased = np.argwhere(np.diff(part, axis=1) > 0)
    if rebased.size:
        group, column = rebased[0]
        raise ValueError(
            f"fix_after_n_points must not be set where segments re-base: group {group} has "
            f"{rules.fix_after_n_points} and a re-base at column {column + 1}"
        )


def _spread_out(counted: Floats, part: Integers, shown: Floats, rules: Settings) -> Charts:
    """Move the points present together, chart them as neighbours, and put them back."""
    order = np.argsort(np.isnan(counted), axis=1, kind="stable")
    back = np.argsort(order, axis=1)
    close, parts = np.take_along_axis(counted, order, 1), np.take_along_axis(part, order, 1)
    parts = np.where(np.isnan(close), np.take_along_axis(part, np.full_like(order[:, :1], -1), 1), parts)
    close_charts = _charted(close, np.broadcast_to(np.arange(close.shape[1]), close.shape), parts, close, rules)

    def there(field: Any) -> Any:
        return tuple(there(side) for side in field) if isinstance(field, tuple) else np.take_along_axis(field, back, 1)

    return Charts(
        **{name: there(field) for name, field in close_charts.__dict__.items()} | {"values": shown, "segments": part}
    )


def _charted(y: Floats, at: Integers, part: Integers, shown: Floats, rules: Settings) -> Charts:
    within = follows_on(y, at) & (part[:, 1:] == part[:, :-1])
    keys, count = segment_keys(part)
    points, total, mean, spread = moving_range_limits(y, within, keys, count, rules)
    return judged(y, at, part, mean, spread, rules, shown=shown, points=points, points_in_segment=total)


def follows_on(y: Floats, at: Integers) -> Bools:
    """Which points but the first (series, points - 1) follow on from the one before, both being there."""
    present = ~np.isnan(y)
    beside: Bools = (np.diff(at, axis=1) == 1) & present[:, 1:] & present[:, :-1]
    return beside


def judged(
    y: Floats,
    at: Integers,
    part: Integers,
    mean: Floats,
    spread: Floats,
    rules: Settings,
    *,
    shown: Floats,
    points: Integers,
    points_in_segment: Integers,
) -> Charts:
    """The rules met about means and limits that are given, ``spread`` each side at each point; missing: none.

    Arrays are (series, points).  ``shown`` are the values to be drawn, ghosts among them.
    """
    present, beside = ~np.isnan(y), follows_on(y, at)
    within = beside & (part[:, 1:] == part[:, :-1])
    with np.errstate(invalid="ignore"):
        limited = (spread > 0) | ((spread == 0) & rules.judge_flat)
        lower, upper = mean - spread, mean + spread
        above, below = present & (y > mean), present & (y < mean)
        outside = (limited & (y > upper), limited & (y < lower))
        sides = ((y - mean) * sign for sign in (1, -1))
        near_high, near_low = (near_limits(side, spread, outside[0] | outside[1]) & limited for side in sides)
    shifts = beside if rules.crossing == "all" else within
    trends = within if rules.crossing == "none" else beside
    steps = np.nan_to_num(np.diff(y, axis=1))
    run, rise = rules.run, rules.trend_run or rules.run
    return Charts(
        shown,
        part,
        points,
        points_in_segment,
        mean,
        lower,
        upper,
        outside,
        (joined_runs(above, shifts, run) & limited, joined_runs(below, shifts, run) & limited),
        (rising_runs(steps > 0, trends, rise) & limited, rising_runs(steps < 0, trends, rise) & limited),
        (two_of_three(above, near_high, shifts), two_of_three(below, near_low, shifts)),
        (near_high, near_low),
    )
