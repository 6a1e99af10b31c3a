"""A talk in a browser: slides turn by keyboard, answer where figures come from, and can be pointed at and looked at closely."""

from __future__ import annotations

import re

import pytest
from places import EXAMPLES
from playwright.sync_api import expect
from talking import finding, on_slide, says_slide, talk
from waiting import says, settled

EXAMPLE = EXAMPLES / "talking_therapies_2026-03.csv"

# The script of a talk's bar, and no other, comes a second late.
LATE_BAR = """
const Usual = Blob;
window.Blob = class extends Usual {
  constructor(parts, about) {
    const late = String(parts?.[0]).includes("talk-words");
    super(late ? ["await new Promise((on) => setTimeout(on, 1000));", ...parts] : parts, about);
  }
};
"""


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080)])
def test_a_talk_by_keyboard_with_a_publish_in_the_middle_and_a_way_into_a_page_and_back(server, visit, width, height):
    page = talk(visit, server, "/present?playlist=P1", width, height)
    expect(page.get_by_role("link", name="Overview", exact=True)).to_have_count(0)
    on_slide(page, 1)
    for key, number in (("ArrowRight", 2), ("PageDown", 3), (" ", 4), ("PageUp", 3), ("ArrowLeft", 2)):
        page.keyboard.press(key)
        on_slide(page, number)
    page.keyboard.press("End")
    expect(page.locator(".slide-source > p")).to_have_text([re.compile(r"^(\d+) of \1$")])
    page.keyboard.press("Home")
    on_slide(page, 1)

    for _ in range(14):
        page.keyboard.press("PageDown")  # a clicker held down: no press is lost, none counts twice
    on_slide(page, 15)
    page.keyboard.press("ArrowLeft")
    on_slide(page, 14)
    says(finding(page), "55% in February 2026")
    chart = page.locator(".js-plotly-plot .main-svg").first
    expect(chart).to_be_visible()
    assert page.evaluate("document.querySelector('.slide-source').getBoundingClientRect().bottom <= innerHeight")

    server.command("load", str(EXAMPLE))
    says(finding(page), "51% in March 2026")
    expect(page.get_by_text("New figures, version 2: this slide now shows them")).to_be_visible()
    on_slide(page, 14)

    page.keyboard.press("o")
    back = page.get_by_role("link", name="Back to slide 14")
    expect(back).to_be_visible()
    expect(page).to_have_url(re.compile(r"/indicator\?indicator=tt_recovery"))
    says(finding(page), "51% in March 2026")
    page.keyboard.press("Escape")
    on_slide(page, 14)
    page.wait_for_timeout(500)
    page.go_back()
    back.click()
    on_slide(page, 14)


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (1280, 720), (1920, 1080)])
def test_all_that_a_slide_says_is_seen_at_once(server_for_all, visit, width, height):
    """Keys turn slides: what lies below the screen could not be reached by them."""
    page = visit(server_for_all, "/about", width=width, height=height).page
    for number in (1, 2, 3, 4, 26, 29):
        page.goto(f"{server_for_all.address}/present?playlist=strategy&slide={number}")
        on_slide(page, number)
        settled(page)
        main = page.get_by_test_id("stMain")
        expect(page.locator(".talk-words")).to_have_text(re.compile(rf"^{number} of \d+$"))
        page.wait_for_timeout(500)
        assert main.evaluate("main => main.scrollHeight <= main.clientHeight"), number


def test_those_who_cannot_see_it_are_told_what_a_key_brought(server_for_all, visit):
    page = talk(visit, server_for_all, "/present?playlist=P1")
    heard = page.get_by_role("toolbar", name="Presentation").locator("[aria-live=polite]")
    page.keyboard.press("ArrowRight")
    expect(heard).to_have_text(re.compile(r"^2 of \d+ Priority 1: Promotion and prevention, continued$"))
    page.keyboard.press("g")
    expect(heard).to_have_text(re.compile(r"^2 of \d+ All slides$"))


