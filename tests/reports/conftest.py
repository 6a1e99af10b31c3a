"""What leaves is made from the same charts that the screens draw, and from the board of the bundled figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from charts.facts import ChartFacts
from charts.facts.views import views
from data.people.playlists import address
from indicators.core.board import board as boards
from indicators.core.board.board import Board
from reports.slides.deck import slide
from reports.slides.indicator import TABLE
from reports.slides.model import Slide
from tests.charts.conftest import drawable, here, measures_by_name
from tests.reports.reopened import TODAY

__all__ = ["board", "drawable", "here", "measures_by_name"]


@pytest.fixture(scope="session")
def board(store, leeds) -> Board:
    return boards.board(store, leeds, 1, TODAY)


@pytest.fixture(scope="module")
def earlier(board) -> Board:
    """A board that held everything but three of today's figures."""
    left_out = ("suicide_rate", "tt_recovery", "ips_access")
    return replace(
        board, measures_by_indicator={k: v for k, v in board.measures_by_indicator.items() if k not in left_out}
    )


@pytest.fixture(scope="module")
def drawn(board) -> dict[str, dict[str, ChartFacts]]:
    """Every view of every indicator that has a figure."""
    return {name: views(board, name) for name, verdicts in board.verdicts.items() if verdicts.has_figure}


@pytest.fixture(scope="module")
def shown(board, drawn) -> list[tuple[Slide, str, ChartFacts]]:
    """The slide of each of them, and of the table of each line over time, with what it should show."""
    drawn_views = [
        (name, view, facts) for name, facts_by_view in drawn.items() for view, facts in facts_by_view.items()
    ]
    drawn_views += [(name, TABLE, facts_by_view["Over time"]) for name, facts_by_view in drawn.items()]
    return [
        (slide(board, address("indicator", indicator=name, view=view)), view, facts)
        for name, view, facts in drawn_views
    ]
