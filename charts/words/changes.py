"""What is new, in a sentence."""

from __future__ import annotations

from charts.words.codes import direction_word, mark, word
from charts.words.counting import counted, have, in_words, lower, upper
from charts.words.indicator import latest, of_bodies
from charts.words.newest import figure, period_of
from indicators.core.board.changes import Change, Flip, Part
from indicators.core.board.since import Since
from indicators.core.verdicts import Verdict, Verdicts

NONE_NEWER = "No figure is newer or revised"
PARTS = {
    Part.DIRECTION: "Direction",
    Part.LATELY: "Newest figures",
    Part.TARGET: "Target",
    Part.ENGLAND: "Against England",
    Part.GAP: "Gap between groups",
    Part.DATA: "Data",
}


def change_in_words(change: Change) -> str:
    """What is new about one indicator, in a sentence."""
    before, after = change.before, change.after
    if before is None:
        return f"Published since then: {latest(after)}."
    if not before.has_figure and after.has_figure:
        return f"First figure: {latest(after)}."
    if before.has_figure and not after.has_figure:
        return f"No figure now; it was {latest(before)}."
    told = [*_figures(before, after)]
    if change.flipped:
        told.append(f"{mark(before.mark)} before, {lower(mark(after.mark))} now")
    told += [flip_in_words(flip) for flip in change.turned]
    return ". ".join(told) + "."


def _figures(before: Verdicts, after: Verdicts) -> list[str]:
    """The newest figure before and now."""
    now, then = figure(after), figure(before)
    if after.bodies or before.bodies:
        return [of_bodies(after) if after.bodies else latest(after)]
    if before.period != after.period:
        return [f"{now} in {period_of(after)}; {then} in {period_of(before)}"]
    if now != then:
        return [f"{now} in {period_of(after)}, revised from {then}"]
    if before.value != after.value:
        return [f"{now} in {period_of(after)}, revised by less than is shown"]
    return [f"{now} in {period_of(after)}, as before"] if after.has_figure else []


def flip_in_words(flip: Flip) -> str:
    """One verdict that is another than before."""
    return f"{PARTS[flip.part]}: {lower(flip_word(flip, flip.after))}, was {lower(flip_word(flip, flip.before))}"


def flip_word(flip: Flip, verdict: Verdict | None) -> str:
    """What a verdict of a kind comes to; "Nothing" where there is none."""
    if verdict is None:
        return "Nothing"
    return direction_word(verdict) if flip.part is Part.DIRECTION else word(verdict)


def what_changed(found: Since) -> str:
    """What this dashboard published since then, and apart from that what the publishers released."""
    return f"{_first_here(found)}{_moved(found)}{_released(found)}"


def _first_here(found: Since) -> str:
    """That every figure is new here, where the dashboard had published nothing by then."""
    if not found.first_here:
        return ""
    held = f"{upper(counted(found.first_here, 'indicator'))} {have(found.first_here)} a figure"
    return f"This dashboard has published every figure since then: {lower(held)}. By the days of release: "


def _released(found: Since) -> str:
    """How many of the newer figures their publishers released since then."""
    if found.released is None or not any(change.newer for change in found.changes):
        return ""
    number = "None" if found.released == 0 else upper(in_words(found.released))
    whose = (
        "were released since then by their publishers"
        if found.released > 1
        else "was released since then by its publisher"
    )
    unknown_ = f"; of {found.release_unknown} the day of release is not known" if found.release_unknown else ""
    return f" {number} of them {whose}{unknown_}."


def _moved(found: Since) -> str:
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


def since_in_brief(found: Since) -> str:
    """What is new in a few words: "8 new figures, 1 direction changed, newer figures overdue for 2 indicators"."""
    newer = sum(change.newer for change in found.changes)
    told = [f"{counted(newer, 'new figure')}" if newer else "no new figure"]
    told += [f"{counted(found.flipped, 'direction')} changed"] if found.flipped else []
    told += [f"{counted(found.turned, 'other verdict')} changed"] if found.turned else []
    late_ones = [f"newer figures overdue for {counted(len(found.overdue), 'indicator')}"] if found.overdue else []
    return ", ".join([*told, *late_ones])


def late(found: Since) -> str:
    """How many figures are overdue."""
    return f"{upper(counted(len(found.overdue), 'figure'))} overdue." if found.overdue else "No figure is overdue."


def unknown(found: Since) -> str:
    """Of how many indicators it cannot be said whether they are new; empty where of none."""
    if not found.undated:
        return ""
    return f"Of {counted(len(found.undated), 'indicator')} we cannot say: their releases have no exact date."
