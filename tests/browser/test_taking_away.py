"""What a viewer takes away: pictures made in the browser, figures as CSV, and pages on paper."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from places import LEEDS
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from data.people import People, audit, meetings

PATHS = {
    "overview": "/",
    "outcome": "/outcome?outcome=O3",
    "priority": "/priority?priority=P1",
    "trend": "/indicator?indicator=suicide_rate",
    "control chart": "/indicator?indicator=tt_recovery&view=Control+chart",
    "groups": "/indicator?indicator=tt_recovery&view=By+deprivation",
    "table": "/indicator?indicator=tt_recovery&view=Table",
    "data": "/holdings",
    "about": "/about",
    "playlists": "/present",
    "upload": "/upload",
}
SUICIDE = "/indicator?indicator=suicide_rate"
PNG = b"\x89PNG\r\n\x1a\n"
A4_WITHIN_MARGINS = {"width": 688, "height": 1005}


def taken(page: Page, button: str) -> tuple[str, bytes]:
    """Press a button with the keyboard: the name and content of the file that comes."""
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    take_away = page.get_by_role("button", name=button)
    take_away.focus()
    with page.expect_download() as coming:
        page.keyboard.press("Enter")
    return coming.value.suggested_filename, Path(coming.value.path()).read_bytes()


def test_the_picture_is_drawn_by_the_viewer_s_own_browser(server_for_all, visit):
    name, content = taken(visit(server_for_all, SUICIDE).page, "Picture, PNG")
    assert name == "suicide_rate-trend-version-1.png"
    assert content.startswith(PNG)
    assert int.from_bytes(content[16:20], "big") == 2000


def test_the_same_picture_goes_into_the_clipboard_and_no_file_is_made(server_for_all, visit):
    page = visit(server_for_all, SUICIDE).page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server_for_all.address)
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    files = []
    page.on("download", lambda file: files.append(file))
    page.get_by_role("button", name="Picture, copy it to the clipboard").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").get_by_text("Copied with title, source and date")).to_be_visible()
    size = page.evaluate(
        """async () => {
          const [held] = await navigator.clipboard.read();
          const drawn = await createImageBitmap(await held.getType("image/png"));
          return [drawn.width, drawn.height];
        }"""
    )
    _, content = taken(page, "Picture, PNG")  # a file again, and the same picture
    assert len(files) == 1
    assert size == [int.from_bytes(content[at : at + 4], "big") for at in (16, 20)]


def test_where_the_browser_copies_nothing_it_says_what_to_take_instead(server_for_all, visit):
    page = visit(server_for_all, SUICIDE).page
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")  # as over plain http
    page.get_by_role("button", name="Picture, copy it to the clipboard").click()
    expect(page.get_by_text("Your browser let nothing be copied. Take the PNG.")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_drawing_holds_the_chart_and_what_it_says_of_itself(server_for_all, visit, width):
    name, content = taken(visit(server_for_all, SUICIDE, width=width).page, "Picture, SVG")
    assert name == "suicide_rate-trend-version-1.svg"
    words = " ".join(ElementTree.fromstring(content).itertext())
    for expected in ("Samaritans 116 123", "Data version 1", "Leeds City Council", "Leeds 11.6", "2021-23"):
        assert expected in words


def test_the_usual_picture_is_a_png_again_after_a_drawing(server_for_all, visit):
    page = visit(server_for_all, SUICIDE).page
    taken(page, "Picture, SVG")
    assert page.evaluate("document.querySelector('.js-plotly-plot')._context.toImageButtonOptions.format") == "png"


def test_the_figures_of_a_chart_are_those_of_its_table(server_for_all, visit):
    page = visit(server_for_all, SUICIDE).page
    name, content = taken(page, "Figures of this chart (CSV)")
    assert name == "suicide_rate-trend-version-1.csv"
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    page.get_by_text("These figures as a table").click()
    table = page.locator("table.figures").first
    expect(table).to_be_visible()
    cells = [line.locator("th, td").all_inner_texts() for line in table.locator("tbody tr").all()]
    assert [list(row.values())[:2] for row in rows] == [cell[:2] for cell in cells]
    assert rows[0]["value"] == "11.6"
    assert "Samaritans 116 123" in rows[0]["support"]


def test_an_export_stands_in_the_audit(server, visit):
    taken(visit(server, SUICIDE).page, "Figures of this chart (CSV)")
    exported = ("exported", "suicide_rate-trend-version-1.csv")
    assert exports(People(server.store)) == [exported]


def exports(people: People) -> list[tuple[str, str]]:
    """What stands in the audit besides publishes."""
    return [(entry.what, entry.subject) for entry in audit.entries(people) if entry.version is None]


def test_print_asks_the_browser_to(server_for_all, visit):
    page = visit(server_for_all, SUICIDE).page
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed")


def test_what_one_presses_is_large_enough(server_for_all, visit):
    page = visit(server_for_all, SUICIDE, width=390).page
    for control in page.locator(".st-key-take_away").locator("button, a").all():
        box = control.bounding_box()
        assert box["width"] >= 24, control.inner_text()
        assert box["height"] >= 24, control.inner_text()


def on_paper(page: Page) -> None:
    """The page as it is laid out between the margins of a sheet, after a screen that is wider."""
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size(A4_WITHIN_MARGINS)


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS.keys())
def test_nothing_is_wider_than_the_paper_and_nothing_on_it_asks_to_be_pressed(server_for_all, visit, path):
    page = visit(server_for_all, path).page
    on_paper(page)
    too_wide = page.evaluate("""
        [...document.querySelectorAll("main *, [data-testid=stMain] *")]
          .filter((e) => e.checkVisibility() && !e.closest(".spoken, svg, .modebar-container"))
          .filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
          .map((e) => `${e.tagName}.${e.className}: ${e.innerText?.slice(0, 60)}`)
    """)
    assert too_wide == []
    assert page.locator("button:visible, input:visible, [data-testid=stHeader]:visible").count() == 0


@pytest.mark.parametrize("width", [390, 900, 1280])
def test_a_chart_is_scaled_to_the_paper_and_stays_in_one_piece(server_for_all, visit, width):
    page = visit(server_for_all, SUICIDE, width=width).page
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.wait_for_timeout(700)  # a chart that follows its container's width does so by now
    chart = page.locator(".js-plotly-plot")
    drawn = page.locator(".js-plotly-plot .main-svg").first.bounding_box()
    assert drawn["width"] <= A4_WITHIN_MARGINS["width"]
    assert drawn["height"] <= A4_WITHIN_MARGINS["height"] / 2
    assert chart.evaluate("(e) => getComputedStyle(e).breakInside") == "avoid"


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/", 2),
        ("/priority?priority=P1", 2),
        ("/priority?priority=P6", 2),
        ("/priority?priority=all", 2),
        (SUICIDE, 1),
        ("/?plain=1", 2),
        ("/outcome?outcome=O3&plain=1", 2),
    ],
)
def test_a_page_takes_few_sheets_and_a_priority_fits_a_board_pack(server_for_all, visit, path, most):
    page = visit(server_for_all, path).page
    page.wait_for_timeout(500)  # a chart takes its width once the page has its own
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    assert 1 <= len(re.findall(rb"/Type\s*/Page[^s]", paper)) <= most


def test_cards_that_are_folded_on_screen_stand_on_paper(server_for_all, visit):
    page = visit(server_for_all, "/priority?priority=P1").page
    folded = page.locator("details.on-paper")
    expect(folded.locator("summary")).to_contain_text("more with a figure, and no direction yet")
    expect(folded.locator("article").first).to_be_hidden()
    paper = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    printed = " ".join(sheet.extract_text() for sheet in paper.pages).replace("\n", " ")
    for name in folded.locator("article a").all_text_contents():
        assert name in printed


def test_every_sheet_says_its_version_and_the_day_it_was_printed(server_for_all, visit):
    page = visit(server_for_all, SUICIDE).page
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    assert paper.startswith(b"%PDF")
    foot = page.evaluate("[...document.styleSheets].flatMap((s) => [...s.cssRules].map((r) => r.cssText)).join(' ')")
    assert re.search(r"@bottom-left \{ content: \"[^\"]*data version 1, published [^\"]* · printed \d+ \w+ \d{4}", foot)


def test_paper_says_how_many_other_figures_are_new_since_the_board_met_and_how_many_are_overdue(server, visit):
    meetings.add(People(server.store), date(2023, 3, 15), "Board", "Ann", LEEDS)
    page = visit(server, "/indicator?list=changes").page
    on_paper(page)
    new = page.locator("section", has=page.get_by_role("heading", name="Since the board met on 15 March 2023"))
    expect(new.get_by_text(re.compile(r"And \d+ other indicators\."))).to_be_visible()
    expect(new.get_by_text(re.compile(r"\d+ figures overdue\."))).to_be_visible()
