"""An analyst's main paths: a good file from drop to undo, a broken one from drop to its corrected self."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path

import pytest
from places import EXAMPLES
from playwright.sync_api import Page, expect
from serving import Server
from waiting import answer_questions, choose, says, settled

from data.people import People, audit
from data.storage.versions import Store

EXAMPLE = EXAMPLES / "talking_therapies_2026-03.csv"


def headline(page: Page):
    return page.get_by_role("heading", level=1)


def drop(page: Page, *paths: Path) -> None:
    page.locator("input[type=file]").set_input_files([str(path) for path in paths])


def publish(page: Page, version: int, note: str = "") -> None:
    """Answer what is asked, say why, and publish."""
    if note:
        page.get_by_label("Why, for the history").fill(note)
        page.keyboard.press("Enter")
        settled(page)
    expect(page.get_by_role("button", name=f"Publish version {version}")).to_be_visible()
    sure = page.get_by_role("checkbox", name=re.compile("I have looked at"))
    if sure.count():
        answer_questions(page)
    # While the page is drawn anew, the button that could not be pressed yet may still stand beside the one that can.
    page.get_by_role("button", name=f"Publish version {version}", disabled=False).click()
    expect(page.get_by_text(f"Published: version {version} is in force")).to_be_visible()


@pytest.fixture
def next_load(server: Server) -> int:
    """The number that the next load will have."""
    (newest,) = Store(server.store).read().execute("SELECT max(load_id) FROM load").fetchone()
    return int(newest) + 1


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """The example with three faults: a word for a number, a day that there is not, a code that is none."""
    with EXAMPLE.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    rows[217][-1], rows[300][1], rows[400][6] = "twelve", "2026-02-31", "15 FF"
    path = tmp_path / "talking_therapies_march.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def test_a_good_file_from_drop_to_publish_to_changed_figure_to_undo(server, visit, next_load):
    page = visit(server, "/upload").page
    drop(page, EXAMPLE)
    says(headline(page), "can be published. 9 indicators would move; 3 verdicts would change.")
    card = page.locator("article.card", has_text="Reliable improvement").first
    expect(card).to_contain_text("70% → 72%")
    expect(card).to_contain_text("Newest figures: no significant change lately → lately higher than usual")
    expect(card).to_contain_text("On Overview, Priority 1 and Outcome 3")
    expect(page.get_by_text("434 new")).to_be_visible()
    expect(page.get_by_role("button", name="Publish version 2")).to_be_disabled()
    assert (server.store / "CURRENT").read_text() == "1"

    publish(page, 2, "March came out")
    assert (server.store / "CURRENT").read_text() == "2"

    other = visit(server, "/indicator?indicator=tt_recovery").page
    says(headline(other), "51% in March 2026")

    page.get_by_role("button", name=f"Undo load {next_load}").click()
    expect(page.get_by_role("heading", name=f"Undo load {next_load}: 9 indicators would go back")).to_be_visible()
    page.get_by_role("button", name=f"Yes, undo load {next_load}").click()
    expect(page.get_by_text("withdrawn in version 3")).to_be_visible()
    offer = other.get_by_role("button", name="Show new figures")
    expect(offer).to_be_visible()
    offer.click()
    says(headline(other), "55% in February 2026")

    audit = visit(server, "/holdings?tab=audit").page.get_by_role("region", name="Who did what, newest first")
    says(audit, "March came out")
    says(audit, "withdrew")


def test_a_broken_file_from_drop_to_downloaded_problems_to_corrected_file(server, visit, broken):
    page = visit(server, "/upload").page
    drop(page, broken)
    says(headline(page), "3 of its 434 rows need mending before it can be published.")
    rows = page.get_by_role("region", name="What must be corrected").locator("tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.first).to_contain_text("218")
    expect(rows.first).to_contain_text("twelve")
    expect(page.get_by_role("button", name=re.compile("Publish version"))).to_have_count(0)

    with page.expect_download() as download:
        page.get_by_role("button", name="Download 3 problems, each beside its row").click()
    assert download.value.suggested_filename == "talking_therapies_march-problems.csv"
    problem_rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8"))))
    assert [entry["row"] for entry in sorted(problem_rows, key=lambda entry: int(entry["row"]))] == [
        "218",
        "301",
        "401",
    ]
    twelve = next(entry for entry in problem_rows if entry["row"] == "218")
    assert (twelve["measure_statistic"], twelve["measure_id"]) != ("", "")
    assert (server.store / "CURRENT").read_text() == "1"
    exported = [(entry.what, entry.subject) for entry in audit.entries(People(server.store)) if entry.version is None]
    assert exported == [("exported", "talking_therapies_march-problems.csv")]

    page.locator('[data-testid="stFileUploader"]').get_by_role("button", name=re.compile("Remove|Delete|Clear")).click()
    says(headline(page), "Load a file")
    drop(page, EXAMPLE)
    says(headline(page), "can be published")
    publish(page, 2)


def test_a_reload_publishes_nothing_that_was_not_and_loses_nothing_that_was(server, visit, next_load):
    page = visit(server, "/upload").page
    drop(page, EXAMPLE)
    expect(page.get_by_role("button", name="Publish version 2")).to_be_visible()
    page.reload()
    settled(page)
    says(headline(page), "Load a file")
    assert (server.store / "CURRENT").read_text() == "1"
    drop(page, EXAMPLE)
    expect(page.get_by_role("button", name="Publish version 2")).to_be_visible()
    publish(page, 2)
    page.reload()
    settled(page)
    expect(page.get_by_text(f"Load {next_load}, version 2")).to_be_visible()
    drop(page, EXAMPLE)
    says(headline(page), f"is loaded already, as load {next_load}. There is nothing to do.")


def test_two_analysts_at_once_each_see_the_other_s_publish_before_their_own(server, visit, tmp_path):
    figures = tmp_path / "crisis.csv"
    figures.write_text(
        "indicator_id,area_code,period_start,period_end,period_type,sex,age,dimension,category,value,numerator,denominator,"
        "source_id,published_on,unit,citation\n"
        "know_where_help_crisis,E08000035,2025-01-01,2025-03-31,survey,,,,,61,,700,healthwatch_leeds,2025-06,%,A report\n",
        encoding="utf-8",
    )
    one, two = visit(server, "/upload").page, visit(server, "/upload").page
    drop(one, EXAMPLE)
    drop(two, figures)
    expect(one.get_by_role("button", name="Publish version 2")).to_be_visible()
    expect(two.get_by_role("button", name="Publish version 2")).to_be_visible()
    publish(one, 2)
    two.get_by_label("Why, for the history").fill("The crisis survey")
    two.keyboard.press("Enter")
    expect(two.get_by_role("button", name="Publish version 3")).to_be_visible()
    assert (server.store / "CURRENT").read_text() == "2"
    publish(two, 3)
    shown = visit(server, "/indicator?indicator=know_where_help_crisis").page
    says(headline(shown), "61%")


def test_a_figure_in_the_common_format_feeds_an_indicator_that_has_no_file(server, visit, tmp_path):
    page = visit(server, "/upload").page
    page.get_by_text("No file for it? The common format can feed any indicator").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Template with an example (CSV)").click()
    head, row = Path(download.value.path()).read_text(encoding="utf-8").splitlines()
    filled = tmp_path / "filled.csv"
    filled.write_text(
        f"{head}\n{row.replace('know_where_help_crisis', 'i_statements_met').replace('Title, publisher, page', 'A return')}\n",
        encoding="utf-8",
    )
    drop(page, filled)
    says(headline(page), "1 indicator would move")
    expect(page.locator("article.card").first).to_contain_text("none → 53%")
    publish(page, 2)
    says(headline(visit(server, "/indicator?indicator=i_statements_met").page), "53% in 2024/25")


def test_a_target_is_entered_with_its_owner_and_shows_on_the_indicator_at_once(server, visit):
    page = visit(server, "/holdings?tab=targets").page
    page.get_by_text("Enter a target", exact=True).click()
    choose(page, "Indicator", "Talking therapy within 6 weeks")
    page.get_by_label("Level, in the indicator's unit").fill("85")
    page.get_by_role("button", name="Publish the target").click()
    expect(page.get_by_text("Say the owner: a target without it could not be answered for.")).to_be_visible()
    page.get_by_label("Owner: who set it and answers for it").fill("<b>Partnership board</b>")
    page.get_by_label("Source: where it was decided or published").fill("Minutes of the board")
    page.get_by_role("button", name="Publish the target").click()
    expect(page.get_by_text("Entered here by").first).to_be_visible()
    says(page.get_by_role("region", name="Targets"), "<b>Partnership board</b>")
    shown = visit(server, "/indicator?indicator=tt_wait_6w").page
    says(shown.locator(".fact", has_text="Target"), "85%")
    before = visit(server, "/indicator?indicator=tt_wait_6w&version=1").page
    says(before.locator(".fact", has_text="Target"), "75%")


def test_a_server_that_answers_every_address_only_reads_and_says_why(serve, bundled, visit, tmp_path):
    store = Path(shutil.copytree(bundled, tmp_path / "open to all"))
    server = serve(store, "--server.address", "0.0.0.0")
    page = visit(server, "/upload").page
    says(page.get_by_role("note"), "This server answers every address")
    expect(page.locator("input[type=file]")).to_have_count(0)
    expect(visit(server, "/").page.get_by_role("button", name="Add this view to a playlist")).to_have_count(0)
