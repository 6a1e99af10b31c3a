"""Whatever is done with a store, the counts that a version keeps of its records are those counted anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.demo import files
from data.demo_command import bodies_of
from data.loading import erase, publish
from data.query import one
from data.storage.versions import Store
from indicators.core.measures.refresh import recompute, recompute_all
from indicators.core.strategy.reading import chosen, strategies


@pytest.fixture
def extracts(tmp_path: Path) -> list[Path]:
    """Referrals and stays of two days, whose people and records overlap."""
    bodies = bodies_of(chosen(strategies()))
    for seed in (1, 2):
        (tmp_path / str(seed)).mkdir()
        files.write(tmp_path / str(seed), 600 // seed, seed, bodies, [])
    return [tmp_path / seed / f"illustrative-{table}.csv" for seed in "12" for table in ("referral", "inpatient_stay")]


def changes_nothing_more(store: Store) -> None:
    """Counting everything anew gives the measures that are there, and the counts that are kept."""
    with store.rehearsal() as draft:
        connection, number = draft.connection, draft.number
        before = connection.execute("SELECT question, loads FROM kept_count ORDER BY ALL").fetchall()
        recompute_all(connection, number)
        assert connection.execute("SELECT question, loads FROM kept_count ORDER BY ALL").fetchall() == before
        changed = f"SELECT count(*) FROM measure WHERE {number} IN (version_from, version_to)"
        assert one(connection, changed) == (0,)


def lines(path: Path) -> int:
    """The rows of a CSV file below its header."""
    return len(path.read_text(encoding="utf-8").splitlines()) - 1


def number(store: Store, table: str) -> int:
    row = one(store.read(), f"SELECT count(*) FROM {table}")
    return row[0] if row else 0


@pytest.mark.slow
def test_loading_again_undoing_and_erasing_give_what_counting_anew_gives(small_store: Store, extracts: list[Path]):
    first, *_, last = [publish.load(small_store, path, recompute).load_id for path in extracts]
    assert first and last and number(small_store, "measure") > 1000
    assert number(small_store, "kept_count") > 30
    changes_nothing_more(small_store)
    publish.withdraw(small_store, first, recompute)
    changes_nothing_more(small_store)
    for load in range(first, last + 1):
        erase.erase(small_store, load, recompute)
    assert {table: number(small_store, table) for table in ("referral", "inpatient_stay", "kept_count")} == {
        "referral": 0,
        "inpatient_stay": 0,
        "kept_count": 0,
    }


@pytest.mark.slow
def test_an_older_version_goes_on_from_its_own_counts(small_store: Store, extracts: list[Path], tmp_path: Path):
    """What a later version counted is of no load that comes after going back: each has a number of its own."""
    earlier, later = (path.with_name("illustrative-crisis_contact.csv") for path in extracts[::2])
    other = tmp_path / "other.csv"
    header, *rows = later.read_text(encoding="utf-8").splitlines(keepends=True)
    other.write_text(header + "".join(rows[::2]), encoding="utf-8")
    assert [publish.load(small_store, path, recompute).load_id for path in (earlier, later)] == [1, 2]
    small_store.go_back(2, "Ann")
    changes_nothing_more(small_store)
    assert publish.load(small_store, other, recompute).load_id == 3
    assert (small_store.version, number(small_store, "crisis_contact")) == (4, lines(earlier) + lines(other))
    changes_nothing_more(small_store)
