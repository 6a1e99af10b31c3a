"""What is new, in a sentence."""

from __future__ import annotations

from charts.words.counting import counted, have, upper
from indicators.core.since import Since


def what_changed(found: Since) -> str:
    """How many figures moved, and of how many of them the direction, where that can be known."""
    moved = len(found.changes)
    if not moved:
        return "No figure on these pages is known to have changed."
    told = f"{upper(counted(moved, 'indicator'))} {have(moved)} a newer or revised figure"
    unknown = sum(change.before is None for change in found.changes)
    if unknown == moved:
        return f"{told}; whether {'its direction' if moved == 1 else 'their directions'} changed cannot be said."
    told += f"; {f'the direction of {found.flipped:,}' if found.flipped else 'no direction'} "
    return f"{told}is known to have changed, and of {unknown} it cannot be said." if unknown else f"{told}changed."


def late(found: Since) -> str:
    """How many figures are overdue."""
    return f"{upper(counted(len(found.overdue), 'figure'))} overdue." if found.overdue else "No figure is overdue."


def unknown(found: Since) -> str:
    """Of how many indicators it cannot be said whether they are new; empty where of none."""
    if not found.undated:
        return ""
    return f"Of {counted(len(found.undated), 'indicator')} we cannot say: their releases bear no exact date."
