"""Points, lines, cuts, usual ranges: what one chart says, before it is drawn or put into words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise

from data.periods import label, last_day, shift
from data.tables.figure import UNSETTLED
from indicators.core.model import Indicator, Method
from indicators.core.series.series import months_apart
from indicators.core.strategy.model import Target
from indicators.methods import spc
from indicators.methods.because import Because
from indicators.methods.chooser import Choice

ENOUGH_FOR_A_LINE = 3


class ChartKind(StrEnum):
    """What a chart is."""

    TREND = "trend"
    CONTROL = "control"
    GROUPS = "groups"
    BODIES = "bodies"
    AREAS = "areas"
    FUNNEL = "funnel"


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
SIDE_BY_SIDE = (ChartKind.GROUPS, ChartKind.BODIES, ChartKind.AREAS, ChartKind.FUNNEL)

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
    total, which starts anew each year.
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
        found: list[list[Point]] = []
        before: Point | None = None
        for point in self.points:
            if point.value is not None and (before is None or self._parted(before, point)):
                found.append([])
            if point.value is not None:
                found[-1].append(point)
            before = point if point.value is not None else None
        return tuple(tuple(run) for run in found)

    @property
    def absent(self) -> tuple[Period, ...]:
        """First and last day of the periods between two figures for which nothing at all is held."""
        found = []
        for before, after in pairwise(self.points) if self.step else ():
            for months in range(self.step, months_apart(before.end, after.end), self.step):
                end = shift(before.end, months)
                start = shift(before.start, months)
                if self.adding:
                    start = after.start if after.start <= end else before.start
                found.append((start, last_day(end.year, end.month)))
        return tuple(found)

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


@dataclass(frozen=True)
class UsualRange:
    """The usual range of one stretch of a control chart.

    ``each`` has the limits at the end of each figure where bases are uneven; ``lower`` and ``upper`` are then
    those of the newest.
    """

    first: date
    last: date
    mean: float
    lower: float
    upper: float
    trial: bool
    each: tuple[tuple[date, float, float], ...] = ()

    @property
    def varies(self) -> bool:
        """Are there limits at all?  Figures that never vary have a mean and nothing else."""
        return self.upper > self.lower

    def holds(self, point: Point) -> bool:
        return self.first <= point.end <= self.last

    @property
    def ends(self) -> tuple[date, ...]:
        """The days at which its limits are drawn."""
        return tuple(end for end, _, _ in self.each) or (self.first, self.last)

    def of(self, end: date) -> UsualRange:
        """The limits of the figure that ends with a day."""
        own = next(((low, high) for at, low, high in self.each if at == end), (self.lower, self.upper))
        return replace(self, lower=own[0], upper=own[1], each=())

    def within(self, indicator: Indicator) -> tuple[float, float]:
        """The limits, not beyond what the measure can be; the rules use them as computed."""
        lower, upper = spc.within_bounds([self.lower, self.upper], *indicator.bounds)
        return float(lower), float(upper)


@dataclass(frozen=True)
class Cut:
    """Where a line is broken: the figures before and after, and why.

    ``declared`` are the indicator's own reasons; ``rebased`` says that the population base is another one, ``base``
    which, where it is stated.
    """

    before: date
    after: date
    period: str
    declared: tuple[str, ...] = ()
    rebased: bool = False
    base: str = ""


@dataclass(frozen=True)
class Redrawn:
    """Limits drawn anew from a period on: who approved it, on which day, and why."""

    start: date
    period: str
    who: str
    approved: date
    reason: str


@dataclass(frozen=True)
class Proposed:
    """A step change that the system proposes: from when, after which run of points, and to which side."""

    start: date
    period: str
    points: int
    higher: bool


Path = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Funnel:
    """The average of all areas, and the 95% and 99.8% limits about it, as (size, level) along each curve.

    ``widened`` says that limits allow for areas that vary more than their sizes explain.
    """

    average: float
    low: Path
    high: Path
    lowest: Path
    highest: Path
    widened: bool


@dataclass(frozen=True)
class ChartFacts:
    """Everything one chart says.

    Of a control chart, ``redrawn`` are approved step changes, ``proposed`` one that nobody has decided, ``method``
    what the chooser chose and why.
    """

    id: str
    kind: ChartKind
    title: str
    place: str
    indicator: Indicator
    ours: Line
    others: tuple[Line, ...] = ()
    cuts: tuple[Cut, ...] = ()
    limits: tuple[UsualRange, ...] = ()
    target: Target | None = None
    dimension: str = ""
    group: str = ""
    cautions: tuple[Because, ...] = ()
    redrawn: tuple[Redrawn, ...] = ()
    proposed: Proposed | None = None
    method: Choice | None = None
    funnel: Funnel | None = None

    @property
    def side_by_side(self) -> bool:
        """Groups or areas of one period, not figures over time."""
        return self.kind in SIDE_BY_SIDE

    def size(self, point: Point) -> float:
        """How large an area is in a funnel."""
        if self.indicator.method is Method.PROPORTION or not point.numerator or not point.value:
            return point.denominator or 0.0
        return point.numerator / point.value * self.indicator.multiplier

    @property
    def subject(self) -> str:
        """The title, and of whom where the figures are not of everybody."""
        return f"{self.title} ({self.group})" if self.group else self.title

    @property
    def latest(self) -> Point:
        return self.ours.known[-1]

    @property
    def hidden(self) -> tuple[Point, ...]:
        return tuple(point for point in self.ours.points if point.value is None)

    @property
    def limited(self) -> tuple[Point, ...]:
        """Figures with limits of their own."""
        return tuple(point for point in self.ours.known if point.limits)

    @property
    def has_band(self) -> bool:
        return bool(self.limited)

    @property
    def rough(self) -> tuple[str, ...]:
        """Why limits are approximate, each code once."""
        return tuple(dict.fromkeys(point.approximate for point in self.limited if point.approximate))

    @property
    def joined(self) -> bool:
        """Is any of it a line?  Surveys, and runs of one or two, are dots."""
        return not self.side_by_side and any(joined(run) for run in self.ours.runs)

    @property
    def overlapping(self) -> bool:
        return any(after.start <= before.end for before, after in pairwise(self.ours.known))

    @property
    def beside(self) -> tuple[Line, ...]:
        """The other lines, no longer than ours, with what they know."""
        first, last = self.ours.known[0].start, self.latest.end
        found = (
            replace(line, points=tuple(p for p in line.points if p.start >= first and p.end <= last))
            for line in self.others
        )
        return tuple(line for line in found if line.known)

    def usual(self, point: Point) -> UsualRange | None:
        """The usual range of the stretch that a point lies in, where it has one."""
        found = next((limits for limits in self.limits if limits.holds(point)), None)
        return found.of(point.end) if found else None


def starts_at_zero(facts: ChartFacts) -> bool:
    """Counts, rates and lone dots start at zero; lines of per cents and scores may start where they do."""
    values = [v for point in facts.ours.known for v in (point.value, *(point.limits or ())) if v is not None]
    counted = facts.indicator.method in (Method.COUNT, Method.RATE, Method.DSR)
    return counted or not facts.joined or min(values, default=0) < 0
