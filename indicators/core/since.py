"""What is new since the board met, or since an earlier version: figures, verdicts, and what is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from indicators.core import agenda
from indicators.core.board import Board
from indicators.core.changes import Change, between


@dataclass(frozen=True)
class Since:
    """The difference between two boards.

    ``undated`` names indicators of which it cannot be said whether their newest figure was out by then, because
    its release bears no date; they are in no other list.
    """

    changes: tuple[Change, ...]
    undated: tuple[str, ...]
    overdue: tuple[str, ...]

    @property
    def flipped(self) -> int:
        """How many verdicts are known to have changed."""
        return sum(change.flipped for change in self.changes)


def since(before: Board, now: Board) -> Since:
    """What changed from one board to another.

    Where the earlier one is reckoned from releases, figures and verdicts are set against each other only for
    indicators whose every release is dated.  Of the others a newest figure is new where it was released after that
    day, or where it is of months that had not ended by then; else it cannot be said.
    """
    late = tuple(v.indicator for v in agenda.overdue(now.verdicts.values()))
    if not before.by_release:
        return Since(tuple(between(before.verdicts, now.verdicts)), (), late)
    unsure = [name for name, verdicts in now.verdicts.items() if verdicts.has_figure and not _all_dated(now, name)]
    known = [change for change in between(before.verdicts, now.verdicts) if change.indicator not in unsure]
    out = {name: _out_after(now, name, before.today) for name in unsure}
    new = [Change(name, None, now.verdicts[name]) for name in unsure if out[name]]
    return Since((*known, *new), tuple(name for name in unsure if out[name] is None), late)


def _all_dated(board: Board, name: str) -> bool:
    """Is the release known of every figure of the line that speaks for Leeds?"""
    series = board.series(name)
    return series is None or bool(series.known["release"].notna().all())


def _out_after(board: Board, name: str, day: date) -> bool | None:
    """Was the newest figure published after a day?  ``None`` where that cannot be said."""
    series = board.series(name)
    if series is None:
        return None
    latest, then = series.latest, pd.Timestamp(day)
    if pd.notna(latest["release"]):
        return bool(latest["release"] > then)
    return True if latest["period_end"] > then else None
