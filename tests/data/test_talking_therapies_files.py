"""Whole files of talking therapies, yearly, quarterly and monthly: what is taken, what is left out, and what is an error."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from places import SAMPLES, Draw

from data.loading import ingest, load_diff
from data.loading.publish import load
from data.problems import UnreadableFileError, errors
from data.storage.precedence import materialise
from data.storage.versions import Store

ANNUAL = "OrgType | OrgCode | OrgName | VariableType | VariableA | VariableB"
ANNUAL_REPORT = "psych-ther-ann-rep-csv-2024-25-main.csv"


def test_the_annual_report_of_talking_therapies_is_taken_as_published(read):
    """The file is invented; its columns are the publisher's."""
    reading = read(SAMPLES / "psych-ther-ann-rep-csv-2025-26-main.csv")
    assert reading.errors == []
    assert reading.checked.notes == ("The period, 2025/26, is only in the file's name: check that it is right.",)
    assert reading.rows(
        "series, statistic, period_start, period_end, step_months, value", "area = 'RY6' AND dimension = ''"
    ) == [
        ("referrals_received", "count", date(2025, 4, 1), date(2026, 3, 31), 12, 37600),
        ("accessing_services", "count", date(2025, 4, 1), date(2026, 3, 31), 12, 27900),
        ("finished_course_treatment", "count", date(2025, 4, 1), date(2026, 3, 31), 12, 11500),
        ("recovery", "count", date(2025, 4, 1), date(2026, 3, 31), 12, 5200),
        ("recovery", "percentage", date(2025, 4, 1), date(2026, 3, 31), 12, 49),
    ]
    assert reading.rows("DISTINCT dimension, category", "dimension <> ''") == [("age", "18 to 25")]
    assert reading.rows("DISTINCT role, value, suppressed", "area = 'E38000225'") == [
        ("commissioner", None, "suppressed")
    ]


@pytest.mark.slow
def test_one_figure_of_the_annual_report_and_of_its_tidy_extract_is_one_figure(own_store: Store, draw: Draw, unchanged):
    """The figure is Leeds Community Healthcare's recovery rate of 2024-25, which the bundled extract holds."""
    report = draw(
        f"{ANNUAL} | Count_ReferralsReceived | Percentage_Recovery\nProvider | RY6 | LCH | Total | NULL | NULL | 37500 | 48",
        ANNUAL_REPORT,
    )
    assert load(own_store, report, unchanged).published
    cursor = own_store.read()
    materialise(cursor, own_store.version)
    current_rows = cursor.execute("""
        SELECT series, statistic, value FROM in_force_service_activity
        WHERE source = 'nhs_talking_therapies_annual' AND area = 'RY6' AND dimension = '' AND period_end = '2025-03-31'
          AND ((series = 'recovery' AND statistic = 'percentage') OR series = 'referrals_received')
        ORDER BY 1
    """)
    assert current_rows.fetchall() == [("recovery", "percentage", 48), ("referrals_received", "count", 37500)]


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
    reading = read(draw(table, ANNUAL_REPORT))
    assert reading.errors == []
    assert reading.rows("series, statistic, value", "series <> 'referrals_received'") == [(series, statistic, 40)]


@pytest.mark.parametrize("name", ["annual.csv", "annual-2024-26.csv", "annual-2023-24-and-2024-25.csv"])
def test_an_annual_report_whose_name_does_not_tell_its_year_is_refused(read, draw: Draw, name: str):
    table = f"{ANNUAL} | Count_ReferralsReceived\nProvider | RY6 | LCH | Total | NULL | NULL | 100"
    with pytest.raises(UnreadableFileError, match="Name the file as published"):
        read(draw(table, name))


def test_columns_and_rows_of_the_annual_report_that_nothing_reads_are_left_out_and_named(read, draw: Draw):
    reading = read(
        draw(
            f"""{ANNUAL} | Count_ReferralsReceived | Sum_ContactDuration
        Commissioning Region | Y63 | North East and Yorkshire | Total | NULL | NULL | 100 | 9
        ICB | QWO | West Yorkshire | Gender | Female | NULL | 60 | 9
        Alliance | A1 | An alliance | Total | NULL | NULL | 5 | 9
    """,
            ANNUAL_REPORT,
        )
    )
    assert reading.errors == []
    assert reading.rows("area, role, dimension, category, value") == [
        ("Y63", "commissioning region", "", "", 100),
        ("E54000054", "icb", "sex", "Female", 60),
    ]
    assert reading.checked.notes[1:] == (
        "1 column was left out: no indicator reads these measures (Sum_ContactDuration).",
        "1 row was left out: no indicator reads these kinds of organisation (Alliance).",
    )


