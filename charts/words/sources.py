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
PUBLISHED = re.compile(r"[^.]+\. (?P<publisher>[^.,;]+), (?:\w+ )?\d{4}\b")
"""A citation as most are written: title, then publisher and when."""
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
    """Who published the newest figure, not who is declared to: its publisher's name, else what it is taken from."""
    if verdicts.bodies:
        return listed(list(dict.fromkeys(published_by(body) for body in verdicts.bodies if body.has_figure)))
    return _publisher_named(verdicts) or TITLE_ENDS.split(without_address(verdicts.citation))[0] or verdicts.source


def newest_from(verdicts: Verdicts) -> str:
    """Where the newest figure comes from, in a sentence: a title is never called a publisher."""
    if verdicts.bodies or _publisher_named(verdicts):
        return f"The newest figure was published by {published_by(verdicts)}."
    citation = without_address(verdicts.citation).partition(". ")[0].rstrip(".")
    return f"The newest figure is taken from “{citation or verdicts.source}”."


def _publisher_named(verdicts: Verdicts) -> str:
    """The publisher that the layout of the source names, else the citation; empty where neither does."""
    if verdicts.source in PUBLISHERS:
        return PUBLISHERS[verdicts.source]
    if match := PUBLISHED.match(verdicts.citation):
        return match["publisher"]
    parts = re.split(r"[.,] ", f"{verdicts.citation} ")
    return next((name for name in PUBLISHERS.values() if name in parts), "")


def joined_from(facts: ChartFacts) -> str:
    """Of how many publications the line over time is joined, where of several; empty where of one."""
    publications = {publisher(point) for point in facts.ours.known}
    if facts.side_by_side or len(publications) < 2:
        return ""
    return f"The line joins figures of {len(publications)} publications."


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
