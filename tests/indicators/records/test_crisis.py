"""How soon people in crisis are seen, and who is followed up, counted from a trust's own records by hand."""

from __future__ import annotations

from datetime import date, datetime

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


@pytest.mark.parametrize(("name", "top", "below"), [("crisis_4h", 18, 25), ("crisis_24h", 12, 20)])
def test_of_those_seen_face_to_face_some_were_seen_in_time(crisis, name: str, top: int, below: int):
    assert shares(crisis, name) == {MAY: (top, below)}
    assert shares(crisis, name, COMMISSIONER) == {MAY: (top, below)}


def test_the_share_has_wilsons_limits(crisis):
    found = figures(crisis, "crisis_4h").loc[(TRUST, MAY, "", "")]
    assert found["value"] == pytest.approx(72.0)
    assert (found["lower95"], found["upper95"]) == pytest.approx((52.423, 85.716), abs=0.001)
    assert (found["method"], found["source"], found["citation"]) == ("from records", "crisis_contact", "An extract")


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


def test_a_month_that_was_not_over_when_the_extract_was_drawn_has_no_figure(crisis):
    crisis.execute("UPDATE in_force_crisis_contact SET extracted = DATE '2025-05-31'")
    assert shares(crisis, "crisis_4h") == {}
    crisis.execute("UPDATE in_force_crisis_contact SET extracted = DATE '2025-06-01'")
    assert shares(crisis, "crisis_4h") == {MAY: (18, 25)}


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


def test_people_of_another_place_make_no_figure_of_that_place(crisis):
    add(crisis, "crisis_contact", 30, commissioner="C9", urgency="very urgent", received=CAME, seen=CAME)
    found = figures(crisis, "crisis_4h")
    assert set(found.index.get_level_values("area")) == {TRUST, COMMISSIONER}
    assert shares(crisis, "crisis_4h")[MAY] == (48, 55)


def test_groups_add_up_to_everybody_and_those_not_known_are_one():
    connection = nothing_yet()
    late = datetime(2025, 5, 5)
    for sex, in_time, later in (("Female", 20, 10), ("Male", 15, 5), (None, 6, 7)):
        add(connection, "crisis_contact", in_time, urgency="very urgent", received=CAME, seen=CAME, sex=sex)
        add(connection, "crisis_contact", later, urgency="very urgent", received=CAME, seen=late, sex=sex)
    found = figures(connection, "crisis_4h").loc[(TRUST, MAY, "sex")][["numerator", "denominator"]]
    assert found.T.to_dict("list") == {"Female": [20, 30], "Male": [15, 20], "Not known": [6, 13]}
    assert shares(connection, "crisis_4h") == {MAY: (41, 63)}


@pytest.mark.parametrize(
    ("age", "band"), [(17, "Under 18"), (18, "18 to 64"), (64, "18 to 64"), (65, "65 and over"), (None, "Not known")]
)
def test_ages_are_counted_in_bands(age, band):
    connection = nothing_yet()
    add(connection, "crisis_contact", 9, urgency="urgent", received=CAME, seen=CAME, age=age)
    assert list(figures(connection, "crisis_24h").loc[(TRUST, MAY, "age")].index) == [band]


def test_a_few_people_are_hidden_and_so_is_the_group_from_which_they_would_follow(crisis):
    crisis.execute(
        "UPDATE in_force_crisis_contact SET ethnic_group = 'Black' WHERE person IN ('person-0', 'person-1', 'person-2')"
    )
    crisis.execute(
        "UPDATE in_force_crisis_contact SET ethnic_group = 'Asian' WHERE person BETWEEN 'person-3' AND 'person-8'"
    )
    found = figures(crisis, "crisis_4h").loc[(TRUST, MAY, "ethnic group")]
    assert found.loc["Black", "suppressed"] == "suppressed"
    hidden = found[found["suppressed"] == "suppressed"]
    assert len(hidden) > 1 and hidden[["numerator", "denominator", "value", "lower95", "upper95"]].isna().all(axis=None)
    assert figures(crisis, "crisis_4h").loc[(TRUST, MAY, "", ""), "numerator"] == 18


def test_fewer_than_five_not_seen_in_time_are_not_told(crisis):
    add(crisis, "crisis_contact", 4, urgency="urgent", received=datetime(2025, 6, 1), seen=datetime(2025, 6, 9))
    add(crisis, "crisis_contact", 40, urgency="urgent", received=datetime(2025, 6, 1), seen=datetime(2025, 6, 1))
    found = figures(crisis, "crisis_24h").loc[(TRUST, JUNE, "", "")]
    assert found["suppressed"] == "suppressed" and found[["value", "numerator", "denominator"]].isna().all()


# Follow-up within 72 hours


@pytest.fixture
def discharges():
    """Forty discharges at 14:30: 22 followed up in 72 hours to the minute, 8 later, 10 never; others were not due."""
    connection = nothing_yet()
    left = {
        "ward": "adult acute",
        "admitted": date(2025, 4, 1),
        "discharged": datetime(2025, 5, 6, 14, 30),
        "followup_due": "yes",
    }
    add(connection, "inpatient_stay", 22, **left, followed_up=datetime(2025, 5, 9, 14, 30))
    add(connection, "inpatient_stay", 8, **left, followed_up=datetime(2025, 5, 9, 14, 31))
    add(connection, "inpatient_stay", 10, **left)
    add(connection, "inpatient_stay", 6, **(left | {"followup_due": "no"}))
    add(connection, "inpatient_stay", 6, **(left | {"followup_due": None}))
    add(connection, "inpatient_stay", 6, **(left | {"ward": "older adult acute"}))
    return connection


def test_of_discharges_that_were_due_some_were_followed_up_in_72_hours(discharges):
    assert shares(discharges, "followup_72h") == {MAY: (22, 40)}


def test_a_month_is_counted_once_72_hours_have_passed_after_its_last_day(discharges):
    discharges.execute("UPDATE in_force_inpatient_stay SET extracted = DATE '2025-06-03'")
    assert shares(discharges, "followup_72h") == {}
    discharges.execute("UPDATE in_force_inpatient_stay SET extracted = DATE '2025-06-04'")
    assert shares(discharges, "followup_72h") == {MAY: (22, 40)}


def test_nothing_is_counted_for_a_capacity_that_the_indicator_has_not(discharges):
    assert COUNCIL not in figures(discharges, "followup_72h").index.get_level_values("area")
