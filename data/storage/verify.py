"""Whether everything in a store's folder is what was published: checksums, tables, loads, originals, the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import duckdb
from duckdb import DuckDBPyConnection

from data.storage import originals, recovery
from data.storage.checking import damage
from data.storage.errors import NewerStoreError, StoreError, brief
from data.storage.versions import Store
from data.tables import LOADABLE

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Finding:
    """Something that is not as it should be; ``blocks`` where the figures in force cannot be trusted because of it."""

    where: str
    words: str
    blocks: bool = False


def verify(store: Store, people: Callable[[], str], tell: Progress = lambda _: None) -> list[Finding]:
    """Read everything in full and list what is wrong, the version in force first; empty where all is well.

    ``people`` says what is wrong with the file of what people write.
    """
    findings = list(_in_force(store, tell))
    findings += _older(store, tell)
    findings += _ledger(store)
    findings += _originals(store, tell)
    if words := people():
        findings.append(Finding("people.sqlite", words))
    return findings


def _in_force(store: Store, tell: Progress) -> Iterator[Finding]:
    try:
        version = store.version
    except StoreError as fault:
        yield Finding("CURRENT", str(fault), blocks=True)
        return
    tell(f"Reading version {version} in full")
    if words := _newer(store):
        yield Finding(store.file(version).name, words, blocks=True)
        return
    if words := damage(store, version):
        yield Finding(store.file(version).name, f"{words} {recovery.way_back(store)}", blocks=True)
        return
    for words in _against_its_loads(store, version):
        yield Finding(store.file(version).name, f"{words} {recovery.way_back(store)}", blocks=True)


def _newer(store: Store) -> str:
    """Which newer release made the version in force; empty where none did."""
    try:
        store.read()
    except NewerStoreError as fault:
        return str(fault)
    except StoreError:
        pass  # damaged: what is wrong with it is looked for next
    return ""


def _older(store: Store, tell: Progress) -> Iterator[Finding]:
    in_force = store.version if store.exists and store.pointer.read_text().strip().isdecimal() else 0
    for version in store.kept():
        if version == in_force:
            continue
        tell(f"Reading version {version} in full")
        name = store.file(version).name
        words = damage(store, version) or next(_against_its_loads(store, version), "")
        if words:
            yield Finding(name, f"{words} It is not in force, so no figure on a page rests on it. Delete the file.")


def _against_its_loads(store: Store, version: int) -> Iterator[str]:
    """Do the rows of a version agree with its own record of loads?"""
    name = store.file(version).name
    try:
        yield from _disagreements(store.read_at(version), version)
    except (StoreError, duckdb.Error) as fault:
        yield f"{name} cannot be read ({brief(fault)})."


def _disagreements(connection: DuckDBPyConnection, version: int) -> Iterator[str]:
    (newest,) = connection.execute("SELECT max(version) FROM version").fetchall()[0]
    if newest != version:
        yield f"It says that it is version {newest}."
    columns = set(connection.execute("SELECT table_name, column_name FROM duckdb_columns()").fetchall())
    not_erased = "erased_at IS NULL" if ("load", "erased_at") in columns else "true"
    for table in (name for name in LOADABLE if (name, "load_id") in columns):  # an older release loaded fewer tables
        wrong = connection.execute(f"""
            SELECT load_id, coalesce(row_count, 0), coalesce(rows, 0)
            FROM (SELECT load_id, row_count FROM load WHERE table_name = '{table}' AND {not_erased})
            FULL JOIN (SELECT load_id, count(*) AS rows FROM {table} WHERE load_id IS NOT NULL GROUP BY load_id) USING (load_id)
            WHERE row_count IS DISTINCT FROM rows AND coalesce(row_count, 0) <> coalesce(rows, 0) ORDER BY 1
        """).fetchall()
        for load_id, expected, rows in wrong:
            yield f"Load {load_id} brought {expected:,} rows of {table}, and {rows:,} are there."
    orphans = connection.execute(
        "SELECT count(*) FROM measure WHERE load_id NOT IN (SELECT load_id FROM load)"
    ).fetchall()[0][0]
    if orphans:
        yield f"{orphans:,} measures name a load that there is not."


def _ledger(store: Store) -> Iterator[Finding]:
    if not store.ledger.file.exists():
        if not store.is_new:
            yield Finding(
                store.ledger.file.name, "It is missing. The next start writes it again from the version in force."
            )
        return
    try:
        entries = store.ledger.entries()
    except StoreError as fault:
        yield Finding(
            store.ledger.file.name,
            f"{fault} The next start sets it aside and writes it again from the version in force.",
        )
        return
    try:
        history = {row[0] for row in store.read().execute("SELECT version FROM version").fetchall()}
    except (StoreError, duckdb.Error):
        return
    if unknown := sorted(history - {entry["version"] for entry in entries if "base" in entry}):
        listed = ", ".join(map(str, unknown))
        yield Finding(
            store.ledger.file.name, f"It has no line of version {listed}. The next start writes what is missing."
        )


def _originals(store: Store, tell: Progress) -> Iterator[Finding]:
    """Is the original of every load there that is in the history of the version in force, and whole?"""
    try:
        cursor = store.read()
        loads = cursor.execute(
            "SELECT load_id, file_name, sha256, table_name FROM load WHERE erased_at IS NULL UNION ALL "
            "SELECT load_id, arrived_as, arrived_sha256, table_name FROM load "
            "WHERE erased_at IS NULL AND arrived_sha256 IS NOT NULL ORDER BY 1"
        ).fetchall()
    except (StoreError, duckdb.Error):
        return
    tell(f"Reading {len(loads):,} original files in full")
    kept_originals = store.originals.kept()
    for load_id, name, sha256, table in loads:
        if sha256 in kept_originals:
            words = store.originals.damage(sha256)
        elif originals.keeps(LOADABLE[table]):
            words = "The original file is not kept."
        else:
            words = ""
        if words:
            yield Finding(
                f"load {load_id} ({name})",
                f"{words} The figures are not touched by it. To be able to make the store again, "
                "keep this file elsewhere, or put back a backup.",
            )
