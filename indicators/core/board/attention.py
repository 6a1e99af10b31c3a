"""What the board reads first: which indicators need it, which are getting better, by rules that are published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from indicators.core.verdicts import Bar, Code, Mark, Verdicts
from indicators.core.verdicts.caveats import is_old

ORDER = tuple(Mark)


class Cause(StrEnum):
    """Why an indicator is listed."""

    WORSE = "worse"
    LATELY = "lately worse"
    BESIDE_ENGLAND = "worse than England"
    BETTER = "better"
    BETTER_THEN = "better, no newer figure for over two years"


GRAVITY = (Cause.WORSE, Cause.LATELY, Cause.BESIDE_ENGLAND)


@dataclass(frozen=True)
class Item:
    """One indicator on a list of the board's."""

    verdicts: Verdicts
    cause: Cause


def in_order(verdicts: Iterable[Verdicts]) -> list[Verdicts]:
    """Worse, better, changed, no change, figure only, no figure; the strongest evidence first within each.

    Measures of how well services record come last within each.
    """
    return sorted(verdicts, key=lambda v: (ORDER.index(v.mark), v.declared.of_recording, -v.strength))


def needs_attention(verdicts: Sequence[Verdicts]) -> list[Item]:
    """Worse since baseline first, then lately worse than usual, then worse than England.

    Measures of how well services record come after all others: they say how sure we are, not how people fare.
    """
    items = [Item(v, cause) for v in in_order(verdicts) if (cause := _gravest(v))]
    return sorted(items, key=lambda item: (item.verdicts.declared.of_recording, GRAVITY.index(item.cause)))


def _gravest(verdicts: Verdicts) -> Cause | None:
    """Why an indicator needs attention, the gravest cause where there are several."""
    if verdicts.mark is Mark.WORSE:
        return Cause.WORSE
    if verdicts.lately and verdicts.lately.mark is Mark.WORSE:
        return Cause.LATELY
    return Cause.BESIDE_ENGLAND if verdicts.england.mark is Mark.WORSE else None


def getting_better(verdicts: Sequence[Verdicts], today: date) -> list[Item]:
    """Better since baseline; those whose newest figure is over two years old come last and say so."""
    better = [v for v in in_order(verdicts) if v.mark is Mark.BETTER]
    fresh = [Item(v, Cause.BETTER) for v in better if not _old(v, today)]
    return fresh + [Item(v, Cause.BETTER_THEN) for v in better if _old(v, today)]


def barred(verdicts: Iterable[Verdicts]) -> dict[Bar, list[Verdicts]]:
    """Those of which no direction can be said, by what prevents it; what bars most first."""
    verdicts_by_bar: dict[Bar, list[Verdicts]] = {}
    for v in verdicts:
        if v.direction.bar is not None:
            verdicts_by_bar.setdefault(v.direction.bar, []).append(v)
    return dict(sorted(verdicts_by_bar.items(), key=lambda entry: -len(entry[1])))


def overdue(verdicts: Iterable[Verdicts]) -> list[Verdicts]:
    """Those whose next figure is late."""
    return [v for v in verdicts if v.data.code is Code.OVERDUE]


def awaited(verdicts: Iterable[Verdicts]) -> list[Verdicts]:
    """Those whose next figure is overdue, then those whose next figure is due; the oldest figure first within each."""
    late = [v for v in verdicts if v.data.code in (Code.OVERDUE, Code.DUE)]
    return sorted(late, key=lambda v: (v.data.code is Code.DUE, v.period_end or date.min))


def _old(verdicts: Verdicts, today: date) -> bool:
    """Is the newest figure so old that it says nothing of now?"""
    return verdicts.period_end is not None and is_old(verdicts.period_end, today)
