"""What a checked file brings beside what is held: rows that are new, revised, unchanged, or older than that."""

from __future__ import annotations

from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from data.contract import Contract
from data.history import speaking
from data.periods import label
from data.query import one
from data.staging import STAGED

NAMED_AT_MOST = 200
NOT_CONTENT = ("row_number", "load_id", "step_months", "window_months")
FIGURES = ("DOUBLE", "INTEGER", "BIGINT")


@dataclass(frozen=True)
class Revised:
    """One row that says another value than is held for the same figure."""

    row: int
    figure: str
    before: float | None
    after: float | None


@dataclass(frozen=True)
class Arrival:
    """How many rows of a file are what; ``older`` are of an earlier release than what is held, and change nothing."""

    new: int
    revised: int
    unchanged: int
    older: int
    revisions: tuple[Revised, ...] = ()


def arrival(connection: DuckDBPyConnection, contract: Contract, version: int) -> Arrival:
    """Set the rows in ``staged`` against those that speak in a version.

    The connection may be of the store or of a draft; the staged rows must not have been added to it yet.
    """
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE held_before AS {speaking(contract.table)}",
        {"version": version, "day": None, "series": None},
    )
    same = " AND ".join(f"staged.{name} IS NOT DISTINCT FROM held.{name}" for name in contract.key)
    content = [column.name for column in contract.columns if _is_content(contract, column.name)]
    equal = " AND ".join(f"staged.{name} IS NOT DISTINCT FROM held.{name}" for name in content)
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE set_against AS
        SELECT staged.row_number, staged.series, staged.period_start, staged.period_end, staged.category,
            held.value AS before, staged.value AS after,
            CASE WHEN held.load_id IS NULL THEN 'new' WHEN {equal} THEN 'unchanged'
                 WHEN staged.release < held.release THEN 'older' ELSE 'revised' END AS state
        FROM {STAGED} AS staged LEFT JOIN held_before AS held ON {same}
    """)
    counted = {
        state: int((one(connection, "SELECT count(*) FROM set_against WHERE state = ?", [state]) or (0,))[0])
        for state in ("new", "revised", "unchanged", "older")
    }
    return Arrival(**counted, revisions=_revisions(connection))


def _is_content(contract: Contract, name: str) -> bool:
    """Is it part of what a figure says, rather than which figure it is or where it came from?"""
    column = next(column for column in contract.columns if column.name == name)
    if column.key or name in NOT_CONTENT:
        return False
    return column.type in FIGURES or name == "suppressed"


def _revisions(connection: DuckDBPyConnection) -> tuple[Revised, ...]:
    found = connection.execute(
        f"SELECT row_number, series, period_start, period_end, category, before, after FROM set_against "
        f"WHERE state = 'revised' ORDER BY row_number LIMIT {NAMED_AT_MOST}"
    ).fetchall()
    return tuple(
        Revised(row, ", ".join(part for part in (series, category, label(start, end)) if part), before, after)
        for row, series, start, end, category, before, after in found
    )
