"""Who takes part beside who lives here, each gap worked out by hand from invented networks and true counts of Leeds."""

from __future__ import annotations

from itertools import product

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import catalogue
from indicators.core import residents
from indicators.core.measures.representation import places_of_networks
from indicators.core.model import Polarity
from indicators.core.residents import band
from indicators.core.strategy.reading import strategies
from tests.indicators.invented_registers import LEEDS, Q1, add, figures, nothing_yet, quarter, value

GAP = "cp_representation_gap"
ETHNIC_GROUPS = {
    "White: English, Welsh, Scottish, Northern Irish or British": 595737,
    "White: Irish": 6892,
    "Black, Black British, Black Welsh, Caribbean or African: African": 32211,
    "Other ethnic group: Arab": 5980,
}
ORIENTATIONS = {"Straight or Heterosexual": 582244, "Bisexual": 12656, "Not answered": 48264}
DISABILITY = {"Disabled under the Equality Act": 135681, "Not disabled under the Equality Act": 676272}


def census(connection, characteristic: str, counts: dict[str, int], youngest: int = 0, year: int = 2021) -> None:
    for group, people in counts.items():
        _live(connection, year, characteristic, group, "Persons", None, people, youngest)


def estimate(connection, people: dict[int, int], sex: str = "Persons", year: int = 2021) -> None:
    for age, number in people.items():
        _live(connection, year, "", "", sex, age, number, None)


def _live(connection, year, characteristic, group, sex, age, people, youngest) -> None:
    connection.execute(
        "INSERT INTO in_force_population (area, year, characteristic, group_name, sex, age, people, youngest) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [LEEDS, year, characteristic, group, sex, age, people, youngest],
    )


def parts(characteristic: str, **groups: int) -> list[dict]:
    return [quarter(people, None, characteristic, group) for group, people in groups.items()]


def test_a_gap_is_the_share_of_those_whose_group_is_known_less_the_share_of_residents(registers):
    census(registers, "disability", DISABILITY)
    add(
        registers, "participation", quarter(60),
        *parts("disability", **{"Disabled": 20, "Not disabled": 30, "Not known": 10}),
    )  # fmt: skip
    gaps = figures(registers, GAP)
    # 20 of 50 are 40%; 135,681 of 811,953 are 16.71045%
    assert value(gaps, Q1, "disability", "Disabled") == pytest.approx(40 - 16.71045, abs=1e-5)
    assert value(gaps, Q1, "disability", "Not disabled") == pytest.approx(60 - 83.28955, abs=1e-5)
    row = gaps.loc[(Q1, "disability", "Disabled")]
    assert (row["numerator"], row["denominator"], row["population_base"]) == (20, 50, "Census 2021")
    # Wilson's 95% limits of 20 in 50 are 27.6083% and 53.8186%
    assert (row["lower95"], row["upper95"]) == pytest.approx((27.6083 - 16.71045, 53.8186 - 16.71045), abs=1e-3)
    assert row["lower998"] < row["lower95"] < row["value"] < row["upper95"] < row["upper998"]


def test_a_broad_group_is_the_sum_of_the_census_groups_that_begin_with_its_name(registers):
    census(registers, "ethnic group", ETHNIC_GROUPS)
    black = "Black, Black British, Black Welsh, Caribbean or African"
    add(registers, "participation", quarter(100), *parts("ethnic group", **{"White": 70, black: 30}))
    gaps, everybody = figures(registers, GAP), sum(ETHNIC_GROUPS.values())
    assert value(gaps, Q1, "ethnic group", "White") == pytest.approx(70 - 100 * (595737 + 6892) / everybody)
    assert value(gaps, Q1, "ethnic group", black) == pytest.approx(30 - 100 * 32211 / everybody)


