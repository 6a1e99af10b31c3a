"""The one gate through which counts of people pass: a few are never shown, nor can they be worked out.

The mask is decided once, from the raw count, and covers everything made of it: count, share, limits.  Primary: counts
from 1 to one less than the threshold.  Secondary: of groups that add up to a total that is shown, one hidden group
would follow from the others, and several that add up to too few would say that each is few; so the next smallest is
hidden too, until that is no longer so (NHS England, Friends and Family Test; OpenSAFELY, output checking).
"""

from __future__ import annotations

import os
from collections.abc import Sequence

import numpy as np
import pandas as pd
from duckdb import DuckDBPyConnection
from numpy.typing import ArrayLike, NDArray

from data.tables.place_link import FORMS
from data.tables.registers.participation import NOT_STATED

SETTING = "DASHBOARD_FEWEST_PEOPLE"
USUAL = 5
HIDDEN = "suppressed"
LIMITS = ("lower", "upper")
GROUP = ["network", "period_start", "period_end", "characteristic"]
EVERYBODY = ["network", "period_start", "period_end"]
SMALL_AREAS = "|".join(FORMS[kind] for kind in ("lsoa11", "lsoa21", "msoa11", "ward"))
"""The codes of places below a council."""
Mask = NDArray[np.bool_]


def threshold() -> int:
    """Fewer people than this are not shown.  Raises ``ValueError`` where the setting is no whole number above 1."""
    given = os.environ.get(SETTING, str(USUAL)).strip()
    if not given.isdigit() or int(given) < 2:
        raise ValueError(f"{SETTING} is {given!r}. Give the fewest people that may be shown, a whole number from 2 up.")
    return int(given)


def in_large_areas(figures: pd.DataFrame) -> pd.DataFrame:
    """Figures without those of wards and neighbourhoods, for subjects where even a rate would be of a few people."""
    kept: pd.DataFrame = figures[~figures["area"].str.fullmatch(SMALL_AREAS)]
    return kept


def few(counts: pd.Series[float], fewest: int) -> Mask:
    """Counts that are people, and too few of them; none is nobody, whom nothing is told of."""
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
    """Figures of people without those that are too few: on top, below, or the rest of a share.

    Columns ``numerator``, ``denominator``, ``value`` and those of limits, which are emptied together; ``suppressed`` says
    why.  Figures that come from a table that passed the gate before are hidden where their column ``hidden`` says so.
    """
    fewest = threshold()
    top, below = figures["numerator"], figures["denominator"]
    mask = few(top, fewest) | few(below, fewest) | few(below - top, fewest)
    if "hidden" in figures:
        mask |= figures["hidden"].fillna(False).to_numpy(dtype=bool)
    return _without(figures, mask)


def _without(figures: pd.DataFrame, mask: Mask) -> pd.DataFrame:
    """Figures with everything made of the counts emptied where the mask says so, and why."""
    emptied = [name for name in figures.columns if name in ("numerator", "denominator", "value") or name[:5] in LIMITS]
    shown = figures.drop(columns=["hidden"], errors="ignore").copy()
    shown.loc[mask, emptied] = np.nan
    shown.loc[mask, "suppressed"] = HIDDEN
    return shown


def hide_few_in_parts(figures: pd.DataFrame, whose: Sequence[str], *, of_people: bool = True) -> pd.DataFrame:
    """Figures of people without those that are too few, nor the groups from which these would follow.

    Rows of one body and period (``whose``) that share a ``dimension`` add up to the row without one.  The mask is decided
    on the counts on top, below and, where both are ``of_people``, the rest of the share.
    """
    fewest = threshold()
    top, below = figures["numerator"].astype("float64"), figures["denominator"].astype("float64")
    counts = [top, below, below - top] if of_people else [top]
    mask: Mask = np.any([few(count, fewest) for count in counts], axis=0)
    keys, parts = pd.MultiIndex.from_frame(figures[list(whose)]), figures["dimension"].ne("").to_numpy()
    mask |= keys.isin(keys[mask & ~parts])
    for rows in figures[parts].groupby([*whose, "dimension"], sort=False).indices.values():
        at = np.flatnonzero(parts)[rows]
        hidden = -1
        while mask[at].sum() > max(hidden, 0):  # what is hidden of one count may need more hidden of another
            hidden = int(mask[at].sum())
            for count in counts:
                mask[at] = with_others(count.to_numpy()[at], mask[at], fewest)
    return _without(figures, mask)


