"""Who did what, when: every publish, withdrawal, change and export is a row here that is never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from data.people import People
from data.people.records import moment
from data.storage.errors import PeopleError
from data.storage.versions import Store

NEWEST = 200
EVERY = 2**62
EXPORTED = "exported"
OF_VERSIONS = {
    "first": "made the store",
    "load": "published",
    "undo": "withdrew",
    "recompute": "computed again",
    "target": "changed a target",
    "erase": "erased a load",
    "rebuild": "made the store again",
}


@dataclass(frozen=True)
class Entry:
    """One deed; ``version`` is the data version that it made, where it made one."""

    at: datetime
    who: str
    what: str
    subject: str
    detail: str
    version: int | None


def record(people: People, who: str, action: str, subject: str, detail: str = "") -> None:
    """Write down a deed.  Raises ``PeopleError`` where it cannot be written."""
    with people.write() as connection:
        connection.execute(
            "INSERT INTO audit (at, who, what, subject, detail) VALUES (?, ?, ?, ?, ?)",
            (moment(connection), who, action, subject, detail),
        )


def record_versions(people: People, store: Store) -> None:
    """Write down each version that is not here yet, from the store's own record.

    A version and its line are in two files: whoever is stopped between the two is caught up with here.  A number
    that was used again, after going back to an older file, is told from the first by its moment.
    """
    published_rows = (
        store.read().execute("SELECT version, published_at, who, what, note FROM version ORDER BY 1").fetchall()
    )
    with people.read() as connection:
        rows = connection.execute("SELECT version, at FROM audit WHERE version IS NOT NULL").fetchall()
    written = {(version, at) for version, at in rows}
    missing = [row for row in published_rows if (row[0], str(row[1])) not in written]
    if not missing:
        return
    with people.write() as connection:
        connection.executemany(
            "INSERT INTO audit (version, at, who, what, subject, detail) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [
                (version, str(at), who or "somebody", OF_VERSIONS.get(action, action), f"version {version}", note or "")
                for version, at, who, action, note in missing
            ],
        )


def entries(
    people: People, at_most: int | None = NEWEST, *, exports: bool | None = None, who: str = "", action: str = ""
) -> list[Entry]:
    """The newest deeds, newest first; every one where ``at_most`` is ``None``.

    With ``exports`` only the exports, or only the changes, which none push out; with ``who`` those of one person, with
    ``action`` those of one kind.  They come in the order in which they were written down, whatever the clock said then.
    """
    condition = {None: "true", True: f"what = '{EXPORTED}'", False: f"what <> '{EXPORTED}'"}[exports]
    with people.read() as connection:
        rows = connection.execute(
            f"SELECT at, who, what, subject, detail, version FROM audit WHERE {condition} "
            "AND :who IN ('', who) AND :what IN ('', what) ORDER BY id DESC LIMIT :most",
            {"who": who, "what": action, "most": EVERY if at_most is None else at_most},
        ).fetchall()
    return [Entry(datetime.fromisoformat(at), *rest) for at, *rest in rows]


def names(people: People) -> tuple[list[str], list[str]]:
    """Everybody who has done something, and everything that was done, each in order."""
    with people.read() as connection:
        rows = connection.execute("SELECT DISTINCT who, what FROM audit").fetchall()
    return sorted({row["who"] for row in rows}, key=str.casefold), sorted({row["what"] for row in rows})


def later(fault: PeopleError) -> str:
    """What to say where something was published and its line in the audit could not be written."""
    return f"It is published; its line in the audit could not be written, and will be once it can. {fault}"


def forget_details(people: People, version: int) -> None:
    """Remove what the audit says of the file of a version whose load is erased; who published when stays."""
    with people.write() as connection:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("UPDATE audit SET detail = '(erased)' WHERE version = ?", (version,))
