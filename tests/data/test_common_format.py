"""What the common format promises, column by column."""

from __future__ import annotations

from datetime import date

import pytest
from places import Draw

from data.contract import Severity
from data.loading.publish import load
from data.problems import UnreadableFileError
from data.storage.versions import Store
from tests.data.laid_out import FINGERTIPS, SUICIDE, TIDY


def test_columns_that_may_be_left_out_may_be_left_out(read, draw: Draw):
    drawn = """
        indicator_id | area_code | period_start | period_end | period_type | sex | age | dimension | category | value |
        a_thing      | E08000035 | 2024-01-01   | 2024-12-31 | year        |     |     |           |          | 5     |
    """
    header, row = drawn.strip().splitlines()
    reading = read(draw(f"{header} numerator | denominator | source_id | published_on\n{row} | | a_survey | 2025-06"))
    assert reading.errors == []
    assert reading.rows("sex, age, dimension, category, statistic, release, release_precision, citation") == [
        ("Persons", "All ages", "", "", "value", date(2025, 6, 30), "month", None)
    ]


def test_fingertips_without_notes_and_categories_is_read(read, draw: Draw):
    header = FINGERTIPS.replace("Category Type | Category |", "").removesuffix(" | Value note")
    row = "41001 | Suicide | E08000035 | Leeds | Male | 10+ | 2015 - 17 | 19 | 16 | 22 | 192 | 995471"
    reading = read(draw(f"{header}\n{row}"))
    assert reading.errors == []
    assert reading.rows("value, note, dimension") == [(19, None, "")]


def test_a_figure_in_a_row_that_says_it_is_hidden_is_refused(read, figures: Draw):
    reading = read(figures("value | suppressed\n3 | suppressed"))
    assert [(p.row, p.column, p.value) for p in reading.errors] == [(2, "value", "3")]
    assert "says that there is none" in reading.errors[0].problem


def test_neither_a_figure_nor_a_reason_is_refused(read, figures: Draw):
    reading = read(figures("value | suppressed\n |"))
    assert [(p.row, p.column, p.problem) for p in reading.errors] == [
        (2, "value", "There is neither a value nor a reason why there is none.")
    ]


@pytest.mark.parametrize("sex", ["male", "M", "Boys"])
def test_a_sex_in_other_words_is_refused_rather_than_taken_for_everybody(read, figures: Draw, sex: str):
    reading = read(figures(f"sex\n{sex}"))
    assert [(p.column, p.value) for p in reading.errors] == [("sex", sex)]
    assert "Persons, Male, Female" in reading.errors[0].remedy


@pytest.mark.parametrize(
    ("column", "value", "problem"),
    [
        ("period_end", "2023-03-31", "ends before it starts"),
        ("period_end", "2024-02-30", "no such day"),
        ("period_end", "2025-03-31", "covers 12 months; these dates cover 24"),
        ("period_type", "fortnight", "not a period type we know"),
        ("source_id", "", "who published it"),
        ("area_code", "Leeds", "not an ONS or ODS code"),
        ("area_code", "", "This cell is empty"),
        ("indicator_id", "", "This cell is empty"),
        ("data_status", "draft", "not one of the words allowed"),
        ("published_on", "2025-13", "no such month"),
        ("published_on", "2099-01-31", "published in the future"),
        ("published_on", "2099-01", "published in the future"),
        ("published_on", "2099", "published in the future"),
        ("period_start", "2023-04-02", "first day of a month to the last"),
        ("period_end", "2024-03-30", "first day of a month to the last"),
        ("definition_version", "2", "another definition"),
        ("definition_version", "1", None),
        ("numerator", "-5", "cannot be below zero"),
        ("dimension", "ethnic group", "needs both a dimension and a group"),
        ("citation", "Title, publisher, page", "example row of the template"),
        ("unit", "%", None),
    ],
)
def test_each_column_of_the_common_format_keeps_its_promise(
    read, figures: Draw, column: str, value: str, problem: str | None
):
    reading = read(figures(f"{column} | note\n{value} | x") if value == "" else figures(f"{column}\n{value}"))
    if problem is None:
        assert reading.errors == []
        return
    assert len(reading.errors) == 1
    assert problem in reading.errors[0].problem
    assert column in reading.errors[0].column or column == "dimension"
    assert reading.errors[0].row == 2


