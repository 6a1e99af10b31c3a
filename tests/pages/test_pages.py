"""Every page opens from its link, says what it should, and says it of the figures that are held."""

from __future__ import annotations

import re

import pytest
from places import INDICATORS, LEEDS, WITH_FIGURES

from indicators import catalogue
from indicators.core.strategy.localising import localised
from indicators.core.strategy.reading import strategies

STRATEGY = strategies()[LEEDS]
HERE = localised(catalogue(), STRATEGY)
PAGES = (
    "overview",
    "outcome",
    "priority",
    "indicator",
    "holdings",
    "about",
    "upload",
    "present",
    "voices",
    "inequalities",
    "places",
)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.slow
def test_a_page_has_one_headline_and_a_footer_that_names_its_data_version(open_page, page):
    opened = open_page(page)
    assert opened.markup.count("<h1") == 1
    assert "Data version 1, published" in opened.words


def test_the_head_names_the_strategy_and_leads_to_every_page_with_the_present_one_marked(open_page):
    head = re.search(r'<div class="top.*?</nav>', open_page("priority").markup, re.S)[0]
    assert re.search(rf'class="brand"[^>]*>{STRATEGY.short_name or STRATEGY.name}<', head)
    ways = re.findall(r'href="([^"?]*)[^"]*"( aria-current="page")?', head.split("<nav")[1].split("<details")[0])
    assert {way for way, _ in ways} == {".", *PAGES} - {"overview"}
    assert [way for way, marked in ways if marked] == ["priority"]


def test_where_there_are_several_strategies_the_head_leads_to_each(open_page):
    head = re.search(r'<details class="strategies".*?</details>', open_page("overview").markup, re.S)[0]
    assert set(re.findall(r"strategy=([\w-]+)", head)) == set(strategies())


def test_a_row_that_says_better_names_the_earlier_year_that_was_as_good_and_dates_where_it_started(open_page):
    opened = open_page("overview")
    assert "↑ from 63% (2017/18 to 2019/20) to 69% in 2024/25; 69% in 2017/18 too" in opened.words
    assert "↑ from 51.1% (2018/19 and 2019/20)" in opened.words


def test_where_a_view_shows_other_people_or_another_time_the_facts_say_of_whom_and_when_they_are(open_page):
    by_sex = open_page("indicator", indicator="suicide_rate", view="By sex")
    assert "2015-17: Male" in by_sex.headline
    assert "These facts are of everybody together, 2021-23." in by_sex.words
    assert "These facts are of" not in open_page("indicator", indicator="suicide_rate").words
    older = open_page("indicator", indicator="suicide_rate", view="Similar areas")
    assert "2021-23" not in older.headline and "These facts are of Leeds local authority, 2021-23." in older.words
    same = open_page("indicator", indicator="smi_health_check", view="Similar areas")
    assert "2023/24" in same.headline and "These facts are of" not in same.words


def test_where_england_is_drawn_but_not_compared_headline_fact_and_card_give_its_figure_and_the_fact_says_why(
    open_page,
):
    opened = open_page("indicator", indicator="cyp_wait_median")
    assert "666 days in July 2024; England 211, not compared." in opened.headline
    assert "Not compared England 211; 4 months of 36 needed" in opened.words
    assert "666 days · July 2024 · England 211" in open_page("priority", priority="P4").words


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("cyp_ed_urgent_1w", "England 62%; our figure has no limits"),
        ("tt_completion", "England 37%; two files disagree"),
        ("long_stay_90d", "England 9.8; rate of what is not stated"),
        ("selfharm_admissions", "England's figure is older"),
    ],
)
def test_what_is_not_compared_says_why_beside_the_word(open_page, name, said):
    assert f"Not compared {said}" in open_page("indicator", indicator=name).words


def test_the_overview_leads_with_how_many_can_be_judged_and_ends_with_how_many_have_no_figure(open_page):
    opened = open_page("overview")
    found = re.fullmatch(
        r"Of (\d+) indicators, (\d+) can be judged: "
        r"(\d+) getting worse, (\d+) getting better, (\d+) with no clear change\. (\d+) have no Leeds figure\.",
        opened.headline,
    )
    assert found, opened.headline
    total, judged, worse, better, same, without = map(int, found.groups())
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


