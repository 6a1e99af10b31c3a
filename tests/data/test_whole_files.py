"""Publishers' files as they are published, whole: what something reads is taken, and all else is counted and named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from places import SAMPLES, Draw

from data import periods
from data.loading import ingest, load_diff
from data.loading.publish import load
from data.problems import OddValueError, UnreadableFileError, errors
from data.storage.precedence import materialise
from data.storage.versions import Store
from tests.data.laid_out import FINGERTIPS, PLACEMENTS, SUICIDE, WAITS

SIX_COLUMNS = "Question | Breakdown1 | Breakdown1Code | Breakdown2 | Breakdown2Code | value"
ACTIVE = "OAPs active at period end"


@pytest.mark.parametrize(
    ("name", "taken", "unknown", "totals", "repeats"),
    [("oaps-open-data-dec-2016.csv", 9880, 893, 380, 171), ("oaps-open-data-oct-2016.csv", 7436, 611, 260, 117)],
)
def test_placements_load_as_published(read, real: Path, name: str, taken: int, unknown: int, totals: int, repeats: int):
    found = read(real / "whole" / name)
    assert found.errors == []
    assert found.checked.rows == taken
    assert found.checked.rows_in_file == taken + unknown + totals + repeats
    assert found.checked.said[1:] == (
        f"{unknown} rows were left out: the publisher does not know whose they are.",
        f"{totals} rows were left out: they are totals of groups, and the total of the body is published by itself.",
        f"{repeats} rows were left out: they repeat the total of England, which is in the file by itself.",
    )


def test_placements_of_months_with_and_without_descriptions_have_the_same_groups(read, real: Path):
    groups = "DISTINCT ON (dimension, category) dimension, category"
    found = [
        set(read(real / "whole" / f"oaps-open-data-{month}.csv").rows(groups)) for month in ("oct-2016", "dec-2016")
    ]
    assert found[0] == found[1]
    assert {dimension for dimension, _ in found[0]} == {
        "",
        "bed type",
        "mental health act status",
        "primary diagnosis",
        "reason",
        "sex",
    }


def test_placements_of_december_2016_hold_the_costs_and_groups_of_the_file(read, real: Path):
    found = read(real / "whole" / "oaps-open-data-dec-2016.csv")
    costs = "series = 'total_recorded_costs_over_the_period' AND role = 'national'"
    assert found.rows("value, statistic", f"{costs} AND dimension = ''") == [(6763900, "cost")]
    active = "series = 'oaps_active_at_period_end'"
    assert (
        sum(value for (value,) in found.rows("value", f"{active} AND dimension = 'bed type' AND role = 'national'"))
        == 528
    )
    assert found.rows("role, period_start, value", f"{active} AND area = 'Y54' AND dimension = ''")[0][:2] == (
        "commissioning region",
        date(2016, 12, 1),
    )


def test_codes_of_placements_have_the_words_that_the_publisher_gives_them_later(read, draw: Draw):
    found = read(
        draw(
            f"""{SIX_COLUMNS}
        {ACTIVE} | England | | | | 203
        {ACTIVE} | BedType | England | | | 203
        {ACTIVE} | BedType | 10 | | | 138
        {ACTIVE} | Region | Y54 | PrimaryDiagnosis | 02 | 40
        {ACTIVE} | Region | Y54 | PrimaryDiagnosis | 0 | *
        {ACTIVE} | Region | 999 | | | 15
        Average stay (days) | England | | | | 31
    """,
            "oaps-open-data-oct-2016.csv",
        )
    )
    assert found.errors == []
    assert found.rows("area, role, dimension, category, statistic, value") == [
        ("E92000001", "national", "", "", "count", 203),
        ("E92000001", "national", "bed type", "Acute adult mental health care", "count", 138),
        ("Y54", "commissioning region", "primary diagnosis", "Ongoing or Recurrent Psychosis", "count", 40),
        ("E92000001", "national", "", "", "mean", 31),
    ]


def test_placements_by_a_breakdown_that_nothing_reads_are_left_out_and_named(read, draw: Draw):
    found = read(
        draw(
            f"""{PLACEMENTS}
        {ACTIVE} | England | | | | | | 681
        {ACTIVE} | Stp | E54000054 | West Yorkshire | | | | 20
        {ACTIVE} | ReceiverGroup | NHS | NHS | | | | 300
        {ACTIVE} | Ward | W1 | A ward | | | | 5
    """,
            "oaps-open-data-feb-2017.csv",
        )
    )
    assert found.errors == []
    assert found.rows("role, dimension, category, value") == [
        ("national", "", "", 681),
        ("icb", "", "", 20),
        ("national", "receiver group", "NHS", 300),
    ]
    assert found.checked.said[1:] == ("1 row was left out: no indicator reads these breakdowns (Ward).",)


def test_placements_without_a_breakdown_are_an_error(read, draw: Draw):
    found = read(draw(f"{PLACEMENTS}\n{ACTIVE} | | | | | | | 681", "oaps-open-data-dec-2016.csv"))
    assert [problem.problem for problem in found.errors] == ["The breakdown is empty."]


def test_every_form_of_period_of_a_fingertips_profile_is_taken(read):
    """The file is invented; the forms of its periods are the publisher's."""
    found = read(SAMPLES / "fingertips_forms_of_periods.csv")
    assert found.errors == []
    assert found.rows("period_start, period_end, step_months, window_months", "series = '93624'") == [
        (date(2023, 10, 1), date(2023, 12, 31), 3, 3),
        (date(2022, 7, 1), date(2023, 6, 30), 3, 12),
        (date(2022, 8, 1), date(2023, 7, 31), 12, 12),
        (date(2024, 1, 1), date(2024, 1, 31), 1, 1),
        (date(2023, 2, 1), date(2024, 1, 31), 1, 12),
        (date(2023, 4, 1), date(2023, 9, 30), 3, 6),
    ]


