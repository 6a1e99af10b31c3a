"""What records add up to, kept so that a further load need not count all of them again; as confidential as the records."""

from __future__ import annotations

from data.contract import Column, Contract

KEPT_COUNT = Contract(
    table="kept_count",
    about="The answer to one question about records, before anything is hidden: never shown and never exported.",
    columns=(
        Column("question", "VARCHAR", "The fingerprint of what is asked and of the code that asks.", optional=False),
        Column("table_name", "VARCHAR", "The table of the records.", optional=False),
        Column("illustrative", "BOOLEAN", "Are they records that were made up?", optional=False),
        Column("loads", "INTEGER[]", "The loads of the table that were in force, in order.", optional=False),
        Column("answer", "BLOB", "Counts by cell, as Parquet.", optional=False),
    ),
)
