"""Every page and the pages of outcomes and priorities: their heads, links and support, and what a wrong link is told."""

from __future__ import annotations

import re

import pytest

from indicators.core.strategy.reading import strategies
from tests.pages.leeds_strategy import STRATEGY

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


@pytest.mark.parametrize(
    ("page", "query", "expected_words", "headline"),
    [
        ("outcome", {"outcome": "O99"}, "has no outcome 'O99'. Check the link.", "Outcome 1,"),
        ("priority", {"priority": "<b>x</b>"}, "has no priority '<b>x</b>'. Check the link.", "Priority 1,"),
        ("priority", {"priority": "P5", "outcome": "O99"}, "has no outcome 'O99'. Check the link.", "Priority 5,"),
    ],
)
def test_where_a_link_asks_for_a_part_that_there_is_not_the_page_says_so(
    open_page, page, query, expected_words, headline
):
    opened = open_page(page, **query)
    assert f"{STRATEGY.name} {expected_words}" in opened.words
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
@pytest.mark.parametrize("version", ["99", "0", "-1", "x", "²"])
def test_a_link_pinned_to_a_version_that_never_was_says_so(open_page, version):
    opened = open_page("overview", version=version)
    assert f"There is no data version {version}; the versions are 1 to 1. This page shows version 1." in opened.words


def test_a_damaged_store_is_said_with_what_to_do(writable_page, own_store):
    (own_store.folder / "CURRENT").write_text("nonsense")
    opened = writable_page("overview")
    assert opened.headline == "The figures cannot be read just now."
    assert "CURRENT is damaged" in opened.words


@pytest.mark.slow
def test_links_lead_to_pages_that_exist(open_page):
    known = {".", *PAGES}
    for page in PAGES:
        for link in open_page(page).links:
            assert link.split("?")[0] in known, link


@pytest.mark.parametrize(
    ("page", "query", "expected"),
    [
        ("priority", {"priority": "P1"}, "On its aim we cannot say. On another question, Talking therapy recovery"),
        ("priority", {"priority": "P8"}, "Between groups we cannot say: no indicator here has figures by group."),
        ("outcome", {"outcome": "O3"}, "Who is left behind Talking therapy recovery"),
    ],
)
def test_who_is_left_behind_says_whether_it_is_of_the_aim(open_page, page: str, query: dict[str, str], expected: str):
    assert expected in open_page(page, **query).words


def test_how_sure_we_are_says_its_rule_and_why_the_rest_cannot_be_judged(open_page):
    words = open_page("priority", priority="P2").words
    assert "How sure are we Not very: 2 of 8 indicators can be judged" in words
    assert "Not judged: one survey or study only (1). “Fairly” means that at least half" in words
