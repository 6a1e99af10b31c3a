"""A network's register on the page Upload: its template, what its file would change, and what is refused."""

from __future__ import annotations

import pytest

from data.tables import REGISTERS

HEAD = "network,project,as_of,name,state,about\n"
ROW = "leeds-mws-coproduction,ls9-lives,2026-03,LS9 Lives,paused,{}\n"


def drop(page, content: str):
    page.app.get("file_uploader")[0].upload("projects.csv", content.encode(), "text/csv")
    page.app.run()
    assert not page.app.exception, page.app.exception
    return page


@pytest.mark.slow
def test_every_register_has_a_template_with_what_to_write(writable_page):
    page = writable_page("upload")
    choice = next(box for box in page.app.selectbox if box.label == "Register")
    assert len(choice.options) == len(REGISTERS)
    assert "The columns of Co-production projects" in page.markup
    assert "One of: running, paused, ended. Needed." in page.words
    choice.select("participation").run()
    assert "The columns of Co-production participation" in page.markup


@pytest.mark.slow
def test_a_register_is_recognised_and_its_entries_are_counted(writable_page):
    page = drop(writable_page("upload"), HEAD + ROW.format("Waiting for members"))
    assert "is a file of Co-production projects" in page.words
    assert "1 new" in page.words


@pytest.mark.slow
def test_an_identifier_is_refused_and_not_shown(writable_page):
    page = drop(writable_page("upload"), HEAD + ROW.format("ring 07700 900123"))
    assert "There is a telephone number in this cell." in page.words
    assert "900123" not in page.markup
