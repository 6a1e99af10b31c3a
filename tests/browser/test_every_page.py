"""Every page as it is drawn: nothing jumps, nothing is cut, all can be read at every width, with large text and in the dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from legible import CLIPPED, TEXT_TWICE_AS_LARGE
from playwright.sync_api import Page
from serving import Server
from waiting import settled

if TYPE_CHECKING:
    from conftest import Visit

PATHS = {
    "overview": "/",
    "outcome": "/outcome?outcome=O3",
    "priority": "/priority?priority=P1",
    "indicator": "/indicator?indicator=suicide_rate",
    "control chart": "/indicator?indicator=tt_recovery&view=Control+chart",
    "proposed step": "/indicator?indicator=tt_wait_18w&view=Control+chart",
    "similar areas": "/indicator?indicator=smi_health_check&view=Similar+areas",
    "funnel": "/indicator?indicator=selfharm_admissions_10_24&view=Funnel",
    "groups": "/indicator?indicator=tt_recovery&view=By+deprivation",
    "no figure": "/indicator?indicator=i_statements_met",
    "errors": "/indicator?indicator=gone&version=99&strategy=none",
    "index": "/indicator",
    "what changed": "/indicator?list=changes",
    "gaps": "/indicator?list=gaps",
    "what is missing": "/indicator?list=missing",
    "what is due": "/indicator?list=due",
    "data": "/holdings",
    "data, loads": "/holdings?tab=loads",
    "data, waiting": "/holdings?tab=waiting",
    "places": "/places",
    "voices": "/voices",
    "voices, a form": "/voices?write=involvement",
    "voices elsewhere": "/voices?strategy=gmmh-improvement-plan",
    "about": "/about",
    "upload": "/upload",
    "present": "/present",
    "slide": "/present?playlist=P1&slide=3&readings=next&reading=1",
    "slide of lines": "/present?playlist=P6",
    "strategy slide": "/present?playlist=strategy&slide=2",
    "all slides": "/present?playlist=P1&grid=1",
    "from a slide": "/indicator?indicator=tt_recovery&back=playlist%3DP1%26slide%3D13",
}

SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => list.getEntries().forEach((shift) => {
  if (!shift.hadRecentInput) window.shifted += shift.value;
})).observe({ type: "layout-shift", buffered: true });
"""

TEXT_SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } "
    "p { margin-bottom: 2em !important }"
)
OPEN_FOLDS = "document.querySelectorAll('.stMainBlockContainer details').forEach((fold) => (fold.open = true))"
DESK, PHONE, NARROWEST = (1280, 800), (390, 844), (320, 640)


@dataclass(frozen=True)
class Seen:
    """A page that several tests look at one after another, and how far its parts moved while it was drawn."""

    visit: Visit
    page: Page
    shifted: float


@pytest.fixture(scope="module")
def seen(
    request: pytest.FixtureRequest, server_for_all: Server, lasting_visit: Callable[..., AbstractContextManager[Visit]]
) -> Iterator[Seen]:
    """The page of a name, opened once and watched from its first moment."""
    with lasting_visit(server_for_all, PATHS[request.param], before=SHIFTS) as visit:
        visit.page.wait_for_timeout(500)
        yield Seen(visit, visit.page, visit.page.evaluate("window.shifted"))


of_every_page = pytest.mark.parametrize("seen", PATHS, indirect=True)


@of_every_page
def test_nothing_jumps_while_a_page_is_drawn(seen: Seen):
    assert seen.shifted < 0.1


@of_every_page
def test_a_page_is_whole_and_accessible_on_a_desk_and_on_a_phone_and_asks_no_other_host(seen: Seen):
    """With every fold open; at last as narrow as WCAG 1.4.10 asks, with the text spacing of 1.4.12."""
    for size in (DESK, PHONE):
        unfolded(seen.page, *size)
        assert seen.page.evaluate(CLIPPED) == []
        accessible(seen.page)
    spaced = seen.page.add_style_tag(content=TEXT_SPACING)
    unfolded(seen.page, *NARROWEST)
    assert seen.page.evaluate(CLIPPED) == []
    spaced.evaluate("style => style.remove()")
    assert seen.visit.outside == []
    assert seen.visit.complaints == []


@pytest.mark.parametrize("seen", ["overview", "indicator", "proposed step", "groups", "slide", "upload"], indirect=True)
def test_in_the_dark_scheme_nothing_loses_its_contrast(seen: Seen):
    seen.page.emulate_media(color_scheme="dark")
    seen.page.locator("html[data-dark]").wait_for(state="attached")
    unfolded(seen.page, *DESK)
    accessible(seen.page)
    seen.page.emulate_media(color_scheme="null")
    seen.page.locator("html:not([data-dark])").wait_for(state="attached")


@pytest.mark.parametrize("path", ["overview", "indicator", "groups", "data", "slide"])
def test_with_text_twice_as_large_nothing_is_cut_and_the_head_covers_nothing(server_for_all, visit, path):
    page = visit(server_for_all, PATHS[path]).page
    page.evaluate(TEXT_TWICE_AS_LARGE)
    page.wait_for_timeout(300)
    assert page.evaluate(CLIPPED) == []
    head, finding = page.locator(".top"), headline(page).bounding_box()
    assert finding is not None
    if head.count():
        covered = head.bounding_box()
        assert covered is not None
        assert finding["y"] >= covered["y"] + covered["height"]


def headline(page: Page):
    return page.get_by_role("heading", level=1)


def unfolded(page: Page, width: int, height: int) -> None:
    """The page at that size, with every fold open, once it has come to rest."""
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate(OPEN_FOLDS)
    page.wait_for_timeout(600)
    settled(page)


def accessible(page: Page) -> None:
    """Axe finds no fault of WCAG 2.2 A or AA, and headings that follow each other."""
    from axe_playwright_python.sync_playwright import Axe

    rules = {"wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"}
    report = Axe().run(
        page,
        options={
            "runOnly": sorted(rules),
            "rules": {"heading-order": {"enabled": True}},
            "resultTypes": ["violations"],
        },
    )
    assert report.violations_count == 0, report.generate_report()
