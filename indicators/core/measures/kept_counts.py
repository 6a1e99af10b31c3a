"""Counts of records that a version keeps, so that a new load only needs a count of the people it affects.

A count is a sum over people, and what each person adds depends only on that person's own records.  So the new count is
the kept one, minus what the affected people added before, plus what they add now.  If in doubt, all records are counted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO

import duckdb
import pandas as pd
from duckdb import DuckDBPyConnection

from data.query import one
from data.storage import migrations, moved_records, precedence
from data.storage.entries import of_loads
from data.tables import RECORDS
from data.tables.kept_count import KEPT_COUNT

SUMS = ("numerator", "denominator", "early", "records")
"""The columns of answers that are sums; all others are keys."""
OF_PERSONS = {table for table, contract in RECORDS.items() if contract.person_level and "person" in contract.names}
"""The tables of which counts are kept: each row is of a person under a pseudonym."""
Shape = Callable[[pd.DataFrame], pd.DataFrame]
Loads = tuple[int, ...]


@dataclass
class KeptCounts:
    """The counts kept of the records in force in a draft, real or made up, and those that it will keep.

    ``code`` says which code counts: what another has counted is not used.
    """

    connection: DuckDBPyConnection
    version: int
    code: str
    illustrative: bool = False
    _found: dict[str, tuple[str, pd.DataFrame]] = field(default_factory=dict)
    _aside: dict[str, tuple[Loads, bool]] = field(default_factory=dict)
    _loads: dict[str, Loads] = field(default_factory=dict)
    _in_force: set[str] = field(default_factory=set)

    @property
    def tables(self) -> set[str]:
        """The tables of which counts are kept."""
        return OF_PERSONS

    def holds(self, table: str) -> bool:
        """Are there records of a table in force?"""
        listed = ", ".join(map(str, self.loads(table))) or "NULL"
        return one(self.connection, f"SELECT 1 FROM {table} WHERE load_id IN ({listed}) LIMIT 1") is not None

    def loads(self, table: str) -> Loads:
        """The loads of a table that are in force, in order."""
        if table not in self._loads:
            load_rows = self.connection.execute(
                f"SELECT load_id FROM load WHERE table_name = $table AND {of_loads(illustrative=self.illustrative)} "
                "ORDER BY load_id",
                {"table": table, "version": self.version},
            ).fetchall()
            self._loads[table] = tuple(load for (load,) in load_rows)
        return self._loads[table]

    def counts(self, table: str, sql: str, shape: Shape) -> pd.DataFrame:
        """The answer to a question about the records of a table in force, put into a ``shape`` whose sums are ``SUMS``."""
        question = self._question(sql)
        answer = self._from_kept(question, table, sql, shape)
        if answer is None:
            answer = shape(self._count_all(table, sql))
        self._found[question] = (table, answer)
        return answer

    def write(self) -> None:
        """Keep the answers that were given; delete those of which the loads are others than those in force."""
        for table in OF_PERSONS:
            self.connection.execute(
                f"DELETE FROM {KEPT_COUNT.table} WHERE table_name = $table AND illustrative = $illustrative "
                "AND (loads <> $loads OR list_contains($again, question))",
                {
                    "table": table,
                    "illustrative": self.illustrative,
                    "loads": self.loads(table),
                    "again": [
                        question for question, (question_table, _) in self._found.items() if question_table == table
                    ],
                },
            )
        for question, (table, answer) in self._found.items():
            if _whole(answer):
                self.connection.execute(
                    f"INSERT INTO {KEPT_COUNT.table} BY NAME SELECT $question AS question, $table AS table_name, "
                    "$illustrative AS illustrative, $loads AS loads, $answer AS answer",
                    {
                        "question": question,
                        "table": table,
                        "illustrative": self.illustrative,
                        "loads": self.loads(table),
                        "answer": _packed(answer),
                    },
                )

    def _question(self, sql: str) -> str:
        """What is asked, and all by which the answer to the same words might be another."""
        basis = f"{self.code} {duckdb.__version__} {migrations.taken(self.connection)} {self.illustrative}"
        return hashlib.sha256(f"{basis} {sql}".encode()).hexdigest()[:32]

    def _from_kept(self, question: str, table: str, sql: str, shape: Shape) -> pd.DataFrame | None:
        """The answer that follows from a kept one; ``None`` where there is none, or it cannot be relied on."""
        row = one(
            self.connection,
            f"SELECT loads, answer FROM {KEPT_COUNT.table} WHERE question = ? AND table_name = ? AND illustrative = ?",
            [question, table, self.illustrative],
        )
        if row is None:
            return None
        loads, answer = tuple(row[0]), _unpacked(row[1])
        if loads == self.loads(table):
            return answer
        if not self._put_aside(table, loads):
            return None
        before, now = (self._of(f"{when}_{table}", table, sql) for when in ("before", "now"))
        less = before.assign(**{name: -before[name] for name in _sums(before)})
        moved = [part for part in (now, less) if len(part)]
        return _added(answer, shape(pd.concat(moved, ignore_index=True))) if moved else answer

    def _put_aside(self, table: str, loads: Loads) -> bool:
        if table not in self._aside or self._aside[table][0] != loads:
            was_put_aside = moved_records.put_aside(self.connection, table, loads, self.loads(table))
            self._aside[table] = (loads, was_put_aside)
        return self._aside[table][1]

    def _of(self, rows: str, table: str, sql: str) -> pd.DataFrame:
        """The answer as though some rows were all that are in force: within the question, the name stands for them."""
        return self.connection.execute(f"WITH in_force_{table} AS (FROM {rows}) FROM ({sql})").df()

    def _count_all(self, table: str, sql: str) -> pd.DataFrame:
        if table not in self._in_force:
            precedence.materialise_records(self.connection, table, self.version, illustrative=self.illustrative)
            self._in_force.add(table)
        return self.connection.execute(sql).df()


def forget(connection: DuckDBPyConnection) -> None:
    """Delete all kept counts, so that the next count covers all records."""
    connection.execute(f"DELETE FROM {KEPT_COUNT.table}")


def _added(kept_counts: pd.DataFrame, moved: pd.DataFrame) -> pd.DataFrame | None:
    """Kept counts with what moved; ``None`` where a sum is not whole, or nobody is left of whom something is."""
    together = pd.concat([kept_counts, moved], ignore_index=True) if len(kept_counts) else moved
    if not _whole(together):
        return None
    sums = _sums(together)
    keys = [name for name in moved if name not in sums]
    added = together.groupby(keys, dropna=False, sort=False)[sums].sum().reset_index()
    empty = added["records"] == 0
    if (added["records"] < 0).any() or added.loc[empty, sums].ne(0).any(axis=None):
        return None
    return added.loc[~empty, [*moved]].reset_index(drop=True)


def _sums(answer: pd.DataFrame) -> list[str]:
    return [name for name in SUMS if name in answer]


def _whole(answer: pd.DataFrame) -> bool:
    """Are all sums whole numbers, which add up exactly?"""
    return all((answer[name] % 1 == 0).all() for name in _sums(answer))


def _packed(answer: pd.DataFrame) -> bytes:
    file = BytesIO()
    answer.to_parquet(file, index=False, compression="zstd")
    return file.getvalue()


def _unpacked(packed: bytes) -> pd.DataFrame:
    return pd.read_parquet(BytesIO(packed))
