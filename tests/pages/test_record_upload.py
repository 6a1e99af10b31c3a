"""Records of services on the page Upload: their templates, what a file would change, and what is never shown."""

from __future__ import annotations

import pytest

from data.loading import templates
from data.tables import RECORDS

CRISIS = templates.record_template(RECORDS["crisis_contact"]).replace("example-", "hidden-")


def drop(page, content: str):
    page.app.get("file_uploader")[0].upload("extract.csv", content.encode(), "text/csv")
    page.app.run()
    assert not page.app.exception, page.app.exception
    return page


def test_every_table_of_records_has_a_template_with_what_to_write(writable_page):
    page = writable_page("upload")
    choice = next(box for box in page.app.selectbox if box.label == "Table")
    assert len(choice.options) == len(RECORDS)
    choice.select("crisis_contact").run()
    assert "The columns of Contacts in a crisis" in page.markup
    assert "One of: very urgent, urgent, routine." in page.words


@pytest.mark.slow
def test_records_are_recognised_and_counted_and_no_row_is_shown(writable_page):
    page = drop(writable_page("upload"), CRISIS)
    assert "is a file of Contacts in a crisis" in page.words
    assert "1 new" in page.words
    assert "hidden-" not in page.markup


@pytest.mark.slow
def test_a_number_of_the_nhs_is_refused_and_not_shown(writable_page):
    page = drop(writable_page("upload"), CRISIS.replace("hidden-p-1", "9434765919").replace("22:10", "22.10"))
    assert "There is an NHS number in this cell." in page.words
    assert "There is no time of day." in page.words
    assert "9434765919" not in page.markup and "hidden-" not in page.markup
