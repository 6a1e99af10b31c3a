"""Which method can say how a series has moved lately, and why: one pure function of what is known of it.

A verdict needs its preconditions.  Where one is unmet the method is one that gives none, and the ground says what
is missing.  Direction since baseline has its own rule (``direction``).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from indicators.methods.because import Because, because
from indicators.methods.series_facts import Facts, FigureKind
from indicators.methods.spc import POINTS_NEEDED, TRIAL_BELOW, neighbours_needed
from indicators.methods.trends import POINTS as YEARS_NEEDED

RARE_AT_MOST = 2
SMALLEST_WHEN_ROUNDED = 100
FEWEST_AREAS = 5
FEWEST_ASKED = 30
MOST_WAVES = 4
POINTS_FOR_MANN_KENDALL = 7
MOVE_TOGETHER = 0.3


class AnalysisMethod(StrEnum):
    """What may be done with a series; those of ``WITHOUT_VERDICT`` only show it."""

    XMR = "XmR control chart"
    P_CHART = "p chart"
    P_PRIME = "Laney p' chart"
    U_CHART = "u chart"
    U_PRIME = "Laney u' chart"
    RECENT_TREND = "OHID recent trend"
    THINNED_TREND = "OHID recent trend over periods that share nothing"
    TWO_WAVES = "difference of two proportions"
    FUNNEL = "funnel plot"
    INTERVALS = "areas compared by their intervals"
    FIRST_WITH_LAST = "first and last periods that share nothing, compared"
    BENCHMARK = "latest figure against the benchmark only"
    EXACT_RATE = "yearly or three-yearly rate with an exact interval"
    MANN_KENDALL = "Mann-Kendall test, as secondary evidence"
    RUN_LINE = "line with its mean"
    RANKED = "ranked bars"
    NOTHING = "no method"


WITHOUT_VERDICT = frozenset({
    AnalysisMethod.BENCHMARK, AnalysisMethod.EXACT_RATE, AnalysisMethod.MANN_KENDALL, AnalysisMethod.RUN_LINE,
    AnalysisMethod.RANKED, AnalysisMethod.NOTHING,
})  # fmt: skip
"""None of these says better or worse of lately."""
CHARTS = frozenset(
    {
        AnalysisMethod.XMR,
        AnalysisMethod.P_CHART,
        AnalysisMethod.P_PRIME,
        AnalysisMethod.U_CHART,
        AnalysisMethod.U_PRIME,
    }
)


class Ground(StrEnum):
    """Why a method was chosen, or what prevents one; and what to be careful of with a chart."""

    NO_FIGURE = "no figure"
    POPULATION_UNKNOWN = "population unknown"
    MONTHS_UNKNOWN = "months unknown"
    MIXED_PERIODS = "mixed periods"
    HIDDEN = "hidden"
    ROUNDED = "rounded"
    TOO_FEW_AREAS = "too few areas"
    AREAS_WITH_COUNTS = "areas with counts"
    AREAS_WITH_LIMITS = "areas with limits"
    AREAS_WITHOUT = "areas without counts or limits"
    NO_TREND = "no trend"
    RARE = "rare events"
    OVERLAPPING = "overlapping"
    OVERLAPPING_THINNED = "overlapping, thinned"
    OVERLAPPING_ENDS = "overlapping, first with last"
    ASKED_UNKNOWN = "how many were asked unknown"
    TOO_FEW_ASKED = "too few asked"
    WAVES = "waves"
    MORE_POINTS_NEEDED = "more points needed"
    TOO_FEW_NEIGHBOURS = "too few neighbours"
    INDEPENDENT_POINTS = "independent points"
    YEARLY_COUNT = "yearly count"
    YEARS_WITH_LIMITS = "years with limits"
    YEARS_WITHOUT_LIMITS = "years without limits"
    IN_ORDER = "in order"
    TRIAL = "trial limits"
    TOGETHER = "neighbours move together"
    UNEVEN_NO_COUNTS = "uneven, counts not published"


class NoTrend(StrEnum):
    """Why there is no trend to judge."""

    ONE_PERIOD = "one period"
    NOT_YEARLY = "not every year"
    NONE_APART = "no two apart"
    YEAR_MISSING = "a year is missing"
    TOO_FEW_YEARS = "too few years"
    TOO_FEW_WITHOUT_LIMITS = "too few years without limits"


TOGETHER = because(Ground.TOGETHER)


@dataclass(frozen=True)
class Choice:
    """A method, why it was chosen, what to be careful of, and ``test_result``: what a test that gives no verdict says."""

    method: AnalysisMethod
    ground: Because
    cautions: tuple[Because, ...] = ()
    test_result: Because | None = None

    @property
    def gives_verdict(self) -> bool:
        return self.method not in WITHOUT_VERDICT


def choose(facts: Facts) -> Choice:
    """The method for how a series has moved lately, and why.

    Raises ``ValueError`` for negative numbers of points or areas, or periods a year other than 52, 12, 4, 1, 0.
    """
    _refuse_nonsense(facts)
    barred = _barred(facts)
    if barred is not None:
        return Choice(AnalysisMethod.NOTHING, barred)
    if facts.areas > 1 and facts.periods_a_year == 0:
        return _areas(facts)
    if facts.points < 2:
        return _latest_only(facts, NoTrend.ONE_PERIOD)
    if _rare(facts):
        return _rare_events(facts)
    if facts.kind is FigureKind.SURVEY and facts.points <= MOST_WAVES and facts.window == 1:
        return _waves(facts)
    if facts.periods_a_year == 0:
        return _latest_only(facts, NoTrend.NOT_YEARLY)
    if facts.window > 1:
        return _overlapping(facts)
    return _within_the_year(facts) if facts.periods_a_year > 1 else _yearly(facts)


def _refuse_nonsense(facts: Facts) -> None:
    for name in ("points", "areas", "window"):
        if getattr(facts, name) < (0 if name == "points" else 1):
            raise ValueError(f"{name} must be {0 if name == 'points' else 1} or more: {getattr(facts, name)}")
    if facts.periods_a_year not in (52, 12, 4, 1, 0):
        raise ValueError(f"periods a year must be 52, 12, 4, 1 or 0: {facts.periods_a_year}")


def _barred(facts: Facts) -> Because | None:
    """Why nothing may be said by any method; ``None`` where something may."""
    if facts.points == 0:
        return because(Ground.NO_FIGURE)
    if not facts.population_known:
        return because(Ground.POPULATION_UNKNOWN)
    if not facts.window_known:
        return because(Ground.MONTHS_UNKNOWN)
    if facts.mixed_periods:
        return because(Ground.MIXED_PERIODS)
    if facts.suppressed:
        return because(Ground.HIDDEN)
    if facts.rounded and (facts.smallest_count is None or facts.smallest_count < SMALLEST_WHEN_ROUNDED):
        return because(Ground.ROUNDED, under=SMALLEST_WHEN_ROUNDED)
    return None


def _areas(facts: Facts) -> Choice:
    if facts.areas < FEWEST_AREAS:
        return Choice(AnalysisMethod.RANKED, because(Ground.TOO_FEW_AREAS, areas=facts.areas, needed=FEWEST_AREAS))
    if facts.has_counts and facts.kind in (FigureKind.PROPORTION, FigureKind.RATE, FigureKind.COUNT):
        return Choice(AnalysisMethod.FUNNEL, because(Ground.AREAS_WITH_COUNTS, areas=facts.areas))
    if facts.has_limits:
        return Choice(AnalysisMethod.INTERVALS, because(Ground.AREAS_WITH_LIMITS, areas=facts.areas))
    return Choice(AnalysisMethod.RANKED, because(Ground.AREAS_WITHOUT))


def _latest_only(facts: Facts, why: NoTrend, **details: int) -> Choice:
    bounded = facts.has_limits or facts.has_counts
    ground = because(Ground.NO_TREND, why=why, bounded=bounded, broken=facts.broken, **details)
    return Choice(AnalysisMethod.BENCHMARK if bounded else AnalysisMethod.NOTHING, ground)


def _rare(facts: Facts) -> bool:
    counted = facts.kind in (FigureKind.PROPORTION, FigureKind.RATE, FigureKind.COUNT)
    return counted and facts.usual_count is not None and facts.usual_count <= RARE_AT_MOST


def _rare_events(facts: Facts) -> Choice:
    return Choice(AnalysisMethod.EXACT_RATE, because(Ground.RARE, most=RARE_AT_MOST))


def _overlapping(facts: Facts) -> Choice:
    no_overlap = facts.no_overlap or 0
    steady = no_overlap if facts.consecutive is None else facts.consecutive
    yearly_or_longer = facts.window >= facts.periods_a_year
    bounded = facts.has_limits or (facts.has_counts and facts.kind is FigureKind.PROPORTION)
    if not yearly_or_longer or not bounded:
        return Choice(AnalysisMethod.RUN_LINE, because(Ground.OVERLAPPING))
    if min(no_overlap, steady) >= YEARS_NEEDED and facts.kind is not FigureKind.COUNT:
        return Choice(AnalysisMethod.THINNED_TREND, because(Ground.OVERLAPPING_THINNED, tested=YEARS_NEEDED))
    if no_overlap >= 2:
        return Choice(AnalysisMethod.FIRST_WITH_LAST, because(Ground.OVERLAPPING_ENDS, no_overlap=no_overlap))
    return _latest_only(facts, NoTrend.NONE_APART)


def _waves(facts: Facts) -> Choice:
    if facts.people_asked is None:
        return Choice(AnalysisMethod.NOTHING, because(Ground.ASKED_UNKNOWN))
    if facts.people_asked < FEWEST_ASKED:
        return Choice(
            AnalysisMethod.NOTHING, because(Ground.TOO_FEW_ASKED, asked=facts.people_asked, needed=FEWEST_ASKED)
        )
    return Choice(AnalysisMethod.TWO_WAVES, because(Ground.WAVES, waves=facts.points))


def _within_the_year(facts: Facts) -> Choice:
    if facts.points < POINTS_NEEDED:
        points_lacking = POINTS_NEEDED - facts.points
        return Choice(
            AnalysisMethod.RUN_LINE, because(Ground.MORE_POINTS_NEEDED, more=points_lacking, broken=facts.broken)
        )
    if facts.neighbours is not None and facts.neighbours < neighbours_needed(POINTS_NEEDED):
        return Choice(AnalysisMethod.RUN_LINE, because(Ground.TOO_FEW_NEIGHBOURS, broken=facts.broken))

    def ground(**uneven: bool) -> Because:
        return because(Ground.INDEPENDENT_POINTS, points=facts.points, broken=facts.broken, **uneven)

    if not facts.uneven or facts.kind not in (FigureKind.PROPORTION, FigureKind.RATE):
        return Choice(AnalysisMethod.XMR, ground(), _cautions(facts))
    if not facts.has_counts:
        return Choice(AnalysisMethod.XMR, ground(), (*_cautions(facts), because(Ground.UNEVEN_NO_COUNTS)))
    plain, prime = {
        FigureKind.PROPORTION: (AnalysisMethod.P_CHART, AnalysisMethod.P_PRIME),
        FigureKind.RATE: (AnalysisMethod.U_CHART, AnalysisMethod.U_PRIME),
    }[facts.kind]
    if facts.overdispersed:
        return Choice(prime, ground(uneven=True, overdispersed=True), _cautions(facts))
    return Choice(plain, ground(uneven=True), _cautions(facts))


def _cautions(facts: Facts) -> tuple[Because, ...]:
    trial, together = facts.points < TRIAL_BELOW, facts.correlation > MOVE_TOGETHER
    return (*([because(Ground.TRIAL, below=TRIAL_BELOW)] if trial else []), *([TOGETHER] if together else []))


def _yearly(facts: Facts) -> Choice:
    if facts.kind is FigureKind.COUNT:
        return Choice(AnalysisMethod.NOTHING, because(Ground.YEARLY_COUNT))
    consecutive = facts.points if facts.consecutive is None else facts.consecutive
    bounded = facts.has_limits or (facts.has_counts and facts.kind is FigureKind.PROPORTION)
    if facts.kind is not FigureKind.ORDINAL and bounded:
        if min(consecutive, facts.points) >= YEARS_NEEDED:
            ground = because(Ground.YEARS_WITH_LIMITS, years=YEARS_NEEDED, broken=facts.broken)
            return Choice(AnalysisMethod.RECENT_TREND, ground)
        if facts.points >= YEARS_NEEDED:
            return _latest_only(facts, NoTrend.YEAR_MISSING, needed=YEARS_NEEDED)
        return _latest_only(facts, NoTrend.TOO_FEW_YEARS, years=facts.points, needed=YEARS_NEEDED)
    if facts.points >= POINTS_FOR_MANN_KENDALL:
        return Choice(AnalysisMethod.MANN_KENDALL, because(Ground.YEARS_WITHOUT_LIMITS, years=facts.points))
    needed = POINTS_FOR_MANN_KENDALL
    return _latest_only(facts, NoTrend.TOO_FEW_WITHOUT_LIMITS, years=facts.points, needed=needed)
