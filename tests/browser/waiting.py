"""When a page has come to rest, and what it then says."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

RESTING = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def settled(page: Page) -> None:
    """Wait until the page, or the slide, has run to its end and its script listens."""
    page.locator(".foot, .slide-source, .slides-grid").first.wait_for(timeout=30_000)
    page.locator(RESTING).wait_for(timeout=30_000)
    page.locator("html[data-listens]").wait_for(state="attached", timeout=30_000)


def says(found: Locator, words: str) -> None:
    """Expect one such place, with the words in it.

    While a page is drawn anew, the one before may still stand beside it for a moment: that is waited through.
    """
    expect(found).to_have_text([re.compile(re.escape(words))])
