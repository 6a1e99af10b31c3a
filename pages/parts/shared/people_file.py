"""What people wrote, beside the store: each thing read once for each state of their file.

Figures are shown without it: where the file cannot be used just now, something stands in for what it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import TypeVar

import pandas as pd

from data.people import People, audit, slide_templates, step_changes
from data.people import meetings as kept_meetings
from data.people.meetings import Meeting
from data.people.step_changes import Step
from data.periods import today
from data.storage import precedence
from data.storage.errors import PeopleError
from data.storage.versions import location
from indicators.core.strategy.model import Strategy
from pages.parts.shared import cached
from reports import playlists
from reports.playlists import Shown

Written = TypeVar("Written")
Otherwise = TypeVar("Otherwise")


def people() -> People:
    """What people have written, beside the store."""
    return People(cached.store().folder)


def read(reader: Callable[[People], Written], otherwise: Otherwise) -> Written | Otherwise:
    """What people have written, or what stands in for it while their file cannot be used."""
    try:
        return reader(people())
    except PeopleError:
        return otherwise


@lru_cache(maxsize=64)
def _kept(folder: str, state: object, reader: Callable[..., Written], arguments: tuple[Hashable, ...]) -> Written:
    return reader(_people_of(folder), *arguments)


def kept(reader: Callable[..., Written], *arguments: Hashable, otherwise: Otherwise) -> Written | Otherwise:
    """The same, read once for each state of their file and only ever looked at."""
    return read(lambda written: _kept(str(location()), written.state(), reader, arguments), otherwise)


def _people_of(folder: str) -> People:
    return People(cached.store_in(folder).folder)


def fault() -> str:
    """Why the file cannot be used just now; empty where it can."""
    return _fault(str(location()), people().state())


@lru_cache(maxsize=8)
def _fault(folder: str, state: object) -> str:
    return _people_of(folder).damage()


def decided(number: int) -> tuple[Step, ...]:
    """The decisions on control limits that a version is shown with: those made while it was in force.

    A link to an earlier version keeps showing what was shown then.
    """
    newest = cached.store().version
    return read(lambda written: _decided(str(location()), newest, number, written.state()), ())


@lru_cache(maxsize=16)
def _decided(folder: str, newest: int, number: int, state: object) -> tuple[Step, ...]:
    """``state`` is that of the file: another one has other decisions."""
    history = cached.versions_up_to(folder, newest)
    later = history.loc[history["version"] > number, "published_at"]
    before = pd.Timestamp(later.iloc[-1]).to_pydatetime() if len(later) else None
    return step_changes.standing(_people_of(folder), before)


def meetings() -> list[Meeting]:
    """The meetings since which something can be new in the version looked at, the latest first."""
    return meetings_of(cached.strategy(), cached.version())


def meetings_of(strategy: Strategy, number: int) -> list[Meeting]:
    """The meetings of a strategy's board since which something can be new in a version, the latest first.

    The board that met when a later version was in force had seen more than this version shows.
    """
    past = read(lambda written: kept_meetings.past(written, today(), strategy.id), [])
    return [
        meeting for meeting in past if (precedence.version_of_day(cached.store().read(), meeting.day) or 0) <= number
    ]


def template_of_board() -> slide_templates.Uploaded | None:
    """The PowerPoint template that was uploaded for this strategy; ``None`` where there is none."""
    return kept(slide_templates.in_force, cached.strategy().id, otherwise=None)


@lru_cache(maxsize=4)
def template_content(folder: str, template: int) -> bytes:
    """Its bytes, in memory once however often somebody writes.  Raises ``PeopleError`` where they cannot be read."""
    return slide_templates.content(_people_of(folder), template)


def own_playlists() -> list[Shown]:
    """Every playlist that somebody made for this strategy, by name."""
    return read(lambda written: playlists.of_people(written, cached.strategy()), [])


def catch_up_audit() -> None:
    """Write new versions into the audit; where that cannot be done just now, the next publish or look does it."""
    read(lambda written: audit.record_versions(written, cached.store()), None)
