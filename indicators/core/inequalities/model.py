"""What is known of the groups of people that one indicator is split by: figures, standings, slopes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from indicators.core.model import Indicator, Place, Polarity

KNOWN_ENOUGH = 0.9
"""The least share of people whose group must be known: with fewer, those of no known group may well differ."""
Limited = tuple[float, float, float]
"""A number with its 95% limits."""


class Standing(StrEnum):
    """How a group stands beside all people of the place."""

    WORSE = "worse"
    SIMILAR = "similar"
    BETTER = "better"
    LOWER = "lower"
    HIGHER = "higher"
    NOT_COMPARED = "not compared"


class Gradient(StrEnum):
    """What a slope across deprivation comes to."""

    DEPRIVED_WORSE = "the more deprived fare worse"
    DEPRIVED_BETTER = "the more deprived fare better"
    DEPRIVED_HIGHER = "higher where people are more deprived"
    DEPRIVED_LOWER = "lower where people are more deprived"
    NONE = "no clear slope"


@dataclass(frozen=True)
class Group:
    """A group's figure of one period; without a value ``reason`` says why there is none."""

    name: str
    value: float | None
    limits: tuple[float, float] | None
    numerator: float | None
    denominator: float | None
    reason: str
    standing: Standing = Standing.NOT_COMPARED


@dataclass(frozen=True)
class Period:
    """The groups in one period, and everybody whose group is known, else everybody.

    ``recorded`` is the share of people whose group is known, from 0 to 1; ``None`` where the publisher does not say how
    many are of no known group.
    """

    start: date
    end: date
    groups: tuple[Group, ...]
    everybody: float | None
    recorded: float | None

    @property
    def known_enough(self) -> bool:
        """Is the group of enough people known to compare any?"""
        return self.recorded is None or self.recorded >= KNOWN_ENOUGH

    def group(self, name: str) -> Group | None:
        """A group by its name; ``None`` where the period has none such."""
        return next((group for group in self.groups if group.name == name), None)


@dataclass(frozen=True)
class Slope:
    """The line across deprivation in one period, the least deprived end less the most deprived end.

    ``index`` is the least deprived end over the most deprived end.  Low A, Low A (2004), J Public Health 26:388-395.
    """

    start: date
    end: date
    difference: Limited
    index: Limited


@dataclass(frozen=True)
class Apart:
    """Two groups' figures of one period set against each other: the first less the second, the first over the second.

    A ratio is ``None`` where a figure is 0; limits are missing where they are not known.
    """

    first: str
    second: str
    difference: Limited
    ratio: Limited | None


@dataclass(frozen=True)
class Breakdown:
    """One indicator by one characteristic, of the body that holds it.

    ``files_disagree`` says that two files of the publisher give other totals: then nothing is judged.
    """

    indicator: str
    declared: Indicator
    place: Place
    dimension: str
    now: Period
    then: Period | None
    apart: Apart | None
    both_worse: bool
    """Did both groups that are set apart move the bad way since the start?"""
    slopes: tuple[Slope, ...]
    files_disagree: bool = False

    @property
    def slope(self) -> Slope | None:
        """The slope of the newest period; ``None`` where it has none, though an earlier one may."""
        return self.slopes[-1] if self.slopes and self.slopes[-1].end == self.now.end else None

    @property
    def gradient(self) -> Gradient | None:
        """What the newest slope comes to; ``None`` where there is none."""
        if self.slope is None or not self.now.known_enough or self.files_disagree:
            return None
        return _gradient(self.slope, self.declared.polarity)

    @property
    def worse(self) -> tuple[str, ...]:
        """Groups that fare worse than everybody."""
        return tuple(group.name for group in self.now.groups if group.standing is Standing.WORSE)


def _gradient(slope: Slope, polarity: Polarity) -> Gradient:
    """The slope is the least deprived end less the most deprived end: above 0 the most deprived have the lower figure."""
    _, low, high = slope.difference
    if low <= 0 <= high:
        return Gradient.NONE
    if polarity is Polarity.NONE:
        return Gradient.DEPRIVED_LOWER if low > 0 else Gradient.DEPRIVED_HIGHER
    worse = (low > 0) is (polarity is Polarity.HIGHER)
    return Gradient.DEPRIVED_WORSE if worse else Gradient.DEPRIVED_BETTER
