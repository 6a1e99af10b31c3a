"""What a checked file brings beside what is held: rows that are new, revised, unchanged, older, or there twice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from duckdb import DuckDBPyConnection

from data.contract import Contract
from data.loading.contradictions import figure
from data.loading.staging import STAGED
from data.periods import label
from data.query import one
from data.storage.precedence import UNKNOWN_RELEASE, in_force, settled
from data.tables import PLACES, RECORDS, REGISTERS

NAMED_AT_MOST = 200
NOT_CONTENT = ("row_number", "load_id", "step_months", "window_months", "extracted")
ORIGIN = ("source", "citation")
EVERYBODY = ("", "Persons", "All ages")
NUMBERS = ("DOUBLE", "INTEGER", "BIGINT")
UNDECIDED = """(
    staged.release_precision <> held.release_precision
    AND CASE WHEN 'year' IN (staged.release_precision, held.release_precision)
        THEN year(staged.release) = year(held.release)
        ELSE date_trunc('month', staged.release) = date_trunc('month', held.release) END
) IS TRUE"""
STATES = ("new", "revised", "unchanged", "older", "repeated")


@dataclass(frozen=True)
class Revised:
    """One row that says another value than is held for the same figure."""

    row: int
    series: str
    area: str
    group: tuple[str, ...]
    period: str
    before: float | None
    after: float | None

    @property
    def figure(self) -> str:
        """Which figure it is, by its codes."""
        return ", ".join((self.series, self.area, *self.group, self.period))


@dataclass(frozen=True)
class Arrival:
    """How many rows of a file are what.

    ``older`` are outranked by what is held, of an earlier or unknown release or less settled, and change nothing.
    ``repeated`` give a figure again that an earlier row of the file gives.  ``undecided`` are rows, among those revised
    or older, whose release is not known exactly enough to say that it came after, or before, the one that is held.
    ``replacing`` are rows that give another value than one held of the same release, or both of an unknown one, where
    nothing says which came later: a file that reaches no further than what is held may be the older one.  ``emptying``
    are other rows that have a mark where a number is held.  ``kept`` are the series of which the figures held stay.
    Of many rows of either kind some are named, and all are counted.
    """

    new: int
    revised: int
    unchanged: int
    older: int
    repeated: int
    revisions: tuple[Revised, ...] = ()
    undecided: tuple[int, ...] = ()
    replacing: tuple[Revised, ...] = ()
    emptying: tuple[Revised, ...] = ()
    kept: tuple[str, ...] = ()
    rows_replacing: int = 0
    rows_emptying: int = 0


def arrival(
    connection: DuckDBPyConnection,
    contract: Contract,
    version: int,
    release: date | None = None,
    *,
    file: str = "",
    keeps_held: bool = False,
) -> Arrival:
    """Set the rows in ``staged`` against those in force in a version.

    ``release`` is the load's own, which is used for rows without one.  With ``keeps_held`` figures that are held stay
    where nothing says that the file's came later.  The name of the ``file`` says so where it is another version of one
    that is held.
    The connection may be of the store or of a draft; the staged rows must not have been added to it yet.
    """
    same = " AND ".join(f"staged.{name} IS NOT DISTINCT FROM held.{name}" for name in contract.key)
    equal = " AND ".join(f"staged.{name} IS NOT DISTINCT FROM held.{name}" for name in content(contract))
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE set_against AS
        WITH held AS ({in_force(contract.table)}),
        reach AS (SELECT source, series, max(period_end) AS reached FROM held GROUP BY ALL),
        arriving AS (SELECT source, series, max(period_end) AS reached FROM {STAGED} GROUP BY ALL)
        SELECT staged.row_number, {figure("staged")} AS figure, held.value AS before,
            CASE WHEN repeated.row_number IS NOT NULL THEN 'repeated'
                 WHEN held.load_id IS NULL THEN 'new' WHEN {equal} THEN 'unchanged'
                 WHEN {_rank("staged", "$release")} < {_rank("held")} THEN 'older' ELSE 'revised' END AS state,
            state IN ('revised', 'older') AND {UNDECIDED} AS undecided,
            state = 'revised' AND coalesce(staged.release, $release) IS NOT DISTINCT FROM held.release
                AND {settled("staged.status")} = {settled("held.status")}
                AND (held.release IS NOT NULL OR arriving.reached <= reach.reached)
                AND NOT list_contains($before, held.load_id) AS replacing,
            state = 'revised' AND NOT coalesce(replacing, false) AND staged.value IS NULL AND held.value IS NOT NULL
                AS emptying
        FROM {STAGED} AS staged LEFT JOIN held ON {same}
            LEFT JOIN repeated ON repeated.row_number = staged.row_number
                AND repeated.figure = {figure("staged")}
            LEFT JOIN reach ON reach.source = staged.source AND reach.series = staged.series
            LEFT JOIN arriving ON arriving.source = staged.source AND arriving.series = staged.series
    """,
        {
            "release": release,
            "version": version,
            "day": None,
            "series": None,
            "before": _loads_before(connection, version, file),
        },
    )
    replacing = _revisions(connection, "replacing")
    replaced, emptied = one(connection, "SELECT count_if(replacing), count_if(emptying) FROM set_against") or (0, 0)
    kept_series = _keep_earlier(connection) if keeps_held else ()
    counted = dict(connection.execute("SELECT state, count(*) FROM set_against GROUP BY state").fetchall())
    undecided = connection.execute("SELECT row_number FROM set_against WHERE undecided ORDER BY 1").fetchall()
    return Arrival(
        **{state: counted.get(state, 0) for state in STATES},
        revisions=_revisions(connection, "state = 'revised'"),
        undecided=tuple(row for (row,) in undecided),
        replacing=replacing,
        emptying=_revisions(connection, "emptying"),
        kept=kept_series,
        rows_replacing=replaced,
        rows_emptying=emptied,
    )


