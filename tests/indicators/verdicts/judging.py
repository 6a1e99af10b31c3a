"""What the tests of verdicts share: declared indicators, and all verdicts on drawn figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from indicators.core.groups import Groups
from indicators.core.model import Indicator, Method, Polarity
from indicators.core.strategy.target_model import Target
from indicators.core.verdicts.judge import judge
from tests.indicators.drawing import TIMELINE, indicator, line, with_counts, with_limits
from tests.indicators.verdict_in_words import VerdictsInWords

HIGHER, LOWER, NEITHER = Polarity.HIGHER, Polarity.LOWER, Polarity.NONE
TODAY = date(2024, 6, 30)
PER_CENT = indicator()
MEAN = indicator(method=Method.MEAN, unit="out of 10", decimals=1)
PEOPLE = indicator(method=Method.COUNT, unit="people")


def verdicts(
    rows: pd.DataFrame, declared: Indicator = PER_CENT, targets: tuple[Target, ...] = (), today: date = TODAY
) -> VerdictsInWords:
    return VerdictsInWords(judge("it", declared, rows, targets, today, TIMELINE))


def wave(*levels: float, months: int = 12, size: float = 1) -> list[float]:
    """A year at each level, going up and down by as much each month, so that neighbours do not move together."""
    return [level + size * (-1) ** month for level in levels for month in range(months)]


YEARS = with_limits(with_counts(line([50, 80]), 1001), 2.6)
TENTHS = Groups("deprivation", ("01",), ("10",), "least deprived", "most deprived")
WITH_GAP = indicator(gap=TENTHS)


def sides(least: Sequence[float], most: Sequence[float], denominator: float = 1001) -> pd.DataFrame:
    groups = [
        with_counts(line(levels), denominator).assign(dimension="deprivation", category=category)
        for levels, category in ((least, "01"), (most, "10"))
    ]
    return pd.concat([with_counts(line([50, 50]), 1001), *groups], ignore_index=True)
