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
    sentences = [*_figures(before, after)]
    if change.flipped:
        sentences.append(f"{mark(before.mark)} before, {lower(mark(after.mark))} now")
    sentences += [flip_in_words(flip) for flip in change.turned]
    return ". ".join(sentences) + "."


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


def what_changed(changes_since: Since) -> str:
    """What this dashboard published since then, and apart from that what the publishers released."""
    return f"{_first_here(changes_since)}{_moved(changes_since)}{_released(changes_since)}"


def _first_here(changes_since: Since) -> str:
    """That every figure is new here, where the dashboard had published nothing by then."""
    if not changes_since.first_here:
        return ""
    clause = f"{upper(counted(changes_since.first_here, 'indicator'))} {have(changes_since.first_here)} a figure"
    return f"This dashboard has published every figure since then: {lower(clause)}. By the days of release: "


def _released(changes_since: Since) -> str:
    """How many of the newer figures their publishers released since then."""
    if changes_since.released is None or not any(change.newer for change in changes_since.changes):
        return ""
    number = "None" if changes_since.released == 0 else upper(in_words(changes_since.released))
    whose = (
        "were released since then by their publishers"
        if changes_since.released > 1
        else "was released since then by its publisher"
    )
    unknown_ = (
        f"; of {changes_since.release_unknown} the day of release is not known" if changes_since.release_unknown else ""
    )
    return f" {number} of them {whose}{unknown_}."


def _moved(changes_since: Since) -> str:
    """How many figures moved, of how many of them the direction, and how many other verdicts, where that can be known."""
    if not changes_since.changes:
        return "No figure on these pages is known to have changed."
    moved = sum(change.newer for change in changes_since.changes)
    clause = f"{upper(counted(moved, 'indicator'))} {have(moved)} a newer or revised figure" if moved else NONE_NEWER
    unknown = sum(change.before is None for change in changes_since.changes)
    if unknown == len(changes_since.changes):
        return f"{clause}; whether {'its direction' if moved == 1 else 'their directions'} changed cannot be said."
    if not unknown:
        return f"{clause}; {_turned(changes_since)} changed."
    verb = "are" if changes_since.turned > 1 or (changes_since.turned and changes_since.flipped) else "is"
    return f"{clause}; {_turned(changes_since)} {verb} known to have changed, and of {unknown} it cannot be said."


def _turned(changes_since: Since) -> str:
    """Of how many the direction, and how many verdicts besides."""
    direction = f"the direction of {changes_since.flipped:,}" if changes_since.flipped else "no direction"
    if not changes_since.turned:
        return direction
    return f"{direction} {'and' if changes_since.flipped else 'but'} {counted(changes_since.turned, 'other verdict')}"


def since_in_brief(changes_since: Since) -> str:
    """What is new in a few words: "8 new figures, 1 direction changed, newer figures overdue for 2 indicators"."""
    newer = sum(change.newer for change in changes_since.changes)
    clauses = [f"{counted(newer, 'new figure')}" if newer else "no new figure"]
    clauses += [f"{counted(changes_since.flipped, 'direction')} changed"] if changes_since.flipped else []
    clauses += [f"{counted(changes_since.turned, 'other verdict')} changed"] if changes_since.turned else []
    late_ones = (
        [f"newer figures overdue for {counted(len(changes_since.overdue), 'indicator')}"]
        if changes_since.overdue
        else []
    )
    return ", ".join([*clauses, *late_ones])


def late(changes_since: Since) -> str:
    """How many figures are overdue."""
    return (
        f"{upper(counted(len(changes_since.overdue), 'figure'))} overdue."
        if changes_since.overdue
        else "No figure is overdue."
    )


def unknown(changes_since: Since) -> str:
    """Of how many indicators it cannot be said whether they are new; empty where of none."""
    if not changes_since.undated:
        return ""
    return f"Of {counted(len(changes_since.undated), 'indicator')} we cannot say: their releases have no exact date."
