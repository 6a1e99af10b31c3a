"""A step change from proposal to withdrawal, as the analyst who decides it sees it."""

from __future__ import annotations

from waiting import choose, settled

WAITS = "/indicator?indicator=tt_wait_18w&view=Control+chart"


def notes(page) -> list[str]:
    """What is written into the chart."""
    return page.locator(".js-plotly-plot .annotation-text").all_text_contents()


def limits(page, stretches: int) -> list[float]:
    """The mean of each stretch that the chart draws, newest last, once it draws so many."""
    for _ in range(75):
        if len(means := _drawn(page)) == stretches:
            return means
        page.wait_for_timeout(200)
    return means


def _drawn(page) -> list[float]:
    traces = page.locator(".js-plotly-plot").first.evaluate("plot => plot.data.map(t => [t.name, Array.from(t.y)])")
    return [levels[0] for name, levels in traces if name == "mean"]


def words_of(page) -> str:
    return " ".join(page.locator("[data-testid=stMain]").inner_text().split())


def wait_for(page, words: str) -> None:
    page.get_by_text(words).filter(visible=True).first.wait_for()
    settled(page)


def test_a_step_is_proposed_approved_seen_as_it_was_and_withdrawn(server, visit) -> None:
    page = visit(server, WAITS).page
    assert "Proposed. From January 2025 on" in words_of(page)
    before = limits(page, 1)
    assert len(before) == 1

    page.get_by_label("What happened then, and how do you know?").fill("One waiting list for two services.")
    page.get_by_text("The cause is known").click()
    page.get_by_role("button", name="Approve: redraw the limits").click()
    wait_for(page, "Limits are redrawn from January 2025")
    assert len(limits(page, 2)) == 2
    assert "No significant change lately" in words_of(page)
    assert any("limits" in note and "redrawn" in note for note in notes(page))

    page.get_by_role("link", name="Show the limits as they were before").click()
    wait_for(page, "These are the limits before any step change was approved.")
    assert limits(page, 1) == before
    page.get_by_role("link", name="Show the limits in force").click()
    wait_for(page, "Limits are redrawn from January 2025")

    page.get_by_text("Withdraw the step change from January 2025").click()
    page.get_by_label("Why is it withdrawn?").fill("It was how waits were recorded.")
    page.get_by_role("button", name="Withdraw it").click()
    wait_for(page, "Proposed.")
    assert limits(page, 1) == before
    page.get_by_text("Decisions on step changes").click()
    wait_for(page, "withdrawn by")


def test_two_months_that_are_picked_stay_in_the_link(server_for_all, visit) -> None:
    page = visit(server_for_all, "/indicator?indicator=tt_recovery&view=Control+chart").page
    page.locator("summary", has_text="Compare two").click()
    choose(page, "Compare", "March 2022")
    wait_for(page, "in March 2022")
    assert "period_one=March+2022" in page.url or "period_one=March%202022" in page.url
    again = visit(server_for_all, page.url.removeprefix(server_for_all.address)).page
    assert "in March 2022" in words_of(again)
