"""The control chart of a line: its limits, the rules each figure meets, and the step change it proposes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from data.people.step_changes import Decision
from indicators.core.model import Indicator
from indicators.core.series.method_selection import chosen, usable_counts
from indicators.core.series.series import Series, counted, provisional
from indicators.methods import spc, spc_counts, spc_words
from indicators.methods.checks import Bools, Floats
from indicators.methods.chooser import CHARTS, AnalysisMethod, Choice

RULES = ("single", "shift", "trend", "two_of_three")
Sides = dict[str, Bools]


@dataclass(frozen=True)
class Control:
    """A line's control chart; every array has an entry for each figure known, in order of time.

    ``stretch`` numbers the parts with limits of their own: a declared break or an approved step change begins
    one.  ``mean``, ``lower`` and ``upper`` are in the indicator's unit, limits missing where a stretch is too
    short.  ``high`` and ``low`` say by rule which figures meet it on that side.
    """

    rows: pd.DataFrame
    choice: Choice
    stretch: NDArray[np.int64]
    points: NDArray[np.int64]
    mean: Floats
    lower: Floats
    upper: Floats
    high: Sides
    low: Sides

    @property
    def limited(self) -> Bools:
        """Which figures lie in a stretch that is long enough for limits."""
        limited: Bools = ~np.isnan(self.lower)
        return limited

    @property
    def newest_limits(self) -> tuple[float, float]:
        """Lower and upper, as computed, of the newest figure."""
        return float(self.lower[-1]), float(self.upper[-1])

    @property
    def varies(self) -> bool:
        """Have the newest limits any width?"""
        return bool(self.upper[-1] > self.lower[-1])

    def rules(self, at: int, *, high: bool) -> tuple[str, ...]:
        """The rules that a figure meets on one side."""
        side = self.high if high else self.low
        return tuple(rule for rule in RULES if side[rule][at])

    def signals(self, *, high: bool) -> Bools:
        """Which figures meet any rule on one side."""
        side = self.high if high else self.low
        meets_any: Bools = np.logical_or.reduce([side[rule] for rule in RULES])
        return meets_any


def control(series: Series, indicator: Indicator, choice: Choice | None = None) -> Control | None:
    """The chart of a line that the chooser lets have one; ``None`` where no stretch has limits.

    A line that is too short since its last break keeps the limits of the stretches before.
    """
    choice = choice or chosen(series, indicator)
    short = choice.method is AnalysisMethod.RUN_LINE and series.independent
    if choice.method not in CHARTS and not short:
        return None
    pieces = [_piece(rows, series, indicator, choice.method) for _, rows in series.known.groupby("segment", sort=True)]
    chart = _joined(series.known, choice, pieces)
    return chart if chart.limited.any() else None


def judged(series: Series, indicator: Indicator, choice: Choice | None = None) -> Control | None:
    """The same where the newest figure itself can be judged by it."""
    chart = control(series, indicator, choice)
    return chart if chart is not None and bool(chart.limited[-1]) else None


class Assured(StrEnum):
    """Whether a target will be met as long as nothing changes: yes, no, by chance, or it cannot be said."""

    PASS = "pass"
    FAIL = "fail"
    HIT_OR_MISS = "hit or miss"
    NONE = "none"


def assured(values: ArrayLike, limits: tuple[float, float], target: float, higher_is_better: bool) -> Assured:
    """Set a target against the newest limits, a limit itself included.

    ``values`` are the figures of the stretch with these limits.  Where they do not vary, and limits have no width,
    all of them meet the target, or none does; where some do, or limits are missing, there is no assurance.
    """
    lower, upper = limits
    if upper != lower:
        return Assured(str(spc.assurances(lower, upper, target, "higher" if higher_is_better else "lower")[0]))
    figures = np.asarray(values, dtype=np.float64)
    meets = figures >= target if higher_is_better else figures <= target
    if meets.all():
        return Assured.PASS
    return Assured.NONE if meets.any() else Assured.FAIL


def without_steps(series: Series) -> Series:
    """The line as it is before any approved step change."""
    return replace(series, steps=())


def proposed_step(series: Series, indicator: Indicator, choice: Choice | None = None) -> date | None:
    """The first day of the figure from which new limits are proposed; ``None`` where none are.

    By the rule of ``spc_words.proposed_rebase``, on the newest stretch of an XmR chart; a day that was declined is
    not proposed again, nor any on figures that the publisher may still revise.
    """
    chart = judged(series, indicator, choice)
    if chart is None or chart.choice.method is not AnalysisMethod.XMR:
        return None
    rows = chart.rows[chart.stretch == chart.stretch[-1]]
    begins = [start.date() for start in rows["period_start"]]
    declined = {step.starts for step in series.steps if step.decision is Decision.DECLINED}
    at = int(
        spc_words.proposed_rebase(
            rows["value"].to_numpy(),
            counted(rows, series.step),
            refused=[place for place, day in enumerate(begins) if day in declined],
            provisional=provisional(rows),
        )[0]
    )
    return None if at < 0 else begins[at]


def _piece(rows: pd.DataFrame, series: Series, indicator: Indicator, method: AnalysisMethod) -> spc.Charts:
    """One declared definition: limits are redrawn at approved steps, and a trend may run across these."""
    at, parts = counted(rows, series.step), _parts(rows, [step.starts for step in series.approved])
    values = rows["value"].to_numpy(dtype=np.float64)
    if method not in (AnalysisMethod.P_CHART, AnalysisMethod.P_PRIME, AnalysisMethod.U_CHART, AnalysisMethod.U_PRIME):
        return spc.charts(values, at, segments=parts)
    chart = spc_counts.uneven_chart(
        *usable_counts(rows, indicator),
        "p" if method in (AnalysisMethod.P_CHART, AnalysisMethod.P_PRIME) else "u",
        prime=method in (AnalysisMethod.P_PRIME, AnalysisMethod.U_PRIME),
        periods=at,
        segments=parts,
    )
    mean, lower, upper = (line * indicator.multiplier for line in (chart.mean, chart.lower, chart.upper))
    return replace(chart, mean=mean, lower=lower, upper=upper)


def _parts(rows: pd.DataFrame, splits: list[date]) -> NDArray[np.int64]:
    starts = rows["period_start"].to_numpy()
    parts = np.zeros(len(rows), dtype=np.int64)
    for split in splits:
        parts += (starts >= np.datetime64(split)).astype(np.int64)
    return parts


def _joined(rows: pd.DataFrame, choice: Choice, pieces: list[spc.Charts]) -> Control:
    def line(name: str) -> NDArray[np.float64]:
        return np.concatenate([getattr(piece, name)[0] for piece in pieces])

    def side(side_index: int) -> Sides:
        return {rule: np.concatenate([getattr(piece, rule)[side_index][0] for piece in pieces]) for rule in RULES}

    numbers = np.concatenate([np.column_stack([np.full(piece.segments.size, order), piece.segments[0]])
                              for order, piece in enumerate(pieces)])  # fmt: skip
    stretch = np.unique(numbers, axis=0, return_inverse=True)[1].astype(np.int64)
    points = np.concatenate([piece.points_in_segment[0] for piece in pieces])
    return Control(rows, choice, stretch.ravel(), points, line("mean"), line("lower"), line("upper"), side(0), side(1))
