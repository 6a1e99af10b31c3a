"""The breakdowns of a strategy's indicators: which there are, and what each says."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from indicators.core.board.board import Board
from indicators.core.inequalities.deprivation import DEPRIVATION, QUANTILES, slopes_of
from indicators.core.inequalities.levels import apart, both_worse, period
from indicators.core.inequalities.model import Breakdown, Standing
from indicators.core.model import Indicator, Method, Place
from indicators.core.series.series import of_place
from indicators.core.strategy.model import Timeline
from indicators.core.verdicts import Bar
from indicators.core.verdicts.gaps import NOT_A_GROUP, NOT_OF_PEOPLE

ORDER = (DEPRIVATION, "ethnic group", "broad ethnic group", "sex", "age")
"""In which characteristics are named; any other comes after them."""
NEEDED = (
    "area", "role", "dimension", "category", "period_start", "period_end", "step_months",
    "value", "lower95", "upper95", "numerator", "denominator", "suppressed",
)  # fmt: skip
"""The columns that a breakdown rests on: rows of all thirty take three times as long to pick."""


def characteristic(dimension: str) -> str:
    """What a breakdown is by: deprivation, whether in tenths or in fifths."""
    return DEPRIVATION if dimension in QUANTILES else dimension


def breakdowns(board: Board) -> dict[str, tuple[Breakdown, ...]]:
    """By characteristic, in their order, every indicator that is split by it, once: deprivation is the newer of two splits.

    Of one characteristic, those come first in which a group fares worse than everybody.
    """
    splits_by_characteristic: dict[str, dict[str, Breakdown]] = {}
    for name in board.indicators:
        for dimension in _dimensions(board, name):
            newest_split = breakdown(board, name, dimension)
            if newest_split is not None:
                splits_by_name = splits_by_characteristic.setdefault(characteristic(dimension), {})
                splits_by_name[name] = max(
                    (splits_by_name.get(name, newest_split), newest_split), key=lambda split: split.now.end
                )
    return {
        newest_split: tuple(sorted(splits_by_characteristic[newest_split].values(), key=_gravity))
        for newest_split in sorted(splits_by_characteristic, key=_place)
    }


def _place(name: str) -> tuple[int, str]:
    return (ORDER.index(name) if name in ORDER else len(ORDER), name)


def _gravity(split: Breakdown) -> tuple[bool, str]:
    return not split.worse, split.declared.title


def breakdown(board: Board, name: str, dimension: str) -> Breakdown | None:
    """An indicator by a characteristic; ``None`` where fewer than two groups of the place have a figure."""
    declared, measures = board.indicator(name), board.measures(name)[list(NEEDED)]
    place = _holder(measures, declared, dimension)
    if place is None:
        return None
    place_rows = of_place(measures, place)
    rows, whole = place_rows[place_rows["dimension"] == dimension], place_rows[place_rows["dimension"] == ""]
    split = _breakdown(name, declared, place, rows, whole, board.strategy.timeline)
    return _not_judged(split) if board.verdicts[name].direction.bar is Bar.TWO_FILES else split


def _dimensions(board: Board, name: str) -> list[str]:
    declared = board.indicator(name)
    if declared.method in (Method.COUNT, Method.REFERENCE, Method.GAP):
        return []  # a number of people says nothing of how they fare; a gap has its groups in another indicator
    dimensions = board.measures(name)["dimension"].unique()
    return [str(dimension) for dimension in dimensions if dimension not in NOT_OF_PEOPLE]


def _holder(measures: pd.DataFrame, declared: Indicator, dimension: str) -> Place | None:
    """The first body of the place with figures of two groups or more."""
    rows = measures[measures["dimension"] == dimension]
    holders = (place for place in declared.places if _groups(of_place(rows, place))["category"].nunique() >= 2)
    return next(holders, None)


def _groups(rows: pd.DataFrame) -> pd.DataFrame:
    named: pd.DataFrame = rows.loc[~rows["category"].str.fullmatch(NOT_A_GROUP, case=False) & rows["value"].notna()]
    return named


def _breakdown(
    name: str, declared: Indicator, place: Place, rows: pd.DataFrame, whole: pd.DataFrame, timeline: Timeline
) -> Breakdown:
    dimension = str(rows["dimension"].iloc[0])
    known = _groups(rows).sort_values("period_end")
    lead = known.iloc[-1]
    rows = rows[rows["step_months"] == lead["step_months"]]
    now = period(rows, whole, lead, declared, dimension)
    before = _before(_groups(rows), lead, timeline)
    then = None if before is None else period(rows, whole, before, declared, dimension)
    slopes = slopes_of(_groups(rows), dimension)
    worse = then is not None and both_worse(now, then, declared, dimension)
    return Breakdown(name, declared, place, dimension, now, then, apart(now, declared, dimension), worse, slopes)


def _not_judged(split: Breakdown) -> Breakdown:
    """With figures that two files of their publisher do not agree on: none is set against everybody."""
    now = replace(split.now, groups=tuple(replace(group, standing=Standing.NOT_COMPARED) for group in split.now.groups))
    return replace(split, now=now, files_disagree=True)


def _before(known: pd.DataFrame, lead: pd.Series, timeline: Timeline) -> pd.Series | None:
    """A row of the last period that ended by the baseline, else of the first; it may not overlap the newest."""
    earlier = known[known["period_end"] < lead["period_start"]].sort_values("period_end")
    if earlier.empty:
        return None
    by_then = earlier[earlier["period_end"] <= pd.Timestamp(timeline.baseline_day)]
    chosen: pd.Series = by_then.iloc[-1] if len(by_then) else earlier.iloc[0]
    return chosen
