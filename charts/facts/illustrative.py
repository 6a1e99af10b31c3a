"""What can be drawn of figures that were made up: lines and groups, marked, without limits of control or England beside."""

from __future__ import annotations

from dataclasses import replace

from charts.facts import views
from charts.facts.model import ChartFacts, ChartKind
from indicators.core.board.board import Board

DRAWN = (ChartKind.TREND, ChartKind.GROUPS, ChartKind.BODIES)
"""A control chart or a funnel would judge what is not real."""


def illustrative_views(board: Board, name: str) -> dict[str, ChartFacts]:
    """The views of an indicator of an illustrative board, each marked; empty where it has no figure."""
    views_by_name = views.views(board, name)
    return {called: _marked(facts) for called, facts in views_by_name.items() if facts.kind in DRAWN}


def illustrative_trend(board: Board, name: str) -> ChartFacts | None:
    """The line over time, marked; ``None`` where there is no figure."""
    facts = views.trend(board, name)
    return None if facts is None else _marked(facts)


def _marked(facts: ChartFacts) -> ChartFacts:
    return replace(facts, illustrative=True, target=None)
