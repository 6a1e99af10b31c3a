"""What is known of the parts of a place: where each lies, and figures of all of them at one time and at an earlier one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from indicators.core.model import Indicator

WARD, COUNCIL = "ward", "local authority"


class Subject(StrEnum):
    """What a layer is of."""

    DEPRIVATION = "deprivation"
    RESIDENTS = "residents"
    GROUP = "group of residents"
    INDICATOR = "indicator"


class Missing(StrEnum):
    """Why a part has no figure, beside the reasons that publishers give."""

    DIVIDED = "a neighbourhood was divided between parts"
    NEIGHBOURHOODS = "not every neighbourhood is held"
    NO_ROW = "no row"


@dataclass(frozen=True)
class Part:
    """A ward or council: its code and name, its boundary as GeoJSON geometry and its hexagon, where they are held."""

    code: str
    name: str
    boundary: str = ""
    hexagon: tuple[int, int] | None = None


@dataclass(frozen=True)
class Geography:
    """The parts of a place, of one kind and edition, and the part that each neighbourhood of either census lies in.

    ``members`` are by kind of neighbourhood; one that is divided between parts, or lies partly outside, has none (empty).
    ``shapes`` are the years of boundaries and of hexagons, with the files that they came from.
    """

    kind: str
    edition: int | None
    parts: tuple[Part, ...]
    members: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    divided: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)

    @property
    def below_council(self) -> bool:
        """Are the parts smaller than a council?"""
        return self.kind != COUNCIL

    def has(self, form: str) -> bool:
        """Is any part drawn as a boundary, or as a hexagon?"""
        return form in self.sources


@dataclass(frozen=True)
class Figure:
    """A part's figure; without a value ``reason`` says why there is none."""

    value: float | None
    numerator: float | None = None
    denominator: float | None = None
    limits: tuple[float, float] | None = None
    reason: str = ""


@dataclass(frozen=True)
class Level:
    """The figures of all parts at one time: a year, or the days of a period.

    ``sources`` say where they were published, each with the load that brought them, where one did.
    """

    when: int | tuple[date, date]
    figures: Mapping[str, Figure]
    sources: tuple[tuple[str, int | None], ...] = ()
    illustrative: bool = False

    @property
    def known(self) -> dict[str, float]:
        """The values that are known, by part."""
        return {code: figure.value for code, figure in self.figures.items() if figure.value is not None}


@dataclass(frozen=True)
class Layer:
    """One thing that is known by part, now and at an earlier time; ``group`` and ``declared`` say which."""

    key: str
    subject: Subject
    now: Level
    then: Level | None = None
    group: str = ""
    declared: Indicator | None = None
