"""Where the evidence has gaps, and which extract would close most of them, in words."""

from __future__ import annotations

from collections.abc import Sequence

from charts.words.counting import listed
from data.layouts import LAYOUTS
from indicators.core.board.evidence import Evidence, Extract
from indicators.core.strategy.model import Outcome, Priority, Strategy, label_of

HEADING = "Where the evidence has gaps"
NO_GAPS = "Every outcome, priority and circle has some evidence of each kind."
EXTRACT_HEAD = ("Extract", "Indicators it would feed", "Which")
HOW_EXTRACTS = "Services, networks and surveys hold what these need. Their templates are on the page Upload."


def gaps(evidence: Evidence, strategy: Strategy) -> list[tuple[str, str]]:
    """What is not known, and of which parts of the strategy; what is known of every part is left out."""
    circles = {circle.id: circle.title for circle in strategy.circles}
    rows = [
        ("How people feel: no figure", _named(strategy.outcomes, evidence.unfelt, strategy.words.outcome)),
        (
            "Who is left behind: no figure by group",
            _named(strategy.priorities, evidence.unsplit, strategy.words.priority),
        ),
        (
            "How far upstream: no figure at all",
            listed([circles[unmeasured_circle] for unmeasured_circle in evidence.unmeasured]),
        ),
    ]
    return [(gap, where) for gap, where in rows if where]


def _named(parts: Sequence[Outcome | Priority], ids: Sequence[str], word: str) -> str:
    return listed([f"{label_of(part, word)} ({part.short})" for part in parts if part.id in ids])


def extract(extract_read: Extract) -> str:
    """What an extract is called, as on the page that has its template."""
    return next(layout.title for layout in LAYOUTS.values() if layout.table == extract_read.table)


def best_extract(evidence: Evidence) -> str:
    """The extract that would feed most indicators that have none, and how many; empty where none would feed any."""
    if not evidence.extracts:
        return ""
    number = len(evidence.extracts[0].feeds)
    return f"From the extract “{extract(evidence.extracts[0])}”: {number:,}."
