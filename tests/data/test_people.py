"""What people write is kept whole, undone step by step, and never mistaken for markup or for somebody else's."""

from __future__ import annotations

import sqlite3
import threading
from datetime import date

import pytest

from data import publish
from data.people import People, audit, meetings, playlists
from data.people.playlists import address
from data.store import StoreError


@pytest.fixture
def people(tmp_path) -> People:
    return People(tmp_path)


def test_where_nobody_has_written_there_is_nothing_and_no_file_is_made(people):
    assert playlists.all_of(people) == []
    assert meetings.all_of(people) == []
    assert audit.entries(people) == []
    assert not people.file.exists()


def test_a_playlist_keeps_each_view_in_its_exact_state_and_order(people):
    views = [address("overview", marks="Target"), address("indicator", {"indicator": "suicide_rate", "view": "Table"})]
    number = playlists.make(people, "For  June ", "Ann", views)
    (found,) = playlists.all_of(people)
    assert (found.id, found.name, found.who) == (number, "For June", "Ann")
    assert [kept.address for kept in found.slides] == views
    assert found.slides[1].address.get("view") == "Table"


def test_slides_move_no_further_than_the_ends_and_come_back_to_their_place(people):
    number = playlists.make(people, "P", "Ann", [address("outcome", outcome=f"O{n}") for n in range(1, 5)])

    def order() -> list[str]:
        return [kept.address.get("outcome") for kept in playlists.all_of(people)[0].slides]

    first, second, _, last = (kept.id for kept in playlists.all_of(people)[0].slides)
    playlists.move(people, first, 1)
    assert order() == ["O2", "O1", "O3", "O4"]
    playlists.move(people, last, 9)
    playlists.move(people, second, -9)
    assert order() == ["O2", "O1", "O3", "O4"]
    playlists.take_out(people, first, "Ann")
    assert order() == ["O2", "O3", "O4"]
    playlists.put_back(people, first)
    assert order() == ["O2", "O1", "O3", "O4"]
    assert number == playlists.all_of(people)[0].id


@pytest.mark.parametrize("name", ["", "   ", "x" * 201])
def test_a_playlist_needs_a_name_of_a_sensible_length(people, name):
    with pytest.raises(ValueError, match="Give the playlist's name"):
        playlists.make(people, name, "Ann")
    assert playlists.all_of(people) == []


def test_two_playlists_cannot_go_by_one_name_until_one_is_deleted(people):
    first = playlists.make(people, "June", "Ann")
    with pytest.raises(ValueError, match="Choose another name"):
        playlists.make(people, "june", "Ben")
    playlists.delete(people, first, "Ann")
    second = playlists.make(people, "june", "Ben")
    assert [found.id for found in playlists.all_of(people)] == [second]
    playlists.rename(people, second, "July")
    playlists.undelete(people, first)
    assert [found.name for found in playlists.all_of(people)] == ["July", "June"]


def test_words_are_kept_as_they_were_written_whatever_they_look_like(people):
    name = "<img src=x onerror=alert(1)>'); DROP TABLE slide; --"
    playlists.make(people, name, "Ann", [address("overview")])
    assert playlists.all_of(people)[0].name == name


def test_many_writers_at_once_lose_nothing(people):
    number = playlists.make(people, "All of us", "Ann")

    def add(who: str) -> None:
        for _ in range(10):
            playlists.append(people, number, address("overview"), who)

    threads = [threading.Thread(target=add, args=(f"writer {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (found,) = playlists.all_of(people)
    assert len(found.slides) == 40
    assert len({kept.id for kept in found.slides}) == 40


def test_a_write_that_fails_leaves_everything_as_it_was(people):
    playlists.make(people, "Kept", "Ann", [address("overview")])
    with pytest.raises(RuntimeError), people.write() as connection:
        connection.execute("DELETE FROM slide")
        raise RuntimeError
    assert len(playlists.all_of(people)[0].slides) == 1


def test_meetings_are_by_day_latest_first_and_the_last_one_is_not_in_the_future(people):
    meetings.add(people, date(2026, 9, 10), "September board", "Ann")
    later = meetings.add(people, date(2026, 12, 10), "December board", "Ann")
    assert [meeting.name for meeting in meetings.all_of(people)] == ["December board", "September board"]
    found = meetings.last_before(people, date(2026, 11, 21))
    assert found is not None
    assert found.name == "September board"
    with pytest.raises(ValueError, match="10 December 2026 is written down already"):
        meetings.add(people, date(2026, 12, 10), "Again", "Ben")
    meetings.remove(people, later.id, "Ann")
    assert len(meetings.all_of(people)) == 1
    meetings.restore(people, later.id)
    assert len(meetings.all_of(people)) == 2


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


def test_a_damaged_file_is_said_kindly_and_left_as_it_is(people):
    people.file.write_bytes(b"this is no database, and long enough to be looked at as one" * 20)
    with pytest.raises(StoreError, match=r"people\.sqlite cannot be used .* Nothing was changed"):
        playlists.all_of(people)
    assert people.file.read_bytes().startswith(b"this is no database")


def test_a_file_of_a_newer_dashboard_is_not_touched(people):
    playlists.make(people, "P", "Ann")
    with sqlite3.connect(people.file) as connection:
        connection.execute("PRAGMA user_version = 999")
    with pytest.raises(StoreError, match="newer dashboard"):
        playlists.make(people, "Q", "Ann")
