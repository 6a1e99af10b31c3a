"""The parts of a place in order and in classes, as a map and a list show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from indicators.core.places.model import Layer
from indicators.methods.quantiles import quantile

CLASSES = 5


@dataclass(frozen=True)
class Step:
    """A class of a map: which of five, the least and the most in it, and how many parts are of it."""

    number: int
    least: float
    most: float
    parts: int


@dataclass(frozen=True)
class Classed:
    """The parts that have a figure, the highest first, each with its place in that order and its class; and the rest.

    Parts with one value share one place.
    """

    ranks: Mapping[str, int]
    classes: Mapping[str, int]
    steps: tuple[Step, ...]
    without: tuple[str, ...]

    def place(self, code: str) -> str:
        """A part's place in the order: "3", or "3=" where others share it; empty where it has none."""
        if code not in self.ranks:
            return ""
        shared = [*self.ranks.values()].count(self.ranks[code]) > 1
        return f"{self.ranks[code]}{'=' if shared else ''}"


def classed(layer: Layer) -> Classed:
    """Parts of a layer in order, and in fifths by their values: as many of each class as can be, ties together."""
    known = sorted(layer.now.known.items(), key=lambda item: -item[1])
    values = np.array([value for _, value in known])
    fifths = _fifths(values)
    ranks = {code: 1 + int((values > value).sum()) for code, value in known}
    classes = {code: int(number) for (code, _), number in zip(known, fifths, strict=True)}
    steps = tuple(
        Step(
            int(number),
            float(values[fifths == number].min()),
            float(values[fifths == number].max()),
            int((fifths == number).sum()),
        )
        for number in sorted(set(fifths))
    )
    return Classed(ranks, classes, steps, tuple(code for code in layer.now.figures if code not in ranks))


def _fifths(values: np.ndarray) -> np.ndarray:
    """From 1, the lowest, to 5; with fewer values than that, as many classes as values, the highest being the darkest."""
    number = min(CLASSES, len(values))
    if number < 2:
        return np.full(len(values), CLASSES)
    return quantile(values, number, highest_first=False) + (CLASSES - number)
