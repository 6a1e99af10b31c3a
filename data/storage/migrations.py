"""Bringing the tables of an older release's store up to date, and refusing those of a newer one.

Each version's file says in its table ``migration`` which steps it has been through; ``data/storage/steps.py`` lists
them and tells how to add one.
"""

from __future__ import annotations

from duckdb import CatalogException, DuckDBPyConnection

from data.query import one
from data.storage.errors import NewerStoreError
from data.storage.steps import STEPS, Line
from data.tables import TABLES
from data.tables.migration import MIGRATION

STEP = "step"
"""Under this name a line of the ledger says how many steps the tables had been through when it was written."""


def taken(connection: DuckDBPyConnection) -> int:
    """How many steps a version's tables have been through; 0 where a release made it that knew no steps."""
    try:
        step_row = one(connection, f"SELECT coalesce(max(step), 0) FROM {MIGRATION.table}")
    except CatalogException:  # to look for the table first takes ten times as long, and readers ask often
        return 0
    return int(step_row[0]) if step_row else 0


def outdated(connection: DuckDBPyConnection) -> bool:
    """Are there steps that a version's tables have not been through?"""
    return taken(connection) < len(STEPS)


def refuse_newer(connection: DuckDBPyConnection, name: str) -> None:
    """Raise ``NewerStoreError`` where a version's tables have been through steps that this release does not know."""
    _refuse(taken(connection), name)


def bring_up_to_date(connection: DuckDBPyConnection, version: int) -> None:
    """Take the tables of a draft through the steps that they lack; make the tables where there are none.

    ``version`` is the draft's number.  Raises ``NewerStoreError`` where a newer release made them.
    """
    steps_taken = taken(connection)
    is_new = not steps_taken and not _has_tables(connection)
    _refuse(steps_taken, "The store")
    if is_new:
        for contract in TABLES:
            connection.execute(contract.create())
    connection.execute(MIGRATION.create())
    for number, step in enumerate(STEPS[steps_taken:], start=steps_taken + 1):
        if not is_new:
            step.change(connection)
        connection.execute(
            f"INSERT INTO {MIGRATION.table} (step, about, version_from) VALUES (?, ?, ?)", [number, step.about, version]
        )


def line_up_to_date(line: Line) -> Line:
    """A line of the ledger as this release would write it.

    Raises ``NewerStoreError`` where a newer release wrote it.
    """
    steps_taken = int(line.get(STEP) or 0)
    _refuse(steps_taken, "The ledger")
    for step in STEPS[steps_taken:]:
        line = step.of_ledger(line)
    return line | {STEP: len(STEPS)}


def _refuse(steps_taken: int, name: str) -> None:
    if steps_taken > len(STEPS):
        raise NewerStoreError(
            f"{name} was made by a newer release of the dashboard: its tables have been through {steps_taken} steps, and this "
            f"release knows {len(STEPS)}. Nothing was changed. Start the newer release."
        )


def _has_tables(connection: DuckDBPyConnection) -> bool:
    return one(connection, "SELECT 1 FROM duckdb_tables() LIMIT 1") is not None
