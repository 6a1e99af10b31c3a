"""What an outsider can work out: the least and the most that each unknown count can be, from sums that must come out.

Counts are at least nought, and some of them add up to others.  Where the sums hang together like a tree, as groups under
a total and months under a year do, taking each sum in turn until nothing gets narrower gives the very answer of a linear
programme.  Elsewhere they make circles, as periods that overlap do, and there linear programmes are solved.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from indicators.core.disclosure import programmes
from indicators.core.disclosure.programmes import NEARLY, Bounds, Places
from indicators.core.disclosure.sums import Sum


def ranges(
    low: Bounds,
    high: Bounds,
    sums: Sequence[Sum],
    places: Places | None = None,
    fewest: Bounds | None = None,
    supposed: Sequence[Sum] = (),
) -> tuple[Bounds, Bounds]:
    """The least and the most of each count, in whole numbers, from what is known of each and the sums.

    ``low`` and ``high`` are equal where a count is known; ``high`` is infinite where nothing is.  Where no numbers fit, the
    sums are none and nobody can work anything out of them: what is known of the counts that hang together by them stays as
    it is.  Only counts at ``places`` (``None``: all) are worth a linear programme.  ``fewest`` says of each the
    fewest that may be shown: one that is as many, or that is seen to range as far as the rule leaves, is not looked into further.
    Sums that are only ``supposed`` are left out where no numbers fit them beside the others.
    """
    wanted = np.arange(len(low)) if places is None else places
    enough = np.full(len(wanted), np.inf) if fewest is None else fewest
    least, most, unfit = _with_all(low, high, [*sums, *supposed], wanted, enough)
    if supposed and unfit.any():
        among = unfit[wanted]
        unfit_sums = [equation for equation in sums if unfit[[*equation.places]].any()]
        least_without, most_without, _ = _with_all(low, high, unfit_sums, wanted[among], enough[among])
        least, most = np.where(unfit, least_without, least), np.where(unfit, most_without, most)
    return least, most


def hang_together(low: Bounds, high: Bounds, sums: Sequence[Sum], some: Places) -> NDArray[np.bool_]:
    """Which counts hang together with some, by sums through counts that are not known."""
    unknown = low < high
    island = _islands(unknown, [equation for equation in sums if unknown[[*equation.places]].any()])
    return np.isin(island, island[some])


def _with_all(
    low: Bounds, high: Bounds, sums: Sequence[Sum], wanted: Places, fewest: Bounds
) -> tuple[Bounds, Bounds, NDArray[np.bool_]]:
    """The least and the most of each count, and which are on an island of sums that no numbers fit."""
    unknown = low < high
    open_ = [equation for equation in sums if unknown[[*equation.places]].any()]
    island = _islands(unknown, open_)
    wanted_islands = {*island[wanted]}
    open_ = [equation for equation in open_ if _island(equation, island, unknown) in wanted_islands]
    free = _free(open_, low, high)
    telling, wholes = [equation for equation in open_ if equation not in free], [*free]
    least, most, broken = _narrowed(low.copy(), high.copy(), telling)
    _come_to(least, most, wholes)
    unfit = np.isin(island, [_island(equation, island, unknown) for equation in broken]) & unknown
    enough = left_by_the_rule(fewest)
    open_yet = _entangled(telling, wholes, unknown)[wanted] & ~unfit[wanted] & (least[wanted] < most[wanted])
    open_yet &= least[wanted] < fewest
    if open_yet.any():
        islands = _by_island(open_, island, unknown)
        unfit |= (
            np.isin(island, programmes.narrow(least, most, islands, island, wanted[open_yet], enough[open_yet]))
            & unknown
        )
    least[unfit], most[unfit] = low[unfit], high[unfit]
    return np.ceil(least - NEARLY) + 0.0, np.floor(most + NEARLY) + 0.0, unfit


def left_by_the_rule(fewest: Bounds) -> Bounds:
    """How far a hidden count ranges by the rule itself: from 1 to one less than the fewest that may be shown."""
    return fewest - 2


def _islands(unknown: NDArray[np.bool_], sums: Sequence[Sum]) -> Places:
    """For each count the number of the island that it is on: what hangs together by sums through counts not known."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    size = len(unknown)
    at = np.fromiter(chain.from_iterable(equation.places for equation in sums), dtype=np.intp)
    sum_nodes = np.repeat(np.arange(len(sums)), [len(equation.places) for equation in sums]) + size
    links = unknown[at]
    together = size + len(sums)
    graph = coo_array((np.ones(links.sum()), (at[links], sum_nodes[links])), shape=(together, together))
    labels: Places = connected_components(graph, directed=False)[1]
    return labels[:size]


