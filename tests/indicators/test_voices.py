"""What networks wrote down, as the page of voices reads it: the latest of each, words only with consent, few people hidden."""

from __future__ import annotations

from datetime import date, datetime

import duckdb
import pandas as pd
import pytest

from charts.words import voices as voices_words
from data.tables import REGISTERS
from data.tables.area import AREA
from data.tables.load import LOAD
from indicators.core.board import voices
from indicators.core.board.voices import Voices
from indicators.core.model import Role
from indicators.core.strategy.reading import strategies

LEEDS = strategies()["leeds-2020-2025"]
(OWN,) = (body.code for body in LEEDS.who_stands_for(Role.NETWORK))
TODAY = date(2026, 7, 1)


@pytest.fixture
def registers():
    connection = duckdb.connect()
    for contract in (LOAD, AREA, *REGISTERS.values()):
        connection.execute(contract.create())
    for load, version in ((1, 1), (2, 3)):
        connection.execute(
            "INSERT INTO load (load_id, layout, table_name, file_name, sha256, row_count, loaded_at, version_from) "
            "VALUES (?, 'x', 'x', 'x', 'x', 1, ?, ?)",
            [load, datetime(2026, 7, 1), version],
        )
    for code in (OWN, "elsewhere"):
        connection.execute("INSERT INTO area (code, name, type) VALUES (?, ?, 'co-production network')", [code, code])
    yield connection
    connection.close()


def add(connection, table: str, **cells) -> None:
    cells = {"network": OWN, "load_id": 1, "row_number": 2, **cells}
    names = ", ".join(f'"{name}"' for name in cells)
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(cells))})", [*cells.values()])


def read(connection, version: int = 3) -> Voices:
    return voices.of_strategy(connection, LEEDS, version)


def test_a_project_is_shown_in_its_latest_state_with_those_before_and_what_runs_comes_first(registers):
    add(registers, "project", project="a", as_of=date(2025, 1, 1), name="A", state="running")
    add(registers, "project", project="a", as_of=date(2026, 1, 1), name="A", state="paused")
    add(registers, "project", project="b", as_of=date(2026, 1, 1), as_of_precision="year", name="B", state="running")
    entries = read(registers)
    assert [(one.name, one.state) for one in entries.projects] == [("B", "running"), ("A", "paused")]
    assert voices_words.project_states(entries.projects[0]) == "Running, as of 2026"
    assert (
        voices_words.project_states(entries.projects[1])
        == "Paused, since 1 January 2026. Before: running, since 1 January 2025"
    )
    assert voices_words.voices_headline(entries, "Leeds") == "2 co-production projects: 1 running and 1 paused."


def test_an_earlier_version_shows_what_was_written_down_by_then(registers):
    add(registers, "project", project="a", as_of=date(2026, 1, 1), name="A", state="running")
    add(registers, "project", project="a", as_of=date(2026, 1, 1), name="A", state="ended", load_id=2)
    assert read(registers, 1).projects[0].state == "running"
    assert read(registers, 3).projects[0].state == "ended"


def test_networks_of_no_strategy_are_among_the_others_alone(registers):
    add(registers, "project", network="elsewhere", project="a", as_of=date(2026, 1, 1), name="A", state="running")
    assert read(registers).empty
    others = voices.of_others(registers, strategies().values(), 3)
    assert [one.name for one in others.projects] == ["A"]
    assert list(others.networks) == ["elsewhere"]


@pytest.mark.parametrize(
    ("consented", "checked_by", "shown"),
    [
        ("yes", "coordinator", "We wait too long"),
        ("yes", None, ""),
        ("no", "coordinator", ""),
        (None, "coordinator", ""),
    ],
)
def test_words_show_only_where_people_agreed_and_somebody_checked_them(registers, consented, checked_by, shown):
    add(
        registers,
        "feedback",
        feedback="f",
        theme="waits",
        said="We wait too long",
        consented=consented,
        checked_by=checked_by,
    )
    assert read(registers).feedback[0].words == shown


