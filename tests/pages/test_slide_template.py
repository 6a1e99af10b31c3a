"""The board's own slide template on Present: which one decks have, uploading another, and what a bad one lacks."""

from __future__ import annotations

import pytest
from places import LEEDS

from data.people import People, audit, slide_templates
from pages.parts.present import slide_template
from tests.reports.templates import foreign

pytestmark = pytest.mark.slow
OURS = "the dashboard’s own plain look"


def drop(page, name: str, content: bytes):
    page.app.get("file_uploader")[0].upload(name, content, "application/octet-stream")
    page.app.run()
    assert not page.app.exception
    return page


def test_a_template_is_uploaded_once_used_for_every_deck_and_can_be_taken_off(writable_page, own_store):
    people, template = People(own_store.folder), foreign()
    page = writable_page("present")
    assert OURS in page.words
    drop(page, template.name, template.content)
    assert "It can be used. Slides are written on its layout “Title Only”." in page.words
    page.press("Use this template for every deck")
    assert "Every PowerPoint file is now written into board.pptx." in page.words
    assert audit.entries(people)[0].what == "set the slide template"
    assert slide_template.of_board() == template  # what every button for a PowerPoint file hands on

    again = writable_page("present")
    assert "is written into board.pptx, which" in again.words
    again.app.button(key="template_off").click().run()
    assert OURS in again.words
    assert slide_templates.in_force(people, LEEDS) is None


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut short"], ids=["empty", "cut short"])
def test_one_that_cannot_be_used_says_why_and_changes_nothing(writable_page, own_store, content):
    page = drop(writable_page("present"), "board.pptx", content)
    assert (
        "board.pptx: this is no PowerPoint file that can be read. Save it again as .pptx. Nothing was changed."
        in page.words
    )
    assert "Use this template for every deck" not in page.buttons
    assert slide_templates.in_force(People(own_store.folder), LEEDS) is None


def test_one_that_was_damaged_since_keeps_decks_from_being_made_and_says_why(writable_page, own_store):
    slide_templates.use(People(own_store.folder), LEEDS, "board.pptx", b"no longer one", "Ann")
    page = writable_page("present")
    assert "No PowerPoint file can be made. board.pptx: this is no PowerPoint file" in page.words
    assert not [button for button in page.app.get("download_button") if button.label == "PowerPoint"]
