"""The figures that a writer had before them, as numbers and codes, and what has moved since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from data.people.snapshots import Basis, Snapshot
from indicators.core.board.board import Board
from indicators.core.verdicts import Verdicts


def remembered(board: Board, names: Iterable[str]) -> Basis:
    """The newest figures of some indicators, to be kept with what is written now."""
    return Basis(board.version, tuple(as_it_stands(board.verdicts[name]) for name in names if name in board.verdicts))


def as_it_stands(verdicts: Verdicts) -> Snapshot:
    """An indicator's newest figure and the codes of its verdicts; of several bodies, the day of the newest figure alone."""
    start, end = verdicts.period or (None, verdicts.period_end)
    return Snapshot(verdicts.indicator, verdicts.direction.code, verdicts.england.code, verdicts.value, start, end)


@dataclass(frozen=True)
class MovedOn:
    """Indicators with a newer figure than a writer had, and those of them whose direction is another by now."""

    newer: tuple[str, ...] = ()
    turned: tuple[str, ...] = ()


def moved_on(basis: Basis, verdicts: Mapping[str, Verdicts]) -> MovedOn:
    """What has come since somebody wrote, of the indicators that they wrote for."""
    pairs = [(then, verdicts[then.indicator]) for then in basis.figures if then.indicator in verdicts]
    newer = [(then, now) for then, now in pairs if (now.period_end or date.min) > (then.end or date.min)]
    turned = [then.indicator for then, now in newer if now.direction.code != then.direction]
    return MovedOn(tuple(then.indicator for then, _ in newer), tuple(turned))
