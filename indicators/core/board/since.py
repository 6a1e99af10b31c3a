"""What is new since the board met, or since an earlier version: figures, verdicts, and what is late."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from indicators.core.board import attention
from indicators.core.board.board import Board
from indicators.core.board.changes import OF_ITS_LINE, Change, between

FIRST_DAY_OF = {"month": {"day": 1}, "year": {"month": 1, "day": 1}}


@dataclass(frozen=True)
class Since:
    """The difference between two boards.

    ``undated`` names indicators of which it cannot be said whether their newest figure was out by then, because
    the day of its release is not known; they are not among the changes.  ``overdue`` is what is late now.
    ``first_here`` counts the indicators with a figure where this dashboard had published nothing by then, so that every
    figure is new on it.  ``released`` counts changes whose newest figure its publisher surely released since then,
    ``release_unknown`` those of which that is not known; ``None`` where the boards are of two versions and no day is set.
    """

    changes: tuple[Change, ...]
    undated: tuple[str, ...]
    overdue: tuple[str, ...]
    first_here: int = 0
    released: int | None = None
    release_unknown: int = 0

    def among(self, names: Collection[str]) -> Since:
        """The same of some indicators alone."""
        return replace(
            self,
            changes=tuple(change for change in self.changes if change.indicator in names),
            undated=tuple(name for name in self.undated if name in names),
            overdue=tuple(name for name in self.overdue if name in names),
        )

    @property
    def flipped(self) -> int:
        """How many directions are known to have changed."""
        return sum(change.flipped for change in self.changes)

    @property
    def turned(self) -> int:
        """How many other verdicts are known to have changed."""
        return sum(len(change.turned) for change in self.changes)


def since(before: Board, now: Board, meeting_day: date | None = None) -> Since:
    """What changed from one board to another; ``meeting_day`` is the day of a meeting that the earlier one is of.

    Between two versions it is what this dashboard published, whatever the day of its release.

    Where the earlier one is made from releases, figures and verdicts are set against each other only for
    indicators of whose every figure it is known whether it was out by that day.  Of the others a newest figure is
    new where it surely came out later; else it cannot be said.  Of England's figures and of groups it is not known
    when they came out, so what they were set against then is not compared.
    """
    late = tuple(v.indicator for v in attention.overdue(now.verdicts.values()))
    if not before.by_release:
        changes = tuple(between(before.verdicts, now.verdicts))
        return _with_releases(Since(changes, (), late), now, meeting_day)
    day = pd.Timestamp(before.today)
    unsure = [
        name
        for name, verdicts in now.verdicts.items()
        if verdicts.has_figure and (name in before.unsure or not _all_sure(now, name, day))
    ]
    differing = between(before.verdicts, now.verdicts, OF_ITS_LINE)
    known = [change for change in differing if change.indicator not in unsure]
    out = {name: _newest_out_by(now, name, day) for name in unsure}
    new = [Change(name, None, now.verdicts[name]) for name in unsure if out[name] is False]
    first_here = sum(verdicts.has_figure for verdicts in now.verdicts.values())
    return Since((*known, *new), tuple(name for name in unsure if out[name] is None), late, first_here)


def _with_releases(changes_since: Since, now: Board, meeting_day: date | None) -> Since:
    """How many of the newer figures were released since a meeting, by their publishers."""
    if meeting_day is None:
        return changes_since
    newer = [change.indicator for change in changes_since.changes if change.newer]
    out = [_newest_out_by(now, name, pd.Timestamp(meeting_day)) for name in newer]
    return replace(changes_since, released=out.count(False), release_unknown=out.count(None))


def _all_sure(board: Board, name: str, day: pd.Timestamp) -> bool:
    """Is it known of every figure of the line of the place whether it was out by a day?"""
    series = board.series(name)
    return series is None or all(_out_by(row, day) is not None for _, row in series.known.iterrows())


def _newest_out_by(board: Board, name: str, day: pd.Timestamp) -> bool | None:
    series = board.series(name)
    return None if series is None else _out_by(series.latest, day)


def _out_by(figure: pd.Series, day: pd.Timestamp) -> bool | None:
    """Was a figure out by a day?  ``None`` where that cannot be said.

    A release known to the month or year is held in the store as its last day, and may have come on any day of it.
    """
    release = figure["release"]
    if pd.isna(release):
        return False if figure["period_end"] > day else None
    if release <= day:
        return True
    first = release.replace(**FIRST_DAY_OF.get(figure["release_precision"], {}))
    return False if max(first, figure["period_end"]) > day else None
