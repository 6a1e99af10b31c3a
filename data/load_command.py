"""The command that loads files: each is tried out, its questions are asked, and it is published as a new version."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from charts.words import PARTS, change_in_words, flip_word, odd_in_words, period_of, question_in_words
from data import maintenance
from data.loading import load_diff, publish
from data.loading.incoming import Incoming, released_on
from data.loading.ingest import Checked
from data.loading.publish import Outcome, Recompute
from data.people import People, step_changes
from data.people.records import local_name
from data.people.step_changes import Step
from data.periods import day, today
from data.problems import OddValueError, UnreadableFileError, errors, summary
from data.storage.errors import PeopleError
from data.storage.versions import Store, StoreError
from data.tables import FIGURES
from indicators.core.board.board import board
from indicators.core.board.dry_run import DryRun, ExaminedFile, rehearse
from indicators.core.board.questions import Question, QuestionKind, questions
from indicators.core.strategy.reading import chosen, strategies
from reports.impact import Moved, Preview, preview
from reports.playlists import Shown, of_people

PUBLISHED, PROBLEMS, UNREADABLE = 0, 1, 2
ASKS, CHECKED = "asks", "checked"
Say = Callable[[str], None]
Written = TypeVar("Written")
Answer = tuple[int, dict[str, object]]


def add(commands: Any, shared: argparse.ArgumentParser, recompute: Recompute, say: Say) -> None:
    """Add the command to a parser."""
    load = commands.add_parser("load", parents=[shared], help="check files and publish them, each as a new version")
    load.add_argument("files", nargs="+", type=Path, metavar="FILE")
    load.add_argument("--layout", help="read as this layout instead of recognising it")
    load.add_argument(
        "--sheet",
        action="append",
        metavar="NAME",
        help="the sheet to load of a workbook with several; once for each, each as a new version",
    )
    load.add_argument("--note", default="", help="why, for the history")
    load.add_argument(
        "--strategy", metavar="ID", help="the strategy whose screens are described (default: the one the pages show)"
    )
    load.add_argument("--check-only", action="store_true", help="say what is wrong and publish nothing")
    load.add_argument(
        "--accept", action="append", default=[], metavar="ID", help="publish though this was asked; once for each"
    )
    load.add_argument(
        "--replace-held",
        action="store_true",
        help="use the file where nothing says whether its figures or those held came later",
    )
    load.add_argument(
        "--released",
        type=_past_day,
        metavar="DAY",
        help="when the publisher released it, as 2026-09-10, for rows that do not say",
    )
    load.set_defaults(command=partial(_load, recompute, say))


def _past_day(text: str) -> date:
    """A day up to today.  Raises ``argparse.ArgumentTypeError`` for anything else."""
    try:
        parsed_day = day(text)
    except OddValueError as odd:
        raise argparse.ArgumentTypeError(f"{odd.problem} {odd.remedy}") from odd
    if parsed_day > today():
        raise argparse.ArgumentTypeError("That day is still to come.")
    return parsed_day


def _load(recompute: Recompute, say: Say, store: Store, options: argparse.Namespace) -> int:
    sheets = options.sheet or [""]
    results = [_load_one(recompute, say, store, path, sheet, options) for path in options.files for sheet in sheets]
    if options.json:
        print(json.dumps([result for _, result in results], indent=2, default=str))
    return max(code for code, _ in results)


def _load_one(
    recompute: Recompute, say: Say, store: Store, path: Path, sheet: str, options: argparse.Namespace
) -> Answer:
    if not path.is_file():
        return _unreadable(say, path, f"{path.name}: there is no such file. Check the path.")
    released, keeps = released_on(options.released), not options.replace_held
    incoming = Incoming(path, options.layout, released, keeps_held=keeps, sheet=sheet)
    try:
        dry_run = _dry_run(say, store, incoming, options)
        (file,) = dry_run.files
        if file.unreadable:
            return _unreadable(say, path, file.unreadable)
        load_preview = _preview(say, store, dry_run)
        all_questions = questions(dry_run, load_preview.odd_by_indicator)
        waiting = [question for question in all_questions if question.id not in options.accept]
        outcome = _outcome(file, store.version, options.check_only, waiting)
        if outcome is None:
            note = _note(options.note, incoming.name, all_questions)
            upon = dry_run.before.version
            (outcome,) = publish.load_together(
                store, [incoming], recompute, who=local_name(), note=note, questions=len(all_questions), upon=upon
            )
    except UnreadableFileError as fault:
        return _unreadable(say, path, str(fault))
    except StoreError as fault:
        say(f"{path.name}: {fault}")
        return UNREADABLE, {"file": str(path), "state": "could not publish", "reason": str(fault)}
    _tell(say, incoming.name, outcome, load_preview)
    json_fields = _say_questions(say, all_questions, waiting, dry_run)
    if options.check_only and dry_run.ready:
        json_fields |= _consequences(say, dry_run, file, load_preview)
    maintenance.catch_up_audit(say, store)
    return (PROBLEMS if outcome.state in (publish.REFUSED, ASKS) or waiting else PUBLISHED), _as_json(
        path, outcome
    ) | json_fields


def _dry_run(say: Say, store: Store, incoming: Incoming, options: argparse.Namespace) -> DryRun:
    """What publishing the file would do, from a copy that is thrown away."""
    strategy = chosen(strategies(), options.strategy)
    steps: tuple[Step, ...] = _of_people(say, store, lambda people: step_changes.standing(people), ())
    return rehearse(store, [incoming], board(store, strategy, store.version, today(), steps))


def _preview(say: Say, store: Store, dry_run: DryRun) -> Preview:
    if not dry_run.ready:
        return Preview(())
    playlists: Sequence[Shown] = _of_people(say, store, lambda people: of_people(people, dry_run.before.strategy), [])
    return preview(dry_run, playlists)


def _outcome(file: ExaminedFile, version: int, check_only: bool, waiting: Sequence[Question]) -> Outcome | None:
    """What becomes of a file that is not to be published; ``None`` for one that is."""
    if file.checked is None:
        return Outcome(None, file.already, version, publish.ALREADY)
    if not file.ready:
        return Outcome(file.checked, None, version, publish.REFUSED)
    if check_only:
        return Outcome(file.checked, None, version, CHECKED)
    return Outcome(file.checked, None, version, ASKS) if waiting else None


def _note(note: str, name: str, all_questions: Sequence[Question]) -> str:
    """The line of the history, with what was accepted."""
    if not all_questions:
        return note
    accepted = ", ".join(question.id for question in all_questions)
    return f"{note.rstrip('.') or f'Loaded {name}'}. Accepted: {accepted}."


def _unreadable(say: Say, path: Path, reason: str) -> Answer:
    say(reason)
    return UNREADABLE, {"file": str(path), "state": "could not read", "reason": reason}


def _of_people(say: Say, store: Store, read: Callable[[People], Written], otherwise: Written) -> Written:
    """What people have written, or what is used while their file cannot be used; it says so."""
    try:
        return read(People(store.folder))
    except PeopleError as fault:
        say(f"  What people wrote is left out of account: {fault}")
        return otherwise


def _tell(say: Say, name: str, outcome: Outcome, load_preview: Preview) -> None:
    if outcome.checked is None:
        say(f"{name}: already load {outcome.load_id}. Nothing changed; version {outcome.version} stays.")
        return
    checked = outcome.checked
    say(f"{name}: {checked.layout.title}, {checked.rows:,} row{'' if checked.rows == 1 else 's'}.")
    for line in (*checked.notes, *summary(checked.problems)):
        say(f"  {line}")
    if checked.refused:
        number = len(errors(checked.problems))
        say(f"  Not published: {number:,} to correct. Version {outcome.version} stays as it was.")
    elif outcome.published:
        say(
            f"  Published as load {outcome.load_id} in version {outcome.version}. {_changed(load_preview.moved, checked)}"
        )
    elif outcome.state == CHECKED:
        say("  It can be loaded. Not published: only checked.")


def _changed(moved: Sequence[Moved], checked: Checked) -> str:
    """Which indicators have other figures on a page than before, so that a file nobody reads does not pass unseen."""
    if not moved and checked.contract.table not in FIGURES:
        return "No indicator's figures changed."
    if not moved:
        return "No indicator's figures changed: where you expected one to, check the indicator_id."
    return f"Figures changed in: {', '.join(move.indicator for move in moved)}."


def _say_questions(
    say: Say, all_questions: Sequence[Question], waiting: Sequence[Question], dry_run: DryRun
) -> dict[str, object]:
    """Say what has to be answered, and give the same for machines."""
    for question in waiting:
        say(f"  Question {question.id}: {question_in_words(question, dry_run.before)}")
    if waiting:
        accepted = " ".join(f"--accept {question.id}" for question in waiting)
        say(f"  Not published: {len(waiting):,} to answer. To publish anyway, add: {accepted}")
    if any(question.reason.code is QuestionKind.OLDER for question in waiting):
        say("  Accepted like that, the figures held stay. To use those of the file instead, add: --replace-held")
    return {
        "questions": [
            {
                "id": question.id,
                "kind": question.reason.code,
                "words": question_in_words(question, dry_run.before),
                "accepted": question not in waiting,
            }
            for question in all_questions
        ]
    }


def _consequences(say: Say, dry_run: DryRun, file: ExaminedFile, load_preview: Preview) -> dict[str, object]:
    """Say what would move, and give the same for machines."""
    if file.arrival:
        counts = {name: getattr(file.arrival, name) for name in load_diff.STATES}
        say(f"  Rows: {', '.join(f'{number:,} {name}' for name, number in counts.items() if number)}.")
    for moved in load_preview.moved:
        say(f"  {moved.title}: {change_in_words(moved.change) if moved.change else 'earlier figures or groups'}")
        say(f"    On {', '.join((*moved.screens, *moved.playlists))}.")
    for declared, odd in load_preview.odd:
        if not odd.asks:
            say(
                f"  Worth a look: {declared.title}{f', row {odd.row}' if odd.row else ''}: {odd_in_words(odd, declared)}"
            )
    return {
        "arrival": asdict(file.arrival) if file.arrival else None,
        "indicators": [_moved_as_json(moved) for moved in load_preview.moved],
        "unclaimed": [name for name, _ in dry_run.unclaimed],
        "other_units": [name for name, _ in dry_run.other_units],
    }


def _moved_as_json(moved: Moved) -> dict[str, object]:
    verdicts = {"before": moved.before, "after": moved.after}
    return {
        "id": moved.indicator,
        **{
            name: {"value": verdict.value, "period": period_of(verdict), "direction": verdict.mark}
            for name, verdict in verdicts.items()
        },
        "verdicts": [
            {"name": PARTS[flip.part], "before": flip_word(flip, flip.before), "after": flip_word(flip, flip.after)}
            for flip in moved.flips
        ],
        "screens": moved.screens,
        "playlists": moved.playlists,
        "worth_a_look": [
            {"words": odd_in_words(odd, moved.after.declared), "row": odd.row, "load": odd.load} for odd in moved.odd
        ],
    }


def _as_json(path: Path, outcome: Outcome) -> dict[str, object]:
    checked = outcome.checked
    return {
        "file": str(path),
        "sheet": (outcome.checked.sheet if outcome.checked else "") or None,
        "state": outcome.state,
        "load": outcome.load_id,
        "version": outcome.version,
        "layout": checked.layout.name if checked else None,
        "rows": checked.rows if checked else None,
        "said": list(checked.notes) if checked else [],
        "problems": [asdict(problem) for problem in checked.problems] if checked else [],
    }
