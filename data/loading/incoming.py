"""A file that somebody wants to publish, and how it is to be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data.loading.corrections import Correction
from data.problems import named


@dataclass(frozen=True)
class Origin:
    """What is known of a file beside its rows: title, release and citation."""

    title: str = ""
    publisher: str = ""
    release: date | None = None
    release_precision: str = "unknown"
    citation: str = ""


def released_on(day: date | None) -> Origin | None:
    """The origin of a file whose publisher is said to have released it on a day; its rows may say otherwise."""
    return None if day is None else Origin(release=day, release_precision="day")


@dataclass(frozen=True)
class Incoming:
    """A file to publish; ``layout`` overrules what it is recognised as.

    With ``keeps_held`` figures that are held stay where nothing says that the file's came later.  ``sheet`` is the one
    to load of a workbook with several: each is a load of its own, so that a row's number says where it stands.
    ``corrections`` are cells of a file of one's own that its dropper has corrected.  An ``illustrative`` file was made up.
    """

    path: Path
    layout: str | None = None
    origin: Origin | None = None
    keeps_held: bool = False
    sheet: str = ""
    corrections: tuple[Correction, ...] = ()
    illustrative: bool = False

    @property
    def name(self) -> str:
        """What it is called: the file's name, and the sheet where one is meant."""
        return named(self.path.name, self.sheet)
