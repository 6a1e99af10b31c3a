"""Life expectancy by the deaths that somebody has counted by age band."""

from __future__ import annotations

from datetime import date

import pytest

from data.tables.records.health_event import AGE_BANDS
from indicators.core.inequalities.deprivation import slopes_of
from indicators.methods.life_expectancy import life_expectancy
from tests.indicators.records.kept import COUNCIL, add, figures, nothing_yet

PEOPLE = [1_000, 4_000, *[5_000] * 17, 800]
DEATHS = [4, 1, 1, 1, 2, 3, 3, 4, 6, 9, 14, 21, 33, 50, 75, 112, 170, 250, 330, 150]
"""Of those under 1, of 1 to 4, then of bands of five years, each year."""
BANDS = {"0": (DEATHS[0], PEOPLE[0]), "0-4": (DEATHS[0] + DEATHS[1], PEOPLE[0] + PEOPLE[1])} | {
    band: (DEATHS[at], PEOPLE[at]) for at, band in enumerate(AGE_BANDS[1:], 2)
}
YEARS = (2021, 2022, 2023)


def counted(
    connection, times: int = 1, years: tuple[int, ...] = YEARS, dimension: str = "", category: str = ""
) -> None:
    """Deaths of each year, ``times`` as many."""
    for year in years:
        for band, (deaths, people) in BANDS.items():
            add(
                connection, "health_event", source="public_health", event="death", area=COUNCIL, age_band=band,
                period_start=date(year, 1, 1), period_end=date(year, 12, 31), events=deaths * times, people=people,
                dimension=dimension, category=category,
            )  # fmt: skip


def test_it_is_of_three_years_together_by_a_life_table_that_tells_infants_apart():
    connection = nothing_yet()
    counted(connection)
    measure = figures(connection, "life_expectancy").loc[(COUNCIL, date(2021, 1, 1), "", "")]
    by_hand = life_expectancy([3 * deaths for deaths in DEATHS], [3 * people for people in PEOPLE])
    assert measure["value"] == pytest.approx(by_hand.value[0])
    assert (measure["lower95"], measure["upper95"]) == pytest.approx((by_hand.lower[0], by_hand.upper[0]))
    assert (measure["numerator"], measure["denominator"]) == (3 * sum(DEATHS), 3 * sum(PEOPLE))
    assert (measure["window_months"], measure["step_months"]) == (36, 12)


@pytest.mark.slow
def test_where_twice_as_many_die_people_live_shorter_lives():
    connection = nothing_yet()
    counted(connection, 2, dimension="deprivation fifth", category="1")
    counted(connection, 1, dimension="deprivation fifth", category="5")
    values = figures(connection, "life_expectancy").loc[(COUNCIL, date(2021, 1, 1), "deprivation fifth"), "value"]
    assert 4 < values["5 least deprived"] - values["1 most deprived"] < 12


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM in_force_health_event WHERE age_band = '0'",
        "UPDATE in_force_health_event SET events = NULL, suppressed = 'suppressed' WHERE age_band = '20-24'",
        "UPDATE in_force_health_event SET people = NULL WHERE age_band = '90+'",
    ],
)
def test_a_band_that_is_missing_or_hidden_leaves_it_unknown(change: str):
    connection = nothing_yet()
    counted(connection)
    connection.execute(change)
    measure = figures(connection, "life_expectancy").iloc[0]
    assert measure["suppressed"] == "not available" and measure[["value", "lower95", "numerator"]].isna().all()


def test_two_years_make_no_figure_of_three():
    connection = nothing_yet()
    counted(connection, years=(2022, 2023))
    assert figures(connection, "life_expectancy").empty


def test_infants_are_not_counted_twice_in_a_standardised_rate():
    """The band 0-4 holds them already."""
    connection = nothing_yet()
    for band in ("0", *AGE_BANDS):
        add(
            connection, "health_event", source="public_health", event="self-harm admission", area=COUNCIL, age_band=band,
            period_start=date(2024, 4, 1), period_end=date(2025, 3, 31), events=2, people=10_000, dimension="", category="",
        )  # fmt: skip
    assert figures(connection, "selfharm_admissions")["numerator"].tolist() == [2 * len(AGE_BANDS)]


@pytest.mark.slow
def test_a_slope_is_fitted_across_fifths_whose_names_tell_which_end_is_which():
    """Deaths are 5, 4, 3, 2 and 1 times as many: the least deprived live longer, so the slope is above 0."""
    connection = nothing_yet()
    for at in range(5):
        counted(connection, 5 - at, dimension="deprivation fifth", category=str(at + 1))
    rows = figures(connection, "life_expectancy").reset_index()
    (slope,) = slopes_of(rows, "deprivation fifth")
    assert slope.difference[0] > slope.difference[1] > 0 and slope.index[0] > 1
