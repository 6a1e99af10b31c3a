"""The axis of time: which periods it names, and how."""

from __future__ import annotations

from datetime import date, timedelta

import plotly.graph_objects as go

from charts.facts.points import Run
from indicators.core.series.series import months_apart

TICKS = {"short": 4, "long": 2}
FEWEST_YEARS, MOST_YEARS = 3, 6


def mark_periods(figure: go.Figure, known: Run) -> None:
    """Few labels, so that they stand side by side on a phone too; room at both ends."""
    ticks = januaries(known) or _counted_back(known)
    figure.update_xaxes(tickvals=list(ticks), ticktext=list(ticks.values()), tickangle=0)
    span = (known[-1].end - known[0].end).days
    before, after = (timedelta(days=round(span * part) or 180) for part in (0.05, 0.02))
    figure.update_xaxes(range=[str(known[0].end - before), str(known[-1].end + after)])


def januaries(known: Run, most: int = MOST_YEARS) -> dict[date, str]:
    """Where months run over some years: each year, or each second or third, at its January; ``most`` of them."""
    if any(months_apart(p.start, p.end) for p in known):
        return {}
    years = [day.year for p in known if (day := p.end).month == 1]
    if len(years) < FEWEST_YEARS:
        return {}
    every = -(-(years[-1] - years[0] + 1) // most)
    return {date(year, 1, 31): str(year) for year in range(years[-1], years[0] - 1, -every)}


def _counted_back(known: Run) -> dict[date, str]:
    """Some of the periods, the newest among them."""
    every = -(-len(known) // TICKS["long" if max(len(short(p.period)) for p in known) > 7 else "short"])
    return {p.end: short(p.period) for p in known[::-1][::every]}


def short(period: str) -> str:
    """A period for an axis: "January to March 2024" is "Jan-Mar 2024", "September 2024" is "Sep 2024".

    One line always: a period across two years is named by its end, "to Jun 2020".
    """
    words = period.split(" ")
    if len(words) == 2 and words[1].isdigit():
        return f"{words[0][:3]} {words[1]}"
    if len(words) == 4 and words[1] == "to" and words[3].isdigit():
        return f"{words[0][:3]}-{words[2][:3]} {words[3]}"
    if len(words) == 5 and words[2] == "to":
        return f"to {words[3][:3]} {words[4]}"
    return period