@pytest.mark.parametrize(("width", "height"), [(390, 844), (844, 390), (640, 360)])
def test_on_a_phone_or_zoomed_in_letters_keep_their_size(server_for_all, visit, width, height):
    page = visit(server_for_all, "/present?playlist=P1", width=width, height=height).page
    on_slide(page, 1)
    page.wait_for_timeout(1000)
    for selector in (".slide-lines li", ".slide-reading p", ".slide-source", ".slide .under"):
        assert page.locator(selector).first.evaluate("said => parseFloat(getComputedStyle(said).fontSize)") >= 14, (
            selector
        )


def test_a_slide_of_several_indicators_answers_where_each_figure_comes_from_by_keyboard(server_for_all, visit):
    page = visit(server_for_all, "/present?playlist=P8").page
    on_slide(page, 1)
    page.wait_for_timeout(1_000)  # the slide is drawn anew once the browser has said its size
    page.get_by_text(re.compile(r"All \d+ sources")).focus()
    page.keyboard.press("Enter")
    source = page.get_by_role("listitem").filter(has_text="Release: date not stated; load 6.")
    expect(source).to_be_in_viewport()
    says(source, "Excess early death, serious mental illness: Public health profiles")
    page.keyboard.press("ArrowRight")
    on_slide(page, 2)


def test_on_a_phone_every_playlist_has_its_file_below_its_name(server_for_all, visit):
    page = visit(server_for_all, "/present", width=390, height=844).page
    page.locator("summary", has_text="Outcomes:").click()
    page.locator(".st-key-line_O5").wait_for()
    for line in page.locator("[class*=st-key-line_]").filter(visible=True).all():
        name, files = line.get_by_role("link").first.bounding_box(), line.get_by_role("button").all()
        boxes = [one.bounding_box() for one in files]
        assert all(box["y"] > name["y"] + name["height"] for box in boxes)
        assert boxes[0]["x"] == pytest.approx(name["x"], abs=2)
        assert all(box["x"] + box["width"] <= 390 and box["height"] >= 24 for box in boxes)


def test_keys_pressed_before_the_bar_of_a_talk_is_ready_count_once_each(server_for_all, visit):
    page = visit(server_for_all, "/about").page
    page.add_init_script(LATE_BAR)
    page.goto(f"{server_for_all.address}/present?playlist=P6")
    says_slide(page, 1)
    page.locator("html[data-listens]").wait_for(state="attached")
    bar = page.locator(".talk-words")
    assert not bar.count() or not bar.text_content(), "the bar is ready already: this test shows nothing"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("PageDown")
    on_slide(page, 3)
    page.keyboard.press("ArrowLeft")
    on_slide(page, 2)
    page.get_by_role("link", name="End the talk").click()
    priorities = page.locator("summary", has_text="Priorities:")
    priorities.wait_for()
    settled(page)
    priorities.click()
    page.locator(".st-key-line_P6").get_by_role("link").first.click()
    on_slide(page, 1)


def test_a_press_that_is_lost_on_its_way_to_the_server_turns_the_slide_all_the_same(server_for_all, visit):
    lost = []

    def lose_the_first_press(socket):
        upstream = socket.connect_to_server()

        def passed_on(message):
            if not lost and b'"event":"go"' in bytes(message):
                lost.append(message)
            else:
                upstream.send(message)

        socket.on_message(passed_on)

    page = visit(server_for_all, "/about").page
    page.route_web_socket(re.compile("/_stcore/stream"), lose_the_first_press)
    page.goto(f"{server_for_all.address}/present?playlist=P6")
    on_slide(page, 1)
    page.keyboard.press("ArrowRight")
    on_slide(page, 2)
    assert len(lost) == 1, "no press was lost: this test shows nothing"
    page.keyboard.press("ArrowRight")
    on_slide(page, 3)


def test_a_key_pressed_the_moment_a_slide_is_seen_turns_it(server_for_all, visit):
    page = visit(server_for_all, "/about").page
    for _ in range(4):
        page.goto(f"{server_for_all.address}/present?playlist=P6")
        expect(page.locator(".slide-source")).to_be_visible()
        page.keyboard.press("ArrowRight")
        on_slide(page, 2)


