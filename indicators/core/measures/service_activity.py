"""Figures from a publisher's counts of activity: its own percentages, our quotients of its counts, and gaps of groups."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from data.tables.figure import UNSETTLED
from indicators.core.figures import Activity, Count
from indicators.core.groups import Groups
from indicators.core.measures import limits
from indicators.core.measures.activity_in_force import ORIGIN, PERIOD, ActivityByRequest, ActivityRequest
from indicators.core.measures.count_rounding import DIFFERENCE
from indicators.core.model import Indicator, Method


def requests(figures: Activity) -> list[ActivityRequest]:
    """What is asked of the rows in force: once for the headline and breakdowns, or for either group of a gap."""
    if figures.between is not None:
        groups = figures.between
        return [_of_group(figures, groups.dimension, chosen) for chosen in (groups.first, groups.second)]
    dimensions = ([""] if figures.headline else []) + [*figures.by]
    return [ActivityRequest(figures.source, figures.value, figures.numerator, figures.denominator, tuple(dimensions))]


def measures(activity: ActivityByRequest, figures: Activity, indicator: Indicator) -> Iterable[pd.DataFrame]:
    """The headline and breakdowns, or both groups and the gap between them, as the declaration asks."""
    frames = [_values(activity[request], figures, indicator) for request in requests(figures)]
    return frames if figures.between is None else _gap(frames[0], frames[1], figures.between, indicator)


def _values(rows: pd.DataFrame, figures: Activity, indicator: Indicator) -> pd.DataFrame:
    joined = rows.copy(deep=False)  # what others read is theirs too
    if figures.complement:
        joined["numerator"] = joined["denominator"] - joined["numerator"]
    joined["value"] = joined["published"].fillna(_ours(joined, indicator))
    joined["method"] = np.where(joined["published"].notna(), "as published", _our_method(indicator))
    joined.loc[joined["value"].notna(), "suppressed"] = None
    unexplained = joined["value"].isna() & joined["suppressed"].isna()
    joined.loc[unexplained, "suppressed"] = "not available"
    return joined


def _ours(joined: pd.DataFrame, indicator: Indicator) -> pd.Series[float]:
    top, below = joined["numerator"], joined["denominator"]
    if indicator.method in (Method.COUNT, Method.MEDIAN, Method.MEAN):
        return top
    possible = below > 0
    if indicator.method in (Method.PROPORTION, Method.GAP):
        possible &= (top >= 0) & (top <= below)
    return top / below.where(possible) * indicator.multiplier


def _our_method(indicator: Indicator) -> str:
    return "as published" if indicator.method is Method.COUNT else "from published counts"


def _gap(first: pd.DataFrame, second: pd.DataFrame, groups: Groups, indicator: Indicator) -> Iterable[pd.DataFrame]:
    """Both groups' own figures, then the first less the second."""
    first = _group(first, groups.dimension, groups.first, groups.first_name)
    second = _group(second, groups.dimension, groups.second, groups.second_name)
    yield from (first, second)
    keys = ["area", "role", *PERIOD]
    both = first.merge(second.drop(columns=ORIGIN), on=keys, suffixes=("", "_other"))
    gap = both[[*keys, *ORIGIN, "note"]].assign(dimension="", category="")
    gap["value"] = both["value"] - both["value_other"]
    gap["status"] = both["status_other"].where(both["status_other"].isin(UNSETTLED), both["status"])
    gap["suppressed"] = both["suppressed"].fillna(both["suppressed_other"]).where(gap["value"].isna(), None)
    gap["numerator"] = np.nan
    gap["denominator"] = np.nan
    gap["method"] = DIFFERENCE
    yield limits.of_gap(gap, both, indicator)


def _of_group(figures: Activity, dimension: str, categories: tuple[str, ...]) -> ActivityRequest:
    """One side of a gap: one published group as it is, or several added from their counts."""
    if len(categories) == 1:
        return ActivityRequest(figures.source, figures.value, figures.numerator, figures.denominator, (dimension,))
    numerator, denominator = (
        wanted and Count(wanted.series, wanted.less, dimension, categories)
        for wanted in (figures.numerator, figures.denominator)
    )
    return ActivityRequest(figures.source, "", numerator, denominator, ("",))


def _group(figures: pd.DataFrame, dimension: str, categories: tuple[str, ...], name: str) -> pd.DataFrame:
    if len(categories) == 1:
        return figures[figures["category"] == categories[0]].assign(category=name)
    return figures.assign(dimension=dimension, category=name)