def test_a_group_that_the_census_does_not_name_has_no_gap_and_still_counts_as_known(registers):
    census(registers, "ethnic group", ETHNIC_GROUPS)
    add(registers, "participation", quarter(100), *parts("ethnic group", **{"White: Irish": 40, "European": 60}))
    gaps = figures(registers, GAP)
    assert list(gaps.index.get_level_values("category")) == ["White: Irish"]
    assert gaps["denominator"].tolist() == [100]


def test_groups_that_overlap_are_compared_with_nobody(registers):
    census(registers, "ethnic group", ETHNIC_GROUPS)
    add(registers, "participation", quarter(100), *parts("ethnic group", **{"White": 60, "White: Irish": 40}))
    assert figures(registers, GAP).empty


def test_those_who_left_a_question_of_the_census_out_are_of_no_group(registers):
    census(registers, "sexual orientation", ORIENTATIONS, youngest=16)
    add(
        registers, "participation", quarter(50),
        *parts("sexual orientation", **{"Straight or Heterosexual": 40, "Bisexual": 10, "Not answered": 0}),
    )  # fmt: skip
    gaps = figures(registers, GAP)
    assert value(gaps, Q1, "sexual orientation", "Bisexual") == pytest.approx(20 - 100 * 12656 / (582244 + 12656))
    assert set(gaps["population_base"]) == {"Census 2021, ages 16 and over"}
    assert "Not answered" not in gaps.index.get_level_values("category")


def test_age_bands_are_set_beside_the_ages_that_they_cover_together(registers):
    estimate(registers, dict.fromkeys(range(91), 1000))
    bands = {"16 to 24": 10, "25-64": 30, "65+": 10}
    add(registers, "participation", quarter(60), *parts("age", **bands), quarter(10, None, "age", "Not known"))
    gaps = figures(registers, GAP)
    # 9, 40 and 26 of the 75 years of age from 16 on
    shares = {"16 to 24": 20 - 12, "25-64": 60 - 100 * 40 / 75, "65+": 20 - 100 * 26 / 75}
    assert {group: value(gaps, Q1, "age", group) for group in bands} == pytest.approx(shares)
    assert set(gaps["population_base"]) == {"Population mid-2021, ages 16 and over"}


@pytest.mark.parametrize("odd", ["60 to 70", "older"])
def test_bands_that_overlap_or_cannot_be_read_leave_age_without_a_comparison(registers, odd: str):
    estimate(registers, dict.fromkeys(range(91), 1000))
    add(registers, "participation", quarter(60), *parts("age", **{"16 to 64": 30, odd: 30}))
    assert figures(registers, GAP).empty


