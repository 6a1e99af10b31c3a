"""The one gate through which counts of people pass: a few are never shown, nor can they be worked out.

The mask is decided once, from the raw count, and covers everything made of it: count, share, limits.  Primary: counts
from 1 to one less than the threshold.  Secondary: of groups that add up to a total that is shown, one hidden group
would follow from the others, and several that add up to too few would say that each is few; so the next smallest is
hidden too, until that is no longer so (NHS England, Friends and Family Test; OpenSAFELY, output checking).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from indicators.core.disclosure.policy import fewest_behind, threshold

HIDDEN = "suppressed"
LIMITS = ("lower", "upper")
Mask = NDArray[np.bool_]


def few(counts: pd.Series[float], fewest: int) -> Mask:
    """Counts from 1 up to, and without, the fewest that may be shown; 0 may be shown, since it tells of nobody."""
    return np.asarray(counts.gt(0) & counts.lt(fewest), dtype=bool)


def with_others(counts: ArrayLike, hidden: ArrayLike, fewest: int) -> Mask:
    """Which parts of a shown total are hidden, beside those that are too few: the smallest others, as many as it takes.

    A part without a count (not a number) is hidden by whoever gave it, and counts as nobody.
    """
    values, mask = np.nan_to_num(np.asarray(counts, dtype=float)), np.array(hidden, dtype=bool)
    while mask.any() and not mask.all() and (mask.sum() == 1 or values[mask].sum() < fewest):
        others = np.flatnonzero(~mask)
        some = others[values[others] > 0]
        if not some.size:
            break
        mask[some[np.argmin(values[some])]] = True
    return mask


def hide_few(figures: pd.DataFrame) -> pd.DataFrame:
    """Figures of people without those that are too few: the numerator, the denominator, or their difference.

    Columns ``numerator``, ``denominator``, ``value`` and those of limits, which are emptied together; ``suppressed`` says
    why.  Figures that come from a table that passed the gate before are hidden where their column ``hidden`` says so.
    """
    fewest = threshold()
    top, below = figures["numerator"], figures["denominator"]
    mask = few(top, fewest) | few(below, fewest) | few(below - top, fewest)
    if "hidden" in figures:
        mask |= figures["hidden"].fillna(False).to_numpy(dtype=bool)
    return without(figures, mask)


def without(figures: pd.DataFrame, mask: Mask) -> pd.DataFrame:
    """Figures with everything made of the counts emptied where the mask says so, and why."""
    emptied = [name for name in figures.columns if name in ("numerator", "denominator", "value") or name[:5] in LIMITS]
    shown = figures.drop(columns=["hidden"], errors="ignore").copy()
    shown.loc[mask, emptied] = np.nan
    shown.loc[mask, "suppressed"] = HIDDEN
    return shown


def hide_few_in_parts(
    figures: pd.DataFrame, whose: Sequence[str], *, of_people: bool = True, table: str = ""
) -> pd.DataFrame:
    """Figures of people without those that are too few, nor the groups from which these would follow.

    Rows of one body and period (``whose``) that share a ``dimension`` add up to the row without one.  The mask is decided
    on the counts on top, below and, where both are ``of_people``, the rest of the share; the contract of a ``table`` of
    records may ask for more people below than the rule for all does.
    """
    fewest = threshold()
    behind = fewest_behind(table, fewest) if table else fewest
    top, below = figures["numerator"].astype("float64"), figures["denominator"].astype("float64")
    counts = [(top, fewest), (below, behind), (below - top, fewest)] if of_people else [(top, fewest)]
    mask: Mask = np.any([few(*count) for count in counts], axis=0)
    keys, parts = pd.MultiIndex.from_frame(figures[list(whose)]), figures["dimension"].ne("").to_numpy()
    mask |= keys.isin(keys[mask & ~parts])
    for rows in figures[parts].groupby([*whose, "dimension"], sort=False).indices.values():
        at = np.flatnonzero(parts)[rows]
        at = at[np.argsort(figures["category"].to_numpy(dtype=str)[at], kind="stable")]  # equal counts by their names
        if of_people:  # first by people alone, so that all shares of the same people hide the same groups beside a few
            mask[at] |= with_others(below.to_numpy()[at], few(below, behind)[at], behind)
        hidden = -1
        while mask[at].sum() > max(hidden, 0):  # what is hidden of one count may need more hidden of another
            hidden = int(mask[at].sum())
            for count, least in counts:
                mask[at] = with_others(count.to_numpy()[at], mask[at], least)
    return without(figures, mask)
