"""Traps in what figures mean: gaps, hidden values, places and sources, in the order of the manifest of the real files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from places import BUNDLE, EXAMPLES, SAMPLES, Draw

from data.loading.publish import load
from data.storage.precedence import materialise
from data.storage.versions import Store
from tests.data.laid_out import CHECKS, PLACEMENTS, TIDY, WAITS


def test_trap_3_na_is_not_available_and_not_an_error(read):
    reading = read(SAMPLES / "wellbeing_with_broken_lines.csv")
    assert reading.rows("value, suppressed", "area = 'E06000053'") == [(None, "not available")]


def test_trap_4_two_roundings_of_one_survey_are_kept_apart_by_source(store: Store):
    cursor = store.read()
    materialise(cursor, store.version)
    value_rows = cursor.execute("""
        SELECT source, value FROM in_force_published_value
        WHERE area = 'E08000035' AND series IN ('anxiety', 'feelings_of_anxiety') AND period_start = '2020-04-01'
        ORDER BY 1
    """).fetchall()
    assert dict(value_rows)["ons_wellbeing_explorer"] == 3.70
    assert dict(value_rows)["ons_health_index"] == pytest.approx(3.69, abs=0.005)


def test_trap_5_values_carried_forward_everywhere_are_no_figures(read):
    reading = read(BUNDLE / "ons_health_index_indicators.mental_health.csv")
    leeds = "area = 'E08000035' AND series = 'self_harm' AND year(period_start) ="
    carried = reading.rows("value, suppressed, note", f"{leeds} 2021")
    assert [(value, reason) for value, reason, _ in carried] == [(None, "not available")]
    assert "the publisher repeats 164.77" in carried[0][2]
    assert reading.rows("value", f"{leeds} 2020")[0][0] > 164


def test_trap_5_one_place_that_repeats_its_value_keeps_it(read, draw: Draw):
    rows = [
        f"E0{6000001 + place} | {year} | Self harm | {100 + place + (year - 2015) * (place > 0)}"
        for place in range(6)
        for year in (2015, 2016)
    ]
    reading = read(draw("\n".join(["ltla21_code | year | indicator | value", *rows])))
    assert reading.rows("value", "area = 'E06000001'") == [(100,), (100,)]


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
    reading = read(
        draw(f"""{WAITS}
        01/08/2024 | 31/08/2024 | Final | Provider | RGD | LYPFT | NONE | NONE | MRS02 | Number of people | {cell}
    """)
    )
    assert reading.errors == []
    assert reading.rows("value, suppressed") == [(None, reason)]


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
    reading = read(draw("\n".join([TIDY, *england, *leeds])))
    assert [(p.value, p.problem) for p in reading.warnings] == [
        ("RY6", "No rows for this provider in February 2025, though others have some.")
    ]
    assert len(reading.rows("1", "area = 'RY6'")) == 2


def test_trap_7_a_month_missing_for_everybody_is_asked_about_too(read, draw: Draw):
    reading = read(
        draw(f"""{TIDY}
        2025-01 | 2025-01-01 | 2025-01-31 | England | all | x | all | x | M001 | referrals | count | 9
        2025-03 | 2025-03-01 | 2025-03-31 | England | all | x | all | x | M001 | referrals | count | 9
    """)
    )
    assert [p.problem for p in reading.warnings] == ["No rows for this national in February 2025."]


def test_trap_7_the_bundled_monthly_file_asks_about_september_2024_only(read):
    reading = read(BUNDLE / "talking_therapies_activity_performance_monthly.csv.gz")
    assert [(p.value, p.problem) for p in reading.warnings if "No rows" in p.problem] == [
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
    category_rows = (
        store.read()
        .execute("""
        SELECT DISTINCT category FROM service_activity
        WHERE source = 'nhs_talking_therapies_annual' AND dimension = 'deprivation tenth' AND area = 'RY6'
          AND (category LIKE '01%' OR category LIKE '10%')
    """)
        .fetchall()
    )
    assert {"01 Least deprived", "10 Most deprived"} <= {category for (category,) in category_rows}


def test_trap_10_the_old_commissioner_code_is_the_one_place_it_became(read, draw: Draw):
    reading = read(draw(f"{CHECKS}\nSMI-Q4-2023-2024 | 15F | All6PHC | 6018"))
    assert reading.rows("area") == [("E38000225",)]


def test_trap_11_age_bands_that_change_are_kept_as_published(store: Store):
    age_rows = (
        store.read()
        .execute("""
        SELECT category, min(period_start), max(period_start) FROM service_activity
        WHERE source = 'nhs_talking_therapies_annual' AND dimension = 'age' GROUP BY 1
    """)
        .fetchall()
    )
    ages = {category: (first, last) for category, first, last in age_rows}
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
    reading = read(EXAMPLES / "MHSDS%20Data_4WW_AugPerf_2024.csv")
    windows = dict(reading.rows("DISTINCT ON (series) series, window_months", "series IN ('MRS01', 'MRS02')"))
    assert windows == {"MRS01": 3, "MRS02": 1}


def test_trap_15_a_hidden_percentage_of_a_provider_is_not_that_of_england(read):
    reading = read(EXAMPLES / "MHSDS%20Data_4WW_AugPerf_2024.csv")
    values = reading.rows("area, value, suppressed", "series = 'MRS01b' AND area IN ('RGD', 'E54000054', 'E92000001')")
    assert set(values) == {("E92000001", 7.204117, None), ("E54000054", 3, None), ("RGD", None, "suppressed")}


def test_trap_18_days_sent_by_leeds_are_not_days_received_by_it(read):
    reading = read(BUNDLE / "oaps-open-data-feb-2017.csv")
    days = reading.rows("role, value", "area = 'RGD' AND series = 'total_number_of_oap_days_over_the_period'")
    assert dict(days) == {"sending": 35, "receiving": 419}


def test_trap_24_a_modelled_value_carries_its_note(read):
    reading = read(BUNDLE / "fingertips_children_young_people.indicators-CountyUA.data_yorkshire.csv")
    notes = {note for (note,) in reading.rows("note", "note IS NOT NULL")}
    assert any("odelled" in note for note in notes)


def test_trap_29_a_register_of_zero_is_a_count_and_not_a_hidden_one(read, draw: Draw):
    reading = read(draw(f"{CHECKS}\nSMI-Q4-2018-2019 | 15F | SMIRegister | 0\nSMI-Q4-2018-2019 | 15F | All6PHC |"))
    assert reading.rows("series, value, suppressed") == [("smiregister", 0, None), ("all6phc", None, "not available")]


def test_trap_31_figures_of_two_publications_stand_side_by_side(store: Store):
    cursor = store.read()
    materialise(cursor, store.version)
    source_rows = cursor.execute("""
        SELECT source, value FROM in_force_published_value
        WHERE area = 'E08000035' AND period_start = '2018-01-01' AND period_end = '2020-12-31'
          AND source IN ('ons_health_index', 'nhs_mh_dashboard') AND series IN ('suicides', 'suicide_rate')
    """).fetchall()
    assert {source for source, _ in source_rows} == {"ons_health_index", "nhs_mh_dashboard"}


def test_trap_33_twelve_months_each_quarter_overlap(read, draw: Draw):
    reading = read(draw(f"{CHECKS}\nSMI-Q1-2019-2020 | 15F | Alcohol | 3873"))
    assert reading.rows("period_start, period_end, step_months, window_months") == [
        (date(2018, 7, 1), date(2019, 6, 30), 3, 12)
    ]


def test_trap_36_region_and_region_by_gender_are_two_breakdowns(read, draw: Draw):
    reading = read(
        draw(
            f"""{PLACEMENTS}
        OAPs active at period end | Region | Y57 | South | | | | 50
        OAPs active at period end | region | Y57 | South | Gender | 1 | Male | 30
    """,
            "oaps-open-data-dec-2016.csv",
        )
    )
    assert reading.errors == []
    assert reading.rows("role, dimension, category, value") == [
        ("commissioning region", "", "", 50),
        ("commissioning region", "sex", "Male", 30),
    ]


@pytest.mark.slow
def test_both_layouts_of_talking_therapies_give_one_row_for_one_figure(small_store: Store, unchanged):
    load(small_store, SAMPLES / "talking_therapies_2023-05.csv", unchanged)
    load(small_store, SAMPLES / "talking_therapies_tidy_2023-05.csv", unchanged)
    cursor = small_store.read()
    materialise(cursor, small_store.version)
    current_rows = cursor.execute("SELECT area, value FROM in_force_service_activity WHERE series = 'M001' ORDER BY 1")
    assert current_rows.fetchall() == [("E92000001", 146659), ("RY6", 2315)]


def test_rows_that_are_not_taken_are_counted_aloud(read):
    reading = read(SAMPLES / "talking_therapies_2023-05.csv")
    assert reading.checked.notes == (
        "1 row was left out: they cross a commissioner with a provider, and both are in the file by themselves.",
    )
