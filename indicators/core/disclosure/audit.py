"""The audit of what is about to be published: can anybody work out how few people a hidden figure is of?

It sees what an outsider sees and nothing else: the figures of a version with their counts, percentages over bases that
are shown, groups under totals, months under years, periods that overlap, and what an earlier version showed.  A range
for a hidden count that is narrower than the rule itself leaves (from 1 to one less than the fewest shown) stops the publish.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray

from data.storage.errors import StoreError
from data.tables.published_value import FROM_RECORDS
from indicators.core.disclosure.gate import HIDDEN
from indicators.core.disclosure.policy import fewest_behind
from indicators.core.disclosure.ranges import Bounds, Sum, ranges
from indicators.core.figures import Register
from indicators.core.measures.register_counts import FROM_A_REGISTER
from indicators.core.model import Indicator, Method
from indicators.core.records import Events, FromRecords

SYSTEM = ["indicator", "source", "area", "role", "illustrative"]
CELL = ["dimension", "category", "period_start", "period_end"]
COUNTED_HERE = (FROM_RECORDS, FROM_A_REGISTER)
ANSWERS, TOGETHER = "answers", "in all"
IN_ALL = (ANSWERS, TOGETHER)
"""Counts of all people behind a figure."""
NAMED = 5
"""So many cells are named; of more, how many."""


class DisclosureError(StoreError):
    """From what would be published somebody could work out how few people a hidden figure is of."""


@dataclass(frozen=True)
class Found:
    """A hidden count that is known too well: of what, and between which numbers it lies."""

    indicator: str
    area: str
    period: str
    group: str
    count: str
    least: float
    most: float

    def __str__(self) -> str:
        between = f"{self.least:.0f}" if self.least == self.most else f"{self.least:.0f} to {self.most:.0f}"
        return f"{self.indicator}, {self.area}, {self.period}, {self.group}: {self.count} {between}"


def refuse_what_tells(
    connection: DuckDBPyConnection, declared: Mapping[str, Indicator], fewest: int, *, earlier: bool = True
) -> None:
    """Raise ``DisclosureError`` naming the cells where what a draft holds of some indicators tells too much.

    ``earlier`` says that figures of earlier versions are seen too: not where another rule hides from now on, since what was
    shown by the old one is shown already.
    """
    names = [name for name, one in declared.items() if any(_of_people(figures) for figures in one.figures)]
    now = connection.execute(
        "SELECT * FROM measure WHERE version_to IS NULL AND list_contains($names, indicator) AND list_contains($here, method)",
        {"names": names, "here": COUNTED_HERE},
    ).df()
    before = connection.execute(
        "SELECT * FROM measure WHERE version_to IS NOT NULL AND value IS NOT NULL AND list_contains($names, indicator)",
        {"names": names},
    ).df()
    refuse(audit(now, declared, fewest, before if earlier else before.iloc[:0]))


def refuse(found: Sequence[Found]) -> None:
    """Raise ``DisclosureError`` naming the first of the cells that were found, where there are any."""
    if found:
        named = "; ".join(map(str, found[:NAMED])) + (f"; {len(found) - NAMED} more" if len(found) > NAMED else "")
        raise DisclosureError(
            f"Nothing was published: from what it would show, somebody could work out how few people these are ({named}). "
            "Load records of a longer time or of more people, or leave the columns of these groups empty, and try again."
        )


def _of_people(figures: object) -> bool:
    return isinstance(figures, FromRecords) or (isinstance(figures, Register) and figures.of_people)


def audit(
    now: pd.DataFrame, declared: Mapping[str, Indicator], fewest: int, before: pd.DataFrame | None = None
) -> list[Found]:
    """Every hidden count that an outsider knows too well, from measures as they would be published and those shown before."""
    found: list[Found] = []
    ours = now[now["method"].isin(COUNTED_HERE)]  # what a publisher hid and rounded is not ours to hide
    for key, rows in ours.groupby(SYSTEM, sort=False):
        if not rows["suppressed"].eq(HIDDEN).any():
            continue
        own = rows.reset_index(drop=True)
        indicator = declared[str(key[0])]
        if before is not None and len(before):
            own = _with_shown_before(own, before[(before[SYSTEM] == pd.Series(key, index=SYSTEM)).all(axis=1)])
        found += _of_system(own, indicator, fewest, _behind(str(key[1]), indicator, fewest))
    return found


def _behind(source: str, indicator: Indicator, fewest: int) -> int:
    """On how many people at least the figures of a source rest, by the contracts of the tables that they may be from."""
    read = [figures for figures in indicator.figures if isinstance(figures, FromRecords)]
    tables = [one.table for one in read if one.table == source or not isinstance(one, Events)]
    return max((fewest_behind(table, fewest) for table in tables), default=fewest)


def _with_shown_before(rows: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """Hidden groups with the counts that an earlier version showed, where the total above them is still the same."""
    counts = ["numerator", "denominator"]
    last = before.sort_values("version_to").drop_duplicates(CELL, keep="last")
    totals = rows[rows["dimension"].eq("") & rows["value"].notna()]
    same = totals[["period_start", "period_end", "version_from"]]
    last = last.merge(same, on=["period_start", "period_end"], suffixes=("", "_total"))
    last = last[last["version_from_total"] < last["version_to"]]
    shown = rows[CELL].merge(last[[*CELL, *counts]], on=CELL, how="left")
    hidden = rows["suppressed"].eq(HIDDEN)
    return rows.assign(**{name: rows[name].where(~hidden, shown[name]) for name in counts})


def _of_system(rows: pd.DataFrame, indicator: Indicator, fewest: int, behind: int) -> list[Found]:
    """What is known too well of the figures of one indicator, source and body; fewer than ``behind`` in all are hidden."""
    sums, circles, size = _sums(rows, indicator)
    hidden = np.flatnonzero(rows["suppressed"].eq(HIDDEN))
    parts = {
        name: ranges(*_known(counts, size), sums, hidden, circles=circles, enough=behind - 2)
        for name, counts in _counts(rows, indicator).items()
    }
    if {"on top", "not on top"} <= set(parts):
        (low, high), (less, more) = parts["on top"], parts["not on top"]
        parts[TOGETHER] = (low + less, high + more)
    return [
        Found(str(row["indicator"]), str(row["area"]), _period(row), _group(row), name, low[at], high[at])
        for name, (low, high) in parts.items()
        for at in hidden[_tells(low[hidden], high[hidden], behind if name in IN_ALL else fewest)]
        for row in [rows.iloc[at]]
    ]


def _tells(low: Bounds, high: Bounds, fewest: int) -> NDArray[np.bool_]:
    """Which ranges are narrower than the rule leaves, of counts that may be few: none is nobody, and many are no secret."""
    with np.errstate(invalid="ignore"):
        return (high - low < fewest - 2) & (high > 0) & (low < fewest)


def _counts(rows: pd.DataFrame, indicator: Indicator) -> dict[str, tuple[pd.Series[float], pd.Series[float]]]:
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
        return {"on top": _from_to(top)}
    return {"on top": _from_to(top, below), "not on top": _from_to(below - top, below)}


def _from_to(
    count: pd.Series[float], most: pd.Series[float] | None = None
) -> tuple[pd.Series[float], pd.Series[float]]:
    """From nought to what it is at most, where it is not known."""
    above = np.inf if most is None else most.fillna(np.inf)
    return count.fillna(0.0), count.fillna(above)


def _known(counts: tuple[pd.Series[float], pd.Series[float]], size: int) -> tuple[Bounds, Bounds]:
    """The least and the most of each row, and of what stands behind several rows."""
    low, high = np.zeros(size), np.full(size, np.inf)
    low[: len(counts[0])], high[: len(counts[1])] = counts[0].to_numpy(), counts[1].to_numpy()
    return low, high


def _sums(rows: pd.DataFrame, indicator: Indicator) -> tuple[list[Sum], bool, int]:
    """What adds up to what; whether sums go round in circles; and how many counts there are, with those behind rows."""
    if indicator.method is Method.GAP:
        return [], False, len(rows)
    adds_up = _adds_up(indicator)
    groups, size = _groups(rows, adds_up=adds_up)
    years = _years(rows) if adds_up else {}
    slices, size = _slices(rows, size, [*years]) if adds_up else ([], size)
    return [*groups, *(Sum(parts, (at,)) for at, parts in years.items()), *slices], bool(slices), size


def _adds_up(indicator: Indicator) -> bool:
    """Do months add up to years, and do periods that overlap share what lies in both?"""
    return all(figures.adds_up for figures in indicator.figures if isinstance(figures, Events))


def _groups(rows: pd.DataFrame, *, adds_up: bool) -> tuple[list[Sum], int]:
    """Groups under everybody of their period; where nobody says how many that are, under its months together."""
    found, size = list[Sum](), len(rows)
    everybody = np.flatnonzero(rows["dimension"] == "")
    days = _days(rows)
    whole = {(days[at, 0], days[at, 1]): int(at) for at in everybody}
    grouped = np.flatnonzero(rows["dimension"] != "")
    keys = rows.loc[grouped, ["dimension", "period_start", "period_end"]]
    for places in keys.groupby([*keys], sort=False).indices.values():
        parts = tuple(int(at) for at in grouped[places])
        start, end = days[parts[0]]
        if (start, end) in whole:
            found.append(Sum(parts, (whole[start, end],)))
        elif adds_up and (months := _tiles(days, everybody, start, end)):
            found += [Sum(months, (size,)), Sum(parts, (size,))]
            whole[start, end] = size
            size += 1
    return found, size


def _years(rows: pd.DataFrame) -> dict[int, tuple[int, ...]]:
    """The figures of everybody that are their shorter periods together, each with these."""
    days, everybody = _days(rows), np.flatnonzero(rows["dimension"] == "")
    length = days[:, 1] - days[:, 0]
    shorter = {int(at): everybody[length[everybody] < length[at]] for at in everybody}
    found = {at: _tiles(days, parts, *days[at]) for at, parts in shorter.items()}
    return {at: parts for at, parts in found.items() if parts}


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
    found: list[Sum] = []
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
            found.append(Sum(tuple(int(size + one) for one in inside), (int(at),)))
        size += len(cuts) - 1
    return found, size


def _period(row: pd.Series) -> str:
    return f"{row['period_start']:%Y-%m-%d} to {row['period_end']:%Y-%m-%d}"


def _group(row: pd.Series) -> str:
    return f"{row['dimension']} {row['category']}" if row["dimension"] else "everybody"
