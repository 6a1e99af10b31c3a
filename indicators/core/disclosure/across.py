"""What the figures of several indicators, bodies and versions tell together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import permutations

import pandas as pd

from indicators.core.disclosure.gate import HIDDEN
from indicators.core.disclosure.lines import ANSWERS, CELL, NOT_ON_TOP, ON_TOP, SYSTEM, Cell, Known, Line, tell
from indicators.core.disclosure.same_people import People
from indicators.core.disclosure.sums import INCOMPLETE, Sum
from indicators.core.model import Method
from indicators.core.records import Events

PERIOD = ["period_start", "period_end"]
PARTS = (ON_TOP, NOT_ON_TOP, ANSWERS)
"""The counts of which others are made."""


@dataclass(frozen=True)
class Alone:
    """The people of one body who are not in another: of which row, by the name of the count, and at which place."""

    line: Line
    row: int
    part: Line
    count: str
    place: int
    place_in_line: int
    place_in_part: int


def indicators(known: Known, lines: Sequence[Line]) -> None:
    """Tell that counts of the same people are the same, and counts of some of them no more, where one of them is hidden."""
    hidden = _hidden_cells(lines)
    lines_by_people: dict[tuple[Cell, People], list[tuple[Line, str]]] = defaultdict(list)
    for line in lines:
        for name, people in line.people().items():
            lines_by_people[line.body, people].append((line, name))
    parts = [
        (one, other)
        for one, other in permutations(lines_by_people, 2)
        if one[0] == other[0] and one[1].are_part_of(other[1])
    ]
    counts = {
        one: _of_cells(known, named_lines, hidden[one[0]])
        for one, named_lines in lines_by_people.items()
        if len(named_lines) > 1 or any(one in pair for pair in parts)
    }
    for part, whole in parts:
        for cell in counts[part].keys() & counts[whole].keys():
            known.supposed.append(Sum((counts[part][cell], known.add_any()), (counts[whole][cell],)))


def _hidden_cells(lines: Iterable[Line]) -> dict[Cell, set[Cell]]:
    """The cells that any line of a body hides."""
    hidden_by_body: dict[Cell, set[Cell]] = defaultdict(set)
    for line in lines:
        parts = _cells(line)
        hidden_by_body[line.body] |= {cell for row in line.hidden for cell in parts[row]}
    return hidden_by_body


def _of_cells(known: Known, named_lines: Iterable[tuple[Line, str]], hidden: set[Cell]) -> dict[Cell, int]:
    """The places of counts of the same people by cell, of the cells that some line hides, as several lines tell of them."""
    counts: dict[Cell, int] = {}
    for line, name in named_lines:
        for row, cells in enumerate(_cells(line)):
            if hidden.intersection(cells):
                for cell in cells:
                    if cell not in counts:
                        counts[cell] = known.add_any()
                known.supposed.append(Sum(tuple(counts[cell] for cell in cells), (line.places[name] + row,)))
    return counts


def _cells(line: Line) -> list[list[Cell]]:
    """The cells that each row is: one, or where a side of a gap is several groups, these."""
    if line.indicator.method is not Method.GAP:
        return [[cell] for cell in line.cells]
    gaps = (figures.between for figures in line.indicator.figures if isinstance(figures, Events) and figures.between)
    sides = {
        name: groups for gap in gaps for name, groups in ((gap.first_name, gap.first), (gap.second_name, gap.second))
    }
    return [[(dimension, group, *period) for group in sides.get(side, ())] for dimension, side, *period in line.cells]


def bodies(known: Known, lines: Sequence[Line]) -> list[Alone]:
    """Tell that one body's people are a part of another's where its counts say so; return those in the larger one alone.

    A commissioner's are a part of a provider's where it has no other, for example.  Bodies in one capacity are apart.
    """
    alone = []
    for one, other in permutations(lines, 2):
        if one.key[:2] != other.key[:2] or one.key[3] == other.key[3] or one.key[4] != other.key[4]:
            continue
        rows = [*_same_cells(one, other)]
        names = [name for name in one.places if name in other.places]
        pairs = [(name, at, one.places[name] + row, other.places[name] + at) for name in names for row, at in rows]
        shown = [(known.low[a], known.low[b]) for *_, a, b in pairs if known.shown(a) and known.shown(b)]
        if not shown or any(part_count > whole_count for part_count, whole_count in shown):
            continue
        if all(part_count == whole_count for part_count, whole_count in shown):
            known.supposed += [Sum((a,), (b,)) for *_, a, b in pairs]
            continue
        first = known.add_any(len(pairs))
        known.supposed += [Sum((a, first + at), (b,)) for at, (*_, a, b) in enumerate(pairs)]
        alone += [Alone(other, row, one, name, first + at, b, a) for at, (name, row, a, b) in enumerate(pairs)]
    return alone


def _same_cells(one: Line, other: Line) -> Iterable[tuple[int, int]]:
    """The rows of two lines that are of the same group and period."""
    places = {cell: row for row, cell in enumerate(other.cells)}
    return ((row, places[cell]) for row, cell in enumerate(one.cells) if cell in places)


def versions(known: Known, lines: Sequence[Line], before: pd.DataFrame) -> None:
    """Tell what earlier versions showed of the periods that were counted again since.

    Where all that both show of a period moved one way, or not at all, so did what is hidden: records that came late, or that
    were taken back.  Where some rose and others fell nothing follows.
    """
    line_by_key = {line.key: line for line in lines}
    counted = [name for name, *_ in line_by_key]
    before = before[before["indicator"].isin(counted)]
    shown = before[before["suppressed"].ne(HIDDEN)]
    now = pd.concat([line.rows for line in lines]) if lines else before
    for key, changed in shown[~_compared(shown).isin(_compared(now))].groupby(SYSTEM, sort=False):
        if key in line_by_key and line_by_key[key].hidden:
            for then in _earlier(line_by_key[key], before, changed):
                tell(known, then)
                for name in PARTS:
                    if name in line_by_key[key].places and name in then.places:
                        _moved_one_way(known, line_by_key[key], then, name)


def _compared(rows: pd.DataFrame) -> pd.MultiIndex:
    """What each row is of, and the counts that it shows; nothing where it hides them."""
    counts = rows[["numerator", "denominator"]].astype("float64").fillna(-1.0)
    return pd.MultiIndex.from_frame(rows[[*SYSTEM, *CELL]].join(counts))


def _earlier(line: Line, before: pd.DataFrame, changed: pd.DataFrame) -> Iterable[Line]:
    """What was shown just before each later version, of the periods in which it was something else than now."""
    shown_rows = before[(before[SYSTEM] == pd.Series(line.key, index=SYSTEM)).all(axis=1)].sort_values("version_from")
    for version, ended in changed.groupby("version_to"):
        earlier_rows = shown_rows[
            (shown_rows["version_from"] < version) & (shown_rows["version_to"] >= version)
        ].drop_duplicates(CELL, keep="last")
        earlier_rows = earlier_rows[
            pd.MultiIndex.from_frame(earlier_rows[PERIOD]).isin(pd.MultiIndex.from_frame(ended[PERIOD]))
        ]
        yield Line(line.key, _as_complete(earlier_rows.reset_index(drop=True), line.rows), line.indicator, line.behind)


def _as_complete(earlier_rows: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Figures of an earlier version; groups beside which others stand now are taken to have stood so then."""
    incomplete = pd.MultiIndex.from_frame(now.loc[now[INCOMPLETE], ["dimension", *PERIOD]])
    return earlier_rows.assign(
        **{INCOMPLETE: pd.MultiIndex.from_frame(earlier_rows[["dimension", *PERIOD]]).isin(incomplete)}
    )


def _moved_one_way(known: Known, now: Line, then: Line, name: str) -> None:
    """Tell of each period how far what is hidden can have moved."""
    rows = [(now.cells[row], now.places[name] + row, then.places[name] + at) for row, at in _same_cells(now, then)]
    shown = [row for row in rows if known.shown(row[1]) and known.shown(row[2])]
    whole: dict[Cell, float] = {}
    changes: dict[Cell, list[float]] = defaultdict(list)
    for (dimension, _, *period), later, earlier in shown:
        change = known.low[later] - known.low[earlier]
        changes[(*period,)].append(change)
        if dimension == "":
            whole[(*period,)] = change
    one_way = {
        period: shift
        for period, shift in whole.items()
        if min(0, shift) <= min(changes[period]) <= max(changes[period]) <= max(0, shift)
    }
    for (_, _, *period), later, earlier in rows:
        if (shift := one_way.get((*period,))) is not None and not (known.shown(later) and known.shown(earlier)):
            smaller, larger = (earlier, later) if shift >= 0 else (later, earlier)
            known.supposed.append(Sum((smaller, known.add([0.0], [abs(shift)])), (larger,)))