def test_a_percentage_above_a_hundred_or_below_zero_is_refused(read, figures: Draw):
    reading = read(figures("value | unit | sex\n101 | % | Male\n-1 | % | Female\n101 | per 100,000 people | Persons"))
    assert [(p.row, p.value) for p in reading.errors] == [(3, "-1"), (2, "101")]


def test_a_period_before_1900_or_in_the_future_is_refused(read, figures: Draw):
    reading = read(
        figures("""
        period_start | period_end
        0202-04-01   | 0203-03-31
        2098-04-01   | 2099-03-31
    """)
    )
    assert [(p.row, p.problem) for p in reading.errors] == [
        (2, "The period starts before 1900."),
        (3, "The period ends in the future."),
    ]


def test_a_blank_period_shows_no_commas_where_one_that_cannot_be_read_shows_every_cell(read, figures: Draw):
    reading = read(figures("period_start | period_end | period_type\n | | \n2023-04-01 | soon | year"))
    assert [p.value for p in reading.errors] == ["", "2023-04-01, soon, year"]


def test_a_survey_may_run_from_any_day_to_any_other(read, figures: Draw):
    assert read(figures("period_start | period_end | period_type\n2023-04-12 | 2023-06-02 | survey")).errors == []


def test_a_figure_published_this_year_or_month_is_not_of_the_future(read, figures: Draw):
    """The last day stands for a month or a year of which no more is known."""
    today = date.today()
    assert read(figures(f"published_on\n{today:%Y}\n{today:%Y-%m}\n{today:%Y-%m-%d}")).errors == []


def test_what_is_said_to_be_published_before_its_period_ended_is_asked_about(read, figures: Draw):
    reading = read(figures("published_on\n2024-03-30\n2024-03"))
    assert (reading.errors, [(p.row, p.column, p.value) for p in reading.warnings]) == (
        [],
        [(2, "published_on", "2024-03-30")],
    )


@pytest.mark.parametrize(("value", "expected_rows"), [("0.53", [2]), ("1", []), ("0", [])])
def test_a_per_cent_given_as_a_share_of_one_is_asked_about(read, figures: Draw, value: str, expected_rows: list[int]):
    reading = read(figures(f"value | unit\n{value} | %"))
    assert reading.errors == []
    assert [p.row for p in reading.warnings if "share of 1" in p.remedy] == expected_rows
    assert read(figures(f"value | unit\n{value} | per 100,000 people")).warnings == []


@pytest.mark.parametrize("numerator", ["", "0"])
def test_a_per_cent_of_nobody_is_asked_about(read, figures: Draw, numerator: str):
    reading = read(figures(f"value | numerator | denominator | unit\n53 | {numerator} | 0 | %"))
    assert [(p.row, p.value, p.problem) for p in reading.warnings] == [
        (2, "53", "The per cent is not what its two counts give.")
    ]
    hidden = read(figures("value | suppressed | numerator | denominator | unit\n | not applicable | 0 | 0 | %"))
    assert hidden.checked.problems == ()


@pytest.mark.parametrize("written", ["", "All", "all ages", "ALL AGES"])
def test_everybody_is_of_all_ages_in_whatever_words(read, figures: Draw, written: str):
    """A correction that says it otherwise is the same figure again, and no other one beside it."""
    reading = read(figures(f"age | value\nAll ages | 53\n{written} | 54\n16+ yrs | 55"))
    assert reading.rows("age") == [("All ages",), ("All ages",), ("16+ yrs",)]
    assert [(p.row, p.value) for p in reading.errors] == [(3, "54")]


@pytest.mark.parametrize(
    ("column", "written", "problem"),
    [
        ("value", "1,101.0", "above 100"),
        ("lower_ci", "60.00", "lower limit is above"),
        ("numerator", "1,234", "More are counted"),
        ("published_on", "2023-06", "before its period ended"),
    ],
)
def test_a_value_is_shown_as_it_stands_in_the_file(read, figures: Draw, column: str, written: str, problem: str):
    row = {"value": "53", "lower_ci": "", "numerator": "", "denominator": "697", "published_on": ""} | {column: written}
    reading = read(figures(f"{' | '.join(row)} | unit\n{' | '.join(row.values())} | %"))
    assert [p.value for p in reading.checked.problems if problem in p.problem] == [written]


def test_more_counted_than_there_were_is_refused(read, figures: Draw):
    reading = read(figures("value | numerator | denominator | unit\n53 | 800 | 697 | %"))
    assert [p.problem for p in reading.errors] == ["More are counted than there were."]


