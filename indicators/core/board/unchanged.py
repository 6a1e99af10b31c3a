"""Verdicts that need not be computed again: those of which everything that they rest on is what it was."""

from __future__ import annotations

from dataclasses import replace

from indicators.core.board.board import Board


def carried_over(before: Board, after: Board) -> Board:
    """The board after, with the verdicts of the one before wherever they rest on the very same.

    A verdict rests on the day, the strategy, and the measures, target and step changes of its indicator and of the one
    whose totals it takes. These are compared themselves: version numbers do not tell, once somebody has gone back.
    """
    if (before.today, before.strategy) != (after.today, after.strategy):
        return after
    same = {name for name in after.indicators if _same_basis(before, after, name)}
    known = {
        name: verdicts
        for name, verdicts in before.verdicts.items()
        if name in same and _totals_of(after, name) in (same | {""})
    }
    return replace(after, known=known.get)


def _totals_of(board: Board, name: str) -> str:
    """The other indicator of the strategy whose totals this one rests on; empty where there is none."""
    other = board.indicator(name).totals_of
    return other if other in board.indicators else ""


def _same_basis(before: Board, after: Board, name: str) -> bool:
    return (
        before.target(name) == after.target(name)
        and _steps(before, name) == _steps(after, name)
        and before.measures(name).equals(after.measures(name))
    )


def _steps(board: Board, name: str) -> list[object]:
    return [step for step in board.steps if step.indicator == name]
