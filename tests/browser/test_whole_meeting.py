"""A whole meeting: one presenter with two windows, three phones that follow, a publish in the middle, a question, a decision."""

from __future__ import annotations

import re

from places import EXAMPLES
from playwright.sync_api import Page, expect

EXAMPLE = EXAMPLES / "talking_therapies_2026-03.csv"
WITHIN = 6_000
"""Milliseconds: two seconds on a machine of its own (``python -m tests.benchmarks followers``), more among other tests."""


def on_slide(phone: Page, number: int) -> None:
    expect(phone.get_by_text(re.compile(rf"slide {number} of \d+ "))).to_be_visible(timeout=WITHIN)


def test_a_board_meets(server, visit):
    room = visit(server, "/present").page
    room.get_by_role("button", name="Let others follow").first.click()
    heading = room.get_by_role("heading", level=1)
    expect(heading).to_contain_text("Follow on your phone")
    code = heading.inner_text().rpartition(" ")[2]
    presenter_window = visit(server, f"/present?lead={code}&window=1").page  # the presenter's second screen

    phones = [visit(server, f"/follow?follow={code}", width=390, height=844, by_link=False).page for _ in range(2)]
    typing = visit(server, "/follow", width=390, height=844, by_link=False).page
    typing.get_by_label("Code", exact=True).fill(code.lower())
    typing.get_by_role("button", name="Follow", exact=True).click()
    phones.append(typing)
    room.get_by_role("link", name="Begin the talk").click()
    expect(room.locator(".slide-source > p")).to_have_text(re.compile(r"^1 of \d+$"))
    for phone in phones:
        on_slide(phone, 1)

    for number in (2, 3, 4):
        room.keyboard.press("ArrowRight")
        expect(room.locator(".slide-source > p")).to_have_text(re.compile(rf"^{number} of \d+$"))
    for phone in phones:
        on_slide(phone, 4)
        assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")

    presenter_window.get_by_role("button", name="Next slide").click()  # the shown window and the phones go along
    expect(room.locator(".slide-source > p")).to_have_text(re.compile(r"^5 of \d+$"), timeout=WITHIN)
    for phone in phones:
        on_slide(phone, 5)

    around = phones[0]  # somebody has a question, and looks for themselves
    around.get_by_role("link", name="Look around").click()
    expect(around.get_by_text(re.compile(r"The presenter is on slide 5 of"))).to_be_visible(timeout=WITHIN)

    load_command = server.command("load", str(EXAMPLE))  # figures come in the middle of the meeting
    assert load_command.returncode == 0, load_command.stdout + load_command.stderr
    expect(room.get_by_text(re.compile("New figures, version 2"))).to_be_visible(timeout=2 * WITHIN)

    room.keyboard.press("d")  # a decision before what is on the screen
    room.get_by_label("What was decided").fill("Ask for the waiting list by ward")
    room.get_by_role("button", name="Record it").click()
    expect(room.locator(".slide-source > p")).to_have_text(re.compile(r"^5 of \d+$"), timeout=WITHIN)

    room.keyboard.press("ArrowRight")
    expect(around.get_by_text(re.compile(r"The presenter is on slide 6 of"))).to_be_visible(timeout=WITHIN)
    around.get_by_role("link", name="Back to the presenter").click()
    for phone in phones:
        on_slide(phone, 6)

    room.get_by_role("link", name="End the talk").click()
    for button in ("PowerPoint", "PDF", "Offline"):  # whoever still wants a file gets one
        with room.expect_download(timeout=60_000) as taken:
            room.get_by_role("button", name=button, exact=True).first.click()
        assert taken.value.path().stat().st_size > 10_000
