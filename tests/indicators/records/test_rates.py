"""Rates of self-harm and suicide from events counted by age band, standardised by hand."""

from __future__ import annotations

from datetime import date

import pytest

from data.tables.records.health_event import AGE_BANDS
from tests.indicators.records.kept import COUNCIL, add, figures, nothing_yet

FY = {"period_start": date(2024, 4, 1), "period_end": date(2025, 3, 31)}
YOUNG = {"10-14": (10, 10_000), "15-19": (30, 12_000), "20-24": (20, 15_000)}
NOBODY = {"source": "public_health", "area": COUNCIL, "dimension": "", "category": ""}


def counted(connection, event: str, bands: dict[str, tuple[int | None, float | None]], **cells: object) -> None:
    for band, (events, people) in bands.items():
        add(
            connection,
            "health_event",
            **{**NOBODY, "event": event, "age_band": band, "events": events, "people": people, **cells},
        )


def in_every_band(events: int, people: float = 10_000) -> dict[str, tuple[int | None, float | None]]:
    return dict.fromkeys(AGE_BANDS, (events, people))


def test_a_rate_is_standardised_by_the_european_standard_population_of_2013():
    """(5500 x 10/10000 + 5500 x 30/12000 + 6000 x 20/15000) / 17000, per 100,000; Dobson's limits on Byar's of 60 events."""
    connection = nothing_yet()
    counted(connection, "self-harm admission", YOUNG, **FY)
    measure = figures(connection, "selfharm_admissions_10_24").loc[(COUNCIL, date(2024, 4, 1), "", "")]
    assert measure["value"] == pytest.approx(160.294, abs=0.001)
    assert measure["lower95"] == pytest.approx(122.084, abs=0.01)
    assert (measure["numerator"], measure["denominator"], measure["source"]) == (60, 37_000, "public_health")


@pytest.mark.slow
def test_people_are_those_of_the_estimates_where_the_file_says_none():
    connection = nothing_yet()
    counted(connection, "self-harm admission", {band: (events, None) for band, (events, _) in YOUNG.items()}, **FY)
    assert figures(connection, "selfharm_admissions_10_24")["suppressed"].tolist() == ["not available"]
    for band, (_, people) in YOUNG.items():
        for age in range(5):
            connection.execute(
                "INSERT INTO in_force_population (area, year, characteristic, group_name, sex, age, people) "
                "VALUES (?, 2024, '', '', 'Persons', ?, ?)",
                [COUNCIL, int(band[:2]) + age, people / 5],
            )
    assert figures(connection, "selfharm_admissions_10_24")["value"].tolist() == pytest.approx([160.294], abs=0.001)


@pytest.mark.parametrize("events", [0, 2])
def test_an_age_band_in_which_nobody_lives_leaves_the_rate_unknown(events):
    connection = nothing_yet()
    counted(connection, "self-harm admission", YOUNG | {"20-24": (events, 0)}, **FY)
    measure = figures(connection, "selfharm_admissions_10_24").loc[(COUNCIL, date(2024, 4, 1), "", "")]
    assert (measure["suppressed"], str(measure["value"])) == ("not available", "nan")


@pytest.mark.slow
def test_suicides_are_of_three_years_together_and_of_ages_from_10():
    connection = nothing_yet()
    for year in (2020, 2021, 2022, 2024):
        period = {"period_start": date(year, 1, 1), "period_end": date(year, 12, 31)}
        counted(connection, "death by suicide", in_every_band(1), **period)
    measures = figures(connection, "suicide_rate").reset_index()
    assert measures["from"].tolist() == [date(2020, 1, 1)]
    assert measures.loc[0, ["numerator", "denominator", "value"]].tolist() == pytest.approx([51, 510_000, 10.0])
    assert (measures.loc[0, "step_months"], measures.loc[0, "window_months"]) == (12, 36)


@pytest.mark.parametrize("change", ["DELETE FROM in_force_health_event WHERE age_band = '15-19'",
                                    "UPDATE in_force_health_event SET events = NULL WHERE age_band = '15-19'"])  # fmt: skip
def test_a_band_that_is_missing_or_hidden_is_not_nought(change: str):
    connection = nothing_yet()
    counted(connection, "self-harm admission", YOUNG, **FY)
    connection.execute(change)
    measure = figures(connection, "selfharm_admissions_10_24").iloc[0]
    assert measure["suppressed"] == "not available" and measure[["value", "numerator"]].isna().all()


def test_of_fewer_than_ten_events_there_is_no_rate():
    connection = nothing_yet()
    counted(connection, "self-harm admission", {"10-14": (0, 10_000), "15-19": (5, 12_000), "20-24": (4, 15_000)}, **FY)
    measure = figures(connection, "selfharm_admissions_10_24").iloc[0]
    assert (measure["suppressed"], measure["numerator"]) == ("unreliable", 9)