def test_all_findings_show_every_indicator_with_its_figure_worse_first(open_page):
    shown = rows(open_page("indicator"), "Indicators")[1:]
    assert len(shown) == INDICATORS
    assert shown[0].startswith("Talking therapy within 18 weeks")
    assert any(
        row.startswith("Suicide rate 11.6 per 100,000 people England 10.7 2021-23 Cannot say yet") for row in shown
    )


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"of_outcome": "O5"}, set(STRATEGY.serving_outcome("O5"))),
        ({"of_priority": "P3"}, set(STRATEGY.serving_priority("P3"))),
        ({"of_priority": "all"}, set(STRATEGY.of_the_whole)),
        ({"of_kind": "process"}, {name for name in HERE if HERE[name].kind == "process"}),
        ({"with_mark": "worse"}, {"tt_wait_18w", "ethnicity_recording"}),
        ({"of_outcome": "O1", "of_kind": "process"}, set()),
    ],
)
def test_findings_are_filtered_by_what_the_link_asks_for(open_page, asked, shown):
    opened = open_page("indicator", **asked)
    body = opened.markup[opened.markup.index('role="status"') :]
    assert set(re.findall(r"indicator=(\w+)", body)) == shown
    assert ("No indicator is left by these filters" in opened.words) is (not shown)


@pytest.mark.parametrize(
    ("title", "asked"), [("Needs the board&#39;s attention", "attention"), ("Getting better", "better")]
)
def test_a_list_that_the_overview_begins_goes_on_in_the_same_order_and_words(open_page, title, asked):
    begun = rows(open_page("overview"), title)[1:]
    assert begun and rows(open_page("indicator", with_mark=asked), "Indicators")[1:][: len(begun)] == begun


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
    words = open_page("indicator", list="missing").words
    assert "62 No figure of the place" in words
    assert "1 The publisher hides the figure" in words
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


@pytest.mark.parametrize("outcome", [o.id for o in STRATEGY.outcomes])
@pytest.mark.slow
def test_an_outcome_shows_each_of_its_indicators_once_as_a_card_or_as_missing(open_page, outcome):
    opened = open_page("outcome", outcome=outcome)
    cards = re.findall(r'<article class="card">.*?</article>', opened.markup, re.S)
    shown = {re.search(r"indicator=(\w+)", card)[1] for card in cards}
    missing = (
        set(re.findall(r"indicator=(\w+)", opened.markup[opened.markup.find('id="no-figure"') :]))
        if 'id="no-figure"' in opened.markup
        else set()
    )
    assert shown | missing == set(STRATEGY.serving_outcome(outcome))
    assert not shown & missing


def test_how_well_services_record_does_not_lead_a_lens(open_page):
    words_of_page = open_page("priority", priority="P2").words
    assert (
        "Talking therapy recovery gap by ethnicity"
        in words_of_page.split("Three lenses")[1].split("+5 no figure")[1][:60]
    )


@pytest.mark.slow
@pytest.mark.parametrize("priority", [p.id for p in STRATEGY.priorities] + ["all"])
def test_a_priority_has_three_lenses_and_a_line_on_whether_they_agree(open_page, priority):
    opened = open_page("priority", priority=priority)
    assert {"How people feel", "Services", "Population"} <= set(opened.headings)
    assert re.search(
        r"lenses? (that can be judged agree|differ|can be judged)|can be judged|None of the lenses", opened.words
    )


def test_a_cell_of_the_table_opens_the_list_of_that_cell_alone(open_page):
    opened = open_page("priority", priority="P2", outcome="O3")
    cards = re.findall(r'<article class="card">.*?indicator=(\w+)', opened.markup, re.S)
    assert set(cards) <= set(STRATEGY.cell("P2", "O3"))
    assert "Show all its indicators" in opened.words


