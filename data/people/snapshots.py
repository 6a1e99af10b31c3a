"""The figures that somebody had before them when they wrote: numbers and codes, never sentences."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Snapshot:
    """An indicator's newest figure and the codes of its verdicts; no value where it had no figure."""

    indicator: str
    direction: str
    england: str = ""
    value: float | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True)
class Basis:
    """What a record was written for: a data version, and the figures of its indicators then."""

    version: int
    figures: tuple[Snapshot, ...] = ()

    def of(self, indicator: str) -> Snapshot | None:
        """The figure that an indicator had then, where it is kept."""
        return next((figure for figure in self.figures if figure.indicator == indicator), None)


def as_json(figures: Iterable[Snapshot]) -> str:
    """Figures as they are kept."""
    return json.dumps(
        [
            {
                **vars(figure),
                "start": str(figure.start) if figure.start else None,
                "end": str(figure.end) if figure.end else None,
            }
            for figure in figures
        ]
    )


def basis(version: int, stored_figures: str) -> Basis:
    """A basis as it was kept."""
    return Basis(version, tuple(_snapshot(**figure) for figure in json.loads(stored_figures)))


def _snapshot(*, start: str | None, end: str | None, **rest: str) -> Snapshot:
    days = (date.fromisoformat(day) if day else None for day in (start, end))
    return Snapshot(**dict(zip(("start", "end"), days, strict=True)), **rest)  # type: ignore[arg-type]
