"""Counts that a version keeps of its records give, with what came and went since, exactly what counting all anew gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from data.extracts.engines import InDuckDB
from data.query import one
from data.storage import moved_records, precedence
from data.tables import TABLES
from indicators import catalogue
from indicators.core.measures import coverage, event_counts, kept_counts
from indicators.core.measures.kept_counts import SUMS, KeptCounts, Shape
from indicators.core.measures.records_in_force import Records
from indicators.core.records import Events

ASKED = ("tt_access", "tt_recovery", "settled_accommodation", "transition_retention", "cyp_wait_first_contact")
"""Indicators that count records, people by their latest record, people across providers, and numbers of days."""
FIRST_DAY = date(2022, 1, 1)


class _Asked(KeptCounts):
    """Takes down what is asked of it, and has no answers."""

    def __init__(self) -> None:
        self.questions: list[tuple[str, str, Shape]] = []

    def counts(self, table: str, sql: str, shape: Shape) -> pd.DataFrame:
        self.questions.append((table, sql, shape))
        raise LookupError


@cache
def _questions() -> list[tuple[str, str, Shape]]:
    """What some indicators ask of records: the table, the question, and the shape of its answer."""
    recorder = _Asked()
    records = Records(InDuckDB(duckdb.connect()), pd.DataFrame(), pd.DataFrame(), recorder)
    for name in ASKED:
        (figures,) = (one for one in catalogue()[name].figures if isinstance(one, Events))
        with pytest.raises(LookupError):
            event_counts.by_each(records, figures, "provider")
        with pytest.raises(LookupError):
            coverage.of(records, figures, ("provider",))
    return [*{sql: (table, sql, shape) for table, sql, shape in recorder.questions}.values()]


@pytest.fixture(scope="module")
def questions() -> list[tuple[str, str, Shape]]:
    return _questions()


# Loads that come and go


@some.composite
def _rows(draw: some.DrawFn) -> list[dict[str, Any]]:
    """Referrals of few people, some given twice, some by another pseudonym than before, some of people who are shared."""
    return draw(
        some.lists(
            some.fixed_dictionaries(
                {
                    "provider": some.sampled_from(["A", "B"]),
                    "referral": some.sampled_from(["r1", "r2", "r3", "r4", "r5"]),
                    "person": some.sampled_from(["p1", "p2"]),
                    "person_shared": some.sampled_from(["yes", "no", None]),
                    "extracted": some.sampled_from([date(2025, 1, 1), date(2025, 2, 1)]),
                    "age": some.sampled_from([17, 18, 40, None]),
                    "sex": some.sampled_from(["Female", "Male", None]),
                    "service": some.sampled_from(
                        ["community adult", "community adult", "talking therapies", "children and young people"]
                    ),
                    "received": some.integers(0, 40).map(lambda days: FIRST_DAY + timedelta(days)),
                    "first_contact": some.integers(41, 800).map(lambda days: FIRST_DAY + timedelta(days)),
                    "settled_home": some.sampled_from(["yes", "no", None]),
                }
            ),
            min_size=1,
            max_size=5,
        )
    )


MOVES = some.lists(
    some.tuples(some.sampled_from(["load", "load", "withdraw", "erase", "keep what was kept before"]), _rows(), some.integers(0, 9)),
    min_size=2,
    max_size=6,
)  # fmt: skip


class _Versions:
    """A store in memory whose versions are made by loads that come and go."""

    def __init__(self) -> None:
        self.connection = duckdb.connect()
        for contract in TABLES:
            self.connection.execute(contract.create())
        self.version = 0
        self.kept_before: list[pd.DataFrame] = []

    def move(self, change: str, rows: list[dict[str, Any]], position: int) -> None:
        """Make the next version, before its counts are asked."""
        self.version += 1
        self.kept_before.append(self.connection.execute("FROM kept_count").df())
        loads = [load for (load,) in self.connection.execute("SELECT load_id FROM load ORDER BY 1").fetchall()]
        if change == "load" or not loads:
            self.load(rows)
        elif change == "keep what was kept before":
            kept_counts.forget(self.connection)
            self.connection.register("earlier", self.kept_before[position % len(self.kept_before)])
            self.connection.execute("INSERT INTO kept_count FROM earlier")
            self.connection.unregister("earlier")
        else:
            self.withdraw(loads[position % len(loads)])
            if change == "erase":
                self.erase(loads[position % len(loads)])

    def load(self, rows: Sequence[dict[str, Any]]) -> None:
        (load,) = self.connection.execute("SELECT coalesce(max(load_id), 0) + 1 FROM load").fetchall()[0]
        self.connection.execute(
            "INSERT INTO load BY NAME SELECT ? AS load_id, 'referral' AS table_name, false AS illustrative, ? AS version_from",
            [load, self.version],
        )
        for at, row in enumerate(rows):
            full = row | {"load_id": load, "row_number": at + 2}
            self.connection.execute(
                f"INSERT INTO referral ({', '.join(full)}) VALUES ({', '.join('?' * len(full))})", [*full.values()]
            )

    def withdraw(self, load: int) -> None:
        self.connection.execute(
            "UPDATE load SET version_to = ? WHERE load_id = ? AND version_to IS NULL", [self.version, load]
        )

    def erase(self, load: int) -> None:
        self.connection.execute("DELETE FROM referral WHERE load_id = ?", [load])
        self.connection.execute("UPDATE load SET erased_at = now()::TIMESTAMP WHERE load_id = ?", [load])

    def kept(self, code: str = "this code") -> KeptCounts:
        return KeptCounts(self.connection, self.version, code)

    def ask_all(self) -> list[pd.DataFrame]:
        """The answers to every question, which are kept."""
        kept = self.kept()
        answers = [kept.counts(*question) for question in _questions()]
        kept.write()
        return answers

    def counted_again(self, table: str, sql: str, shape: Shape) -> pd.DataFrame:
        precedence.materialise_records(self.connection, table, self.version)
        answer = shape(self.connection.execute(sql).df())
        self.connection.execute(f"DROP VIEW in_force_{table}")
        return answer


def same(computed: pd.DataFrame, expected: pd.DataFrame) -> None:
    """Hold two answers the same counts, in whatever order?"""
    keys = [name for name in expected if name not in SUMS]
    sums = [name for name in expected if name in SUMS]
    ours, theirs = (
        frame.astype(dict.fromkeys(sums, "float64")).groupby(keys, dropna=False)[sums].sum().sort_index()
        for frame in (computed, expected)
    )
    if len(theirs) or len(ours):
        pd.testing.assert_frame_equal(ours, theirs, check_index_type=False)


@settings(max_examples=10, deadline=None)
@given(MOVES)
@pytest.mark.slow
def test_whatever_loads_come_and_go_kept_counts_are_those_counted_anew(
    moves: list[tuple[str, list[dict[str, Any]], int]],
):
    versions = _Versions()
    for move in moves:
        versions.move(*move)
        answers = versions.ask_all()
        for question, answer in zip(_questions(), answers, strict=True):
            same(answer, versions.counted_again(*question))


# What is used, and what is not


def row(person: str, referral: str, **cells: Any) -> dict[str, Any]:
    usual = {"provider": "A", "extracted": date(2025, 1, 1), "service": "talking therapies", "age": 40, "sex": "Male"}
    days = {"received": date(2024, 1, 2), "first_contact": date(2024, 2, 3)}
    return usual | days | {"person": person, "referral": referral} | cells


@pytest.fixture
def store_versions() -> _Versions:
    """Version 1, of one load of two people, with its counts kept."""
    versions = _Versions()
    versions.version = 1
    versions.load([row("p1", "r1"), row("p2", "r2")])
    versions.ask_all()
    return versions


def counted_all(versions: _Versions) -> bool:
    """Were all records put in force, as counting anew needs?"""
    views = "SELECT 1 FROM duckdb_views() WHERE view_name = 'in_force_referral'"
    return one(versions.connection, views) is not None


@pytest.fixture
def nothing_in_force(store_versions: _Versions) -> _Versions:
    store_versions.connection.execute("DROP VIEW in_force_referral")
    return store_versions


@pytest.mark.slow
def test_a_further_load_counts_only_the_people_whom_it_moves(nothing_in_force, questions):
    nothing_in_force.version = 2
    nothing_in_force.load([row("p3", "r3")])
    counts = nothing_in_force.kept().counts(*questions[0])
    assert not counted_all(nothing_in_force)
    assert nothing_in_force.connection.execute("SELECT person FROM now_referral").fetchall() == [("p3",)]
    same(counts, nothing_in_force.counted_again(*questions[0]))


@pytest.mark.slow
def test_a_further_record_of_somebody_who_is_known_moves_all_of_theirs(questions):
    """People are counted once, by their latest record that says something, and across providers that share pseudonyms."""
    versions = _Versions()
    cells = {"service": "community adult", "person_shared": "yes", "age": 18}
    for at, home in enumerate(("yes", "no", None), start=1):
        versions.version = at
        days = {"received": date(2024, at, 2), "first_contact": date(2024 + at, 2, 3), "settled_home": home}
        versions.load([row("p1", f"r{at}", provider="AB"[at % 2], **cells, **days), row(f"p{at}0", f"r{at}0", **cells)])
        for question, answer in zip(questions, versions.ask_all(), strict=True):
            same(answer, versions.counted_again(*question))


@pytest.mark.slow
def test_a_record_that_is_now_of_somebody_else_moves_both(nothing_in_force, questions):
    nothing_in_force.version = 2
    nothing_in_force.load([row("p2", "r1", extracted=date(2025, 2, 1))])
    for question, answer in zip(questions, nothing_in_force.ask_all(), strict=True):
        same(answer, nothing_in_force.counted_again(*question))
    people = {when: f"SELECT person, referral FROM {when}_referral ORDER BY ALL" for when in ("before", "now")}
    moved = {when: nothing_in_force.connection.execute(sql).fetchall() for when, sql in people.items()}
    assert moved == {"before": [("p1", "r1"), ("p2", "r2")], "now": [("p2", "r1"), ("p2", "r2")]}


def alter_code(versions: _Versions) -> KeptCounts:
    return versions.kept("other code")


def alter_tables(versions: _Versions) -> KeptCounts:
    versions.connection.execute("INSERT INTO migration BY NAME SELECT 999 AS step, 'a change' AS about")
    return versions.kept()


def make_up(versions: _Versions) -> KeptCounts:
    versions.connection.execute("UPDATE load SET illustrative = true")
    return KeptCounts(versions.connection, versions.version, "this code", illustrative=True)


def erase_what_was_counted(versions: _Versions) -> KeptCounts:
    versions.version = 2
    versions.withdraw(1)
    versions.erase(1)
    versions.load([row("p1", "r1")])
    return versions.kept()


def keep_nothing(versions: _Versions) -> KeptCounts:
    kept_counts.forget(versions.connection)
    return versions.kept()


@pytest.mark.parametrize("alter", [alter_code, alter_tables, make_up, erase_what_was_counted, keep_nothing])
def test_where_kept_counts_are_not_of_these_records_by_this_code_all_is_counted(
    nothing_in_force, questions, alter: Callable[[_Versions], KeptCounts]
):
    alter(nothing_in_force).counts(*questions[0])
    assert counted_all(nothing_in_force)


@pytest.mark.slow
def test_kept_counts_from_which_more_would_go_than_there_is_are_not_used(nothing_in_force, questions):
    """As though the counts of other records had been put beside these loads."""
    nothing_in_force.version = 2
    nothing_in_force.load([row("p9", "r9")])
    of_others = nothing_in_force.kept()
    of_others.counts(*questions[0])
    of_others.write()
    nothing_in_force.connection.execute("UPDATE referral SET first_contact = DATE '2023-05-05' WHERE person = 'p9'")
    nothing_in_force.version = 3
    nothing_in_force.withdraw(2)
    same(nothing_in_force.kept().counts(*questions[0]), nothing_in_force.counted_again(*questions[0]))


def test_where_a_load_moves_more_than_a_few_all_is_counted(nothing_in_force, questions, monkeypatch):
    monkeypatch.setattr(moved_records, "FEW", 1)
    nothing_in_force.version = 2
    nothing_in_force.load([row("p1", "r3"), row("p2", "r4")])
    nothing_in_force.kept().counts(*questions[0])
    assert counted_all(nothing_in_force)


def test_what_is_kept_is_of_the_loads_in_force_alone(store_versions):
    store_versions.version = 2
    store_versions.withdraw(1)
    store_versions.kept().write()
    assert one(store_versions.connection, "SELECT count(*) FROM kept_count") == (0,)
