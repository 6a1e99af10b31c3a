"""Comparison with a benchmark, with goals and between areas, as Fingertips does it.  NumPy only at import."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from indicators.methods.checks import Bools, Floats, Words, as_floats, finite, one_of, ordered, refuse
from indicators.methods.proportions import wilson_at

NOT_COMPARED = "not compared"
POLARITIES = ("higher", "lower", "none")
FEWEST_AREAS = 4


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


def two_levels(
    value: ArrayLike,
    inner: tuple[ArrayLike, ArrayLike],
    outer: tuple[ArrayLike, ArrayLike],
    benchmark: ArrayLike,
) -> Floats:
    """-2 to 2: as ``one_level`` by 95% limits (``inner``), and twice that where the benchmark is beyond 99.8% limits too.

    OHID, Fingertips Public Health Technical Guidance.  Raises ``ValueError`` as ``one_level`` does.
    """
    near, far = one_level(value, inner, benchmark), one_level(value, outer, benchmark)
    return np.where(near == 0, 0.0, near + far)


def both_intervals(
    value: ArrayLike, limits: tuple[ArrayLike, ArrayLike], benchmark: ArrayLike, its_limits: tuple[ArrayLike, ArrayLike]
) -> Floats:
    """-1, 0 or 1: alike where the two intervals touch or overlap, else by the values.

    Arrays of one shape and unit, or single numbers; missing where any part is.  OHID, Fingertips Public Health Technical
    Guidance.  Intervals that overlap do not show that there is no difference: for that see ``gaps``.  Raises
    ``ValueError`` where a lower limit, of the area or of the benchmark, is above its upper one.
    """
    y, low, high, level, its_low, its_high = np.broadcast_arrays(
        *(as_floats(part) for part in (value, *limits, benchmark, *its_limits))
    )
    ordered("limits", low, high)
    ordered("the benchmark's limits", its_low, its_high)
    missing = np.isnan(y + low + high + level + its_low + its_high)
    overlap = np.where(y > level, low <= its_high, its_low <= high)
    return np.where(missing, np.nan, np.where(overlap, 0.0, np.where(y < level, -1.0, 1.0)))


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


def by_control_limits(z: float, events: ArrayLike, trials: ArrayLike, benchmark: ArrayLike) -> Floats:
    """-1, 0 or 1: proportions strictly outside the Wilson interval around the benchmark at their own size.

    ``z`` is the normal deviate, the benchmark a proportion from 0 to 1; missing where any part is.  OHID, Fingertips
    Public Health Technical Guidance, control limits.  Raises ``ValueError`` for events outside 0 to trials, trials that are
    not above 0, or a benchmark outside 0 to 1.
    """
    x, n, level = np.broadcast_arrays(as_floats(events), as_floats(trials), as_floats(benchmark))
    refuse("trials", n, n <= 0, "above 0")
    refuse("events", x, (x < 0) | (x > n), "between 0 and trials")
    refuse("benchmark", level, (level < 0) | (level > 1), "between 0 and 1")
    low, high = wilson_at(z, n * level, n)
    return _outside(x / n, low, high)


def rate_by_control_limits(
    value: ArrayLike, denominators: ArrayLike, benchmark: ArrayLike, confidence: float = 0.95
) -> Floats:
    """The same for rates per person: exact Poisson limits of the events that the benchmark would give.

    OHID, Fingertips Public Health Technical Guidance, control limits.  Raises ``ValueError`` for negative values or
    benchmarks, denominators that are not above 0, or a confidence outside 0.9 to 1.
    """
    from indicators.methods.intervals import exact_poisson  # SciPy: not for those who only read verdicts

    y, n, level = np.broadcast_arrays(as_floats(value), as_floats(denominators), as_floats(benchmark))
    refuse("value", y, y < 0, "0 or more")
    refuse("denominators", n, n <= 0, "above 0")
    refuse("benchmark", level, level < 0, "0 or more")
    low, high = exact_poisson(level * n, confidence)
    return _outside(y, low / n, high / n)


def _outside(value: Floats, low: Floats, high: Floats) -> Floats:
    position = np.select([value < low, value > high], [-1.0, 1.0], 0.0)
    return np.where(np.isnan(value + low + high), np.nan, position)


def goal_by_value(value: ArrayLike, goal: ArrayLike, polarity: str) -> Words:
    """``better`` where a single goal is reached, else ``worse``; ``not compared`` where either is missing.

    ``polarity``: ``higher`` or ``lower`` is good.  OHID, Fingertips Public Health Technical Guidance, goals.  Raises
    ``ValueError`` for another polarity.
    """
    y, aim = _turned(polarity, value, goal)
    return _goal(np.isnan(y + aim), y >= aim, y < aim)


def goal_by_limits(lower: ArrayLike, upper: ArrayLike, goal: ArrayLike, polarity: str) -> Words:
    """``better`` where both limits reach the goal, ``worse`` where neither does, else ``similar``; one on the goal is reached.

    Where lower is better: ``better`` where the upper limit is below the goal, ``worse`` where the lower is not.
    ``not compared`` where any part is missing.  OHID, Fingertips Public Health Technical Guidance, goals.  Raises
    ``ValueError`` for limits out of order, or another polarity than ``higher`` and ``lower``.
    """
    low, high, aim = np.broadcast_arrays(as_floats(lower), as_floats(upper), as_floats(goal))
    ordered("limits", low, high)
    above, below = low >= aim, high < aim
    better, worse = (below, above) if _lower_is_better(polarity) else (above, below)
    return _goal(np.isnan(low + high + aim), better, worse)


def goal_by_range(value: ArrayLike, goal: tuple[ArrayLike, ArrayLike], polarity: str) -> Words:
    """By a range: from its upper end on ``better``, below its lower end ``worse`` (reversed where low is good).

    Between them ``similar``; ``not compared`` where any part is missing.  OHID, Fingertips Public Health Technical
    Guidance, goals.  Raises ``ValueError`` for a range out of order, or another polarity than ``higher`` and ``lower``.
    """
    y, low, high = np.broadcast_arrays(as_floats(value), *(as_floats(end) for end in goal))
    ordered("goal", low, high)
    above, below = y >= high, y < low
    better, worse = (below, above) if _lower_is_better(polarity) else (above, below)
    return _goal(np.isnan(y + low + high), better, worse)


def _lower_is_better(polarity: str) -> bool:
    return one_of("polarity", polarity, POLARITIES[:2]) == "lower"


def _turned(polarity: str, value: ArrayLike, goal: ArrayLike) -> tuple[Floats, Floats]:
    sign = -1.0 if _lower_is_better(polarity) else 1.0
    y, aim = np.broadcast_arrays(as_floats(value) * sign, as_floats(goal) * sign)
    return y, aim


def _goal(missing: Bools, better: Bools, worse: Bools) -> Words:
    return np.select([missing, better, worse], [NOT_COMPARED, "better", "worse"], "similar")


def categories(values: ArrayLike, number: int = 5, *, highest_first: bool = False) -> Floats:
    """The fifth (fourth ...) of each area (one dimension) by bounds between areas; ``highest_first`` turns it.

    Bounds by linear interpolation, rounded to ten decimals; a value on a bound belongs below it.  Missing
    where there are fewer values than categories, or under four.  OHID, Fingertips.  Raises ``ValueError`` for
    infinite values, more than one dimension, or fewer than two categories.
    """
    y = as_floats(values)
    finite("values", y)
    if y.ndim > 1 or number < 2:
        raise ValueError(f"values must have one dimension and number be 2 or more: {y.ndim}, {number}")
    known = y[~np.isnan(y)]
    if known.size < max(number, FEWEST_AREAS):
        return np.full(y.size, np.nan)
    bounds = np.round(np.quantile(known, np.arange(1, number + 1) / number), 10)
    found = np.minimum(np.searchsorted(bounds, y, side="left"), number - 1) + 1.0
    return np.where(np.isnan(y), np.nan, number + 1 - found if highest_first else found)
