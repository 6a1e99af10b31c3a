"""The main paths of a board member and an analyst, in a real browser on a fresh store."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import serving
from places import INDICATORS, WITH_FIGURES
from playwright.sync_api import Page, expect
from serving import Server
from waiting import says, settled

EXAMPLES = Path(__file__).parents[2] / "data" / "examples"


def headline(page: Page):
    return page.get_by_role("heading", level=1)


def test_a_board_member_goes_from_overview_to_priority_to_indicator_and_back_by_keyboard(server_for_all, visit):
    page = visit(server_for_all).page
    says(headline(page), f"{INDICATORS - len(WITH_FIGURES)} have no Leeds figure")

    page.locator(".matrix").get_by_role("link", name="Promotion and prevention", exact=False).first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/priority\?priority=P1"))
    says(headline(page), "Priority 1")
    settled(page)

    page.locator("article.card").get_by_role("link", name="Suicide rate").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/indicator\?indicator=suicide_rate"))
    says(headline(page), "11.6 per 100,000 people in 2021-23")
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()

    settled(page)

    page.get_by_role("navigation", name="Where this is in the strategy").get_by_role("link", name="Priority 1").focus()
    page.keyboard.press("Enter")
    says(headline(page), "Priority 1")
    settled(page)
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Overview").focus()
    page.keyboard.press("Enter")
    says(headline(page), f"{INDICATORS - len(WITH_FIGURES)} have no Leeds figure")


def test_the_tabs_of_the_data_page_are_reached_by_keyboard_and_stepped_back_from(server_for_all, visit):
    page = visit(server_for_all, "/holdings").page
    tabs = page.get_by_role("navigation", name="Data")
    says(tabs.locator("[aria-current]"), "What we hold")
    tabs.get_by_role("link", name="Waiting").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/holdings\?tab=waiting"))
    says(headline(page), "wait for somebody")
    settled(page)
    page.go_back()
    says(tabs.locator("[aria-current]"), "What we hold")
    says(headline(page), f"{len(WITH_FIGURES)} indicators have a Leeds figure")


def test_the_browser_s_own_back_button_returns_to_the_screen_before(server_for_all, visit):
    page = visit(server_for_all, "/priority?priority=P6").page
    page.locator("article.card").get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"/indicator"))
    settled(page)
    page.go_back()
    says(headline(page), "Priority 6")


def test_what_the_marks_say_is_chosen_by_keyboard_where_one_is(server_for_all, visit):
    page = visit(server_for_all).page
    choice = page.get_by_role("navigation", name="What the marks say")
    choice.scroll_into_view_if_needed()
    before = page.get_by_test_id("stMain").evaluate("main => main.scrollTop")
    choice.get_by_role("link", name="Target").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("marks=Target"))
    expect(page.locator(".matrix")).to_contain_text("no target or figure")
    expect(choice.get_by_role("link", name="Target")).to_be_focused()
    expect(choice.locator("[aria-current]")).to_have_text("Target")
    assert abs(page.get_by_test_id("stMain").evaluate("main => main.scrollTop") - before) < 60
    page.go_back()
    expect(choice.locator("[aria-current]")).to_have_text("Direction")


def test_a_cell_of_the_strategy_opens_its_own_list(server_for_all, visit):
    page = visit(server_for_all).page
    page.get_by_role("link", name=re.compile(r"^Ethnic inequality in crisis, Timely help: 1 worse")).click()
    says(headline(page), "Priority 2")
    expect(
        page.locator("article.card").get_by_role("link", name="Ethnicity recorded in talking therapies")
    ).to_be_visible()


def test_on_a_phone_a_priority_opens_by_outcome(server_for_all, visit):
    page = visit(server_for_all, width=390, height=844).page
    row = page.get_by_role("list", name="Priorities").get_by_role("listitem").filter(has_text="Ethnic inequality").first
    assert row.locator("summary").bounding_box()["height"] >= 44
    expect(row.get_by_role("link", name="Timely help")).not_to_be_visible()
    row.locator("summary").click()
    for link in row.get_by_role("link").all():
        assert link.bounding_box()["height"] >= 44
    row.get_by_role("link", name=re.compile("^Timely help.*1 worse")).click()
    expect(page).to_have_url(re.compile(r"priority=P2.*outcome=O3"))
    says(headline(page), "Priority 2")


def test_a_deep_link_is_the_first_thing_opened_on_a_fresh_server(serve, visit, tmp_path):
    """There is no store yet: the server makes it, and the link opens its page inside the frame."""
    server = serve(tmp_path / "not made yet")
    page = visit(server, "/indicator?indicator=tt_wait_6w&view=Control+chart").page
    says(headline(page), "Talking therapy within 6 weeks")
    expect(page.get_by_role("navigation", name="Pages").get_by_role("link", name="Overview")).to_be_visible()
    expect(page.get_by_role("figure", name=re.compile("usual ups and downs"))).to_be_visible()
    assert (server.store / "CURRENT").read_text() == "1"


def test_an_example_loaded_by_command_is_offered_then_shown_and_can_be_undone(server, visit):
    page = visit(server, "/indicator?indicator=tt_recovery").page
    says(headline(page), "55% in February 2026")

    loaded = server.command("load", str(EXAMPLES / "talking_therapies_2026-03.csv"))
    assert loaded.returncode == 0, loaded.stderr
    offer = page.get_by_role("button", name="Show new figures")
    expect(offer).to_be_visible()
    says(headline(page), "55% in February 2026")
    offer.click()
    says(headline(page), "51% in March 2026")
    expect(offer).not_to_be_visible()

    number = re.search(r"load (\d+)", loaded.stderr)[1]
    undone = server.command("undo", number)
    assert undone.returncode == 0, undone.stderr
    expect(offer).to_be_visible()
    offer.click()
    says(headline(page), "55% in February 2026")


@pytest.fixture(scope="module")
def server_after_a_load(bundled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for tests that look at a second version and change nothing."""
    server = serving.start(Path(shutil.copytree(bundled, tmp_path_factory.mktemp("loaded") / "store")), imported=True)
    loaded = server.command("load", str(EXAMPLES / "talking_therapies_2026-03.csv"))
    assert loaded.returncode == 0, loaded.stderr
    yield server
    serving.stop(server)