def test_what_is_open_comes_first_and_says_for_how_long(registers):
    add(
        registers,
        "feedback",
        feedback="a",
        theme="letters",
        received=date(2026, 5, 1),
        answer="Yes",
        told_back=date(2026, 5, 13),
    )
    add(registers, "feedback", feedback="b", theme="waits", received=date(2026, 6, 1))
    add(registers, "feedback", feedback="c", theme="staff")
    feedback = read(registers).feedback
    assert [(one.theme, voices_words.answer(one, TODAY)) for one in feedback] == [
        ("waits", "No answer yet, 30 days so far"),
        ("staff", "Whether it was answered is not stated"),
        ("letters", "Told back after 12 days"),
    ]
    assert voices_words.usual_days(feedback, TODAY) == "Of those who were told, half were told within 12 days."


@pytest.mark.parametrize(
    ("people", "shown"), [(None, "not stated"), (0, "0"), (4, "hidden to protect people"), (5, "5")]
)
def test_few_people_of_an_activity_are_hidden(registers, people, shown):
    add(registers, "involvement", activity="a", name="A", people=people)
    (activity,) = read(registers).activities
    assert voices_words.took_part(activity) == shown
    assert activity.people is None or activity.people == 0 or activity.people >= 5


def test_a_change_without_evidence_is_told_and_not_counted(registers):
    add(registers, "change", change="a", name="Letters", kind="letter", state="made", evidence="The new letter")
    add(registers, "change", change="b", name="Forms", kind="form", state="made")
    entries = read(registers)
    assert [one.counts for one in entries.changed] == [False, True]
    assert "No evidence is named, so it is not counted" in voices_words.change_state(entries.changed[0])
    assert voices_words.voices_headline(entries, "Leeds").endswith("1 change made.")


def test_what_nobody_wrote_down_is_said(registers):
    assert voices_words.voices_headline(read(registers), "Leeds") == "No network has written anything down yet."
    add(registers, "change", change="a", name="Letters", kind="letter", state="under way")
    entries = read(registers)
    assert voices_words.voices_headline(entries, "Leeds") == "No project is written down. Written down: 1 change."
    assert voices_words.not_written_down(entries, who=False).startswith(
        "Not written down yet: projects, who takes part"
    )


def test_a_part_of_the_strategy_has_what_names_it_or_an_indicator_of_it(registers):
    add(registers, "change", change="a", name="Letters", kind="letter", state="made", priorities="P1; P6")
    add(registers, "change", change="b", name="Forms", kind="form", state="made", indicators="tt_recovery")
    add(registers, "feedback", feedback="f", theme="waits", priorities="P6")
    entries = read(registers)
    assert [one.name for one in entries.about("P6", ()).changed] == ["Letters"]
    assert [one.theme for one in entries.about("P6", ()).feedback] == ["waits"]
    assert [one.name for one in entries.about("", ["tt_recovery"]).changed] == ["Forms"]
    assert entries.about("P2", ["suicide_rate"]).empty


def test_a_group_that_is_asked_for_far_more_is_named_gently_and_a_hidden_one_never():
    def hours(*groups: tuple[str, float | None]) -> pd.DataFrame:
        rows = [{"dimension": "", "category": "", "value": 6.0}]
        return pd.DataFrame([*rows, *({"dimension": "sex", "category": name, "value": v} for name, v in groups)])

    assert voices_words.groups_asked_for_more(hours(("Female", 9.0), ("Male", 8.9))) == (
        "Asked for far more than others: Female (9 hours). Ask them whether that is too much."
    )
    assert voices_words.hours_asked(hours(("Female", 9.0))) == "Half of them were asked for more than 6 hours."
    assert voices_words.hours_asked(pd.DataFrame()) == ""
    assert voices_words.groups_asked_for_more(hours(("Female", 6.0), ("Male", None))) == ""


def test_how_people_felt_is_told_of_those_who_answered_and_of_nobody_where_it_is_hidden():
    rows = pd.DataFrame(
        {"dimension": ["", "mode"], "value": [90.0, 80.0], "numerator": [36.0, 8.0], "denominator": [40.0, 10.0]}
    )
    sentence = voices_words.felt_afterwards(rows, "April to June 2026")
    assert sentence == "36 of 40 who answered after taking part in April to June 2026 felt the same or better."
    assert voices_words.felt_afterwards(rows.assign(value=float("nan")), "April to June 2026") == ""
    assert voices_words.felt_afterwards(pd.DataFrame(), "April to June 2026") == ""