def test_the_reading_comes_on_the_next_key_where_that_is_wished_for(server_for_all, visit):
    page = talk(visit, server_for_all, "/present?playlist=P1&slide=14")
    reading = page.locator(".slide-reading")
    expect(reading).to_have_count(0)
    page.keyboard.press("r")
    says(reading, "48% in 2017/18 to 2019/20 together")
    page.keyboard.press("ArrowRight")
    on_slide(page, 15)
    expect(reading).to_have_count(0)
    page.keyboard.press("ArrowRight")
    on_slide(page, 15)
    expect(reading).to_be_visible()
    page.keyboard.press("r")
    expect(reading).to_have_count(0)


def test_what_is_pressed_right_after_the_reading_waits_for_it_and_the_reading_for_what_was_pressed_before(
    server_for_all, visit
):
    page = talk(visit, server_for_all, "/present?playlist=P1&slide=14")
    reading = page.locator(".slide-reading")
    for key in ("r", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    on_slide(page, 15)
    expect(reading).to_be_visible()
    for key in ("ArrowLeft", "ArrowLeft", "r"):
        page.keyboard.press(key)
    on_slide(page, 14)
    expect(reading).to_have_count(0)
    for key in ("r", "r", "ArrowRight"):
        page.keyboard.press(key)
    on_slide(page, 15)
    expect(reading).to_have_count(0)


def test_all_slides_stand_on_a_grid_and_the_screen_goes_black_and_back(server_for_all, visit):
    page = talk(visit, server_for_all, "/present?playlist=P6&slide=2")
    page.keyboard.press("g")
    tiles = page.get_by_role("navigation", name="All slides").get_by_role("link")
    expect(tiles).to_have_count(8)
    expect(page).to_have_title(re.compile("^Priority 6: Timely crisis support · "))
    page.keyboard.press("Escape")
    on_slide(page, 2)
    page.keyboard.press("g")
    tiles.nth(4).click()
    on_slide(page, 5)
    page.keyboard.press("b")
    expect(page.locator(".talk-black")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".talk-black")).to_have_count(0)
    on_slide(page, 5)
    for _ in range(4):
        page.keyboard.down("b")  # held down: once black it stays black
    page.keyboard.up("b")
    expect(page.locator(".talk-black")).to_be_visible()


def test_a_presenter_points_and_looks_closer_by_keyboard_and_the_next_slide_is_whole_again(server_for_all, visit):
    page = talk(visit, server_for_all, "/present?playlist=P1&slide=3")
    on_slide(page, 3)
    chart, ring = page.locator(".stPlotlyChart"), page.locator(".talk-ring")
    whole = chart.bounding_box()
    page.keyboard.press("p")
    before = ring.bounding_box()
    page.keyboard.press("Shift+ArrowRight")
    assert ring.bounding_box()["x"] > before["x"]
    page.keyboard.press("z")
    assert chart.bounding_box()["width"] == pytest.approx(2 * whole["width"], abs=2)
    on_slide(page, 3)  # Shift with an arrow turns no slide, and what is under the ring stays where it is
    expect(page.locator(".slide-finding")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Escape")
    expect(ring).to_have_count(0)
    assert chart.bounding_box()["width"] == pytest.approx(whole["width"], abs=2)

    page.get_by_role("button", name="Closer (Z)").click()
    page.keyboard.press("ArrowRight")
    on_slide(page, 4)
    expect(ring).to_have_count(0)
    seen = chart.filter(visible=True)
    expect(seen).to_have_count(1)  # the chart of the slide before goes, or is hidden, when the new one is there
    assert seen.bounding_box()["width"] == pytest.approx(whole["width"], abs=2)


def test_a_slide_fills_the_screen_and_leaves_it(server_for_all, visit):
    page = talk(visit, server_for_all, "/present?playlist=P6&slide=2")
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement !== null")
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement === null")


def test_a_slide_about_suicide_begins_with_support_and_the_one_before_says_what_comes(server_for_all, visit):
    page = talk(visit, server_for_all, "/present?playlist=P1&slide=3")
    says(page.locator(".slide-source"), "The next slide is about suicide.")
    page.keyboard.press("ArrowRight")
    says(page.get_by_role("note"), "This slide is about suicide. If you or someone you know")
    says(page.get_by_role("note"), "Samaritans 116 123")
