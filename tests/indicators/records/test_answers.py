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


@pytest.mark.slow
def test_weighted_answers_make_a_share_and_count_as_fewer():
    """12 of weight 1, of whom 8 agree, and 8 of weight 2, of whom 5: 18 of 28; they count as 28 x 28 / 44 = 17.8."""
    connection = nothing_yet()
    for weight, agree, times in ((1, 1, 8), (1, 0, 4), (2, 1, 5), (2, 0, 3)):
        add(connection, "survey_answer", times, **ONE, agree=agree, weight=weight)
    measure = figures(connection, "comfortable_talking").loc[(COUNCIL, SINCE, "", "")]
    assert measure["value"] == pytest.approx(100 * 18 / 28)
    assert (measure["denominator"], measure["approximate"]) == (20, "weighted:1.12")
    # Wilson's limits of 11.45 of 17.82
    assert (measure["lower95"], measure["upper95"]) == pytest.approx((41.41, 82.09), abs=0.02)
    assert "design effect is 1.12" in why_approximate(measure["approximate"])


def test_who_has_no_weight_beside_others_who_have_is_left_out():
    connection = nothing_yet()
    add(connection, "survey_answer", 12, **ONE, agree=1, weight=2)
    add(connection, "survey_answer", 12, **ONE, agree=0, weight=1)
    add(connection, "survey_answer", 30, **ONE, agree=0)
    measure = figures(connection, "comfortable_talking").loc[(COUNCIL, SINCE, "", "")]
    assert (measure["value"], measure["denominator"]) == (pytest.approx(100 * 24 / 36), 24)


def test_answers_without_weights_are_plain_counts():
    connection = nothing_yet()
    add(connection, "survey_answer", 30, **ONE, agree=1)
    add(connection, "survey_answer", 20, **ONE, agree=0)
    measure = figures(connection, "comfortable_talking").loc[(COUNCIL, SINCE, "", "")]
    assert measure[["numerator", "denominator", "value"]].tolist() == [30, 50, 60]
    assert measure["approximate"] is None
    assert measure["window_months"] == 3


def test_groups_that_somebody_counted_are_taken_where_there_are_no_respondents():
    connection = nothing_yet()
    add(connection, "survey_answer", **(GROUP | {"answers": 200, "agree": 120}))
    add(connection, "survey_answer", **(GROUP | {"answers": 80, "agree": 30, "dimension": "sex", "category": "Male"}))
    add(
        connection, "survey_answer", **(GROUP | {"answers": 120, "agree": 90, "dimension": "sex", "category": "Female"})
    )
    values = figures(connection, "comfortable_talking")["value"]
    assert values.to_dict() == {
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
    values = figures(connection, "i_statements_met")["value"]
    assert values.to_dict() == {
        (COUNCIL, SINCE, "statement", "I am listened to"): 60, (COUNCIL, SINCE, "statement", "I know my plan"): 40,
    }  # fmt: skip


def test_answers_of_a_few_are_hidden():
    connection = nothing_yet()
    add(connection, "survey_answer", 4, **ONE, agree=1)
    add(connection, "survey_answer", 20, **ONE, agree=0)
    measures = figures(connection, "comfortable_talking")
    assert (measures["suppressed"] == "suppressed").all() and measures["value"].isna().all()


def test_a_survey_of_those_who_used_a_service_is_of_its_provider():
    connection = nothing_yet()
    survey_row = ONE | {"indicator": "cmh_survey_physical", "area": "RGD"}
    add(connection, "survey_answer", 12, **survey_row, agree=1)
    add(connection, "survey_answer", 8, **survey_row, agree=0)
    add(connection, "survey_answer", 9, **(survey_row | {"area": "E08000035"}), agree=1)
    measures = figures(connection, "cmh_survey_physical").xs(("", ""), level=("dimension", "category"))
    assert [*zip(measures.index.get_level_values("area"), measures["role"], strict=True)] == [
        ("E08000035", "area"), ("RGD", "provider"),
    ]  # fmt: skip


def test_no_share_is_given_of_fewer_than_ten_answers_nor_does_one_follow_from_the_others():
    """9 men, all told 40: the women are hidden with them, of whom there are 31."""
    connection = nothing_yet()
    for sex, agree, times in (("Male", 1, 5), ("Male", 0, 4), ("Female", 1, 16), ("Female", 0, 15)):
        add(connection, "survey_answer", times, **(ONE | {"sex": sex}), agree=agree)
    measures = figures(connection, "comfortable_talking").loc[(COUNCIL, SINCE)]
    assert measures.loc[("", ""), "denominator"] == 40
    assert set(measures.loc["sex"]["suppressed"]) == {"suppressed"}


def test_of_ten_answers_a_share_is_given():
    connection = nothing_yet()
    for sex in ("Male", "Female"):
        for agree in (0, 1):
            add(connection, "survey_answer", 5, **(ONE | {"sex": sex}), agree=agree)
    assert figures(connection, "comfortable_talking").loc[(COUNCIL, SINCE)].loc["sex"]["value"].tolist() == [50, 50]
