"""How soon people in crisis are seen, and who is followed up, counted from a trust's own records by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from tests.indicators.records.kept import COMMISSIONER, COUNCIL, TRUST, add, figures, nothing_yet, shares

MAY, JUNE = date(2025, 5, 1), date(2025, 6, 1)
CAME = datetime(2025, 5, 3, 22, 10)


@pytest.fixture
def crisis():
    """Thirty very urgent referrals and twenty urgent ones: 18 seen in just 4 hours, 7 a minute later, 5 never."""
    connection = nothing_yet()
    urgent = {"urgency": "very urgent", "received": CAME}
    add(connection, "crisis_contact", 18, **urgent, seen=datetime(2025, 5, 4, 2, 10))
    add(connection, "crisis_contact", 7, **urgent, seen=datetime(2025, 5, 4, 2, 11))
    add(connection, "crisis_contact", 5, **urgent)
    add(connection, "crisis_contact", 12, urgency="urgent", received=CAME, seen=datetime(2025, 5, 4, 22, 10))
    add(connection, "crisis_contact", 8, urgency="urgent", received=CAME, seen=datetime(2025, 5, 5, 0, 0))
    add(connection, "crisis_contact", 9, urgency="routine", received=CAME, seen=CAME)
    return connection


@pytest.mark.slow
@pytest.mark.parametrize(("name", "top", "below"), [("crisis_4h", 18, 25), ("crisis_24h", 12, 20)])
def test_of_those_seen_face_to_face_some_were_seen_in_time(crisis, name: str, top: int, below: int):
    assert shares(crisis, name) == {MAY: (top, below)}
    assert shares(crisis, name, COMMISSIONER) == {MAY: (top, below)}


@pytest.mark.slow
def test_the_share_has_wilsons_limits(crisis):
    measure = figures(crisis, "crisis_4h").loc[(TRUST, MAY, "", "")]
    assert measure["value"] == pytest.approx(72.0)
    assert (measure["lower95"], measure["upper95"]) == pytest.approx((52.423, 85.716), abs=0.001)
    assert (measure["method"], measure["source"], measure["citation"]) == (
        "from records",
        "crisis_contact",
        "An extract",
    )


@pytest.mark.slow
def test_somebody_seen_in_the_next_month_counts_there(crisis):
    add(
        crisis,
        "crisis_contact",
        6,
        urgency="very urgent",
        received=datetime(2025, 5, 31, 23),
        seen=datetime(2025, 6, 1, 1),
    )
    add(crisis, "crisis_contact", 5, urgency="very urgent", received=CAME, seen=datetime(2025, 6, 1, 1))
    assert shares(crisis, "crisis_4h")[JUNE] == (6, 11)


@pytest.mark.slow
def test_a_month_that_was_not_over_when_the_extract_was_drawn_has_no_figure(crisis):
    crisis.execute("UPDATE in_force_crisis_contact SET extracted = DATE '2025-05-31'")
    assert shares(crisis, "crisis_4h") == {}
    crisis.execute("UPDATE in_force_crisis_contact SET extracted = DATE '2025-06-01'")
    assert shares(crisis, "crisis_4h") == {MAY: (18, 25)}


@pytest.mark.slow
def test_a_commissioners_figure_waits_for_the_provider_whose_extract_is_oldest(crisis):
    add(
        crisis,
        "crisis_contact",
        6,
        provider="T2",
        urgency="very urgent",
        received=CAME,
        seen=CAME,
        extracted=date(2025, 5, 20),
    )
    assert shares(crisis, "crisis_4h") == {MAY: (18, 25)}
    assert "C1" not in figures(crisis, "crisis_4h").index.get_level_values("area")


@pytest.mark.slow
def test_people_of_another_place_make_no_figure_of_that_place(crisis):
    add(crisis, "crisis_contact", 30, commissioner="C9", urgency="very urgent", received=CAME, seen=CAME)
    measures = figures(crisis, "crisis_4h")
    assert set(measures.index.get_level_values("area")) == {TRUST, COMMISSIONER}
    assert shares(crisis, "crisis_4h")[MAY] == (48, 55)


# By group, in financial years

YEAR = date(2024, 4, 1)


def in_each_month(connection, times: int, late: int = 0, months: int = 12, **cells: object) -> None:
    """So many very urgent referrals seen at once in each month of 2024/25, and so many seen late."""
    for month in range(months):
        came = datetime(2024 + (month + 3) // 12, (month + 3) % 12 + 1, 9)
        add(connection, "crisis_contact", times, urgency="very urgent", received=came, seen=came, **cells)
        add(
            connection,
            "crisis_contact",
            late,
            urgency="very urgent",
            received=came - timedelta(days=2),
            seen=came,
            **cells,
        )


@pytest.mark.slow
def test_groups_are_given_by_financial_year_and_add_up_with_those_not_known():
    connection = nothing_yet()
    for sex, in_time, late in (("Female", 6, 5), ("Male", 3, 2), (None, 1, 1)):
        in_each_month(connection, in_time, late, sex=sex)
    groups = figures(connection, "crisis_4h").loc[(TRUST, YEAR, "sex")]
    assert groups[["numerator", "denominator"]].T.to_dict("list") == {
        "Female": [72, 132], "Male": [36, 60], "Not known": [12, 24],
    }  # fmt: skip
    assert set(groups["window_months"]) == {12}


@pytest.mark.slow
def test_everybody_of_a_year_stands_beside_its_groups():
    connection = nothing_yet()
    in_each_month(connection, 9, 9, sex="Female")
    measures = figures(connection, "crisis_4h").loc[(TRUST, YEAR, "", "")].set_index("step_months")
    assert measures[["numerator", "denominator"]].T.to_dict("list") == {1: [9, 18], 12: [108, 216]}


@pytest.mark.slow
def test_a_year_of_which_a_month_is_missing_has_no_groups():
    connection = nothing_yet()
    in_each_month(connection, 9, 9, months=11)
    assert set(figures(connection, "crisis_4h").index.get_level_values("dimension")) == {""}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("age", "band"), [(17, "Under 18"), (18, "18 to 64"), (64, "18 to 64"), (65, "65 and over"), (None, "Not known")]
)
def test_ages_are_counted_in_bands(age, band):
    connection = nothing_yet()
    in_each_month(connection, 6, 6, age=age)
    assert list(figures(connection, "crisis_4h").loc[(TRUST, YEAR, "age")].index) == [band]


@pytest.mark.slow
def test_a_few_people_are_hidden_and_so_is_the_group_from_which_they_would_follow():
    connection = nothing_yet()
    in_each_month(connection, 9, 9, ethnic_group="White")
    in_each_month(connection, 6, 6, ethnic_group="Asian", months=1)
    in_each_month(connection, 3, 3, ethnic_group="Black", months=1)
    groups = figures(connection, "crisis_4h").loc[(TRUST, YEAR, "ethnic group")]
    assert groups["suppressed"].eq("suppressed").to_dict() == {"Asian": True, "Black": True, "White": False}
    hidden = groups[groups["suppressed"] == "suppressed"]
    assert hidden[["numerator", "denominator", "value", "lower95", "upper95"]].isna().all(axis=None)


@pytest.mark.slow
def test_a_hidden_month_does_not_follow_from_the_years_groups_less_the_other_months():
    connection = nothing_yet()
    in_each_month(connection, 9, 9)
    connection.execute(
        "DELETE FROM in_force_crisis_contact WHERE month(seen) = 7 AND crisis_contact NOT IN "
        "(SELECT crisis_contact FROM in_force_crisis_contact WHERE month(seen) = 7 ORDER BY 1 LIMIT 12)"
    )
    measures = figures(connection, "crisis_4h").xs((TRUST, "", ""), level=("area", "dimension", "category"))
    assert measures["suppressed"].eq("suppressed").sum() == 2
    assert measures.loc[date(2024, 7, 1), "suppressed"] == "suppressed"
    assert figures(connection, "crisis_4h").loc[(TRUST, YEAR, "sex", "Female"), "denominator"] == 210


@pytest.mark.slow
def test_fewer_than_five_not_seen_in_time_are_not_told(crisis):
    add(crisis, "crisis_contact", 4, urgency="urgent", received=datetime(2025, 6, 1), seen=datetime(2025, 6, 9))
    add(crisis, "crisis_contact", 40, urgency="urgent", received=datetime(2025, 6, 1), seen=datetime(2025, 6, 1))
    measure = figures(crisis, "crisis_24h").loc[(TRUST, JUNE, "", "")]
    assert measure["suppressed"] == "suppressed" and measure[["value", "numerator", "denominator"]].isna().all()


# Follow-up within 72 hours


@pytest.fixture
def discharges():
    """Forty discharges at 14:30: 22 followed up in 72 hours to the minute, 8 later, 10 never; others were not due."""
    connection = nothing_yet()
    discharge = {
        "ward": "adult acute",
        "admitted": date(2025, 4, 1),
        "discharged": datetime(2025, 5, 6, 14, 30),
        "followup_due": "yes",
    }
    add(connection, "inpatient_stay", 22, **discharge, followed_up=datetime(2025, 5, 9, 14, 30))
    add(connection, "inpatient_stay", 8, **discharge, followed_up=datetime(2025, 5, 9, 14, 31))
    add(connection, "inpatient_stay", 10, **discharge)
    add(connection, "inpatient_stay", 6, **(discharge | {"followup_due": "no"}))
    add(connection, "inpatient_stay", 6, **(discharge | {"followup_due": None}))
    add(connection, "inpatient_stay", 6, **(discharge | {"ward": "older adult acute"}))
    return connection


@pytest.mark.slow
def test_of_discharges_that_were_due_some_were_followed_up_in_72_hours(discharges):
    assert shares(discharges, "followup_72h") == {MAY: (22, 40)}


@pytest.mark.slow
def test_a_month_is_counted_once_72_hours_have_passed_after_its_last_day(discharges):
    discharges.execute("UPDATE in_force_inpatient_stay SET extracted = DATE '2025-06-03'")
    assert shares(discharges, "followup_72h") == {}
    discharges.execute("UPDATE in_force_inpatient_stay SET extracted = DATE '2025-06-04'")
    assert shares(discharges, "followup_72h") == {MAY: (22, 40)}


@pytest.mark.slow
def test_nothing_is_counted_for_a_capacity_that_the_indicator_has_not(discharges):
    assert COUNCIL not in figures(discharges, "followup_72h").index.get_level_values("area")
