"""Entries of registers written in the app: kept, never written over unseen, taken back softly, marked once published."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from data.people import People, entries
from data.people.migrations import MIGRATIONS
from data.people.records import ConflictError

NETWORK, OTHER = "a-network", "another-network"
KEY = (NETWORK, "walk")
ODD = "<b>x</b> *y* :smile: '); DROP TABLE entry; --"


def add(people: People, key: tuple[str, ...] = KEY, **fields: str) -> int:
    return entries.add(people, "involvement", key, {"name": "A walk"} | fields, "Ann")


def names(people: People, *networks: str) -> list[str]:
    return [one.fields["name"] for one in entries.waiting(people, networks or (NETWORK,))]


class TestWriting:
    def test_where_nobody_has_written_nothing_waits_and_no_file_is_made(self, people):
        assert entries.waiting(people, [NETWORK]) == []
        assert not people.file.exists()

    def test_an_entry_waits_with_its_words_as_they_were_written(self, people):
        add(people, about=f"{ODD}\n- a second line")
        (entry,) = entries.waiting(people, [NETWORK])
        assert (entry.register, entry.key, entry.network) == ("involvement", KEY, NETWORK)
        assert entry.fields == {"name": "A walk", "about": f"{ODD}\n- a second line"}
        assert (entry.who, entry.number, entry.load) == ("Ann", 1, None)

    def test_each_network_has_its_own(self, people):
        add(people)
        add(people, (OTHER, "walk"), name="Theirs")
        assert names(people) == ["A walk"]
        assert names(people, NETWORK, OTHER) == ["A walk", "Theirs"]

    def test_every_change_is_kept_beside_those_before(self, people):
        entry_id = add(people)
        entries.change(people, entry_id, KEY, {"name": "A long walk"}, "Ben", 1)
        changes = [(one.number, one.who, one.fields["name"]) for one in entries.history(people, entry_id)]
        assert changes == [(2, "Ben", "A long walk"), (1, "Ann", "A walk")]
        assert names(people) == ["A long walk"]

    def test_a_text_that_is_too_long_is_refused_whole(self, people):
        with pytest.raises(ValueError, match="at most 4,000 letters"):
            add(people, about="x" * 4001)
        assert entries.waiting(people, [NETWORK]) == []


class TestTwoPeople:
    def test_the_second_of_two_editors_sees_both_texts_and_overwrites_nothing(self, people):
        entry_id = add(people)
        entries.change(people, entry_id, KEY, {"name": "Hers"}, "Ann", 1)
        with pytest.raises(ConflictError) as conflict:
            entries.change(people, entry_id, KEY, {"name": "His"}, "Ben", 1)
        assert (conflict.value.mine["name"], conflict.value.theirs.fields["name"]) == ("His", "Hers")
        assert names(people) == ["Hers"]
        entries.change(people, entry_id, KEY, {"name": "His"}, "Ben", conflict.value.theirs.number)
        assert names(people) == ["His"]

    def test_one_entry_is_not_written_twice(self, people):
        entry_id = add(people, name="Hers")
        with pytest.raises(ConflictError) as conflict:
            add(people, name="His")
        assert conflict.value.theirs.id == entry_id
        other = add(people, (NETWORK, "talk"))
        with pytest.raises(ConflictError):
            entries.change(people, other, KEY, {"name": "It becomes hers"}, "Ben", 1)
        assert names(people) == ["Hers", "A walk"]


class TestTakenBack:
    def test_it_waits_no_more_and_comes_back_as_it_was(self, people):
        entry_id = add(people)
        entries.take_back(people, entry_id, "Ben")
        assert names(people) == []
        assert [one.id for one in entries.taken_back(people, [NETWORK])] == [entry_id]
        entries.restore(people, entry_id)
        assert names(people) == ["A walk"]

    def test_nobody_changes_what_was_taken_back(self, people):
        entry_id = add(people)
        entries.take_back(people, entry_id, "Ben")
        with pytest.raises(ValueError, match="somebody has taken it back"):
            entries.change(people, entry_id, KEY, {"name": "Late"}, "Ann", 1)

    def test_it_does_not_come_back_beside_one_that_was_written_anew(self, people):
        entry_id = add(people)
        entries.take_back(people, entry_id, "Ben")
        add(people, name="Anew")
        with pytest.raises(ValueError, match="written again"):
            entries.restore(people, entry_id)
        assert names(people) == ["Anew"]


class TestPublished:
    def test_it_waits_no_more_and_says_which_load_it_is_in(self, people):
        entry_id = add(people)
        entries.mark_published(people, {(entry_id, 1): 46})
        assert names(people) == []
        assert entries.taken_back(people, [NETWORK]) == []
        assert [one.load for one in entries.history(people, entry_id)] == [46]

    def test_what_was_changed_while_it_was_published_goes_on_waiting(self, people):
        entry_id = add(people)
        entries.change(people, entry_id, KEY, {"name": "Changed meanwhile"}, "Ben", 1)
        entries.mark_published(people, {(entry_id, 1): 46})
        assert names(people) == ["Changed meanwhile"]

    def test_the_same_entry_may_be_written_again_afterwards(self, people):
        entries.mark_published(people, {(add(people), 1): 46})
        add(people, name="A correction")
        assert names(people) == ["A correction"]

    def test_what_a_withdrawn_load_had_published_waits_again_once(self, people):
        entry_id = add(people)
        entries.mark_published(people, {(entry_id, 1): 46})
        assert entries.undone(people, [45, 46]) == []
        for _ in range(2):
            entries.wait_again(people, [45])
        assert [(one.number, one.load) for one in entries.history(people, entry_id)] == [(2, None), (1, 46)]
        assert names(people) == ["A walk"]

    def test_it_does_not_where_the_entry_was_written_again_or_is_in_a_later_load(self, people):
        entries.mark_published(people, {(add(people), 1): 46})
        later = add(people, name="Later")
        assert entries.undone(people, [45]) == []
        entries.mark_published(people, {(later, 1): 47})
        entries.wait_again(people, [45, 47])
        assert names(people) == []

    def test_what_an_erased_load_published_is_found_nowhere(self, people):
        entry_id = add(people, about="Something personal")
        entries.change(people, entry_id, KEY, {"name": "A walk"}, "Ben", 1)
        entries.mark_published(people, {(entry_id, 2): 46})
        kept = add(people, (NETWORK, "talk"), name="Another")
        entries.forget(people, 46)
        assert [one.fields for one in entries.history(people, entry_id)] == [{}, {}]
        assert entries.history(people, kept)[0].fields["name"] == "Another"
        with closing(sqlite3.connect(people.file)) as connection:
            assert "Something personal" not in "\n".join(connection.iterdump())


@pytest.mark.parametrize(
    ("words", "taken", "expected_name"),
    [
        ("A Walk & a talk!", (), "a-walk-a-talk"),
        ("A walk", ("a-walk", "a-walk-2"), "a-walk-3"),
        ("Café – été", (), "café-été"),
        ("…", (), ""),
        ("word " * 30, (), "word-word-word-word-word-word-word-word"),
    ],
)
def test_a_short_name_is_made_from_a_name(words, taken, expected_name):
    assert entries.short_name(words, taken) == expected_name


def test_a_file_of_an_earlier_release_gains_the_tables_and_keeps_what_it_holds(people_file):
    with closing(sqlite3.connect(people_file.file)) as connection:
        for statement in MIGRATIONS[:-2]:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) - 2}")
        connection.execute("INSERT INTO meeting (day, name, at, who) VALUES ('2026-01-01', 'Board', '2026', 'Ann')")
        connection.commit()
    add(people_file)
    with people_file.read() as connection:
        assert connection.execute("SELECT name FROM meeting").fetchone()[0] == "Board"
    assert names(people_file) == ["A walk"]


def test_where_no_network_and_no_load_is_in_force_nothing_breaks(people):
    ident = add(people)
    assert entries.waiting(people, ()) == []
    (one,) = entries.waiting(people, (KEY[0],))
    entries.mark_published(people, {(one.id, one.number): 3})
    assert [written.id for written in entries.undone(people, ())] == [ident]
