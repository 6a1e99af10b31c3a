"""What co-production networks wrote down, as of a version: projects, forums, activities, feedback, changes.

Each entry has the ``key`` by which its register tells it from every other.  Counts of people pass the gate
(``indicators.core.disclosure``); words that people said are here only where they agreed and somebody checked them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from types import SimpleNamespace
from typing import Any, TypeVar

from duckdb import DuckDBPyConnection

from data.storage.entries import in_force, key_of
from indicators.core import disclosure
from indicators.core.model import Role
from indicators.core.strategy.model import Strategy

RUNNING, PAUSED, ENDED = "running", "paused", "ended"
MADE = "made"
EntryType = TypeVar("EntryType")


@dataclass(frozen=True)
class Since:
    """A day, and how exactly it is known: day, month or year; ``None`` where it is not known at all."""

    day: date | None
    precision: str = "day"


@dataclass(frozen=True)
class Project:
    """A project and its present state; ``before`` are its earlier states, the latest first."""

    network: str
    key: tuple[str, ...]
    id: str
    name: str
    state: str
    since: Since
    about: str
    place: str
    community: str
    provider: str
    came_of_it: str
    priorities: tuple[str, ...]
    indicators: tuple[str, ...]
    citation: str
    before: tuple[tuple[str, Since], ...] = ()


@dataclass(frozen=True)
class Forum:
    """A forum of members or a group that decides, as it is; who set its name, terms and chair, where that is told."""

    network: str
    key: tuple[str, ...]
    name: str
    kind: str
    about: str
    sits_on: str
    name_set_by: str
    terms_set_by: str
    chair_set_by: str
    raised: int | None
    answered: int | None
    citation: str


@dataclass(frozen=True)
class Activity:
    """An activity; ``people`` is ``None`` where it is not told or too few to show."""

    network: str
    key: tuple[str, ...]
    name: str
    day: Since
    mode: str
    method: str
    about: str
    ladder_staff: int | None
    ladder_members: int | None
    people: int | None
    too_few: bool
    citation: str


@dataclass(frozen=True)
class Feedback:
    """What was said and what came of it.  ``words`` are empty where they may not be shown."""

    network: str
    key: tuple[str, ...]
    received: date | None
    theme: str
    words: str
    answer: str
    answered: date | None
    told_back: date | None
    priorities: tuple[str, ...]
    citation: str

    @property
    def open(self) -> bool:
        """Have those who said it not been told what came of it?  Not known where not even the day it was said is."""
        return self.received is not None and self.told_back is None

    def days(self, today: date) -> int | None:
        """Days until people were told; of what is open, until today; ``None`` where the day it was said is not known."""
        return None if self.received is None else ((self.told_back or today) - self.received).days


@dataclass(frozen=True)
class Changed:
    """Something that changed, or is about to; ``indicators`` are those whose figures might move, as an assumption."""

    network: str
    key: tuple[str, ...]
    name: str
    kind: str
    state: str
    day: Since
    evidence: str
    priorities: tuple[str, ...]
    indicators: tuple[str, ...]
    citation: str

    @property
    def counts(self) -> bool:
        """Is it made, and shown by evidence?"""
        return self.state == MADE and bool(self.evidence)


Entry = Project | Forum | Activity | Feedback | Changed


@dataclass(frozen=True)
class Voices:
    """The registers of some networks, each by its name; entries in the order in which a reader looks for them."""

    networks: dict[str, str]
    projects: tuple[Project, ...]
    forums: tuple[Forum, ...]
    activities: tuple[Activity, ...]
    feedback: tuple[Feedback, ...]
    changed: tuple[Changed, ...]

    @property
    def empty(self) -> bool:
        """Is nothing at all written down?"""
        return not (self.projects or self.forums or self.activities or self.feedback or self.changed)

    @property
    def sources(self) -> tuple[str, ...]:
        """What the entries cite, each once."""
        entries: tuple[Entry, ...] = (*self.projects, *self.activities, *self.feedback, *self.changed, *self.forums)
        return tuple(dict.fromkeys(entry.citation for entry in entries if entry.citation))

    def running(self, state: str = RUNNING) -> tuple[Project, ...]:
        """The projects in a state."""
        return tuple(project for project in self.projects if project.state == state)

    def about(self, priority: str, indicators: Collection[str]) -> Voices:
        """What names a priority, or an indicator whose figures it might move; forums and activities name none."""

        def named(entry: Project | Feedback | Changed) -> bool:
            moved = entry.indicators if isinstance(entry, Project | Changed) else ()
            return priority in entry.priorities or not set(indicators).isdisjoint(moved)

        return Voices(
            self.networks,
            tuple(filter(named, self.projects)),
            (),
            (),
            tuple(filter(named, self.feedback)),
            tuple(filter(named, self.changed)),
        )


def of_strategy(connection: DuckDBPyConnection, strategy: Strategy, version: int) -> Voices:
    """What the strategy's own networks wrote down."""
    networks = {body.code: body.name for body in strategy.who_stands_for(Role.NETWORK)}
    return _read(connection, networks, version)


