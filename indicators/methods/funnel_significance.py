"""Which areas of a funnel differ from their average by more than chance, as Fingertips labels them."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from indicators.methods.checks import Bools, Words, as_floats, finite, refuse
from indicators.methods.comparison import NOT_COMPARED
from indicators.methods.intervals import poisson


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


def _labels(known: Bools, above: tuple[Bools, Bools], below: tuple[Bools, Bools]) -> Words:
    (high3, high2), (low3, low2) = above, below
    words = [NOT_COMPARED, "High (0.001)", "High (0.025)", "Low (0.001)", "Low (0.025)"]
    return np.select([~known, high3, high2, low3, low2], words, "Not significant")
