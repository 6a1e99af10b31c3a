"""Figures that the publisher may still revise: known as such from the file to the screen, and no ground for a step."""

from __future__ import annotations

import pytest

from charts import words
from charts.words import table
from indicators.core.figures import activity, count
from indicators.core.groups import Groups
from indicators.core.verdicts.judge import judge
from tests.charts.drawn import over_time
from tests.indicators.drawing import LCH, TIMELINE, Given, indicator, line, measured
from tests.indicators.verdict_in_words import VerdictsInWords
from tests.indicators.verdicts.judging import PER_CENT, TODAY

SHARE = activity("a_file", numerator=count("M1"), denominator=count("M2"))


@pytest.mark.parametrize(
    ("top", "below", "status"),
    [("final", "final", "final"), ("final", "provisional", "provisional"), ("preliminary", "final", "preliminary")],
)
def test_a_share_is_as_settled_as_the_less_settled_of_its_counts(given: Given, top: str, below: str, status: str):
    rows = given(
        service_activity=f"""
        series | value | status
        M1     | 10    | {top}
        M2     | 40    | {below}
    """
    )
    assert measured(rows, indicator(SHARE, place=LCH))["status"].to_list() == [status]


def test_a_gap_is_as_settled_as_the_less_settled_of_its_sides(given: Given):
    groups = Groups("deprivation", ("01",), ("10",), "least deprived", "most deprived")
    rows = given(
        service_activity="""
        series | dimension   | category | value | status
        M1     | deprivation | 01       | 10    | final
        M2     | deprivation | 01       | 40    | final
        M1     | deprivation | 10       | 20    | provisional
        M2     | deprivation | 10       | 40    | provisional
    """
    )
    between = activity("a_file", numerator=count("M1"), denominator=count("M2"), between=groups)
    measures = measured(rows, indicator(between, place=LCH))
    assert measures.loc[measures["dimension"] == "", "status"].to_list() == ["provisional"]


def test_a_published_figure_keeps_its_status(given: Given):
    rows = given(
        published_value="""
        value | status
        10    | preliminary
    """
    )
    assert measured(rows, indicator())["status"].to_list() == ["preliminary"]


def test_a_provisional_newest_figure_says_that_it_may_be_revised():
    rows = line([50, 60]).assign(status=["final", "provisional"])
    verdicts = VerdictsInWords(judge("it", PER_CENT, rows, (), TODAY, TIMELINE))
    assert verdicts.data.caution == "The publisher calls the figure for 2023 provisional: it may still be revised."
    final = judge("it", PER_CENT, rows.assign(status="final"), (), TODAY, TIMELINE)
    assert final.data.cautions == ()


def test_the_chart_and_its_table_say_which_figures_are_provisional():
    facts = over_time(line([50, 55, 60]).assign(status=[None, "final", "provisional"]))
    assert "The figure for 2023 is provisional: the publisher may still revise it." in words.how_to_read(facts)
    assert [row[-1] for row in table.rows(facts)] == ["[p] provisional", "", ""]


@pytest.mark.parametrize(
    ("status", "expected_words"),
    [
        (["provisional", "provisional", "final"], "Figures marked [p] in the table are provisional"),
        (["preliminary"] * 3, "These figures are preliminary"),
    ],
)
def test_several_provisional_figures_are_said_together(status: list[str], expected_words: str):
    facts = over_time(line([50, 55, 60]).assign(status=status))
    assert f"{expected_words}: the publisher may still revise them." in words.how_to_read(facts)


def test_a_hidden_figure_is_not_called_provisional():
    rows = line([50, 55, None]).assign(status="provisional")
    assert [row[-1] for row in table.rows(over_time(rows))][0] == ""
