"""Rows that nothing here reads: taken out before anything else in them is looked at, counted and named."""

from __future__ import annotations

from collections.abc import Sequence

from duckdb import DuckDBPyConnection

NAMED_KINDS = 5


def leave_out(connection: DuckDBPyConnection, parsings: Sequence[str], joins: Sequence[str]) -> None:
    """Take such rows out of ``raw``; ``parsings`` are the aliases of what was parsed that may leave rows out.

    They are listed in the temporary table ``left_out``, each with why and with what the file calls it.
    """
    if not parsings:
        connection.execute("CREATE OR REPLACE TEMP TABLE left_out (row_number INTEGER, because VARCHAR, what VARCHAR)")
        return
    because, term = (f"coalesce({', '.join(f'{alias}.{name}' for alias in parsings)})" for name in ("because", "what"))
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE left_out AS SELECT raw.row_number, {because} AS because, {term} AS what FROM raw\n"
        + "\n".join(joins)
        + f"\nWHERE {because} IS NOT NULL"
    )
    connection.execute("DROP VIEW raw")
    connection.execute("CREATE TEMP VIEW raw AS SELECT * FROM every_row ANTI JOIN left_out USING (row_number)")


def left_out(connection: DuckDBPyConnection) -> list[str]:
    """What the rows that were left out are, a line for each reason, with what the file calls the most frequent."""
    reasons = connection.execute("""
        SELECT because, sum(rows)::INTEGER, count(what), list(what ORDER BY rows DESC, what) FILTER (what IS NOT NULL)
        FROM (SELECT because, nullif(what, '') AS what, count(*) AS rows FROM left_out GROUP BY ALL)
        GROUP BY because ORDER BY 2 DESC, 1
    """).fetchall()
    lines = []
    for because, rows, kinds, named in reasons:
        rest = f" and {kinds - NAMED_KINDS:,} more" if kinds > NAMED_KINDS else ""
        examples = f" ({'; '.join(named[:NAMED_KINDS])}{rest})" if named else ""
        lines.append(f"{rows:,} row{' was' if rows == 1 else 's were'} left out: {because}{examples}.")
    return lines
