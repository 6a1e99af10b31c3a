"""Counts of residents: mid-year estimates and tables of the census, what is wrong in them, and which of them counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from places import BUNDLE

from data.loading import bundle, ingest, load_comparison, publish, register_entries
from data.loading.incoming import released_on
from data.storage import precedence
from data.storage.versions import Store
from data.tables import POPULATIONS
from indicators import catalogue
from indicators.core.measures.refresh import recompute
from indicators.core.measures.stale import tables_moved, touched
from indicators.core.records import LifeExpectancy, Rates
from tests.data.stored import as_an_earlier_release_made_it

pytestmark = pytest.mark.slow

CENSUS_TABLES = ("ethnicity21_ltla21.leeds.csv", "leeds_sexual_orientation_21.csv", "leeds_disability_21.csv")
TITLE = "MYE2: {} by single year of age and sex for local authorities in the UK, mid-{}"
AGES = [str(age) for age in range(90)] + ["90+"]
POPULATION = POPULATIONS["population"]


@pytest.fixture
def estimates(tmp_path: Path) -> Callable[..., Path]:
    """Write a sheet of mid-year estimates with a row for Leeds: ten people of every age, but for those said otherwise."""

    def written(
        title: str = TITLE.format("Persons", 2021), *, total: str = "", name: str = "estimates.csv", **ages: str
    ):
        cells = dict.fromkeys(AGES, "10") | {
            age.removeprefix("at_").replace("_and_over", "+"): n for age, n in ages.items()
        }
        total = total or str(sum(int(number) for number in cells.values()))
        rows = [
            f'"{title}"{"," * (len(AGES) + 3)}',
            ",".join(["Code", "Name", "Geography", "All ages", *AGES]),
            ",".join(["E08000035", "Leeds", "Metropolitan District", total, *cells.values()]),
        ]
        path = tmp_path / name
        path.write_text("\n".join([*rows, ""]), encoding="utf-8")
        return path

    return written


@pytest.fixture
def lives(small_store: Store) -> Callable[..., list[tuple]]:
    """What is held of Leeds, now or as of a version or day."""

    def figures_asked(
        columns: str, where: str = "true", version: int | None = None, day: date | None = None
    ) -> list[tuple]:
        cursor = small_store.read()
        precedence.materialise(cursor, version or small_store.version, day)
        sql = f"SELECT {columns} FROM in_force_population WHERE area = 'E08000035' AND {where} ORDER BY ALL"
        return cursor.execute(sql).fetchall()

    return figures_asked


@pytest.fixture
def loaded(small_store: Store, unchanged) -> Callable[..., int]:
    def load(path: Path, **options) -> int:
        outcome = publish.load(small_store, path, unchanged, **options)
        assert outcome.load_id is not None, outcome.checked and outcome.checked.problems
        return outcome.load_id

    return load


def test_estimates_are_read_by_single_year_and_sex_and_year_of_their_title_are_said(read, estimates):
    reading = read(estimates(TITLE.format("Females", 2020), at_90_and_over="25"))
    assert reading.checked.layout.name == "mid_year_estimates"
    assert reading.checked.notes == ("Females and mid-2020 are only in the rows above the table.",)
    columns = "area, year, sex, age, people, characteristic, group_name"
    assert reading.rows(columns, "age >= 89") == [
        ("E08000035", 2020, "Females", 89, 10, "", ""),
        ("E08000035", 2020, "Females", 90, 25, "", ""),
    ]
    assert (reading.checked.rows, reading.errors) == (91, [])


@pytest.mark.parametrize("cell", ["12.5", "-3", "*", "", "about 9"])
def test_a_cell_that_is_no_number_of_people_is_named_with_its_age(read, estimates, cell: str):
    reading = read(estimates(total="910", at_44=cell))
    (fault,) = [problem for problem in reading.errors if problem.column == "44"]
    assert (fault.row, fault.value) == (3, cell)
    assert fault.remedy
    assert {problem.column for problem in reading.errors} == {"44"}


def test_ages_that_do_not_add_up_to_the_row_s_own_total_are_refused(read, estimates):
    (fault,) = read(estimates(total="911")).errors
    assert (fault.row, fault.column, fault.value, fault.problem) == (3, "All ages", "911", "The ages add up to 910.")


def test_estimates_without_their_title_are_refused_with_what_to_restore(read, estimates):
    with pytest.raises(Exception, match="do not say of which sex and year.*Restore the title"):
        read(estimates("A table"))


def test_per_cents_stacked_below_the_counts_are_left_out_and_a_double_space_changes_nothing(read, draw):
    reading = read(
        draw(
            """
            ltla21_code | ltla21_name | ethnic_group                                                           | value
            E08000035   | Leeds       | Mixed or Multiple ethnic groups: White and Black African (number)      | 4,294
            E08000035   | Leeds       | White: Gypsy or Irish Traveller  (number)                              | 878.0
            E08000035   | Leeds       | Mixed or Multiple ethnic groups: White and Black African  (percent)    | 0.5
            """,
            "ethnicity21.csv",
        )
    )
    assert reading.rows("characteristic, group_name, people, age, youngest, year") == [
        ("ethnic group", "Mixed or Multiple ethnic groups: White and Black African", 4294, None, 0, 2021),
        ("ethnic group", "White: Gypsy or Irish Traveller", 878, None, 0, 2021),
    ]
    assert "1 row was left out: per cents of the counts beside them." in reading.checked.notes
    assert reading.errors == []


ORIENTATION = """
    ltla21_code | total_residents | sexual_orientation       | n      | prop
    E08000035   | 658471          | Straight or Heterosexual | 582244 | 0.884236360
    {}
