"""What somebody has to answer before a publish, each question by an id that stays the same for the same file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from data import problems
from data.loading.ingest import Checked
from indicators.core.board.dry_run import DryRun, ExaminedFile
from indicators.core.board.plausibility import Odd
from indicators.methods.because import Because, because


class QuestionKind(StrEnum):
    """What is asked."""

    CELLS = "cells"
    OLDER = "older"
    EMPTIED = "emptied"
    UNDECIDED = "undecided"
    UNKNOWN_ID = "unknown-id"
    OTHER_UNIT = "other-unit"
    UNSEEN = "unseen"
    FAR_OFF = "far-off"


@dataclass(frozen=True)
class Question:
    """A question, what it is about, and the name of the file, where it is about one."""

    id: str
    reason: Because
    file: str = ""


def questions(dry_run: DryRun, odd: Iterable[tuple[str, Odd]] = ()) -> tuple[Question, ...]:
    """Everything that has to be answered; ``odd`` is what looks odd, each with its indicator."""
    if not dry_run.ready:
        return ()
    fingerprints = "".join(_fingerprint(file.checked) for file in dry_run.files if file.checked)
    return (
        *(question for file in dry_run.files for question in _of_file(file)),
        *(_question(fingerprints, reason) for reason in _of_all(dry_run)),
        *(_far_off(dry_run, fingerprints, name, odd_figure) for name, odd_figure in odd if odd_figure.asks),
    )


def _far_off(dry_run: DryRun, fingerprints: str, name: str, odd: Odd) -> Question:
    file = next((file.incoming.name for file in dry_run.files if file.checked and file.load == odd.load), "")
    return _question(fingerprints, because(QuestionKind.FAR_OFF, indicator=name, odd=odd), file)


def _of_file(file: ExaminedFile) -> Iterator[Question]:
    if file.checked is None:
        return
    name, sha256 = file.incoming.name, _fingerprint(file.checked)
    for times, first in problems.by_kind(problems.questions(file.checked.problems)):
        yield _question(sha256, because(QuestionKind.CELLS, times=times, first=first), name)
    if (arrival := file.arrival) is None:
        return
    if arrival.replacing and file.incoming.keeps_held:
        yield _question(sha256, because(QuestionKind.OLDER, rows=arrival.replacing, times=arrival.rows_replacing), name)
    if arrival.emptying:
        yield _question(sha256, because(QuestionKind.EMPTIED, rows=arrival.emptying, times=arrival.rows_emptying), name)
    if arrival.undecided:
        yield _question(sha256, because(QuestionKind.UNDECIDED, rows=arrival.undecided), name)


def _fingerprint(checked: Checked) -> str:
    """What tells a file from every other one, and a sheet from the others of its workbook."""
    return checked.sha256 + checked.sheet


def _of_all(dry_run: DryRun) -> Iterator[Because]:
    for name, nearest in dry_run.unclaimed:
        yield because(QuestionKind.UNKNOWN_ID, name=name, nearest=nearest)
    for name, unit in dry_run.other_units:
        yield because(QuestionKind.OTHER_UNIT, indicator=name, unit=unit)
    for name, areas in dry_run.unseen:
        yield because(QuestionKind.UNSEEN, indicator=name, areas=areas)


def _question(fingerprint: str, reason: Because, file: str = "") -> Question:
    about = [reason[name] for name in ("name", "indicator") if reason[name]] or [_place(reason)]
    digest = hashlib.sha256(f"{fingerprint} {reason.code} {about} {_place(reason)}".encode()).hexdigest()
    return Question(f"{reason.code}-{digest[:6]}", reason, file)


def _place(reason: Because) -> Any:
    """What tells two questions of one kind apart: the rows or the cells that they are about."""
    first, odd = reason["first"], reason["odd"]
    if first is not None:
        return first.column, first.problem
    return (odd.row, odd.reason) if odd is not None else reason["rows"]
