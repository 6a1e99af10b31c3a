"""A view without anything around it, for a frame of another site's page."""

from __future__ import annotations

import re

import pytest


def test_it_has_its_finding_its_source_and_its_date_and_no_menu(open_page):
    opened = open_page("indicator", indicator="tt_recovery", frame="1")
    assert 'class="top' not in opened.markup and "Data version 1, published" in opened.words
    assert "Source: " in opened.words and "Add this view to a playlist" not in opened.buttons


@pytest.mark.slow
def test_a_pinned_one_keeps_its_version(open_page):
    assert "Data version 1" in open_page("overview", frame="1", version="1").words


@pytest.mark.slow
def test_every_link_leads_out_of_the_frame(open_page):
    links = re.findall(r"<a data-here [^>]*>", open_page("overview", frame="1").markup)
    assert links and all('target="_blank"' in link and "frame=" not in link for link in links)