@pytest.mark.parametrize(
    ("written", "start", "end", "step", "window"),
    [
        ("2006 Q1", date(2006, 1, 1), date(2006, 3, 31), 3, 3),
        ("2006/07 Q1", date(2006, 4, 1), date(2006, 6, 30), 3, 3),
        ("2006/07 Q4", date(2007, 1, 1), date(2007, 3, 31), 3, 3),
        ("Jan 2009", date(2009, 1, 1), date(2009, 1, 31), 1, 1),
        ("2006/07 Q2 - 2007/08 Q1", date(2006, 7, 1), date(2007, 6, 30), 3, 12),
        ("2006 Q2 - 2007 Q1", date(2006, 4, 1), date(2007, 3, 31), 3, 12),
        ("Feb 2009 - Jan 2010", date(2009, 2, 1), date(2010, 1, 31), 1, 12),
        ("2006/07 Q1-Q4", date(2006, 4, 1), date(2007, 3, 31), 3, 12),
        ("2013/14 Q1 - 2014/15 Q4", date(2013, 4, 1), date(2015, 3, 31), 3, 24),
        ("Aug 2006 - Jul 2007", date(2006, 8, 1), date(2007, 7, 31), 12, 12),
        ("Aug 2006 - Jul 2009", date(2006, 8, 1), date(2009, 7, 31), 12, 36),
        ("Mar 2006 - Feb 2007", date(2006, 3, 1), date(2007, 2, 28), 12, 12),
        ("Jul 2006 - Jun 2007", date(2006, 7, 1), date(2007, 6, 30), 12, 12),
        ("2006 - 07", date(2006, 1, 1), date(2007, 12, 31), 12, 24),
        ("2006/07 - 08/09", date(2006, 4, 1), date(2009, 3, 31), 12, 36),
    ],
)
def test_a_fingertips_period_has_its_days_its_step_and_its_window(
    written: str, start: date, end: date, step: int, window: int
):
    assert periods.fingertips(written) == {
        "period_start": start,
        "period_end": end,
        "step_months": step,
        "window_months": window,
    }


@pytest.mark.parametrize(("sortable", "step"), [("20060000", 12), ("20060008", 1)])
def test_the_key_of_the_period_tells_years_from_twelve_rolling_months(sortable: str, step: int):
    assert periods.fingertips("Aug 2006 - Jul 2007", sortable)["step_months"] == step


