"""Traps, in the order of the manifest of the real files."""

from __future__ import annotations

import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest
from places import BUNDLE, EXAMPLES, SAMPLES, Draw

from data.loading.publish import load
from data.problems import UnreadableFileError
from data.storage.precedence import materialise
from data.storage.versions import Store
from tests.data.laid_out import CHECKS, FINGERTIPS, PLACEMENTS, SUICIDE, TIDY, WAITS


def test_trap_1_period_and_measure_that_stand_only_above_the_table_are_found_and_said_aloud(read):
    found = read(BUNDLE / "ons_wellbeing_Anxiety-Table_1.csv")
    assert found.rows("series, period_start, period_end, value", "area = 'E08000035'") == [
        ("anxiety", date(2020, 4, 1), date(2021, 3, 31), 3.70)
    ]
    assert found.checked.said == ("The period, 2020/21, and the measure are only in the rows above the table.",)


def test_trap_2_a_line_break_in_quotes_does_not_move_the_row_numbers(read):
    found = read(SAMPLES / "wellbeing_with_broken_lines.csv")
    assert found.rows("row_number", "area = 'E08000035'") == [(9,)]
    assert [(p.row, p.value, p.problem) for p in found.errors] == [(10, "three", "This is not a number.")]


def test_trap_2_leeds_stands_in_the_row_a_spreadsheet_shows(read, real: Path):
    found = read(real / "ons_wellbeing" / "Anxiety-Table 1.csv")
    assert found.rows("row_number, value", "area = 'E08000035'") == [(288, 3.70)]


def test_trap_3_na_is_not_available_and_not_an_error(read):
    found = read(SAMPLES / "wellbeing_with_broken_lines.csv")
    assert found.rows("value, suppressed", "area = 'E06000053'") == [(None, "not available")]


def test_trap_4_two_roundings_of_one_survey_are_kept_apart_by_source(store: Store):
    cursor = store.read()
    materialise(cursor, store.version)
    found = cursor.execute("""
        SELECT source, value FROM in_force_published_value
        WHERE area = 'E08000035' AND series IN ('anxiety', 'feelings_of_anxiety') AND period_start = '2020-04-01'
        ORDER BY 1
    """).fetchall()
    assert dict(found)["ons_wellbeing_explorer"] == 3.70
    assert dict(found)["ons_health_index"] == pytest.approx(3.69, abs=0.005)


def test_trap_5_values_carried_forward_everywhere_are_no_figures(read):
    found = read(BUNDLE / "ons_health_index_indicators.mental_health.csv")
    leeds = "area = 'E08000035' AND series = 'self_harm' AND year(period_start) ="
    carried = found.rows("value, suppressed, note", f"{leeds} 2021")
    assert [(value, reason) for value, reason, _ in carried] == [(None, "not available")]
    assert "the publisher repeats 164.77" in carried[0][2]
    assert found.rows("value", f"{leeds} 2020")[0][0] > 164


def test_trap_5_one_place_that_repeats_its_value_keeps_it(read, draw: Draw):
    rows = [
        f"E0{6000001 + place} | {year} | Self harm | {100 + place + (year - 2015) * (place > 0)}"
        for place in range(6)
        for year in (2015, 2016)
    ]
    found = read(draw("\n".join(["ltla21_code | year | indicator | value", *rows])))
    assert found.rows("value", "area = 'E06000001'") == [(100,), (100,)]


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("", "suppressed"),
        ("*", "suppressed"),
        ("c", "suppressed"),
        ("[u]", "unreliable"),
        ("na", "not available"),
        ("N/A", "not available"),
        ("[z]", "not applicable"),
    ],
)
def test_trap_6_what_is_hidden_stays_hidden_with_its_reason_and_is_never_zero(read, draw: Draw, cell: str, reason: str):
    found = read(
        draw(f"""{WAITS}
        01/08/2024 | 31/08/2024 | Final | Provider | RGD | LYPFT | NONE | NONE | MRS02 | Number of people | {cell}
    """)
    )
    assert found.errors == []
    assert found.rows("value, suppressed") == [(None, reason)]