def participation(connection: DuckDBPyConnection) -> pd.DataFrame:
    """Who took part, with what is hidden: ``people`` and ``new_people`` are empty there, and ``hidden`` says so.

    Groups of a characteristic are parts of everybody in their network and quarter, and so are new people of all.
    ``known`` is how many people named a group of the row's characteristic; empty where a
    hidden group would follow from it, and ``known_hidden`` says so.
    """
    found = connection.execute("SELECT * FROM in_force_participation ORDER BY ALL").df()
    fewest = threshold()
    people, fresh = found["people"].astype("float64"), found["new_people"].astype("float64")
    hidden = _hidden_parts(found, people, few(people, fewest), fewest)
    new_hidden = few(fresh, fewest) | few(people - fresh, fewest) | hidden
    for parts in (fresh, people - fresh, fresh):  # what is hidden of either may need more hidden of the other
        new_hidden = _hidden_parts(found, parts, new_hidden, fewest)
    return _with_known(found, people, hidden, fewest).assign(
        people=people.mask(hidden),
        new_people=fresh.mask(new_hidden),
        hours=found["hours"].astype("float64").mask(hidden),
        over_limit=found["over_limit"]
        .astype("float64")
        .mask(hidden | few(found["over_limit"].astype("float64"), fewest)),
        hidden=hidden,
        new_hidden=new_hidden,
    )


def _with_known(found: pd.DataFrame, people: pd.Series[float], hidden: Mask, fewest: int) -> pd.DataFrame:
    """How many people named a group of a characteristic, as ``known``, and whether that is hidden, as ``known_hidden``.

    It splits everybody into those who named a group and those who did not, so what is hidden of either part must be
    hidden by itself.  People of whom nothing is written down are a hidden part too where they are few.  Where groups
    are more than everybody together, it is not known.
    """
    known, too_telling = pd.Series(np.nan, index=found.index), pd.Series(False, index=found.index)
    everybody = found["characteristic"].eq("").to_numpy()
    wholes = {
        tuple(row): count
        for row, count in zip(found.loc[everybody, EVERYBODY].to_numpy(), people[everybody], strict=True)
    }
    for rows in found[~everybody].groupby(GROUP, sort=False).indices.values():
        at = found.index[~everybody][rows]
        counts, masked = people[at].to_numpy(), hidden[at]
        not_stated = found.loc[at, "group_name"].isin(NOT_STATED).to_numpy()
        rest = wholes.get(tuple(found.loc[at[0], EVERYBODY]), counts.sum()) - counts.sum()
        missing = [*counts[masked & not_stated], *([rest] if 0 < rest < fewest else [])]
        parts = ([*counts[masked & ~not_stated]], missing)
        if not all(not part or (len(part) > 1 and sum(part) >= fewest) for part in parts):
            too_telling[at] = True
        elif rest >= 0:
            known[at] = counts[~not_stated].sum()
    return found.assign(known=known, known_hidden=too_telling)


def _hidden_parts(found: pd.DataFrame, counts: pd.Series[float], mask: Mask, fewest: int) -> Mask:
    """The mask with what else has to be hidden; where everybody together are too few, all of it."""
    mask = mask.copy()
    everybody = found["characteristic"].eq("")
    too_few = found[EVERYBODY].apply(tuple, axis=1).isin(set(found[mask & everybody][EVERYBODY].apply(tuple, axis=1)))
    mask |= too_few.to_numpy(dtype=bool)
    for rows in found[~everybody].groupby(GROUP, sort=False).indices.values():
        at = found.index[~everybody][rows]
        mask[at] = with_others(counts[at].to_numpy(), mask[at], fewest)
    return mask


def materialise(connection: DuckDBPyConnection) -> None:
    """Put what passed the gate into the temporary table ``safe_participation``, which indicators read."""
    safe = participation(connection)
    connection.register("passed_the_gate", safe)
    connection.execute("CREATE OR REPLACE TEMP TABLE safe_participation AS SELECT * FROM passed_the_gate")
    connection.unregister("passed_the_gate")
