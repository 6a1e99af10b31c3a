"""Whole files of out-of-area placements and of Fingertips: what something reads is taken, and the rest is counted and named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from places import SAMPLES, Draw

from data import periods
from data.problems import OddValueError
from tests.data.laid_out import FINGERTIPS, PLACEMENTS, SUICIDE

SIX_COLUMNS = "Question | Breakdown1 | Breakdown1Code | Breakdown2 | Breakdown2Code | value"
ACTIVE = "OAPs active at period end"


@pytest.mark.parametrize(
    ("name", "taken", "unknown", "totals", "repeats"),
    [("oaps-open-data-dec-2016.csv", 9880, 893, 380, 171), ("oaps-open-data-oct-2016.csv", 7436, 611, 260, 117)],
)
def test_placements_load_as_published(read, real: Path, name: str, taken: int, unknown: int, totals: int, repeats: int):
    reading = read(real / "whole" / name)
    assert reading.errors == []
    assert reading.checked.rows == taken
    assert reading.checked.rows_in_file == taken + unknown + totals + repeats
    assert reading.checked.notes[1:] == (
        f"{unknown} rows were left out: the publisher does not know whose they are.",
        f"{totals} rows were left out: they are totals of groups, and the total of the body is published by itself.",
        f"{repeats} rows were left out: they repeat the total of England, which is in the file by itself.",
    )


@pytest.mark.slow
def test_placements_of_months_with_and_without_descriptions_have_the_same_groups(read, real: Path):
    groups = "DISTINCT ON (dimension, category) dimension, category"
    groups_by_month = [
        set(read(real / "whole" / f"oaps-open-data-{month}.csv").rows(groups)) for month in ("oct-2016", "dec-2016")
    ]
    assert groups_by_month[0] == groups_by_month[1]
    assert {dimension for dimension, _ in groups_by_month[0]} == {
        "",
        "bed type",
        "mental health act status",
        "primary diagnosis",
        "reason",
        "sex",
    }


def test_placements_of_december_2016_hold_the_costs_and_groups_of_the_file(read, real: Path):
    reading = read(real / "whole" / "oaps-open-data-dec-2016.csv")
    costs = "series = 'total_recorded_costs_over_the_period' AND role = 'national'"
    assert reading.rows("value, statistic", f"{costs} AND dimension = ''") == [(6763900, "cost")]
    active = "series = 'oaps_active_at_period_end'"
    assert (
        sum(value for (value,) in reading.rows("value", f"{active} AND dimension = 'bed type' AND role = 'national'"))
        == 528
    )
    assert reading.rows("role, period_start, value", f"{active} AND area = 'Y54' AND dimension = ''")[0][:2] == (
        "commissioning region",
        date(2016, 12, 1),
    )


def test_codes_of_placements_have_the_words_that_the_publisher_gives_them_later(read, draw: Draw):
    reading = read(
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
    assert reading.errors == []
    assert reading.rows("area, role, dimension, category, statistic, value") == [
        ("E92000001", "national", "", "", "count", 203),
        ("E92000001", "national", "bed type", "Acute adult mental health care", "count", 138),
        ("Y54", "commissioning region", "primary diagnosis", "Ongoing or Recurrent Psychosis", "count", 40),
        ("E92000001", "national", "", "", "mean", 31),
    ]


def test_placements_by_a_breakdown_that_nothing_reads_are_left_out_and_named(read, draw: Draw):
    reading = read(
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
    assert reading.errors == []
    assert reading.rows("role, dimension, category, value") == [
        ("national", "", "", 681),
        ("icb", "", "", 20),
        ("national", "receiver group", "NHS", 300),
    ]
    assert reading.checked.notes[1:] == ("1 row was left out: no indicator reads these breakdowns (Ward).",)


def test_placements_without_a_breakdown_are_an_error(read, draw: Draw):
    reading = read(draw(f"{PLACEMENTS}\n{ACTIVE} | | | | | | | 681", "oaps-open-data-dec-2016.csv"))
    assert [problem.problem for problem in reading.errors] == ["The breakdown is empty."]


def test_every_form_of_period_of_a_fingertips_profile_is_taken(read):
    """The file is invented; the forms of its periods are the publisher's."""
    reading = read(SAMPLES / "fingertips_forms_of_periods.csv")
    assert reading.errors == []
    assert reading.rows("period_start, period_end, step_months, window_months", "series = '93624'") == [
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
    reading = read(draw(f"{header}\n41001 | Suicide | | {england}\n41001 | Suicide | E92000001 | {england}"))
    assert reading.errors == []
    assert set(reading.rows("area, value")) == {("E92000001", 12.5)}


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
    reading = read(draw(f"{FINGERTIPS}\n{SUICIDE} 2015 - 17 | | | | | | {note}"))
    assert reading.errors == []
    assert reading.rows("value, suppressed, note") == [(None, reason, note)]
