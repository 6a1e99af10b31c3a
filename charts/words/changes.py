"""What is new, in a sentence."""

from __future__ import annotations

from charts.words.counting import counted, have, upper
from indicators.core.board.since import Since

NONE_NEWER = "No figure is newer or revised"


def what_changed(found: Since) -> str:
    """How many figures moved, of how many of them the direction, and how many other verdicts, where that can be known."""
    if not found.changes:
        return "No figure on these pages is known to have changed."
    moved = sum(change.newer for change in found.changes)
    told = f"{upper(counted(moved, 'indicator'))} {have(moved)} a newer or revised figure" if moved else NONE_NEWER
    unknown = sum(change.before is None for change in found.changes)
    if unknown == len(found.changes):
        return f"{told}; whether {'its direction' if moved == 1 else 'their directions'} changed cannot be said."
    if not unknown:
        return f"{told}; {_turned(found)} changed."
    verb = "are" if found.turned > 1 or (found.turned and found.flipped) else "is"
    return f"{told}; {_turned(found)} {verb} known to have changed, and of {unknown} it cannot be said."


def _turned(found: Since) -> str:
    """Of how many the direction, and how many verdicts besides."""
    direction = f"the direction of {found.flipped:,}" if found.flipped else "no direction"
    if not found.turned:
        return direction
    return f"{direction} {'and' if found.flipped else 'but'} {counted(found.turned, 'other verdict')}"


def late(found: Since) -> str:
    """How many figures are overdue."""
    return f"{upper(counted(len(found.overdue), 'figure'))} overdue." if found.overdue else "No figure is overdue."


def unknown(found: Since) -> str:
    """Of how many indicators it cannot be said whether they are new; empty where of none."""
    if not found.undated:
        return ""
    return f"Of {counted(len(found.undated), 'indicator')} we cannot say: their releases bear no exact date."
