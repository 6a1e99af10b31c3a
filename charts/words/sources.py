"""Where figures come from: who published them, when, and the load that brought them."""

from __future__ import annotations

import re
from datetime import date

from charts.facts import ChartFacts, Point
from charts.words.counting import listed
from data.layouts import PUBLISHERS
from data.periods import in_full
from indicators.core.verdicts import Verdicts

CELL = re.compile(r",? cell [A-Z]+\d+")
ADDRESS = re.compile(r"https?://[^\s;,]+[^\s;,.]")
TITLE_ENDS = re.compile(r"[.;,] ")
LED_TO = re.compile(rf"[\s.,;]*(?:\w+ at\s+)?{ADDRESS.pattern}(?:\s+and\s+{ADDRESS.pattern})*")


def released(point: Point) -> str:
    """A release as exactly as it is known: "12 June 2025", "June 2025", "2025", or "date not stated"."""
    return "date not stated" if point.release is None else released_on(point.release, point.release_precision)


def released_on(when: date, precision: str) -> str:
    """A day of release as exactly as it is known: to the day, the month or the year, or about when it was usual."""
    month = f"{when:%B %Y}"
    return {"day": in_full(when), "month": month, "year": f"{when:%Y}", "about": f"about {month}"}[precision]


def publisher(point: Point) -> str:
    """Who published a figure.  The cells of a workbook are in the file."""
    return cited(point.citation, point.source)


def cited(citation: str, source: str) -> str:
    """The citation without the number of a cell; the short name of the source where there is no citation."""
    return CELL.sub("", citation or source).rstrip(".")


def published_by(verdicts: Verdicts) -> str:
    """Who published the newest figure, not who is declared to: its publisher's name, else the title of its source."""
    if verdicts.bodies:
        return listed(list(dict.fromkeys(published_by(body) for body in verdicts.bodies if body.has_figure)))
    return PUBLISHERS.get(verdicts.source) or TITLE_ENDS.split(without_address(verdicts.citation))[0] or verdicts.source


def source(point: Point) -> str:
    """Who published a figure, when, and the load that brought it."""
    return f"{publisher(point)}. Release: {released(point)}; load {point.load}."


def sources(facts: ChartFacts) -> list[str]:
    """Who published the figures drawn, each once, with release and load: the newest figure's first."""
    points = [point for line in (facts.ours, *facts.beside) for point in reversed(line.points)]
    return list(dict.fromkeys(map(source, (facts.latest, *points))))


def without_address(source: str) -> str:
    """A source for where its web address cannot be followed: on a wall, or in a picture."""
    return LED_TO.sub("", source)
