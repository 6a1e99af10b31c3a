"""What adds up to what among the figures of one indicator and body: groups, months of a year, periods that overlap.

Groups beside which a publisher gives others of the same people (``INCOMPLETE``) are no whole.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from indicators.core.model import Indicator, Method
from indicators.core.records import Events

INCOMPLETE = "incomplete"
GROUP = ["indicator", "area", "role", "illustrative", "dimension", "period_start", "period_end"]


@dataclass(frozen=True)
class Sum:
    """Some counts add up to others: places of the parts, and of what they come to."""

    parts: tuple[int, ...]
    whole: tuple[int, ...]

    @property
    def places(self) -> tuple[int, ...]:
        """The places of all counts in it."""
        return (*self.parts, *self.whole)

    @property
    def of_the_same(self) -> bool:
        """Does it say of two counts that they are the same?"""
        return len(self.parts) == len(self.whole) == 1

    @property
    def signs(self) -> NDArray[np.float64]:
        """1 for each part and -1 for each whole: so weighted, the counts come to nought."""
        return np.array([1.0] * len(self.parts) + [-1.0] * len(self.whole))


def with_incomplete(figures: pd.DataFrame) -> pd.DataFrame:
    """Figures of all sources, with whether others give groups of the same people too."""
    total_count = figures.groupby(GROUP, dropna=False)["indicator"].transform("size")
    source_count = figures.groupby([*GROUP, "source"], dropna=False)["indicator"].transform("size")
    return figures.assign(**{INCOMPLETE: total_count != source_count})


def sums_of(rows: pd.DataFrame, indicator: Indicator) -> tuple[list[Sum], int]:
    """What adds up to what, by the places of rows; and how many counts there are, with those that stand behind several rows."""
    if indicator.method is Method.GAP:
        return [], len(rows)
    adds_up = _adds_up(indicator)
    groups, size = _groups(rows, adds_up=adds_up)
    years = _years(rows) if adds_up else {}
    slices, size = _slices(rows, size, [*years]) if adds_up else ([], size)
    return [*groups, *(Sum(parts, (at,)) for at, parts in years.items()), *slices], size


def _adds_up(indicator: Indicator) -> bool:
    """Do months add up to years, and do periods that overlap share what lies in both?"""
    return all(figures.adds_up for figures in indicator.figures if isinstance(figures, Events))


def _groups(rows: pd.DataFrame, *, adds_up: bool) -> tuple[list[Sum], int]:
    """Groups under everybody of their period; where nobody says how many that are, under its months together."""
    sums, size = list[Sum](), len(rows)
    everybody = np.flatnonzero(rows["dimension"] == "")
    days = _days(rows)
    whole = {(days[at, 0], days[at, 1]): int(at) for at in everybody}
    grouped = np.flatnonzero((rows["dimension"] != "") & ~rows[INCOMPLETE])
    keys = rows.loc[grouped, ["dimension", "period_start", "period_end"]]
    for places in keys.groupby([*keys], sort=False).indices.values():
        parts = tuple(int(at) for at in grouped[places])
        start, end = days[parts[0]]
        if (start, end) in whole:
            sums.append(Sum(parts, (whole[start, end],)))
        elif adds_up and (months := _tiles(days, everybody, start, end)):
            sums += [Sum(months, (size,)), Sum(parts, (size,))]
            whole[start, end] = size
            size += 1
    return sums, size


def _years(rows: pd.DataFrame) -> dict[int, tuple[int, ...]]:
    """The figures of everybody that are their shorter periods together, each with these."""
    days, everybody = _days(rows), np.flatnonzero(rows["dimension"] == "")
    length = days[:, 1] - days[:, 0]
    shorter = {int(at): everybody[length[everybody] < length[at]] for at in everybody}
    parts_by_whole = {at: _tiles(days, parts, *days[at]) for at, parts in shorter.items()}
    return {at: parts for at, parts in parts_by_whole.items() if parts}


def _days(rows: pd.DataFrame) -> NDArray[np.int64]:
    """First and last day of each figure, as numbers."""
    days = [rows[name].to_numpy().astype("datetime64[D]").astype(np.int64) for name in ("period_start", "period_end")]
    return np.column_stack(days)


def _tiles(days: NDArray[np.int64], whole: NDArray[np.intp], start: int, end: int) -> tuple[int, ...]:
    """The rows whose periods lie one after the other from a day to a day; none where they leave a gap."""
    inside = whole[(days[whole, 0] >= start) & (days[whole, 1] <= end)]
    inside = inside[np.argsort(days[inside, 0])]
    begins, ends = np.append(days[inside, 0], end + 1), np.append(start - 1, days[inside, 1])
    return tuple(int(at) for at in inside) if np.array_equal(begins, ends + 1) else ()


def _slices(rows: pd.DataFrame, size: int, without: list[int]) -> tuple[list[Sum], int]:
    """Periods that overlap, as sums of the stretches between the days on which any of them begins or ends.

    Rows that are known to be others together (``without``) need none.
    """
    sums: list[Sum] = []
    days = _days(rows)
    lines = rows.groupby(["dimension", "category"], sort=False).ngroup().to_numpy()
    for number in range(lines.max() + 1):
        places = np.setdiff1d(np.flatnonzero(lines == number), without)
        line = places[np.lexsort((days[places, 1], days[places, 0]))]
        begins, ends = days[line, 0], days[line, 1]
        if not (begins[1:] <= ends[:-1]).any():
            continue
        cuts = np.unique([*begins, *(ends + 1)])
        for at in line:
            inside = np.flatnonzero((cuts >= days[at, 0]) & (cuts <= days[at, 1]))
            sums.append(Sum(tuple(int(size + stretch) for stretch in inside), (int(at),)))
        size += len(cuts) - 1
    return sums, size
