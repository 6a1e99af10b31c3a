"""Traps in how files are written: headers, names, periods and odd cells, in the order of the manifest of the real files."""

from __future__ import annotations

import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest
from places import BUNDLE, EXAMPLES, SAMPLES, Draw

from data.problems import UnreadableFileError
from tests.data.laid_out import FINGERTIPS, PLACEMENTS, SUICIDE


def test_trap_1_period_and_measure_that_stand_only_above_the_table_are_found_and_said_aloud(read):
    reading = read(BUNDLE / "ons_wellbeing_Anxiety-Table_1.csv")
    assert reading.rows("series, period_start, period_end, value", "area = 'E08000035'") == [
        ("anxiety", date(2020, 4, 1), date(2021, 3, 31), 3.70)
    ]
    assert reading.checked.notes == ("The period, 2020/21, and the measure are only in the rows above the table.",)


def test_trap_2_a_line_break_in_quotes_does_not_move_the_row_numbers(read):
    reading = read(SAMPLES / "wellbeing_with_broken_lines.csv")
    assert reading.rows("row_number", "area = 'E08000035'") == [(9,)]
    assert [(p.row, p.value, p.problem) for p in reading.errors] == [(10, "three", "This is not a number.")]


def test_trap_2_leeds_stands_in_the_row_a_spreadsheet_shows(read, real: Path):
    reading = read(real / "ons_wellbeing" / "Anxiety-Table 1.csv")
    assert reading.rows("row_number, value", "area = 'E08000035'") == [(288, 3.70)]


def test_trap_16_a_percent_escaped_name_and_a_version_in_it_do_not_matter(read, tmp_path: Path):
    copy = Path(shutil.copy(EXAMPLES / "MHSDS%20Data_4WW_AugPerf_2024.csv", tmp_path / "MHSDS%20Data%20v9.csv"))
    assert read(copy).checked.rows == 450


@pytest.mark.parametrize(
    "name", ["oaps-open-data-dec-2016.csv", "OAPs%20open%20data%20Dec%202016.csv", "oaps_december_2016.csv"]
)
def test_trap_17_a_period_that_stands_only_in_the_name_is_said_aloud(read, draw: Draw, name: str):
    reading = read(draw(f"{PLACEMENTS}\nTotal number of OAP days over the period | England | | | | | | 57", name))
    assert reading.rows("period_start, period_end") == [(date(2016, 12, 1), date(2016, 12, 31))]
    assert reading.checked.notes == ("The period, December 2016, is only in the file's name: check that it is right.",)


def test_trap_17_with_no_period_in_file_or_name_it_is_refused(read, draw: Draw):
    with pytest.raises(UnreadableFileError, match="Neither this file nor its name states a period"):
        read(draw(f"{PLACEMENTS}\nTotal number of OAP days | England | | | | | | 57", "placements.csv"))


def test_trap_23_names_padded_with_spaces_are_trimmed(read, draw: Draw):
    nbsp = "\u00a0"
    name = f"91390{nbsp} | Suicide crude rate (5 year average){nbsp}"
    figure = f"E08000035{nbsp} | Leeds | Male | 10-34 yrs | | | 2013 - 17 | {nbsp}13.2{nbsp} | | | | |"
    reading = read(draw(f"{FINGERTIPS}\n{name} | {figure}"))
    assert reading.errors == []
    assert reading.rows("series, series_name, area, value") == [
        ("91390", "Suicide crude rate (5 year average)", "E08000035", 13.2)
    ]


@pytest.mark.slow
def test_trap_25_the_damaged_mental_health_act_workbook_is_refused_cell_by_cell(read, real: Path, tmp_path: Path):
    workbook = real / "mental_health_act" / "mha_annual_suppressed_2023_24 (version 1).xlsx"
    assert "6,607 more are hidden in the sheet and were not read" in " ".join(read(workbook).checked.notes)
    with zipfile.ZipFile(workbook) as filtered, zipfile.ZipFile(tmp_path / workbook.name, "w") as unhidden:
        for name in filtered.namelist():
            unhidden.writestr(name, filtered.read(name).replace(b' hidden="1"', b""))
    reading = read(tmp_path / workbook.name)
    assert reading.checked.refused
    dragged = [p for p in reading.errors if "dragging a cell down" in p.problem]
    assert {p.column for p in dragged} == {"Demographic, DemographicBreakdown"}
    assert all("do not change it by hand" in p.remedy for p in dragged)
    assert (2, "h, All prov", "This is not a kind of organisation in this file.") in {
        (p.row, p.value, p.problem) for p in reading.errors
    }


