"""Figures on a chart, before they are drawn or put into words: points, and lines of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from data.periods import label, last_day, shift
from data.tables.figure import UNSETTLED
from indicators.core.series.series import months_apart

ENOUGH_FOR_A_LINE = 3


class Flag(StrEnum):
    """What is unusual about a figure: by the rules of a control chart, beside England, or in a funnel."""

    ABOVE_LIMIT = "above the upper limit"
    RUN_ABOVE = "run above the mean"
    RISING = "steady rise"
    NEAR_UPPER = "two of three near the upper limit"
    BELOW_LIMIT = "below the lower limit"
    RUN_BELOW = "run below the mean"
    FALLING = "steady fall"
    NEAR_LOWER = "two of three near the lower limit"
    BETTER = "better than England"
    WORSE = "worse than England"
    HIGHER = "higher than England"
    LOWER = "lower than England"
    SIMILAR = "similar to England"
    OVER_998 = "above the 99.8% limits"
    OVER_95 = "above the 95% limits"
    UNDER_998 = "below the 99.8% limits"
    UNDER_95 = "below the 95% limits"


HIGH = (Flag.ABOVE_LIMIT, Flag.RUN_ABOVE, Flag.RISING, Flag.NEAR_UPPER)
LOW = (Flag.BELOW_LIMIT, Flag.RUN_BELOW, Flag.FALLING, Flag.NEAR_LOWER)
Run = tuple["Point", ...]
Period = tuple[date, date]


@dataclass(frozen=True)
class Point:
    """One figure: when, what, how sure, and where from.  ``value`` is ``None`` where it is hidden or missing."""

    period: str
    start: date
    end: date
    value: float | None
    lower: float | None
    upper: float | None
    segment: int
    reason: str
    approximate: str
    status: str
    note: str
    numerator: float | None
    denominator: float | None
    source: str
    citation: str
    release: date | None
    release_precision: str
    load: int
    row: int | None
    flags: tuple[Flag, ...] = ()
    group: str = ""

    @property
    def figure(self) -> float:
        """The value, for a point that has one.  Raises ``ValueError`` where it is hidden or missing: that is not zero."""
        if self.value is None:
            raise ValueError(f"There is no figure for {self.period}: {self.reason}")
        return self.value

    @property
    def provisional(self) -> bool:
        """Does the publisher say that it may still be revised?"""
        return self.value is not None and self.status in UNSETTLED

    @property
    def limits(self) -> tuple[float, float] | None:
        """Both limits of a figure that is there, or none."""
        if self.value is None or self.lower is None or self.upper is None:
            return None
        return self.lower, self.upper


@dataclass(frozen=True)
class Line:
    """Figures of one place or group in order of time.

    ``step`` is the months from one to the next (0: surveys, never joined); ``adding`` is true of a running
    total, which starts again each year.
    """

    name: str
    points: tuple[Point, ...]
    step: int = 0
    adding: bool = False

    @property
    def known(self) -> tuple[Point, ...]:
        return tuple(point for point in self.points if point.value is not None)

    @property
    def runs(self) -> tuple[Run, ...]:
        """Stretches with no cut and no hidden or missing figure within them."""
        stretches: list[list[Point]] = []
        before: Point | None = None
        for point in self.points:
            if point.value is not None and (before is None or self._parted(before, point)):
                stretches.append([])
            if point.value is not None:
                stretches[-1].append(point)
            before = point if point.value is not None else None
        return tuple(tuple(run) for run in stretches)

    @property
    def absent(self) -> tuple[Period, ...]:
        """First and last day of the periods between two figures for which nothing at all is held."""
        absent_periods = []
        for before, after in pairwise(self.points) if self.step else ():
            for months in range(self.step, months_apart(before.end, after.end), self.step):
                end = shift(before.end, months)
                start = shift(before.start, months)
                if self.adding:
                    start = after.start if after.start <= end else before.start
                absent_periods.append((start, last_day(end.year, end.month)))
        return tuple(absent_periods)

    @property
    def missing(self) -> tuple[str, ...]:
        """The same periods in words."""
        return tuple(label(*period) for period in self.absent)

    def _parted(self, before: Point, after: Point) -> bool:
        return (
            not self.step
            or before.segment != after.segment
            or months_apart(before.end, after.end) > self.step
            or (self.adding and before.start != after.start)
        )


def joined(run: Run) -> bool:
    """Is there a line to draw?  One figure is a dot, and two are two dots."""
    return len(run) >= ENOUGH_FOR_A_LINE