def test_faults_of_the_annual_report_are_named_by_their_row(read, draw: Draw):
    reading = read(
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
    assert [(problem.row, problem.value, problem.problem) for problem in reading.errors] == [
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


@pytest.mark.slow
@pytest.mark.parametrize(("year", "faults"), [("2018-19", {2}), ("2024-25", {2, 7})])
def test_invented_rows_under_the_headers_of_the_annual_report_are_refused_or_asked_about(
    read, real: Path, year: str, faults: set[int]
):
    """The headers are the publisher's and the rows another project's: "CODE1" is no code of England, and "ABC" no body."""
    reading = read(real / "whole" / f"talking_therapies_annual_raw_{year}.csv")
    assert reading.checked.layout.name == "talking_therapies_annual_as_published"
    assert {problem.row for problem in reading.errors} == faults
    assert {problem.value for problem in reading.warnings} == {"CODE2", "CODE3", "CODE4", "CODE5"}


QUARTERLY = (
    "REPORTING_PERIOD_START | REPORTING_PERIOD_END | ICB | ICBName | SubICB | SubICBName | Provider | ProviderName |"
    "GroupType | VariableType | VariableA | VariableB | MEASURE_ID | MEASURE_NAME | MEASURE_VALUE_SUPPRESSED"
)
OF_REFERRALS = "M001 | Count_ReferralsReceived"
QUARTERLY_COUNT = ("nhs_talking_therapies_quarterly", "M001", "count")


def test_the_quarterly_file_of_talking_therapies_is_taken_apart_from_the_monthly_one(read):
    """Three real rows: the publisher does not name the religion of the second one."""
    reading = read(SAMPLES / "talking_therapies_quarterly_2025-26-q3.csv")
    assert reading.errors == []
    quarter = (date(2025, 10, 1), date(2025, 12, 31), 3, 3)
    assert set(reading.rows("period_start, period_end, step_months, window_months")) == {quarter}
    assert reading.rows("source, series, statistic, area, role, dimension, category, value") == [
        (*QUARTERLY_COUNT, "E92000001", "national", "disability", "01 Behaviour and Emotional", 16719),
        (*QUARTERLY_COUNT, "E92000001", "national", "religion", "null", 142848),
        (*QUARTERLY_COUNT, "E38000101", "commissioner", "", "", 4620),
    ]


def test_the_quarterly_file_of_regions_and_icbs_loads_as_published(read, real: Path):
    reading = read(real / "whole" / "talking_therapies_quarterly_icb_subicb_2025-26-q3.csv")
    assert reading.errors == []
    assert reading.rows("area, role, dimension, category, statistic, value", "row_number IN (4, 5)") == [
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
    reading = read(
        draw(
            f"""{QUARTERLY}
        {quarter} | All_ICB | null | All_SubICB | null | RY6 | LCH | Provider | Total | Total | null | {OF_REFERRALS} | 9000
        {quarter} | QWO | WY | 15F | Leeds | RY6 | LCH | SubICB-Provider | Total | Total | null | {OF_REFERRALS} | *
    """
        )
    )
    assert reading.errors == []
    assert reading.rows("area, role, period_start, value") == [("RY6", "provider", date(2026, 4, 1), 9000)]
    assert reading.checked.notes == (
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
    reading = read(
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
    assert reading.errors == []
    assert reading.rows("source, area, role, value") == [
        ("nhs_talking_therapies", "E92000001", "national", 150000),
        ("nhs_talking_therapies", "Y63", "commissioning region", 20000),
        ("nhs_talking_therapies", "Y60", "commissioning region", 30000),
        ("nhs_talking_therapies", "E54000054", "icb", 5000),
    ]
    assert set(reading.checked.notes) == {
        "1 row was left out: they cross a commissioner with a provider, and both are in the file by themselves.",
        "1 row was left out: no indicator reads these kinds of organisation (Alliance).",
        "1 row was left out: the publisher has no measures with such numbers (X12).",
        "1 row was left out: no indicator reads these kinds of number (Sum_).",
    }


def test_measures_told_by_name_that_nothing_reads_are_left_out(read, draw: Draw):
    reading = read(
        draw(
            """sicbl22_code | date | name | value
        E38000225 | July 2022 | Count_ReferralsReceived | 2000
        E38000225 | July 2022 | Count_Other | 5
    """
        )
    )
    assert reading.errors == []
    assert reading.rows("series, value") == [("M001", 2000)]
    assert reading.checked.notes == ("1 row was left out: no indicator reads these measures (Count_Other).",)


@pytest.mark.slow
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
        arrival = load_diff.arrival(draft.connection, checked.contract, draft.number)
    assert (arrival.new, arrival.revised, arrival.unchanged, arrival.older, arrival.repeated) == (0, 2, 1, 0, 3)
    assert {(row.figure, row.before, row.after) for row in arrival.revisions} == {
        ("recovery, RY6, 2024/25", 40, 45),
        ("recovery, RY6, 2024/25", 50, 55),
    }
    assert len(arrival.revisions) == 2
