"""The page of voices: what is running, what was answered, what changed, and nothing that was not written down."""

from __future__ import annotations

import pytest


@pytest.mark.slow
def test_the_bundled_register_of_leeds_is_shown_with_its_source(open_page):
    page = open_page("voices")
    assert page.headline == "4 co-production projects: 2 running and 2 paused."
    for name in ("LS9 Lives", "Leeds LGBT+ Minds", "Digital inclusion"):
        assert name in page.words
    assert "Not written down yet: who takes part" in page.words
    assert "welcome pack" in page.words


def test_what_others_do_is_apart_and_counts_nowhere(open_page):
    page = open_page("voices")
    assert "What others do: 2 networks" in page.words
    assert "They are in none of the numbers of Leeds" in page.words
    assert page.words.index("Lived Experience Advisory Group") > page.words.index("What others do")


@pytest.mark.parametrize("strategy", ["leeds-2020-2025", "gmmh-improvement-plan"])
@pytest.mark.slow
def test_every_entry_says_where_it_comes_from(open_page, strategy):
    assert "No source is named" not in open_page("voices", strategy=strategy).words


@pytest.mark.slow
def test_a_network_without_projects_is_not_said_to_run_none(open_page):
    page = open_page("voices", strategy="gmmh-improvement-plan")
    assert page.headline.startswith("No project is written down. Written down: 2 activities")
    assert "Whether it was answered is not stated" in page.words


def test_an_outcome_that_networks_measure_says_what_they_wrote_down_and_where_it_stands(open_page):
    page = open_page("outcome", outcome="O4")
    assert "What people say 4 co-production projects: 2 running and 2 paused." in page.words
    assert any("voices" in link for link in page.links)
    assert "What people say" not in open_page("outcome", outcome="O1").headings
