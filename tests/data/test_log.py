"""The log lists what people did and every version, each once and in order, and nothing can be removed from it."""

from __future__ import annotations

import threading
from datetime import date, datetime

import pytest

from data.loading import publish
from data.people import audit, playlists
from data.storage.errors import PeopleError
from data.storage.precedence import version_of_day

HERE, ELSEWHERE = "a-strategy", "another-strategy"


def test_the_audit_holds_every_version_once_and_every_deed(small_store, people):
    audit.record(people, "Ann", "exported", "suicide_rate.csv", "version 1")
    audit.record_versions(people, small_store)
    with small_store.next_version() as draft:
        publish.record(draft.connection, draft.number, "load", "Ben", "A file")
    audit.record_versions(people, small_store)
    audit.record_versions(people, small_store)
    audit_entries = audit.entries(people)
    assert [(entry.who, entry.what, entry.version) for entry in audit_entries if entry.version] == [
        ("Ben", "published", 2),
        ("a test", "made the store", 1),
    ]
    assert any(entry.what == "exported" and entry.subject == "suicide_rate.csv" for entry in audit_entries)


@pytest.mark.parametrize(
    ("kind", "expected_words"),
    [
        ("undo", "withdrew"),
        ("recompute", "computed again"),
        ("target", "changed a target"),
        ("what a later dashboard does", "what a later dashboard does"),
    ],
)
def test_each_kind_of_version_is_a_deed_of_its_own(small_store, people, kind, expected_words):
    with small_store.next_version() as draft:
        publish.record(draft.connection, draft.number, kind, "", "Why")
    audit.record_versions(people, small_store)
    newest = next(entry for entry in audit.entries(people) if entry.version == 2)
    assert (newest.who, newest.what, newest.subject, newest.detail) == ("somebody", expected_words, "version 2", "Why")


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
    for moment, action in (
        ("2026-11-20 10:00:00", "first"),
        ("2019-01-01 00:00:00", "second"),
        ("2026-11-20 09:59:59", "third"),
    ):
        monkeypatch.setattr(audit, "moment", lambda _, moment=moment: moment)
        audit.record(people, "Ann", action, "")
    assert [entry.what for entry in audit.entries(people)] == ["third", "second", "first"]


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
