"""An area and England say the same on the page of areas as in the facts of the indicator."""

from __future__ import annotations

import pandas as pd
import pytest

from charts import facts
from indicators.core.model import Indicator, Method
from indicators.core.series.series import england, leeds_series
from indicators.core.verdicts import compared
from tests.charts.drawn import yearly
from tests.indicators.drawing import line

LEVELS = (50.0, 62.3, 41.2, 55.1, 48.4, 52.6)


def leeds(half: float, theirs: float, what: Indicator) -> tuple[str, str]:
    """The word of the indicator's own comparison, and the flag of Leeds among areas."""
    parts = [line([level], area=f"E080000{35 + at}") for at, level in enumerate(LEVELS)]
    rows = pd.concat([*parts, line([theirs], area="E92000001")], ignore_index=True)
    rows = rows.assign(lower95=rows["value"] - half, upper95=rows["value"] + half)
    series = leeds_series(rows, what)
    assert series is not None
    verdict = compared(series, what, england(rows, series))
    ranked = facts.similar_areas("it", what, series, rows, {})[0]
    assert ranked is not None
    flags = next(point.flags for point in ranked.ours.points if point.group == "Leeds")
    return verdict.word, flags[0] if flags else ""


@pytest.mark.parametrize(
    ("half", "theirs", "word"),
    [
        (0.8, 49.0, "Similar"), (0.3, 49.0, "Better"), (0.8, 49.1, "Better"), (0.8, 51.0, "Similar"), (0.3, 51.0, "Worse"),
    ],
)  # fmt: skip
def test_a_rounded_figure_of_englands_stands_for_all_it_may_have_been(half: float, theirs: float, word: str) -> None:
    flag = {"Better": "better than England", "Worse": "worse than England", "Similar": "similar to England"}[word]
    assert leeds(half, theirs, yearly()) == (word, flag)


def test_a_gap_is_higher_or_lower_than_englands_and_neither_better_nor_worse() -> None:
    what = yearly(method=Method.GAP, unit="percentage points")
    assert leeds(0.3, 49.1, what) == ("Higher", "higher than England")
