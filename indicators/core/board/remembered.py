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
    """Indicators of which a writer's figure is not the newest any more, or not the same, and those that turned.

    ``newer`` have a later period, ``revised`` another value for the same; of ``turned`` the direction is another by now.
    """

    newer: tuple[str, ...] = ()
    revised: tuple[str, ...] = ()
    turned: tuple[str, ...] = ()

    @property
    def moved(self) -> tuple[str, ...]:
        """All whose figure is another by now."""
        return self.newer + self.revised

    @property
    def old(self) -> bool:
        """Is what was written older than the figures, or than what they are judged to say?"""
        return bool(self.moved or self.turned)


def moved_on(basis: Basis, verdicts: Mapping[str, Verdicts]) -> MovedOn:
    """What has come since somebody wrote, of the indicators that they wrote for."""
    pairs = [(then, verdicts[then.indicator]) for then in basis.figures if then.indicator in verdicts]
    newer = [then.indicator for then, now in pairs if (now.period_end or date.min) > (then.end or date.min)]
    revised = [then.indicator for then, now in pairs if then.indicator not in newer and now.value != then.value]
    turned = [then.indicator for then, now in pairs if now.direction.code != then.direction]
    return MovedOn(tuple(newer), tuple(revised), tuple(turned))
