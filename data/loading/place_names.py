"""What a file calls a place or body that we do not know: kept, so that pages show a name and no bare code."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from data.layouts.core.layout import Layout
from data.tables import REGISTERS
from data.tables.registers.entry import NETWORK_TYPE


def remember(connection: DuckDBPyConnection, layout: Layout) -> None:
    """Add places that only the file in ``staged`` names to those known, as it calls them most often."""
    column, kind = ("network", NETWORK_TYPE) if layout.table in REGISTERS else ("area", None)
    held = {column[0] for column in connection.execute("SELECT * FROM raw LIMIT 0").description}
    for code, name in layout.names:
        if {f"c_{code}", f"c_{name}"} <= held:
            connection.execute(
                f"""
                INSERT INTO area (code, name, type)
                SELECT {column}, mode(c_{name}), ? FROM staged JOIN raw USING (row_number)
                WHERE {column} = c_{code} AND c_{name} <> '' AND {column} NOT IN (SELECT code FROM area)
                GROUP BY {column}
                """,
                [kind],
            )
