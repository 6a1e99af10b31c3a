"""A folded test makes every case's assertion and names each one that fails."""

from __future__ import annotations

import pytest
from cases import each


@pytest.fixture
def limit() -> int:
    return 2


@each("number", [0, 1, 2])
def test_every_case_is_run_with_the_fixtures_of_the_test(limit: int, number: int) -> None:
    assert number <= limit


def test_all_cases_are_run_and_those_that_fail_are_named() -> None:
    seen = []

    @each("number", [1, 2, 3, 4], name="number {}".format)
    def even(number: int) -> None:
        seen.append(number)
        assert number % 2 == 0

    with pytest.raises(ExceptionGroup, match="2 of 4 cases failed: number 1, number 3") as failed:
        even()
    assert seen == [1, 2, 3, 4]
    assert [failure.__notes__ for failure in failed.value.exceptions] == [["number: number 1"], ["number: number 3"]]


def test_a_test_without_a_case_is_refused() -> None:
    with pytest.raises(ValueError, match="no value for number"):
        each("number", [])
