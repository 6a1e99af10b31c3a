"""The tabs of the Data page: one job each, kept in the link, and only the chosen one is shown."""

from __future__ import annotations

import re

import pytest
from places import EXAMPLES, WITH_FIGURES

from data.loading import publish
from data.loading.incoming import Incoming
from data.people import People, audit, step_changes
from data.people.step_changes import Decision
from indicators.core.board.proposed_steps import proposals
from indicators.core.measures.refresh import recompute
from pages.parts.shared import judged

EXAMPLE = EXAMPLES / "talking_therapies_2026-03.csv"
TELLING = {
    "held": "Who publishes it",
    "loads": "Loaded here",
    "meetings": "what is new since the board last met",
    "targets": "Every target",
    "waiting": "wait for somebody",
    "audit": "Who took what away",
}


def choice(page) -> list[str]:
    """The tab that the page's navigation says is shown."""
    return re.findall(r'href="holdings\?tab=(\w+)[^"]*" aria-current="page"', page.markup)


@pytest.mark.slow
@pytest.mark.parametrize("tab", TELLING)
def test_a_link_opens_its_tab_with_one_heading_and_nothing_of_the_others(open_page, tab):
    page = open_page("holdings", tab=tab)
    assert choice(page) == [tab]
    assert [name for name, telling in TELLING.items() if telling in page.words] == [tab]
    assert page.markup.count("<h1") == 1
    assert len(set(re.findall(r"holdings\?tab=(\w+)", page.markup)) & set(TELLING)) == len(TELLING)


@pytest.mark.parametrize("query", [{}, {"tab": "nonsense"}, {"version": "1"}])
def test_a_link_without_a_tab_that_there_is_opens_what_we_hold(open_page, query):
    page = open_page("holdings", **query)
    assert choice(page) == ["held"]
    assert page.headline.startswith(f"{len(WITH_FIGURES)} indicators have a Leeds figure: ")


def test_a_tab_stays_pinned_to_the_version_of_its_link(open_page):
    page = open_page("holdings", tab="targets", version="1")
    assert all("version=1" in link for link in page.links)


def test_every_indicator_with_a_figure_stands_under_one_source(open_page):
    page = open_page("holdings")
    named = re.findall(r"indicator\?indicator=(\w+)", page.markup)
    assert sorted(named) == sorted(WITH_FIGURES)
    assert "Leeds Suicide Audit, figures printed 2008-10 to 2019-21" in page.words


def test_a_source_says_its_newest_figure_who_publishes_it_and_when_the_next_is_due(open_page):
    rows = re.findall(r"<tr>.*?</tr>", open_page("holdings").markup, re.S)
    (monthly,) = [row for row in rows if "monthly activity and performance" in row]
    for expected in ("February 2026", "Overdue", "March 2026 was due June 2026", "NHS England", "8 indicators"):
        assert expected in monthly


@pytest.mark.slow
def test_what_waits_is_counted_in_the_tab_s_name_on_every_tab(open_page):
    page = open_page("holdings", tab="waiting")
    things = int(re.search(r"\d+", page.headline)[0])
    assert f"Waiting ({things})" in page.words
    waits = re.search(r'<ul class="waits">.*', page.markup, re.S)[0]
    assert len(re.findall(r"<li><(?:a|strong)[ >]", re.sub(r"<details>.*?</details>", "", waits, flags=re.S))) == things
    assert f"Waiting ({things})" in open_page("holdings", tab="audit").words


def test_a_source_that_is_overdue_waits_with_what_rests_on_it_and_where_to_load_it(open_page):
    page = open_page("holdings", tab="waiting")
    items = page.markup.split("<li><strong>")
    (monthly,) = [item for item in items if "monthly activity and performance" in item]
    for expected in ("Overdue: March 2026 was due June 2026.", 'href="upload', "8 indicators", "indicator=tt_recovery"):
        assert expected in monthly


@pytest.mark.slow
def test_a_proposed_step_change_waits_with_a_link_to_its_decision_until_it_is_decided(writable_page, own_store):
    page = writable_page("holdings", tab="waiting")
    assert "Step changes to approve or decline: 1" in page.headings
    assert "New limits are proposed from 1 January 2025." in page.words
    assert [link for link in page.links if "indicator=tt_wait_18w" in link and "view=Control" in link]
    (proposal,) = proposals(judged.board())
    place = judged.board().series(proposal.indicator).place
    line = (proposal.indicator, place.code, place.role)
    step_changes.decide(People(own_store.folder), line, proposal.starts, Decision.DECLINED, "Ann", "One month only")
    assert "Step changes to approve or decline" in writable_page("holdings", tab="waiting").headings


@pytest.mark.slow
def test_a_load_published_with_questions_waits_until_it_is_undone(writable_page, own_store):
    incoming = [Incoming(EXAMPLE)]
    (loaded,) = publish.load_together(own_store, incoming, recompute, who="Ben", note="March.", questions=3)
    page = writable_page("holdings", tab="waiting")
    assert "Loads published with questions or notes: 1" in page.headings
    assert f"Load {loaded.load_id}, {EXAMPLE.name} 3 questions looked at. Published by Ben." in page.words
    publish.withdraw(own_store, loaded.load_id, recompute)
    assert "Loads published with questions or notes" in writable_page("holdings", tab="waiting").headings


@pytest.mark.slow
def test_every_load_the_bundled_too_and_each_version_stand_on_their_tab(writable_page, own_store):
    publish.load(own_store, EXAMPLE, recompute, who="Ben", note="March")
    page = writable_page("holdings", tab="loads")
    assert page.headline.endswith("loaded in version 2.")
    assert any(button.startswith("Undo load") for button in page.buttons)
    assert [link for link in page.links if "version=1" in link]


def test_a_table_without_a_row_says_so(open_page):
    words = " ".join(open_page("holdings", tab="audit").words.split())
    assert "how often machines read them on a day. None." in words


@pytest.mark.slow
def test_going_back_shows_what_it_changes_first_and_stands_in_the_audit(writable_page, own_store):
    loaded = publish.load(own_store, EXAMPLE, recompute, who="Ben", note="March")
    page = writable_page("holdings", tab="loads")
    assert "Put version 1 in force" not in page.buttons
    next(box for box in page.app.selectbox if box.label == "Which version").select(1).run()
    assert "would change: " in page.words
    assert f"1 load would go: {loaded.load_id}." in page.words
    assert own_store.version == 2
    next(box for box in page.app.text_input if box.label == "Why, for the audit").input("The wrong file")
    page.press("Put version 1 in force")
    assert own_store.version == 1
    assert "Version 1 is in force again." in page.words
    (entry,) = [one for one in audit.entries(People(own_store.folder)) if one.what == "went back"]
    assert (entry.subject, entry.detail) == ("version 1", "The wrong file")
    assert "Go back to an earlier version" not in [expander.label for expander in page.app.expander]


@pytest.mark.slow
@pytest.mark.usefixtures("without_the_link")
@pytest.mark.parametrize("tab", TELLING)
def test_a_reader_sees_every_tab_and_can_write_on_none(writable_page, own_store, tab):
    publish.load(own_store, EXAMPLE, recompute, who="Ben", note="March")
    page = writable_page("holdings", tab=tab)
    expected = "The audit is for those who keep the figures." if tab == "audit" else TELLING[tab]
    assert expected in page.words
    assert page.buttons == [] and page.app.text_input == []
