"""Stories behind the figures of an indicator or a priority: every save is a version of its own, and none is lost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from data.people import People, snapshots
from data.people.connection import Connection, Row
from data.people.records import ConflictError, moment, text
from data.people.snapshots import Basis

FIELDS = "number, behind, tried, next, owner, data_version, figures, at, who, written_at, written_by"


class About(StrEnum):
    """What a story can be of."""

    INDICATOR = "indicator"
    PRIORITY = "priority"


@dataclass(frozen=True)
class Subject:
    """An indicator or a priority of one strategy."""

    strategy: str
    kind: About
    id: str


@dataclass(frozen=True)
class Parts:
    """What a story says, in plain text; each part may be left out, but not all."""

    behind: str = ""
    tried: str = ""
    next: str = ""
    owner: str = ""

    @property
    def blank(self) -> bool:
        return not (self.behind or self.tried or self.next or self.owner)


@dataclass(frozen=True)
class Story:
    """One version of a story.

    ``written_at`` and ``written_by`` are of its words: a version that brings back earlier words keeps theirs, and the
    figures that they were written for.
    """

    number: int
    parts: Parts
    basis: Basis
    at: datetime
    who: str
    written_at: datetime
    written_by: str


def save(people: People, subject: Subject, parts: Parts, basis: Basis, who: str, opened: int) -> Story:
    """Write a new version over the one that was opened (0 where there was none).

    Raises ``ValueError`` where nothing is said or a part is too long, and ``ConflictError`` where somebody else has
    saved since.
    """
    parts = Parts(
        text(parts.behind, "what is behind the figures"),
        text(parts.tried, "what has been tried"),
        text(parts.next, "what we do next"),
        text(parts.owner, "who owns it"),
    )
    if parts.blank:
        raise ValueError("Write at least one part of the story: nothing was saved.")
    return _written(people, subject, Story(0, parts, basis, *_by(who), *_by(who)), opened)


def remove(people: People, subject: Subject, who: str, opened: int) -> Story:
    """Take a story off its page: a version without words.  ``bring_back`` brings any earlier one back."""
    return _written(people, subject, Story(0, Parts(), Basis(0), *_by(who), *_by(who)), opened)


def bring_back(people: People, subject: Subject, number: int, who: str, opened: int) -> Story:
    """Make an earlier version the newest again, with the figures and the day that it was written for.

    Raises ``ValueError`` where there is no such version.
    """
    earlier_story = next((story for story in history(people, subject) if story.number == number), None)
    if earlier_story is None:
        raise ValueError(f"There is no version {number} of this story. Choose another one.")
    return _written(people, subject, replace(earlier_story, who=who), opened, of_its_own=False)


def history(people: People, subject: Subject) -> list[Story]:
    """Every version of a story, the newest first; one without words is where it was taken off."""
    with people.read() as connection:
        return _versions(connection, subject)


def all_of(people: People, strategy: str) -> dict[Subject, Story]:
    """The present version of every story of a strategy, by its subject."""
    with people.read() as connection:
        rows = connection.execute(
            f"SELECT kind, subject, {FIELDS} FROM story AS s WHERE strategy = ? AND number = "
            "(SELECT max(number) FROM story WHERE strategy = s.strategy AND kind = s.kind AND subject = s.subject) "
            "ORDER BY kind, subject",
            (strategy,),
        ).fetchall()
    story_by_subject = {Subject(strategy, About(row["kind"]), row["subject"]): _story(row) for row in rows}
    return {subject: story for subject, story in story_by_subject.items() if not story.parts.blank}


def _by(who: str) -> tuple[datetime, str]:
    """When and by whom, until the moment of writing is known."""
    return datetime.min, who


def _written(people: People, subject: Subject, story: Story, opened: int, *, of_its_own: bool = True) -> Story:
    """``of_its_own`` says that the words are written now, not brought back."""
    with people.write() as connection:
        newest = next(iter(_versions(connection, subject)), None)
        if newest is not None and newest.number != opened:
            raise ConflictError(story.parts, newest)
        at = moment(connection)
        now = datetime.fromisoformat(at)
        new_story = replace(story, number=opened + 1, at=now, written_at=now if of_its_own else story.written_at)
        connection.execute(
            f"INSERT INTO story (strategy, kind, subject, {FIELDS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(subject.strategy, subject.kind, subject.id, new_story.number),
                *(new_story.parts.behind, new_story.parts.tried, new_story.parts.next, new_story.parts.owner),
                *(new_story.basis.version, snapshots.as_json(new_story.basis.figures), at, new_story.who),
                *(str(new_story.written_at), new_story.written_by),
            ),
        )
        return new_story


def _versions(connection: Connection, subject: Subject) -> list[Story]:
    rows = connection.execute(
        f"SELECT {FIELDS} FROM story WHERE strategy = ? AND kind = ? AND subject = ? ORDER BY number DESC",
        (subject.strategy, subject.kind, subject.id),
    ).fetchall()
    return [_story(row) for row in rows]


def _story(row: Row) -> Story:
    return Story(
        row["number"],
        Parts(row["behind"], row["tried"], row["next"], row["owner"]),
        snapshots.basis(row["data_version"], row["figures"]),
        datetime.fromisoformat(row["at"]),
        row["who"],
        datetime.fromisoformat(row["written_at"]),
        row["written_by"],
    )
