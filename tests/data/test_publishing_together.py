"""Several files in one publish: all of them or none; and a publish tried out first, of which nothing is ever seen."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest
from places import SAMPLES

from data.loading import publish
from data.loading.incoming import Incoming
from data.loading.publish import ALREADY, HELD_BACK, PUBLISHED, REFUSED, load, load_together
from data.problems import UnreadableFileError, warnings
from data.storage.precedence import version_of_day
from data.storage.versions import Store, StoreError
from data.tables import TABLES
from tests.data.stored import as_an_earlier_release_made_it


def states(outcomes: list[publish.Outcome]) -> list[tuple[str, int | None, int]]:
    return [(outcome.state, outcome.load_id, outcome.version) for outcome in outcomes]


def stored_figures(store: Store) -> list[tuple[object, ...]]:
    return store.read().execute("SELECT load_id, value FROM published_value ORDER BY ALL").fetchall()


@pytest.fixture
def together(small_store, unchanged):
    return lambda *paths, **options: load_together(
        small_store, [Incoming(path) for path in paths], unchanged, **options
    )


# All or none


@pytest.mark.slow
def test_files_without_faults_make_one_version_and_a_load_each(small_store, together, figures):
    outcomes = together(figures("value\n53", "a.csv"), figures("value\n54", "b.csv"), who="Ann", note="Both")
    assert states(outcomes) == [(PUBLISHED, 1, 2), (PUBLISHED, 2, 2)]
    assert small_store.version == 2
    assert stored_figures(small_store) == [(1, 53), (2, 54)]
    assert small_store.read().execute("SELECT who, what, note FROM version WHERE version = 2").fetchall() == [
        ("Ann", "load", "Both")
    ]


@pytest.mark.slow
def test_figures_of_a_dropped_file_say_what_it_is_and_who_published_it(small_store, unchanged, figures):
    load(small_store, SAMPLES / "talking_therapies_2023-05.csv", unchanged)
    load(small_store, figures("value | citation\n53 |"), unchanged)
    read = small_store.read()
    assert read.execute("SELECT DISTINCT citation FROM service_activity").fetchall() == [
        ("NHS Talking Therapies, monthly activity and performance. NHS England.",)
    ]
    assert read.execute("SELECT citation FROM published_value").fetchall() == [(None,)], "its rows would have said it"


@pytest.mark.slow
def test_without_a_note_the_version_names_its_files(small_store, together, figures):
    together(figures("value\n53", "a.csv"), figures("value\n54", "b.csv"))
    assert small_store.read().execute("SELECT note FROM version WHERE version = 2").fetchall() == [
        ("Loaded a.csv, b.csv",)
    ]


@pytest.mark.slow
def test_one_refused_file_holds_back_the_others_and_no_load_is_claimed(small_store, together, figures):
    good, bad = figures("value\n53", "good.csv"), figures("value\nabc", "bad.csv")
    for files in ((good, bad), (bad, good)):
        outcomes = dict(zip((path.name for path in files), together(*files), strict=True))
        assert states([outcomes["good.csv"], outcomes["bad.csv"]]) == [(HELD_BACK, None, 1), (REFUSED, None, 1)]
        assert outcomes["good.csv"].checked is not None
        assert not any(outcome.published for outcome in outcomes.values())
    assert (small_store.version, stored_figures(small_store)) == (1, [])


@pytest.mark.slow
def test_a_file_twice_is_loaded_once_and_where_it_is_held_back_so_is_its_twin(small_store, together, figures):
    good, bad = figures("value\n53", "good.csv"), figures("value\nabc", "bad.csv")
    twin = Path(shutil.copy(good, good.with_name("twin.csv")))
    assert states(together(good, twin, bad)) == [(HELD_BACK, None, 1), (HELD_BACK, None, 1), (REFUSED, None, 1)]
    assert states(together(good, twin)) == [(PUBLISHED, 1, 2), (ALREADY, 1, 2)]
    assert stored_figures(small_store) == [(1, 53)]


@pytest.mark.slow
def test_a_file_that_is_there_already_stays_and_every_outcome_names_the_version_in_force(
    small_store, together, figures
):
    first, second = figures("value\n53", "a.csv"), figures("value\n54", "b.csv")
    together(first)
    assert states(together(second, first)) == [(PUBLISHED, 2, 3), (ALREADY, 1, 3)]
    assert states(together(first, second)) == [(ALREADY, 1, 3), (ALREADY, 2, 3)]
    assert small_store.version == 3


@pytest.mark.slow
def test_a_file_there_already_is_not_held_back_by_one_that_is_refused(together, figures):
    first, bad = figures("value\n53", "a.csv"), figures("value\nabc", "bad.csv")
    together(first)
    assert states(together(first, bad)) == [(ALREADY, 1, 2), (REFUSED, None, 2)]


@pytest.mark.slow
def test_a_file_that_cannot_be_read_or_is_not_there_stops_all(small_store, together, figures, tmp_path):
    (tmp_path / "prices.csv").write_text("a,b\n1,2\n")
    for odd in (tmp_path / "prices.csv", tmp_path / "nowhere.csv", tmp_path):
        with pytest.raises(UnreadableFileError):
            together(figures("value\n53"), odd)
    assert (small_store.version, stored_figures(small_store)) == (1, [])


def questions_of(outcome: publish.Outcome) -> list[tuple[int, str, str]]:
    assert outcome.checked is not None
    return [(p.row, p.column, p.value) for p in warnings(outcome.checked.problems)]


@pytest.mark.slow
def test_two_files_that_disagree_are_asked_about_because_only_their_order_would_decide(together, figures):
    first, second = figures("value\n53", "a.csv"), figures("sex | value\nMale | 50\n | 54", "b.csv")
    agreed, disputed = together(first, second)
    assert (questions_of(agreed), questions_of(disputed)) == ([], [(3, "value", "54")])
    (problem,) = disputed.checked.problems
    assert problem.problem == "a.csv, which comes with it, gives the same figure another value."
    assert problem.remedy == "Row 2 there says 53. If both are published this one is shown: take the wrong one away."


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("53 |       |            ", "53 |       |            "),
        ("53 | 2024-06 |          ", "54 | 2024-07 |          "),
        ("53 | 2024-06 |          ", "54 |         |          "),
        ("53 |         | final    ", "54 |         | provisional"),
    ],
)
@pytest.mark.slow
def test_two_files_that_agree_or_of_which_one_outranks_the_other_are_not(together, figures, first: str, second: str):
    header = "value | published_on | data_status\n"
    outcomes = together(figures(header + first, "a.csv"), figures(f"{header}{second}\n", "b.csv", newline="\r\n"))
    assert [questions_of(outcome) for outcome in outcomes] == [[], []]


@pytest.mark.slow
def test_a_file_that_revises_what_was_published_before_is_not_in_dispute_with_it(together, figures):
    together(figures("value\n53", "a.csv"))
    (outcome,) = together(figures("value\n54", "b.csv"))
    assert questions_of(outcome) == []


def test_no_file_is_no_version(small_store, together):
    assert together() == []
    assert small_store.version == 1


@pytest.mark.slow
def test_a_computation_that_fails_publishes_none(small_store, figures):
    def failing(connection: object, version: int) -> None:
        raise RuntimeError("a fault of ours")

    with pytest.raises(RuntimeError):
        load_together(small_store, [Incoming(figures("value\n53"))], failing)
    assert (small_store.version, stored_figures(small_store)) == (1, [])


@pytest.mark.slow
def test_withdrawing_marks_a_load_once_and_says_what_it_was(small_store, together, figures):
    together(figures("value\n53", "a.csv"))
    with small_store.rehearsal() as draft:
        assert publish.mark_withdrawn(draft.connection, 1, draft.number) == "a.csv"
        with pytest.raises(StoreError, match="withdrawn already, in version 3"):
            publish.mark_withdrawn(draft.connection, 1, draft.number)
        with pytest.raises(StoreError, match="There is no load 2"):
            publish.mark_withdrawn(draft.connection, 2, draft.number)
    assert small_store.read().execute("SELECT version_to FROM load").fetchall() == [(None,)]


# Tried out


@pytest.mark.slow
def test_what_was_tried_out_on_one_version_is_not_published_upon_another(small_store, together, figures, unchanged):
    """Somebody else may have published while ours waited for its turn: nobody has seen what it would change now."""
    together(figures("value\n53", "theirs.csv"))
    with pytest.raises(StoreError, match="Somebody else made version 2 meanwhile, so nothing was changed. Look again"):
        together(figures("value\n54", "ours.csv"), upon=1)
    with pytest.raises(StoreError, match="Somebody else made version 2 meanwhile"):
        publish.withdraw(small_store, 1, unchanged, upon=1)
    assert (small_store.version, stored_figures(small_store)) == (2, [(1, 53)])
    assert states(together(figures("value\n54", "ours.csv"), upon=2)) == [(PUBLISHED, 2, 3)]
    assert publish.withdraw(small_store, 1, unchanged, upon=3) == 4


def test_nothing_done_in_a_rehearsal_is_ever_seen(small_store):
    before = {path.name: path.read_bytes() for path in small_store.folder.iterdir()}
    with small_store.rehearsal() as draft:
        assert draft.number == 2
        draft.connection.execute("DELETE FROM area")
        assert small_store.read().execute("SELECT count(*) FROM area").fetchall() == [(4,)]
    assert {path.name: path.read_bytes() for path in small_store.folder.iterdir()} == before


@pytest.mark.slow
def test_a_rehearsal_takes_nobodys_turn(small_store, figures, unchanged):
    with small_store.rehearsal() as draft:
        assert load(small_store, figures("value\n53"), unchanged).published
        assert draft.connection.execute("SELECT count(*) FROM published_value").fetchall() == [(0,)]
    with small_store.next_version(), small_store.rehearsal() as draft:
        assert draft.number == 3


def test_a_fault_within_a_rehearsal_comes_out_as_it_is(small_store):
    with pytest.raises(RuntimeError, match="ours"), small_store.rehearsal():
        raise RuntimeError("ours")
    with pytest.raises(StoreError, match="There is no store"), Store(small_store.folder / "none").rehearsal():
        pass


# Which version was in force on a day


@pytest.mark.slow
def test_the_version_of_a_day_is_the_last_one_made_by_its_end(small_store, together, figures):
    together(figures("value\n53", "a.csv"))
    together(figures("value\n54", "b.csv"))
    with small_store.rehearsal() as draft:
        moments = [datetime(2026, 3, 1, 0, 0), datetime(2026, 3, 1, 23, 59, 59), datetime(2026, 6, 1, 12, 0)]
        for number, moment in enumerate(moments, 1):
            draft.connection.execute("UPDATE version SET published_at = ? WHERE version = ?", [moment, number])
        days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 2), date(2026, 5, 31), date(2026, 6, 1), date.max]
        assert [version_of_day(draft.connection, day) for day in days] == [None, 2, 2, 2, 3, 3]


# A store made by an earlier dashboard: it has fewer columns, no seal and no ledger


@pytest.mark.parametrize(
    ("table", "column"), [("target", "entered_by"), ("load", "said"), ("published_value", "note"), ("version", "who")]
)
@pytest.mark.slow
def test_a_store_without_a_column_opens_is_read_and_is_published_to(small_store, figures, unchanged, table, column):
    as_an_earlier_release_made_it(small_store, f"ALTER TABLE {table} DROP COLUMN {column}")
    assert small_store.read().execute(f"SELECT count(*) FROM {table}").fetchall()
    assert load(small_store, figures("value\n53"), unchanged, who="Ann", note="Why").published
    assert small_store.read().execute("SELECT who, what, note FROM version WHERE version = 2").fetchall() == [
        ("Ann", "load", "Why")
    ]
    with small_store.rehearsal() as draft:
        for contract in TABLES:
            selection = draft.connection.execute(f"SELECT * FROM {contract.table} LIMIT 0")
            assert {name for name, *_ in selection.description} == set(contract.names)
