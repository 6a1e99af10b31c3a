"""The audit of what is about to be published: can anybody work out how few people a hidden figure is of?

It sees what an outsider sees and nothing else: the figures of a version with their counts, percentages over bases that
are shown, groups under totals, months under years, periods that overlap, counts that several indicators or bodies give, and
what earlier versions showed.  A range for a hidden count that is narrower than the rule itself leaves (from 1 to one less
than the fewest shown) tells too much.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from indicators.core.disclosure import across
from indicators.core.disclosure.across import Alone
from indicators.core.disclosure.lines import ANSWERS, TOGETHER, Known, Line, lines, tell
from indicators.core.disclosure.programmes import Bounds, Places
from indicators.core.disclosure.ranges import hang_together, left_by_the_rule, ranges
from indicators.core.model import Indicator

IN_ALL = (ANSWERS, TOGETHER)
"""Counts of all people behind a figure."""


@dataclass(frozen=True)
class DisclosedCount:
    """A count that is known too well: of what, between which numbers it lies, and its place among the counts known."""

    indicator: str
    area: str
    period: str
    group: str
    count: str
    least: float
    most: float
    place: int = field(compare=False, repr=False)

    @property
    def of(self) -> tuple[str, ...]:
        """Of what it is a count."""
        return self.indicator, self.area, self.period, self.group, self.count

    def __str__(self) -> str:
        between = f"{self.least:.0f}" if self.least == self.most else f"{self.least:.0f} to {self.most:.0f}"
        return f"{self.indicator}, {self.area}, {self.period}, {self.group}: {self.count} {between}"


@dataclass(frozen=True)
class Audit:
    """What was found, beside all that is known."""

    disclosed: list[DisclosedCount]
    known: Known
    lines: list[Line]
    alone: dict[int, Alone]
    """The people of one body who are not in another, by the place of their count."""


def audit(
    now: pd.DataFrame,
    declared: Mapping[str, Indicator],
    fewest: int,
    before: pd.DataFrame | None = None,
    *,
    hidden_since: Set[int] | None = None,
) -> Audit:
    """Find every hidden count that an outsider knows too well, from measures as they would be published.

    ``before`` are the measures that earlier versions showed, each with the first version that had it and the first that had
    it no more, if only the one that is about to be published.  Where nothing else was found, ``hidden_since`` are the labels
    of the rows hidden since then: only what hangs together with these is looked into.
    """
    known, all_lines = Known(), [*lines(now, declared, fewest)]
    for line in all_lines:
        tell(known, line)
    across.indicators(known, all_lines)
    alone = {lone.place: lone for lone in across.bodies(known, all_lines)}
    if before is not None:
        across.versions(known, all_lines, before)
    hidden_places, fewest_of = _hidden_counts(all_lines, alone.values(), fewest)
    low, high = np.array(known.low), np.array(known.high)
    if hidden_since is not None:
        near = hang_together(low, high, [*known.sums, *known.supposed], _places(all_lines, hidden_since))[hidden_places]
        hidden_places, fewest_of = hidden_places[near], fewest_of[near]
    low, high = ranges(low, high, known.sums, hidden_places, fewest_of, known.supposed)
    tells = np.flatnonzero(_tells(low[hidden_places], high[hidden_places], fewest_of))
    named = _named(all_lines, alone.values(), {*hidden_places[tells]})
    disclosed_counts = [DisclosedCount(*named[at], low[at], high[at], at) for at in map(int, hidden_places[tells])]
    return Audit(disclosed_counts, known, all_lines, alone)


def _places(all_lines: Sequence[Line], labels: Set[int]) -> Places:
    """The places of the counts behind some rows."""
    rows = [(line, row) for line in all_lines for row in line.hidden if line.rows["at"].iloc[row] in labels]
    return np.array([first + row for line, row in rows for first in line.places.values()], dtype=np.intp)


def _hidden_counts(all_lines: Sequence[Line], alone: Iterable[Alone], fewest: int) -> tuple[Places, Bounds]:
    """The places of the counts that have to stay hidden, and how many people of each are the fewest shown."""
    hidden_counts = [
        (first + row, line.behind if name in IN_ALL else fewest)
        for line in all_lines
        for name, first in line.places.items()
        for row in line.hidden
    ]
    hidden_counts += [(lone.place, fewest) for lone in alone]
    places, least = np.array(hidden_counts, dtype=np.intp).reshape(-1, 2).T
    return places, least.astype(np.float64)


def _tells(low: Bounds, high: Bounds, fewest: Bounds) -> NDArray[np.bool_]:
    """Which ranges are narrower than the rule leaves, of counts that may be few: none is nobody, and many are no secret."""
    with np.errstate(invalid="ignore"):
        return (high - low < left_by_the_rule(fewest)) & (high > 0) & (low < fewest)


def _named(
    all_lines: Sequence[Line], alone: Iterable[Alone], places: set[int]
) -> dict[int, tuple[str, str, str, str, str]]:
    """Of what the counts at some places are."""
    rows = [
        (first + row, line, row, name)
        for line in all_lines
        for name, first in line.places.items()
        for row in line.hidden
    ]
    rows += [
        (lone.place, lone.line, lone.row, f"{lone.count}, not in {lone.part.rows['area'].iloc[0]}") for lone in alone
    ]
    return {place: (*_of_row(line.rows.iloc[row]), name) for place, line, row, name in rows if place in places}


def _of_row(row: pd.Series) -> tuple[str, str, str, str]:
    period = f"{row['period_start']:%Y-%m-%d} to {row['period_end']:%Y-%m-%d}"
    group = f"{row['dimension']} {row['category']}" if row["dimension"] else "everybody"
    return str(row["indicator"]), str(row["area"]), period, group
