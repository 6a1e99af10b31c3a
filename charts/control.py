"""The control chart: usual ups and downs as a range, unusual points by shape as well as colour."""

from __future__ import annotations

import plotly.graph_objects as go

from charts.facts import ChartFacts, Point
from charts.theme import ACCENT, BETTER, CHANGED, QUIET, WORSE, frame
from charts.trend import mark_cuts, mark_periods, mark_target, runs
from indicators.core.figures import plain
from indicators.core.model import Polarity


def control_chart(facts: ChartFacts) -> go.Figure:
    """Points, mean, the limits of each stretch, and the points that rules flag."""
    figure = go.Figure(layout=frame())
    percent = facts.indicator.unit == "%"
    for limits in facts.limits:
        low, high = _bounded(limits.lower, limits.upper, percent)
        for level, dash, width in ((high, "dash", 1.3), (limits.mean, "solid", 1.3), (low, "dash", 1.3)):
            if level is not None:
                figure.add_scatter(
                    x=[limits.first, limits.last],
                    y=[level, level],
                    mode="lines",
                    hoverinfo="skip",
                    line={"color": QUIET, "width": width, "dash": dash},
                )
    for run in runs(facts.ours):
        figure.add_scatter(
            x=[p.end for p in run],
            y=[p.value for p in run],
            mode="lines",
            line={"color": ACCENT, "width": 1.6},
            hoverinfo="skip",
        )
    _points(figure, facts)
    _axes(figure, facts)
    mark_target(figure, facts)
    mark_cuts(figure, facts)
    return figure


def _bounded(lower: float, upper: float, percent: bool) -> tuple[float | None, float | None]:
    """Limits are not drawn beyond what the measure can be; the rules use them as computed."""
    return (lower if lower > 0 else None), (upper if not percent or upper < 100 else None)


def _points(figure: go.Figure, facts: ChartFacts) -> None:
    kinds: dict[tuple[str, str, str], list[Point]] = {}
    for point in facts.ours.known:
        kinds.setdefault(_kind(point, facts), []).append(point)
    for (name, colour, symbol), points in kinds.items():
        figure.add_scatter(
            x=[p.end for p in points],
            y=[p.value for p in points],
            mode="markers",
            name=name,
            marker={
                "color": colour,
                "symbol": symbol,
                "size": 9 if symbol != "circle" else 6,
                "line": {"color": "white", "width": 0.8},
            },
            customdata=[
                [p.period, plain(p.value or 0, facts.indicator), "; ".join(p.flags) or "within the usual range"]
                for p in points
            ],
            hovertemplate="<b>%{customdata[0]}</b>: %{customdata[1]}<br>%{customdata[2]}<extra></extra>",
        )


def _kind(point: Point, facts: ChartFacts) -> tuple[str, str, str]:
    high = any(words in flag for flag in point.flags for words in ("above", "upper", "rise"))
    low = any(words in flag for flag in point.flags for words in ("below", "lower", "fall"))
    if not high and not low:
        return "usual", QUIET, "circle"
    symbol = "triangle-up" if high else "triangle-down"
    if facts.indicator.polarity is Polarity.NONE:
        return "unusual", CHANGED, symbol
    good = (high and facts.indicator.polarity is Polarity.HIGHER) or (
        low and facts.indicator.polarity is Polarity.LOWER
    )
    return ("better than usual", BETTER, symbol) if good else ("worse than usual", WORSE, symbol)


def _axes(figure: go.Figure, facts: ChartFacts) -> None:
    if facts.indicator.unit == "%":
        figure.update_yaxes(ticksuffix="%")
    mark_periods(figure, facts.ours.known)