"""


def test_the_year_of_a_census_stands_in_the_file_s_name_and_is_said(read, draw):
    reading = read(
        draw(ORIENTATION.format("E08000035 | 658471 | Not answered | 48264 | 0.073297078"), "england_21.csv")
    )
    assert reading.checked.notes == ("The year, 2021, is only in the file's name: check that it is right.",)
    assert reading.rows("group_name, people, youngest, year") == [
        ("Straight or Heterosexual", 582244, 16, 2021),
        ("Not answered", 48264, 16, 2021),
    ]
    with pytest.raises(Exception, match="Neither this file nor its name states the year.*england_disability_21.csv"):
        read(draw(ORIENTATION.format("E08000035 | 658471 | Not answered | 48264 | 0.07"), "orientation.csv"))


@pytest.mark.parametrize(
    "row, column, problem",
    [
        ("E08000035 | 658471 | Bisexuals | 12656 | 0.019220285", "sexual_orientation", "This is no group of the census."),
        ("E08000035 | 658471 | Bisexual | some | 0.019220285", "n, total_residents, prop", "This is not a number of people."),
        ("E08000035 | 658471 | Bisexual | 12.5 | 0.019220285", "n, total_residents, prop", "This is not a number of people."),
        ("E08000035 | 12656 | Bisexual | 658471 | 0.019220285", "n, total_residents, prop", "There are more people"),
        ("E08000035 | 658471 | Bisexual | 126560 | 0.019220285", "n, total_residents, prop", "The proportion is not"),
        ("LEEDS! | 658471 | Bisexual | 12656 | 0.019220285", "ltla21_code", "This is not an ONS or ODS code."),
        (" | 658471 | Bisexual | 12656 | 0.019220285", "ltla21_code", "This cell is empty."),
        (
            "E08000035 | 658471 | Straight or Heterosexual | 582245 | 0.884236360",
            "sexual_orientation",
            "Row 2 counts the same people, with another number.",
        ),
    ],
)  # fmt: skip
def test_a_mistake_in_a_census_table_is_named_with_its_row_and_column(read, draw, row: str, column: str, problem: str):
    (fault,) = read(draw(ORIENTATION.format(row), "orientation_21.csv")).errors
    assert (fault.row, fault.column) == (3, column)
    assert fault.problem.startswith(problem)
    assert fault.remedy


def test_a_stacked_row_that_is_neither_count_nor_per_cent_is_refused(read, draw):
    table = "ltla21_code | ltla21_name | ethnic_group | value\nE08000035 | Leeds | White: Irish | 6892"
    (fault,) = read(draw(table, "ethnicity21.csv")).errors
    assert fault.remedy == 'End it with "(number)" or "(percent)".'


def test_the_load_that_came_last_counts_and_its_withdrawal_brings_the_earlier_number_back(
    small_store: Store, estimates, loaded, lives, unchanged
):
    loaded(estimates(at_44="11", name="first.csv"))
    second = loaded(estimates(at_44="12", name="second.csv"))
    assert lives("people", "age = 44") == [(12,)]
    publish.withdraw(small_store, second, unchanged)
    assert lives("people", "age = 44") == [(11,)]
    assert [lives("people", "age = 44", version) for version in (1, 2, 3)] == [[], [(11,)], [(12,)]]
    assert [tables_moved(small_store.read(), version) for version in (1, 2, 4)] == [
        set(),
        {"population"},
        {"population"},
    ]


def test_what_is_reckoned_from_residents_is_computed_again_when_they_are_loaded(small_store: Store, estimates, loaded):
    loaded(estimates())
    moved = touched(small_store.read(), catalogue(), small_store.version)
    by_population = {
        name
        for name, declared in catalogue().items()
        if declared.approximate_population or any(isinstance(one, (Rates, LifeExpectancy)) for one in declared.figures)
    }
    assert {*moved} == {*by_population, "cp_representation_gap"}
    assert by_population


def test_a_number_that_came_with_the_dashboard_comes_after_every_load(
    small_store: Store, estimates, loaded, lives, unchanged
):
    with small_store.next_version() as draft:
        draft.connection.execute(
            "INSERT INTO population (area, year, characteristic, group_name, sex, age, people) "
            "VALUES ('E08000035', 2021, '', '', 'Persons', 44, 99)"
        )
        publish.record(draft.connection, draft.number, "first", "a test", "")
    load = loaded(estimates())
    assert lives("people", "age = 44") == [(10,)]
    publish.withdraw(small_store, load, unchanged)
    assert lives("people") == [(99,)]


def test_as_of_a_day_a_count_speaks_from_its_release_or_else_from_the_end_of_its_year(estimates, loaded, lives):
    loaded(estimates(at_44="11", name="first.csv"))
    loaded(estimates(at_44="12", name="second.csv"), origin=released_on(date(2022, 12, 21)))
    counts = [
        lives("people", "age = 44", day=day) for day in (date(2021, 12, 30), date(2021, 12, 31), date(2022, 12, 21))
    ]
    assert counts == [[], [(11,)], [(12,)]]


def test_a_file_set_against_what_is_held_says_what_is_new_revised_and_unchanged(small_store: Store, estimates, loaded):
    first = loaded(estimates(name="first.csv"))
    later = estimates(at_44="12", name="second.csv")
    cursor = small_store.read()
    ingest.check(cursor, later)
    arrival = register_entries.arrival(cursor, POPULATION, small_store.version)
    assert (arrival.new, arrival.revised, arrival.unchanged) == (0, 1, 90)
    second = loaded(later)
    compared = load_comparison.compare(small_store.read(), first, second)
    assert (compared.new, compared.gone, compared.revised, compared.unchanged) == (0, 0, 1, 90)
    assert compared.figures


def test_the_bundle_holds_three_tables_of_the_census_for_leeds(store: Store):
    cursor = store.read()
    precedence.materialise(cursor, store.version)
    counted = (
        "SELECT characteristic, count(*), sum(people) FROM in_force_population "
        "WHERE age IS NULL AND area = 'E08000035' GROUP BY 1 ORDER BY 1"
    )
    assert cursor.execute(counted).fetchall() == [
        ("disability", 2, 811_953),
        ("ethnic group", 19, 811_953),
        ("sexual orientation", 5, 658_471),
    ]
    uncited = "SELECT count(*) FROM in_force_population WHERE age IS NULL AND citation NOT LIKE 'Census 2021%'"
    assert cursor.execute(uncited).fetchall() == [(0,)]
    assert len((BUNDLE / CENSUS_TABLES[0]).read_text(encoding="utf-8").splitlines()) == 1 + 38


@pytest.mark.slow
def test_a_store_of_an_earlier_release_gets_the_columns_and_the_tables_and_keeps_its_numbers(little_store: Store):
    before = little_store.read().execute("SELECT area, year, sex, age, people FROM population ORDER BY ALL").fetchall()
    new = ("characteristic", "group_name", "youngest", "citation", "load_id", "row_number")
    gone = [f"ALTER TABLE population DROP COLUMN {column}" for column in new]
    as_an_earlier_release_made_it(little_store, "; ".join(gone))
    assert bundle.ensure(little_store, recompute)
    cursor = little_store.read()
    query = "SELECT area, year, sex, age, people FROM population WHERE characteristic = '' ORDER BY ALL"
    assert cursor.execute(query).fetchall() == before
    files = cursor.execute("SELECT file_name FROM load WHERE table_name = 'population' ORDER BY load_id").fetchall()
    assert [name for (name,) in files] == [*CENSUS_TABLES, "ethnicity21_lsoa21.leeds.csv.gz"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "file, year, sexes",
    [
        ("ukpopestimatesmid2021.xls", 2021, {"Persons": 809_036, "Females": 413_878, "Males": 395_158}),
        ("ukpopestimatesmid2020on2021geography.xls", 2020, {"Persons": 798_786}),
        ("pop_2020.xlsx", 2020, {"Persons": 798_786, "Males": 391_667, "Females": 407_119}),
    ],
)
def test_a_whole_workbook_of_estimates_loads_sheet_by_sheet(store: Store, real: Path, file: str, year: int, sexes):
    cursor = store.read()
    sheet, area = ("Mid-2020 {}", "E38000225") if file == "pop_2020.xlsx" else ("MYE2 - {}", "E08000035")
    for sex, total in sexes.items():
        checked_file = ingest.check(cursor, real / "population" / file, sheet=sheet.format(sex))
        assert not checked_file.refused
        query = f"SELECT year, sex, count(*), sum(people) FROM staged WHERE area = '{area}' GROUP BY ALL"
        assert cursor.execute(query).fetchall() == [(year, sex, 91, total)]


@pytest.mark.slow
def test_the_whole_census_table_gives_leeds_its_residents(store: Store, real: Path):
    cursor = store.read()
    ingest.check(cursor, real / "ethnicity" / "ethnicity21_ltla21.england.csv")
    leeds = "SELECT count(*), sum(people) FROM staged WHERE area = 'E08000035'"
    assert cursor.execute(leeds).fetchall() == [(19, 811_953)]