def test_trap_7_a_month_missing_for_one_body_is_asked_about_and_stays_a_gap(read, draw: Draw):
    months = [("01", "31"), ("02", "28"), ("03", "31")]
    england = [
        f"2025-{m} | 2025-{m}-01 | 2025-{m}-{d} | England | all | x | all | x | M001 | referrals | count | 9"
        for m, d in months
    ]
    leeds = [
        f"2025-{m} | 2025-{m}-01 | 2025-{m}-{d} | Provider | all | x | RY6 | x | M001 | referrals | count | 9"
        for m, d in months
        if m != "02"
    ]
    found = read(draw("\n".join([TIDY, *england, *leeds])))
    assert [(p.value, p.problem) for p in found.warnings] == [
        ("RY6", "No rows for this provider in February 2025, though others have some.")
    ]
    assert len(found.rows("1", "area = 'RY6'")) == 2


def test_trap_7_a_month_missing_for_everybody_is_asked_about_too(read, draw: Draw):
    found = read(
        draw(f"""{TIDY}
        2025-01 | 2025-01-01 | 2025-01-31 | England | all | x | all | x | M001 | referrals | count | 9
        2025-03 | 2025-03-01 | 2025-03-31 | England | all | x | all | x | M001 | referrals | count | 9
    """)
    )
    assert [p.problem for p in found.warnings] == ["No rows for this national in February 2025."]


def test_trap_7_the_bundled_monthly_file_asks_about_september_2024_only(read):
    found = read(BUNDLE / "talking_therapies_activity_performance_monthly.csv.gz")
    assert [(p.value, p.problem) for p in found.warnings if "No rows" in p.problem] == [
        ("RY6", "No rows for this provider in September 2024, though others have some.")
    ]


def test_trap_8_a_renamed_measure_keeps_its_id_and_its_line(store: Store):
    names = (
        store.read()
        .execute("""
        SELECT DISTINCT series_name FROM service_activity
        WHERE source = 'nhs_talking_therapies' AND series = 'M031' AND area = 'RY6' AND step_months = 1
    """)
        .fetchall()
    )
    assert {"first_treatment", "first_assessment", "accessing_services"} <= {name for (name,) in names}


def test_trap_9_deprivation_tenths_keep_the_words_that_say_which_way_they_run(store: Store):
    found = (
        store.read()
        .execute("""
        SELECT DISTINCT category FROM service_activity
        WHERE source = 'nhs_talking_therapies_annual' AND dimension = 'deprivation tenth' AND area = 'RY6'
          AND (category LIKE '01%' OR category LIKE '10%')
    """)
        .fetchall()
    )
    assert {"01 Least deprived", "10 Most deprived"} <= {category for (category,) in found}


def test_trap_10_the_old_commissioner_code_is_the_one_place_it_became(read, draw: Draw):
    found = read(draw(f"{CHECKS}\nSMI-Q4-2023-2024 | 15F | All6PHC | 6018"))
    assert found.rows("area") == [("E38000225",)]


def test_trap_11_age_bands_that_change_are_kept_as_published(store: Store):
    found = (
        store.read()
        .execute("""
        SELECT category, min(period_start), max(period_start) FROM service_activity
        WHERE source = 'nhs_talking_therapies_annual' AND dimension = 'age' GROUP BY 1
    """)
        .fetchall()
    )
    ages = {category: (first, last) for category, first, last in found}
    assert any("36 to 64" in age for age in ages)
    assert any("26 to 64" in age for age in ages)


