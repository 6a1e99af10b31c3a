"""The axis of time: which periods it names, and how."""

from __future__ import annotations

from datetime import date, timedelta

import plotly.graph_objects as go

from charts.facts.points import Run
from indicators.core.series.series import months_apart

TICKS = {"short": 4, "long": 2}
SHORT, AT_THE_EDGE = 7, 11
"""Signs of a label that is short, such as 2018/19, and of one that does not reach the scale from the first point."""
ROOM = 0.75
"""Of the usual distance between two labels, what the first period needs to have its own."""
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
    interval = -(-(years[-1] - years[0] + 1) // most)
    return {date(year, 1, 31): str(year) for year in range(years[-1], years[0] - 1, -interval)}


def _counted_back(known: Run) -> dict[date, str]:
    """Some of the periods, the newest among them, and the first where that leaves room between labels."""
    names = labels(known)
    interval = -(-len(known) // TICKS["long" if max(map(len, names.values())) > SHORT else "short"])
    named = [*known[::-1][::interval]]
    if known.index(named[-1]) >= interval * ROOM and len(names[known[0].end]) <= AT_THE_EDGE:
        named.append(known[0])
    return {p.end: names[p.end] for p in named}


def labels(known: Run) -> dict[date, str]:
    """Every period's name on an axis, all of one kind: where some run across years and end in other months, by its end."""
    by_end = len({p.end.month for p in known}) > 1 and any(p.start.year != p.end.year for p in known)
    return {p.end: f"to {p.end:%b %Y}" if by_end else short(p.period) for p in known}


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