@pytest.mark.parametrize(
    "written",
    [
        "2006 Q5",
        "Foo 2009",
        "Jan 2010 - Feb 2009",
        "2006/08 Q1",
        "2007 Q1 - 2006 Q1",
        "2006/07 Q3-Q1",
        "2006/07 - 08/10",
    ],
)
def test_a_fingertips_period_that_cannot_be_is_odd(written: str):
    with pytest.raises(OddValueError):
        periods.fingertips(written)


def test_england_given_under_no_parent_and_under_itself_is_one_figure(read, draw: Draw):
    header = FINGERTIPS.replace("Area Code", "Parent Code | Area Code")
    england = "E92000001 | England | Persons | All ages | | | 2023 Q4 | 12.5 | 12 | 13 | 5 | 40 |"
    found = read(draw(f"{header}\n41001 | Suicide | | {england}\n41001 | Suicide | E92000001 | {england}"))
    assert found.errors == []
    assert set(found.rows("area, value")) == {("E92000001", 12.5)}


@pytest.mark.parametrize(
    ("note", "reason"),
    [
        ("Value suppressed for disclosure control due to small count", "suppressed"),
        ("Value suppressed due to incompleteness of  source data", "suppressed"),
        ("Value missing in source data", "not available"),
        ("Value missing due to small sample size", "not available"),
        ("Value not published for data quality reasons", "not available"),
    ],
)
def test_a_note_of_fingertips_says_why_there_is_no_value(read, draw: Draw, note: str, reason: str):
    found = read(draw(f"{FINGERTIPS}\n{SUICIDE} 2015 - 17 | | | | | | {note}"))
    assert found.errors == []
    assert found.rows("value, suppressed, note") == [(None, reason, note)]


def waits(draw: Draw, *rows: str, levels: str = "") -> Path:
    """A monthly file made after the publisher's list of columns: no published main file is at hand."""
    return draw("\n".join([WAITS.replace("| MEASURE_ID", f"| {levels} MEASURE_ID"), *rows]))


def waits_of(breakdown: str, code: str, second: str = "NONE", measure: str = "MHS01 | People in contact") -> str:
    return (
        f"2025-06-01 | 2025-06-30 | Performance | {breakdown} | {code} | {code} | {second} | {second} | {measure} | 10"
    )


def test_councils_are_taken_and_a_council_by_provider_is_left_out(read):
    """The file is invented."""
    found = read(SAMPLES / "mhsds_councils.csv")
    assert found.errors == []
    assert found.rows("area, series, value", "role = 'area'") == [
        ("E08000035", "AMH14e", 215),
        ("E08000035", "MHS26", 830),
    ]
    assert found.checked.said == (
        "1 row was left out: they cross one organisation with another, and each is in the file by itself.",
    )


def test_measures_with_two_letters_or_a_per_cent_sign_are_taken(read):
    """The file is invented."""
    found = read(SAMPLES / "mhsds_measure_ids.csv")
    assert found.errors == []
    assert found.rows("series, statistic, value", "row_number > 4") == [
        ("AMH14e%", "percentage", 9.5),
        ("EIP23ab", "count", 12),
    ]


def test_groups_of_a_third_level_are_kept_apart(read):
    """The file is invented."""
    found = read(SAMPLES / "mhsds_third_level.csv")
    assert found.errors == []
    assert found.rows("dimension, category, value") == [
        ("gender; age group", "Male, 18 to 64", 10),
        ("gender; age group", "Male, 65 and over", 10),
        ("", "", 20),
    ]


def test_a_third_level_without_a_description_is_kept_too(read, draw: Draw):
    row = "2025-06-01 | 2025-06-30 | Final | Provider;Gender;Age Group | RGD | LYPFT | 1 | Male | 18 to 64 | MHS76 | People | 5"
    found = read(waits(draw, row, levels="THIRD_LEVEL |"))
    assert found.errors == []
    assert found.rows("dimension, category") == [("gender; age group", "Male, 18 to 64")]


