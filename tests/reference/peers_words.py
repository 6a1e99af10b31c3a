"""What NHSRplotthedots says of each point of a control chart, from the rules that ours finds met."""

from __future__ import annotations

import numpy as np

from indicators.methods.spc import Charts

COMMON = "Common Cause"
LABELS = {
    "single": ("Above UCL", "Below LCL"),
    "trend": ("7 Point Trend (Increasing)", "7 Point Trend (Decreasing)"),
    "two_of_three": ("2 in 3 Above CL", "2 in 3 Below CL"),
    "shift": ("7 Points Above CL", "7 Points Below CL"),
}
"""In the order in which one rule goes before another."""
KINDS = {"higher": ("improvement", "concern"), "lower": ("concern", "improvement"), "none": ("neutral", "neutral")}


def labels(chart: Charts) -> np.ndarray:
    """The first rule that each point meets; a point that a rise and a fall share belongs to the later."""
    points_and_labels = [
        (points, word) for rule in LABELS for points, word in zip(_sides(chart, rule), LABELS[rule], strict=True)
    ]
    return np.select([points for points, _ in points_and_labels], [word for _, word in points_and_labels], COMMON)


def _sides(chart: Charts, rule: str) -> tuple[np.ndarray, np.ndarray]:
    high, low = getattr(chart, rule)
    if rule != "trend":
        return high, low
    both = high & low
    rises = np.zeros_like(both)
    rises[:, :-1] = chart.values[:, 1:] > chart.values[:, :-1]
    return high & ~(both & ~rises), low & ~(both & rises)


def variation(chart: Charts, direction: str) -> np.ndarray:
    """Improvement, concern or neutral, with high or low, by the label of each point."""
    point_labels, (up, down) = labels(chart), KINDS[direction]
    high, low = (np.isin(point_labels, [pair[side] for pair in LABELS.values()]) for side in (0, 1))
    return np.select([high, low], [f"{up} high", f"{down} low"], "common cause")