def test_what_changed_is_a_line_on_the_overview_that_leads_to_the_list(server_after_a_load, visit):
    page = visit(server_after_a_load).page
    expect(page.get_by_text(re.compile("Since the version before"))).to_be_visible()
    page.get_by_role("link", name=re.compile(r"^\d+ new figures")).click()
    expect(page.get_by_text("51% in March 2026; 55% in February 2026", exact=False).first).to_be_visible()


def test_a_pinned_link_still_shows_what_was_shown_then(server_after_a_load, visit):
    page = visit(server_after_a_load, "/indicator?indicator=tt_recovery&version=1").page
    says(headline(page), "55% in February 2026")
    expect(page.get_by_text("The newest is version 2", exact=False)).to_be_visible()


def test_the_choice_of_view_is_in_the_link_and_opens_the_same_screen(server_for_all, visit):
    page = visit(server_for_all, "/indicator?indicator=tt_recovery").page
    page.get_by_role("radio", name="By deprivation").or_(
        page.get_by_role("button", name="By deprivation")
    ).first.click()
    expect(page).to_have_url(re.compile(r"view=By"))
    says(headline(page), "least deprived tenth 57%")
    expect(page.get_by_role("figure", name=re.compile("by deprivation tenth"))).to_be_visible()
    again = visit(server_for_all, page.url.removeprefix(server_for_all.address)).page
    expect(again.get_by_role("figure", name=re.compile("by deprivation tenth"))).to_be_visible()


def test_a_choice_of_colours_is_kept_on_every_page(server, visit):
    page = visit(server, "/about").page
    page.get_by_role("button", name="Colours: dark").click()
    page.locator("html[data-dark]").wait_for(state="attached")
    page.goto(f"{server.address}/priority")
    settled(page)
    page.locator("html[data-dark]").wait_for(state="attached")
    page.get_by_role("button", name="Colours: as the device").click()
    page.locator("html:not([data-dark])").wait_for(state="attached")


def test_a_page_that_does_not_come_to_its_end_is_seen_after_a_moment_with_and_without_motion(server_for_all, visit):
    page = visit(server_for_all, "/about").page
    page.evaluate("document.querySelector('.foot').className = ''")
    for motion in ("no-preference", "reduce"):
        page.emulate_media(reduced_motion=motion)
        assert page.evaluate(NOT_WHOLE) == "hidden"
        expect(page.locator("h1")).to_be_visible(timeout=6_000)
        page.evaluate("document.documentElement.dataset.whole = ''")


