"""The gate for counts of people: few are hidden, and nobody can work out what is hidden from what is shown."""

from __future__ import annotations

from datetime import date

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from data.tables.registers.participation import PARTICIPATION
from indicators.core import disclosure
from indicators.core.measures import fingerprints

FEWEST = disclosure.USUAL
START, END = date(2026, 1, 1), date(2026, 3, 31)


def through_the_gate(groups: list[tuple[int, int]], characteristic: str = "sex") -> pd.DataFrame:
    """Everybody and their groups, as (people, new people) each, as they leave the gate; everybody is the first row."""
    everybody = (sum(people for people, _ in groups), sum(new for _, new in groups))
    with duckdb.connect() as connection:
        connection.execute(PARTICIPATION.create("in_force_participation"))
        for number, (people, new) in enumerate([everybody, *groups]):
            connection.execute(
                "INSERT INTO in_force_participation BY NAME SELECT 'net' AS network, ?::DATE AS period_start, ?::DATE AS "
                "period_end, ? AS characteristic, ? AS group_name, ? AS people, ? AS new_people, 1 AS load_id, ? AS row_number",
                [START, END, characteristic * bool(number), f"{number}" * bool(number), people, new, number],
            )
        return disclosure.participation(connection).sort_values("row_number", ignore_index=True)


def worked_out(shown: pd.DataFrame) -> dict[tuple[str, int], tuple[float, float]]:
    """The least and the most that each hidden count can be, to somebody who sees the rest and knows that groups add up."""
    size = len(shown)
    variables = 2 * size
    equal, right = [], []

    def known(column: int, value: float) -> None:
        row = np.zeros(variables)
        row[column] = 1
        equal.append(row)
        right.append(value)

    for kind, name in enumerate(("people", "new_people")):
        total = np.zeros(variables)
        total[kind * size] = -1
        total[kind * size + 1 : (kind + 1) * size] = 1
        equal.append(total)
        right.append(0)
        for at in range(size):
            if pd.notna(shown.loc[at, name]):
                known(kind * size + at, float(shown.loc[at, name]))
    within = [
        [-1.0 * (column == at) + 1.0 * (column == size + at) for column in range(variables)] for at in range(size)
    ]
    spans = {}
    for kind, name in enumerate(("people", "new_people")):
        for at in range(size):
            if pd.notna(shown.loc[at, name]):
                continue
            objective = np.zeros(variables)
            objective[kind * size + at] = 1
            least, most = (
                linprog(
                    sign * objective, A_ub=within, b_ub=np.zeros(size), A_eq=equal, b_eq=right, bounds=(0, 10_000)
                ).fun
                for sign in (1, -1)
            )
            spans[name, at] = (least, -most)
    return spans


groups = st.lists(
    st.integers(0, 40).flatmap(lambda people: st.tuples(st.just(people), st.integers(0, people))),
    min_size=1,
    max_size=6,
)


@given(groups)
@settings(max_examples=150, deadline=None)
@pytest.mark.slow
def test_few_people_are_hidden_the_rest_is_as_it_was_and_nothing_hidden_can_be_worked_out(group_counts):
    """Nobody knows more closely than the rule itself tells; that nobody of a group is new, or everybody, may be plain."""
    shown = through_the_gate(group_counts)
    raw = [(sum(p for p, _ in group_counts), sum(n for _, n in group_counts)), *group_counts]
    for (people, new), (_, row) in zip(raw, shown.iterrows(), strict=True):
        assert pd.isna(row["people"]) if 0 < people < FEWEST else pd.isna(row["people"]) or row["people"] == people
        if 0 < new < FEWEST or 0 < people - new < FEWEST:
            assert pd.isna(row["new_people"])
        assert pd.isna(row["new_people"]) or row["new_people"] == new
    for (name, at), (least, most) in worked_out(shown).items():
        plain = name == "new_people" and raw[at][1] in (0, raw[at][0])
        assert plain or most - least >= FEWEST - 1 - 1e-6


def test_groups_of_enough_people_are_shown():
    assert through_the_gate([(20, 8), (30, 10)])["people"].tolist() == [50, 20, 30]


def test_one_hidden_group_takes_the_smallest_other_with_it():
    shown = through_the_gate([(3, 0), (9, 0), (30, 0)])
    assert shown["hidden"].tolist() == [False, True, True, False]


@pytest.mark.parametrize("given_", ["1", "-3", "five", ""])
def test_a_threshold_that_is_none_says_what_to_give(monkeypatch, given_):
    monkeypatch.setenv(disclosure.SETTING, given_)
    with pytest.raises(ValueError, match=r"DASHBOARD_FEWEST_PEOPLE is .* a whole number from 2 up"):
        disclosure.threshold()


def test_the_threshold_is_a_setting(monkeypatch):
    monkeypatch.setenv(disclosure.SETTING, "10")
    assert through_the_gate([(9, 0), (20, 0), (30, 0)])["hidden"].tolist() == [False, True, True, False]


def test_figures_are_of_another_making_where_another_number_of_people_is_hidden(monkeypatch):
    usual = fingerprints.of_code()
    monkeypatch.setenv(disclosure.SETTING, "10")
    assert fingerprints.of_code() != usual
