"""Whole files of monthly mental health statistics: whose figure each row is, and what is left out and named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from places import SAMPLES, Draw

from tests.data.laid_out import WAITS


def waits(draw: Draw, *rows: str, levels: str = "") -> Path:
    """A monthly file made after the publisher's list of columns: no published main file is at hand."""
    return draw("\n".join([WAITS.replace("| MEASURE_ID", f"| {levels} MEASURE_ID"), *rows]))


def waits_of(breakdown: str, code: str, second: str = "NONE", measure: str = "MHS01 | People in contact") -> str:
    return (
        f"2025-06-01 | 2025-06-30 | Performance | {breakdown} | {code} | {code} | {second} | {second} | {measure} | 10"
    )


def test_councils_are_taken_and_a_council_by_provider_is_left_out(read):
    """The file is invented."""
    reading = read(SAMPLES / "mhsds_councils.csv")
    assert reading.errors == []
    assert reading.rows("area, series, value", "role = 'area'") == [
        ("E08000035", "AMH14e", 215),
        ("E08000035", "MHS26", 830),
    ]
    assert reading.checked.notes == (
        "1 row was left out: they cross one organisation with another, and each is in the file by itself.",
    )


def test_measures_with_two_letters_or_a_per_cent_sign_are_taken(read):
    """The file is invented."""
    reading = read(SAMPLES / "mhsds_measure_ids.csv")
    assert reading.errors == []
    assert reading.rows("series, statistic, value", "row_number > 4") == [
        ("AMH14e%", "percentage", 9.5),
        ("EIP23ab", "count", 12),
    ]


def test_groups_of_a_third_level_are_kept_apart(read):
    """The file is invented."""
    reading = read(SAMPLES / "mhsds_third_level.csv")
    assert reading.errors == []
    assert reading.rows("dimension, category, value") == [
        ("gender; age group", "Male, 18 to 64", 10),
        ("gender; age group", "Male, 65 and over", 10),
        ("", "", 20),
    ]


def test_a_third_level_without_a_description_is_kept_too(read, draw: Draw):
    row = "2025-06-01 | 2025-06-30 | Final | Provider;Gender;Age Group | RGD | LYPFT | 1 | Male | 18 to 64 | MHS76 | People | 5"
    reading = read(waits(draw, row, levels="THIRD_LEVEL |"))
    assert reading.errors == []
    assert reading.rows("dimension, category") == [("gender; age group", "Male, 18 to 64")]


def test_a_fourth_level_that_the_breakdown_does_not_name_is_left_out_and_never_merged(read, draw: Draw):
    same = "2025-06-01 | 2025-06-30 | Final | Provider; Gender | RGD | LYPFT | 1 | Male"
    whole, part = f"{same} | NONE | MHS76 | People | 5", f"{same} | Seclusion | MHS76 | People | 2"
    reading = read(waits(draw, whole, part, levels="QUARTERNARY_LEVEL |"))
    assert reading.errors == []
    assert reading.rows("category, value") == [("Male", 5)]
    assert reading.checked.notes == (
        "1 row was left out: they have more levels than their breakdown names (Provider; Gender).",
    )


@pytest.mark.parametrize(
    ("breakdown", "code", "second", "expected"),
    [
        ("CCG - GP Practice or Residence", "15F", "NONE", ("E38000225", "commissioner", "", "")),
        ("Sub ICB of GP Practice or Residence", "15F", "NONE", ("E38000225", "commissioner", "", "")),
        ("Sub ICB of Residence", "15F", "NONE", ("E38000225", "commissioner", "", "")),
        ("ICB - GP Practice or Residence", "QWO", "NONE", ("E54000054", "icb", "", "")),
        ("STP", "QWO", "NONE", ("E54000054", "icb", "", "")),
        ("Commissioning Region", "Y63", "NONE", ("Y63", "commissioning region", "", "")),
        ("Region", "Y63", "NONE", ("Y63", "commissioning region", "", "")),
        ("Region", "E12000003", "NONE", ("E12000003", "region", "", "")),
        ("CASSR", "E10000023", "NONE", ("E06000065", "area", "", "")),
        ("LA/UA", "E08000035", "NONE", ("E08000035", "area", "", "")),
        ("CCG - Registration or Residence", "15F", "NONE", ("E38000225", "commissioner", "", "")),
        ("Provider of Responsibility", "RGD", "NONE", ("RGD", "provider", "", "")),
        ("Sending Provider", "RGD", "NONE", ("RGD", "sending", "", "")),
        ("Receiving Provider", "RGD", "NONE", ("RGD", "receiving", "", "")),
        ("Provider;Gender", "RGD", "Female", ("RGD", "provider", "gender", "Female")),
        ("Provider; Gender", "RGD", "Female", ("RGD", "provider", "gender", "Female")),
        ("England; Gender", "England", "Female", ("E92000001", "national", "gender", "Female")),
        ("England; Gender", "Female", "NONE", ("E92000001", "national", "gender", "Female")),
        (
            "England; Age; Under 18 or 18 and over",
            "Under 18",
            "NONE",
            ("E92000001", "national", "age (under 18, or 18 and over)", "Under 18"),
        ),
    ],
)
def test_each_label_of_a_breakdown_says_whose_figure_it_is(
    read, draw: Draw, breakdown: str, code: str, second: str, expected: tuple
):
    reading = read(waits(draw, waits_of(breakdown, code, second)))
    assert reading.errors == []
    assert reading.rows("area, role, dimension, category") == [expected]


