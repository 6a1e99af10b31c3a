"""The overview and the lists of findings: they count, filter and order the figures that are held."""

from __future__ import annotations

import re

import pytest
from places import INDICATORS, WITH_FIGURES

from tests.pages.leeds_strategy import HERE, STRATEGY


def test_a_row_that_says_better_names_the_earlier_year_that_was_as_good_and_dates_where_it_started(open_page):
    opened = open_page("overview")
    assert "↑ from 63% (2017/18 to 2019/20) to 69% in 2024/25; 69% in 2017/18 too" in opened.words
    assert "↑ from 51.1% (2018/19 and 2019/20)" in opened.words


def test_the_overview_leads_with_how_many_can_be_judged_and_ends_with_how_many_have_no_figure(open_page):
    opened = open_page("overview")
    match = re.fullmatch(
        r"Of (\d+) indicators, (\d+) can be judged: "
        r"(\d+) getting worse, (\d+) getting better, (\d+) with no clear change\. (\d+) have no Leeds figure\.",
        opened.headline,
    )
    assert match, opened.headline
    total, judged, worse, better, same, without = map(int, match.groups())
    assert (total, total - without) == (INDICATORS, len(WITH_FIGURES))
    assert judged == worse + better + same
    assert "This count is not a score." in opened.words


def test_the_headline_counts_the_unique_indicators_of_the_table(open_page):
    markup = open_page("overview").markup
    table = re.search(r'<table class="matrix">.*?</table>', markup, re.S)[0]
    marked = set(re.findall(r"indicator=(\w+)", table))
    counted = {link.id for link in STRATEGY.indicators}
    assert marked <= counted
    cells = {
        name
        for p in [None, *(p.id for p in STRATEGY.priorities)]
        for o in STRATEGY.outcomes
        for name in STRATEGY.cell(p, o.id)
    }
    assert cells == counted
    assert len(counted) == INDICATORS


def test_a_worse_mark_is_never_folded_away(open_page):
    table = re.search(r'<table class="matrix">.*?</table>', open_page("overview").markup, re.S)[0]
    assert "indicator=ethnicity_recording" in table


@pytest.mark.parametrize("view", ["Direction", "Against England", "Target", "Age of data"])
def test_the_switch_changes_what_the_marks_say_and_is_kept_in_the_link(open_page, view):
    opened = open_page("overview", marks=view)
    legend = {
        "Direction": "Getting worse",
        "Against England": "Worse than England",
        "Target": "Not met",
        "Age of data": "Overdue",
    }[view]
    assert re.search(rf'<ul class="legend"[^>]*>.*?{legend}', opened.markup, re.S)


def rows(opened, caption: str) -> list[str]:
    """The words of each row of the table with a caption."""
    table = re.search(rf'<caption class="spoken">{caption}</caption>.*?</table>', opened.markup, re.S)[0]
    return [
        re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)).strip() for row in re.findall(r"<tr>.*?</tr>", table, re.S)
    ]


def test_the_overview_shows_three_rows_that_need_attention_and_none_of_them_is_about_recording(open_page):
    shown = rows(open_page("overview"), "Needs the board&#39;s attention")[1:]
    assert len(shown) == 3
    assert shown[0].startswith(
        "Talking therapy within 18 weeks 91% England 98% February 2026 ↓ from 99% in 2021 to 92% in"
    )
    assert not [row for row in shown if "recorded" in row]


