"""The page of an indicator: its facts, its charts, and what it says where there is no figure."""

from __future__ import annotations

import re

import pytest
from places import INDICATORS

from tests.pages.leeds_strategy import HERE


@pytest.mark.slow
def test_where_a_view_shows_other_people_or_another_time_the_facts_say_of_whom_and_when_they_are(open_page):
    by_sex = open_page("indicator", indicator="suicide_rate", view="By sex")
    assert "2015-17: Male" in by_sex.headline
    assert "These facts are of everybody together, 2021-23." in by_sex.words
    assert "These facts are of" not in open_page("indicator", indicator="suicide_rate").words
    older = open_page("indicator", indicator="suicide_rate", view="Similar areas")
    assert "2021-23" not in older.headline and "These facts are of Leeds local authority, 2021-23." in older.words
    same = open_page("indicator", indicator="smi_health_check", view="Similar areas")
    assert "2023/24" in same.headline and "These facts are of" not in same.words


@pytest.mark.slow
def test_where_england_is_drawn_but_not_compared_headline_fact_and_card_give_its_figure_and_the_fact_says_why(
    open_page,
):
    opened = open_page("indicator", indicator="cyp_wait_median")
    assert "666 days in July 2024; England 211, not compared." in opened.headline
    assert "Not compared England 211; 4 months of 36 needed" in opened.words
    assert "666 days · July 2024 · England 211" in open_page("priority", priority="P4").words


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("cyp_ed_urgent_1w", "England 62%; our figure has no limits"),
        ("tt_completion", "England 37%; two files disagree"),
        ("long_stay_90d", "England 9.8; rate of what is not stated"),
        ("selfharm_admissions", "England's figure is older"),
    ],
)
def test_what_is_not_compared_says_why_beside_the_word(open_page, name, reason):
    assert f"Not compared {reason}" in open_page("indicator", indicator=name).words


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(HERE))
def test_every_indicator_has_a_page_with_five_facts_and_what_counts(open_page, name):
    opened = open_page("indicator", indicator=name)
    assert opened.headline.startswith(HERE[name].title)
    assert opened.markup.count('<details class="fact">') == 5
    assert "What counts" in opened.headings
    assert HERE[name].definition.split(",")[0] in opened.words


def test_the_suicide_rate_is_said_with_england_limits_and_no_direction(open_page):
    opened = open_page("indicator", indicator="suicide_rate")
    assert opened.headline == (
        "Suicide rate: 11.6 per 100,000 people in 2021-23, similar to England (10.7). "
        "We cannot yet say whether this has changed."
    )
    assert "England's 10.7 lies within our limits, 10.2 to 13.1 (our estimate), so chance can explain" in opened.words
    assert "2022-24 was due December 2025" in opened.words


def test_a_chart_speaks_its_figures_and_has_them_as_a_table(open_page):
    opened = open_page("indicator", indicator="suicide_rate")
    chart = opened.app.get("plotly_chart")[0].proto
    assert "11.6 per 100,000 people in 2021-23" in chart.alt
    table = re.search(r'<table class="figures">.*?</table>', opened.markup, re.S)[0]
    assert "10.2 to 13.1, approximate" in table


def test_the_line_of_the_suicide_rate_is_cut_where_populations_were_rebased(open_page):
    spec = open_page("indicator", indicator="suicide_rate").charts[0]
    ours = [trace for trace in spec["data"] if trace.get("name") == "Leeds"]
    assert [len(trace["x"]) for trace in ours] == [6, 3]
    assert any("rebased" in note["text"] for note in spec["layout"]["annotations"])


def test_a_missing_month_is_a_gap_in_the_line(open_page):
    spec = open_page("indicator", indicator="tt_recovery").charts[0]
    ours = [trace for trace in spec["data"] if trace.get("name") == "Leeds"]
    assert len(ours) == 2
    assert ours[0]["x"][-1] == "2024-08-31" and ours[1]["x"][0] == "2024-10-31"


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        ("tt_recovery", True),
        ("smi_health_check", False),
        ("cyp_4ww", False),
        ("suicide_rate", False),
    ],
)
def test_control_charts_are_offered_on_independent_months_and_never_on_rolling_windows(open_page, name, offered):
    opened = open_page("indicator", indicator=name)
    options = [option for group in opened.app.get("button_group") for option in group.proto.options]
    assert any("Control chart" in str(option) for option in options) is offered


def test_an_indicator_without_a_figure_says_why_and_what_would_give_one(open_page):
    opened = open_page("indicator", indicator="i_statements_met")
    assert "Why there is no figure" in opened.headings
    assert "What would give one" in opened.headings
    assert not opened.charts


@pytest.mark.slow
def test_an_unknown_indicator_is_said_kindly_and_all_are_listed(open_page):
    opened = open_page("indicator", indicator="<b>nonsense</b>")
    assert "Leeds Mental Health Strategy 2020-2025 has no indicator" in opened.words
    assert "<b>nonsense" not in opened.markup
    assert len(set(re.findall(r"indicator\?indicator=(\w+)", opened.markup))) == INDICATORS
    assert open_page("indicator", list="nonsense").headline == "All findings"
