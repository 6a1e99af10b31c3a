"""Figures over time for paper: a line with its limits and England's beside it, and the control chart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MultipleLocator

from charts.facts import ChartFacts, Line, Point
from charts.facts.points import Run, joined
from charts.figures.axis import axis
from charts.figures.control import kind
from charts.figures.theme import ACCENT, INK, QUIET, SOFT
from charts.paper.look import Size, beside, canvas, name_periods
from charts.words.chart import cut_label
from charts.words.figures import aimed, number, plain

SHAPES = {"circle": "o", "triangle-up": "^", "triangle-down": "v"}
MANY = 24
OVER_LINES = {"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 1}


def trend(facts: ChartFacts, size: Size) -> Figure:
    """Value over time with limits, other lines beside it, cuts and the target."""
    figure, axes = canvas(size)
    _scale(axes, facts, size)
    for run in facts.ours.runs:
        _limits(axes, run)
    for line in facts.beside:
        _other(axes, line)
    for run in facts.ours.runs:
        marker = "o" if len(facts.ours.known) <= MANY or not joined(run) else ""
        axes.plot(
            _ends(run), _values(run), color=ACCENT, linewidth=1.8 if joined(run) else 0, marker=marker, markersize=4.5,
            markerfacecolor="white", markeredgecolor=ACCENT, clip_on=False, zorder=4,
        )  # fmt: skip
    _target(axes, facts)
    _cuts(axes, facts)
    _name_ends(axes, facts)
    return figure


def control(facts: ChartFacts, size: Size) -> Figure:
    """Points, mean, usual range of each stretch, and unusual points by shape."""
    figure, axes = canvas(size)
    _scale(axes, facts, size)
    for limits in facts.limits:
        _level(axes, [(limits.first, limits.mean), (limits.last, limits.mean)], "-")
        if limits.varies:
            usual_ranges = [(end, limits.of(end)) for end in limits.ends]
            within = [(end, usual_range, usual_range.within(facts.indicator)) for end, usual_range in usual_ranges]
            _level(axes, [(end, low) for end, usual_range, (low, _) in within if low == usual_range.lower], "--")
            _level(axes, [(end, high) for end, usual_range, (_, high) in within if high == usual_range.upper], "--")
    for run in facts.ours.runs:
        if joined(run):
            axes.plot(_ends(run), _values(run), color=ACCENT, linewidth=1.1, zorder=3)
    for point in facts.ours.known:
        _, colour, shape = kind(point, facts)
        axes.plot(
            [point.end.toordinal()], [point.figure], SHAPES[shape], color=colour,
            markersize=3.5 if shape == "circle" else 6, clip_on=False, zorder=4,
        )  # fmt: skip
    _target(axes, facts)
    _cuts(axes, facts)
    _name_ends(axes, facts)
    return figure


def _scale(axes: Axes, facts: ChartFacts, size: Size) -> None:
    scale = axis(facts)
    sign = "%" if facts.indicator.unit == "%" else ""
    axes.set_ylim(scale.low, scale.high)
    axes.yaxis.set_major_locator(MultipleLocator(scale.step, offset=scale.low % scale.step))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{number(value, scale.decimals)}{sign}"))
    name_periods(axes, facts.ours.known, size.width)


def _ends(points: Sequence[Point]) -> list[int]:
    return [point.end.toordinal() for point in points]


def _values(points: Sequence[Point]) -> list[float]:
    return [point.figure for point in points]


def _limits(axes: Axes, run: Run) -> None:
    """A band where there is a line, bars where there are dots."""
    limited = [point for point in run if point.limits]
    if joined(run) and len(limited) == len(run):
        low, high = zip(*(point.limits or (0.0, 0.0) for point in run), strict=True)
        axes.fill_between(_ends(run), low, high, color=ACCENT, alpha=0.12, linewidth=0)
        return
    for point in limited:
        axes.plot([point.end.toordinal()] * 2, list(point.limits or ()), color=QUIET, linewidth=1.2)


def _other(axes: Axes, line: Line) -> None:
    for run in line.runs:
        drawn = {"linestyle": "--", "marker": ""} if joined(run) else {"linestyle": "", "marker": "D"}
        axes.plot(_ends(run), _values(run), color=QUIET, linewidth=1.2, markersize=4, **drawn)  # type: ignore[arg-type]


def _level(axes: Axes, levels: list[tuple[date, float]], style: str) -> None:
    if levels:
        axes.plot(
            [end.toordinal() for end, _ in levels], [level for _, level in levels], style, color=QUIET, linewidth=0.9,
            drawstyle="steps-mid",
        )  # fmt: skip


def _target(axes: Axes, facts: ChartFacts) -> None:
    target = facts.target
    if target is None or target.value is None:
        return
    first = max(target.since or facts.ours.known[0].end, facts.ours.known[0].end).toordinal()
    axes.plot([first, facts.latest.end.toordinal()], [target.value] * 2, ":", color=INK, linewidth=1)
    axes.annotate(
        f"Target {aimed(target.value, facts.indicator)}", (first, target.value), xytext=(2, 3),
        textcoords="offset points", color=SOFT, zorder=6, bbox=OVER_LINES,
    )  # fmt: skip


def _cuts(axes: Axes, facts: ChartFacts) -> None:
    for cut in facts.cuts:
        at = (cut.before + (cut.after - cut.before) / 2).toordinal()
        axes.axvline(at, color=QUIET, linewidth=0.8, linestyle=":")
        axes.annotate(
            "\n".join(cut_label(cut)), (at, 0), xycoords=("data", "axes fraction"), xytext=(-3, 3),
            textcoords="offset points", ha="right", va="bottom", color=SOFT, fontsize=8,
        )  # fmt: skip


def _name_ends(axes: Axes, facts: ChartFacts) -> None:
    """The newest figure of each line beside its end, so that no legend is needed; names that would touch stand apart."""
    ends = [(facts.latest, facts.ours.name, ACCENT), *((line.known[-1], line.name, QUIET) for line in facts.beside)]
    low, high = axes.get_ylim()
    least, placed = (high - low) * 0.11, float("-inf")
    for point, name, colour in sorted(ends, key=lambda end: end[0].figure):
        at = max(point.figure, placed + least)
        placed = at
        label = f"{name} {plain(point.figure, facts.indicator)}"
        beside(axes, (point.end.toordinal(), at), label, colour, weight="bold" if colour == ACCENT else "normal")
