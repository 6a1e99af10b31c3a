"""A date axis for more than eight months or quarters without a gap; else one category a period, by its name."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

from pptx.chart.chart import Chart
from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from charts.facts.points import Period
from charts.figures.theme import RULE
from data.periods import months_between
from reports.powerpoint.style import colour

TICKS = Pt(12)
MOST_TICKS = 8
A_YEAR = {1: 12, 3: 4}
A_MONTH, TO_A_MONTH = "mmm yyyy", r"\t\o mmm yyyy"
UPRIGHT = {"rot": "0", "vert": "horz"}


def label_interval(number: int, step: int) -> int:
    """How many periods from one label to the next: whole years where there are many, so that few stand side by side."""
    year = A_YEAR.get(step, 1)
    if number <= MOST_TICKS:
        return 1
    years = -(-number // (year * MOST_TICKS))
    return year * years


def dates(periods: list[Period], step: int) -> tuple[date, ...]:
    """The last day of every period where there are more than eight and none is left out; else none."""
    ends = tuple(end for _, end in periods)
    regular = all(months_between(first, two) - 1 == step for first, two in pairwise(ends))
    return ends if regular and step in A_YEAR and len(ends) > MOST_TICKS else ()


def written(periods: list[Period]) -> str:
    """How a date stands for its period: a month is itself, any longer period is named by its end."""
    return A_MONTH if all(months_between(*period) == 1 for period in periods) else TO_A_MONTH


def draw(chart: Chart, *, label_interval: int, step: int) -> None:
    """A label and a mark at every so many periods, upright, the same in every program that opens the file."""
    times = chart.category_axis
    times.format.line.color.rgb = colour(RULE)
    times.major_tick_mark = XL_TICK_MARK.OUTSIDE
    times.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    times.tick_labels.font.size = TICKS
    axis = times._element
    for name, value in UPRIGHT.items():
        axis.find(f"{qn('c:txPr')}/{qn('a:bodyPr')}").set(name, value)
    if axis.tag == qn("c:dateAx"):  # python-pptx makes one where the categories of the chart's data are dates
        axis.find(qn("c:auto")).set("val", "0")
        axis.find(qn("c:baseTimeUnit")).set("val", "months")
        axis.extend(_valued({"c:majorUnit": label_interval * step, "c:majorTimeUnit": "months"}))
    else:
        name_every(chart, label_interval)


def name_every(chart: Chart, number: int) -> None:
    """Name each category at so many, whatever the program that opens the file thinks there is room for."""
    for skip in _valued({"c:tickLblSkip": number, "c:tickMarkSkip": number}):
        chart.category_axis._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def _valued(values: dict[str, object]) -> list[Any]:
    return [parse_xml(f'<{tag} {nsdecls("c")} val="{value}"/>') for tag, value in values.items()]
