"""One page never contradicts itself: headline, icons, signals, comparisons and verdicts come from one judgement.

Looked for by codes, over every indicator as if figures had ended with each month of three years, and over drawn lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import combinations

import numpy as np
import pytest

from charts import facts as charting
from charts import words
from charts.facts import ChartFacts
from charts.figures.icons import SAYS, Sign, assurance_beside, variation
from data.people.step_changes import Decision, Step
from data.periods import last_day
from data.storage.versions import Store
from indicators.core.board.board import Board, board
from indicators.core.board.changes import Part
from indicators.core.board.verdict_table import until
from indicators.core.model import Indicator, Polarity
from indicators.core.series.difference_test import of_two_periods
from indicators.core.series.series import Series
from indicators.core.strategy.reading import strategies
from indicators.core.verdicts import JUDGED, Bar, Code, Mark, Verdicts, Why
from tests.cases import each
from tests.indicators.drawing import LEEDS, indicator, line

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 12)
MONTHS = [last_day(year, month) for year in (2023, 2024, 2025) for month in range(1, 13)][3:] + [last_day(2026, 2)]
WAYS = {Code.LATELY_HIGHER: 1, Code.LATELY_LOWER: -1, Code.AS_USUAL: 0}
PAST = "Was getting"


def contradictions(verdicts: Verdicts, chart: ChartFacts | None) -> Iterator[str]:
    """What two parts of one page say that cannot both be so."""
    yield from _of_direction(verdicts)
    yield from _of_limits(verdicts)
    if chart is not None:
        yield from _of_chart(verdicts, chart)


def _of_direction(verdicts: Verdicts) -> Iterator[str]:
    direction, difference = verdicts.direction, verdicts.difference
    judged = verdicts.mark in JUDGED
    if judged and (difference is None or direction.bar is not None):
        yield "a judged direction without a difference, or with what prevents one"
    if not judged and verdicts.has_figure and direction.bar is None:
        yield "a figure without a direction and without what prevents it"
    if difference is not None and difference.changed is not (verdicts.mark in (Mark.BETTER, Mark.WORSE, Mark.CHANGED)):
        yield "the limits say changed and the mark does not, or the other way"
    if judged and verdicts.declared.polarity is Polarity.NONE and verdicts.mark in (Mark.BETTER, Mark.WORSE):
        yield "better or worse where neither way is"
    if not verdicts.bodies and verdicts.has_figure:
        headline = words.indicator_headline(verdicts)
        word = words.fact_word(Part.DIRECTION, direction)
        if judged and verdicts.mark is not Mark.CHANGED and word not in headline:
            yield f"the headline says another direction than the card: {headline}"
        if judged and word.startswith(PAST) is not (direction.until is not None and verdicts.way != 0):
            yield "the past is told of what goes on, or the present of what ended"


def _of_limits(verdicts: Verdicts) -> Iterator[str]:
    codes = {reason.code for reason in verdicts.direction.reasons}
    england = {reason.code for reason in verdicts.england.reasons}
    if (
        Why.NO_LIMITS in codes
        and verdicts.method
        and verdicts.method.ground.given
        and Why.ENGLAND_AND_LIMITS in england
    ):
        yield "no limits, and England beside these limits"
    if verdicts.direction.bar is Bar.TWO_FILES and verdicts.england.code is not Code.NOT_COMPARED:
        yield "files disagree, and their figure is set beside England's"
    if verdicts.direction.bar is Bar.TWO_FILES and verdicts.gap.code not in (Code.CANNOT_SAY, Code.NO_FIGURE):
        yield "files disagree, and the gap is judged"


def _of_chart(verdicts: Verdicts, chart: ChartFacts) -> Iterator[str]:
    icon, lately = variation(chart), verdicts.lately
    if icon is not None and lately is not None and lately.code in WAYS and icon.way != WAYS[lately.code]:
        yield "the icon of variation and the newest points differ"
    if icon is not None and icon.sign is Sign.USUAL and lately is not None and lately.mark in (Mark.BETTER, Mark.WORSE):
        yield "usual ups and downs beside better or worse lately"
    assurance_icon = assurance_beside(verdicts.target, chart)
    if assurance_icon is not None and SAYS[assurance_icon.sign] is not verdicts.target.code:
        yield "the icon of assurance and the target differ"
    marked = [point for point in chart.ours.known if point.flags]
    if not words.signals(chart) and marked and "every figure lies within" in words.no_signal(chart):
        yield "no rule fired under a chart with marked points"


@pytest.fixture(scope="module")
def leeds(store: Store) -> Board:
    return board(store, strategies()["leeds-2020-2025"], store.version, TODAY)


def control_chart(leeds_board: Board, name: str) -> ChartFacts | None:
    series = None if leeds_board.bodies(name) else leeds_board.series(name)
    if series is None or series.known.empty:
        return None
    return charting.control(name, leeds_board.indicator(name), series, leeds_board.target(name))


@pytest.mark.slow
def test_no_indicator_contradicts_itself_in_any_month(leeds: Board) -> None:
    """Judged again in a month are the indicators that had a figure in it."""
    contradictions_by_month: dict[tuple[str, date], list[str]] = {}
    before: Board | None = None
    for day in MONTHS:
        then = replace(until(leeds, day), today=TODAY)
        same = {} if before is None else _unchanged(before, then)
        before = replace(then, known=same.get)
        for name, verdicts in before.verdicts.items():
            if name not in same:
                contradictions_by_month[name, day] = list(contradictions(verdicts, control_chart(before, name)))
    assert len(contradictions_by_month) > 300
    assert {name_and_day: sentences for name_and_day, sentences in contradictions_by_month.items() if sentences} == {}


def _unchanged(before: Board, now: Board) -> dict[str, Verdicts]:
    """The verdicts of indicators that had no figure since, nor those whose totals they rest on."""
    related_names = {name: (name, verdicts.declared.totals_of) for name, verdicts in before.verdicts.items()}
    return {
        name: before.verdicts[name]
        for name, both in related_names.items()
        if all(len(before.measures(one)) == len(now.measures(one)) for one in both if one)
    }


@pytest.mark.slow
def test_no_indicator_contradicts_itself_today(leeds: Board) -> None:
    contradictions_by_name = {
        name: list(contradictions(verdicts, control_chart(leeds, name))) for name, verdicts in leeds.verdicts.items()
    }
    assert {name: sentences for name, sentences in contradictions_by_name.items() if sentences} == {}


def drawn(seed: int) -> tuple[Series, Indicator]:
    """A monthly line with a shift, an outlier and neighbours that move together."""
    random = np.random.default_rng(seed)
    values = 50 + np.cumsum(random.normal(size=60)) * (seed % 3) / 3 + random.normal(size=60) * 2
    values[30:] += 4 * (seed % 2)
    values[45] += 12
    declared = indicator(step_months=1)
    return Series(line(list(values), step=1).assign(segment=0), LEEDS), declared


@each("seed", range(6))
@pytest.mark.slow
def test_two_periods_never_could_be_chance_and_unusual_at_once(seed: int) -> None:
    """What the control chart marks is about the whole line: said beside a comparison of two, never as its contrary."""
    series, declared = drawn(seed)
    rows = [row for _, row in series.rows.iloc[::7].iterrows()]
    for first, second in combinations(rows, 2):
        comparison = of_two_periods(series, declared, first, second)
        sentence = words.caution(comparison, declared)
        assert "nusual" not in sentence and "usual ups and downs" not in sentence
        if comparison.code in (Code.MORE_THAN_CHANCE, Code.COULD_BE_CHANCE):
            assert {Why.MARKED, Why.NOT_MARKED} & {caution.code for caution in comparison.cautions}


def test_a_chart_redrawn_says_what_its_earlier_limits_marked() -> None:
    """After an approved step no rule fires within the new limits, and the chart still marks what came before."""
    rows = line([50.0 + month % 2 for month in range(24)] + [70.0 + month % 2 for month in range(24)], step=1)
    rows.loc[10, "value"] = 65
    approved = Step(
        "it", LEEDS.code, LEEDS.role, date(2022, 1, 1), Decision.APPROVED, "A. Nalyst", NOW, "A new service."
    )
    declared = indicator(step_months=1)
    chart = charting.control("it", declared, Series(rows.assign(segment=0), LEEDS, steps=(approved,)), None)
    assert chart is not None and words.signals(chart) == []
    assert [point.period for point in chart.ours.known if point.flags][-1] == "December 2021"
    assert words.no_signal(chart) == (
        "No rule fired within the newest limits. By the limits before them these were marked: 24 figures, the last December 2021."
    )


def test_a_chart_on_which_nothing_is_marked_says_so() -> None:
    rows = line([50.0 + month % 2 for month in range(24)], step=1).assign(segment=0)
    chart = charting.control("it", indicator(step_months=1), Series(rows, LEEDS), None)
    assert chart is not None
    assert words.no_signal(chart) == "No rule fired: every figure lies within usual ups and downs."
