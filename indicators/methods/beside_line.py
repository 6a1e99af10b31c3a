"""Is a line better or worse than another one, such as England's, over a year rather than in one month?

Our own rule, at 99%, two-sided: one noisy month must not decide.  NumPy only.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from indicators.methods.autocorrelation import autocorrelations, with_gaps
from indicators.methods.checks import Floats, as_floats, finite, in_order, whole_periods
from indicators.methods.direction import Z99
from indicators.methods.year_windows import MONTHS, POINTS_NEEDED, whole

TWO_YEARS = 24
HELD_OF_TWO_YEARS = 22
SAME_TO_DECIMALS = 9
"""Differences this small come of binary fractions: they are on neither side."""


class Beside(StrEnum):
    """What the comparison of two lines comes to."""

    TOO_FEW = "too few"
    YEAR_NOT_WHOLE = "year not whole"
    HIGHER = "higher"
    LOWER = "lower"
    HIGHER_THROUGHOUT = "higher throughout"
    LOWER_THROUGHOUT = "lower throughout"
    SIMILAR = "similar"
    TOO_WIDE = "too wide"


@dataclass(frozen=True)
class Comparison:
    """The mean of the last year's differences with 99% limits, and how many of them lie on which side.

    ``above`` and ``below`` count the last year's differences, ``periods_known`` how many of the year there are; the same of
    the last two years in ``above_two``, ``below_two`` and ``periods_known_two``; ``points`` counts the whole line.
    """

    kind: Beside
    points: int
    needed: int
    mean: float = np.nan
    half: float = np.nan
    above: int = 0
    below: int = 0
    periods_known: int = 0
    above_two: int = 0
    below_two: int = 0
    periods_known_two: int = 0


def of_two_lines(periods: ArrayLike, ours: ArrayLike, theirs: ArrayLike, year: int) -> Comparison:
    """Ours less theirs over the last ``year`` periods (12 months or 4 quarters) that both hold.

    ``periods`` are whole numbers in order, gaps left out; both lines in one unit.  The spread and the correlation of
    neighbours come from the whole line of differences, as for the direction since the baseline.  Raises
    ``ValueError`` for periods out of order, and for values that are missing or infinite.
    """
    at = whole_periods(periods)
    in_order(at)
    d = np.round(as_floats(ours) - as_floats(theirs), SAME_TO_DECIMALS)
    finite("differences", d)
    if np.isnan(d).any():
        raise ValueError("values must not be missing: leave the period out")
    needed = POINTS_NEEDED[year]
    two = d[at > at[-1] - TWO_YEARS] if at.size else d
    counted = {"above_two": _above(two), "below_two": _above(-two), "periods_known_two": int(two.size)}
    if at.size < needed:
        return Comparison(Beside.TOO_FEW, int(at.size), needed, **counted)
    last = d[at > at[-1] - year]
    if not whole(at, int(at[-1]) - year + 1, year):
        return Comparison(Beside.YEAR_NOT_WHOLE, int(at.size), needed, **counted)
    rho, variance = autocorrelations(with_gaps(at, d))
    inflation = (1 + float(rho[0])) / (1 - float(rho[0]))
    spread = float(variance[0]) / min(1.0, max(0.3, 1 - (inflation - 1) / year))
    mean, half = float(last.mean()), Z99 * float(np.sqrt(spread * inflation / last.size))
    return Comparison(
        _kind(mean, half, d, two if year == MONTHS else d[:0]),
        int(at.size),
        needed,
        mean,
        half,
        above=_above(last),
        below=_above(-last),
        periods_known=int(last.size),
        **counted,
    )


def _above(differences: Floats) -> int:
    return int(np.count_nonzero(differences > 0))


def _kind(mean: float, half: float, line: Floats, two_years: Floats) -> Beside:
    if abs(mean) > half:
        return Beside.HIGHER if mean > 0 else Beside.LOWER
    if two_years.size >= HELD_OF_TWO_YEARS:
        if (two_years > 0).all():
            return Beside.HIGHER_THROUGHOUT
        if (two_years < 0).all():
            return Beside.LOWER_THROUGHOUT
    return Beside.TOO_WIDE if half > line.max() - line.min() else Beside.SIMILAR
