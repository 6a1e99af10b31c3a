"""How many rows of a file are new, revised, unchanged or outranked: the preview says what publishing then does."""

from __future__ import annotations

from datetime import date

import pytest

from data.loading import ingest, load_diff, load_rows
from data.loading.load_diff import Arrival, Revised
from data.loading.publish import load, next_load
from data.storage.precedence import materialise
from data.tables.figure import SEXES as KNOWN

SEXES = KNOWN[:3]


@pytest.fixture
def arriving(small_store, figures, unchanged):
    """Publish some figures, then set others against them; also what is shown once those are published."""

    def set_against(stored_rows: str, file: str) -> tuple[Arrival, list[float]]:
        assert load(small_store, figures(stored_rows, "held.csv"), unchanged).published
        with small_store.rehearsal() as draft:
            checked = ingest.check(draft.connection, figures(file, "file.csv"))
            assert not checked.problems, checked.problems
            arrival = load_diff.arrival(draft.connection, checked.contract, draft.number)
            load_rows.append(draft.connection, checked, draft.number, next_load(draft.connection, 0))
            materialise(draft.connection, draft.number)
            shown = draft.connection.execute("SELECT value FROM in_force_published_value ORDER BY period_start")
            return arrival, [value for (value,) in shown.fetchall()]

    return set_against


def counts(arrival: Arrival) -> tuple[int, int, int, int]:
    return arrival.new, arrival.revised, arrival.unchanged, arrival.older


TWO_YEARS = """
    period_start | period_end | value | published_on
    2021-01-01   | 2021-12-31 | 50    | 2022-06
    2022-01-01   | 2022-12-31 | 55    | 2023-06
"""


@pytest.mark.slow
def test_rows_are_new_revised_or_unchanged_and_every_revision_says_before_and_after(arriving):
    arrival, shown = arriving(
        TWO_YEARS,
        """
        period_start | period_end | value | published_on
        2021-01-01   | 2021-12-31 | 50    | 2024-06
        2022-01-01   | 2022-12-31 | 56    | 2024-06
        2023-01-01   | 2023-12-31 | 60    | 2024-06
        """,
    )
    assert counts(arrival) == (1, 1, 1, 0)
    assert arrival.revisions == (Revised(3, "know_where_help_crisis", "E08000035", (), "2022", 55, 56),)
    assert shown == [50, 56, 60]


@pytest.mark.slow
def test_the_same_figures_in_another_file_are_all_unchanged(arriving):
    assert counts(arriving(TWO_YEARS, TWO_YEARS)[0]) == (0, 0, 2, 0)


@pytest.mark.slow
def test_a_row_that_stands_twice_in_a_file_is_one_figure_and_said_to_be_repeated(arriving):
    head = "period_start | period_end | value\n"
    twice = f"{head}2023-01-01 | 2023-12-31 | 60\n2022-01-01 | 2022-12-31 | 55\n2023-01-01 | 2023-12-31 | 60"
    arrival, shown = arriving(TWO_YEARS, twice)
    assert (arrival.new, arrival.repeated) == (1, 1)
    assert shown == [50, 55, 60]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("stored_release", "new_release", "is_shown"),
    [
        ("2024-06 | ", "2024-05 | ", False),
        ("2024-06 | ", " | ", False),
        (" | ", "2024-06 | ", True),
        (" | ", " | ", True),
        ("2024-06 | ", "2024-06 | ", True),
        ("2024-06 | final", "2024-06 | provisional", False),
        ("2024-06 | provisional", "2024-06 | final", True),
        ("2024-06 | final", "2024-07 | provisional", True),
        (" | final", " | provisional", False),
    ],
    ids=lambda value: value.replace(" | ", " ").strip() or "unknown" if isinstance(value, str) else "",
)
def test_a_row_is_called_revised_exactly_where_it_would_be_shown(
    arriving, stored_release: str, new_release: str, is_shown: bool
):
    head = "value | published_on | data_status\n"
    arrival, shown = arriving(f"{head}50 | {stored_release}", f"{head}60 | {new_release}")
    assert counts(arrival) == ((0, 1, 0, 0) if is_shown else (0, 0, 0, 1))
    assert shown == [60 if is_shown else 50]
    assert bool(arrival.revisions) is is_shown


@pytest.mark.slow
@pytest.mark.parametrize(
    ("stored_release", "new_release", "undecided"),
    [
        ("2024-09-01", "2024", True),
        ("2024", "2024-09-01", True),
        ("2024-09-01", "2024-09", True),
        ("2024", "2024-09", True),
        ("2024-08-31", "2024-09", False),
        ("2023", "2024-09", False),
        ("2024", "2024", False),
        ("2024-09", "2024-09", False),
        ("", "2024", False),
        ("2024", "", False),
    ],
)
def test_of_two_releases_in_one_year_or_month_the_later_is_not_known_where_one_says_no_more(
    arriving, stored_release: str, new_release: str, undecided: bool
):
    head = "value | published_on\n"
    arrival, _ = arriving(f"{head}50 | {stored_release}", f"{head}60 | {new_release}")
    assert arrival.undecided == ((2,) if undecided else ())


@pytest.mark.slow
def test_which_release_came_later_does_not_matter_where_both_say_the_same(arriving):
    head = "value | published_on\n"
    assert arriving(f"{head}50 | 2024-09-01", f"{head}50 | 2024")[0].undecided == ()


@pytest.mark.slow
def test_a_figure_that_is_hidden_now_is_a_revision_to_nothing(arriving):
    arrival, shown = arriving("value | suppressed\n50 | ", "value | suppressed\n | suppressed")
    assert arrival.revisions[0].before == 50
    assert arrival.revisions[0].after is None
    assert shown == [None]


@pytest.mark.slow
def test_a_revision_names_the_group_it_is_of(arriving):
    head = "value | sex | dimension | category\n"
    arrival, _ = arriving(f"{head}50 | Female | ethnic group | White", f"{head}60 | Female | ethnic group | White")
    assert arrival.revisions[0].figure == "know_where_help_crisis, E08000035, Female, White, 2023/24"


@pytest.mark.slow
def test_the_release_of_the_load_stands_in_for_that_of_rows_without_one(small_store, figures, unchanged):
    assert load(small_store, figures("value | published_on\n50 | 2024-06", "held.csv"), unchanged).published
    with small_store.rehearsal() as draft:
        checked = ingest.check(draft.connection, figures("value\n60", "file.csv"))
        later = load_diff.arrival(draft.connection, checked.contract, draft.number, date(2025, 1, 31))
        unknown = load_diff.arrival(draft.connection, checked.contract, draft.number)
    assert (counts(later), counts(unknown)) == ((0, 1, 0, 0), (0, 0, 0, 1))


@pytest.mark.slow
def test_of_very_many_revisions_all_are_counted_and_some_are_named(arriving):
    def many(value: int) -> str:
        rows = [f"{year}-01-01 | {year}-12-31 | {sex} | {value}" for year in range(1920, 2021) for sex in SEXES]
        return "\n".join(["period_start | period_end | sex | value", *rows])

    arrival, _ = arriving(many(50), many(60))
    assert counts(arrival) == (0, 303, 0, 0)
    assert len(arrival.revisions) == load_diff.NAMED_AT_MOST