def test_the_newest_estimate_up_to_the_quarter_is_taken_of_men_and_women_of_all_ages(registers):
    for year, men in ((2020, 90), (2021, 100), (2031, 190)):
        estimate(registers, {10: men // 2, 90: men - men // 2}, "Males", year)
        estimate(registers, {40: 100}, "Females", year)
    add(registers, "participation", quarter(40), *parts("sex", Male=10, Female=30))
    gaps = figures(registers, GAP)
    assert value(gaps, Q1, "sex", "Male") == 25 - 50
    assert set(gaps["population_base"]) == {"Population mid-2021"}


def test_what_has_no_reference_at_hand_has_no_figure(registers):
    census(registers, "disability", DISABILITY)
    groups = {"Yes": 20, "No": 20}
    add(registers, "participation", quarter(40), *parts("carer", **groups), *parts("gender identity", **groups))
    assert figures(registers, GAP).empty


def test_groups_that_are_more_than_everybody_together_have_no_gap(registers):
    census(registers, "disability", DISABILITY)
    add(registers, "participation", quarter(40), *parts("disability", **{"Disabled": 30, "Not disabled": 30}))
    assert figures(registers, GAP).empty


def test_a_hidden_group_has_no_gap_and_the_others_keep_theirs_where_it_cannot_be_worked_out(registers):
    census(registers, "ethnic group", ETHNIC_GROUPS)
    names = [*ETHNIC_GROUPS]
    add(
        registers, "participation", quarter(60), *parts("ethnic group", **dict(zip(names, (40, 12, 4, 4), strict=True)))
    )
    gaps = figures(registers, GAP)
    shown = {group for _, _, group in gaps.index[gaps["value"].notna()]}
    assert shown == {*names[:2]}
    emptied = gaps[gaps["suppressed"] == "suppressed"]
    assert emptied[["numerator", "denominator", "value", "lower95", "upper998"]].isna().all(axis=None)


def test_where_the_number_of_those_known_would_tell_a_hidden_group_no_group_has_a_gap(registers):
    census(registers, "disability", DISABILITY)
    add(
        registers, "participation", quarter(60),
        *parts("disability", **{"Disabled": 7, "Not disabled": 50, "Not known": 3}),
    )  # fmt: skip
    gaps = figures(registers, GAP)  # with 57 known, 50 shown and 60 in all both hidden numbers would follow
    assert len(gaps) == 2
    assert gaps["value"].isna().all()
    assert set(gaps["suppressed"]) == {"suppressed"}


@pytest.mark.slow
@given(
    counts=st.lists(st.integers(0, 12), min_size=4, max_size=4),
    unknown=st.integers(0, 8),
    undisclosed=st.integers(0, 8),
    unwritten=st.integers(0, 6),
)
def test_no_hidden_number_follows_from_gaps_numbers_of_people_and_shares_of_residents(
    counts: list[int], unknown: int, undisclosed: int, unwritten: int
):
    """An outsider knows every figure shown, and tries every number that each hidden group may have."""
    connection = nothing_yet()
    census(connection, "ethnic group", ETHNIC_GROUPS)
    people_by_group = dict(
        zip([*ETHNIC_GROUPS, "Not known", "Prefer not to say"], [*counts, unknown, undisclosed], strict=True)
    )
    total = sum(people_by_group.values()) + unwritten
    add(connection, "participation", quarter(total), *parts("ethnic group", **people_by_group))
    gaps, people = figures(connection, GAP), figures(connection, "cp_people_involved")
    connection.close()
    if gaps.empty or gaps["value"].isna().all():
        return
    (known,) = set(gaps["denominator"].dropna())
    shown = people[people["value"].notna()].xs("ethnic group", level="dimension")["value"]
    shown = {group: int(number) for (_, group), number in shown.items()}
    hidden = [group for group in people_by_group if group not in shown]
    possible = [
        dict(zip(hidden, numbers, strict=True))
        for numbers in product(range(41), repeat=len(hidden))
        if _agrees(shown | dict(zip(hidden, numbers, strict=True)), int(known), total)
    ] if len(hidden) <= 2 else []  # fmt: skip
    for group in hidden if possible else ():
        assert len({one[group] for one in possible}) >= 5


def _agrees(numbers: dict[str, int], known: int, total: int) -> bool:
    return sum(numbers[group] for group in ETHNIC_GROUPS) == known and sum(numbers.values()) <= total


def test_a_network_is_compared_with_the_council_of_its_strategy_and_with_nobody_where_there_are_several():
    assert places_of_networks(strategies().values()) == {"leeds-mws-coproduction": LEEDS}


def test_neither_way_is_better():
    assert catalogue()[GAP].polarity is Polarity.NONE


@pytest.mark.parametrize(
    "name, ages",
    [
        ("16 to 24", (16, 24)),
        ("16-24", (16, 24)),
        ("Aged 25 \N{EN DASH} 34", (25, 34)),
        ("65 and over", (65, 90)),
        ("65+", (65, 90)),
        ("under 16", (0, 15)),
        ("24 to 16", None),
        ("85 to 94", None),
        ("older people", None),
    ],
)
def test_an_age_band_is_read_as_it_is_usually_written(name: str, ages):
    assert band(name) == ages


def test_nobody_is_compared_with_no_residents():
    nobody = pd.DataFrame(columns=["characteristic", "sex", "year", "group_name", "people", "youngest"])
    assert residents.reference(nobody, "disability", ["Disabled"]) is None
