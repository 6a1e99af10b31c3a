"""What people write is kept whole, undone step by step, and never mistaken for markup or for somebody else's."""

from __future__ import annotations

import sqlite3
import threading
from datetime import date, datetime

import pytest

from data.loading import publish
from data.people import People, audit, meetings, playlists
from data.people.playlists import address
from data.storage.errors import PeopleError
from data.storage.precedence import version_of_day

HERE, ELSEWHERE = "a-strategy", "another-strategy"


@pytest.mark.slow
def test_where_nobody_has_written_there_is_nothing_and_no_file_is_made(people):
    assert playlists.all_of(people, HERE) == []
    assert meetings.all_of(people, HERE) == []
    assert audit.entries(people) == []
    assert not people.file.exists()


@pytest.mark.slow
def test_a_playlist_keeps_each_view_in_its_exact_state_and_order(people):
    views = [address("overview", marks="Target"), address("indicator", {"indicator": "suicide_rate", "view": "Table"})]
    number = playlists.make(people, "For  June ", "Ann", HERE, views)
    (found,) = playlists.all_of(people, HERE)
    assert (found.id, found.name, found.who) == (number, "For June", "Ann")
    assert [kept.address for kept in found.slides] == views
    assert found.slides[1].address.get("view") == "Table"


def test_slides_move_no_further_than_the_ends_and_come_back_to_their_place(people):
    number = playlists.make(people, "P", "Ann", HERE, [address("outcome", outcome=f"O{n}") for n in range(1, 5)])

    def order() -> list[str]:
        return [kept.address.get("outcome") for kept in playlists.all_of(people, HERE)[0].slides]

    first, second, _, last = (kept.id for kept in playlists.all_of(people, HERE)[0].slides)
    playlists.move(people, first, 1)
    assert order() == ["O2", "O1", "O3", "O4"]
    playlists.move(people, last, 9)
    playlists.move(people, second, -9)
    assert order() == ["O2", "O1", "O3", "O4"]
    playlists.take_out(people, first, "Ann")
    assert order() == ["O2", "O3", "O4"]
    playlists.put_back(people, first)
    assert order() == ["O2", "O1", "O3", "O4"]
    assert number == playlists.all_of(people, HERE)[0].id


@pytest.mark.parametrize("name", ["", "   ", "x" * 201])
def test_a_playlist_needs_a_name_of_a_sensible_length(people, name):
    with pytest.raises(ValueError, match="Give the playlist's name"):
        playlists.make(people, name, "Ann", HERE)
    assert playlists.all_of(people, HERE) == []


def test_two_playlists_cannot_go_by_one_name_until_one_is_deleted(people):
    first = playlists.make(people, "June", "Ann", HERE)
    with pytest.raises(ValueError, match="Choose another name"):
        playlists.make(people, "june", "Ben", HERE)
    playlists.delete(people, first, "Ann")
    second = playlists.make(people, "june", "Ben", HERE)
    assert [found.id for found in playlists.all_of(people, HERE)] == [second]
    playlists.rename(people, second, "July")
    playlists.undelete(people, first)
    assert [found.name for found in playlists.all_of(people, HERE)] == ["July", "June"]


def test_a_deleted_playlist_whose_name_is_taken_by_now_is_not_brought_back_beside_it(people):
    first = playlists.make(people, "June", "Ann", HERE)
    playlists.delete(people, first, "Ann")
    playlists.make(people, "JUNE", "Ben", HERE)
    with pytest.raises(ValueError, match="There is a playlist called 'June' already"):
        playlists.undelete(people, first)
    assert [found.who for found in playlists.all_of(people, HERE)] == ["Ben"]
    playlists.undelete(people, 99)


def test_nothing_is_added_to_a_playlist_that_somebody_has_deleted(people):
    number = playlists.make(people, "June", "Ann", HERE)
    playlists.delete(people, number, "Ben")
    for gone in (number, 99):
        with pytest.raises(ValueError, match="not there any more"):
            playlists.append(people, gone, address("overview"), "Ann")
        with pytest.raises(ValueError, match="not there any more"):
            playlists.rename(people, gone, "July")
    playlists.undelete(people, number)
    assert playlists.all_of(people, HERE)[0].slides == ()


def test_a_playlist_that_cannot_be_made_whole_is_not_made_at_all(people):
    with pytest.raises(AttributeError):
        playlists.make(people, "June", "Ann", HERE, [address("overview"), None])  # type: ignore[list-item]
    assert playlists.all_of(people, HERE) == []


def test_a_name_may_be_written_in_other_letters_by_its_own_playlist(people):
    number = playlists.make(people, "june", "Ann", HERE)
    playlists.rename(people, number, "  June  board ")
    playlists.rename(people, number, "JUNE BOARD")
    assert playlists.all_of(people, HERE)[0].name == "JUNE BOARD"


