"""What leaves is made from the same charts that the screens draw, and from the board of the bundled figures."""

from __future__ import annotations

import pytest

from indicators.core.board import board as boards
from indicators.core.board.board import Board
from tests.charts.conftest import drawable, held, here
from tests.reports.reopened import TODAY

__all__ = ["board", "drawable", "held", "here"]


@pytest.fixture(scope="session")
def board(store, leeds) -> Board:
    return boards.board(store, leeds, 1, TODAY)
