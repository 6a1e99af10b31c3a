"""What each indicator counts of records is what SQL counts that was written by hand from its definition, row for row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest

from data.storage import precedence
from data.storage.versions import Store
from indicators import catalogue
from indicators.core.measures import event_counts, records_in_force
from indicators.core.measures.event_counts import LOAD, NUMBER, PERIOD, SUMS
from indicators.core.measures.records_in_force import Records
from indicators.core.records import FIFTH, NOT_KNOWN, Events
from tests.benchmarks.by_hand import BY_HAND, asked

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def connection(illustrated: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The records of a made-up city, in force."""
    store = Store(illustrated)
    cursor = store.read()
    precedence.materialise(cursor, store.version, illustrative=True)
    yield cursor
    cursor.close()


@pytest.fixture(scope="module")
def records(connection: duckdb.DuckDBPyConnection) -> Records:
    return records_in_force.of_store(connection)


@pytest.mark.parametrize("name", BY_HAND)
def test_every_count_is_that_of_sql_by_hand(connection: duckdb.DuckDBPyConnection, records: Records, name: str):
    for question in asked(catalogue()[name], BY_HAND[name]):
        ours = records.rows(event_counts.counts(question.figures, question.body, question.figures.by))
        hand = as_ours(connection.execute(question.sql).df(), question.figures)
        assert len(ours)
        pd.testing.assert_frame_equal(sorted_by_key(ours), sorted_by_key(hand), check_dtype=False)


def as_ours(hand: pd.DataFrame, figures: Events) -> pd.DataFrame:
    """With the number of each period and the name of each group."""
    months = hand[PERIOD].dt.year * 12 + hand[PERIOD].dt.month - figures.first_month
    named = {name: hand[name].map(str).where(hand[name].notna(), NOT_KNOWN) for name in figures.by}
    if FIFTH in named:
        named[FIFTH] = named[FIFTH].str.removesuffix(".0")
    return hand.assign(**{PERIOD: months // figures.step_months}, **named)


def sorted_by_key(rows: pd.DataFrame) -> pd.DataFrame:
    keys = [name for name in rows if name not in (*SUMS, LOAD)]
    rows = rows.astype(dict.fromkeys([*SUMS, LOAD], np.float64))
    if NUMBER in rows:
        rows = rows.astype({NUMBER: np.float64})
    return rows[sorted(rows)].sort_values(sorted(keys), ignore_index=True)
