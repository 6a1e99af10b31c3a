"""Target: met, not met, or not to be said."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from indicators.core.series.control import assured
from indicators.core.strategy.model import Target
from indicators.core.verdicts import Mark
from tests.indicators.drawing import line, with_counts
from tests.indicators.verdicts.judging import (
    YEARS,
    verdicts,
    wave,
)


def aim(value: float | None, direction: str = "at least", level: str = "local", since: date | None = None) -> Target:
    return Target(
        indicator="it",
        level=level,
        owner=f"The {level} owner",
        words=f"Words of {level}.",
        direction=direction,
        source="a source",
        value=value,
        since=since,
    )


def test_leeds_own_target_counts_before_a_regional_and_a_national_one_whatever_their_order() -> None:
    several = (aim(10, level="national"), aim(90, level="local"), aim(20, level="regional"))
    assert verdicts(YEARS, targets=several).target.reason.endswith("The local owner: Words of local.")
    assert verdicts(YEARS, targets=several[::2]).target.reason.endswith("Words of regional. No Leeds target.")


def test_without_a_target_none_is_known_of() -> None:
    assert verdicts(YEARS).target.word == "No target"
    assert verdicts(line([None])).target.word == "No target"


def test_a_target_in_words_only_cannot_be_judged() -> None:
    found = verdicts(YEARS, targets=(aim(None, level="regional"),)).target
    assert (found.word, found.reason) == ("Cannot say", "The regional owner: Words of regional. No Leeds target.")


@pytest.mark.parametrize(
    ("value", "direction", "word"),
    [
        (70, "at least", "Met"), (90, "at least", "Not met"), (81, "at least", "Cannot say"),
        (90, "at most", "Met"), (70, "at most", "Not met"), (79, "at most", "Cannot say"),
    ],
)  # fmt: skip
def test_a_target_against_the_limits_of_the_newest_figure(value: float, direction: str, word: str) -> None:
    found = verdicts(YEARS, targets=(aim(value, direction),)).target
    assert found.word == word
    assert found.reason.startswith("80% in 2023")


@pytest.mark.parametrize(
    ("value", "direction", "word"),
    [
        (40, "at least", "Met"), (50, "at least", "Hit or miss"), (70, "at least", "Not met"),
        (70, "at most", "Met"), (50, "at most", "Hit or miss"), (40, "at most", "Not met"),
    ],
)  # fmt: skip
def test_a_target_against_the_usual_range_of_months(value: float, direction: str, word: str) -> None:
    assert verdicts(line(wave(50, months=20), step=1), targets=(aim(value, direction),)).target.word == word


def test_a_caution_where_the_newest_month_has_left_the_range_on_the_wrong_side() -> None:
    left = line([*wave(50, months=20), 40], step=1)
    found = verdicts(left, targets=(aim(35),)).target
    assert (found.word, found.mark) == ("Met", Mark.BETTER)
    assert found.reason.startswith("40% in December 2023 is below what was usual, so this may not last. ")
    assert verdicts(left, targets=(aim(70, "at most"),)).target.caution == ""


def test_without_limits_one_case_might_turn_it_so_nothing_is_said() -> None:
    found = verdicts(line([50.5, 95.4545], window=None, step=3), targets=(aim(95),)).target
    assert found.word == "Cannot say"
    assert "95.5% in October to December 2023, above 95%, but neither limits nor counts" in found.reason


def test_a_rounded_figure_on_the_target_is_neither_above_nor_below_it() -> None:
    assert "60% in 2023, at about 60%" in verdicts(line([50, 60]), targets=(aim(60),)).target.reason


def test_a_share_of_under_100_with_rounded_counts_is_not_judged_against_a_target() -> None:
    assert verdicts(with_counts(line([50, 50, 75]), 20), targets=(aim(10),)).target.word == "Cannot say"


def test_a_figure_older_than_the_target_says_nothing_of_it() -> None:
    found = verdicts(YEARS, targets=(aim(10, since=date(2024, 4, 1)),)).target
    assert found.word == "Cannot say" and "older than the target" in found.reason


def test_figures_that_never_vary_meet_a_target_or_do_not() -> None:
    level = line([100.0] * 14, step=1)
    assert verdicts(level, targets=(aim(95),)).target.word == "Met"
    assert verdicts(level, targets=(aim(95, "at most"),)).target.word == "Not met"


def test_level_figures_on_both_sides_of_a_target_have_no_assurance() -> None:
    """No moving range crosses the gap, so limits have no width though the figures are of two sizes."""
    sides = line([90.0] * 8 + [None] + [100.0] * 8, step=1)
    sides["suppressed"] = sides["suppressed"].replace("suppressed", "not available")
    found = verdicts(sides, targets=(aim(95),)).target
    assert found.word == "Cannot say" and "no limits can be drawn" in found.reason
    assert verdicts(sides, targets=(aim(85),)).target.word == "Met"


@pytest.mark.parametrize(
    ("values", "limits", "higher", "found"),
    [
        ([4, 6], (2, 8), True, "hit or miss"),
        ([9, 9], (5, 13), True, "pass"),
        ([1, 1], (1, 5), True, "fail"),
        ([5, 5], (5, 5), True, "pass"),
        ([5, 5], (5, 5), False, "pass"),
        ([4, 4], (4, 4), True, "fail"),
        ([4, 4], (4, 4), False, "pass"),
        ([4, 6], (5, 5), True, "none"),
        ([6, 6], (np.nan, np.nan), True, "none"),
    ],
)
def test_the_assurance_of_a_target_of_five(
    values: list[float], limits: tuple[float, float], higher: bool, found: str
) -> None:
    assert assured(values, limits, 5, higher) == found
