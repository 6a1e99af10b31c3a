"""The rules of a control chart, each on arrays of (series, points).  NumPy only.

``joined`` says, for each point but the first, whether it follows on from the one before it.
"""

from __future__ import annotations

import numpy as np

from indicators.methods.checks import Bools, Floats


def joined_runs(is_met: Bools, joined: Bools, run: int) -> Bools:
    """Points in unbroken runs of at least ``run`` that meet a condition: the shift rule, on one side of the mean."""
    if not is_met.size:
        return is_met
    starts = np.ones(is_met.shape, dtype=bool)
    starts[:, 1:] = ~(is_met[:, 1:] & is_met[:, :-1] & joined)
    run_number = np.cumsum(starts) - 1
    lengths = np.bincount(run_number)
    long: Bools = lengths[run_number].reshape(is_met.shape) >= run
    return is_met & long


def rising_runs(steps: Bools, joined: Bools, run: int) -> Bools:
    """Points in unbroken rises (or falls): ``run`` points have ``run - 1`` steps between them."""
    moving = steps & joined
    unbroken = np.ones((steps.shape[0], max(steps.shape[1] - 1, 0)), dtype=bool)
    rising = joined_runs(moving, unbroken, run - 1)
    flagged = np.zeros((steps.shape[0], steps.shape[1] + 1), dtype=bool)
    flagged[:, :-1] |= rising
    flagged[:, 1:] |= rising
    return flagged


def near_limits(offsets: Floats, spread: Floats, outside: Bools) -> Bools:
    """Points beyond two of three sigma on the side of positive offsets, and not outside the limits."""
    return (offsets > spread * 2 / 3) & ~outside


def two_of_three(side: Bools, near: Bools, joined: Bools) -> Bools:
    """Points near a limit that are two or three of three consecutive ones, all on that side of the mean."""
    flagged = np.zeros(side.shape, dtype=bool)
    if side.shape[1] < 3:
        return flagged
    is_met = side[:, :-2] & side[:, 1:-1] & side[:, 2:] & joined[:, :-1] & joined[:, 1:]
    is_met &= near[:, :-2].astype(int) + near[:, 1:-1] + near[:, 2:] >= 2
    for offset in range(3):
        flagged[:, offset : offset + is_met.shape[1]] |= is_met
    return flagged & near
