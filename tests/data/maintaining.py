"""Commands that keep a store safe, and all that it holds."""

from __future__ import annotations

from data.__main__ import main
from data.storage.versions import Store

TABLES = ("measure", "load", "target", "area", "population", "published_value", "service_activity", "reference_file")

HERE = "leeds-2020-2025"


def content(store: Store) -> dict[str, list[tuple[object, ...]]]:
    cursor = store.read()
    rows_by_table = {table: cursor.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall() for table in TABLES}
    return rows_by_table | {
        "version": cursor.execute("SELECT * FROM version WHERE what <> 'rebuild' ORDER BY ALL").fetchall()
    }


def say(store: Store, *words: object) -> int:
    return main([*map(str, words), "--store", str(store.folder)])
