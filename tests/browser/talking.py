"""Opening a talk in a browser, and which slide is on the screen."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect


def finding(page: Page):
    return page.get_by_role("heading", level=1)


def on_slide(page: Page, number: int) -> None:
    """The slide is on the screen, and nothing of the one before it; it is seen once its keys are heard."""
    says_slide(page, number)
    expect(page.locator(".slide-source > p")).to_be_visible()


def says_slide(page: Page, number: int) -> None:
    """The slide is there, seen or not yet."""
    expect(page.locator(".slide-source > p")).to_have_text([re.compile(rf"^{number} of \d+$")])


def talk(visit, server, path: str, width: int = 1280, height: int = 720) -> Page:
    """Open a slide; a talk has no footer to wait for."""
    page = visit(server, path, width=width, height=height).page
    expect(page.locator(".slide-source")).to_be_visible()
    return page
