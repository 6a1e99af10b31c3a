"""The Data page's own work: meetings, targets, the audit; and what anybody may do where nobody can sign in."""

from __future__ import annotations

from datetime import date

import pytest
from places import LEEDS, ROOT

from data.loading import publish
from data.people import People, audit, meetings
from data.people.downloads import Takings
from data.storage.versions import StoreError
from indicators.core.measures.refresh import recompute

EXAMPLE = ROOT / "data" / "examples" / "talking_therapies_2026-03.csv"
WRITTEN_TO = ("loads", "meetings", "targets")


def field(boxes, label: str):
    return next(box for box in boxes if box.label == label)


@pytest.mark.slow
def test_a_meeting_is_entered_taken_off_and_brought_back(writable_page):
    page = writable_page("holdings", tab="meetings")
    assert "No meeting is entered yet." in page.words
    page.app.date_input[0].set_value(date(2026, 9, 10))
    page.press("Enter the meeting")
    assert "10 September 2026 Leeds Mental Health Partnership Board" in page.words
    page.press("Take off")
    assert "No meeting is entered yet." in page.words
    page.press("Bring back 10 September 2026")
    assert "10 September 2026 Leeds Mental Health Partnership Board" in page.words
    page.app.date_input[0].set_value(date(2026, 9, 10))
    page.press("Enter the meeting")
    assert "A meeting on 10 September 2026 is written down already." in page.words


@pytest.mark.slow
def test_a_meeting_without_a_day_is_not_written_down_as_one_of_today(writable_page):
    page = writable_page("holdings", tab="meetings").press("Enter the meeting")
    assert "Give the day of the meeting, its year in four digits: nothing was written." in page.words
    assert "No meeting is entered yet." in page.words


@pytest.mark.slow
def test_a_meeting_that_cannot_be_taken_off_or_brought_back_stays_as_it_is_and_can_be_tried_again(
    writable_page, monkeypatch
):
    def full(*_: object) -> None:
        raise StoreError("The disk is full.")

    page = writable_page("holdings", tab="meetings")
    page.app.date_input[0].set_value(date(2026, 11, 21))
    page.press("Enter the meeting")
    with monkeypatch.context() as patched:
        patched.setattr(meetings, "remove", full)
        assert "The disk is full." in page.press("Take off").words
    page.press("Take off")
    with monkeypatch.context() as patched:
        patched.setattr(meetings, "restore", full)
        assert "The disk is full." in page.press("Bring back 21 November 2026").words
    assert "21 November 2026 Leeds Mental Health Partnership Board" in page.press("Bring back 21 November 2026").words


@pytest.mark.slow
def test_what_changed_is_compared_with_the_version_of_the_day_the_board_met(writable_page, own_store):
    publish.load(own_store, EXAMPLE, recompute, note="March")
    with own_store.next_version() as draft:
        draft.connection.execute("UPDATE version SET published_at = TIMESTAMP '2026-06-01 09:00' WHERE version = 1")
        publish.record(draft.connection, draft.number, "load", "a test", "")
    meetings.add(People(own_store.folder), date(2026, 9, 10), "Board", "Ann", LEEDS)
    words = writable_page("indicator", list="changes").words
    assert "Since the board met on 10 September 2026" in words
    assert "8 indicators have a newer or revised figure; no direction but 3 other verdicts changed." in words
    assert "51% in March 2026; 55% in February 2026." in words
    assert "Compared with data version 1, in force at the end of that day." in words
    assert "Since the version before" in writable_page("indicator", list="changes", since="version").words


@pytest.mark.slow
def test_an_earlier_version_is_not_set_against_a_later_one_that_the_board_had_by_then(writable_page, own_store):
    publish.load(own_store, EXAMPLE, recompute, note="March")
    with own_store.next_version() as draft:
        draft.connection.execute("UPDATE version SET published_at = TIMESTAMP '2026-06-01 09:00' WHERE version = 1")
        draft.connection.execute("UPDATE version SET published_at = TIMESTAMP '2026-08-01 09:00' WHERE version = 2")
        publish.record(draft.connection, draft.number, "load", "a test", "")
    for day in (date(2026, 7, 10), date(2026, 9, 10)):
        meetings.add(People(own_store.folder), day, "Board", "Ann", LEEDS)
    assert "Since the board met on 10 September 2026" in writable_page("indicator", list="changes").words
    words = writable_page("indicator", list="changes", version="1").words
    assert "Since the board met on 10 July 2026 No figure on these pages is known to have changed." in words
    assert "10 September 2026" not in words
    assert "Since the board met on 10 July 2026" in writable_page("present", version="1").words
    listed = [link for link in writable_page("holdings", tab="meetings", version="1").links if "since=" in link]
    assert ["2026-07-10" in link for link in listed] == [True]


@pytest.mark.slow
def test_since_the_version_before_names_the_day_on_which_that_one_was_published(writable_page, own_store):
    publish.load(own_store, EXAMPLE, recompute, note="March")
    with own_store.next_version() as draft:
        draft.connection.execute("UPDATE version SET published_at = TIMESTAMP '2026-06-01 09:00' WHERE version = 1")
        publish.record(draft.connection, draft.number, "load", "a test", "")
    words = writable_page("indicator", list="changes", version="2").words
    assert "Since the version before the newest figures, published 1 June 2026 8 indicators" in words


