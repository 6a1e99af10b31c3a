"""Numbers in links: whole numbers in plain digits, of a length that anything counts to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import links


@given(st.integers(0, 999_999_999))
def test_a_whole_number_is_itself(number: int) -> None:
    assert links.whole(str(number)) == number


@pytest.mark.parametrize(
    "written", ["", " ", "-1", "+1", "1.0", "1e3", "0x1", "1_000", " 1", "1\n", "²", "١", "１", "one"]
)
def test_anything_else_is_none(written: str) -> None:
    assert links.whole(written) is None


@pytest.mark.parametrize("length", [10, 4300, 4301, 100_000])
def test_more_digits_than_anything_counts_to_are_none(length: int) -> None:
    assert links.whole("9" * length) is None


@given(st.text())
def test_no_text_is_a_fault(written: str) -> None:
    number = links.whole(written)
    assert number is None or number >= 0
