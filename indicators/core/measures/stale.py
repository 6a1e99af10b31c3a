"""Which indicators a version touches: those that read what its loads bring or withdraw."""

from __future__ import annotations

from collections.abc import Mapping

from duckdb import DuckDBPyConnection

from data.tables import FIGURES, POPULATIONS, RECORDS, REGISTERS
from indicators.core.figures import Activity, Published
from indicators.core.measures.tables_read import tables_read
from indicators.core.model import Indicator


def touched(connection: DuckDBPyConnection, declared: Mapping[str, Indicator], version: int) -> list[str]:
    """Indicators that read a source, a series, a register, records or residents which a load of this version brings or withdraws."""
    rows = " UNION ".join(
        f"SELECT figure.source, figure.series FROM {table} AS figure JOIN load USING (load_id) "
        "WHERE load.version_from = $version OR load.version_to = $version"
        for table in FIGURES
    )
    moved = {*readers(declared, set(connection.execute(rows, {"version": version}).fetchall()))}
    tables = tables_moved(connection, version)
    return [name for name, indicator in declared.items() if name in moved or tables_read(indicator) & tables]


def tables_moved(connection: DuckDBPyConnection, version: int) -> set[str]:
    """The registers, records and counts of residents of which a load of this version brings rows or withdraws some."""
    rows = connection.execute(
        "SELECT DISTINCT table_name FROM load WHERE version_from = $version OR version_to = $version",
        {"version": version},
    ).fetchall()
    return {table for (table,) in rows} & {*REGISTERS, *POPULATIONS, *RECORDS}


def readers(declared: Mapping[str, Indicator], moved: set[tuple[str, str]]) -> list[str]:
    """Indicators that read any of these sources and series."""
    sources, series = {source for source, _ in moved}, {name for _, name in moved}
    return [name for name, indicator in declared.items() if name in series or _reads(indicator, moved, sources)]


def _reads(indicator: Indicator, moved: set[tuple[str, str]], sources: set[str]) -> bool:
    for figures in indicator.figures:
        if isinstance(figures, Activity):
            if figures.source in sources:
                return True
        elif isinstance(figures, Published) and any(
            tuple(source.split(":", 1)) in moved for source in figures.sources if ":" in source
        ):
            return True
    return False
