"""The choice of a method: a table of decisions, and no verdict without its preconditions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cases import each
from hypothesis import given
from hypothesis import strategies as st

from charts.words import ground
from indicators.methods.chooser import CHARTS, AnalysisMethod, Choice, Ground, choose
from indicators.methods.series_facts import Facts, FigureKind

MONTHLY = Facts(
    FigureKind.PROPORTION, points=24, periods_a_year=12, has_counts=True, usual_count=400, smallest_count=300
)
YEARLY = Facts(FigureKind.RATE, points=6, periods_a_year=1, has_limits=True)
ROLLING = Facts(FigureKind.RATE, points=15, periods_a_year=1, window=3, no_overlap=5, has_limits=True)
SURVEY = Facts(FigureKind.SURVEY, points=3, periods_a_year=1, people_asked=400, has_limits=True)
AREAS = Facts(FigureKind.RATE, points=1, periods_a_year=0, areas=8, has_counts=True, has_limits=True)

TABLE = {
    "monthly, independent": (MONTHLY, AnalysisMethod.XMR, "24 figures that share no months"),
    "weekly": (replace(MONTHLY, periods_a_year=52), AnalysisMethod.XMR, "24"),
    "quarterly": (replace(MONTHLY, periods_a_year=4, points=13), AnalysisMethod.XMR, "13"),
    "twelve months": (replace(MONTHLY, points=12), AnalysisMethod.RUN_LINE, "1 more point until limits"),
    "nine months": (replace(MONTHLY, points=9), AnalysisMethod.RUN_LINE, "4 more points until limits"),
    "short since a declared break": (replace(MONTHLY, points=9, broken=True), AnalysisMethod.RUN_LINE, "declared break"),
    "monthly, each of twelve months": (replace(MONTHLY, window=12), AnalysisMethod.FIRST_WITH_LAST, "overlap"),
    "monthly, each of three months": (replace(MONTHLY, window=3, no_overlap=8), AnalysisMethod.RUN_LINE, "overlap"),
    "small uneven bases": (replace(MONTHLY, uneven=True), AnalysisMethod.P_CHART, "uneven"),
    "overdispersed": (replace(MONTHLY, uneven=True, overdispersed=True), AnalysisMethod.P_PRIME, "vary more"),
    "uneven rates": (replace(MONTHLY, kind=FigureKind.RATE, uneven=True), AnalysisMethod.U_CHART, "uneven"),
    "overdispersed rates": (
        replace(MONTHLY, kind=FigureKind.RATE, uneven=True, overdispersed=True), AnalysisMethod.U_PRIME, "vary more",
    ),
    "uneven, counts unknown": (replace(MONTHLY, uneven=True, has_counts=False), AnalysisMethod.XMR, "24"),
    "rare events": (replace(MONTHLY, usual_count=1), AnalysisMethod.EXACT_RATE, "too few"),
    "five years": (replace(YEARLY, points=5), AnalysisMethod.RECENT_TREND, "5 consecutive years"),
    "four years": (replace(YEARLY, points=4), AnalysisMethod.BENCHMARK, "4 of 5 years"),
    "a year missing": (replace(YEARLY, consecutive=3), AnalysisMethod.BENCHMARK, "a year is missing"),
    "years of counted proportions": (
        replace(YEARLY, kind=FigureKind.PROPORTION, has_limits=False, has_counts=True), AnalysisMethod.RECENT_TREND, "5",
    ),
    "six years without limits": (replace(YEARLY, has_limits=False), AnalysisMethod.NOTHING, "7 are needed"),
    "seven years without limits": (replace(YEARLY, has_limits=False, points=7), AnalysisMethod.MANN_KENDALL, "order alone"),
    "ordinal": (replace(YEARLY, kind=FigureKind.ORDINAL, points=8), AnalysisMethod.MANN_KENDALL, "order alone"),
    "three-year rolling, five apart": (ROLLING, AnalysisMethod.THINNED_TREND, "share nothing"),
    "three-year rolling, one of five missing": (replace(ROLLING, consecutive=4), AnalysisMethod.FIRST_WITH_LAST, "no trend test"),
    "rolling counts": (replace(ROLLING, kind=FigureKind.COUNT), AnalysisMethod.FIRST_WITH_LAST, "no trend test"),
    "three-year rolling, three apart": (replace(ROLLING, no_overlap=3), AnalysisMethod.FIRST_WITH_LAST, "no trend test"),
    "three-year rolling, one apart": (replace(ROLLING, no_overlap=1), AnalysisMethod.BENCHMARK, "overlap"),
    "rolling without limits": (replace(ROLLING, has_limits=False), AnalysisMethod.RUN_LINE, "overlap"),
    "yearly counts": (replace(YEARLY, kind=FigureKind.COUNT), AnalysisMethod.NOTHING, "how many people"),
    "blocks of three years": (replace(YEARLY, periods_a_year=0), AnalysisMethod.BENCHMARK, "do not come every year"),
    "months covered unknown": (replace(MONTHLY, window_known=False), AnalysisMethod.NOTHING, "which months"),
    "waves at no set times": (replace(SURVEY, periods_a_year=0), AnalysisMethod.TWO_WAVES, "3 waves"),
    "waves of a survey": (SURVEY, AnalysisMethod.TWO_WAVES, "3 waves"),
    "waves, base unknown": (replace(SURVEY, people_asked=None), AnalysisMethod.NOTHING, "not published"),
    "waves, too few asked": (replace(SURVEY, people_asked=29), AnalysisMethod.NOTHING, "Too few people asked"),
    "five waves": (replace(SURVEY, points=5), AnalysisMethod.RECENT_TREND, "5"),
    "one wave": (replace(SURVEY, points=1), AnalysisMethod.BENCHMARK, "one period"),
    "many areas": (AREAS, AnalysisMethod.FUNNEL, "8 areas"),
    "many areas, limits only": (replace(AREAS, has_counts=False), AnalysisMethod.INTERVALS, "limits"),
    "four areas": (replace(AREAS, areas=4), AnalysisMethod.RANKED, "too few"),
    "areas, nothing known": (replace(AREAS, has_counts=False, has_limits=False), AnalysisMethod.RANKED, "chance"),
    "hidden figures": (replace(MONTHLY, suppressed=True), AnalysisMethod.NOTHING, "hidden"),
    "rounded, small": (replace(MONTHLY, rounded=True, smallest_count=99), AnalysisMethod.NOTHING, "under 100"),
    "rounded, size unknown": (replace(MONTHLY, rounded=True, smallest_count=None), AnalysisMethod.NOTHING, "under 100"),
    "rounded, large": (replace(MONTHLY, rounded=True, smallest_count=100), AnalysisMethod.XMR, "24"),
    "mixed periods": (replace(MONTHLY, mixed_periods=True), AnalysisMethod.NOTHING, "different lengths"),
    "of whom is unknown": (replace(MONTHLY, population_known=False), AnalysisMethod.NOTHING, "whom"),
    "nothing held": (replace(MONTHLY, points=0), AnalysisMethod.NOTHING, "No figure"),
    "one figure": (replace(MONTHLY, points=1), AnalysisMethod.BENCHMARK, "one period"),
    "one figure, bare": (replace(MONTHLY, points=1, has_counts=False), AnalysisMethod.NOTHING, "neither limits nor counts"),
}  # fmt: skip


@each("name", TABLE)
def test_the_table_of_decisions(name: str) -> None:
    facts, method, why = TABLE[name]
    facts = replace(facts, no_overlap=2, has_limits=True) if name == "monthly, each of twelve months" else facts
    choice = choose(facts)
    assert choice.method is method
    assert why in ground(choice)


def test_every_method_is_chosen_for_something() -> None:
    assert {method for _, method, _ in TABLE.values()} == set(AnalysisMethod)


def test_trial_limits_and_neighbours_that_move_together_are_cautioned() -> None:
    choice = choose(replace(MONTHLY, points=19, correlation=0.31))
    assert [caution.code for caution in choice.cautions] == [Ground.TRIAL, Ground.TOGETHER]
    assert choose(replace(MONTHLY, points=20, correlation=0.3)).cautions == ()


@pytest.mark.parametrize(
    ("wrong", "why"),
    [({"points": -1}, "points"), ({"areas": 0}, "areas"), ({"window": 0}, "window"), ({"periods_a_year": 6}, "6")],
)
def test_facts_that_cannot_be_are_refused(wrong: dict[str, int], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        choose(replace(MONTHLY, **wrong))  # type: ignore[arg-type]


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    points = draw(st.integers(0, 40))
    some = st.one_of(st.none(), st.sampled_from([0.0, 2.0, 3.0, 29.0, 30.0, 99.0, 100.0, 500.0]))
    truth = st.booleans()
    return Facts(
        draw(st.sampled_from(FigureKind)), points, draw(st.sampled_from([52, 12, 4, 1, 0])),
        window=draw(st.sampled_from([1, 1, 3, 12])), window_known=draw(truth),
        consecutive=draw(st.one_of(st.none(), st.integers(0, points))),
        no_overlap=draw(st.one_of(st.none(), st.integers(0, points))), has_counts=draw(truth), has_limits=draw(truth),
        usual_count=draw(some), smallest_count=draw(some), uneven=draw(truth), overdispersed=draw(truth),
        suppressed=draw(truth), rounded=draw(truth), broken=draw(truth),
        mixed_periods=draw(truth), population_known=draw(truth), people_asked=draw(some),
        areas=draw(st.integers(1, 9)), correlation=draw(st.floats(0, 0.9)),
    )  # fmt: skip


def unmet(facts: Facts, choice: Choice) -> list[str]:
    """The preconditions of a verdict that are not met, written again and dully."""
    method, unmet_conditions = choice.method, []
    if facts.suppressed:
        unmet_conditions.append("hidden")
    if facts.rounded and not (facts.smallest_count is not None and facts.smallest_count >= 100):
        unmet_conditions.append("rounded under 100")
    if facts.mixed_periods or not facts.window_known or not facts.population_known or facts.points == 0:
        unmet_conditions.append("not comparable")
    if method in CHARTS:
        rare = (
            facts.kind in (FigureKind.PROPORTION, FigureKind.RATE, FigureKind.COUNT) and (facts.usual_count or 99) <= 2
        )
        rare = rare or (
            facts.usual_count == 0 and facts.kind in (FigureKind.PROPORTION, FigureKind.RATE, FigureKind.COUNT)
        )
        if facts.points < 13:
            unmet_conditions.append("short")
        if facts.window > 1:
            unmet_conditions.append("overlapping or rolling")
        if facts.periods_a_year <= 1:
            unmet_conditions.append("yearly")
        if rare:
            unmet_conditions.append("rare")
        if (
            method in (AnalysisMethod.P_CHART, AnalysisMethod.P_PRIME, AnalysisMethod.U_CHART, AnalysisMethod.U_PRIME)
            and not facts.has_counts
        ):
            unmet_conditions.append("no counts")
    if method is AnalysisMethod.RECENT_TREND:
        steady = facts.points if facts.consecutive is None else facts.consecutive
        if facts.points < 5 or steady < 5:
            unmet_conditions.append("short")
        if facts.window > 1 or facts.periods_a_year != 1:
            unmet_conditions.append("not yearly and apart")
        if not facts.has_limits and not (facts.has_counts and facts.kind is FigureKind.PROPORTION):
            unmet_conditions.append("no limits")
    if method in (AnalysisMethod.RECENT_TREND, AnalysisMethod.THINNED_TREND) and facts.kind is FigureKind.COUNT:
        unmet_conditions.append("a count")
    if (
        method is AnalysisMethod.THINNED_TREND
        and min(facts.no_overlap or 0, facts.consecutive if facts.consecutive is not None else 99) < 5
    ):
        unmet_conditions.append("short")
    if method is AnalysisMethod.FIRST_WITH_LAST and (facts.no_overlap or 0) < 2:
        unmet_conditions.append("nothing apart")
    if method in (AnalysisMethod.THINNED_TREND, AnalysisMethod.FIRST_WITH_LAST) and not (
        facts.has_limits or facts.has_counts
    ):
        unmet_conditions.append("no limits")
    if method is AnalysisMethod.TWO_WAVES and not (facts.points >= 2 and (facts.people_asked or 0) >= 30):
        unmet_conditions.append("waves")
    if method in (AnalysisMethod.FUNNEL, AnalysisMethod.INTERVALS) and facts.areas < 5:
        unmet_conditions.append("areas")
    return unmet_conditions


@given(facts())
def test_no_path_gives_a_verdict_whose_preconditions_are_unmet(known: Facts) -> None:
    choice = choose(known)
    assert ground(choice).endswith(".")
    if choice.gives_verdict:
        assert unmet(known, choice) == []


@given(facts())
def test_what_bars_any_verdict_bars_it_whatever_else_is_known(known: Facts) -> None:
    assert choose(replace(known, suppressed=True)).method is AnalysisMethod.NOTHING
    assert choose(replace(known, rounded=True, smallest_count=99)).method is AnalysisMethod.NOTHING
