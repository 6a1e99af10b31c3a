"""The step change that a control chart proposes.  NumPy only."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.methods.checks import as_floats
from indicators.methods.spc import OURS, POINTS_NEEDED_AFTER_REBASE, Settings, charts
from indicators.methods.spc_charts import follows_on, placed

SHIFT_TO_PROPOSE = 8


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
    is_eligible = (start >= 0) & (after.sum(axis=1) >= POINTS_NEEDED_AFTER_REBASE) & ~(new.high | new.low).any(axis=1)
    is_eligible &= (new.upper > new.lower)[:, -1]
    if provisional is not None:
        is_eligible &= ~(after & np.asarray(provisional, dtype=bool)).any(axis=1)
    return np.where(is_eligible & ~np.isin(start, np.asarray(refused, dtype=np.int64)), start, -1)