@pytest.mark.slow
def test_the_gap_is_the_rate_of_the_most_deprived_fifth_less_that_of_the_least():
    """20 and 10 per 100,000 in every band, so 20 and 10 all together; limits lie evenly about the difference."""
    connection = nothing_yet()
    for fifth, events in (("1", 2), ("3", 7), ("5", 1)):
        counted(
            connection,
            "self-harm admission",
            in_every_band(events),
            **FY,
            dimension="deprivation fifth",
            category=fifth,
        )
    measures = figures(connection, "selfharm_deprivation_gap").loc[(COUNCIL, date(2024, 4, 1))]
    assert measures.loc[("deprivation fifth", "most deprived fifth"), "value"] == pytest.approx(20)
    gap = measures.loc[("", "")]
    assert gap["value"] == pytest.approx(10)
    assert gap["upper95"] - 10 == pytest.approx(10 - gap["lower95"]) and gap["lower95"] > 0


@pytest.mark.slow
def test_a_gap_shows_no_fifth_that_is_hidden_beside_a_few_in_another():
    """40, 30, 3, 25 and 12 events: with 12 shown, 3 would follow from all 110, which another indicator shows."""
    connection = nothing_yet()
    for fifth, events in zip("12345", (40, 30, 3, 25, 12), strict=True):
        bands = in_every_band(0) | {"20-24": (events, 10_000)}
        counted(connection, "self-harm admission", bands, **FY, dimension="deprivation fifth", category=fifth)
    measures = figures(connection, "selfharm_deprivation_gap").loc[(COUNCIL, date(2024, 4, 1))]
    hidden = measures.loc[("deprivation fifth", "least deprived fifth")]
    assert hidden["suppressed"] == "suppressed" and hidden[["value", "numerator", "lower95"]].isna().all()
    assert measures.loc[("", "")][["value", "lower95", "upper95"]].isna().all()


# Detentions

DETAINED = "detention under the Mental Health Act"


def test_detentions_are_a_crude_rate_of_everybody_and_of_each_group():
    """190 for 190,000 people: 100 per 100,000.  By group 38 for 19,000 Black people (200) and 57 for 114,000 White (50)."""
    connection = nothing_yet()
    counted(connection, DETAINED, in_every_band(10), **FY)
    ethnic = {"dimension": "ethnic group"}
    counted(connection, DETAINED, in_every_band(2, 1_000), **FY, **ethnic, category="Black")
    counted(connection, DETAINED, in_every_band(3, 6_000), **FY, **ethnic, category="White")
    measures = figures(connection, "mha_detention_rate").loc[(COUNCIL, date(2024, 4, 1))]
    assert measures["value"].to_dict() == pytest.approx(
        {("", ""): 100, ("ethnic group", "Black"): 200, ("ethnic group", "White"): 50}
    )
    # Byar's limits of 190 events: 163.96 and 219.02, for 1.9 hundred thousand people
    assert measures.loc[("", ""), ["lower95", "upper95"]].tolist() == pytest.approx([86.29, 115.27], abs=0.01)


@pytest.mark.slow
def test_the_ratio_is_of_two_standardised_rates_with_limits_on_the_log_scale():
    """Black people are detained at 200 per 100,000 in every band, White people at 50: a ratio of 4."""
    connection = nothing_yet()
    for group, events, people in (("Black", 2, 1_000), ("White", 3, 6_000), ("Asian", 1, 2_000)):
        dimension = {"dimension": "ethnic group", "category": group}
        counted(connection, DETAINED, in_every_band(events, people), **FY, **dimension)
    measures = figures(connection, "mha_detention_ratio_black_white").reset_index()
    assert len(measures) == 1
    ratio = measures.iloc[0]
    assert ratio["value"] == pytest.approx(4)
    assert ratio["lower95"] < 4 < ratio["upper95"] and ratio["lower998"] < ratio["lower95"]
    # of 38 and 57 events, ln 4 -+ 1.96 sqrt(1/38 + 1/57) would be 2.65 and 6.03; the bands weigh more or less than alike
    assert (ratio["lower95"], ratio["upper95"]) == pytest.approx((2.65, 6.03), rel=0.12)


def test_without_ten_detentions_of_either_group_there_is_no_ratio():
    connection = nothing_yet()
    counted(connection, DETAINED, in_every_band(3, 6_000), **FY, dimension="ethnic group", category="White")
    few = dict.fromkeys(AGE_BANDS, (0, 1_000)) | {"30-34": (9, 1_000)}
    counted(connection, DETAINED, few, **FY, dimension="ethnic group", category="Black")
    ratio = figures(connection, "mha_detention_ratio_black_white").iloc[0]
    assert (ratio["suppressed"], ratio[["value", "lower95"]].isna().all()) == ("unreliable", True)
