"""What a file calls a place or body that we do not know: kept, so that pages show a name and no bare code."""

from __future__ import annotations

import re

from duckdb import DuckDBPyConnection

from data.layouts.core.layout import Layout
from data.tables import REGISTERS
from data.tables.place_link import PLACE_LINK
from data.tables.registers.entry import NETWORK_TYPE


def remember(connection: DuckDBPyConnection, layout: Layout) -> None:
    """Add places that only the file in ``staged`` names to those known, as it calls them most often."""
    columns: tuple[str, ...] = ("network",) if layout.table in REGISTERS else ("area",)
    columns += ("parent",) if layout.table == PLACE_LINK.table else ()
    raw_columns = {column[0] for column in connection.execute("SELECT * FROM raw LIMIT 0").description}
    for code, name in layout.names:
        if {f"c_{code}", f"c_{name}"} <= raw_columns:
            connection.execute(
                f"""
                INSERT INTO area (code, name, type)
                SELECT c_{code}, mode(c_{name}), ? FROM staged JOIN raw USING (row_number)
                WHERE c_{code} IN ({", ".join(columns)}) AND c_{name} <> '' AND c_{code} NOT IN (SELECT code FROM area)
                GROUP BY c_{code}
                """,
                [_kind(layout, code)],
            )


def _kind(layout: Layout, column: str) -> str | None:
    """What a column of codes names: of whichever census its neighbourhoods are, a place's kind is one."""
    if layout.table in REGISTERS:
        return NETWORK_TYPE
    return re.sub(r"\d+$", "", layout.kinds[column]) if column in layout.kinds else None
