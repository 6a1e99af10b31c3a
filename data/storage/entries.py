"""Which entries of the registers are in force: of each the one that was loaded last, as of a version and of a day."""

from __future__ import annotations

from data.tables import REGISTERS

SAID_ON = {
    "project": "as_of",
    "forum": "as_of",
    "involvement": "day",
    "participation": "period_end",
    "feedback": "received",
    "change": "day",
}
"""The day from which an entry of each register speaks."""


def entries_in_force(table: str) -> str:
    """SQL for the entries of a register in force at ``$version`` and ``$day`` (null: today).

    Among rows of one key the latest load wins, then the later row of its file: whoever writes a register writes an
    entry again to correct it.  As of a day only what is of that day or before speaks; an entry without a day of its own
    is of the day on which its file came out, where that is known.
    """
    return f"""
        WITH active AS (
            SELECT load_id, release AS came_out FROM load
            WHERE version_from <= $version AND (version_to IS NULL OR version_to > $version)
        )
        SELECT * EXCLUDE (came_out) FROM {table} JOIN active USING (load_id)
        WHERE $day IS NULL OR coalesce({SAID_ON[table]}, came_out) <= $day
        QUALIFY row_number() OVER (
            PARTITION BY {", ".join(REGISTERS[table].key)} ORDER BY load_id DESC, row_number DESC
        ) = 1
    """
