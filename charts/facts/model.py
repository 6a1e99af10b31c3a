"""Points, lines, cuts, usual ranges: what one chart says, before it is drawn or put into words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise

from charts.facts.points import Line, Point, joined
from indicators.core.model import Indicator, Method
from indicators.core.strategy.target_model import Target
from indicators.methods import spc
from indicators.methods.because import Because
from indicators.methods.chooser import Choice


class ChartKind(StrEnum):
    """What a chart is."""

    TREND = "trend"
    CONTROL = "control"
    GROUPS = "groups"
    BODIES = "bodies"
    AREAS = "areas"
    FUNNEL = "funnel"


SIDE_BY_SIDE = (ChartKind.GROUPS, ChartKind.BODIES, ChartKind.AREAS, ChartKind.FUNNEL)


@dataclass(frozen=True)
class UsualRange:
    """The usual range of one stretch of a control chart.

    ``figure_limits`` has the limits at the end of each figure where bases are uneven; ``lower`` and ``upper`` are then
    those of the newest.
    """

    first: date
    last: date
    mean: float
    lower: float
    upper: float
    trial: bool
    figure_limits: tuple[tuple[date, float, float], ...] = ()

    @property
    def varies(self) -> bool:
        """Are there limits at all?  Figures that never vary have a mean and nothing else."""
        return self.upper > self.lower

    def holds(self, point: Point) -> bool:
        return self.first <= point.end <= self.last

    @property
    def ends(self) -> tuple[date, ...]:
        """The days at which its limits are drawn."""
        return tuple(end for end, _, _ in self.figure_limits) or (self.first, self.last)

    def of(self, end: date) -> UsualRange:
        """The limits of the figure that ends with a day."""
        bounds = next(((low, high) for at, low, high in self.figure_limits if at == end), (self.lower, self.upper))
        return replace(self, lower=bounds[0], upper=bounds[1], figure_limits=())

    def within(self, indicator: Indicator) -> tuple[float, float]:
        """The limits, not beyond what the measure can be; the rules use them as computed."""
        lower, upper = spc.within_bounds([self.lower, self.upper], *indicator.bounds)
        return float(lower), float(upper)


@dataclass(frozen=True)
class Cut:
    """Where a line is broken: the figures before and after, and why.

    ``declared`` are the indicator's own reasons; ``rebased`` says that the population base is another one, ``base``
    which, where it is stated.  ``another_source`` says that records take over from a publisher, a
    publisher from records, or one survey from another.
    """

    before: date
    after: date
    period: str
    declared: tuple[str, ...] = ()
    rebased: bool = False
    base: str = ""
    another_source: bool = False


@dataclass(frozen=True)
class Redrawn:
    """Limits drawn again from a period on: who approved it, on which day, and why."""

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
    what the chooser chose and why.  ``illustrative`` figures were made up to try the dashboard with.
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
    illustrative: bool = False

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
        lines = (
            replace(line, points=tuple(p for p in line.points if p.start >= first and p.end <= last))
            for line in self.others
        )
        return tuple(line for line in lines if line.known)

    def usual(self, point: Point) -> UsualRange | None:
        """The usual range of the stretch that a point lies in, where it has one."""
        stretch = next((limits for limits in self.limits if limits.holds(point)), None)
        return stretch.of(point.end) if stretch else None


def starts_at_zero(facts: ChartFacts) -> bool:
    """Counts, rates and lone dots start at zero; lines of per cents and scores may start where they do."""
    values = [v for point in facts.ours.known for v in (point.value, *(point.limits or ())) if v is not None]
    counted = facts.indicator.method in (Method.COUNT, Method.RATE, Method.DSR)
    return counted or not facts.joined or min(values, default=0) < 0
