"""An area and England say the same on the page of areas as in the facts of the indicator."""

from __future__ import annotations

import pandas as pd
import pytest

from charts import facts
from charts.facts import Flag
from indicators.core.model import Indicator, Method
from indicators.core.series.series import england, leading_line
from indicators.core.verdicts import Code
from indicators.core.verdicts.benchmark import compared
from tests.charts.drawn import yearly
from tests.indicators.drawing import line

LEVELS = (50.0, 62.3, 41.2, 55.1, 48.4, 52.6)


def leeds(half: float, theirs: float, indicator: Indicator) -> tuple[Code, Flag]:
    """What comes of the indicator's own comparison, and the flag of Leeds among areas."""
    parts = [line([level], area=f"E080000{35 + at}") for at, level in enumerate(LEVELS)]
    rows = pd.concat([*parts, line([theirs], area="E92000001")], ignore_index=True)
    rows = rows.assign(lower95=rows["value"] - half, upper95=rows["value"] + half)
    series = leading_line(rows, indicator)
    assert series is not None
    verdict = compared(series, indicator, england(rows, series))
    ranked = facts.similar_areas("it", indicator, series, rows, {})[0]
    assert ranked is not None
    flags = next(point.flags for point in ranked.ours.points if point.group == "Leeds")
    return verdict.code, flags[0]


@pytest.mark.parametrize(
    ("half", "theirs", "code", "flag"),
    [
        (0.8, 49.0, Code.SIMILAR, Flag.SIMILAR), (0.3, 49.0, Code.BETTER, Flag.BETTER), (0.8, 49.1, Code.BETTER, Flag.BETTER),
        (0.8, 51.0, Code.SIMILAR, Flag.SIMILAR), (0.3, 51.0, Code.WORSE, Flag.WORSE),
    ],
)  # fmt: skip
def test_a_rounded_figure_of_englands_stands_for_all_it_may_have_been(
    half: float, theirs: float, code: Code, flag: Flag
) -> None:
    assert leeds(half, theirs, yearly()) == (code, flag)


def test_a_gap_is_higher_or_lower_than_englands_and_neither_better_nor_worse() -> None:
    indicator = yearly(method=Method.GAP, unit="percentage points")
    assert leeds(0.3, 49.1, indicator) == (Code.HIGHER, Flag.HIGHER)
