"""Which row is in force where several give the same figure."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from places import SAMPLES, Draw

from data.loading import ingest
from data.loading.publish import load
from data.storage import precedence
from data.storage.versions import Store
from data.tables import TABLES
from tests.data.stored import fingerprint, in_force, publish_nothing


@pytest.mark.slow
def test_sources_never_supersede_each_other(small_store: Store, figures: Draw, unchanged):
    load(small_store, figures("value | source_id | published_on\n53 | one | 2020\n54 | two | 2024"), unchanged)
    assert in_force(small_store) == [(53,), (54,)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("earlier", "later", "in_force_value"),
    [
        ("published_on | 2024-06", "published_on | 2024-05", 1),
        ("published_on | 2024-05", "published_on | 2024-06", 2),
        ("published_on | 2024-05", "published_on |", 1),
        ("published_on |", "published_on | 1999", 2),
        ("published_on |", "published_on |", 2),
        ("data_status | final", "data_status | provisional", 1),
        ("data_status | preliminary", "data_status | final", 2),
        ("data_status |", "data_status | provisional", 1),
        ("data_status | final", "data_status | final", 2),
    ],
)
def test_release_comes_before_status_and_status_before_load(
    small_store: Store, figures: Draw, unchanged, earlier: str, later: str, in_force_value: int
):
    for value, cell_text in ((1, earlier), (2, later)):
        column, _, cell = cell_text.partition("|")
        load(small_store, figures(f"value | {column}\n{value} | {cell}", f"{value}.csv"), unchanged)
    assert in_force(small_store) == [(in_force_value,)]


@pytest.mark.slow
def test_as_at_a_day_only_what_had_been_published_speaks(small_store: Store, figures: Draw, unchanged):
    load(small_store, figures("value | published_on\n53 | 2021-03-01\n54 | 2022-03-01\n55 | 2023"), unchanged)
    days = [date(2021, 2, 28), date(2021, 3, 1), date(2022, 12, 31), date(2023, 12, 30), date(2023, 12, 31)]
    assert [in_force(small_store, day) for day in days] == [[], [(53,)], [(54,)], [(54,)], [(55,)]]


@pytest.mark.slow
def test_as_at_a_day_a_row_of_unknown_release_counts_from_the_usual_months_after_its_period(
    small_store: Store, figures: Draw, unchanged
):
    """A year after it ended, where no indicator that reads it says how many months its publisher needs."""
    load(small_store, figures("period_start | period_end | value\n2019-04-01 | 2020-03-31 | 53"), unchanged)
    assert in_force(small_store, date(2021, 3, 30)) == []
    assert in_force(small_store, date(2021, 3, 31)) == [(53,)]


@pytest.mark.slow
def test_the_usual_months_never_decide_which_row_is_in_force(small_store: Store, figures: Draw, unchanged):
    """A stated release comes before one that is not known, whenever that may have come out."""
    load(small_store, figures("value | published_on\n53 | 2019-01-01", "first.csv"), unchanged)
    load(small_store, figures("value\n60", "second.csv"), unchanged)
    assert in_force(small_store, date(2030, 1, 1)) == [(53,)]


@pytest.mark.slow
def test_as_of_a_version_what_was_loaded_later_does_not_speak(small_store: Store, figures: Draw, unchanged):
    load(small_store, figures("value\n53", "first.csv"), unchanged)
    load(small_store, figures("value\n60", "second.csv"), unchanged)
    assert [in_force(small_store, version=version) for version in (1, 2, 3)] == [[], [(53,)], [(60,)]]


@pytest.mark.slow
def test_an_earlier_version_is_answered_from_the_current_file(small_store: Store, figures: Draw, unchanged):
    load(small_store, figures("value\n53", "first.csv"), unchanged)
    publish_nothing(small_store, 6)
    assert not small_store.file(2).exists()
    assert in_force(small_store, version=2) == [(53,)]
    assert in_force(small_store, version=1) == []


DAYS = st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2020, 1, 4)))
ROW = st.fixed_dictionaries(
    {
        "series": st.sampled_from("ab"),
        "area": st.sampled_from(("RY6", "RGD")),
        "role": st.sampled_from(("sending", "receiving")),
        "release": DAYS,
        "status": st.sampled_from((None, "final", "performance", "provisional", "preliminary")),
    }
)
LOADED = st.fixed_dictionaries(
    {
        "rows": st.lists(ROW, max_size=6),
        "loaded_on": st.dates(date(2020, 1, 1), date(2020, 1, 4)),
        "withdrawn_after": st.one_of(st.none(), st.integers(1, 3)),
    }
)
LAGS = {"a": 0, "b": 1}
ABOUT = {"a": date(2019, 12, 31), "b": date(2020, 1, 31)}
"""When rows of unknown release are taken to have come out: the end of 2019, and a month later."""
SETTLED = {"final": 3, "performance": 2, None: 1, "provisional": 0, "preliminary": 0}


def dully(loads: list[dict], version: int, day: date | None) -> dict[tuple, int]:
    """Which row is in force for each figure, said a second time without SQL."""
    best: dict[tuple, tuple] = {}
    for load_id, loaded in enumerate(loads, 1):
        gone = loaded["withdrawn_after"] is not None and load_id + loaded["withdrawn_after"] <= version
        if load_id > version or gone:
            continue
        for number, row in enumerate(loaded["rows"], 2):
            if day is not None and (row["release"] or ABOUT[row["series"]]) > day:
                continue
            key = row["series"], row["area"], row["role"]
            rank = (row["release"] is not None, row["release"], SETTLED[row["status"]], load_id, number)
            if row["release"] is None:
                rank = (False, date.min, *rank[2:])
            if key not in best or rank > best[key]:
                best[key] = rank
    return {key: (load_id, number) for key, (_, _, _, load_id, number) in best.items()}


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(loads=st.lists(LOADED, max_size=4), version=st.integers(1, 6), day=DAYS)
def test_the_rows_that_speak_are_those_a_dull_reading_picks(loads: list[dict], version: int, day: date | None):
    connection = duckdb.connect()
    for contract in TABLES:
        connection.execute(contract.create())
    for load_id, loaded in enumerate(loads, 1):
        gone = None if loaded["withdrawn_after"] is None else load_id + loaded["withdrawn_after"]
        connection.execute(
            "INSERT INTO load (load_id, loaded_at, version_from, version_to) VALUES (?, ?, ?, ?)",
            [load_id, loaded["loaded_on"], load_id, gone],
        )
        for number, row in enumerate(loaded["rows"], 2):
            connection.execute(
                """
                INSERT INTO service_activity (source, series, area, role, period_start, period_end, sex, age,
                    dimension, category, statistic, value, release, status, load_id, row_number)
                VALUES ('x', ?, ?, ?, '2019-01-01', '2019-12-31', 'Persons', 'All ages', '', '', 'count', 1, ?, ?, ?, ?)
                """,
                [row["series"], row["area"], row["role"], row["release"], row["status"], load_id, number],
            )
    precedence.materialise(connection, version, day, lags=LAGS)
    rows_in_force = "SELECT series, area, role, load_id, row_number FROM in_force_service_activity"
    current_rows = connection.execute(rows_in_force).fetchall()
    connection.close()
    assert {row[:3]: row[3:] for row in current_rows} == dully(loads, version, day)
    assert len({row[:3] for row in current_rows}) == len(current_rows)


def test_a_clean_sample_can_be_checked_against_a_store_without_changing_it(small_store: Store):
    before = fingerprint(small_store.file(1))
    assert not ingest.check(small_store.read(), SAMPLES / "talking_therapies_2023-05.csv").refused
    assert fingerprint(small_store.file(1)) == before
    assert small_store.version == 1