def _loads_before(connection: DuckDBPyConnection, version: int, file: str) -> list[int]:
    """The loads that a file surely comes after: those of the same publish, and earlier versions of the same file."""
    name, number = _version_in(file)
    loads = connection.execute("SELECT load_id, file_name, version_from FROM load").fetchall()
    return [
        load
        for load, file_name, published_in in loads
        if published_in == version or (_version_in(file_name)[0] == name and _version_in(file_name)[1] < number)
    ]


def _version_in(file: str) -> tuple[str, int]:
    """A file's name without the number of its version, and that number: "x_v2.csv" is version 2 of "x.csv"."""
    match = re.fullmatch(r"(.+?)[ _-]v(\d{1,3})(\.\w+)+", file, re.IGNORECASE)
    return (f"{match[1]}{match[3]}".lower(), int(match[2])) if match else (file.lower(), 1)


def _keep_earlier(connection: DuckDBPyConnection) -> tuple[str, ...]:
    """Have rows that may be older than what is held change nothing; the series that they are of."""
    connection.execute("UPDATE set_against SET state = 'older' WHERE replacing")
    series_rows = connection.execute(
        f"SELECT DISTINCT series FROM set_against JOIN {STAGED} USING (row_number) "
        f"WHERE replacing AND figure = {figure(STAGED)} ORDER BY 1"
    ).fetchall()
    return tuple(series for (series,) in series_rows)


def _rank(row: str, otherwise: str = "NULL") -> str:
    """SQL for what decides which of two rows of one figure is in force, as ``in_force`` has it."""
    return f"(coalesce({row}.release, {otherwise}, {UNKNOWN_RELEASE}), {settled(f'{row}.status')})"


def content(contract: Contract) -> list[str]:
    """The columns of what a figure or entry says, rather than of which one it is or where it came from."""
    others = [column for column in contract.columns if not column.key and column.name not in NOT_CONTENT]
    if contract.table in REGISTERS | RECORDS:
        return [column.name for column in others]
    if contract.table in PLACES:
        return [column.name for column in others if column.name not in ORIGIN]
    return [column.name for column in others if column.type in NUMBERS or column.name == "suppressed"]


def _revisions(connection: DuckDBPyConnection, condition: str) -> tuple[Revised, ...]:
    rows = connection.execute(
        f"SELECT row_number, series, area, sex, age, category, period_start, period_end, before, value "
        f"FROM set_against JOIN {STAGED} USING (row_number) WHERE figure = {figure(STAGED)} AND {condition} "
        f"ORDER BY row_number LIMIT {NAMED_AT_MOST}"
    ).fetchall()
    return tuple(
        Revised(
            row, series, area, tuple(part for part in group if part not in EVERYBODY), label(start, end), before, after
        )
        for row, series, area, *group, start, end, before, after in rows
    )
