"""The figures of one indicator, source and body as an outsider sees them, and all that is known of the counts behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from data.tables.published_value import FROM_RECORDS
from indicators.core.disclosure.gate import HIDDEN
from indicators.core.disclosure.policy import fewest_behind
from indicators.core.disclosure.same_people import People, in_all, on_top
from indicators.core.disclosure.sums import Sum, sums_of
from indicators.core.measures.register_counts import FROM_A_REGISTER
from indicators.core.model import Indicator, Method
from indicators.core.records import Events, FromRecords

SYSTEM = ["indicator", "source", "area", "role", "illustrative"]
CELL = ["dimension", "category", "period_start", "period_end"]
COUNTED_HERE = (FROM_RECORDS, FROM_A_REGISTER)
ON_TOP, NOT_ON_TOP, ANSWERS, TOGETHER = "on top", "not on top", "answers", "in all"
Cell = tuple[Any, ...]
Ends = tuple[list[float], list[float]]


@dataclass
class Known:
    """Counts of people, each with the least and the most that is known of it, and what adds up to what."""

    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    supposed: list[Sum] = field(default_factory=list)
    """Sums that an outsider takes to hold as long as numbers fit them."""

    def add(self, low: Iterable[float], high: Iterable[float]) -> int:
        """Add some counts; returns the place of the first."""
        first = len(self.low)
        self.low.extend(low)
        self.high.extend(high)
        return first

    def add_any(self, many: int = 1) -> int:
        """Add so many counts of which nothing is known; returns the place of the first."""
        return self.add([0.0] * many, [np.inf] * many)

    def shown(self, place: int) -> bool:
        """Is a count known by itself?"""
        return self.low[place] == self.high[place]


@dataclass
class Line:
    """The figures of one indicator, source and body, and the places of the counts behind each row.

    ``rows`` have the column ``at``, the row's label where they came from; ``places`` has by the name of a count the place of
    the first row's.  Fewer than ``behind`` people in all are hidden.
    """

    key: tuple[Any, ...]
    rows: pd.DataFrame
    indicator: Indicator
    behind: int
    sums: list[Sum] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)

    @cached_property
    def hidden(self) -> list[int]:
        """The rows that are hidden."""
        return [int(row) for row in np.flatnonzero(self.rows["suppressed"].eq(HIDDEN))]

    @property
    def body(self) -> Cell:
        """Of whom the figures are, whatever they say of them."""
        return self.key[1:]

    @cached_property
    def cells(self) -> list[Cell]:
        """The group and the first and last day of the period of each row."""
        dimension, category, start, end = (self.rows[name].to_numpy().tolist() for name in CELL)
        return [*zip(dimension, category, start, end, strict=True)]

    def people(self) -> dict[str, People]:
        """Who the counts are of, by the name of the count, where the declaration says it."""
        for figures in self.indicator.figures:
            if isinstance(figures, Events) and figures.table == self.rows["source"].iloc[0]:
                people_by_count = {ON_TOP: on_top(figures), TOGETHER: in_all(figures)}
                return {
                    name: counted_people
                    for name, counted_people in people_by_count.items()
                    if counted_people is not None and name in self.places
                }
        return {}


def lines(rows: pd.DataFrame, declared: Mapping[str, Indicator], fewest: int) -> Iterator[Line]:
    """The lines of some figures: of those alone that were counted here; what a publisher hid is not ours to hide."""
    ours = rows[rows["method"].isin(COUNTED_HERE)]
    for key, line_rows in ours.groupby(SYSTEM, sort=False):
        indicator = declared[str(key[0])]
        yield Line(key, line_rows.rename_axis("at").reset_index(), indicator, _behind(str(key[1]), indicator, fewest))


def _behind(source: str, indicator: Indicator, fewest: int) -> int:
    """On how many people at least the figures of a source rest, by the contracts of the tables that they may be from."""
    read = [figures for figures in indicator.figures if isinstance(figures, FromRecords)]
    tables = [
        figures_read.table
        for figures_read in read
        if figures_read.table == source or not isinstance(figures_read, Events)
    ]
    return max((fewest_behind(table, fewest) for table in tables), default=fewest)


def tell(known: Known, line: Line) -> None:
    """Add what a line by itself tells: its counts, its sums, and that what is on top and what is not are all."""
    line.sums, size = sums_of(line.rows, line.indicator)
    for name, counts in _counts(line.rows, line.indicator).items():
        line.places[name] = first = known.add(*counts)
        known.add_any(size - len(line.rows))
        known.sums += [Sum(_moved(equation.parts, first), _moved(equation.whole, first)) for equation in line.sums]
    if NOT_ON_TOP in line.places:
        below = line.rows["denominator"].astype("float64")
        line.places[TOGETHER] = first = known.add(*_from_to(below))
        parts = (line.places[ON_TOP], line.places[NOT_ON_TOP])
        known.sums += [Sum((parts[0] + at, parts[1] + at), (first + at,)) for at in line.hidden]


def _moved(places: Sequence[int], offset: int) -> tuple[int, ...]:
    return tuple(place + offset for place in places)


def _counts(rows: pd.DataFrame, indicator: Indicator) -> dict[str, Ends]:
    """The counts of people that figures are made of, each with its least and most as far as the row itself says."""
    top, below = rows["numerator"].astype("float64"), rows["denominator"].astype("float64")
    weighted = rows["approximate"].fillna("").str.startswith("weighted").any()
    if indicator.method in (Method.PROPORTION, Method.RATE, Method.GAP) and not weighted:
        top = top.fillna(
            (rows["value"] * below / indicator.multiplier).round()
        )  # a percentage over a base gives the count
    if weighted:
        return {ANSWERS: _from_to(below)}
    if indicator.method is not Method.PROPORTION:
        return {ON_TOP: _from_to(top)}
    return {ON_TOP: _from_to(top, below), NOT_ON_TOP: _from_to(below - top, below)}


def _from_to(count: pd.Series[float], most: pd.Series[float] | None = None) -> Ends:
    """From nought to what it is at most, where it is not known."""
    above = np.inf if most is None else most.fillna(np.inf)
    return count.fillna(0.0).tolist(), count.fillna(above).tolist()