@pytest.mark.slow
def test_trap_12_the_csv_after_the_parquet_of_the_same_facts_changes_no_figure(own_store: Store, real: Path):
    from indicators.core.measures.refresh import recompute

    def in_force() -> list[tuple]:
        cursor = own_store.read()
        materialise(cursor, own_store.version)
        return cursor.execute("""
            SELECT * EXCLUDE (load_id, row_number, series_name, citation, note)
            FROM in_force_service_activity WHERE source = 'nhs_talking_therapies_annual'
            ORDER BY ALL
        """).fetchall()

    load(own_store, real / "talking_therapies" / "measures_annual.extract.parquet", recompute)
    before, version = in_force(), own_store.version
    load(own_store, real / "talking_therapies" / "measures_annual.extract.csv", recompute)
    assert own_store.version == version + 1
    assert in_force() == before
    moved = "SELECT count(*) FROM measure WHERE version_from = ? OR version_to = ?"
    assert own_store.read().execute(moved, [version + 1, version + 1]).fetchall() == [(0,)]


def test_trap_13_two_periods_in_one_file_are_kept_apart(read):
    found = read(EXAMPLES / "MHSDS%20Data_4WW_AugPerf_2024.csv")
    windows = dict(found.rows("DISTINCT ON (series) series, window_months", "series IN ('MRS01', 'MRS02')"))
    assert windows == {"MRS01": 3, "MRS02": 1}


def test_trap_15_a_hidden_percentage_of_a_provider_is_not_that_of_england(read):
    found = read(EXAMPLES / "MHSDS%20Data_4WW_AugPerf_2024.csv")
    values = found.rows("area, value, suppressed", "series = 'MRS01b' AND area IN ('RGD', 'E54000054', 'E92000001')")
    assert set(values) == {("E92000001", 7.204117, None), ("E54000054", 3, None), ("RGD", None, "suppressed")}


def test_trap_16_a_percent_escaped_name_and_a_version_in_it_do_not_matter(read, tmp_path: Path):
    copy = Path(shutil.copy(EXAMPLES / "MHSDS%20Data_4WW_AugPerf_2024.csv", tmp_path / "MHSDS%20Data%20v9.csv"))
    assert read(copy).checked.rows == 450


@pytest.mark.parametrize(
    "name", ["oaps-open-data-dec-2016.csv", "OAPs%20open%20data%20Dec%202016.csv", "oaps_december_2016.csv"]
)
def test_trap_17_a_period_that_stands_only_in_the_name_is_said_aloud(read, draw: Draw, name: str):
    found = read(draw(f"{PLACEMENTS}\nTotal number of OAP days over the period | England | | | | | | 57", name))
    assert found.rows("period_start, period_end") == [(date(2016, 12, 1), date(2016, 12, 31))]
    assert found.checked.said == ("The period, December 2016, is only in the file's name: check that it is right.",)


def test_trap_17_with_no_period_in_file_or_name_it_is_refused(read, draw: Draw):
    with pytest.raises(UnreadableFileError, match="Neither this file nor its name states a period"):
        read(draw(f"{PLACEMENTS}\nTotal number of OAP days | England | | | | | | 57", "placements.csv"))


def test_trap_18_days_sent_by_leeds_are_not_days_received_by_it(read):
    found = read(BUNDLE / "oaps-open-data-feb-2017.csv")
    days = found.rows("role, value", "area = 'RGD' AND series = 'total_number_of_oap_days_over_the_period'")
    assert dict(days) == {"sending": 35, "receiving": 419}


def test_trap_23_names_padded_with_spaces_are_trimmed(read, draw: Draw):
    nbsp = "\u00a0"
    name = f"91390{nbsp} | Suicide crude rate (5 year average){nbsp}"
    figure = f"E08000035{nbsp} | Leeds | Male | 10-34 yrs | | | 2013 - 17 | {nbsp}13.2{nbsp} | | | | |"
    found = read(draw(f"{FINGERTIPS}\n{name} | {figure}"))
    assert found.errors == []
    assert found.rows("series, series_name, area, value") == [
        ("91390", "Suicide crude rate (5 year average)", "E08000035", 13.2)
    ]


