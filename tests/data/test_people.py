"""What people write is kept whole, undone step by step, and never mistaken for markup or for somebody else's."""

from __future__ import annotations

import sqlite3
import threading
from datetime import date

import pytest

from data.people import People, audit, meetings, playlists
from data.people.playlists import address
from data.storage.errors import PeopleError

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
    (playlist,) = playlists.all_of(people, HERE)
    assert (playlist.id, playlist.name, playlist.who) == (number, "For June", "Ann")
    assert [kept.address for kept in playlist.slides] == views
    assert playlist.slides[1].address.get("view") == "Table"


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
    assert [playlist.id for playlist in playlists.all_of(people, HERE)] == [second]
    playlists.rename(people, second, "July")
    playlists.undelete(people, first)
    assert [playlist.name for playlist in playlists.all_of(people, HERE)] == ["July", "June"]


def test_a_deleted_playlist_whose_name_is_taken_by_now_is_not_brought_back_beside_it(people):
    first = playlists.make(people, "June", "Ann", HERE)
    playlists.delete(people, first, "Ann")
    playlists.make(people, "JUNE", "Ben", HERE)
    with pytest.raises(ValueError, match="There is a playlist called 'June' already"):
        playlists.undelete(people, first)
    assert [playlist.who for playlist in playlists.all_of(people, HERE)] == ["Ben"]
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
    (playlist,) = playlists.all_of(people, HERE)
    assert len(playlist.slides) == 40
    assert len({kept.id for kept in playlist.slides}) == 40


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
    meeting = meetings.add(people, date(2026, 9, 10), "Board", "Ann", HERE)
    assert meetings.past(people, date(2026, 9, 10), HERE) == []
    assert meetings.past(people, date(2026, 9, 11), HERE) == [meeting]


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


def test_each_strategy_has_its_own_meetings_and_playlists(people: People) -> None:
    day = date(2026, 9, 10)
    for strategy in (HERE, ELSEWHERE):
        meetings.add(people, day, f"Board of {strategy}", "Ann", strategy)
        playlists.make(people, "The board", "Ann", strategy)
    assert [meeting.name for meeting in meetings.all_of(people, ELSEWHERE)] == [f"Board of {ELSEWHERE}"]
    assert len(playlists.all_of(people, HERE)) == len(playlists.all_of(people, ELSEWHERE)) == 1
