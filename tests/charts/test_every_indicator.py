"""Everything that may be drawn of the bundled figures, swept: it is drawn, it is said, and it holds the figures held."""

from __future__ import annotations

import re

import pytest
from cases import each
from places import WITH_FIGURES

from charts import words
from charts.facts import ChartFacts, ChartKind
from charts.facts.points import joined
from charts.figures.areas import funnel, ranked
from charts.figures.bars import groups
from charts.figures.control import control_chart
from charts.figures.spark import spark
from charts.figures.trend import trend
from charts.words import table
from indicators import catalogue
from tests.charts.in_the_table import all_in_the_table, numbers

pytestmark = pytest.mark.slow

DRAW = {
    ChartKind.TREND: trend,
    ChartKind.CONTROL: control_chart,
    ChartKind.GROUPS: groups,
    ChartKind.AREAS: ranked,
    ChartKind.FUNNEL: funnel,
}
EVERY = each("name", sorted(catalogue()))
ODD = re.compile(r"\bnan\b|\bNone\b|\bNaT\b|\binf\b|  |\.\.|\( |,,|: \.|%%|<br>", re.IGNORECASE)


def drawn(facts: ChartFacts) -> list[float]:
    """Every value of the main line that a reader sees as a dot."""
    along = "x" if facts.kind in (ChartKind.GROUPS, ChartKind.AREAS) else "y"
    unseen = {
        "band",
        "bar",
        "limits",
        "England",
        "line",
        "mean",
        "upper limit",
        "lower limit",
        "95% limits",
        "99.8% limits",
    }
    traces = DRAW[facts.kind](facts).to_dict()["data"]
    return sorted(v for trace in traces if trace["name"] not in unseen for v in trace[along])


@EVERY
def test_each_chart_holds_exactly_the_known_figures(drawable, name: str) -> None:
    for facts in drawable(name):
        assert drawn(facts) == sorted(point.value for point in facts.ours.known)


@EVERY
def test_each_chart_is_said_in_words_that_its_table_bears_out(drawable, name: str) -> None:
    for facts in drawable(name):
        alternative = words.alternative(facts)
        assert alternative.startswith(facts.title) and alternative.endswith(".")
        if facts.kind not in (ChartKind.AREAS, ChartKind.FUNNEL):
            assert all_in_the_table(facts, but=numbers(facts.latest.period))
        for text in (alternative, words.unit_line(facts), *words.how_to_read(facts), *words.sources(facts)):
            assert not ODD.search(text), text


@EVERY
def test_each_table_is_whole(drawable, name: str) -> None:
    for facts in drawable(name):
        head, body = table.header(facts), table.rows(facts)
        assert len(body) == len(facts.ours.points)
        assert {len(row) for row in body} == {len(head)}
        assert all(row[0] and row[1] for row in body)
        assert all(any(row[at] for row in body) for at in range(len(head) - 1))


@EVERY
def test_no_line_crosses_a_gap_a_cut_or_joins_two_points(drawable, name: str) -> None:
    for facts in drawable(name):
        if facts.side_by_side:
            continue
        lines = [t for t in DRAW[facts.kind](facts).to_dict()["data"] if t["name"] in ("Leeds", "line")]
        lengths = [len(t["x"]) for t in lines if t["mode"].startswith("lines")]
        assert lengths == [len(run) for run in facts.ours.runs if joined(run)]
        for run in facts.ours.runs:
            months = [point.end.year * 12 + point.end.month for point in run]
            assert all(b - a == facts.ours.step for a, b in zip(months, months[1:], strict=False))
            assert len({point.segment for point in run}) == 1


@EVERY
def test_every_figure_and_every_limit_lies_within_the_axis_with_some_room(drawable, name: str) -> None:
    """A limit that ends at the edge looks cut off: nobody can see whether it goes on."""
    for facts in drawable(name):
        if facts.kind is ChartKind.FUNNEL:
            continue  # its limits are curves across the whole plot
        across = facts.kind in (ChartKind.GROUPS, ChartKind.AREAS)
        plot = DRAW[facts.kind](facts).layout
        low, high = (plot.xaxis if across else plot.yaxis).range
        points = [*facts.ours.known, *(point for line in facts.beside for point in line.known)]
        # A control chart's own limits are of the line; figures' limits are not drawn on it.
        ends = [] if facts.kind is ChartKind.CONTROL else [end for point in facts.limited for end in point.limits]
        reach = [*ends, *(point.value for point in points if point.value is not None)]
        assert low <= min(reach) and max(reach) < high
        assert low < min(reach) or low == 0 or not across


@EVERY
def test_a_headline_and_a_card_are_sentences(everything, name: str) -> None:
    verdicts = everything[name]
    for text in (words.indicator_headline(verdicts, "10.7"), words.card_line(verdicts)):
        assert text.endswith(".") and not ODD.search(text), text


@EVERY
def test_a_card_has_a_line_where_there_is_a_figure(drawable, everything, name: str) -> None:
    charts = drawable(name)
    assert bool(charts) is everything[name].has_figure
    if charts:
        assert spark(charts[0]).startswith("<svg")


def test_every_indicator_with_a_figure_has_something_to_draw(drawable) -> None:
    assert {name for name in catalogue() if drawable(name)} >= WITH_FIGURES


def test_words_of_suicide_are_kind(drawable) -> None:
    charts = [facts for name in catalogue() for facts in drawable(name)]
    for facts in charts:
        text = " ".join([words.alternative(facts), *words.how_to_read(facts)]).lower()
        assert not re.search(r"commit(ted|s|ting)? suicide|successful|failed attempt|epidemic", text)


def test_support_names_the_subject_and_whom_to_call(here, leeds) -> None:
    for name, subject in (("suicide_rate", "suicide"), ("selfharm_admissions", "self-harm")):
        support = words.support(here[name], leeds)
        assert support.startswith(f"These figures are about {subject}.")
        assert "Samaritans 116 123" in support and "SHOUT to 85258" in support
    assert words.support(here["tt_recovery"], leeds) == ""


def test_england_is_cut_by_its_own_populations_in_the_suicide_rate(drawable) -> None:
    facts = drawable("suicide_rate")[0]
    assert [len(run) for run in facts.ours.runs] == [6, 3]
    assert [[p.period for p in run][0] for run in facts.beside[0].runs] == ["2013-15", "2019-21"]


def test_a_missing_year_of_rolling_years_is_a_gap(drawable) -> None:
    facts = drawable("cyp_access")[0]
    assert [len(run) for run in facts.ours.runs] == [1, 5]
    assert len(facts.ours.missing) == 3
