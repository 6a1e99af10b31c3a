"""Has the gap between two groups changed since the baseline, as a difference and as a ratio?  Both at 99%.

Our own rule: a gap may narrow as a difference while it widens as a ratio, and then neither word is said alone.
NumPy only.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from indicators.methods.direction import Z95, Z99
from indicators.methods.proportions import newcombe_at

Counts = tuple[float, float]
"""Events and trials of one group."""
Estimate = tuple[float, float, float]
"""A figure of one group with its 95% limits: value, lower, upper; limits missing where there are none."""


class GapCode(StrEnum):
    """What the change of a gap comes to."""

    TURNED_ROUND = "turned round"
    DEPENDS = "depends how it is counted"
    NARROWING = "narrowing"
    WIDENING = "widening"
    NO_CHANGE = "no change"
    CANNOT_SAY = "cannot say"


@dataclass(frozen=True)
class Gap:
    """The gap of one period, and its standard errors; ``ratio`` is the worse-off group's figure over the other's.

    ``worse`` and ``better`` are the levels of the group that was worse off at baseline and of the other.  What is not
    known is missing (``nan``).
    """

    worse: float
    better: float
    size: float
    size_error: float
    size_low: float
    size_high: float
    ratio: float
    log_error: float


@dataclass(frozen=True)
class GapChange:
    """Both periods' gaps, the change of the difference and of the log ratio, and the half-widths at 99%.

    A change above 0 is a widening, of either.
    """

    code: GapCode
    then: Gap
    now: Gap
    size_change: float
    size_half: float
    log_change: float
    log_half: float
    high_is_good: bool

    @property
    def both_moved_the_bad_way(self) -> bool:
        return self._good(self.now.worse - self.then.worse) < 0 and self._good(self.now.better - self.then.better) < 0

    @property
    def better_off_got_worse(self) -> bool:
        """Has the group that was ahead got worse?"""
        return self._good(self.now.better - self.then.better) < 0

    def _good(self, moved: float) -> float:
        """A move in the good direction is above 0."""
        return moved if self.high_is_good else -moved


def first_is_worse_off(first: float, second: float, *, high_is_good: bool) -> bool:
    """Is the first group worse off than the second?  On a tie the first is: callers give the more deprived first."""
    return first <= second if high_is_good else first >= second


def of_proportions(worse: Counts, better: Counts, *, high_is_good: bool, multiplier: float = 100) -> Gap:
    """The gap of one period from counts: Newcombe's limits at 99% of the difference, Katz' error of the log ratio.

    Newcombe RG (1998), Statist Med 17:873-890, method 10; Katz D et al (1978), Biometrics 34:469-474.  Without events in
    either group there is no ratio.  Raises ``ValueError`` for events outside 0 to trials, or trials that are not above 0.
    """
    ahead, behind = (better, worse) if high_is_good else (worse, better)
    d, low, high = (float(part[0]) * multiplier for part in newcombe_at(Z99, _arrays(ahead), _arrays(behind)))
    (x1, n1), (x2, n2) = worse, better
    some = x1 > 0 and x2 > 0
    error = float(np.sqrt(1 / x1 - 1 / n1 + 1 / x2 - 1 / n2)) if some else np.nan
    ratio = (x1 / n1) / (x2 / n2) if some else np.nan
    return Gap(
        x1 / n1 * multiplier, x2 / n2 * multiplier, d, (high - low) / (2 * Z99), low, high, ratio, error,
    )  # fmt: skip


def of_estimates(worse: Estimate, better: Estimate, *, high_is_good: bool) -> Gap:
    """The gap of one period from figures with 95% limits: errors from the limits, of the ratio from their logs."""
    error = _together(*((high - low) / (2 * Z95) for _, low, high in (worse, better)))
    size = (better[0] - worse[0]) if high_is_good else (worse[0] - better[0])
    positive = all(part > 0 or np.isnan(part) for side in (worse, better) for part in side)
    log_error = np.nan
    if positive:
        log_error = _together(*((np.log(high) - np.log(low)) / (2 * Z95) for _, low, high in (worse, better)))
    ratio = worse[0] / better[0] if positive else np.nan
    return Gap(worse[0], better[0], size, error, size - Z99 * error, size + Z99 * error, ratio, log_error)


def changed(then: Gap, now: Gap, *, high_is_good: bool) -> GapChange:
    """The change from one period's gap to another's; the groups in the order they had at baseline."""
    away = -1.0 if high_is_good else 1.0
    size, size_half = now.size - then.size, Z99 * float(np.hypot(then.size_error, now.size_error))
    log = away * float(np.log(now.ratio) - np.log(then.ratio))
    log_half = Z99 * float(np.hypot(then.log_error, now.log_error))
    code = _code(then, now, (size, size_half), (log, log_half))
    return GapChange(code, then, now, size, size_half, log, log_half, high_is_good)


def _code(then: Gap, now: Gap, size: tuple[float, float], log: tuple[float, float]) -> GapCode:
    if np.isnan(size[1]):
        return GapCode.CANNOT_SAY
    if (then.size_low > 0 and now.size_high < 0) or (then.size_high < 0 and now.size_low > 0):
        return GapCode.TURNED_ROUND
    outside = [abs(move) > half for move, half in (size, log)]
    if any(outside):
        known = [move for move, _ in (size, log) if not np.isnan(move) and move != 0]
        if min(known) < 0 < max(known):
            return GapCode.DEPENDS
        return GapCode.WIDENING if max(known) > 0 else GapCode.NARROWING
    return GapCode.NO_CHANGE


def _together(*errors: float) -> float:
    """Independent standard errors combined."""
    return float(np.sqrt(np.sum(np.square(errors))))


def _arrays(counts: Counts) -> tuple[list[float], list[float]]:
    return [counts[0]], [counts[1]]
