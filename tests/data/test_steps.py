"""Decisions on step changes: every one is kept, the last one stands, and a withdrawal brings back what was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from data.people import People, step_changes
from data.people.step_changes import Decision

LINE = ("tt_wait_18w", "RY6", "provider")
STARTS = date(2025, 1, 1)


@pytest.fixture
def people(tmp_path) -> People:
    return People(tmp_path)


def test_an_approval_stands_with_who_and_why(people) -> None:
    step_changes.decide(people, LINE, STARTS, Decision.APPROVED, "Ann", "  A new  team. ")
    (approval,) = step_changes.standing(people)
    assert (approval.indicator, approval.place, approval.role) == LINE
    assert (approval.starts, approval.decision, approval.who, approval.reason) == (
        STARTS,
        Decision.APPROVED,
        "Ann",
        "A new team.",
    )


def test_a_withdrawal_takes_it_out_of_force_and_out_of_nothing_else(people) -> None:
    for decision in (Decision.APPROVED, Decision.WITHDRAWN):
        step_changes.decide(people, LINE, STARTS, decision, "Ann", "A reason.")
    assert step_changes.standing(people) == ()
    assert [step.decision for step in step_changes.history(people)] == [Decision.APPROVED, Decision.WITHDRAWN]


def test_a_refusal_stands_until_somebody_approves(people) -> None:
    for decision in (Decision.DECLINED, Decision.APPROVED):
        step_changes.decide(people, LINE, STARTS, decision, "Ann", "A reason.")
        assert [step.decision for step in step_changes.standing(people)] == [decision]


def test_lines_and_days_are_decided_apart(people) -> None:
    step_changes.decide(people, LINE, STARTS, Decision.APPROVED, "Ann", "One.")
    step_changes.decide(people, LINE, date(2023, 1, 1), Decision.DECLINED, "Ann", "Two.")
    step_changes.decide(
        people, ("tt_wait_18w", "E38000225", "commissioner"), STARTS, Decision.DECLINED, "Ann", "Three."
    )
    assert len(step_changes.standing(people)) == 3


def test_a_reason_is_asked_for_and_only_what_is_in_force_can_be_withdrawn(people) -> None:
    with pytest.raises(ValueError, match="Give the reason"):
        step_changes.decide(people, LINE, STARTS, Decision.APPROVED, "Ann", " ")
    with pytest.raises(ValueError, match="not in force"):
        step_changes.decide(people, LINE, STARTS, Decision.WITHDRAWN, "Ann", "A reason.")
    assert step_changes.history(people) == ()


def test_what_stood_at_a_moment_knows_nothing_of_later_decisions(people) -> None:
    step_changes.decide(people, LINE, STARTS, Decision.APPROVED, "Ann", "A reason.")
    (decision,) = step_changes.history(people)
    assert step_changes.standing(people, before=decision.at) == ()
    assert len(step_changes.standing(people, before=decision.at + timedelta(seconds=1))) == 1
