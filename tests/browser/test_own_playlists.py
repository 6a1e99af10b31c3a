"""Playlists of one's own in a browser: made, shared by two browsers, exported, and what is new since a meeting."""

from __future__ import annotations

import io
import re
import shutil
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

from playwright.sync_api import expect
from talking import finding, on_slide, talk
from waiting import choose, says, settled


def test_a_playlist_is_made_reopened_after_a_restart_and_exported(serve, bundled, visit, tmp_path):
    store = Path(shutil.copytree(bundled, tmp_path / "kept"))
    server = serve(store)
    page = visit(server, "/indicator?indicator=tt_recovery&view=Control+chart").page
    page.get_by_role("button", name="Add this view to a playlist").click()
    page.get_by_label("Its name").fill("For <i>December</i>")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("Added to “For <i>December</i>”.")).to_be_visible()
    page.goto(f"{server.address}/?marks=Target")
    settled(page)
    page.get_by_role("button", name="Add this view to a playlist").click()
    expect(page.get_by_text("The strategy on a page (Target)")).to_be_visible()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("Added to “For <i>December</i>”.")).to_be_visible()
    page.close()
    server.process.terminate()
    server.process.wait(timeout=20)

    again = serve(store)
    page = visit(again, "/present").page
    page.get_by_role("link", name="Change").click()
    says(finding(page), "For <i>December</i>")
    down = page.get_by_role("button", name="Move “Talking therapy recovery (Control chart)” down")
    down.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[class*=st-key-kept_]").first).to_contain_text("1. The strategy on a page")
    expect(page.get_by_role("button", name="Move “Talking therapy recovery (Control chart)” up")).to_be_focused()
    page.get_by_role("button", name="Take “The strategy on a page (Target)” out").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[class*=st-key-kept_]")).to_have_count(1)
    page.get_by_role("button", name="back", exact=False).first.click()
    expect(page.locator("[class*=st-key-kept_]")).to_have_count(2)
    page.get_by_role("link", name="Show it").click()
    on_slide(page, 1)
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("figure", name=re.compile("usual ups and downs"))).to_be_visible()

    page.goto(f"{again.address}/present")
    settled(page)
    with page.expect_download() as download:
        page.locator(".st-key-line_own-1").get_by_role("button", name="PowerPoint").click()
    content = Path(download.value.path()).read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        names = file.namelist()
        assert len([name for name in names if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]) == 3
        assert any(name.startswith("ppt/charts/chart") for name in names)
        for name in names:
            if name.endswith(".xml"):
                ET.fromstring(file.read(name))


def test_two_browsers_on_one_playlist_lose_nothing_of_each_other(server, visit):
    one = visit(server, "/present").page
    one.get_by_label("Start a playlist").fill("Together")
    one.get_by_role("button", name="Start").click()
    says(finding(one), "Together")
    two = visit(server, one.url.removeprefix(server.address)).page
    for page, name in ((one, "Suicide rate"), (two, "Average life satisfaction")):
        choose(page, "Add indicators", name)
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Add them").click()
        expect(page.locator("[class*=st-key-kept_]", has_text=name)).to_be_visible()
    expect(two.locator("[class*=st-key-kept_]")).to_have_count(2)


def test_since_the_board_met_stands_on_the_overview_and_is_a_playlist(server, visit):
    page = visit(server, "/holdings?tab=meetings").page
    page.get_by_role("group", name="The board met, or meets, on").get_by_role("spinbutton").first.click()
    page.keyboard.type("10092025")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Enter the meeting").click()
    expect(page.get_by_role("link", name="10 September 2025")).to_be_visible()
    overview = visit(server).page
    overview.get_by_text("Since the board met on 10 September 2025").get_by_role("link", name="new figures").click()
    expect(overview.get_by_role("heading", name="Since the board met on 10 September 2025")).to_be_visible()
    expect(overview.get_by_text("Published since then: 55% in February 2026.")).to_be_visible()
    expect(overview.get_by_text(re.compile("we cannot say: their releases have no exact date"))).to_be_visible()
    page = talk(visit, server, "/present?playlist=met")
    says(finding(page), "indicators have a newer or revised figure")