def test_trap_25_a_column_overwritten_by_dragging_is_refused(read):
    reading = read(SAMPLES / "mental_health_act_dragged.csv")
    assert [(p.row, p.column, p.value) for p in reading.errors] == [
        (3, "Demographic, DemographicBreakdown", "IMD, Male"),
        (4, "Demographic, DemographicBreakdown", "IMD, Female"),
        (2, "OrganisationBreakdown, OrgID", "h, All prov"),
    ]


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("2015 - 17", date(2015, 1, 1), date(2017, 12, 31)),
        ("2017/18", date(2017, 4, 1), date(2018, 3, 31)),
        ("1999/00", date(1999, 4, 1), date(2000, 3, 31)),
        ("2013/14 Q4", date(2014, 1, 1), date(2014, 3, 31)),
        ("2016/17 - 18/19", date(2016, 4, 1), date(2019, 3, 31)),
        ("2018", date(2018, 1, 1), date(2018, 12, 31)),
    ],
)
def test_trap_27_a_slash_means_one_year_and_a_dash_several(read, draw: Draw, written: str, start: date, end: date):
    reading = read(draw(f"{FINGERTIPS}\n{SUICIDE} {written} | 19 | | | | |"))
    assert reading.rows("period_start, period_end") == [(start, end)]


@pytest.mark.parametrize("written", ["2017/2019", "2015 - 14", "2016/18", "0000", "9999/00", "last year"])
def test_trap_27_a_period_that_could_mean_anything_is_refused(read, draw: Draw, written: str):
    reading = read(draw(f"{FINGERTIPS}\n{SUICIDE} {written} | 19 | | | | |"))
    assert [(p.row, p.column, p.value) for p in reading.errors] == [(2, "Time period", written)]


@pytest.mark.parametrize(
    ("folder", "name", "row"),
    [("samples", "talking_therapies_planted.csv", 4), ("real", "talking_therapies/raw_header_samples/2025-09.csv", 7)],
)
def test_trap_28_a_planted_row_is_refused_by_row_column_value_and_remedy(
    read, request: pytest.FixtureRequest, folder: str, name: str, row: int
):
    path = (SAMPLES if folder == "samples" else request.getfixturevalue("real")) / name
    reading = read(path)
    assert {p.row for p in reading.errors} == {row}
    assert [(p.column, p.value) for p in reading.errors] == [
        ("GROUP_TYPE, ORG_CODE1, ORG_CODE2", "ABC, ABC, ABC"),
        ("MEASURE_ID", "ABC"),
        ("MEASURE_NAME", "ABC"),
    ]
    assert reading.errors[1].remedy == "Measure numbers look like M001 or M1010."


def test_trap_30_bytes_of_windows_1252_are_read_and_said_aloud(read, figures: Draw):
    reading = read(figures("citation\n© Bôn 2024", encoding="cp1252"))
    assert reading.rows("citation") == [("© Bôn 2024",)]
    assert reading.checked.notes == ("Not UTF-8: read as Windows-1252. Check names with accents.",)


@pytest.mark.parametrize("value", ["2.08%", "1.2.3", "£5", "five", "1e999", "--3"])
def test_trap_30_what_only_looks_like_a_number_is_refused(read, figures: Draw, value: str):
    reading = read(figures(f"value\n{value}"))
    assert [(p.row, p.column, p.value) for p in reading.errors] == [(2, "value", value)]
    assert reading.errors[0].problem == "This is not a number."


@pytest.mark.parametrize(("written", "value"), [("123,784", 123784), ("2555.0", 2555), ("+4", 4), ("1e3", 1000)])
def test_trap_30_thousands_separators_and_decimals_are_read(read, figures: Draw, written: str, value: float):
    assert read(figures(f"value\n{written}")).rows("value") == [(value,)]


@pytest.mark.parametrize(
    "spelling", ["Lower CI 95.0 limit", "LowerCI95.0limit", "lower_ci_95.0_limit", " LOWER-CI 95.0 LIMIT "]
)
def test_trap_35_headers_are_the_same_without_case_spaces_and_punctuation(read, draw: Draw, spelling: str):
    header = FINGERTIPS.replace("Lower CI 95.0 limit", spelling)
    reading = read(draw(f"{header}\n{SUICIDE} 2015 - 17 | 19 | 16 | 22 | | |"))
    assert reading.rows("lower95, upper95") == [(16, 22)]


def test_trap_37_the_layout_with_its_period_in_the_file_is_another_one(read):
    assert read(BUNDLE / "oaps-open-data-feb-2017.csv").checked.layout.name == "out_of_area_placements_dated"
    assert read(BUNDLE / "oaps-open-data-jan-2017.csv").checked.layout.name == "out_of_area_placements"
