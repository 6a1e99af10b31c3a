"""Whether a version's file is what was published: in full, or at a glance."""

from __future__ import annotations

import duckdb

from data.query import row_counts
from data.storage import seal
from data.storage.errors import StoreError, brief
from data.storage.folder import StoreFolder
from data.storage.seal import Seal


def damage(store: StoreFolder, version: int) -> str:
    """What is wrong with a version's file, read in full; empty where nothing is."""
    try:
        sealed = store.seal(version)
        file_damage = seal.damage(store.file(version), sealed) if sealed else ""
        return file_damage or unlike_its_seal(store, version, sealed)
    except (StoreError, OSError) as fault:
        return brief(fault)


def damage_at_a_glance(store: StoreFolder, version: int) -> str:
    """What is wrong with a version by its size, ends, tables and their rows; empty where nothing is."""
    try:
        sealed = store.seal(version)
        file_damage = seal.damage_at_the_ends(store.file(version), sealed) if sealed else ""
        return file_damage or unlike_its_seal(store, version, sealed)
    except FileNotFoundError:
        return f"{store.file(version).name} is missing."
    except (StoreError, OSError) as fault:
        return brief(fault)


def unlike_its_seal(store: StoreFolder, version: int, sealed: Seal | None) -> str:
    """Compare a version's tables with its seal; one without a seal is read in full."""
    cursor = store.read_at(version)
    name = store.file(version).name
    try:
        tables = {name for (name,) in cursor.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        if sealed is None:
            for table in sorted(tables):
                cursor.execute(f"SELECT max(hash(COLUMNS(*))) FROM {table}").fetchall()
            return ""
        if missing := next((table for table in sealed.rows if table not in tables), None):
            return f"{name} is damaged: its table {missing} is missing."
        rows_by_table = row_counts(cursor, sealed.rows)
        for table, rows in sealed.rows.items():
            if rows_by_table[table] != rows:
                return f"{name} is damaged: its table {table} holds {rows_by_table[table]:,} rows of {rows:,}."
    except duckdb.Error as fault:
        return f"{name} is damaged ({brief(fault)})."
    return ""
