"""What is said of figures that were made up, wherever they are shown."""

from __future__ import annotations

from charts.facts import ChartFacts
from charts.words.counting import counted
from charts.words.figures import parts, period

TAG = "Illustrative, not real"
BANNER = (
    "Where there is no real figure, pages now show made-up ones, so that you can see what the dashboard could do. Each is "
    "marked “Illustrative, not real”. They count in no verdict, headline, slide or file."
)
NONE_HELD = "No illustrative data is held, so this page shows real figures only."
SHOW, HIDE = "Show illustrative figures", "Hide illustrative figures"
HEADING = "Illustrative figures"
NOT_JUDGED = "Nobody may conclude anything from them, so nothing is judged: no direction, target or gap."


def cards_intro(count: int, place: str) -> str:
    """What stands above the cards of a part."""
    figures = counted(count, "indicator")
    return f"With the services' own records this page could show {place} figures like these for {figures} more."


def number_and_unit(facts: ChartFacts) -> tuple[str, str]:
    """The newest number and, apart from it, its unit."""
    return parts(facts.latest.value or 0.0, facts.indicator)


def when(facts: ChartFacts) -> str:
    """The period of the newest figure."""
    return period((facts.latest.start, facts.latest.end))


def source(load: int) -> str:
    """Where it comes from."""
    return f"Source: made up by the dashboard (load {load}). Of nobody, and published by nobody."
