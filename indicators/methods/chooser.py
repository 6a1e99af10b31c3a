"""Which method can say how a series has moved lately, and why: one pure function of what is known of it.

A verdict needs its preconditions.  Where one is unmet the method is one that gives none, and the reason says what
is missing.  Direction since baseline has its own rule (``direction``).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from indicators.methods.series_facts import Facts, Kind
from indicators.methods.spc import POINTS_NEEDED, TRIAL_BELOW, neighbours_needed
from indicators.methods.trends import POINTS as YEARS_NEEDED

RARE_AT_MOST = 2
SMALLEST_WHEN_ROUNDED = 100
FEWEST_AREAS = 5
FEWEST_ASKED = 30
MOST_WAVES = 4
POINTS_FOR_MANN_KENDALL = 7
MOVE_TOGETHER = 0.3
TRIAL = f"Trial limits: fewer than {TRIAL_BELOW} points."
TOGETHER = "Neighbouring periods move together, so signals are less sure."


class Method(StrEnum):
    """What may be done with a series; those of ``WITHOUT_VERDICT`` only show it."""

    XMR = "XmR control chart"
    P_CHART = "p chart"
    P_PRIME = "Laney p' chart"
    U_CHART = "u chart"
    U_PRIME = "Laney u' chart"
    T_CHART = "chart of the time between events"
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
    Method.BENCHMARK, Method.EXACT_RATE, Method.MANN_KENDALL, Method.RUN_LINE, Method.RANKED, Method.NOTHING,
})  # fmt: skip
"""None of these says better or worse of lately."""
CHARTS = frozenset({Method.XMR, Method.P_CHART, Method.P_PRIME, Method.U_CHART, Method.U_PRIME, Method.T_CHART})


@dataclass(frozen=True)
class Choice:
    """A method, the sentence that says why, and what to be careful of."""

    method: Method
    reason: str
    cautions: tuple[str, ...] = ()

    @property
    def gives_verdict(self) -> bool:
        return self.method not in WITHOUT_VERDICT


def choose(facts: Facts) -> Choice:
    """The method for how a series has moved lately, with the reason in a sentence.

    Raises ``ValueError`` for negative numbers of points or areas, or periods a year other than 52, 12, 4, 1, 0.
    """
    _refuse_nonsense(facts)
    barred = _barred(facts)
    if barred:
        return Choice(Method.NOTHING, barred)
    if facts.areas > 1 and facts.periods_a_year == 0:
        return _areas(facts)
    if facts.points < 2:
        return _latest_only(facts, "there is one period only")
    if _rare(facts):
        return _rare_events(facts)
    if facts.kind is Kind.SURVEY and facts.points <= MOST_WAVES and facts.window == 1:
        return _waves(facts)
    if facts.periods_a_year == 0:
        return _latest_only(facts, "figures do not come every year")
    if facts.window > 1:
        return _overlapping(facts)
    return _within_the_year(facts) if facts.periods_a_year > 1 else _yearly(facts)


def _refuse_nonsense(facts: Facts) -> None:
    for name in ("points", "areas", "window"):
        if getattr(facts, name) < (0 if name == "points" else 1):
            raise ValueError(f"{name} must be {0 if name == 'points' else 1} or more: {getattr(facts, name)}")
    if facts.periods_a_year not in (52, 12, 4, 1, 0):
        raise ValueError(f"periods a year must be 52, 12, 4, 1 or 0: {facts.periods_a_year}")


def _barred(facts: Facts) -> str:
    """Why nothing may be said by any method; empty where something may."""
    if facts.points == 0:
        return "No figure is held."
    if not facts.population_known:
        return "The publisher does not say whom the figure is of."
    if not facts.window_known:
        return "The publisher does not say which months each figure covers."
    if facts.mixed_periods:
        return "Its periods are of different lengths, so points cannot be compared."
    if facts.suppressed:
        return "Figures among those judged are hidden to protect people."
    if facts.rounded and (facts.smallest_count is None or facts.smallest_count < SMALLEST_WHEN_ROUNDED):
        return f"Counts are rounded and some are under {SMALLEST_WHEN_ROUNDED}: rounding alone could move the figure."
    return ""


def _areas(facts: Facts) -> Choice:
    if facts.areas < FEWEST_AREAS:
        return Choice(Method.RANKED, f"{facts.areas} areas are too few to compare: a funnel needs {FEWEST_AREAS}.")
    if facts.has_counts and facts.kind in (Kind.PROPORTION, Kind.RATE, Kind.COUNT):
        return Choice(Method.FUNNEL, f"{facts.areas} areas in one period, with counts.")
    if facts.has_limits:
        return Choice(Method.INTERVALS, f"{facts.areas} areas in one period, with limits and no counts.")
    return Choice(Method.RANKED, "Neither counts nor limits are published, so areas cannot be told from chance.")


def _latest_only(facts: Facts, why: str) -> Choice:
    if facts.has_limits or facts.has_counts:
        return Choice(Method.BENCHMARK, f"No trend: {why}.{_since_break(facts)}")
    return Choice(Method.NOTHING, f"No trend: {why}, and neither limits nor counts are published.{_since_break(facts)}")


def _since_break(facts: Facts) -> str:
    return " Points before a declared break do not count." if facts.broken else ""


def _rare(facts: Facts) -> bool:
    counted = facts.kind in (Kind.PROPORTION, Kind.RATE, Kind.COUNT)
    return counted and facts.usual_count is not None and facts.usual_count <= RARE_AT_MOST


def _rare_events(facts: Facts) -> Choice:
    if facts.dates_of_events and facts.points >= POINTS_NEEDED and facts.window == 1:
        return Choice(Method.T_CHART, "Events are rare and their dates are known: days between them are charted.")
    return Choice(Method.EXACT_RATE, f"Counts are mostly 0 to {RARE_AT_MOST}, too few for a control chart or a trend.")


def _overlapping(facts: Facts) -> Choice:
    apart = facts.apart or 0
    steady = apart if facts.consecutive is None else facts.consecutive
    yearly_or_longer = facts.window >= facts.periods_a_year
    bounded = facts.has_limits or (facts.has_counts and facts.kind is Kind.PROPORTION)
    if not yearly_or_longer or not bounded:
        return Choice(Method.RUN_LINE, "Periods overlap, so no control chart and no trend test.")
    if min(apart, steady) >= YEARS_NEEDED and facts.kind is not Kind.COUNT:
        return Choice(
            Method.THINNED_TREND, f"Periods overlap; the {YEARS_NEEDED} newest that share nothing are tested."
        )
    if apart >= 2:
        return Choice(Method.FIRST_WITH_LAST, f"Periods overlap, no trend test: {apart} of them share nothing.")
    return _latest_only(facts, "periods overlap, and no two share nothing")


def _waves(facts: Facts) -> Choice:
    if facts.people_asked is None:
        return Choice(Method.NOTHING, "How many were asked is not published.")
    if facts.people_asked < FEWEST_ASKED:
        return Choice(Method.NOTHING, f"Too few people asked: {facts.people_asked:.0f}, and {FEWEST_ASKED} are needed.")
    return Choice(Method.TWO_WAVES, f"{facts.points} waves of a survey whose base is known.")


def _within_the_year(facts: Facts) -> Choice:
    if facts.points < POINTS_NEEDED:
        more = POINTS_NEEDED - facts.points
        return Choice(Method.RUN_LINE, f"{more} more point{'s' * (more > 1)} until limits.{_since_break(facts)}")
    if facts.neighbours is not None and facts.neighbours < neighbours_needed(POINTS_NEEDED):
        return Choice(
            Method.RUN_LINE, f"Too few of its points follow on from one another for limits.{_since_break(facts)}"
        )
    how = f"{facts.points} independent points.{_since_break(facts)}"
    if not facts.uneven or facts.kind not in (Kind.PROPORTION, Kind.RATE):
        return Choice(Method.XMR, how, _cautions(facts))
    if not facts.has_counts:
        unknown = "Denominators are small or uneven, and counts are not published."
        return Choice(Method.XMR, how, (*_cautions(facts), unknown))
    plain, prime = {
        Kind.PROPORTION: (Method.P_CHART, Method.P_PRIME),
        Kind.RATE: (Method.U_CHART, Method.U_PRIME),
    }[facts.kind]
    if facts.overdispersed:
        return Choice(
            prime, f"{how} Denominators are uneven, and points vary more than counts explain.", _cautions(facts)
        )
    return Choice(plain, f"{how} Denominators are small or uneven.", _cautions(facts))


def _cautions(facts: Facts) -> tuple[str, ...]:
    trial, together = facts.points < TRIAL_BELOW, facts.correlation > MOVE_TOGETHER
    return (*([TRIAL] if trial else []), *([TOGETHER] if together else []))


def _yearly(facts: Facts) -> Choice:
    if facts.kind is Kind.COUNT:
        return Choice(Method.NOTHING, "A yearly count has no trend test: it depends on how many people there are.")
    consecutive = facts.points if facts.consecutive is None else facts.consecutive
    bounded = facts.has_limits or (facts.has_counts and facts.kind is Kind.PROPORTION)
    if facts.kind is not Kind.ORDINAL and bounded:
        if min(consecutive, facts.points) >= YEARS_NEEDED:
            return Choice(Method.RECENT_TREND, f"{YEARS_NEEDED} consecutive years with limits.{_since_break(facts)}")
        if facts.points >= YEARS_NEEDED:
            return _latest_only(facts, f"a year is missing among the last {YEARS_NEEDED}")
        return _latest_only(facts, f"{facts.points} of {YEARS_NEEDED} years")
    if facts.points >= POINTS_FOR_MANN_KENDALL:
        return Choice(Method.MANN_KENDALL, f"{facts.points} years without limits: their order alone can be tested.")
    return _latest_only(facts, f"{facts.points} years without limits, and {POINTS_FOR_MANN_KENDALL} are needed")