NOT_WHOLE = """
() => {
  delete document.documentElement.dataset.whole;
  return getComputedStyle(document.querySelector("h1")).visibility;
}
"""


def test_a_finding_its_chart_and_how_sure_we_are_of_it_are_two_clicks_away(server_for_all, visit):
    page = visit(server_for_all).page
    page.get_by_role("table", name="Needs the board's attention").get_by_role("link").first.click()
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_in_viewport()
    page.locator("summary", has_text="How sure are we?").click()
    expect(page.locator(".openers details[open]").get_by_text("Rounded by the publisher")).to_be_visible()


def test_who_is_left_behind_is_one_click_from_the_overview(server_for_all, visit):
    page = visit(server_for_all).page
    page.get_by_role("link", name="Every group, beside everybody").click()
    says(headline(page), "People in more deprived areas fare worse on")
    expect(page.get_by_role("rowheader", name="Most deprived tenth").first).to_be_in_viewport()


def tall(page: Page) -> int:
    """How high all of the page is, in pixels."""
    return page.evaluate("""document.querySelector('[data-testid="stMain"]').scrollHeight""")


@pytest.mark.parametrize(("width", "height", "screens"), [(1280, 800, 2), (390, 844, 4)])
def test_the_overview_fits_two_screens_and_on_a_phone_four(server_for_all, visit, width, height, screens):
    page = visit(server_for_all, "/", width, height).page
    assert tall(page) <= screens * height
    lead = page.get_by_role("heading", name="Needs the board's attention")
    assert lead.bounding_box()["y"] < height


@pytest.mark.parametrize("name", ["tt_wait_18w", "suicide_rate", "smi_health_check", "cyp_4ww"])
def test_an_indicator_s_chart_is_on_the_first_screen_and_on_a_phone_ends_by_the_second(server_for_all, visit, name):
    page = visit(server_for_all, f"/indicator?indicator={name}").page
    chart = page.locator(".js-plotly-plot").first
    expect(chart).to_be_visible()
    assert chart.bounding_box()["y"] < 440
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(600)
    box = chart.bounding_box()
    assert box["y"] + box["height"] <= 2 * 844


def test_on_a_phone_the_menu_opens_and_closes_by_escape_by_a_press_beside_it_and_by_a_choice(server_for_all, visit):
    page = visit(server_for_all, width=390, height=844).page
    button = page.get_by_role("button", name="Menu")
    outcomes = page.get_by_role("navigation", name="Pages").get_by_role("link", name="Outcomes")
    box = button.bounding_box()
    assert box["height"] >= 44 and box["width"] >= 44
    expect(outcomes).not_to_be_visible()

    button.click()
    expect(outcomes).to_be_visible()
    assert outcomes.bounding_box()["height"] >= 44
    page.keyboard.press("Escape")
    expect(outcomes).not_to_be_visible()
    expect(button).to_be_focused()

    button.click()
    page.mouse.click(200, 800)
    expect(outcomes).not_to_be_visible()

    button.click()
    outcomes.click()
    says(headline(page), "Outcome 1")
    expect(outcomes).not_to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "false")


def test_back_returns_to_the_place_one_left_and_the_tab_names_each_page(server_for_all, visit):
    page = visit(server_for_all, "/priority?priority=P2").page
    expect(page).to_have_title(re.compile("^Priority 2, Ethnic inequality in crisis · Leeds"))
    place = "document.querySelector('[data-testid=stMain]').scrollTop"
    link = page.locator("article.card").get_by_role("link").first
    link.scroll_into_view_if_needed()
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 300)")
    scroll_position = page.evaluate(place)
    assert scroll_position > 100
    link.dispatch_event("click")
    expect(page).not_to_have_title(re.compile("Priority 2"))
    expect(page).to_have_title(re.compile("· Leeds"))
    settled(page)
    assert page.evaluate(place) == 0
    page.go_back()
    says(headline(page), "Priority 2")
    page.wait_for_function(f"Math.abs({place} - {scroll_position}) < 3")
