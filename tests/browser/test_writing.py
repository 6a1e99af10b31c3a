"""What people write, in a real browser: a story that survives a reload, an action and back, a decision taken in a talk."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from waiting import RESTING, settled

NAME = "tt_wait_18w"
ODD = "<b>x</b> *y* :smile:"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    settled(page)


def typed(page: Page, label: str, words: str) -> None:
    """Type into a field and leave it, as people do."""
    field = page.get_by_label(label, exact=True)
    field.fill(words)
    field.blur()
    settled(page)


def test_a_draft_survives_a_reload_and_a_chair_goes_to_an_action_and_back(server, visit):
    page = visit(server, f"/indicator?indicator={NAME}").page
    press(page, "Write the story")
    typed(page, "What is behind the figures", ODD)
    page.wait_for_timeout(500)  # the draft is on its way to the server
    page.reload()
    settled(page)
    press(page, "Carry on with your draft")
    expect(page.get_by_label("What is behind the figures", exact=True)).to_have_value(ODD)
    press(page, "Save the story")
    expect(page.locator(".story .written")).to_have_text(ODD)
    expect(page.get_by_role("button", name="Change the story")).to_be_visible()

    press(page, "Add an action")
    typed(page, "What will be done", "Two more therapists")
    typed(page, "Who owns it", "Provider lead")
    day = page.get_by_test_id("stDateInputField")
    day.click()
    page.keyboard.type("31012027")
    page.keyboard.press("Enter")
    settled(page)
    press(page, "Save the action")
    page.get_by_role("link", name="Two more therapists").click()
    expect(page.get_by_text("Not started · due 31 January 2027 · Provider lead")).to_be_visible()
    page.get_by_role("link", name="Talking therapy within 18 weeks").first.click()
    expect(page.get_by_role("heading", name="What we are doing")).to_be_visible()
    expect(page.get_by_role("link", name="Two more therapists")).to_be_visible()


def test_a_decision_taken_in_a_talk_is_found_on_its_meeting_and_at_the_next_one_with_its_figures_since(server, visit):
    page = visit(server, "/present?playlist=P1&slide=3", height=720).page
    page.locator(".talk-bar[data-listens]").wait_for()
    page.keyboard.press("d")
    decision = page.get_by_label("What was decided", exact=True)
    decision.fill("Ask for a plan, and decide by May")
    decision.blur()
    page.locator(RESTING).wait_for()
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("The decision is recorded")).to_be_visible()
    expect(page.locator(".slide-source > p")).to_contain_text("3 of")
    page = visit(server, "/holdings?tab=meetings").page
    page.locator("[class*=st-key-meeting_] a").first.click()
    expect(page.get_by_text("Ask for a plan, and decide by May")).to_be_visible()

    page.get_by_role("link", name="All meetings").click()
    page.get_by_test_id("stDateInputField").click()
    page.keyboard.type("20012027")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Enter the meeting").click()
    page.get_by_role("link", name="20 January 2027").click()
    expect(page.get_by_role("heading", name="Since the decisions of 21 November 2026")).to_be_visible()
    expect(page.locator(".item.plain", has_text="Ask for a plan, and decide by May")).to_contain_text(
        "When written: 7.54 out of 10 in 2021/22"
    )
