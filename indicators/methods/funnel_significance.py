"""Which areas of a funnel differ from their average by more than chance, as Fingertips labels them."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from indicators.methods.checks import Bools, Words, as_floats, finite, refuse
from indicators.methods.comparison import NOT_COMPARED
from indicators.methods.funnel import TAILS, derived_denominators, proportion_limits
from indicators.methods.intervals import poisson
from indicators.methods.standardisation import FEWEST_EVENTS

NOT_APPLICABLE = "Not applicable for events less than 10 for dsrs"


def significance_of_proportions(events: ArrayLike, trials: ArrayLike) -> Words:
    """Which areas lie strictly outside the limits at their own size, about the average of them all.

    ``High`` or ``Low`` with the tail, 0.001 or 0.025, or ``Not significant``: PHEindicatormethods,
    ``assign_funnel_significance``.  One with a missing number is ``not compared``, and in no average.  Raises ``ValueError``
    for events outside 0 to trials, or trials that are not above 0.
    """
    x, n = np.broadcast_arrays(as_floats(events), as_floats(trials))
    refuse("trials", n, n <= 0, "above 0")
    refuse("events", x, (x < 0) | (x > n), "between 0 and trials")
    known = ~np.isnan(x + n)
    if not known.any():
        return np.full(x.shape, NOT_COMPARED)
    average, p = x[known].sum() / n[known].sum(), x / n
    outer, inner = (proportion_limits(average, n, tail, 1) for tail in (TAILS["3s"], TAILS["2s"]))
    return _labels(known, (p > outer.upper, p > inner.upper), (p < outer.lower, p < inner.lower))


def significance_of_ratios(observed: ArrayLike, expected: ArrayLike, average: ArrayLike = 1) -> Words:
    """Which areas' intervals of observed over expected leave out the average: 99.8% first, then 95%.

    The words of ``significance_of_proportions``.  Exact limits below ten events, Byar's from ten, so a point close to a line
    may be labelled against it.  For rates give derived denominators as ``expected``, and the average rate.  One with a
    missing number is ``not compared``.  Raises ``ValueError`` for negative observed events, expected ones that are not
    above 0, or an infinite average.
    """
    x, e, mean = np.broadcast_arrays(as_floats(observed), as_floats(expected), as_floats(average))
    refuse("expected", e, e <= 0, "above 0")
    finite("average", mean)
    (low3, high3), (low2, high2) = (poisson(x, level) for level in (0.998, 0.95))
    return _labels(~np.isnan(x + e + mean), (low3 / e > mean, low2 / e > mean), (high3 / e < mean, high2 / e < mean))


def significance_of_rates(
    counts: ArrayLike,
    populations: ArrayLike,
    rates: ArrayLike,
    multiplier: float = 100_000,
    *,
    standardised: bool = False,
) -> Words:
    """As for ratios, against the average of all areas; a standardised rate needs ten events.

    Rates are per ``multiplier`` person-years.  Raises ``ValueError`` as ``derived_denominators`` and ``significance_of_ratios`` do.
    """
    x, n = as_floats(counts), derived_denominators(counts, populations, rates, multiplier)
    counted = ~(standardised & (x == 0)) & ~np.isnan(x + n)
    if not counted.any():
        return np.where(standardised & (x < FEWEST_EVENTS), NOT_APPLICABLE, np.full(x.shape, NOT_COMPARED))
    average = x[counted].sum() / n[counted].sum()
    found = significance_of_ratios(x, n, average)
    return np.where(standardised & (x < FEWEST_EVENTS), NOT_APPLICABLE, found)


def _labels(known: Bools, above: tuple[Bools, Bools], below: tuple[Bools, Bools]) -> Words:
    (high3, high2), (low3, low2) = above, below
    words = [NOT_COMPARED, "High (0.001)", "High (0.025)", "Low (0.001)", "Low (0.025)"]
    return np.select([~known, high3, high2, low3, low2], words, "Not significant")
