"""Comparison with a benchmark, with goals and between areas, as Fingertips does it.  NumPy only at import."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from indicators.methods.checks import Floats, Words, as_floats, one_of, ordered

NOT_COMPARED = "not compared"
POLARITIES = ("higher", "lower", "none")


def against_benchmark(lower: ArrayLike, upper: ArrayLike, benchmark: ArrayLike) -> Words:
    """``similar`` where the benchmark lies within the limits (ends included), else ``higher`` or ``lower``.

    ``not compared`` where a limit or the benchmark is missing.  OHID, Fingertips Public Health
    Technical Guidance, single confidence interval.  Raises ``ValueError`` where a lower limit is above its upper one.
    """
    low, high, level = np.broadcast_arrays(as_floats(lower), as_floats(upper), as_floats(benchmark))
    ordered("limits", low, high)
    missing = np.isnan(low) | np.isnan(high) | np.isnan(level)
    return np.select([missing, level > high, level < low], [NOT_COMPARED, "lower", "higher"], "similar")


def one_level(value: ArrayLike, limits: tuple[ArrayLike, ArrayLike], benchmark: ArrayLike) -> Floats:
    """-1, 0 or 1: the area below, like or above a benchmark, by one pair of limits; one on a limit is alike.

    Arrays of one shape and unit, or single numbers; missing where any part is.  OHID, Fingertips Public Health Technical
    Guidance.  Raises ``ValueError`` where a lower limit is above its upper one.
    """
    y, low, high, level = np.broadcast_arrays(*(as_floats(part) for part in (value, *limits, benchmark)))
    ordered("limits", low, high)
    missing = np.isnan(y) | np.isnan(low) | np.isnan(high) | np.isnan(level)
    outside = np.where(y < level, -1.0, 1.0)
    return np.where(missing, np.nan, np.where((level >= low) & (level <= high), 0.0, outside))


def judged(position: ArrayLike, polarity: str) -> Words:
    """A position in words: ``better``/``worse`` (``best``/``worst`` at 2), or without polarity ``lower``/``higher``.

    ``polarity``: ``higher``, ``lower`` or ``none``.  A missing position is ``not compared``.  OHID, Fingertips.  Raises
    ``ValueError`` for another polarity.
    """
    p = as_floats(position) * (-1 if one_of("polarity", polarity, POLARITIES) == "lower" else 1)
    words = ["lower at 99.8%", "lower", "similar", "higher", "higher at 99.8%"]
    if polarity != "none":
        words = ["worst", "worse", "similar", "better", "best"]
    return np.select([np.isnan(p), *(p == step for step in range(-2, 3))], [NOT_COMPARED, *words], NOT_COMPARED)
