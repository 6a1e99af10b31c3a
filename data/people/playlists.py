"""Playlists of views: each slide is a page of ours in its exact state, as its link says it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.people import People
from data.people.connection import Connection
from data.people.records import moment, worded


@dataclass(frozen=True)
class Address:
    """A page and the query of its link, in the order of the query's names."""

    page: str
    query: tuple[tuple[str, str], ...] = ()

    def get(self, name: str, default: str = "") -> str:
        """What the link says under a name."""
        return dict(self.query).get(name, default)


def address(page: str, query: Mapping[str, str] | None = None, **keywords: str) -> Address:
    """The address of a page; empty values are left out."""
    parameters = {**(query or {}), **keywords}
    return Address(page, tuple(sorted((name, value) for name, value in parameters.items() if value)))


@dataclass(frozen=True)
class Kept:
    """A slide as it is kept: its own number stays when its place changes."""

    id: int
    address: Address


@dataclass(frozen=True)
class Playlist:
    """A named list of slides that somebody made."""

    id: int
    name: str
    who: str
    slides: tuple[Kept, ...]


def make(people: People, name: str, who: str, strategy: str, slides: Iterable[Address] = ()) -> int:
    """Make a playlist of a strategy; return its number.  Raises ``ValueError`` where it has no name, or one that is taken."""
    name = worded(name, "the playlist's name")
    with people.write() as connection:
        _free(connection, name, strategy)
        cursor = connection.execute(
            "INSERT INTO playlist (name, at, who, strategy) VALUES (?, ?, ?, ?)",
            (name, moment(connection), who, strategy),
        )
        number = int(cursor.lastrowid or 0)
        for slide in slides:
            _append(connection, number, slide, who)
    return number


def rename(people: People, playlist: int, name: str) -> None:
    """Give a playlist another name.  Raises ``ValueError`` where it is empty or taken, or the playlist is gone."""
    name = worded(name, "the playlist's name")
    with people.write() as connection:
        _there(connection, playlist)
        _free(connection, name, _strategy(connection, playlist), besides=playlist)
        connection.execute("UPDATE playlist SET name = ? WHERE id = ?", (name, playlist))


def append(people: People, playlist: int, slide: Address, who: str) -> int:
    """Add a view at the end; return the slide's number.  Raises ``ValueError`` where the playlist is gone."""
    with people.write() as connection:
        _there(connection, playlist)
        return _append(connection, playlist, slide, who)


def move(people: People, slide: int, places: int) -> None:
    """Move a slide by so many places, as far as there are places."""
    with people.write() as connection:
        row = connection.execute("SELECT playlist FROM slide WHERE id = ?", (slide,)).fetchone()
        if row is None:
            return
        order = [entry.id for entry in _slides(connection, row["playlist"])]
        if slide not in order:
            return
        at = order.index(slide)
        order.insert(min(max(at + places, 0), len(order) - 1), order.pop(at))
        connection.executemany(
            "UPDATE slide SET place = ? WHERE id = ?", [(at, ident) for at, ident in enumerate(order)]
        )


def take_out(people: People, slide: int, who: str) -> None:
    """Take a slide out; ``put_back`` brings it back to its place."""
    _mark(people, "slide", slide, who)


def put_back(people: People, slide: int) -> None:
    """Bring back a slide that was taken out."""
    _mark(people, "slide", slide, None)


def delete(people: People, playlist: int, who: str) -> None:
    """Delete a playlist; ``undelete`` brings it back as it was."""
    _mark(people, "playlist", playlist, who)


def undelete(people: People, playlist: int) -> None:
    """Bring back a playlist that was deleted.  Raises ``ValueError`` where another has its name by now."""
    with people.write() as connection:
        row = connection.execute("SELECT name, strategy FROM playlist WHERE id = ?", (playlist,)).fetchone()
        if row is not None:
            _free(connection, row["name"], row["strategy"], besides=playlist)
        _set(connection, "playlist", playlist, None)


def all_of(people: People, strategy: str) -> list[Playlist]:
    """Every playlist of a strategy with its slides, by name."""
    with people.read() as connection:
        cursor = connection.execute(
            "SELECT id, name, who FROM playlist WHERE strategy = ? AND removed_at IS NULL ORDER BY lower(name)",
            (strategy,),
        )
        return [Playlist(ident, name, who, _slides(connection, ident)) for ident, name, who in cursor.fetchall()]


def _strategy(connection: Connection, playlist: int) -> str:
    row = connection.execute("SELECT strategy FROM playlist WHERE id = ?", (playlist,)).fetchone()
    return str(row["strategy"])


def _free(connection: Connection, name: str, strategy: str, besides: int = 0) -> None:
    taken = connection.execute(
        "SELECT 1 FROM playlist WHERE lower(name) = lower(?) AND strategy = ? AND removed_at IS NULL AND id <> ?",
        (name, strategy, besides),
    )
    if taken.fetchone():
        raise ValueError(f"There is a playlist called {name!r} already. Choose another name.")


def _there(connection: Connection, playlist: int) -> None:
    if not connection.execute("SELECT 1 FROM playlist WHERE id = ? AND removed_at IS NULL", (playlist,)).fetchone():
        raise ValueError("That playlist is not there any more: somebody has deleted it.")


def _append(connection: Connection, playlist: int, slide: Address, who: str) -> int:
    cursor = connection.execute(
        "INSERT INTO slide (playlist, place, page, query, at, who) "
        "SELECT ?, coalesce(max(place), -1) + 1, ?, ?, ?, ? FROM slide WHERE playlist = ?",
        (playlist, slide.page, json.dumps(dict(slide.query)), moment(connection), who, playlist),
    )
    return int(cursor.lastrowid or 0)


def _slides(connection: Connection, playlist: int) -> tuple[Kept, ...]:
    cursor = connection.execute(
        "SELECT id, page, query FROM slide WHERE playlist = ? AND removed_at IS NULL ORDER BY place, id", (playlist,)
    )
    return tuple(Kept(ident, address(page, json.loads(query))) for ident, page, query in cursor.fetchall())


def _mark(people: People, table: str, ident: int, who: str | None) -> None:
    with people.write() as connection:
        _set(connection, table, ident, who)


def _set(connection: Connection, table: str, ident: int, who: str | None) -> None:
    """Note who removed it and when; nobody, where it is brought back."""
    at = None if who is None else moment(connection)
    connection.execute(f"UPDATE {table} SET removed_at = ?, removed_by = ? WHERE id = ?", (at, who, ident))
