"""Where the axis of figures begins and ends: chosen here, so that the caption can say it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from charts.facts import ChartFacts, starts_at_zero
from charts.words.figures import number

STEPS = 5
NICE = (1.0, 2.0, 5.0, 10.0)
HEADROOM = 0.02


@dataclass(frozen=True)
class Axis:
    """The first and last value shown, and the step between rules."""

    low: float
    high: float
    step: float

    @property
    def decimals(self) -> int:
        """As many as the step needs."""
        return 0 if self.step >= 1 else math.ceil(-math.log10(self.step))

    @property
    def start(self) -> str:
        """Where it begins, in words."""
        return number(self.low, self.decimals)


def axis(facts: ChartFacts) -> Axis:
    """An axis that holds everything drawn and begins at zero where it ought to."""
    return around(*_reach(facts))


def around(low: float, high: float) -> Axis:
    """An axis in round steps that holds two values and all between; of one value it goes one further."""
    high = high if high > low else low + 1.0
    step = _nice((high - low) / STEPS)
    return Axis(_round(math.floor(low / step + 1e-9), step), _round(math.ceil(high / step - 1e-9), step), step)


def layout(facts: ChartFacts) -> dict[str, object]:
    """The same for a figure: a little room above, zero drawn where figures lie on both sides of it."""
    scale = axis(facts)
    room = (scale.high - scale.low) * HEADROOM
    return {
        "range": [scale.low, scale.high + room],
        "dtick": scale.step,
        "tick0": scale.low,
        "tickformat": f",.{scale.decimals}f",
        "zeroline": scale.low < 0 < scale.high,
        "ticksuffix": "%" if facts.indicator.unit == "%" else "",
    }


def _reach(facts: ChartFacts) -> tuple[float, float]:
    drawn = _drawn(facts)
    low, high = min(drawn), max(drawn)
    if starts_at_zero(facts):
        low, high = min(low, 0.0), max(high, 0.0)
    return low, high


def _drawn(facts: ChartFacts) -> list[float]:
    """Every value that the chart puts a line, a dot or the end of a band at."""
    points = [*facts.ours.known, *(point for line in facts.beside for point in line.known)]
    values = [point.value for point in points if point.value is not None]
    if facts.kind == "control":
        varying = [limits.of(end) for limits in facts.limits if limits.varies for end in limits.ends]
        values += [level for limits in varying for level in limits.within(facts.indicator)]
    else:
        values += [limit for point in facts.limited for limit in point.limits or ()]
    if facts.target is not None and facts.target.value is not None:
        values.append(facts.target.value)
    return values


def _nice(rough: float) -> float:
    """The smallest of 1, 2, 5 and their tenfolds that is not below."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * nice for nice in NICE if power * nice >= rough * (1 - 1e-9))


def _round(steps: int, step: float) -> float:
    return round(steps * step, 10)
