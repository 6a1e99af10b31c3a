"""What machines take: counted in memory, one row a file, version and day however often, and never lost for a fault."""

from __future__ import annotations

import threading
from datetime import date, datetime
from pathlib import Path

import pytest

from data.people import People, downloads
from data.people.downloads import Taken, Takings
from data.storage.errors import PeopleError


@pytest.fixture
def people(tmp_path: Path) -> People:
    return People(tmp_path)


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch):
    """Set the clock to a day."""
    return lambda day: monkeypatch.setattr(downloads, "now", lambda: datetime.fromisoformat(f"{day} 10:00:00"))


def test_counting_writes_nothing(people):
    counted = Takings()
    for _ in range(1000):
        counted.count("suicide_rate.csv", 1)
    assert not people.file.exists()
    assert downloads.newest(people, 10) == []


def test_a_file_has_one_row_a_version_and_day_however_often_it_is_taken_and_written(people, on):
    counted = Takings()
    for day, version, times in (("2026-11-20", 1, 3), ("2026-11-20", 2, 2), ("2026-11-21", 2, 4), ("2026-11-21", 2, 5)):
        on(day)
        for _ in range(times):
            counted.count("suicide_rate.csv", version)
        counted.write(people)
    assert downloads.newest(people, 10) == [
        Taken(date(2026, 11, 21), "suicide_rate.csv", 2, 9),
        Taken(date(2026, 11, 20), "suicide_rate.csv", 2, 2),
        Taken(date(2026, 11, 20), "suicide_rate.csv", 1, 3),
    ]
    assert len(downloads.newest(people, 2)) == 2


def test_where_nothing_was_taken_nothing_is_written(people):
    Takings().write(people)
    assert not people.file.exists()


def test_what_cannot_be_written_is_kept_for_the_next_time(people, on):
    on("2026-11-20")
    counted = Takings()
    counted.count("tt_recovery.csv", 1)
    people.file.mkdir()
    with pytest.raises(PeopleError):
        counted.write(people)
    people.file.rmdir()
    counted.count("tt_recovery.csv", 1)
    counted.write(people)
    assert [taken.times for taken in downloads.newest(people, 10)] == [2]


def test_many_at_once_are_all_counted(people, on):
    on("2026-11-20")
    counted = Takings()

    def take() -> None:
        for _ in range(200):
            counted.count("tt_recovery.csv", 1)
        counted.write(people)

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [taken.times for taken in downloads.newest(people, 10)] == [1600]
