"""Medians of amounts that were counted, with limits by order: nothing is assumed of how the amounts are spread."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from indicators.methods.checks import above_zero, as_floats, refuse
from indicators.methods.intervals import z_score


def median(amounts: ArrayLike, times: ArrayLike, confidence: float = 0.95) -> tuple[float, float, float]:
    """The median of amounts, each of which came so many ``times``, with its limits: value, lower, upper.

    The limits are the amounts at ranks n/2 -+ z sqrt(n)/2, to the nearest whole rank (Campbell MJ, Gardner MJ (1988), BMJ
    296:1454); missing where the ranks lie outside the amounts.  Raises ``ValueError`` for negative times, or none at all.
    """
    x, n = as_floats(amounts), as_floats(times)
    refuse("times", n, n < 0, "0 or more")
    total = above_zero("the sum of times", float(n.sum()))
    order = np.argsort(x, kind="stable")
    x, upto = x[order], np.cumsum(n[order])

    def at(rank: float) -> float:
        inside = 1 <= rank <= total
        return float(x[np.searchsorted(upto, rank)]) if inside else float("nan")

    half = z_score(confidence) * np.sqrt(total) / 2
    middle = (at(np.floor((total + 1) / 2)) + at(np.ceil((total + 1) / 2))) / 2
    return middle, at(np.round(total / 2 - half)), at(np.round(total / 2 + half + 1))
