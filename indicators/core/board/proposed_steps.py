"""Step changes of control limits that the system proposes and nobody has decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from indicators.core.board.board import Board
from indicators.core.series.control import proposed_step
from indicators.core.verdicts import Verdicts
from indicators.methods.chooser import AnalysisMethod


@dataclass(frozen=True)
class Proposal:
    """The indicator, and the first day from which new limits are proposed."""

    indicator: str
    starts: date


def proposals(board: Board) -> tuple[Proposal, ...]:
    """Every step change that waits for a decision, in the strategy's order."""
    candidates = ((name, _starts(board, name, verdicts)) for name, verdicts in board.verdicts.items())
    return tuple(Proposal(name, starts) for name, starts in candidates if starts is not None)


def _starts(board: Board, name: str, verdicts: Verdicts) -> date | None:
    # Only an XmR chart proposes one; the verdicts know the method, which takes long to find.
    if verdicts.method is None or verdicts.method.method is not AnalysisMethod.XMR:
        return None
    series = board.series(name)
    return None if series is None else proposed_step(series, board.indicator(name), verdicts.method)