@pytest.mark.slow
def test_all_findings_show_every_indicator_with_its_figure_worse_first(open_page):
    shown = rows(open_page("indicator"), "Indicators")[1:]
    assert len(shown) == INDICATORS
    assert shown[0].startswith("Talking therapy within 18 weeks")
    assert any(
        row.startswith("Suicide rate 11.6 per 100,000 people England 10.7 2021-23 Cannot say yet") for row in shown
    )


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"of_outcome": "O5"}, set(STRATEGY.serving_outcome("O5"))),
        ({"of_priority": "P3"}, set(STRATEGY.serving_priority("P3"))),
        ({"of_priority": "all"}, set(STRATEGY.of_the_whole)),
        ({"of_kind": "process"}, {name for name in HERE if HERE[name].kind == "process"}),
        ({"with_mark": "worse"}, {"tt_wait_18w", "ethnicity_recording"}),
        ({"of_outcome": "O1", "of_kind": "process"}, set()),
    ],
)
def test_findings_are_filtered_by_what_the_link_asks_for(open_page, query, shown):
    opened = open_page("indicator", **query)
    body = opened.markup[opened.markup.index('role="status"') :]
    assert set(re.findall(r"indicator=(\w+)", body)) == shown
    assert ("No indicator is left by these filters" in opened.words) is (not shown)


@pytest.mark.parametrize(
    ("title", "mark"), [("Needs the board&#39;s attention", "attention"), ("Getting better", "better")]
)
def test_a_list_that_the_overview_begins_goes_on_in_the_same_order_and_words(open_page, title, mark):
    begun = rows(open_page("overview"), title)[1:]
    assert begun and rows(open_page("indicator", with_mark=mark), "Indicators")[1:][: len(begun)] == begun


@pytest.mark.slow
def test_findings_can_be_put_in_order_of_their_names_and_of_their_age(open_page):
    by_name = [row.casefold() for row in rows(open_page("indicator", order="name"), "Indicators")[1:]]
    assert by_name == sorted(by_name)
    newest = rows(open_page("indicator", order="newest"), "Indicators")
    assert "February 2026" in newest[1] and "–" in newest[-1]


def test_a_gap_is_said_with_both_rates_its_limits_and_of_whom(open_page):
    words = open_page("indicator", list="gaps").words
    assert re.search(
        r"Talking therapy recovery No clear change\. Most deprived tenth 43%, least deprived tenth 57% in 2024/25; .*?"
        r"now 14\.0 points \(99% limits of the change −\d+\.\d to \d+\.\d\); .*? Leeds Community Healthcare NHS Trust\.",
        words,
    )


def test_what_would_let_us_say_more_says_who_has_it(open_page):
    page = open_page("indicator", list="missing")
    listed, words = rows(page, "What would let us say more"), page.words
    assert [row for row in listed if re.match("No figure is held .* 62 NHS England", row)]
    assert [row for row in listed if re.match("The publisher hides the figure .* 1 ", row)]
    unknown_base = words[words.index("What the figure is a rate of is not stated") :]
    assert unknown_base.startswith("What the figure is a rate of is not stated Which Very long stays")
    assert "NHS England (18)" in words


def test_what_is_due_is_listed_overdue_first_with_whom_to_ask(open_page):
    shown = rows(open_page("indicator", list="due"), "Figures that are due or overdue")[1:]
    states = [re.search(r"(Overdue|Due)", row)[1] for row in shown]
    assert states == sorted(states, reverse=True) and "Overdue" in states
    assert any("2022-24 was due December 2025. Needed from: Office for National Statistics" in row for row in shown)


def test_on_the_first_version_what_changed_is_the_newest_figures(open_page):
    opened = open_page("indicator", list="changes")
    assert "The newest figures" in opened.headings
    assert "This is the first version" in opened.words


def test_the_doors_of_the_overview_lead_to_lists_that_say_the_same(open_page):
    opened = open_page("overview")
    overdue = int(re.search(r"and (\d+) figures overdue", opened.words)[1])
    due = rows(open_page("indicator", list="due"), "Figures that are due or overdue")
    assert sum(" Overdue " in row for row in due) == overdue
    assert {"list=missing", "list=due"} <= set(re.findall(r"list=\w+", opened.markup))


def test_the_overview_and_the_list_say_which_extract_would_feed_most_indicators(open_page):
    sentence = r"From the extract “[^”]+”: \d+\."
    assert re.search(sentence, open_page("overview").words)
    listed = open_page("indicator", list="missing")
    assert "Where the evidence has gaps" in listed.headings
    assert "Who is left behind: no figure by group" in listed.words and "Indicators it would feed" in listed.words
