"""One HTML file of a playlist: whole by itself, asking nobody for anything."""

from __future__ import annotations

import re

import pytest

from reports import playlists
from reports.offline.html import html
from reports.slides import deck
from reports.slides.model import Deck
from tests.reports.reopened import TODAY


@pytest.fixture(scope="module")
def whole_deck(board) -> Deck:
    shown = playlists.whole_strategy(board)
    slides = tuple(deck.slide(board, address) for address in shown.slides[:14])
    return Deck(board.strategy, "Board <b>December</b>", slides, board.version, "21 November 2026", TODAY)


@pytest.fixture(scope="module")
def page(whole_deck) -> str:
    return html(whole_deck).decode("utf-8")


@pytest.mark.slow
def test_every_slide_is_in_it_with_its_finding(whole_deck, page):
    assert len(re.findall("<section ", page)) == len(whole_deck.slides) + 1
    for slide in whole_deck.slides:
        assert slide.finding.replace("'", "&#39;") in page


@pytest.mark.slow
def test_a_chart_has_its_words_and_its_figures_as_a_table(whole_deck, page):
    charts = sum(slide.chart is not None for slide in whole_deck.slides)
    assert charts and len(re.findall(r'<img class="chart" alt="[^"]+" src="data:image/svg', page)) == charts
    assert page.count("Figures as a table") == charts


def test_it_asks_nobody_for_anything(page):
    addresses = re.findall(r'(?:\bsrc|\bhref)="([^"]*)"|url\(([^)]*)\)', page)
    assert addresses and all("".join(one).startswith("data:") for one in addresses)
    assert "default-src &#39;none&#39;" in page


def test_names_that_people_gave_are_text(page):
    assert "Board &lt;b&gt;December&lt;/b&gt;" in page and "<b>December" not in page


def test_it_says_which_data_it_shows_and_whom_to_talk_to(page):
    first = page.partition('id="slide-2"')[0]
    assert "Data version 1, published 21 November 2026." in first and "Samaritans" in first
