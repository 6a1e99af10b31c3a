"""What a control chart says of each point: labels, variation, and the step change it proposes.  NumPy only."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.methods.checks import Words, as_floats, one_of
from indicators.methods.spc import OURS, POINTS_NEEDED_AFTER_REBASE, Charts, Settings, charts
from indicators.methods.spc_charts import follows_on, placed

COMMON = "Common Cause"
LABELS = {
    "single": ("Above UCL", "Below LCL"),
    "trend": ("7 Point Trend (Increasing)", "7 Point Trend (Decreasing)"),
    "two_of_three": ("2 in 3 Above CL", "2 in 3 Below CL"),
    "shift": ("7 Points Above CL", "7 Points Below CL"),
}
"""In the order in which NHSRplotthedots lets one rule go before another."""
SHIFT_TO_PROPOSE = 8


def labels(chart: Charts, per_point: str = "all") -> Words:
    """The rules each point meets (series, points), joined with ``; ``, or ``Common Cause``.

    ``per_point``: ``all``, or the first in the peers' order (``one``, NHSRplotthedots: outside the limits, trend,
    two of three, shift; where a rise and a fall share a point it belongs to the later).  Raises ``ValueError`` for another.
    """
    if one_of("per_point", per_point, ("all", "one")) == "one":
        found = [(met, word) for rule in LABELS for met, word in zip(_sides(chart, rule), LABELS[rule], strict=True)]
        return np.select([met for met, _ in found], [word for _, word in found], COMMON)
    words = np.full(chart.values.shape, "", dtype=object)
    for rule, names in LABELS.items():
        for met, word in zip(getattr(chart, rule), names, strict=True):
            words[met] = words[met] + f"; {word}"
    return np.where(words == "", COMMON, np.char.lstrip(words.astype(str), "; "))


def _sides(chart: Charts, rule: str) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Where a rule is met high and low; of a trend, the point that two share goes to the one that begins there."""
    high, low = getattr(chart, rule)
    if rule != "trend":
        return high, low
    both = high & low
    rises = np.zeros_like(both)
    rises[:, :-1] = chart.values[:, 1:] > chart.values[:, :-1]
    return high & ~(both & ~rises), low & ~(both & rises)


def variation(chart: Charts, direction: str, *, conflict: str = "improvement", per_point: str = "all") -> Words:
    """``common cause``, or ``improvement``, ``concern`` or ``neutral`` with ``high`` or ``low``, for each point.

    ``direction``: ``higher``, ``lower`` or ``none`` is better.  ``conflict``: what wins at a point that is both high
    and low (``improvement`` as the Excel tool has it, or ``concern``); with ``per_point="one"`` its one label decides.
    NHS England, Making Data Count.  Raises ``ValueError`` for another word in any of the three.
    """
    one_of("direction", direction, ("higher", "lower", "none"))
    improvement = one_of("conflict", conflict, ("improvement", "concern")) == "improvement"
    high, low = chart.high, chart.low
    if one_of("per_point", per_point, ("all", "one")) == "one":
        said = labels(chart, "one")
        high, low = (np.isin(said, [pair[side] for pair in LABELS.values()]) for side in (0, 1))
    high_wins = (direction == "higher") is improvement if direction != "none" else True
    kinds = {"higher": ("improvement", "concern"), "lower": ("concern", "improvement"), "none": ("neutral", "neutral")}
    up, down = kinds[direction]
    first, second = (high, low) if high_wins else (low, high)
    words = (f"{up} high", f"{down} low") if high_wins else (f"{down} low", f"{up} high")
    return np.select([first, second], words, "common cause")


def conflicts(chart: Charts) -> NDArray[np.bool_]:
    """Points (series, points) that are both high and low by different rules."""
    return chart.high & chart.low


def proposed_rebase(
    values: ArrayLike,
    periods: ArrayLike | None = None,
    *,
    refused: Sequence[int] = (),
    provisional: ArrayLike | None = None,
    settings: Settings = OURS,
) -> NDArray[np.int64]:
    """For each series, the point from which new limits are proposed, or -1.

    Ours, after Making Data Count's conditions: a shift of at least 8 points, with no gap in it, starts there and
    still runs; at least 12 points follow from there; these have limits of their own and show no special cause on
    them; the same point was not refused; and none of them is provisional.  A named person decides: it is never
    done of itself.
    """
    y = np.atleast_2d(as_floats(values))
    whole = charts(y, periods, settings=settings)
    start = np.full(y.shape[0], -1, dtype=np.int64)
    leads_on = np.ones(y.shape, dtype=bool)
    leads_on[:, :-1] = follows_on(y, placed(periods, y.shape))
    for side in whole.shift:
        running = np.flip(np.logical_and.accumulate(np.flip(side & leads_on, 1), axis=1), 1)
        length = running.sum(axis=1)
        start = np.where((length >= SHIFT_TO_PROPOSE) & (start < 0), y.shape[1] - length, start)
    after = np.arange(y.shape[1]) >= start[:, None]
    after &= ~np.isnan(y)
    new = charts(np.where(after, y, np.nan), periods, settings=settings, points_needed=POINTS_NEEDED_AFTER_REBASE)
    held = (start >= 0) & (after.sum(axis=1) >= POINTS_NEEDED_AFTER_REBASE) & ~(new.high | new.low).any(axis=1)
    held &= (new.upper > new.lower)[:, -1]
    if provisional is not None:
        held &= ~(after & np.asarray(provisional, dtype=bool)).any(axis=1)
    return np.where(held & ~np.isin(start, np.asarray(refused, dtype=np.int64)), start, -1)
