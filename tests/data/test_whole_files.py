"""Publishers' files as they are published, whole: what something reads is taken, and all else is counted and named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from places import Draw

from tests.data.laid_out import PLACEMENTS

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
