"""What a person brings to a count follows from that person's own records: counts of some people and of the others add up.

So an extract changes no more of a count than what the people in it bring, before and after.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from duckdb import DuckDBPyConnection

from data.storage import precedence
from data.storage.versions import Store
from data.tables import RECORDS
from indicators import catalogue
from indicators.core.measures import event_counts, records_in_force
from indicators.core.measures.event_counts import BODY, LOAD, NUMBER, PERIOD, SUMS
from indicators.core.measures.event_measures import COLUMN_OF
from indicators.core.records import Events

COUNTED = [
    (name, figures, COLUMN_OF[standing.capacity])
    for name, indicator in catalogue().items()
    for figures in indicator.figures
    if isinstance(figures, Events)
    for standing in indicator.stands
    if standing.capacity in COLUMN_OF
]
PERSONAL = [table for table, contract in RECORDS.items() if contract.person_level and "person" in contract.names]


@pytest.fixture(scope="module")
def records(illustrated: Path) -> Iterator[DuckDBPyConnection]:
    """A connection to made-up records, all of which are in ``all_<table>``, as though of three loads."""
    store = Store(illustrated)
    connection = store.read()
    precedence.materialise(connection, store.version, illustrative=True)
    for table in PERSONAL:
        several = "SELECT * REPLACE (CAST(1 + row_number % 3 AS INTEGER) AS load_id)"
        connection.execute(f"CREATE TEMP TABLE all_{table} AS {several} FROM in_force_{table}")
    yield connection
    connection.close()


def counted(connection: DuckDBPyConnection, figures: Events, body: str, people: str) -> pd.DataFrame:
    """The counts of some people, who are chosen by SQL."""
    table = figures.table
    connection.execute(f"CREATE OR REPLACE TEMP VIEW in_force_{table} AS SELECT * FROM all_{table} WHERE {people}")
    return records_in_force.of_store(connection).rows(event_counts.counts(figures, body, figures.by))


@pytest.mark.slow
@pytest.mark.parametrize(("name", "figures", "body"), COUNTED, ids=[f"{name} of a {body}" for name, _, body in COUNTED])
def test_counts_of_some_people_and_of_the_others_add_up(
    name: str, figures: Events, body: str, records: DuckDBPyConnection
):
    whole = counted(records, figures, body, "true")
    parts = [counted(records, figures, body, f"hash(person) % 3 = {part}") for part in range(3)]
    keys = [BODY, PERIOD, LOAD, *figures.by, *([NUMBER] if NUMBER in whole else [])]
    added = pd.concat(parts).groupby(keys, dropna=False)[SUMS].sum()
    assert len(whole)
    pd.testing.assert_frame_equal(whole.groupby(keys, dropna=False)[SUMS].sum(), added)
