"""The finding on the whole strategy, and on one part of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from charts.words.counting import counted, have, in_words, listed, tally, upper
from charts.words.newest import period_of
from indicators.core.verdicts import JUDGED, Mark, Verdicts

Pieces = list[tuple[str, Mark | None]]

DIRECTIONS = {
    Mark.WORSE: "getting worse",
    Mark.BETTER: "getting better",
    Mark.CHANGED: "changed, not judged",
    Mark.NO_CHANGE: "with no clear change",
}
BY_NAME = 2


def strategy_headline(verdicts: Sequence[Verdicts], place: str) -> Pieces:
    """The finding in a sentence, in pieces with the mark each is coloured by.

    Coverage leads while under half of the indicators can be judged: silence must not read as stability.
    """
    marks = tally(verdicts)
    total, judged = marks.total(), sum(marks[mark] for mark in JUDGED)
    figures = len({verdict.indicator for verdict in verdicts if verdict.has_figure})
    if not total:
        return [("No indicator is chosen.", None)]
    held = f"Of {total:,}, {figures:,} {have(figures)} a {place} figure"
    if not judged:
        return [(f"No indicator can be judged yet. {held}.", None)]
    if judged * 2 < total:
        return [
            (f"Most indicators cannot be judged yet. {held} and {judged:,} can be judged: ", None),
            *_found(marks),
            (".", None),
        ]
    coverage = f" can be judged: of {total:,} indicators, {figures:,} {have(figures)} a {place} figure."
    return [*_found(marks), (f". {upper(_share(judged, total))}{coverage}", None)]


def _found(marks: Counter[Mark]) -> Pieces:
    """ "2 getting worse, 6 getting better", mark by mark."""
    pieces: Pieces = []
    for mark in (mark for mark in JUDGED if marks[mark]):
        pieces += [(", ", None)] if pieces else []
        pieces.append((f"{marks[mark]:,} {DIRECTIONS[mark]}", mark))
    return pieces


def _share(judged: int, total: int) -> str:
    if judged == total:
        return "all" if total > 1 else "the one indicator"
    return "half" if judged * 2 == total else f"most, {judged:,},"


def coverage(verdicts: Sequence[Verdicts]) -> str:
    """How new the latest figures are, from the newest to the oldest of them."""
    dated = sorted((v.period[1], period_of(v)) for v in _each(verdicts) if v.period)
    if not dated:
        return "No figures"
    newest, oldest = dated[-1][1], dated[0][1]
    ended = sum(v.direction.until is not None for v in _each(verdicts))
    past = f"; {counted(ended, 'direction')} told in the past: no later figure is held" if ended else ""
    if newest == oldest:
        return f"Latest {'figure' if len(dated) == 1 else 'figures'} {newest}{past}"
    return f"Latest figures: the newest {newest}, the oldest {oldest}{past}"


def _each(verdicts: Sequence[Verdicts]) -> list[Verdicts]:
    """Each indicator's verdicts; of several bodies, those of each body."""
    return [one for v in verdicts for one in (v.bodies or (v,))]


def part_headline(short: str, verdicts: Sequence[Verdicts], place: str) -> str:
    """The finding of one outcome or priority, by name where names are few."""
    if not verdicts:
        return f"{short}: no indicator is chosen."
    figures = sum(v.has_figure for v in verdicts)
    opening = f"{short}: {_held(figures, len(verdicts))} a {place} figure."
    if not figures:
        return opening
    found = [sentence for mark in SAID for sentence in [_named(mark, verdicts)] if sentence]
    return f"{opening} {upper('; '.join(found)) if found else _nothing(verdicts)}."


def _held(figures: int, total: int) -> str:
    if total == 1:
        return "its one indicator has" if figures else "its one indicator does not have"
    return f"{figures or 'none'} of {counted(total, 'indicator')} {have(figures or 1)}"


SAID = {
    Mark.WORSE: ("is getting worse", "are getting worse"),
    Mark.BETTER: ("is getting better", "are getting better"),
    Mark.CHANGED: ("has changed, which is not judged", "have changed, which is not judged"),
}


def _named(mark: Mark, verdicts: Sequence[Verdicts]) -> str:
    names = [v.declared.title for v in verdicts if v.mark is mark]
    subject = listed(names) if len(names) <= BY_NAME else in_words(len(names))
    return f"{subject} {SAID[mark][len(names) > 1]}" if names else ""


def is_named(verdicts: Verdicts, among: Sequence[Verdicts]) -> bool:
    """Does the finding of a part name this indicator?"""
    return verdicts.mark in SAID and sum(v.mark is verdicts.mark for v in among) <= BY_NAME


def _nothing(verdicts: Sequence[Verdicts]) -> str:
    judged = sum(v.mark in JUDGED for v in verdicts)
    if not judged:
        return "No direction can be seen yet"
    return f"No clear change can be seen in {'the one' if judged == 1 else 'those'} that can be judged"
