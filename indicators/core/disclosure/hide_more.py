"""Hiding more where what is shown tells of what is hidden, until nothing does; and stopping the publish where that fails."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set

import pandas as pd
from duckdb import DuckDBPyConnection

from data.storage.errors import StoreError
from indicators.core.disclosure.across import PERIOD, Alone
from indicators.core.disclosure.audit import Audit, DisclosedCount, audit
from indicators.core.disclosure.gate import without
from indicators.core.disclosure.lines import CELL, COUNTED_HERE, SYSTEM, Known, Line
from indicators.core.disclosure.sums import INCOMPLETE, Sum, with_incomplete
from indicators.core.model import Indicator, Method

APART = ["source", "illustrative"]
"""Figures of one source tell nothing of another's."""
ONE_AT_A_TIME = 3
"""For so many rounds one count is hidden at a time."""
NAMED = 5
"""So many cells are named; of more, how many."""
ROLE = SYSTEM.index("role")
DERIVED = (Method.GAP, Method.RATIO)
"""Of a gap or ratio each side follows from the other and the figure, so all go together."""


class DisclosureError(StoreError):
    """From what would be published somebody could work out how few people a hidden figure is of."""


def shown_before(connection: DuckDBPyConnection, names: Sequence[str], version: int) -> pd.DataFrame:
    """What the versions before a draft showed of some indicators, by the first version that had it and the first without."""
    counts = ["numerator", "denominator", "value", "suppressed", "approximate", "method"]
    return connection.execute(
        f"SELECT {', '.join([*SYSTEM, *CELL, *counts])}, min(version_from) AS version_from, "
        "max(coalesce(version_to, $version)) AS version_to FROM measure "
        "WHERE version_from < $version AND list_contains($names, indicator) AND list_contains($here, method) GROUP BY ALL",
        {"names": names, "version": version, "here": COUNTED_HERE},
    ).df()


def hide_what_tells(
    now: pd.DataFrame, declared: Mapping[str, Indicator], fewest: int, before: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Measures as they would be published, without what would give a hidden count away.

    If counts that are shown still give a hidden one away, the smallest of them is hidden too.
    Raises ``DisclosureError`` naming the counts that could still be worked out when nothing is left to hide.
    """
    now = with_incomplete(now.reset_index(drop=True))
    counted = now[now["method"].isin(COUNTED_HERE)]
    parts = [_hidden_enough(rows, declared, fewest, before) for _, rows in counted.groupby(APART, sort=False)]
    return pd.concat([now.drop(index=counted.index), *parts]).sort_index().drop(columns=INCOMPLETE)


def _hidden_enough(
    now: pd.DataFrame, declared: Mapping[str, Indicator], fewest: int, before: pd.DataFrame | None
) -> pd.DataFrame:
    seen, times = audit(now, declared, fewest, before), Counter[tuple[str, ...]]()
    while seen.disclosed:
        times.update(disclosed_count.of for disclosed_count in seen.disclosed)
        labels_to_hide = _more(seen, times)
        if not labels_to_hide:
            raise DisclosureError(_message(seen.disclosed))
        now = without(now, now.index.isin(labels_to_hide))
        seen = audit(now, declared, fewest, before, hidden_since=labels_to_hide)
    return now


def _message(disclosed_counts: Sequence[DisclosedCount]) -> str:
    named = "; ".join(map(str, disclosed_counts[:NAMED])) + (
        f"; {len(disclosed_counts) - NAMED} more" if len(disclosed_counts) > NAMED else ""
    )
    return (
        f"Nothing was published: from what it would show, somebody could work out how few people these are ({named}). "
        "Load records of a longer time or of more people, or leave the columns of these groups empty, and try again."
    )


def _more(seen: Audit, times: Mapping[tuple[str, ...], int]) -> set[int]:
    """The labels of the rows to hide next: of the shown counts that give a hidden one away, the smallest, for each hidden one.

    A count that is still found after several rounds has two hidden for it, then four, and so on, so that few rounds are needed.
    """
    rows = {
        first + row: (line, row)
        for line in seen.lines
        for first in line.places.values()
        for row in range(len(line.rows))
    }
    sums: dict[int, list[Sum]] = defaultdict(list)
    for equation in (*seen.known.sums, *seen.known.supposed):
        for place in equation.places:
            sums[place].append(equation)
    shown = {at for at in rows if seen.known.shown(at) and seen.known.low[at] > 0}
    chosen = []
    for disclosed_count in seen.disclosed:
        place = disclosed_count.place
        near = set[int]()
        if place in seen.alone:
            place = _less_leading(seen.alone[place])
            near = _nearest(place, sums, {at for at in shown if rows[at][0] is rows[place][0]}, seen.known)
        if near := near or _nearest(place, sums, shown, seen.known):
            smallest_first = sorted(near, key=lambda at: (seen.known.low[at], at))
            chosen += smallest_first[: _how_many(times[disclosed_count.of])]
    places_to_hide = {other for place in chosen for other in _same(place, sums) if other in rows}
    return {label for place in places_to_hide for label in _together(*rows[place])}


def _how_many(times: int) -> int:
    """How many counts to hide for one that was found so many times: one, and later twice as many each time."""
    return int(2 ** max(0, times - ONE_AT_A_TIME))


def _less_leading(alone: Alone) -> int:
    """The count of that of two bodies which stands for the place only where the other does not."""
    order = [standing.capacity for standing in alone.line.indicator.stands]
    part, whole = (
        order.index(line.key[ROLE]) if line.key[ROLE] in order else len(order) for line in (alone.part, alone.line)
    )
    return alone.place_in_part if part > whole else alone.place_in_line


def _nearest(place: int, sums: Mapping[int, Sequence[Sum]], shown: Set[int], known: Known) -> set[int]:
    """A count itself where it is among those shown, or those of them that tell of it by as few sums as can be."""
    seen, edge = set[int](), {place}
    while edge:
        edge = {same for at in edge for same in _same(at, sums)} - seen
        if edge & shown:
            return edge & shown
        seen |= edge
        edge = {
            other for at in edge if not known.shown(at) for equation in sums[at] for other in equation.places
        } - seen
    return set()


def _same(place: int, sums: Mapping[int, Sequence[Sum]]) -> set[int]:
    """A count and all others that are the very same, as other indicators show it."""
    visited, edge = set[int](), {place}
    while edge:
        visited |= edge
        edge = {
            other for at in edge for equation in sums[at] if equation.of_the_same for other in equation.places
        } - visited
    return visited


def _together(line: Line, row: int) -> list[int]:
    """The rows that go with one that is hidden: of a gap or ratio all of its period."""
    line_rows = line.rows
    if line.indicator.method not in DERIVED:
        return [int(line_rows["at"].iloc[row])]
    same = (line_rows[PERIOD] == line_rows[PERIOD].iloc[row]).all(axis=1)
    return [*line_rows["at"][same]]
