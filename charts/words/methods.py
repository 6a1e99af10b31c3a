"""Why a method was chosen for the newest points, or what prevents one, in words."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from charts.words.counting import counted
from indicators.methods.because import Because
from indicators.methods.chooser import AnalysisMethod, Choice, Ground, NoTrend

METHODS = {
    AnalysisMethod.XMR: "control chart (XmR)",
    AnalysisMethod.P_CHART: "p chart",
    AnalysisMethod.P_PRIME: "Laney p' chart",
    AnalysisMethod.U_CHART: "u chart",
    AnalysisMethod.U_PRIME: "Laney u' chart",
    AnalysisMethod.RECENT_TREND: "OHID recent trend",
    AnalysisMethod.THINNED_TREND: "OHID recent trend over periods that share nothing",
    AnalysisMethod.TWO_WAVES: "difference of two proportions",
    AnalysisMethod.FUNNEL: "funnel plot",
    AnalysisMethod.INTERVALS: "areas compared by their intervals",
    AnalysisMethod.FIRST_WITH_LAST: "first and last periods that share nothing, compared",
    AnalysisMethod.BENCHMARK: "latest figure against the benchmark only",
    AnalysisMethod.EXACT_RATE: "yearly or three-yearly rate with an exact interval",
    AnalysisMethod.MANN_KENDALL: "Mann-Kendall test, as secondary evidence",
    AnalysisMethod.RUN_LINE: "line with its mean",
    AnalysisMethod.RANKED: "ranked bars",
    AnalysisMethod.NOTHING: "no method",
}


def method(kind: AnalysisMethod) -> str:
    """What a method is called."""
    return METHODS[kind]


def ground(choice: Choice) -> str:
    """Why a method was chosen, in a sentence, and what a test that gives no verdict found."""
    sentences = (GROUNDS[reason.code](reason) for reason in (choice.ground, choice.test_result) if reason is not None)
    return " ".join(sentences)


def _no_trend(because: Because) -> str:
    without = "" if because["bounded"] else ", and neither limits nor counts are published"
    return f"No trend: {WHY_NO_TREND[because['why']](because)}{without}.{_since_break(because)}"


def _since_break(because: Because) -> str:
    return " Points before a declared break do not count." if because["broken"] else ""


def _points(because: Because) -> str:
    how = f"{because['points']} figures that share no months.{_since_break(because)}"
    if because["overdispersed"]:
        return f"{how} Denominators are uneven, and points vary more than counts explain."
    return f"{how} Denominators are small or uneven." if because["uneven"] else how


def _fixed(text: str) -> Callable[[Because], str]:
    return lambda because: text


WHY_NO_TREND: dict[NoTrend, Callable[[Because], str]] = {
    NoTrend.ONE_PERIOD: _fixed("there is one period only"),
    NoTrend.NOT_YEARLY: _fixed("figures do not come every year"),
    NoTrend.NONE_APART: _fixed("periods overlap, and no two share nothing"),
    NoTrend.YEAR_MISSING: lambda b: f"a year is missing among the last {b['needed']}",
    NoTrend.TOO_FEW_YEARS: lambda b: f"{b['years']} of {b['needed']} years",
    NoTrend.TOO_FEW_WITHOUT_LIMITS: lambda b: f"{b['years']} years without limits, and {b['needed']} are needed",
}
IN_ORDER = {
    True: "Taken in their order they rose by more than chance; no verdict rests on that.",
    False: "Taken in their order they fell by more than chance; no verdict rests on that.",
    None: "Their order shows no more than chance.",
}
GROUNDS: dict[StrEnum, Callable[[Because], str]] = {
    Ground.NO_FIGURE: _fixed("No figure is held."),
    Ground.POPULATION_UNKNOWN: _fixed("The publisher does not say whom the figure is of."),
    Ground.MONTHS_UNKNOWN: _fixed("The publisher does not say which months each figure covers."),
    Ground.MIXED_PERIODS: _fixed("Its periods are of different lengths, so points cannot be compared."),
    Ground.HIDDEN: _fixed("Figures among those judged are hidden to protect people."),
    Ground.ROUNDED: lambda b: (
        f"Counts are rounded and some are under {b['under']}: rounding alone could move the figure."
    ),
    Ground.TOO_FEW_AREAS: lambda b: f"{b['areas']} areas are too few to compare: a funnel needs {b['needed']}.",
    Ground.AREAS_WITH_COUNTS: lambda b: f"{b['areas']} areas in one period, with counts.",
    Ground.AREAS_WITH_LIMITS: lambda b: f"{b['areas']} areas in one period, with limits and no counts.",
    Ground.AREAS_WITHOUT: _fixed("Neither counts nor limits are published, so areas cannot be told from chance."),
    Ground.NO_TREND: _no_trend,
    Ground.RARE: lambda b: f"Counts are mostly 0 to {b['most']}, too few for a control chart or a trend.",
    Ground.OVERLAPPING: _fixed("Periods overlap, so no control chart and no trend test."),
    Ground.OVERLAPPING_THINNED: lambda b: f"Periods overlap; the {b['tested']} newest that share nothing are tested.",
    Ground.OVERLAPPING_ENDS: lambda b: f"Periods overlap, no trend test: {b['no_overlap']} of them share nothing.",
    Ground.ASKED_UNKNOWN: _fixed("How many were asked is not published."),
    Ground.TOO_FEW_ASKED: lambda b: f"Too few people asked: {b['asked']:.0f}, and {b['needed']} are needed.",
    Ground.WAVES: lambda b: f"{b['waves']} waves of a survey whose base is known.",
    Ground.MORE_POINTS_NEEDED: lambda b: f"{counted(b['more'], 'more point')} until limits.{_since_break(b)}",
    Ground.TOO_FEW_NEIGHBOURS: lambda b: (
        f"Too few of its points follow on from one another for limits.{_since_break(b)}"
    ),
    Ground.INDEPENDENT_POINTS: _points,
    Ground.YEARLY_COUNT: _fixed("A yearly count has no trend test: it depends on how many people there are."),
    Ground.YEARS_WITH_LIMITS: lambda b: f"{b['years']} consecutive years with limits.{_since_break(b)}",
    Ground.YEARS_WITHOUT_LIMITS: lambda b: f"{b['years']} years without limits: their order alone can be tested.",
    Ground.IN_ORDER: lambda b: IN_ORDER[b["rising"]],
    Ground.TRIAL: lambda b: f"Trial limits: fewer than {b['below']} points.",
    Ground.TOGETHER: _fixed("Neighbouring periods move together, so signals are less sure."),
    Ground.UNEVEN_NO_COUNTS: _fixed("Denominators are small or uneven, and counts are not published."),
}


def cautions(choice: Choice) -> tuple[str, ...]:
    """What to be careful of with a chart."""
    return tuple(GROUNDS[caution.code](caution) for caution in choice.cautions)