def test_two_rows_that_give_one_figure_two_values_are_refused_each_with_the_row_it_contradicts(read, figures: Draw):
    reading = read(figures("value\n53\n53\n54\n55"))
    assert [(p.row, p.value) for p in reading.errors] == [(4, "54"), (5, "55")]
    assert all(p.remedy.startswith("Row 2 says 53.") for p in reading.errors)


def test_two_rows_that_give_one_figure_the_same_value_of_other_counts_or_limits_are_refused(read, figures: Draw):
    counts = read(figures("value | numerator | denominator | unit\n50 | 50 | 100 | %\n50 | 60 | 120 | %"))
    assert [(p.row, p.column, p.value, p.problem) for p in counts.errors] == [
        (3, "numerator", "60", "An earlier row gives the same figure another count.")
    ]
    limits = read(figures("value | lower_ci | upper_ci\n50 | 40 | 60\n50 | 40 | 61\n50 | 40 | 60"))
    assert [(p.row, p.column, p.value) for p in limits.errors] == [(3, "upper_ci", "61")]


def test_a_figure_and_its_hidden_twin_contradict_each_other(read, figures: Draw):
    reading = read(figures("value | suppressed\n53 |\n | suppressed"))
    assert [(p.row, p.value) for p in reading.errors] == [(3, "nothing")]


def test_two_releases_of_one_figure_in_one_file_do_not_contradict_each_other(read, figures: Draw):
    assert read(figures("value | published_on\n53 | 2024-01\n54 | 2024-02")).errors == []


@pytest.mark.slow
def test_an_unknown_code_that_is_well_formed_is_asked_about_and_loads(small_store: Store, figures: Draw, unchanged):
    outcome = load(small_store, figures("area_code\nE08000099"), unchanged)
    assert outcome.published
    assert [(p.severity, p.row, p.value) for p in outcome.checked.problems] == [(Severity.WARNING, 2, "E08000099")]


def test_a_problem_names_the_header_of_the_column_it_is_in(read, draw: Draw):
    row = "2025-01 | 2025-01-01 | 2025-01-31 | Provider | all | x | Leeds | x | M001 | a | count | 9"
    reading = read(draw(f"{TIDY}\n{row}"))
    assert [(p.column, p.value) for p in reading.errors] == [("group_type, org_code1, org_code2", "Leeds")]


def test_limits_that_do_not_hold_the_value_only_ask(read, draw: Draw):
    reading = read(draw(f"{FINGERTIPS}\n{SUICIDE} 2015 - 17 | 19 | 20 | 22 | | |"))
    assert reading.errors == []
    assert [p.problem for p in reading.warnings] == ["The lower limit is above the value."]


def test_a_name_of_no_layout_lists_the_layouts(read, figures: Draw):
    with pytest.raises(
        UnreadableFileError,
        match="There is no layout 'commn'. The layouts are: .*common, counted_records, deprivation_lsoa11",
    ):
        read(figures("value\n5"), "commn")


def test_a_renamed_column_is_named_in_the_refusal(read, draw: Draw):
    with pytest.raises(UnreadableFileError, match="nearest to 'Physical health checks.*without the column Answer"):
        read(draw("Period | CCG Code | Question | Reply\nSMI-Q4-2018-2019 | 15F | SMIRegister | 0"))


@pytest.mark.parametrize(
    ("header", "kind"),
    [("NHS number", "an NHS number"), ("Date of birth", "a date of birth"), ("Surname", "a person's name")],
)
def test_a_column_beside_the_format_that_tells_of_people_is_asked_about_since_the_file_is_kept(
    read, draw: Draw, figures: Draw, header: str, kind: str
):
    first, row = figures("value\n53").read_text(encoding="utf-8").splitlines()
    plain = draw(f"{first}\n{row}".replace(",", " | "), "plain.csv")
    assert read(plain).questions == []
    reading = read(draw(f"{first},{header}\n{row},Smith".replace(",", " | ")))
    assert reading.errors == []
    (question,) = reading.questions
    assert (question.row, question.column, question.value) == (1, header, "")
    assert question.problem == f"By its name each cell of this column is {kind}."
    assert question.remedy.startswith("Delete the column")


def test_a_column_that_the_publisher_has_beside_and_that_tells_of_nobody_is_no_question(read, draw: Draw):
    reading = read(draw(f"{FINGERTIPS} | Remark\n{SUICIDE} | as before"))
    assert reading.questions == []
