"""The README's first command as a user sees it: the link that opens, what it allows, and a visit without it."""

from __future__ import annotations

import re
import shutil
import time
from pathlib import Path

import pytest
from places import EXAMPLES
from playwright.sync_api import expect
from waiting import answer_questions, says, settled

EXAMPLE = EXAMPLES / "talking_therapies_2026-03.csv"
NASTY = "**bold** [x](http:--e.vil) www.e.vil a@e.vil :material_home: :smile: $x$ -> <b>.csv"


@pytest.fixture
def opened(serve, bundled, tmp_path):
    """A server that is started as by a user with a screen, whose browser writes down what it is asked to open."""
    browser = tmp_path / "a-browser"
    browser.write_text(
        f'#!/bin/sh\necho "$1" > "{tmp_path}/opened.part"\nmv "{tmp_path}/opened.part" "{tmp_path}/opened"\n'
    )
    browser.chmod(0o755)
    store = Path(shutil.copytree(bundled, tmp_path / "store"))
    environment = {"DISPLAY": ":0", "BROWSER": f"{browser} %s"}
    server = serve(store, own_key=True, output=tmp_path / "printed", environment=environment)
    limit = time.monotonic() + 10
    while not (tmp_path / "opened").exists():
        assert time.monotonic() < limit, "no browser was opened"
        time.sleep(0.1)
    return server, (tmp_path / "opened").read_text().strip(), (tmp_path / "printed").read_text()


def test_the_link_is_printed_and_opened_and_lets_its_reader_load_files(opened, chromium):
    server, link, printed = opened
    assert "The dashboard is ready. Open this link:" in printed
    assert re.findall(r"http\S+", printed) == [link]
    assert link.startswith(f"{server.address}/?key=")
    page = chromium.new_page()
    page.goto(link)
    settled(page)
    assert page.url == f"{server.address}/"
    assert link.partition("key=")[2] not in page.content()
    assert page.evaluate("document.cookie").find("dashboard-key") == -1
    page.goto(f"{server.address}/upload")
    settled(page)
    page.locator("input[type=file]").set_input_files(EXAMPLE)
    says(page.get_by_role("heading", level=1), "can be published")
    page.close()


def test_a_visit_without_the_link_only_reads_and_says_what_to_do(server_for_all, chromium, visit):
    stranger = chromium.new_context()
    page = stranger.new_page()
    page.goto(f"{server_for_all.address}/upload")
    settled(page)
    says(page.get_by_role("note"), "did not begin with the link that the dashboard printed when it started")
    says(page.get_by_role("note"), "open the link that it prints")
    expect(page.locator("input[type=file]")).to_have_count(0)
    page.goto(server_for_all.link("/upload"))
    settled(page)
    expect(page.locator("input[type=file]")).to_have_count(1)
    stranger.close()


def test_a_file_beyond_the_limit_is_not_taken_and_the_page_says_why(serve, bundled, visit, tmp_path):
    store = Path(shutil.copytree(bundled, tmp_path / "store"))
    server = serve(store, environment={"DASHBOARD_UPLOAD_MB_A_VISIT": "1"})
    large = tmp_path / "large.csv"
    large.write_bytes(b"x" * (2 * 1024 * 1024))
    visited = visit(server, "/upload")
    visited.page.locator("input[type=file]").set_input_files(large)
    says(visited.page.get_by_role("alert").filter(has_text="not taken"), "it has 2 MB, this visit holds 0 kB already")
    assert all("413" in complaint or "uploader" in complaint for complaint in visited.complaints)
    visited.complaints.clear()


def test_what_was_dropped_goes_soon_after_its_page_is_closed(serve, bundled, chromium, tmp_path):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    store = Path(shutil.copytree(bundled, tmp_path / "store"))
    server = serve(store, environment={"TMPDIR": str(temporary), "DASHBOARD_UPLOAD_KEPT_SECONDS": "1"})
    page = chromium.new_page()
    page.goto(server.link("/upload"))
    settled(page)
    page.locator("input[type=file]").set_input_files(EXAMPLE)
    says(page.get_by_role("heading", level=1), "can be published")
    settled(page)
    assert list(temporary.rglob(EXAMPLE.name))
    page.close()
    limit = time.monotonic() + 20
    while list(temporary.rglob(EXAMPLE.name)):
        assert time.monotonic() < limit, "what was dropped is still there"
        time.sleep(0.5)


def test_names_of_files_and_playlists_are_text_and_never_markup(server, visit, tmp_path):
    dropped = tmp_path / NASTY
    shutil.copy(EXAMPLE, dropped)
    page = visit(server, "/upload").page
    page.locator("input[type=file]").set_input_files(dropped)
    as_kept = NASTY.replace(":", "_")
    says(page.get_by_role("heading", level=1), as_kept)
    answer_questions(page)
    page.get_by_role("button", name="Publish version 2", disabled=False).click()
    confirmation = page.get_by_role("status").filter(has_text="Published: version 2")
    expect(confirmation).to_contain_text(as_kept)
    _plain(page)
    page = visit(server, "/present").page
    page.get_by_label("Start a playlist").fill(NASTY)
    page.get_by_role("button", name="Start", exact=True).click()
    says(page.get_by_role("heading", level=1), NASTY)
    page = visit(server, "/indicator?indicator=suicide_rate").page
    page.get_by_role("button", name="Add this view to a playlist").click()
    form = page.locator(".st-key-keeping")
    expect(form.get_by_role("combobox")).to_have_value(NASTY)
    form.get_by_role("button", name="Add").click()
    expect(form.get_by_role("status")).to_contain_text(NASTY)
    _plain(page)
    page = visit(server, "/present").page
    page.get_by_role("button", name="PowerPoint").first.hover()
    tip = page.get_by_role("tooltip")
    expect(tip).to_be_visible()
    assert NASTY in tip.inner_text().replace("\N{WORD JOINER}", "")
    assert tip.locator("a, strong, img, .katex, [role=img]").count() == 0
    _plain(page)


def _plain(page) -> None:
    """Nothing on the page came of the name but text."""
    for markup in ('a[href*="e.vil"]', "strong:text-is('bold')", ".katex", "[aria-label='home icon']"):
        expect(page.locator(markup)).to_have_count(0)