def test_moving_what_is_not_in_a_playlist_changes_nothing(people):
    playlists.make(people, "P", "Ann", HERE, [address("outcome", outcome=f"O{n}") for n in range(1, 4)])
    first, second, third = playlists.all_of(people, HERE)[0].slides
    playlists.take_out(people, second.id, "Ann")
    for ident in (second.id, 99):
        playlists.move(people, ident, 1)
    assert playlists.all_of(people, HERE)[0].slides == (first, third)


def test_an_address_leaves_out_what_is_empty_and_is_the_same_in_any_order():
    assert address("indicator", view="Table", indicator="a") == address("indicator", {"indicator": "a"}, view="Table")
    assert address("overview", part="") == address("overview")
    assert address("overview").get("part", "none") == "none"


def test_words_are_kept_as_they_were_written_whatever_they_look_like(people):
    name = "<img src=x onerror=alert(1)>'); DROP TABLE slide; --"
    playlists.make(people, name, "Ann", HERE, [address("overview")])
    assert playlists.all_of(people, HERE)[0].name == name


def test_many_writers_at_once_lose_nothing(people):
    number = playlists.make(people, "All of us", "Ann", HERE)

    def add(who: str) -> None:
        for _ in range(10):
            playlists.append(people, number, address("overview"), who)

    threads = [threading.Thread(target=add, args=(f"writer {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (found,) = playlists.all_of(people, HERE)
    assert len(found.slides) == 40
    assert len({kept.id for kept in found.slides}) == 40


def test_a_write_that_fails_leaves_everything_as_it_was(people):
    playlists.make(people, "Kept", "Ann", HERE, [address("overview")])
    with pytest.raises(RuntimeError), people.write() as connection:
        connection.execute("DELETE FROM slide")
        raise RuntimeError
    assert len(playlists.all_of(people, HERE)[0].slides) == 1


def test_meetings_are_by_day_latest_first_and_the_last_one_is_not_in_the_future(people):
    meetings.add(people, date(2026, 9, 10), "September board", "Ann", HERE)
    later = meetings.add(people, date(2026, 12, 10), "December board", "Ann", HERE)
    assert [meeting.name for meeting in meetings.all_of(people, HERE)] == ["December board", "September board"]
    assert [meeting.name for meeting in meetings.past(people, date(2026, 11, 21), HERE)] == ["September board"]
    with pytest.raises(ValueError, match="10 December 2026 is written down already"):
        meetings.add(people, date(2026, 12, 10), "Again", "Ben", HERE)
    meetings.remove(people, later.id, "Ann")
    assert len(meetings.all_of(people, HERE)) == 1
    meetings.restore(people, later.id)
    assert len(meetings.all_of(people, HERE)) == 2


def test_a_meeting_taken_off_is_not_brought_back_beside_another_of_its_day(people):
    first = meetings.add(people, date(2026, 9, 10), "First", "Ann", HERE)
    meetings.remove(people, first.id, "Ann")
    second = meetings.add(people, date(2026, 9, 10), "Second", "Ben", HERE)
    with pytest.raises(ValueError, match="10 September 2026 is written down already"):
        meetings.restore(people, first.id)
    meetings.restore(people, second.id)
    assert [meeting.name for meeting in meetings.all_of(people, HERE)] == ["Second"]


def test_a_meeting_needs_a_name_and_is_past_from_the_day_after(people):
    with pytest.raises(ValueError, match="Give the meeting's name"):
        meetings.add(people, date(2026, 9, 10), " ", "Ann", HERE)
    met = meetings.add(people, date(2026, 9, 10), "Board", "Ann", HERE)
    assert meetings.past(people, date(2026, 9, 10), HERE) == []
    assert meetings.past(people, date(2026, 9, 11), HERE) == [met]


def test_the_audit_holds_every_version_once_and_every_deed(small_store, people):
    audit.record(people, "Ann", "exported", "suicide_rate.csv", "version 1")
    audit.record_versions(people, small_store)
    with small_store.next_version() as draft:
        publish.record(draft.connection, draft.number, "load", "Ben", "A file")
    audit.record_versions(people, small_store)
    audit.record_versions(people, small_store)
    found = audit.entries(people)
    assert [(entry.who, entry.what, entry.version) for entry in found if entry.version] == [
        ("Ben", "published", 2),
        ("a test", "made the store", 1),
    ]
    assert any(entry.what == "exported" and entry.subject == "suicide_rate.csv" for entry in found)


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("undo", "withdrew"),
        ("recompute", "computed again"),
        ("target", "changed a target"),
        ("what a later dashboard does", "what a later dashboard does"),
    ],
)
def test_each_kind_of_version_is_a_deed_of_its_own(small_store, people, what, said):
    with small_store.next_version() as draft:
        publish.record(draft.connection, draft.number, what, "", "Why")
    audit.record_versions(people, small_store)
    newest = next(entry for entry in audit.entries(people) if entry.version == 2)
    assert (newest.who, newest.what, newest.subject, newest.detail) == ("somebody", said, "version 2", "Why")


@pytest.mark.slow
def test_two_who_catch_up_at_once_write_each_version_once(small_store, people):
    for _ in range(3):
        with small_store.next_version() as draft:
            publish.record(draft.connection, draft.number, "load", "Ann", "")
    playlists.make(people, "P", "Ann", HERE)
    threads = [threading.Thread(target=audit.record_versions, args=(people, small_store)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(entry.version for entry in audit.entries(people)) == [1, 2, 3, 4]


def test_the_newest_deeds_come_first_and_no_more_than_asked(people):
    for number in range(5):
        audit.record(people, "Ann", "exported", f"file {number}")
    assert [entry.subject for entry in audit.entries(people, 2)] == ["file 4", "file 3"]


def test_no_number_of_exports_pushes_a_change_out_of_the_audit(people):
    audit.record(people, "Ann", "made a playlist", "P")
    for number in range(20):
        audit.record(people, "a visitor", audit.EXPORTED, f"file {number}")
    audit.record(people, "Ann", "deleted a playlist", "P")
    changes = audit.entries(people, 5, exports=False)
    assert [entry.what for entry in changes] == ["deleted a playlist", "made a playlist"]
    assert [entry.subject for entry in audit.entries(people, 2, exports=True)] == ["file 19", "file 18"]


def test_deeds_come_in_the_order_in_which_they_were_done_though_the_clock_goes_back(people, monkeypatch):
    for moment, what in (
        ("2026-11-20 10:00:00", "first"),
        ("2019-01-01 00:00:00", "second"),
        ("2026-11-20 09:59:59", "third"),
    ):
        monkeypatch.setattr(audit, "moment", lambda _, moment=moment: moment)
        audit.record(people, "Ann", what, "")
    assert [entry.what for entry in audit.entries(people)] == ["third", "second", "first"]


def test_a_damaged_file_is_said_kindly_and_left_as_it_is(people_file):
    people_file.file.write_bytes(b"this is no database, and long enough to be looked at as one" * 20)
    with pytest.raises(PeopleError, match=r"people\.sqlite cannot be used .* Nothing in it was changed"):
        playlists.all_of(people_file, HERE)
    assert people_file.file.read_bytes().startswith(b"this is no database")


def test_a_file_of_a_newer_dashboard_is_not_touched(people_file):
    playlists.make(people_file, "P", "Ann", HERE)
    with sqlite3.connect(people_file.file) as connection:
        connection.execute("PRAGMA user_version = 999")
    with pytest.raises(PeopleError, match="newer dashboard"):
        playlists.make(people_file, "Q", "Ann", HERE)


@pytest.mark.slow
def test_a_version_number_is_never_used_again_so_each_stands_once(small_store, people):
    for who in ("Ann", "Ben"):
        with small_store.next_version() as draft:
            publish.record(draft.connection, draft.number, "load", who, "")
        audit.record_versions(people, small_store)
        small_store.go_back(1, "Cleo")
    assert [(entry.version, entry.who) for entry in audit.entries(people)] == [(3, "Ben"), (2, "Ann"), (1, "a test")]


@pytest.mark.slow
def test_a_clock_that_has_gone_back_reorders_nothing(small_store, people, monkeypatch):
    def at(moment: str) -> None:
        monkeypatch.setattr("data.loading.publish.now", lambda: datetime.fromisoformat(moment))
        monkeypatch.setattr("data.people.records.now", lambda: datetime.fromisoformat(moment))

    def publish_by(who: str) -> None:
        with small_store.next_version() as draft:
            publish.record(draft.connection, draft.number, "load", who, "")
        audit.record_versions(people, small_store)

    at("2031-06-01 09:00:00")
    publish_by("Ann")
    at("2019-01-01 09:00:00")
    publish_by("Ben")
    audit.record(people, "Cleo", "exported", "a file")
    assert [entry.who for entry in audit.entries(people)][:3] == ["Cleo", "Ben", "Ann"]
    moments = [
        at for (at,) in small_store.read().execute("SELECT published_at FROM version ORDER BY version").fetchall()
    ]
    assert moments == sorted(moments)
    assert version_of_day(small_store.read(), date(2020, 1, 1)) is None


def test_each_strategy_has_its_own_meetings_and_playlists(people: People) -> None:
    day = date(2026, 9, 10)
    for strategy in (HERE, ELSEWHERE):
        meetings.add(people, day, f"Board of {strategy}", "Ann", strategy)
        playlists.make(people, "The board", "Ann", strategy)
    assert [met.name for met in meetings.all_of(people, ELSEWHERE)] == [f"Board of {ELSEWHERE}"]
    assert len(playlists.all_of(people, HERE)) == len(playlists.all_of(people, ELSEWHERE)) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit",
        "UPDATE audit SET who = 'Eve'",
        "UPDATE audit SET detail = 'nothing'",
        "UPDATE audit SET at = ''",
    ],
)
def test_nothing_is_taken_back_from_the_audit(people, statement):
    audit.record(people, "Ann", "published", "version 2", "March")
    with pytest.raises(PeopleError, match="only ever added to"), people.write() as connection:
        connection.execute(statement)
    assert [(entry.who, entry.detail) for entry in audit.entries(people)] == [("Ann", "March")]
    audit.forget_details(people, 2)