def of_others(connection: DuckDBPyConnection, strategies: Iterable[Strategy], version: int) -> Voices:
    """What networks of no strategy wrote down: examples from elsewhere, which count nowhere."""
    taken = {body.code for strategy in strategies for body in strategy.who_stands_for(Role.NETWORK)}
    networks = connection.execute("SELECT code, name FROM area WHERE type = 'co-production network' ORDER BY name")
    return _read(connection, {code: name for code, name in networks.fetchall() if code not in taken}, version)


def _read(connection: DuckDBPyConnection, networks: dict[str, str], version: int) -> Voices:
    def entries(table: str, build_entry: Callable[[Any], EntryType]) -> list[EntryType]:
        rows = [row for row in in_force(connection, table, version) if row["network"] in networks]
        return [build_entry(SimpleNamespace(**row, key=key_of(table, row))) for row in rows]

    return Voices(
        networks,
        _latest(entries("project", _project)),
        tuple(
            sorted(
                _latest_forums(entries("forum", lambda row: (row.forum, row.as_of, _forum(row)))),
                key=lambda entry: entry.name,
            )
        ),
        tuple(
            sorted(
                entries("involvement", _activity),
                key=lambda entry: (entry.day.day or date.min, entry.name),
                reverse=True,
            )
        ),
        tuple(sorted(entries("feedback", _feedback), key=lambda entry: (not entry.open, entry.received or date.min))),
        tuple(sorted(entries("change", _changed), key=lambda entry: (entry.state != MADE, entry.name))),
    )


def _latest(entries: list[Project]) -> tuple[Project, ...]:
    """Of each project its latest entry with the states before it; those that run first."""
    states: dict[tuple[str, str], list[Project]] = {}
    for project in sorted(entries, key=lambda project: project.since.day or date.min, reverse=True):
        states.setdefault((project.network, project.id), []).append(project)
    projects = [
        replace(latest, before=tuple((project.state, project.since) for project in before))
        for latest, *before in states.values()
    ]
    return tuple(sorted(projects, key=lambda project: ((RUNNING, PAUSED, ENDED).index(project.state), project.name)))


def _latest_forums(entries: list[tuple[str, date, Forum]]) -> list[Forum]:
    forum_by_id: dict[tuple[str, str], Forum] = {}
    for ident, _, forum in sorted(entries, key=lambda entry: entry[1]):
        forum_by_id[forum.network, ident] = forum
    return list(forum_by_id.values())


def _project(row: Any) -> Project:
    return Project(
        row.network, row.key, row.project, row.name, row.state, _since(row.as_of, row.as_of_precision), row.about or "",
        row.place or "", row.community or "", row.provider or "", row.came_of_it or "", _ids(row.priorities),
        _ids(row.indicators), row.citation or "",
    )  # fmt: skip


def _forum(row: Any) -> Forum:
    return Forum(
        row.network, row.key, row.name, row.kind, row.about or "", row.sits_on or "", row.name_set_by or "",
        row.terms_set_by or "", row.chair_set_by or "", row.challenges_raised, row.challenges_answered,
        row.citation or "",
    )  # fmt: skip


def _activity(row: Any) -> Activity:
    people = row.people
    too_few = people is not None and 0 < people < disclosure.threshold()
    return Activity(
        row.network, row.key, row.name, _since(row.day, row.day_precision), row.mode or "", row.method or "", row.about or "",
        row.ladder_staff, row.ladder_members, None if too_few else people, too_few, row.citation or "",
    )  # fmt: skip


def _feedback(row: Any) -> Feedback:
    may_be_shown = row.consented == "yes" and bool(row.checked_by)
    return Feedback(
        row.network, row.key, row.received, row.theme, (row.said or "") if may_be_shown else "", row.answer or "",
        row.answered, row.told_back, _ids(row.priorities), row.citation or "",
    )  # fmt: skip


def _changed(row: Any) -> Changed:
    return Changed(
        row.network, row.key, row.name, row.kind, row.state, _since(row.day, row.day_precision), row.evidence or "",
        _ids(row.priorities), _ids(row.indicators), row.citation or "",
    )  # fmt: skip


def _since(day: date | None, precision: str | None) -> Since:
    return Since(day, precision or "day")


def _ids(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(";") if part.strip())
