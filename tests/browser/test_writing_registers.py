"""Voices in a real browser: a network lead writes and publishes, and a member reads on a phone with large text."""

from __future__ import annotations

import csv
from pathlib import Path

from legible import CLIPPED, TEXT_TWICE_AS_LARGE
from playwright.sync_api import Page, expect
from waiting import says, settled

NETWORK = "leeds-mws-coproduction"
ODD = "<b>x</b> *y* :smile:"
OPEN = {"network": NETWORK, "feedback": "letters", "received": "2026-06-01", "theme": "letters that nobody reads"}


def press(page: Page, name: str, role: str = "button") -> None:
    page.get_by_role(role, name=name).first.click()
    settled(page)


def typed(page: Page, label: str, words: str) -> None:
    """Type into a field and leave it, as people do."""
    field = page.get_by_label(label, exact=True)
    field.fill(words)
    field.blur()
    settled(page)


def test_a_network_lead_adds_an_activity_closes_a_feedback_loop_and_publishes_both(server, visit, tmp_path: Path):
    path = tmp_path / "feedback.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.DictWriter(file, list(OPEN))
        lines.writeheader()
        lines.writerow(OPEN)
    assert server.command("load", str(path)).returncode == 0
    page = visit(server, "/voices").page
    says(page.get_by_role("heading", level=1), "1 suggestion is open")

    page.get_by_role("link", name="Add an activity").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("What it is called", exact=True)).to_be_focused()
    page.keyboard.type(ODD)
    page.keyboard.press("Tab")
    expect(page.get_by_label("Short name", exact=True)).to_have_value("b-x-b-y-smile")
    typed(page, "When", "June 2026")
    typed(page, "How many people", "12")
    page.wait_for_timeout(500)  # the draft is on its way to the server
    page.reload()
    settled(page)
    expect(page.get_by_label("What it is called", exact=True)).to_have_value(ODD)
    expect(page.get_by_label("How many people", exact=True)).to_have_value("12")
    page.get_by_role("button", name="Write it down").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="1 entry is written and not published yet")).to_be_visible()

    press(page, "Tell what came of it", "link")
    expect(page.get_by_label("What was answered", exact=True)).to_be_focused()
    typed(page, "What was answered", "Shorter letters, with a name to ask")
    typed(page, "When it was answered", "10/06/2026")
    typed(page, "When people were told", "13/06/2026")
    press(page, "Write it down")
    expect(page.get_by_role("heading", name="2 entries are written and not published yet")).to_be_visible()

    press(page, "Publish the register")
    expect(page.get_by_text("1 new entry and 1 changed entry.")).to_be_visible()
    press(page, "Publish version 3")
    expect(page.get_by_text("Published: 1 activity and 1 suggestion as loads")).to_be_visible()
    expect(page.get_by_text("Told back after 12 days")).to_be_visible()
    expect(page.get_by_text("Shorter letters, with a name to ask")).to_be_visible()
    expect(page.get_by_role("rowheader", name=ODD)).to_be_visible()
    press(page, "Data, Loads", "link")
    expect(page.get_by_text("voices-feedback-2026-11-21.csv").first).to_be_visible()
    assert server.command("verify").returncode == 0


def test_a_member_reads_on_a_phone_with_text_twice_as_large(server_for_all, visit):
    page = visit(server_for_all, "/voices", 390, 844, by_link=False).page
    page.evaluate("document.querySelectorAll('.stMainBlockContainer details').forEach((fold) => (fold.open = true))")
    page.evaluate(TEXT_TWICE_AS_LARGE)
    page.wait_for_timeout(300)
    assert page.evaluate(CLIPPED) == []
    expect(page.get_by_role("heading", name="LS9 Lives")).to_be_visible()
    expect(page.get_by_text("Add a project")).to_have_count(0)
    first = page.get_by_role("link", name="Source 1").first
    first.click()
    expect(page.locator("#source-1, #user-content-source-1")).to_be_in_viewport()
