"""What illustrative data can show where there is no real figure: measures of a board of their own, which nobody judges."""

from __future__ import annotations

from dataclasses import replace

from duckdb import DuckDBPyConnection

from indicators.core.board.board import Board, by_indicator
from indicators.core.measures.measures import measures_in
from indicators.core.measures.refresh import made_up


def illustrative_board(connection: DuckDBPyConnection, real: Board) -> Board | None:
    """The illustrative measures of the indicators that have no real figure; ``None`` where no such load is in force.

    A real figure, even one of another period or group, leaves no room for an illustrative one of its indicator: the two
    never stand in one line, chart or table.  It has no targets and no decisions, since nothing of it is judged.
    """
    if not made_up(connection, real.version):
        return None
    without = [name for name, verdicts in real.verdicts.items() if not verdicts.has_figure]
    measures = measures_in(connection, real.version, illustrative=True)
    shown = by_indicator(measures[measures["indicator"].isin(without)])
    return replace(real, measures_by_indicator=shown, targets=(), steps=())
