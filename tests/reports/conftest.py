"""What leaves is made from the same charts that the screens draw."""

from tests.charts.conftest import drawable, held

__all__ = ["drawable", "held"]