def test_an_empty_cell_says_that_nothing_was_chosen(open_page):
    assert "no indicator is chosen here" in open_page("priority", priority="P3", outcome="O1").headline


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


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("indicator", {"indicator": "suicide_rate"}),
        ("indicator", {"indicator": "selfharm_admissions"}),
        ("overview", {}),
        ("priority", {"priority": "P1"}),
        ("outcome", {"outcome": "O1"}),
    ],
)
@pytest.mark.slow
def test_support_comes_first_where_the_subject_is_suicide_or_self_harm(open_page, page, query):
    opened = open_page(page, **query)
    assert "Samaritans 116 123" in opened.words and "SHOUT to 85258" in opened.words
    assert opened.markup.find("Samaritans") < opened.markup.find('class="facts"') or page != "indicator"


@pytest.mark.slow
def test_no_page_speaks_of_suicide_as_a_crime_or_a_success(open_page):
    for page in PAGES:
        words = open_page(page).words.lower()
        assert not re.search(r"commit(ted|s|ting)? suicide|successful suicide|failed suicide", words)


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


def test_an_unknown_indicator_is_said_kindly_and_all_are_listed(open_page):
    opened = open_page("indicator", indicator="<b>nonsense</b>")
    assert "Leeds Mental Health Strategy 2020-2025 has no indicator" in opened.words
    assert "<b>nonsense" not in opened.markup
    assert len(set(re.findall(r"indicator\?indicator=(\w+)", opened.markup))) == INDICATORS
    assert open_page("indicator", list="nonsense").headline == "All findings"


@pytest.mark.parametrize(
    ("page", "query", "told", "headline"),
    [
        ("outcome", {"outcome": "O99"}, "has no outcome 'O99'. Check the link.", "Outcome 1,"),
        ("priority", {"priority": "<b>x</b>"}, "has no priority '<b>x</b>'. Check the link.", "Priority 1,"),
        ("priority", {"priority": "P5", "outcome": "O99"}, "has no outcome 'O99'. Check the link.", "Priority 5,"),
    ],
)
def test_where_a_link_asks_for_a_part_that_there_is_not_the_page_says_so(open_page, page, query, told, headline):
    opened = open_page(page, **query)
    assert f"{STRATEGY.name} {told}" in opened.words
    assert opened.headline.startswith(headline)
    assert "<b>x" not in opened.markup


def test_a_page_whose_link_asks_for_what_there_is_says_nothing_of_its_link(open_page):
    assert "Check the link" not in open_page("priority", priority="P5", outcome="O1").words


def test_the_data_page_shows_every_load_with_its_file_and_rows(open_page, store):
    words = open_page("holdings", tab="loads").words
    names = store.read().execute("SELECT file_name FROM load").fetchall()
    assert [name for (name,) in names if name not in words] == []


def test_a_link_pinned_to_a_version_says_so_and_keeps_it(open_page):
    opened = open_page("indicator", indicator="suicide_rate", version="1")
    assert "This link is pinned to data version 1" in opened.words
    assert all("version=1" in link for link in opened.links)


@pytest.mark.slow
@pytest.mark.parametrize("asked", ["99", "0", "-1", "x", "²"])
def test_a_link_pinned_to_a_version_that_never_was_says_so(open_page, asked):
    opened = open_page("overview", version=asked)
    assert f"There is no data version {asked}; the versions are 1 to 1. This page shows version 1." in opened.words


def test_a_damaged_store_is_said_with_what_to_do(at_desk, own_store):
    (own_store.folder / "CURRENT").write_text("nonsense")
    opened = at_desk("overview")
    assert opened.headline == "The figures cannot be read just now."
    assert "CURRENT is damaged" in opened.words


@pytest.mark.slow
def test_links_lead_to_pages_that_exist(open_page):
    known = {".", *PAGES}
    for page in PAGES:
        for link in open_page(page).links:
            assert link.split("?")[0] in known, link


def test_the_overview_and_the_list_say_which_extract_would_feed_most_indicators(open_page):
    said = r"From the extract “[^”]+”: \d+\."
    assert re.search(said, open_page("overview").words)
    listed = open_page("indicator", list="missing")
    assert "Where the evidence has gaps" in listed.headings
    assert "Who is left behind: no figure by group" in listed.words and "Indicators it would feed" in listed.words
