"""The file of a playlist in a browser without a network: by keys, by buttons, and from the address."""

from __future__ import annotations

from datetime import date

from indicators.core.board.board import board
from reports import playlists
from reports.offline.html import html
from reports.slides import deck
from reports.slides.model import Deck

TODAY = date(2026, 11, 21)


def test_it_opens_without_a_network_and_is_moved_by_keys_and_buttons(chromium, store, leeds, tmp_path):
    shown = playlists.priorities(now := board(store, leeds, store.version, TODAY))[1]
    slides = tuple(deck.slide(now, address) for address in shown.slides)
    file = tmp_path / "offline.html"
    file.write_bytes(html(Deck(leeds, shown.name, slides, now.version, "21 November 2026", now.today)))
    context = chromium.new_context(offline=True, viewport={"width": 390, "height": 844})
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(file.as_uri())
    last = len(slides) + 1
    assert page.locator("output").inner_text() == f"1 of {last}"
    page.keyboard.press("ArrowRight")
    assert page.locator("section.here h2").inner_text() == slides[0].finding
    page.get_by_role("button", name="Next").click()
    assert page.evaluate("document.activeElement.textContent") == "Next"
    assert page.locator("section:visible").count() == 1
    page.keyboard.press("End")
    assert page.locator("output").inner_text() == f"{last} of {last}" and page.url.endswith(f"#slide-{last}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")
    assert complaints == []
    context.close()
