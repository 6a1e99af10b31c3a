"""Files that have a column for each measure: their rows once more, one for each cell of those columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa
from duckdb import DuckDBPyConnection

from data.layouts.core.layout import OfColumn

CELL = "of_measure"
"""The column that holds such a cell's text, beside ``measure``, its column's normal header; no header of a file is like it."""
MEASURES = "measure_said"
"""The temporary table of what the file's header and its layout say of each measure."""


def cells(columns: Sequence[str]) -> str:
    """SQL for the rows of ``raw`` once for each of some columns, by their normal headers."""
    named = ", ".join(f"c_{column} AS '{column}'" for column in columns)
    return f"(SELECT * FROM raw UNPIVOT INCLUDE NULLS (c_{CELL} FOR measure IN ({named})))"


def keep(
    connection: DuckDBPyConnection, measures: Mapping[str, OfColumn], file_headers: Mapping[str, str]
) -> list[str]:
    """Put what is said of each measure into ``MEASURES``; the columns there beside ``measure`` and ``header``.

    ``measures`` are those of the file, all of one kind, by their normal headers; ``file_headers`` are the headers as they stand.
    """
    facts = [measure.what for measure in measures.values()]
    fact_columns = {name: [fact[name] for fact in facts] for name in facts[0]}
    connection.register(
        "measuring",
        pa.table({"measure": [*measures], "header": [file_headers[name] for name in measures], **fact_columns}),
    )
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {MEASURES} AS SELECT * FROM measuring")
    connection.unregister("measuring")
    return [*fact_columns]
