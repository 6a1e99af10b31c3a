"""Two loads of one layout set against each other: figures that are new, gone or revised, and the largest changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from duckdb import DuckDBPyConnection

from data.contract import Contract
from data.loading.load_diff import EVERYBODY, content
from data.query import one
from data.storage.errors import StoreError
from data.tables import FIGURES, LOADABLE, POPULATIONS

NAMED_AT_MOST = 10
STATES = ("new", "gone", "revised", "unchanged")


@dataclass(frozen=True)
class Change:
    """A figure that both loads have, with another value or mark: which one it is, before and after."""

    series: str
    series_name: str
    area: str
    groups: tuple[str, ...]
    period: tuple[date, date]
    before: float | None
    after: float | None
    row: int


@dataclass(frozen=True)
class Comparison:
    """How many ``figures`` of two loads, or entries of a register or records, are what, each once; revised figures that changed most.

    Changes are ordered by how much a value changed in proportion to itself, so that figures in different units stand
    in one list; those that came to be hidden, or were, follow.
    """

    new: int
    gone: int
    revised: int
    unchanged: int
    largest: tuple[Change, ...]
    figures: bool = True


def compare(connection: DuckDBPyConnection, earlier: int, later: int) -> Comparison:
    """Set the rows of a load against those of an earlier one.

    Raises ``StoreError`` where one is not there or erased, and where they are of different layouts.
    """
    contract = _contract(connection, earlier, later)
    figures = contract.table in FIGURES
    keys, content_columns = ", ".join(contract.key), content(contract)
    same = " AND ".join(f"earlier.{name} IS NOT DISTINCT FROM later.{name}" for name in contract.key)
    equal = " AND ".join(f"earlier.{name} IS NOT DISTINCT FROM later.{name}" for name in content_columns)
    rows = (
        f"SELECT * FROM {contract.table} WHERE load_id = {{}} "
        f"QUALIFY row_number() OVER (PARTITION BY {keys} ORDER BY row_number) = 1"
    )
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE compared AS
        WITH earlier AS ({rows.format("$earlier")}), later AS ({rows.format("$later")})
        SELECT later.*, {"earlier.value AS before," if figures else ""}
            CASE WHEN earlier.load_id IS NULL THEN 'new' WHEN later.load_id IS NULL THEN 'gone'
                 WHEN {equal} THEN 'unchanged' ELSE 'revised' END AS standing
        FROM earlier FULL OUTER JOIN later ON {same}
        """,
        {"earlier": earlier, "later": later},
    )
    counted = dict(connection.execute("SELECT standing, count(*) FROM compared GROUP BY standing").fetchall())
    return Comparison(
        **{state: counted.get(state, 0) for state in STATES},
        largest=_largest(connection) if figures else (),
        figures=contract.table in FIGURES | POPULATIONS,
    )


def _contract(connection: DuckDBPyConnection, *loads: int) -> Contract:
    """The contract of the table that both loads are in."""
    layouts = []
    for load in loads:
        load_row = one(connection, "SELECT layout, table_name, erased_at FROM load WHERE load_id = ?", [load])
        if load_row is None or load_row[2] is not None:
            raise StoreError(f"There are no rows of load {load}. Choose another load.")
        layouts.append(load_row[:2])
    if layouts[0] != layouts[1]:
        raise StoreError(f"Loads {loads[0]} and {loads[1]} are of different kinds. Choose two of one kind.")
    return LOADABLE[layouts[0][1]]


def _largest(connection: DuckDBPyConnection) -> tuple[Change, ...]:
    revised_rows = connection.execute(
        """
        SELECT series, coalesce(series_name, series), area, sex, age, category, period_start, period_end, before, value,
            row_number
        FROM compared WHERE standing = 'revised' AND before IS DISTINCT FROM value
        ORDER BY abs(value - before) / nullif(abs(before), 0) DESC NULLS LAST, row_number LIMIT ?
        """,
        [NAMED_AT_MOST],
    ).fetchall()
    return tuple(
        Change(series, name, area, tuple(part for part in groups if part not in EVERYBODY), (start, end), *values)
        for series, name, area, *groups, start, end, before, after, row in revised_rows
        for values in [(before, after, row)]
    )
