"""Any two figures: more than chance, could be chance, or cannot say, each with its reason."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from indicators.core.model import Break, Indicator, Method
from indicators.core.series import difference_test
from indicators.core.series.series import leading_line
from tests.indicators.drawing import indicator, line, with_counts, with_limits
from tests.indicators.verdict_in_words import VerdictInWords, in_words_of

MORE, CHANCE, CANNOT = "More than chance", "Could be chance", "Cannot say"
SHARE = indicator()
MEAN = indicator(method=Method.MEAN, unit="points", decimals=1)
WAVE = [50 + (at * 7) % 5 for at in range(24)]


def of_two_groups(rows: pd.DataFrame, declared: Indicator, first: str, second: str) -> VerdictInWords:
    return in_words_of(difference_test.of_two_groups(rows, declared, first, second), declared)


def two(rows: pd.DataFrame, declared: Indicator, first: int, second: int) -> VerdictInWords:
    """Two figures of a line, by their place in it."""
    series = leading_line(rows, declared)
    assert series is not None
    return in_words_of(
        difference_test.of_two_periods(series, declared, series.rows.iloc[first], series.rows.iloc[second]), declared
    )


def test_two_years_by_newcombes_interval_whatever_their_order() -> None:
    rows = with_counts(line([18, 30]), 301)
    for first, second in ((0, 1), (1, 0)):
        verdict = two(rows, SHARE, first, second)
        assert verdict.word == MORE
        assert verdict.reason.startswith("18% in 2022, 30% in 2023: the later is 12.0 points higher (99% limits of")
        assert verdict.reason.endswith("By Newcombe's interval of two proportions.")


def test_two_years_by_their_limits() -> None:
    assert two(with_limits(line([9.0, 8.9]), 0.2), MEAN, 0, 1).word == CHANCE
    assert two(with_limits(line([9.0, 7.0]), 0.2), MEAN, 0, 1).word == MORE


def test_single_months_are_set_against_the_ups_and_downs_of_their_line() -> None:
    verdict = two(line(WAVE, step=1), MEAN, 20, 23)
    assert verdict.word == CHANCE
    assert verdict.caution.startswith("The control chart marks neither.")
    leap = two(line([*WAVE, 80], step=1), MEAN, 20, 24)
    assert leap.word == MORE
    assert leap.caution.startswith("The control chart marks December 2023.")


BROKEN = indicator(breaks=(Break(date(2023, 1, 1), "New."),))


@pytest.mark.parametrize(
    ("rows", "declared", "places", "why"),
    [
        (line([5, 6]), SHARE, (1, 1), "these are the same"),
        (with_limits(line([5, 6, 7], window=36), 0.1), MEAN, (1, 2), "share years"),
        (with_limits(line([5, 6, 7], step=1, window=3), 0.1), MEAN, (1, 2), "share months"),
        (line([5, 6], step=3, window=None), SHARE, (0, 1), "does not state which months"),
        (with_limits(line([5, 6]), 0.1), BROKEN, (0, 1), "definition or the population base changed"),
        (line([5, None]), SHARE, (0, 1), "hidden to protect people"),
        (line([5, None]).assign(suppressed="not available"), SHARE, (0, 1), "has no figure"),
        (line([5, 6]), SHARE, (0, 1), "gives no limits and no counts"),
        (line([5, 6]), indicator(base_stated=False), (0, 1), "does not state what this is a rate of"),
        (with_counts(line([40, 60]), 90).assign(source="nhs_talking_therapies", numerator=[35.0, 55.0]), SHARE, (0, 1),
         "Counts under 100"),
    ],
)  # fmt: skip
def test_where_a_precondition_is_unmet_it_cannot_be_said(rows, declared: Indicator, places, why: str) -> None:
    verdict = two(rows, declared, *places)
    assert verdict.word == CANNOT
    assert why in verdict.reason


def groups(shares: dict[str, float], base: float = 401) -> pd.DataFrame:
    rows = pd.concat([with_counts(line([share], category=name), base) for name, share in shares.items()])
    return rows.set_index("category", drop=False)


def test_two_groups_are_compared_by_name() -> None:
    verdict = of_two_groups(groups({"Men": 20, "Women": 40}), SHARE, "Men", "Women")
    assert verdict.word == MORE
    assert verdict.reason.startswith("Men 20%, Women 40%: Women is 20.0 points higher")
    assert verdict.caution == ""
    assert of_two_groups(groups({"Men": 20, "Women": 40}), SHARE, "Men", "Men").word == CANNOT


def test_two_picked_from_many_are_cautioned() -> None:
    verdict = of_two_groups(groups({name: 20.0 + at for at, name in enumerate("ABCDEFG")}), SHARE, "A", "G")
    assert "the highest and the lowest of 7" in verdict.caution


@pytest.mark.slow
def test_of_two_months_of_a_stable_line_it_seldom_says_more_than_chance() -> None:
    random = np.random.default_rng(8)
    verdict_words = [two(line(list(random.normal(50, 5, 36)), step=1), MEAN, 4, 30).word for _ in range(200)]
    assert verdict_words.count(MORE) <= 6


def test_two_groups_counts_are_not_set_against_each_other() -> None:
    rows = pd.DataFrame(
        {"value": [80.0, 20.0], "lower95": [64.0, 12.0], "upper95": [99.0, 31.0], "suppressed": None},
        index=["Men", "Women"],
    )
    verdict = of_two_groups(rows, indicator(method=Method.COUNT, unit="people"), "Men", "Women")
    assert (verdict.word, verdict.reason) == (CANNOT, "A count depends on how many people there are in each.")
