"""Verdicts that need not be computed again: those of which everything that they rest on is what it was."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from indicators.core.board.board import Board


def carried_over(before: Board, after: Board, others: Collection[str] | None = None) -> Board:
    """The board after, with the verdicts of the one before, as far as it has any, wherever they rest on the very same.

    ``others`` are the indicators that do not, where that is known already.
    """
    others = rest_on_other(before, after) if others is None else others
    ready = {name: before.verdicts.ready(name) for name in before.verdicts if name not in others}
    return replace(after, known=ready.get) if ready else after


def rest_on_other(before: Board, after: Board, moved: Collection[str] | None = None) -> frozenset[str]:
    """Indicators of the board after of which a verdict may be another than before.

    A verdict rests on the day, the strategy, and the measures, target and step changes of its indicator and of the one
    whose totals it takes. These are compared themselves: version numbers do not tell, once somebody has gone back.
    Where the board after is of a draft made from the version of the one before, ``moved`` are all indicators with
    measures that it opens or closes: no others have other measures.
    """
    if (before.today, before.strategy) != (after.today, after.strategy):
        return frozenset(after.indicators)
    same = {name for name in after.indicators if _same_basis(before, after, name, moved)}
    return frozenset(name for name in after.indicators if not {name, _totals_of(after, name) or name} <= same)


def _totals_of(board: Board, name: str) -> str:
    """The other indicator of the strategy whose totals this one rests on; empty where there is none."""
    other = board.indicator(name).totals_of
    return other if other in board.indicators else ""


def _same_basis(before: Board, after: Board, name: str, moved: Collection[str] | None) -> bool:
    return (
        before.target(name) == after.target(name)
        and _steps(before, name) == _steps(after, name)
        and ((moved is not None and name not in moved) or before.measures(name).equals(after.measures(name)))
    )


def _steps(board: Board, name: str) -> list[object]:
    return [step for step in board.steps if step.indicator == name]
