"""What a page says where something is broken: what happened, what to do, what is not lost; folders to nobody elsewhere."""

from __future__ import annotations

import json
import re

import pytest

from data.event_log import JsonLine
from data.storage.versions import Store
from indicators.core.measures import fingerprints
from pages.parts.overview import findings
from pages.parts.present import slideshow

REFERENCE = re.compile(r"this reference: ([0-9a-f]{8})\.")


def logged(caplog, reference: str) -> dict:
    lines = [json.loads(JsonLine().format(record)) for record in caplog.records]
    return next(line for line in lines if line.get("reference") == reference)


@pytest.mark.slow
def test_a_fault_that_nobody_foresaw_has_a_reference_that_the_log_has_too(open_broken, monkeypatch, caplog):
    def fails(*_: object, **__: object) -> str:
        raise ValueError("a cell of somebody's file")

    monkeypatch.setattr(findings, "doors", fails)
    opened = open_broken("overview")
    assert "This page broke down." in opened.words
    assert "Nothing that was published or saved is lost. Load this page again." in opened.words
    assert "a cell of somebody's file" not in opened.words and "ValueError" not in opened.words
    log_line = logged(caplog, REFERENCE.search(opened.words)[1])
    assert (log_line["event"], log_line["fault"], log_line["level"]) == ("a page broke down", "ValueError", "error")
    assert any(place.startswith("pages/") for place in log_line["where"])
    assert "a cell of somebody's file" not in json.dumps(log_line)


@pytest.mark.slow
def test_who_came_by_the_link_is_told_why_the_store_cannot_be_read(writable_page, own_store: Store):
    own_store.pointer.write_text("nonsense")
    words = writable_page("overview").words
    assert str(own_store.folder) in words and "python -m data go-back 1" in words


@pytest.mark.slow
@pytest.mark.parametrize("page", ["overview", "holdings", "present"])
def test_anybody_else_is_told_a_reference_and_no_folder(
    writable_page, own_store: Store, without_the_link, page, caplog
):
    own_store.pointer.write_text("nonsense")
    opened = writable_page(page)
    assert opened.headline == "The figures cannot be read just now."
    assert "Nothing that was published is lost." in opened.words
    assert str(own_store.folder) not in opened.markup and "go-back" not in opened.words
    log_line = logged(caplog, REFERENCE.search(opened.words)[1])
    assert "python -m data go-back 1" in log_line["why"]


@pytest.mark.slow
def test_the_data_page_says_with_which_software_the_figures_were_computed(open_page):
    assert f"were computed with software {fingerprints.of_code()}." in open_page("holdings", tab="loads").words
    assert "earlier version of this software" not in open_page("overview").words


@pytest.mark.slow
def test_figures_that_could_not_be_computed_again_are_shown_and_said_to_be_of_earlier_software(
    writable_page, own_store: Store, monkeypatch: pytest.MonkeyPatch
):
    before = fingerprints.of_code()
    whole = writable_page("overview").headline
    monkeypatch.setattr(fingerprints, "of_code", lambda: "other code")
    opened = writable_page("overview")
    assert opened.headline == whole
    assert f"computed by an earlier version of this software ({before})" in opened.words
    assert f"were computed with software {before}." in writable_page("holdings", tab="loads").words


@pytest.mark.slow
def test_a_slide_that_breaks_says_so_too(open_broken, monkeypatch: pytest.MonkeyPatch, caplog):
    def fails(*_: object, **__: object) -> str:
        raise ValueError("a cell of somebody's file")

    monkeypatch.setattr(slideshow.deck, "title", fails)
    opened = open_broken("present", playlist="strategy", slide="1")
    assert logged(caplog, REFERENCE.search(opened.words)[1])["page"] == "Present"
