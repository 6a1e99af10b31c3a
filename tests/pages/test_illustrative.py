"""Illustrative figures on pages: only where the link asks for them, marked wherever they stand, and in no headline."""

from __future__ import annotations

import json

import pytest

from reports import open_data

TAG = "Illustrative, not real"
ON = {"illustrative": "1"}
pytestmark = pytest.mark.slow


def test_without_the_switch_nothing_of_them_is_shown_and_the_foot_offers_it(illustrated_page):
    opened = illustrated_page("outcome", outcome="O2")
    assert TAG not in opened.words
    assert "outcome?outcome=O2&illustrative=1&strategy=leeds-2020-2025" in opened.links
    assert "Show illustrative figures" in opened.words


def test_a_store_without_them_offers_nothing_and_says_so_where_a_link_asks(open_page):
    assert "Show illustrative figures" not in open_page("outcome", outcome="O2").words
    opened = open_page("outcome", outcome="O2", **ON)
    assert "No illustrative data is held, so this page shows real figures only." in opened.words
    assert TAG not in opened.words


def test_with_it_every_page_has_the_banner_every_link_keeps_it_and_one_leads_out(illustrated_page):
    opened = illustrated_page("outcome", outcome="O2", **ON)
    assert "They count in no verdict, headline, slide or file." in opened.words
    without = [link for link in opened.links if "illustrative=1" not in link]
    assert without == ["outcome?outcome=O2&strategy=leeds-2020-2025"]


@pytest.mark.parametrize(("page", "query"), [("overview", {}), ("outcome", {"outcome": "O2"}), ("inequalities", {})])
def test_the_finding_is_that_of_real_figures(page: str, query: dict[str, str], illustrated_page, open_page):
    assert illustrated_page(page, **query, **ON).headline == open_page(page, **query).headline


def test_a_card_stands_only_for_an_indicator_without_a_real_figure_with_tag_and_hatching(illustrated_page):
    section = illustrated_page("outcome", outcome="O2", **ON).markup.partition('<section class="made-up">')[2]
    assert section.count('<article class="card">') == section.count(TAG) > 3
    assert "Pupils who feel happy" in section and "Suicide rate" not in section.partition("</section>")[0]
    assert section.count("made-up%22") >= section.count('<article class="card">') - 1


def test_an_indicators_page_draws_them_marked_and_says_first_that_there_is_no_figure(illustrated_page):
    opened = illustrated_page("indicator", indicator="pupils_happy", **ON)
    assert "no Leeds figure" in opened.headline
    assert "Source: made up by the dashboard (load" in opened.words
    (chart,) = opened.charts
    assert TAG in [note["text"] for note in chart["layout"]["annotations"]]
    assert chart["layout"]["images"]
    assert TAG in chart["layout"]["meta"]["caption"]["text"]


def test_an_indicator_with_a_real_figure_shows_none_of_them(illustrated_page):
    opened = illustrated_page("indicator", indicator="suicide_rate", **ON)
    assert TAG not in opened.words.partition("Illustrative, not real”")[2]


def test_groups_stand_under_what_is_real_without_a_standing(illustrated_page):
    section = illustrated_page("inequalities", **ON).markup.partition('<section class="made-up">')[2]
    assert TAG in section and "than everybody" not in section


def test_no_file_of_machines_has_them(illustrated):
    from data.storage.versions import Store
    from indicators.core.strategy.reading import strategies

    store, strategy = Store(illustrated), strategies()["leeds-2020-2025"]
    content, _ = open_data.answer(store, "pupils_happy.csv", store.version, strategy)
    assert len(str(content).splitlines()) == 1
    listed, _ = open_data.answer(store, "indicators.json", store.version, strategy)
    assert TAG not in listed and json.loads(listed)