@pytest.mark.slow
def test_an_earlier_version_is_not_set_against_figures_that_were_loaded_later(writable_page, own_store, figures):
    head = "indicator_id | period_start | period_end | value | published_on"
    path = figures(f"{head}\ndepression_prevalence | 2022-01-01 | 2022-12-31 | 55 | 2023-03-01")
    assert publish.load(own_store, path, recompute).published
    meetings.add(People(own_store.folder), date(2024, 6, 10), "Board", "Ann", LEEDS)
    assert "No figure now" not in writable_page("indicator", list="changes", version="1").words


@pytest.mark.slow
def test_before_the_store_s_first_version_what_was_published_here_and_what_was_released_are_told_apart(
    writable_page, own_store
):
    meetings.add(People(own_store.folder), date(2025, 9, 10), "Board", "Ann", LEEDS)
    words = writable_page("indicator", list="changes").words
    assert "This dashboard has published every figure since then: 40 indicators have a figure." in words
    assert "By the days of release: 9 indicators have a newer or revised figure" in words
    assert "Published since then: 55% in February 2026." in words
    assert "First figure: 53% in January to March 2019" not in words


@pytest.mark.slow
def test_a_meeting_to_come_is_listed_and_compared_with_nothing(writable_page, own_store):
    meetings.add(People(own_store.folder), date(2026, 12, 10), "Board", "Ann", LEEDS)
    assert "10 December 2026" in writable_page("holdings", tab="meetings").words
    assert "Since the board met" not in writable_page("overview").words


@pytest.mark.slow
def test_a_target_needs_owner_source_and_level_and_is_published_as_a_version(writable_page, own_store):
    page = writable_page("holdings", tab="targets")
    field(page.app.selectbox, "Indicator").select("Talking therapy within 6 weeks")
    field(page.app.number_input, "Level, in the indicator's unit").set_value(85.0)
    page.press("Publish the target")
    assert "Say the owner" in page.words
    field(page.app.text_input, "Owner: who set it and answers for it").input("Partnership board")
    page.press("Publish the target")
    assert "Say the source" in page.words
    field(page.app.text_input, "Source: where it was decided or published").input("Minutes, June 2026")
    page.press("Publish the target")
    assert own_store.version == 2
    assert "Talking therapy within 6 weeks, At least 85%" in page.words
    assert "85%" in writable_page("indicator", indicator="tt_wait_6w").words
    assert "75%" in writable_page("indicator", indicator="tt_wait_6w", version="1").words
    page.press("Take back")
    assert own_store.version == 3
    assert "Entered here by" not in page.words


@pytest.mark.slow
def test_every_publish_withdrawal_and_change_stands_in_the_audit(writable_page, own_store):
    loaded = publish.load(own_store, EXAMPLE, recompute, who="Ben", note="March")
    publish.withdraw(own_store, loaded.load_id, recompute, who="Ben", note="The wrong month")
    page = writable_page("holdings", tab="meetings")
    page.app.date_input[0].set_value(date(2026, 9, 10))
    page.press("Enter the meeting")
    audit = writable_page("holdings", tab="audit").words
    for expected in ("entered a meeting", "Ben withdrew version 3 The wrong month", "Ben published version 2 March"):
        assert expected in audit


@pytest.mark.slow
def test_the_audit_is_filtered_by_the_link_and_taken_away_whole(writable_page, own_store):
    people = People(own_store.folder)
    for who, action in (("Ann", "wrote a story"), ("Ben", "wrote a story"), ("Ben", "=added an action")):
        audit.record(people, who, action, "P1")
    shown = writable_page("holdings", tab="audit", who="Ben", what="wrote a story")
    changes = shown.words.split("Who took what away")[0]
    assert "Ben wrote a story" in changes
    assert "Ann" not in changes and "=added" not in changes
    assert "The whole audit (CSV)" in [button.label for button in shown.app.get("download_button")]
    assert (
        "Nothing is left by these filters."
        in writable_page("holdings", tab="audit", who="Ann", what="=added an action").words
    )
    assert "Ben wrote a story" in writable_page("holdings", tab="audit", who="nobody").words


@pytest.mark.slow
def test_no_number_of_exports_pushes_a_change_off_the_page(writable_page, own_store):
    people, counted = People(own_store.folder), Takings()
    audit.record(people, "Ben", "entered a meeting", "2026-09-10")
    for number in range(60):
        audit.record(people, "a visitor", audit.EXPORTED, f"file-{number}.csv")
        counted.count("suicide_rate.csv", 1)
    counted.write(people)
    words = writable_page("holdings", tab="audit").words
    changes, exports = words.split("Who took what away", 1)
    assert "Ben entered a meeting" in changes and "exported" not in changes
    assert "file-59.csv" in exports and "file-9.csv" not in exports
    assert "suicide_rate.csv 1 60" in exports


@pytest.mark.slow
@pytest.mark.usefixtures("reading_only")
@pytest.mark.parametrize("tab", WRITTEN_TO)
def test_where_nobody_can_sign_in_a_tab_reads_only_and_says_why(writable_page, tab):
    page = writable_page("holdings", tab=tab)
    assert page.buttons == []
    assert "This server answers every address, not only the computer it runs on" in page.words
    assert page.app.text_input == [] and page.app.button == []


@pytest.mark.slow
def test_every_figure_can_be_taken_away_as_one_workbook_that_is_made_when_asked_for(writable_page, monkeypatch):
    def made_too_early(*_: object) -> bytes:
        raise AssertionError("A page that is only looked at makes no workbook.")

    monkeypatch.setattr("pages.parts.data.measures_workbook.measures_workbook", made_too_early)
    page = writable_page("holdings")
    assert "Take every figure away" in page.headings
    assert "Every figure (Excel)" in [button.label for button in page.app.get("download_button")]
