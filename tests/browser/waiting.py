"""When a page has come to rest, and what it then says."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, TimeoutError, expect

RESTING = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def settled(page: Page) -> None:
    """Wait until the page, or the slide, has run to its end and its script listens."""
    page.locator(".foot, .slide-source, .slides-grid").first.wait_for(timeout=30_000)
    page.locator(RESTING).wait_for(timeout=30_000)
    page.locator("html[data-listens]").wait_for(state="attached", timeout=30_000)


def choose(where: Page | Locator, label: str, words: str) -> None:
    """Choose the one entry with these words from a list with this label: open it, type them, press Enter.

    If the page redraws the list while the words are typed, the list closes and loses them: it is then opened again.
    """
    page = where if isinstance(where, Page) else where.page
    entry = page.get_by_role("option", name=words)
    for patience in (10_000, 10_000, 30_000):
        box = where.get_by_role("combobox", name=label)
        box.click()
        box.fill(words)
        try:
            entry.first.wait_for(timeout=patience)
            break
        except TimeoutError:
            page.keyboard.press("Escape")
    page.keyboard.press("Enter")


def says(locator: Locator, words: str) -> None:
    """Expect one such place, with the words in it.

    While a page is drawn anew, the one before may still stand beside it for a moment: that is waited through.
    """
    expect(locator).to_have_text([re.compile(re.escape(words))])


def answer_questions(page: Page) -> None:
    """Say that the questions above have been looked at, once the page asks it in one place."""
    sure = page.get_by_text(re.compile("I have looked at .* above"))
    expect(sure).to_have_count(1)
    sure.click()
