"""What an outsider could work out of figures by group: never a few people, neither from one group nor from several."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indicators.core.disclosure import hide_few_in_parts
from indicators.core.measures import groups_by_year
from tests.indicators.records.kept import TRUST, add, figures, nothing_yet

WHOSE = ["area", "period_start"]
FEWEST = 5
GROUPS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=7)


def table(groups: list[tuple[int, int]]) -> pd.DataFrame:
    """Groups of so many on top and so many not, under their total."""
    rows = [("", "", sum(top for top, _ in groups), sum(map(sum, groups)))]
    rows += [("sex", f"group {at}", top, top + rest) for at, (top, rest) in enumerate(groups)]
    counts = pd.DataFrame(rows, columns=["dimension", "category", "numerator", "denominator"]).astype(
        {"numerator": "float64", "denominator": "float64"}
    )
    return counts.assign(area="A1", period_start=1, value=counts["numerator"], lower95=0.0, suppressed=None)


@pytest.mark.slow
@given(GROUPS)
def test_a_few_are_not_shown_and_do_not_follow_from_the_others(groups: list[tuple[int, int]]):
    raw = table(groups)
    shown = hide_few_in_parts(raw, WHOSE)
    hidden = shown["suppressed"].eq("suppressed").to_numpy()
    for count in (raw["numerator"], raw["denominator"], raw["denominator"] - raw["numerator"]):
        assert not (count[~hidden].gt(0) & count[~hidden].lt(FEWEST)).any()
        parts = hidden[1:]
        if not hidden[0] and parts.any() and count[1:][~parts].gt(0).any():
            assert parts.sum() > 1 and count[1:][parts].sum() >= FEWEST
    assert shown.loc[hidden, ["numerator", "denominator", "value", "lower95"]].isna().all(axis=None)


@pytest.mark.slow
@given(GROUPS)
def test_of_a_survey_fewer_than_ten_answers_are_not_shown_and_do_not_follow_from_the_others(
    groups: list[tuple[int, int]],
):
    raw = table(groups)
    hidden = hide_few_in_parts(raw, WHOSE, table="survey_answer")["suppressed"].eq("suppressed").to_numpy()
    answers = raw["denominator"]
    assert not (answers[~hidden].gt(0) & answers[~hidden].lt(10)).any()
    if hidden[1:].any() and not hidden.all() and answers[1:][~hidden[1:]].gt(0).any():
        assert hidden[1:].sum() > 1 and answers[1:][hidden[1:]].sum() >= 10


@pytest.mark.slow
@example([(1, 1, 1), (10, 20, 30), (20, 10, 30)])
@given(st.lists(st.tuples(*[st.integers(0, 40)] * 3), min_size=2, max_size=6))
def test_two_shares_of_the_same_people_hide_the_same_groups_so_that_none_follows_from_both(
    groups: list[tuple[int, ...]],
):
    """What one share hides beside a group of a few people the other may not show: both are of the same people."""
    raw = [table([(group[position], sum(group) - group[position]) for group in groups]) for position in (0, 1)]
    first, second = (hide_few_in_parts(one, WHOSE)["suppressed"].eq("suppressed").to_numpy() for one in raw)
    people, in_neither = raw[0]["denominator"][1:], (first & second)[1:]
    few = people.gt(0) & people.lt(FEWEST)
    if few.any() and not (first & second)[0] and people[~few].gt(0).any():
        assert in_neither.sum() > 1 and people[in_neither].sum() >= FEWEST


@pytest.mark.slow
@given(GROUPS)
def test_where_everybody_is_hidden_so_is_every_group(groups: list[tuple[int, int]]):
    shown = hide_few_in_parts(table(groups), WHOSE)
    hidden = shown["suppressed"].eq("suppressed")
    assert not hidden[0] or hidden.all()


MONTHS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=12, max_size=12)


@pytest.mark.slow
@given(MONTHS, st.integers(0, 100))
def test_no_hidden_month_follows_from_the_groups_of_its_year(months: list[tuple[int, int]], women: int):
    """A year of months, and its groups: a share of all on top and not, the rest."""
    begins = pd.date_range("2024-04-01", periods=12, freq="MS")
    rows = [(at, "", "", top, top + rest) for at, (top, rest) in zip(begins, months, strict=True)]
    top, below = sum(top for top, _ in months), sum(map(sum, months))
    first = (top * women // 100, top * women // 100 + (below - top) * women // 100)
    rows += [(begins[0], "sex", "Female", *first), (begins[0], "sex", "Male", top - first[0], below - first[1])]
    rows += [(begins[0], "", "", top, below)]
    raw = pd.DataFrame(rows, columns=["period_start", "dimension", "category", "numerator", "denominator"])
    raw = raw.astype({"numerator": "float64", "denominator": "float64"})
    steps = [1] * 12 + [12] * 3
    raw = raw.assign(area="A1", role="provider", value=1.0, load_id=1, suppressed=None, step_months=steps)
    shown = groups_by_year.hide_few(raw, of_people=True)
    hidden = shown["suppressed"].eq("suppressed").to_numpy()
    of_months, groups, together = hidden[:12], hidden[12:14], hidden[14]
    for count in (raw["numerator"], raw["denominator"], raw["denominator"] - raw["numerator"]):
        assert not (count[~hidden].gt(0) & count[~hidden].lt(FEWEST)).any()
        if of_months.any() and not (groups.all() and together) and count[:12][~of_months].gt(0).any():
            assert of_months.sum() > 1 and count[:12][of_months].sum() >= FEWEST
    assert shown.columns.tolist() == raw.columns.tolist() and shown["dimension"].tolist() == raw["dimension"].tolist()


def test_what_is_not_few_is_left_as_it_is():
    raw = table([(10, 10), (20, 5), (0, 7)])
    assert np.array_equal(hide_few_in_parts(raw, WHOSE)["numerator"], raw["numerator"])


def test_of_a_rate_only_the_events_are_people():
    raw = table([(10, 2), (20, 5)])
    assert hide_few_in_parts(raw, WHOSE, of_people=False)["suppressed"].isna().all()
    assert hide_few_in_parts(raw, WHOSE)["suppressed"].notna().any()


@pytest.mark.slow
def test_somebody_recorded_twice_is_in_one_group_so_that_groups_add_up():
    connection = nothing_yet()
    for at in range(12):
        for sex in (None, "Female"):
            add(
                connection, "referral", person=f"p{at}", sex=sex, service="community adult",
                received=date(2023, 3, 1), parent_or_carer="yes" if at < 6 else None,
            )  # fmt: skip
    measures = figures(connection, "think_family_recorded").loc[(TRUST, date(2025, 1, 1))]
    assert measures.loc[("", ""), ["numerator", "denominator"]].tolist() == [6, 12]
    assert measures.loc["sex"]["denominator"].to_dict() == {"Female": 12}


@pytest.mark.parametrize("counts", [(3, 40), (40, 38)])
def test_a_share_of_few_or_of_all_but_few_is_hidden(counts: tuple[int, int]):
    top, below = min(counts), max(counts)
    assert hide_few_in_parts(table([(top, below - top)]), WHOSE)["suppressed"].eq("suppressed").all()