def test_what_nothing_reads_in_a_monthly_file_is_left_out_and_named_and_the_rest_is_taken(read, draw: Draw):
    reading = read(
        waits(
            draw,
            waits_of("England", "England"),
            waits_of("Provider type", "NHS TRUST"),
            waits_of("England; IMD - Standardised Rate Difference from Most Deprived Quintile", "03"),
            waits_of("Sub ICB of GP Practice or Residence", "UNKNOWN"),
            waits_of("Sub ICB of GP Practice or Residence; Provider", "15F", "RGD"),
            waits_of("England", "England", measure="X-1 | Something new"),
        )
    )
    assert reading.errors == []
    assert reading.rows("area, value") == [("E92000001", 10)]
    assert set(reading.checked.notes) == {
        "2 rows were left out: no indicator reads these breakdowns "
        "(England; IMD - Standardised Rate Difference from Most Deprived Quintile; Provider type).",
        "1 row was left out: the publisher does not know whose they are.",
        "1 row was left out: they cross one organisation with another, and each is in the file by itself.",
        "1 row was left out: the publisher has no measures with such numbers (X-1).",
    }


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (waits_of("", "RGD"), "The breakdown is empty."),
        (waits_of("Provider; Gender", "RGD"), "The breakdown and its levels do not agree."),
        (waits_of("Provider", "RGD", measure="ABC | ABC"), "This is not a measure's number."),
        (waits_of("Provider", "RGD", measure="| People"), "This is not a measure's number."),
    ],
)
def test_what_cannot_be_right_in_a_monthly_file_is_still_an_error(read, draw: Draw, row: str, problem: str):
    assert [fault.problem for fault in read(waits(draw, row)).errors] == [problem]


@pytest.mark.parametrize(
    ("measure", "statistic"),
    [
        ("MHS107b | Rate of acute admission with no previous contact to MH services in the RP", "percentage"),
        ("MHS101b | Proportion of people discharged with a length of stay of 90+ days", "percentage"),
        ("MHS106b | Acute admissions with no previous contact to MH services in the RP", "count"),
        ("MHS96 | Restrictive interventions per 1,000 bed days", "value"),
        ("MHS95c | 95% Confidence Interval (+/-) of direct standardised rate per 100,000", "value"),
        ("MHS81a | Detentions in the reporting period per 100,000 of the population", "value"),
        ("MHS150a | Average (mean) length of detentions in days which ended", "mean"),
        ("MHS140b | The median length of stay in days", "median"),
        ("MHS126 | 90th Percentile waiting time between referral and second contact", "90th percentile"),
        ("MRS02 | Number of people who get meaningful help", "count"),
    ],
)
def test_a_measure_is_the_kind_of_number_that_the_publisher_says(read, draw: Draw, measure: str, statistic: str):
    assert read(waits(draw, waits_of("Provider", "RGD", measure=measure))).rows("statistic") == [(statistic,)]


@pytest.mark.parametrize("start", ["2025-06-01", "01/06/2025", "2025-6-01"])
def test_a_day_may_be_written_as_each_part_of_the_publisher_writes_it(read, draw: Draw, start: str):
    row = waits_of("Provider", "RGD").replace("2025-06-01", start)
    assert read(waits(draw, row)).rows("period_start, window_months") == [(date(2025, 6, 1), 1)]


@pytest.mark.parametrize(("status", "expected_status"), [("Provisional", "provisional"), ("Adhoc", None)])
def test_an_adhoc_release_does_not_say_how_settled_it_is(read, draw: Draw, status: str, expected_status: str | None):
    row = waits_of("Provider", "RGD").replace("Performance", status)
    assert read(waits(draw, row)).rows("status") == [(expected_status,)]
