"""What is unusual about a figure, in a few words."""

from __future__ import annotations

from charts.facts.points import Flag

FLAGS = {
    Flag.ABOVE_LIMIT: "above the upper limit",
    Flag.RUN_ABOVE: "part of a run above the mean",
    Flag.RISING: "part of a steady rise",
    Flag.NEAR_UPPER: "two of three near the upper limit",
    Flag.BELOW_LIMIT: "below the lower limit",
    Flag.RUN_BELOW: "part of a run below the mean",
    Flag.FALLING: "part of a steady fall",
    Flag.NEAR_LOWER: "two of three near the lower limit",
    Flag.BETTER: "better than England",
    Flag.WORSE: "worse than England",
    Flag.HIGHER: "higher than England",
    Flag.LOWER: "lower than England",
    Flag.SIMILAR: "similar to England",
    Flag.OVER_998: "above the 99.8% limits",
    Flag.OVER_95: "above the 95% limits",
    Flag.UNDER_998: "below the 99.8% limits",
    Flag.UNDER_95: "below the 95% limits",
}


def flags_in_words(flags: tuple[Flag, ...]) -> tuple[str, ...]:
    """Each flag in words."""
    return tuple(FLAGS[flag] for flag in flags)
