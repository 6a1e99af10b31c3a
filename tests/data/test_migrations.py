"""Older tables are brought up to date step by step in the next version; those of a newer release are refused."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from data.__main__ import main
from data.loading import bundle
from data.storage import connections, first_records, migrations, steps
from data.storage.errors import NewerStoreError
from data.storage.first_tables import FIRST_TABLES
from data.storage.steps import STEPS, Step
from data.storage.versions import Store, StoreError
from data.tables import TABLES
from indicators.core.measures.refresh import recompute
from tests.data.stored import as_an_earlier_release_made_it, figure, fingerprint, publish_nothing


def columns(connection: duckdb.DuckDBPyConnection) -> set[tuple[str, str, str]]:
    query = "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal"
    return set(connection.execute(query).fetchall())


def new() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    migrations.bring_up_to_date(connection, 1)
    return connection


def taken(store: Store) -> list[tuple[int, int]]:
    return store.read().execute("SELECT step, version_from FROM migration ORDER BY step").fetchall()


def of_a_release_that_knew(monkeypatch: pytest.MonkeyPatch, *added: Step) -> None:
    """As though this release had more steps than it has."""
    monkeypatch.setattr(migrations, "STEPS", (*STEPS, *added))


def shout(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("UPDATE area SET name = upper(name)")


# A new store and an older one


def test_a_new_store_has_every_table_of_the_contracts_and_has_been_through_every_step():
    connection = new()
    assert columns(connection) == {(c.table, column.name, c.stored(column)) for c in TABLES for column in c.columns}
    assert migrations.taken(connection) == len(STEPS)


@pytest.mark.parametrize("missing", ["", *FIRST_TABLES])
@pytest.mark.slow
def test_an_older_store_taken_through_every_step_has_the_tables_of_a_new_one(missing: str):
    """Where this fails, a contract was changed without a step: data/storage/steps.py says how to add one."""
    older = duckdb.connect()
    for table, definition in FIRST_TABLES.items():
        if table != missing:
            older.execute(f"CREATE TABLE {table} ({definition.rpartition(',')[0]})")
    migrations.bring_up_to_date(older, 7)
    assert columns(older) == columns(new())


def test_steps_keep_rows_and_a_new_column_is_empty():
    older = duckdb.connect()
    older.execute("CREATE TABLE area (code VARCHAR, name VARCHAR)")
    older.execute("INSERT INTO area VALUES ('E08000035', 'Leeds')")
    migrations.bring_up_to_date(older, 7)
    query = "SELECT code, name, parent FROM area WHERE code = 'E08000035'"
    assert older.execute(query).fetchall() == [("E08000035", "Leeds", None)]


def test_records_of_an_older_store_keep_their_words():
    """Tables held them as text until a step had them held by number."""
    older = duckdb.connect()
    older.execute("CREATE TABLE area (code VARCHAR, name VARCHAR)")
    first_records.make(older)
    words = [("Female", "White", "talking therapies", "routine", "moved on", "no"), (None,) * 6]
    for row in words:
        older.execute(
            "INSERT INTO referral (sex, ethnic_group, service, urgency, ending, paid_work) VALUES (?, ?, ?, ?, ?, ?)",
            row,
        )
    migrations.bring_up_to_date(older, 7)
    query = "SELECT sex, ethnic_group, service, urgency, ending, paid_work FROM referral ORDER BY rowid"
    assert older.execute(query).fetchall() == words


def test_a_store_that_is_up_to_date_is_left_alone():
    connection = new()
    before = connection.execute("FROM migration").fetchall()
    migrations.bring_up_to_date(connection, 9)
    assert connection.execute("FROM migration").fetchall() == before


# The next release


@pytest.mark.slow
def test_a_step_is_taken_once_in_the_next_version_and_the_sealed_one_stays(
    little_store: Store, monkeypatch: pytest.MonkeyPatch
):
    before = fingerprint(little_store.file(1))
    of_a_release_that_knew(monkeypatch, Step("Names in capitals", shout))
    assert little_store.outdated
    assert bundle.ensure(little_store, recompute)
    assert fingerprint(little_store.file(1)) == before
    assert taken(little_store) == [*((number, 1) for number in range(1, len(STEPS) + 1)), (len(STEPS) + 1, 2)]
    assert little_store.read().execute("SELECT count(*) FROM area WHERE name = 'LEEDS'").fetchall() != [(0,)]
    assert not little_store.outdated
    assert not bundle.ensure(little_store, recompute)
    assert little_store.version == 2


@pytest.mark.slow
def test_the_history_says_which_steps_were_taken(little_store: Store, monkeypatch: pytest.MonkeyPatch):
    of_a_release_that_knew(monkeypatch, Step("Names in capitals", shout))
    bundle.ensure(little_store, recompute)
    query = "SELECT what, who, note FROM version WHERE version = 2"
    assert little_store.read().execute(query).fetchall() == [
        ("recompute", "the dashboard", "Tables brought up to date by a newer release of the dashboard.")
    ]


def test_a_step_that_fails_changes_nothing_and_leaves_nothing(little_store: Store, monkeypatch: pytest.MonkeyPatch):
    def broken(connection: duckdb.DuckDBPyConnection) -> None:
        shout(connection)
        connection.execute("UPDATE nowhere SET nothing = 1")

    of_a_release_that_knew(monkeypatch, Step("Broken", broken))
    with pytest.raises(StoreError, match="Version 2 could not be made .* Nothing was changed"):
        bundle.ensure(little_store, recompute)
    assert little_store.version == 1
    assert not list(little_store.folder.glob("*.draft*"))


@pytest.mark.slow
def test_going_back_to_an_older_form_brings_it_up_to_date_at_the_next_start(
    little_store: Store, monkeypatch: pytest.MonkeyPatch
):
    of_a_release_that_knew(monkeypatch, Step("Names in capitals", shout))
    bundle.ensure(little_store, recompute)
    little_store.go_back(1, "Ann")
    assert bundle.ensure(little_store, recompute)
    assert little_store.version == 3
    assert taken(little_store)[-1] == (len(STEPS) + 1, 3)


# The ledger


@pytest.mark.slow
def test_older_lines_of_the_ledger_are_brought_up_to_date_when_the_store_is_made_again(
    little_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "first.csv").write_text(figure(2020, 50), encoding="utf-8")
    assert main(["load", str(tmp_path / "first.csv"), "--store", str(little_store.folder)]) == 0

    def renamed(line: steps.Line) -> steps.Line:
        return line | {"loads": [load | {"title": load["title"].upper()} for load in line["loads"]]}

    of_a_release_that_knew(monkeypatch, Step("Titles in capitals", shout, renamed))
    assert main(["rebuild", "--store", str(little_store.folder)]) == 0
    titles = little_store.read().execute("SELECT title FROM load").fetchall()
    assert titles and all(title == title.upper() for (title,) in titles)


def test_a_line_without_a_step_is_one_of_a_release_before_steps(monkeypatch: pytest.MonkeyPatch):
    of_a_release_that_knew(monkeypatch, Step("Counted", shout, lambda line: line | {"seen": line.get("seen", 0) + 1}))
    assert migrations.line_up_to_date({"version": 1})["seen"] == 1
    assert "seen" not in migrations.line_up_to_date({"version": 1, "step": len(STEPS) + 1})


# A newer release


@pytest.fixture
def newer(little_store: Store) -> Store:
    """A store whose second version a newer release made."""
    with little_store.next_version() as draft:
        draft.connection.execute("INSERT INTO migration VALUES (999, 'Something to come', 2)")
        bundle.publish.record(draft.connection, draft.number, "recompute", "a test", "")
    connections.let_go(little_store.file(2))
    little_store.ledger.append([{"version": 2, "base": 1, "what": "recompute", "step": 999}])
    return little_store


@pytest.mark.parametrize("command", ["status", "loads", "undo 1", "verify", "rebuild"])
@pytest.mark.slow
def test_a_newer_store_is_refused_in_kind_words_and_not_changed(newer: Store, command: str, capsys):
    before = sorted(path.name for path in newer.folder.iterdir())
    assert main([*command.split(), "--store", str(newer.folder)]) == 2
    message = capsys.readouterr().err
    assert "was made by a newer release of the dashboard" in message and "Start the newer release." in message
    assert "damaged" not in message and "go-back" not in message
    assert sorted(path.name for path in newer.folder.iterdir()) == before
    assert newer.version == 2


def test_a_newer_store_can_still_be_copied(newer: Store, tmp_path: Path):
    assert main(["backup", str(tmp_path / "backup"), "--store", str(newer.folder)]) == 0
    assert Store(tmp_path / "backup").version == 2


def test_a_draft_upon_a_newer_store_is_refused(newer: Store):
    with pytest.raises(NewerStoreError, match="made by a newer release"):
        publish_nothing(newer)
    with pytest.raises(NewerStoreError, match="made by a newer release"), newer.rehearsal():
        pass


def test_a_release_without_steps_is_known_by_having_none(small_store: Store):
    as_an_earlier_release_made_it(small_store, "ALTER TABLE measure DROP COLUMN status")
    assert migrations.taken(small_store.read()) == 0
    assert small_store.outdated
