"""What a verdict is: a code, the reasons it rests on, the mark it is drawn by.  No words: ``charts.words`` makes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from indicators.core.model import Indicator, Place
from indicators.methods.because import Because, because
from indicators.methods.chooser import Choice
from indicators.methods.direction import Difference

Period = tuple[date, date]


class Mark(StrEnum):
    """The six marks, in the one order they are shown in."""

    WORSE = "worse"
    BETTER = "better"
    CHANGED = "changed"
    NO_CHANGE = "no change"
    FIGURE_ONLY = "figure only"
    NO_FIGURE = "no figure"


class Bar(StrEnum):
    """What prevents saying whether a figure has changed."""

    NO_FIGURE = "no figure"
    HIDDEN = "hidden"
    TOO_OLD = "too old"
    BASE_UNKNOWN = "base unknown"
    MONTHS_UNKNOWN = "months unknown"
    ONE_SURVEY = "one survey"
    TOO_FEW = "too few"
    OVERLAPPING = "overlapping"
    PART_YEARS = "part years"
    ROUGH = "rough"
    NO_LIMITS = "no limits"
    NO_VARIATION = "no variation"
    SEVERAL_BODIES = "several bodies"
    SWINGS = "swings"
    TWO_FILES = "two files"


class Code(StrEnum):
    """What a verdict comes to, whatever it is about."""

    BETTER = "better"
    WORSE = "worse"
    CHANGED = "changed"
    NO_CHANGE = "no change"
    CANNOT_SAY_YET = "cannot say yet"
    CANNOT_TELL = "cannot tell"
    NO_FIGURE = "no figure"
    CANNOT_SAY = "cannot say"
    MET = "met"
    NOT_MET = "not met"
    HIT_OR_MISS = "hit or miss"
    NO_TARGET = "no target"
    HIGHER = "higher"
    LOWER = "lower"
    SIMILAR = "similar"
    NOT_COMPARED = "not compared"
    WIDENING = "widening"
    NARROWING = "narrowing"
    DEPENDS = "depends"
    TURNED_ROUND = "turned round"
    UP_TO_DATE = "up to date"
    DUE = "due"
    OVERDUE = "overdue"
    STOPPED = "stopped"
    ONE_OFF = "one-off"
    NO_SET_TIME = "no set time"
    NO_USUAL_RANGE = "no usual range"
    AS_USUAL = "as usual"
    LATELY_HIGHER = "lately higher"
    LATELY_LOWER = "lately lower"
    NO_TREND = "no trend"
    TREND_UNKNOWN = "trend unknown"
    INCREASING = "increasing"
    DECREASING = "decreasing"
    MORE_THAN_CHANCE = "more than chance"
    COULD_BE_CHANCE = "could be chance"


class Why(StrEnum):
    """Reasons and cautions of verdicts; what each rests on is said where it is written down."""

    # That no figure is there
    NO_FIGURE_HELD = "no figure held"
    NO_ONE_STANDS = "no body of the role"
    WITHHELD = "withheld"
    NOTHING_TO_COMPARE = "nothing to compare"
    NOTHING_BY_GROUP = "nothing by group"
    SEVERAL = "several bodies"
    # What prevents a verdict
    BASE_NOT_STATED = "base not stated"
    MONTHS_NOT_STATED = "months not stated"
    NO_WHOLE_YEAR = "no whole year since the cut"
    ENDS_TOO_EARLY = "ends too early"
    PART_YEARS = "part years"
    TOO_FEW_YEARS = "too few years"
    TOO_FEW_APART = "too few apart"
    COUNTS_ROUGH = "counts rough"
    NO_VARIATION = "no variation"
    NO_LIMITS = "no limits"
    ONE_SURVEY = "one survey"
    ONE_FIGURE = "one figure"
    NONE_APART = "none apart"
    # Direction
    LEVELS = "levels"
    TWO_FILES = "two files"
    # Target
    NO_TARGET_KNOWN = "no target known"
    WHOSE_TARGET = "whose target"
    OLDER_THAN_TARGET = "older than target"
    LATEST = "latest"
    REACHED = "reached"
    NOT_DUE = "not due"
    NO_FIGURE_THEN = "no figure then"
    TARGET_DAY = "target day"
    OTHER_BODY = "other body"
    # England
    A_COUNT = "a count"
    NO_ENGLAND = "no England figure"
    ENGLAND_NO_BASE = "England, base not stated"
    ENGLAND_ROUGH = "England, counts rough"
    ENGLAND_NO_LIMITS = "England, no limits"
    ENGLAND_AND_LIMITS = "England and limits"
    ENGLAND_OVER_A_YEAR = "England over a year"
    ENGLAND_BEHIND = "England behind"
    GAP_ALONE = "gap alone"
    # Gap
    NO_BREAKDOWN = "no breakdown"
    EACH_BESIDE_ALL = "each beside all"
    COUNT_BY_GROUP = "count by group"
    NOTHING_BY = "nothing by dimension"
    GROUPS_NOW = "groups now"
    ONE_COMPARABLE = "one comparable"
    COUNTS_UNKNOWN = "counts unknown"
    GAP_MOVED = "gap moved"
    MANY_GROUPS = "many groups"
    BOTH_WORSE = "both worse"
    BETTER_OFF_WORSE = "better off worse"
    # Data
    SINGLE_STUDY = "single study"
    ASKED_AGAIN = "asked again"
    NEXT_FIGURE = "next figure"
    NEVER_LOADED = "never loaded"
    # Lately
    NO_USUAL_RANGE = "no usual range"
    WITHIN_USUAL = "within usual"
    SIGNAL = "signal"
    OHID_TREND = "OHID trend"
    OHID_UNKNOWN = "OHID trend unknown"
    # Two points compared
    SAME_PERIOD = "same period"
    SAME_GROUP = "same group"
    COUNT_OF_EACH = "count of each"
    PERIODS_SHARE = "periods share"
    UNEQUAL_TOTALS = "unequal totals"
    CUT_BETWEEN = "cut between"
    ONE_HIDDEN = "one hidden"
    ONE_MISSING = "one missing"
    SHORT_STRETCH = "short stretch"
    TWO_POINTS = "two points"
    # Cautions
    COUNTS_ROUNDED = "counts rounded"
    WHOLE_PER_CENTS = "whole per cents"
    LIMITS_APPROXIMATE = "limits approximate"
    NOT_RESIDENTS = "not residents"
    BASELINE_INSIDE = "baseline inside the strategy"
    PROVISIONAL = "provisional"
    OLD = "old"
    DECLARED = "declared"
    NEIGHBOURS = "neighbours"
    BOTH_MOVED = "both moved"
    RATES_BESIDE_ENGLAND = "rates beside England"
    RULES_DISAGREE = "rules disagree"
    NOT_MARKED = "not marked"
    MARKED = "marked"
    PICKED = "picked"


JUDGED = (Mark.WORSE, Mark.BETTER, Mark.CHANGED, Mark.NO_CHANGE)


@dataclass(frozen=True)
class Verdict:
    """A code and its reasons; ``mark`` says how it is drawn, ``cautions`` what makes it less sure.

    ``bar`` says of a direction that is not judged what prevents it; ``until`` of one that is told in the past the
    last day it holds for.
    """

    code: Code
    reasons: tuple[Because, ...] = ()
    mark: Mark = Mark.FIGURE_ONLY
    cautions: tuple[Because, ...] = ()
    bar: Bar | None = None
    until: date | None = None


@dataclass(frozen=True)
class Verdicts:
    """Everything said of one indicator as of a version and a day.

    ``value``, ``period``, ``place``, ``group``, ``source`` and ``citation`` are of its newest figure; ``difference`` is
    the change since the baseline, by years of months where ``averaged`` says how many months each covers.  Where
    several bodies stand for
    the place, ``bodies`` has the verdicts of each and nothing is said of all.
    """

    indicator: str
    declared: Indicator
    direction: Verdict
    lately: Verdict | None
    target: Verdict
    england: Verdict
    gap: Verdict
    data: Verdict
    value: float | None = None
    period: Period | None = None
    place: Place | None = None
    group: str = ""
    source: str = ""
    citation: str = ""
    difference: Difference | None = None
    averaged: int = 0
    method: Choice | None = None
    """How its newest points are judged, and why so; ``None`` where there is no figure."""
    bodies: tuple[Verdicts, ...] = ()

    @property
    def mark(self) -> Mark:
        return self.direction.mark

    @property
    def has_figure(self) -> bool:
        return self.value is not None or any(body.has_figure for body in self.bodies)

    @property
    def period_end(self) -> date | None:
        """The last day of its newest figure; of several bodies, of the newest of theirs."""
        if self.period is not None:
            return self.period[1]
        return max((body.period_end for body in self.bodies if body.period_end), default=None)

    @property
    def way(self) -> int:
        """Which way the number went where it changed at all: 1 up, -1 down, else 0."""
        if self.difference is None or not self.difference.changed:
            return 0
        return 1 if self.difference.difference > 0 else -1

    @property
    def strength(self) -> float:
        """How strong the evidence of a change is."""
        return self.difference.strength if self.difference is not None else 0.0


def cannot(bar: Bar, reason: Because) -> Verdict:
    """A figure that cannot be judged, what prevents it, and why."""
    return Verdict(Code.CANNOT_SAY_YET, (reason,), Mark.FIGURE_ONLY, bar=bar)


def cannot_say(*reasons: Because) -> Verdict:
    """A verdict that cannot be given, and why."""
    return Verdict(Code.CANNOT_SAY, reasons)


def better_or_worse(better: bool) -> Mark:
    """The mark of a change that is judged."""
    return Mark.BETTER if better else Mark.WORSE


def declared(name: str) -> Because:
    """A caution in the words of the indicator's own declaration, under the name of its field."""
    return because(Why.DECLARED, field=name)
