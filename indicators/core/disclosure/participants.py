"""Who took part in a register, as it leaves the gate: with what is hidden, and what would give it away."""

from __future__ import annotations

import numpy as np
import pandas as pd
from duckdb import DuckDBPyConnection

from data.tables.registers.participation import NOT_STATED
from indicators.core.disclosure.gate import Mask, few, with_others
from indicators.core.disclosure.policy import threshold

GROUP = ["network", "period_start", "period_end", "characteristic"]
EVERYBODY = ["network", "period_start", "period_end"]


def participation(connection: DuckDBPyConnection) -> pd.DataFrame:
    """Who took part, with what is hidden: ``people`` and ``new_people`` are empty there, and ``hidden`` says so.

    Groups of a characteristic are parts of everybody in their network and quarter, and so are new people of all.
    ``known`` is how many people named a group of the row's characteristic; empty where a
    hidden group would follow from it, and ``known_hidden`` says so.
    """
    participants = connection.execute("SELECT * FROM in_force_participation ORDER BY ALL").df()
    fewest = threshold()
    people, fresh = participants["people"].astype("float64"), participants["new_people"].astype("float64")
    hidden = _hidden_parts(participants, people, few(people, fewest), fewest)
    new_hidden = few(fresh, fewest) | few(people - fresh, fewest) | hidden
    for parts in (fresh, people - fresh, fresh):  # what is hidden of either may need more hidden of the other
        new_hidden = _hidden_parts(participants, parts, new_hidden, fewest)
    return _with_known(participants, people, hidden, fewest).assign(
        people=people.mask(hidden),
        new_people=fresh.mask(new_hidden),
        hours=participants["hours"].astype("float64").mask(hidden),
        over_limit=participants["over_limit"]
        .astype("float64")
        .mask(hidden | few(participants["over_limit"].astype("float64"), fewest)),
        hidden=hidden,
        new_hidden=new_hidden,
    )


def _with_known(participants: pd.DataFrame, people: pd.Series[float], hidden: Mask, fewest: int) -> pd.DataFrame:
    """How many people named a group of a characteristic, as ``known``, and whether that is hidden, as ``known_hidden``.

    It splits everybody into those who named a group and those who did not, so what is hidden of either part must be
    hidden by itself.  People of whom nothing is written down are a hidden part too where they are few.  Where groups
    are more than everybody together, it is not known.
    """
    known, too_telling = pd.Series(np.nan, index=participants.index), pd.Series(False, index=participants.index)
    everybody = participants["characteristic"].eq("").to_numpy()
    wholes = {
        tuple(row): count
        for row, count in zip(participants.loc[everybody, EVERYBODY].to_numpy(), people[everybody], strict=True)
    }
    for rows in participants[~everybody].groupby(GROUP, sort=False).indices.values():
        at = participants.index[~everybody][rows]
        counts, masked = people[at].to_numpy(), hidden[at]
        not_stated = participants.loc[at, "group_name"].isin(NOT_STATED).to_numpy()
        rest = wholes.get(tuple(participants.loc[at[0], EVERYBODY]), counts.sum()) - counts.sum()
        missing = [*counts[masked & not_stated], *([rest] if 0 < rest < fewest else [])]
        parts = ([*counts[masked & ~not_stated]], missing)
        if not all(not part or (len(part) > 1 and sum(part) >= fewest) for part in parts):
            too_telling[at] = True
        elif rest >= 0:
            known[at] = counts[~not_stated].sum()
    return participants.assign(known=known, known_hidden=too_telling)


def _hidden_parts(participants: pd.DataFrame, counts: pd.Series[float], mask: Mask, fewest: int) -> Mask:
    """The mask with what else has to be hidden; where everybody together are too few, all of it."""
    mask = mask.copy()
    everybody = participants["characteristic"].eq("")
    too_few = (
        participants[EVERYBODY]
        .apply(tuple, axis=1)
        .isin(set(participants[mask & everybody][EVERYBODY].apply(tuple, axis=1)))
    )
    mask |= too_few.to_numpy(dtype=bool)
    for rows in participants[~everybody].groupby(GROUP, sort=False).indices.values():
        at = participants.index[~everybody][rows]
        mask[at] = with_others(counts[at].to_numpy(), mask[at], fewest)
    return mask


def materialise(connection: DuckDBPyConnection) -> None:
    """Put what passed the gate into the temporary table ``safe_participation``, which indicators read."""
    safe = participation(connection)
    connection.register("passed_the_gate", safe)
    connection.execute("CREATE OR REPLACE TEMP TABLE safe_participation AS SELECT * FROM passed_the_gate")
    connection.unregister("passed_the_gate")