def test_trap_24_a_modelled_value_carries_its_note(read):
    found = read(BUNDLE / "fingertips_children_young_people.indicators-CountyUA.data_yorkshire.csv")
    notes = {note for (note,) in found.rows("note", "note IS NOT NULL")}
    assert any("odelled" in note for note in notes)


def test_trap_25_the_damaged_mental_health_act_workbook_is_refused_cell_by_cell(read, real: Path, tmp_path: Path):
    workbook = real / "mental_health_act" / "mha_annual_suppressed_2023_24 (version 1).xlsx"
    assert "6,607 more are hidden in the sheet and were not read" in " ".join(read(workbook).checked.said)
    with zipfile.ZipFile(workbook) as filtered, zipfile.ZipFile(tmp_path / workbook.name, "w") as unhidden:
        for name in filtered.namelist():
            unhidden.writestr(name, filtered.read(name).replace(b' hidden="1"', b""))
    found = read(tmp_path / workbook.name)
    assert found.checked.refused
    dragged = [p for p in found.errors if "dragging a cell down" in p.problem]
    assert {p.column for p in dragged} == {"Demographic, DemographicBreakdown"}
    assert all("do not change it by hand" in p.remedy for p in dragged)
    assert (2, "h, All prov", "This is not a kind of organisation in this file.") in {
        (p.row, p.value, p.problem) for p in found.errors
    }


