"""Who takes part beside who lives here: each group of a network with the share that it has of the place's residents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd
from duckdb import DuckDBPyConnection

from data.tables.registers.participation import NOT_STATED
from indicators.core import residents
from indicators.core.model import Role
from indicators.core.strategy.model import Strategy

QUARTER = ["network", "period_start", "period_end", "characteristic"]


def places_of_networks(strategies: Iterable[Strategy]) -> dict[str, str]:
    """The council whose residents each network is compared with: the only one of the strategies that name the network.

    Where several councils stand for the place nothing is added up, so its networks are compared with nobody.
    """
    councils_by_network: dict[str, set[str]] = {}
    for strategy in strategies:
        for network in strategy.who_stands_for(Role.NETWORK):
            councils = (body.code for body in strategy.who_stands_for(Role.LOCAL_AUTHORITY))
            councils_by_network.setdefault(network.code, set()).update(councils)
    return {network: next(iter(codes)) for network, codes in councils_by_network.items() if len(codes) == 1}


def materialise(connection: DuckDBPyConnection, places: Mapping[str, str]) -> None:
    """Put the groups that have a share of residents into the temporary table ``represented``, which an indicator reads.

    Columns of ``safe_participation`` with ``reference``, the group's share of residents in per cent, and
    ``population_base``, what they were counted by.  ``places`` says with whose residents each network is compared.
    """
    groups = connection.execute(
        "SELECT * FROM safe_participation WHERE characteristic <> '' AND NOT list_contains($no_group, group_name) "
        "AND list_contains($networks, network) ORDER BY ALL",
        {"no_group": list(NOT_STATED), "networks": list(places)},
    ).df()
    people = connection.execute(
        "SELECT * FROM in_force_population WHERE list_contains($areas, area)", {"areas": sorted({*places.values()})}
    ).df()
    compared = [
        _compared(groups.loc[at], people[people["area"] == places[groups.loc[at[0], "network"]]])
        for at in groups.groupby(QUARTER).groups.values()
    ]
    represented = pd.concat(compared or [groups.assign(reference=0.0, population_base="")], ignore_index=True)
    connection.register("set_beside", represented)
    connection.execute("CREATE OR REPLACE TEMP TABLE represented AS SELECT * FROM set_beside")
    connection.unregister("set_beside")


def _compared(rows: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """The groups of a characteristic, network and quarter that have a share of some people."""
    first = rows.iloc[0]
    reference = residents.reference(people, first["characteristic"], rows["group_name"], first["period_end"].year)
    if reference is None:
        return rows.head(0).assign(reference=0.0, population_base="")
    shares = rows["group_name"].map(dict(reference.shares)).astype("float64")
    return rows.assign(reference=shares, population_base=reference.name)[shares.notna()]
