"""When a page has come to rest."""

from __future__ import annotations

from playwright.sync_api import Page


def settled(page: Page) -> None:
    """Wait until the page, or the slide, has run to its end and its script listens."""
    page.locator(".foot, .slide-source, .slides-grid").first.wait_for(timeout=30_000)
    page.wait_for_function("!document.querySelector('[data-testid=\"stStatusWidget\"]')", timeout=30_000)
    page.locator("html[data-listens]").wait_for(state="attached", timeout=30_000)