def test_trap_25_a_column_overwritten_by_dragging_is_refused(read):
    found = read(SAMPLES / "mental_health_act_dragged.csv")
    assert [(p.row, p.column, p.value) for p in found.errors] == [
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
    found = read(draw(f"{FINGERTIPS}\n{SUICIDE} {written} | 19 | | | | |"))
    assert found.rows("period_start, period_end") == [(start, end)]


@pytest.mark.parametrize("written", ["2017/2019", "2015 - 14", "2016/18", "0000", "9999/00", "last year"])
def test_trap_27_a_period_that_could_mean_anything_is_refused(read, draw: Draw, written: str):
    found = read(draw(f"{FINGERTIPS}\n{SUICIDE} {written} | 19 | | | | |"))
    assert [(p.row, p.column, p.value) for p in found.errors] == [(2, "Time period", written)]


@pytest.mark.parametrize(
    ("folder", "name", "row"),
    [("samples", "talking_therapies_planted.csv", 4), ("real", "talking_therapies/raw_header_samples/2025-09.csv", 7)],
)
def test_trap_28_a_planted_row_is_refused_by_row_column_value_and_remedy(
    read, request: pytest.FixtureRequest, folder: str, name: str, row: int
):
    path = (SAMPLES if folder == "samples" else request.getfixturevalue("real")) / name
    found = read(path)
    assert {p.row for p in found.errors} == {row}
    assert [(p.column, p.value) for p in found.errors] == [
        ("GROUP_TYPE, ORG_CODE1, ORG_CODE2", "ABC, ABC, ABC"),
        ("MEASURE_ID", "ABC"),
        ("MEASURE_NAME", "ABC"),
    ]
    assert found.errors[1].remedy == "Measure numbers look like M001 or M1010."


def test_trap_29_a_register_of_zero_is_a_count_and_not_a_hidden_one(read, draw: Draw):
    found = read(draw(f"{CHECKS}\nSMI-Q4-2018-2019 | 15F | SMIRegister | 0\nSMI-Q4-2018-2019 | 15F | All6PHC |"))
    assert found.rows("series, value, suppressed") == [("smiregister", 0, None), ("all6phc", None, "not available")]


def test_trap_30_bytes_of_windows_1252_are_read_and_said_aloud(read, figures: Draw):
    found = read(figures("citation\n© Bôn 2024", encoding="cp1252"))
    assert found.rows("citation") == [("© Bôn 2024",)]
    assert found.checked.said == ("Not UTF-8: read as Windows-1252. Check names with accents.",)


@pytest.mark.parametrize("value", ["2.08%", "1.2.3", "£5", "five", "1e999", "--3"])
def test_trap_30_what_only_looks_like_a_number_is_refused(read, figures: Draw, value: str):
    found = read(figures(f"value\n{value}"))
    assert [(p.row, p.column, p.value) for p in found.errors] == [(2, "value", value)]
    assert found.errors[0].problem == "This is not a number."


@pytest.mark.parametrize(("written", "value"), [("123,784", 123784), ("2555.0", 2555), ("+4", 4), ("1e3", 1000)])
def test_trap_30_thousands_separators_and_decimals_are_read(read, figures: Draw, written: str, value: float):
    assert read(figures(f"value\n{written}")).rows("value") == [(value,)]


def test_trap_31_figures_of_two_publications_stand_side_by_side(store: Store):
    cursor = store.read()
    materialise(cursor, store.version)
    found = cursor.execute("""
        SELECT source, value FROM in_force_published_value
        WHERE area = 'E08000035' AND period_start = '2018-01-01' AND period_end = '2020-12-31'
          AND source IN ('ons_health_index', 'nhs_mh_dashboard') AND series IN ('suicides', 'suicide_rate')
    """).fetchall()
    assert {source for source, _ in found} == {"ons_health_index", "nhs_mh_dashboard"}


def test_trap_33_twelve_months_each_quarter_overlap(read, draw: Draw):
    found = read(draw(f"{CHECKS}\nSMI-Q1-2019-2020 | 15F | Alcohol | 3873"))
    assert found.rows("period_start, period_end, step_months, window_months") == [
        (date(2018, 7, 1), date(2019, 6, 30), 3, 12)
    ]


@pytest.mark.parametrize(
    "spelling", ["Lower CI 95.0 limit", "LowerCI95.0limit", "lower_ci_95.0_limit", " LOWER-CI 95.0 LIMIT "]
)
def test_trap_35_headers_are_the_same_without_case_spaces_and_punctuation(read, draw: Draw, spelling: str):
    header = FINGERTIPS.replace("Lower CI 95.0 limit", spelling)
    found = read(draw(f"{header}\n{SUICIDE} 2015 - 17 | 19 | 16 | 22 | | |"))
    assert found.rows("lower95, upper95") == [(16, 22)]


def test_trap_36_region_and_region_by_gender_are_two_breakdowns(read, draw: Draw):
    found = read(
        draw(
            f"""{PLACEMENTS}
        OAPs active at period end | Region | Y57 | South | | | | 50
        OAPs active at period end | region | Y57 | South | Gender | 1 | Male | 30
    """,
            "oaps-open-data-dec-2016.csv",
        )
    )
    assert found.errors == []
    assert found.rows("role, dimension, category, value") == [
        ("commissioning region", "", "", 50),
        ("commissioning region", "sex", "Male", 30),
    ]


def test_trap_37_the_layout_with_its_period_in_the_file_is_another_one(read):
    assert read(BUNDLE / "oaps-open-data-feb-2017.csv").checked.layout.name == "out_of_area_placements_dated"
    assert read(BUNDLE / "oaps-open-data-jan-2017.csv").checked.layout.name == "out_of_area_placements"


@pytest.mark.slow
def test_both_layouts_of_talking_therapies_give_one_row_for_one_figure(small_store: Store, unchanged):
    load(small_store, SAMPLES / "talking_therapies_2023-05.csv", unchanged)
    load(small_store, SAMPLES / "talking_therapies_tidy_2023-05.csv", unchanged)
    cursor = small_store.read()
    materialise(cursor, small_store.version)
    found = cursor.execute("SELECT area, value FROM in_force_service_activity WHERE series = 'M001' ORDER BY 1")
    assert found.fetchall() == [("E92000001", 146659), ("RY6", 2315)]


def test_rows_that_are_not_taken_are_counted_aloud(read):
    found = read(SAMPLES / "talking_therapies_2023-05.csv")
    assert found.checked.said == (
        "1 row was left out: they cross a commissioner with a provider, and both are in the file by themselves.",
    )