def _island(equation: Sum, island: Places, unknown: NDArray[np.bool_]) -> int:
    """The island that a sum is on."""
    return int(next(island[at] for at in equation.places if unknown[at]))


def _free(sums: Sequence[Sum], low: Bounds, high: Bounds) -> dict[Sum, None]:
    """The sums that tell nothing of their parts, since nothing else is known of the whole, in their order."""
    stands = np.bincount([at for equation in sums for at in equation.places], minlength=len(low))
    free = (stands == 1) & (low == 0) & np.isinf(high)
    return dict.fromkeys(equation for equation in sums if len(equation.whole) == 1 and free[equation.whole[0]])


def _entangled(telling: Sequence[Sum], wholes: Sequence[Sum], unknown: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which counts taking sums in turn may leave too wide: those of sums in circles, and wholes of parts that hang together."""
    island = _islands(unknown, telling)
    circled = [
        number
        for number, island_sums in _by_island(telling, island, unknown).items()
        if _in_circles(island_sums, unknown)
    ]
    may_be_wide = np.isin(island, circled) & unknown
    for equation in wholes:
        parts = [at for at in equation.parts if unknown[at]]
        may_be_wide[equation.whole[0]] = may_be_wide[parts].any() or len({*island[parts]}) < len(parts)
    return may_be_wide


def _by_island(sums: Sequence[Sum], island: Places, unknown: NDArray[np.bool_]) -> dict[int, list[Sum]]:
    """The sums of each island."""
    sums_by_island: dict[int, list[Sum]] = defaultdict(list)
    for equation in sums:
        sums_by_island[_island(equation, island, unknown)].append(equation)
    return sums_by_island


def _in_circles(sums: Sequence[Sum], unknown: NDArray[np.bool_]) -> bool:
    """Do the sums of an island go round in circles: have they as many links as there are counts and sums, or more?"""
    links = [place for equation in sums for place in equation.places if unknown[place]]
    return len(links) >= len({*links}) + len(sums)


def _narrowed(low: Bounds, high: Bounds, sums: Sequence[Sum]) -> tuple[Bounds, Bounds, list[Sum]]:
    """Each sum in turn, until none makes any range narrower; and the sums that no numbers fit."""
    places_and_signs = [(np.array(equation.places), equation.signs) for equation in sums]
    within: dict[int, list[int]] = {}
    for number, equation in enumerate(sums):
        for place in equation.places:
            within.setdefault(place, []).append(number)
    broken: dict[int, Sum] = {}
    waiting, queued = deque(range(len(sums))), np.ones(len(sums), dtype=bool)
    while waiting:
        number = waiting.popleft()
        queued[number] = False
        at, signs = places_and_signs[number]
        lows = np.where(signs > 0, low[at], -high[at])
        highs = np.where(signs > 0, high[at], -low[at])
        least, most = -_others(highs), -_others(lows)
        new_low = np.maximum(low[at], np.where(signs > 0, least, -most))
        new_high = np.minimum(high[at], np.where(signs > 0, most, -least))
        if (new_low > new_high + NEARLY).any():
            broken[number] = sums[number]
            continue
        moved = (new_low > low[at] + NEARLY) | (new_high < high[at] - NEARLY)
        low[at], high[at] = new_low, new_high
        for other in {other for place in at[moved] for other in within[place]} - {number, *broken}:
            if not queued[other]:
                queued[other] = True
                waiting.append(other)
    return low, high, [*broken.values()]


def _come_to(low: Bounds, high: Bounds, sums: Iterable[Sum]) -> None:
    """What wholes come to of which nothing else is known, from their parts."""
    for equation in sums:
        (whole,), parts = equation.whole, [*equation.parts]
        low[whole], high[whole] = low[parts].sum(), high[parts].sum()


def _others(values: Bounds) -> Bounds:
    """The sum of all but each: with one infinite value only it has finite others."""
    endless = np.isinf(values)
    total = values[~endless].sum()
    if not endless.any():
        return np.asarray(total - values, dtype=np.float64)
    infinite = values[endless][0]
    return np.asarray(np.where(endless & (endless.sum() == 1), total, infinite), dtype=np.float64)
