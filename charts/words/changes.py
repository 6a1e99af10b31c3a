"""What is new, in a sentence."""

from __future__ import annotations

from charts.words.counting import counted, have, upper
from indicators.core.since import Since


def what_changed(moved: int, flipped: int) -> str:
    """How many figures moved, and how many verdicts with them."""
    if not moved:
        return "No figure on these pages has changed."
    told = f"{upper(counted(moved, 'indicator'))} {have(moved)} a newer or revised figure"
    return f"{told}; {counted(flipped, 'verdict')} changed." if flipped else f"{told}; no verdict changed."


def late_and_unknown(found: Since) -> str:
    """How many figures are overdue, and of how many it cannot be said whether they are new."""
    late, unknown = len(found.overdue), len(found.undated)
    told = f"{upper(counted(late, 'figure'))} overdue." if late else "No figure is overdue."
    if not unknown:
        return told
    return f"{told} Of {counted(unknown, 'indicator')} we cannot say: their releases bear no date."
