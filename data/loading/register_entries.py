"""Entries of the registers in ``staged``: what they bring beside what is held, networks nobody knows, entries given twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from duckdb import DuckDBPyConnection

from data.contract import Contract, Severity
from data.loading.load_diff import STATES, Arrival, content
from data.problems import Problem
from data.query import few
from data.storage.entries import last_loaded
from data.tables.registers.entry import NETWORK_TYPE

KNOWN = f"SELECT code FROM area WHERE type = '{NETWORK_TYPE}'"


def problems(
    connection: DuckDBPyConnection, file: str, contract: Contract, headers: Mapping[str, str]
) -> Iterator[Problem]:
    """What is wrong with entries beside what their contract says of each row."""
    yield from _unknown_networks(connection, file, headers)
    yield from _given_twice(connection, file, contract, headers)


def arrival(connection: DuckDBPyConnection, contract: Contract, version: int) -> Arrival:
    """Set rows in ``staged`` of a table where the latest load counts against those in force in a version.

    Of one that the file gives twice the last counts.
    """
    same = " AND ".join(f"staged.{name} IS NOT DISTINCT FROM held.{name}" for name in contract.key)
    equal = " AND ".join(f"staged.{name} IS NOT DISTINCT FROM held.{name}" for name in content(contract))
    counted = dict(
        connection.execute(
            f"""
            SELECT CASE WHEN staged.again THEN 'repeated' WHEN NOT coalesce(held.is_held, false) THEN 'new'
                        WHEN {equal} THEN 'unchanged' ELSE 'revised' END AS standing, count(*)
            FROM ({_numbered(contract)}) AS staged
            LEFT JOIN (SELECT *, true AS is_held FROM ({last_loaded(contract.table)})) AS held ON {same}
            GROUP BY standing
            """,
            {"version": version, "day": None},
        ).fetchall()
    )
    return Arrival(**{state: counted.get(state, 0) for state in STATES})


def _numbered(contract: Contract) -> str:
    """SQL for the staged entries, each with whether a later row gives it again, as ``again``, and which, as ``last``."""
    key = ", ".join(contract.key)
    return f"SELECT *, max(row_number) OVER (PARTITION BY {key}) AS last, row_number <> last AS again FROM staged"


def _given_twice(
    connection: DuckDBPyConnection, file: str, contract: Contract, headers: Mapping[str, str]
) -> Iterator[Problem]:
    key_column = next(name for name in contract.key if name != "network")
    repeated_entries = few(
        connection,
        f"SELECT row_number, {key_column}, last FROM ({_numbered(contract)}) WHERE again ORDER BY row_number",
    )
    for row, value, last in repeated_entries:
        yield Problem(
            file,
            row,
            headers.get(key_column, key_column),
            str(value or ""),
            f"Row {last} gives this entry again.",
            "The later row is shown. Delete the one that does not hold.",
            Severity.WARNING,
        )


def _unknown_networks(connection: DuckDBPyConnection, file: str, headers: Mapping[str, str]) -> Iterator[Problem]:
    """A network that is no known body is refused, for it may be a slip; one that the file gives a name is a new one."""
    names = {column[0] for column in connection.execute("SELECT * FROM raw LIMIT 0").description}
    name = "max(c_networkname)" if "c_networkname" in names else "''"
    networks = few(
        connection,
        f"SELECT min(row_number), network, {name} FROM staged JOIN raw USING (row_number) "
        f"WHERE network <> '' AND network NOT IN ({KNOWN}) GROUP BY network ORDER BY 1",
    )
    known = ", ".join(code for (code,) in connection.execute(f"{KNOWN} ORDER BY 1").fetchall())
    for row, code, called in networks:
        if called:
            problem, remedy, severity = (
                "We do not know this network yet.",
                f"It is listed as {called}; check that it is meant.",
                Severity.WARNING,
            )
        else:
            problem, remedy, severity = (
                "We do not know this network.",
                f"Use one of: {known or 'none is known yet'}. "
                f"If it is a new one, say what it is called in a column network_name.",
                Severity.ERROR,
            )
        yield Problem(file, row, headers.get("network", "network"), code, problem, remedy, severity)
