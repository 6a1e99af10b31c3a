"""The age of data: due, overdue, stopped, asked once."""

from __future__ import annotations

from datetime import date

import pytest

from tests.indicators.drawing import indicator, line
from tests.indicators.verdicts.judging import (
    verdicts,
)

MONTHLY = indicator(step_months=1, lag_months=3)


@pytest.mark.parametrize(
    ("today", "word"),
    [
        (date(2024, 4, 30), "Up to date"), (date(2024, 5, 1), "Due"), (date(2024, 6, 30), "Due"),
        (date(2024, 7, 1), "Overdue"),
    ],
)  # fmt: skip
def test_the_next_month_is_due_after_its_lag_and_overdue_two_months_later(today: date, word: str) -> None:
    verdict = verdicts(line([50, 51], step=1), MONTHLY, today=today).data
    assert verdict.word == word
    assert verdict.reason.startswith("January 2024 ")


def test_a_publication_that_has_stopped_is_never_due() -> None:
    verdict = verdicts(line([50]), indicator(stopped="It has stopped.")).data
    assert (verdict.word, verdict.reason) == ("Stopped", "It has stopped.")


def test_a_single_survey_is_never_due() -> None:
    assert verdicts(line([50], step=0, window=12)).data.word == "One-off"


def test_a_survey_that_was_asked_again_is_no_single_one() -> None:
    verdict = verdicts(line([50, 60], step=0, window=12)).data
    assert verdict.word == "No next date" and verdict.reason.startswith("2 surveys so far, the last in ")


def test_a_hidden_newest_figure_has_come_and_is_said_to_be_hidden() -> None:
    all_verdicts = verdicts(line([50, 60, None]), indicator(lag_months=12))
    assert (all_verdicts.when, all_verdicts.value) == ("2022", 60)
    assert all_verdicts.data.reason == "2023 is hidden to protect people. 2024 is due by December 2025."


def test_a_newest_figure_that_is_not_available_has_not_come() -> None:
    rows = line([50, 60, None]).assign(suppressed=[None, None, "not available"])
    assert verdicts(rows, indicator(lag_months=3)).data.reason.startswith("2023 was ")
