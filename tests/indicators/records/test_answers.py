"""Shares of answers to a survey, weighted by hand."""

from __future__ import annotations

from datetime import date

import pytest

from charts.words.approximate import why_approximate
from tests.indicators.records.kept import COUNCIL, add, figures, nothing_yet

WAVE = {"source": "a_survey", "area": COUNCIL, "period_start": date(2025, 3, 1), "period_end": date(2025, 5, 31)}
ONE = WAVE | {"indicator": "comfortable_talking", "statement": "", "dimension": "", "category": "", "answers": 1}
GROUP = ONE | {"respondent": ""}
SINCE = date(2025, 3, 1)


def test_weighted_answers_make_a_share_and_count_as_fewer():
    """12 of weight 1, of whom 8 agree, and 8 of weight 2, of whom 5: 18 of 28; they count as 28 x 28 / 44 = 17.8."""
    connection = nothing_yet()
    for weight, agree, times in ((1, 1, 8), (1, 0, 4), (2, 1, 5), (2, 0, 3)):
        add(connection, "survey_answer", times, **ONE, agree=agree, weight=weight)
    found = figures(connection, "comfortable_talking").loc[(COUNCIL, SINCE, "", "")]
    assert found["value"] == pytest.approx(100 * 18 / 28)
    assert (found["denominator"], found["approximate"]) == (20, "weighted:1.12")
    # Wilson's limits of 11.45 of 17.82
    assert (found["lower95"], found["upper95"]) == pytest.approx((41.41, 82.09), abs=0.02)
    assert "design effect is 1.12" in why_approximate(found["approximate"])


def test_who_has_no_weight_beside_others_who_have_is_left_out():
    connection = nothing_yet()
    add(connection, "survey_answer", 12, **ONE, agree=1, weight=2)
    add(connection, "survey_answer", 12, **ONE, agree=0, weight=1)
    add(connection, "survey_answer", 30, **ONE, agree=0)
    found = figures(connection, "comfortable_talking").loc[(COUNCIL, SINCE, "", "")]
    assert (found["value"], found["denominator"]) == (pytest.approx(100 * 24 / 36), 24)


def test_answers_without_weights_are_plain_counts():
    connection = nothing_yet()
    add(connection, "survey_answer", 30, **ONE, agree=1)
    add(connection, "survey_answer", 20, **ONE, agree=0)
    found = figures(connection, "comfortable_talking").loc[(COUNCIL, SINCE, "", "")]
    assert found[["numerator", "denominator", "value"]].tolist() == [30, 50, 60]
    assert found["approximate"] is None
    assert found["window_months"] == 3


def test_groups_that_somebody_counted_are_taken_where_there_are_no_respondents():
    connection = nothing_yet()
    add(connection, "survey_answer", **(GROUP | {"answers": 200, "agree": 120}))
    add(connection, "survey_answer", **(GROUP | {"answers": 80, "agree": 30, "dimension": "sex", "category": "Male"}))
    add(
        connection, "survey_answer", **(GROUP | {"answers": 120, "agree": 90, "dimension": "sex", "category": "Female"})
    )
    found = figures(connection, "comfortable_talking")["value"]
    assert found.to_dict() == {
        (COUNCIL, SINCE, "", ""): 60, (COUNCIL, SINCE, "sex", "Male"): 37.5, (COUNCIL, SINCE, "sex", "Female"): 75,
    }  # fmt: skip


def test_each_statement_stands_by_itself_and_all_together_are_no_share():
    connection = nothing_yet()
    for statement, agree in (("I am listened to", 1), ("I know my plan", 0)):
        add(
            connection,
            "survey_answer",
            12,
            **(ONE | {"indicator": "i_statements_met", "statement": statement}),
            agree=agree,
        )
        add(
            connection,
            "survey_answer",
            8,
            **(ONE | {"indicator": "i_statements_met", "statement": statement}),
            agree=1 - agree,
        )
    found = figures(connection, "i_statements_met")["value"]
    assert found.to_dict() == {
        (COUNCIL, SINCE, "statement", "I am listened to"): 60, (COUNCIL, SINCE, "statement", "I know my plan"): 40,
    }  # fmt: skip


def test_answers_of_a_few_are_hidden():
    connection = nothing_yet()
    add(connection, "survey_answer", 4, **ONE, agree=1)
    add(connection, "survey_answer", 20, **ONE, agree=0)
    found = figures(connection, "comfortable_talking")
    assert (found["suppressed"] == "suppressed").all() and found["value"].isna().all()


def test_a_survey_of_those_who_used_a_service_is_of_its_provider():
    connection = nothing_yet()
    asked = ONE | {"indicator": "cmh_survey_physical", "area": "RGD"}
    add(connection, "survey_answer", 12, **asked, agree=1)
    add(connection, "survey_answer", 8, **asked, agree=0)
    add(connection, "survey_answer", 9, **(asked | {"area": "E08000035"}), agree=1)
    found = figures(connection, "cmh_survey_physical").xs(("", ""), level=("dimension", "category"))
    assert [*zip(found.index.get_level_values("area"), found["role"], strict=True)] == [
        ("E08000035", "area"), ("RGD", "provider"),
    ]  # fmt: skip


def test_no_share_is_given_of_fewer_than_ten_answers_nor_does_one_follow_from_the_others():
    """9 men, all told 40: the women are hidden with them, of whom there are 31."""
    connection = nothing_yet()
    for sex, agree, times in (("Male", 1, 5), ("Male", 0, 4), ("Female", 1, 16), ("Female", 0, 15)):
        add(connection, "survey_answer", times, **(ONE | {"sex": sex}), agree=agree)
    found = figures(connection, "comfortable_talking").loc[(COUNCIL, SINCE)]
    assert found.loc[("", ""), "denominator"] == 40
    assert set(found.loc["sex"]["suppressed"]) == {"suppressed"}


def test_of_ten_answers_a_share_is_given():
    connection = nothing_yet()
    for sex in ("Male", "Female"):
        for agree in (0, 1):
            add(connection, "survey_answer", 5, **(ONE | {"sex": sex}), agree=agree)
    assert figures(connection, "comfortable_talking").loc[(COUNCIL, SINCE)].loc["sex"]["value"].tolist() == [50, 50]