def test_a_fourth_level_that_the_breakdown_does_not_name_is_left_out_and_never_merged(read, draw: Draw):
    same = "2025-06-01 | 2025-06-30 | Final | Provider; Gender | RGD | LYPFT | 1 | Male"
    whole, part = f"{same} | NONE | MHS76 | People | 5", f"{same} | Seclusion | MHS76 | People | 2"
    found = read(waits(draw, whole, part, levels="QUARTERNARY_LEVEL |"))
    assert found.errors == []
    assert found.rows("category, value") == [("Male", 5)]
    assert found.checked.said == (
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
    found = read(waits(draw, waits_of(breakdown, code, second)))
    assert found.errors == []
    assert found.rows("area, role, dimension, category") == [expected]


def test_what_nothing_reads_in_a_monthly_file_is_left_out_and_named_and_the_rest_is_taken(read, draw: Draw):
    found = read(
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
    assert found.errors == []
    assert found.rows("area, value") == [("E92000001", 10)]
    assert set(found.checked.said) == {
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
    assert [found.problem for found in read(waits(draw, row)).errors] == [problem]


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


@pytest.mark.parametrize(("status", "held"), [("Provisional", "provisional"), ("Adhoc", None)])
def test_an_adhoc_release_does_not_say_how_settled_it_is(read, draw: Draw, status: str, held: str | None):
    row = waits_of("Provider", "RGD").replace("Performance", status)
    assert read(waits(draw, row)).rows("status") == [(held,)]


ANNUAL = "OrgType | OrgCode | OrgName | VariableType | VariableA | VariableB"
ANNUAL_REPORT = "psych-ther-ann-rep-csv-2024-25-main.csv"


def test_the_annual_report_of_talking_therapies_is_taken_as_published(read):
    """The file is invented; its columns are the publisher's."""
    found = read(SAMPLES / "psych-ther-ann-rep-csv-2025-26-main.csv")
    assert found.errors == []
    assert found.checked.said == ("The period, 2025/26, is only in the file's name: check that it is right.",)
    assert found.rows(
        "series, statistic, period_start, period_end, step_months, value", "area = 'RY6' AND dimension = ''"
    ) == [
        ("referrals_received", "count", date(2025, 4, 1), date(2026, 3, 31), 12, 37600),
        ("accessing_services", "count", date(2025, 4, 1), date(2026, 3, 31), 12, 27900),
        ("finished_course_treatment", "count", date(2025, 4, 1), date(2026, 3, 31), 12, 11500),
        ("recovery", "count", date(2025, 4, 1), date(2026, 3, 31), 12, 5200),
        ("recovery", "percentage", date(2025, 4, 1), date(2026, 3, 31), 12, 49),
    ]
    assert found.rows("DISTINCT dimension, category", "dimension <> ''") == [("age", "18 to 25")]
    assert found.rows("DISTINCT role, value, suppressed", "area = 'E38000225'") == [
        ("commissioner", None, "suppressed")
    ]


def test_one_figure_of_the_annual_report_and_of_its_tidy_extract_is_one_figure(own_store: Store, draw: Draw, unchanged):
    """The figure is Leeds Community Healthcare's recovery rate of 2024-25, which the bundled extract holds."""
    report = draw(
        f"{ANNUAL} | Count_ReferralsReceived | Percentage_Recovery\nProvider | RY6 | LCH | Total | NULL | NULL | 37500 | 48",
        ANNUAL_REPORT,
    )
    assert load(own_store, report, unchanged).published
    cursor = own_store.read()
    materialise(cursor, own_store.version)
    found = cursor.execute("""
        SELECT series, statistic, value FROM in_force_service_activity
        WHERE source = 'nhs_talking_therapies_annual' AND area = 'RY6' AND dimension = '' AND period_end = '2025-03-31'
          AND ((series = 'recovery' AND statistic = 'percentage') OR series = 'referrals_received')
        ORDER BY 1
    """)
    assert found.fetchall() == [("recovery", "percentage", 48), ("referrals_received", "count", 37500)]


@pytest.mark.parametrize(
    ("column", "series", "statistic"),
    [
        ("CountFirstTreatment", "accessing_services", "count"),
        ("Count_FirstTreatment", "accessing_services", "count"),
        ("Count_AccessingServices", "accessing_services", "count"),
        ("CountImprovement", "improvement", "count"),
        ("PercentageRecovery", "recovery", "percentage"),
        ("Percentage_ReliableRecovery", "reliable_recovery", "percentage"),
        ("MeanWaitEnteredTreatment", "wait_accessing_services", "mean"),
        ("Mean_WaitAccessingServices", "wait_accessing_services", "mean"),
        ("MeanTreatmentAppointments", "appointments_finished_course_treatment", "mean"),
        ("Mean_ApptsFinishedCourseTreatment", "appointments_finished_course_treatment", "mean"),
    ],
)
def test_each_year_spells_a_measure_its_own_way(read, draw: Draw, column: str, series: str, statistic: str):
    table = f"{ANNUAL} | Count_ReferralsReceived | {column}\nProvider | RY6 | LCH | Total | NULL | NULL | 100 | 40"
    found = read(draw(table, ANNUAL_REPORT))
    assert found.errors == []
    assert found.rows("series, statistic, value", "series <> 'referrals_received'") == [(series, statistic, 40)]


@pytest.mark.parametrize("name", ["annual.csv", "annual-2024-26.csv", "annual-2023-24-and-2024-25.csv"])
def test_an_annual_report_whose_name_does_not_tell_its_year_is_refused(read, draw: Draw, name: str):
    table = f"{ANNUAL} | Count_ReferralsReceived\nProvider | RY6 | LCH | Total | NULL | NULL | 100"
    with pytest.raises(UnreadableFileError, match="Name the file as published"):
        read(draw(table, name))


def test_columns_and_rows_of_the_annual_report_that_nothing_reads_are_left_out_and_named(read, draw: Draw):
    found = read(
        draw(
            f"""{ANNUAL} | Count_ReferralsReceived | Sum_ContactDuration
        Commissioning Region | Y63 | North East and Yorkshire | Total | NULL | NULL | 100 | 9
        ICB | QWO | West Yorkshire | Gender | Female | NULL | 60 | 9
        Alliance | A1 | An alliance | Total | NULL | NULL | 5 | 9
    """,
            ANNUAL_REPORT,
        )
    )
    assert found.errors == []
    assert found.rows("area, role, dimension, category, value") == [
        ("Y63", "commissioning region", "", "", 100),
        ("E54000054", "icb", "sex", "Female", 60),
    ]
    assert found.checked.said[1:] == (
        "1 column was left out: no indicator reads these measures (Sum_ContactDuration).",
        "1 row was left out: no indicator reads these kinds of organisation (Alliance).",
    )


def test_faults_of_the_annual_report_are_named_by_their_row(read, draw: Draw):
    found = read(
        draw(
            f"""{ANNUAL} | Count_ReferralsReceived | Percentage_Recovery
        Provider | RY6 | LCH | Total | NULL | NULL | many | 50
        Provider | RXV | GMMH | Total | NULL | NULL | 100 | 150
        Provider | | | Total | NULL | NULL | 100 | 50
        ABC | ABC | ABC | ABC | ABC | ABC | * | *
        Provider | RGD | LYPFT | Total | NULL | NULL | 100 | 40
        Provider | RGD | LYPFT | Total | NULL | NULL | 100 | 50
    """,
            ANNUAL_REPORT,
        )
    )
    assert [(problem.row, problem.value, problem.problem) for problem in found.errors] == [
        (5, "ABC, ABC", "This is not a kind of organisation."),
        (2, "many", "This is not a number."),
        (4, "", "This cell is empty. The place or body: ONS or ODS code."),
        (3, "150.0", "A percentage cannot be above 100."),
        (7, "50", "An earlier row gives the same figure another value."),
    ]


def test_a_row_of_the_annual_report_that_was_cut_short_is_an_error_and_hides_nothing(read, tmp_path: Path):
    path = tmp_path / ANNUAL_REPORT
    header = ANNUAL.replace(" | ", ",")
    path.write_text(
        f"{header},Count_ReferralsReceived,Count_Recovery\nProvider,RY6,LCH,Total,NULL,NULL,100,9\nProvider,RGD,L,Total,NULL,NULL,100\n"
    )
    assert [(problem.row, problem.problem) for problem in read(path).errors] == [
        (3, "The row stops before this column.")
    ]


@pytest.mark.parametrize(("year", "faults"), [("2018-19", {2}), ("2024-25", {2, 7})])
def test_invented_rows_under_the_headers_of_the_annual_report_are_refused_or_asked_about(
    read, real: Path, year: str, faults: set[int]
):
    """The headers are the publisher's and the rows another project's: "CODE1" is no code of England, and "ABC" no body."""
    found = read(real / "whole" / f"talking_therapies_annual_raw_{year}.csv")
    assert found.checked.layout.name == "talking_therapies_annual_as_published"
    assert {problem.row for problem in found.errors} == faults
    assert {problem.value for problem in found.warnings} == {"CODE2", "CODE3", "CODE4", "CODE5"}


QUARTERLY = (
    "REPORTING_PERIOD_START | REPORTING_PERIOD_END | ICB | ICBName | SubICB | SubICBName | Provider | ProviderName |"
    "GroupType | VariableType | VariableA | VariableB | MEASURE_ID | MEASURE_NAME | MEASURE_VALUE_SUPPRESSED"
)
OF_REFERRALS = "M001 | Count_ReferralsReceived"
QUARTERLY_COUNT = ("nhs_talking_therapies_quarterly", "M001", "count")


def test_the_quarterly_file_of_talking_therapies_is_taken_apart_from_the_monthly_one(read):
    """Three real rows: the publisher does not name the religion of the second one."""
    found = read(SAMPLES / "talking_therapies_quarterly_2025-26-q3.csv")
    assert found.errors == []
    quarter = (date(2025, 10, 1), date(2025, 12, 31), 3, 3)
    assert set(found.rows("period_start, period_end, step_months, window_months")) == {quarter}
    assert found.rows("source, series, statistic, area, role, dimension, category, value") == [
        (*QUARTERLY_COUNT, "E92000001", "national", "disability", "01 Behaviour and Emotional", 16719),
        (*QUARTERLY_COUNT, "E92000001", "national", "religion", "null", 142848),
        (*QUARTERLY_COUNT, "E38000101", "commissioner", "", "", 4620),
    ]


def test_the_quarterly_file_of_regions_and_icbs_loads_as_published(read, real: Path):
    found = read(real / "whole" / "talking_therapies_quarterly_icb_subicb_2025-26-q3.csv")
    assert found.errors == []
    assert found.rows("area, role, dimension, category, statistic, value", "row_number IN (4, 5)") == [
        (
            "Y60",
            "commissioning region",
            "ethnic group",
            "Asian or Asian British: Any other Asian background",
            "count",
            1105,
        ),
        ("QU9", "icb", "disability", "01 Behaviour and Emotional", "mean", 79.3),
    ]


def test_providers_of_a_quarter_are_taken_and_providers_within_a_sub_icb_are_left_out(read, draw: Draw):
    quarter = "01/04/2026 | 30/06/2026"
    found = read(
        draw(
            f"""{QUARTERLY}
        {quarter} | All_ICB | null | All_SubICB | null | RY6 | LCH | Provider | Total | Total | null | {OF_REFERRALS} | 9000
        {quarter} | QWO | WY | 15F | Leeds | RY6 | LCH | SubICB-Provider | Total | Total | null | {OF_REFERRALS} | *
    """
        )
    )
    assert found.errors == []
    assert found.rows("area, role, period_start, value") == [("RY6", "provider", date(2026, 4, 1), 9000)]
    assert found.checked.said == (
        "1 row was left out: they cross a commissioner with a provider, and both are in the file by themselves.",
    )


def test_a_quarterly_row_of_no_body_is_an_error(read, draw: Draw):
    nobody = "All_ICB | null | All_SubICB | null | All_Provider | null"
    row = f"01/04/2026 | 30/06/2026 | {nobody} | Provider | Total | Total | null | {OF_REFERRALS} | 5"
    assert [problem.problem for problem in read(draw(f"{QUARTERLY}\n{row}")).errors] == [
        "The row does not say whose it is."
    ]


MONTHLY = (
    "REPORTING_PERIOD_START | REPORTING_PERIOD_END | GROUP_TYPE | ORG_CODE1 | ORG_NAME1 | ORG_CODE2 | ORG_NAME2 |"
    "MEASURE_ID | MEASURE_NAME | MEASURE_VALUE"
)


def test_march_2021_has_another_heading_for_its_values_and_groups_are_spelt_in_several_ways(read, draw: Draw):
    month = "01/03/2021 | 31/03/2021"
    found = read(
        draw(
            f"""{MONTHLY}
        {month} | England | all | all SubICBs | all | all Providers | {OF_REFERRALS} | 150000
        {month} | CommissioningRegion | Y63 | North East and Yorkshire | all | all Providers | {OF_REFERRALS} | 20000
        {month} | Commissioning Region | Y60 | Midlands | all | all Providers | {OF_REFERRALS} | 30000
        {month} | STP | QWO | West Yorkshire | all | all Providers | {OF_REFERRALS} | 5000
        {month} | SubICB/Provider | 15F | Leeds | RY6 | LCH | {OF_REFERRALS} | 2000
        {month} | Alliance | A1 | An alliance | all | all Providers | {OF_REFERRALS} | 10
        {month} | Provider | all | all SubICBs | RY6 | LCH | X12 | Count_Other | 10
        {month} | Provider | all | all SubICBs | RY6 | LCH | M999 | Sum_Hours | 10
    """
        )
    )
    assert found.errors == []
    assert found.rows("source, area, role, value") == [
        ("nhs_talking_therapies", "E92000001", "national", 150000),
        ("nhs_talking_therapies", "Y63", "commissioning region", 20000),
        ("nhs_talking_therapies", "Y60", "commissioning region", 30000),
        ("nhs_talking_therapies", "E54000054", "icb", 5000),
    ]
    assert set(found.checked.said) == {
        "1 row was left out: they cross a commissioner with a provider, and both are in the file by themselves.",
        "1 row was left out: no indicator reads these kinds of organisation (Alliance).",
        "1 row was left out: the publisher has no measures with such numbers (X12).",
        "1 row was left out: no indicator reads these kinds of number (Sum_).",
    }


def test_measures_told_by_name_that_nothing_reads_are_left_out(read, draw: Draw):
    found = read(
        draw(
            """sicbl22_code | date | name | value
        E38000225 | July 2022 | Count_ReferralsReceived | 2000
        E38000225 | July 2022 | Count_Other | 5
    """
        )
    )
    assert found.errors == []
    assert found.rows("series, value") == [("M001", 2000)]
    assert found.checked.said == ("1 row was left out: no indicator reads these measures (Count_Other).",)


def test_a_revised_annual_report_is_set_against_the_one_held_figure_by_figure(
    small_store: Store, draw: Draw, unchanged
):
    header = f"{ANNUAL} | Count_ReferralsReceived | Count_Recovery | Percentage_Recovery"
    trust = "Provider | RY6 | LCH | Total | NULL | NULL"
    assert load(small_store, draw(f"{header}\n{trust} | 100 | 40 | 50", ANNUAL_REPORT), unchanged).published
    again = draw(f"{header}\n{trust} | 100 | 45 | 55\n{trust} | 100 | 45 | 55", ANNUAL_REPORT)
    with small_store.rehearsal() as draft:
        checked = ingest.check(draft.connection, again)
        assert errors(checked.problems) == []
        found = load_diff.arrival(draft.connection, checked.contract, draft.number)
    assert (found.new, found.revised, found.unchanged, found.older, found.repeated) == (0, 2, 1, 0, 3)
    assert {(row.figure, row.before, row.after) for row in found.revisions} == {
        ("recovery, RY6, 2024/25", 40, 45),
        ("recovery, RY6, 2024/25", 50, 55),
    }
    assert len(found.revisions) == 2
