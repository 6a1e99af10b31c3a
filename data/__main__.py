"""The store from a command line: load files, look at what is held, undo, and keep it safe."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TypeVar

from charts.words import PARTS, change_in_words, flip_word, odd_in_words, period_of
from data import maintenance
from data.loading import bundle, load_diff, publish, templates, upload_folder
from data.loading.publish import Incoming, Outcome
from data.loading.software import of_version
from data.people import People, step_changes
from data.people.records import local_name
from data.periods import today
from data.problems import UnreadableFileError, errors, summary
from data.storage.errors import PeopleError, engine_faults
from data.storage.ledger import BACKED_UP
from data.storage.versions import Store, StoreError, location
from indicators.core.board.board import board
from indicators.core.board.dry_run import Examined, Rehearsed, rehearse
from indicators.core.measures.measures import moved
from indicators.core.measures.refresh import recompute, software
from indicators.core.strategy.reading import chosen, strategies
from reports.impact import preview, undecided
from reports.playlists import Shown, made

PUBLISHED, PROBLEMS, UNREADABLE = 0, 1, 2
Written = TypeVar("Written")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 where it did what was asked, 1 for problems in a file, 2 where it could not."""
    options = _parser().parse_args(arguments)
    store = Store(location(options.store))
    try:
        with engine_faults("The store could not be read or written"), upload_folder.folder():
            if options.reads_store and (done := bundle.ensure(store, recompute, software())):
                _say(done)
            code = int(options.command(store, options))
            sys.stdout.flush()
        return code
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - whoever read us has heard enough
        return PUBLISHED
    except (StoreError, PeopleError) as fault:
        _say(str(fault))
        return UNREADABLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data", description=__doc__)
    parser.set_defaults(reads_store=True)
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--store", metavar="DIR", help="the store's folder (default: data/store)")
    shared.add_argument("--json", action="store_true", help="answer in JSON on standard output")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    load = commands.add_parser("load", parents=[shared], help="check files and publish them, each as a new version")
    load.add_argument("files", nargs="+", type=Path, metavar="FILE")
    load.add_argument("--layout", help="read as this layout instead of recognising it")
    load.add_argument("--note", default="", help="why, for the history")
    load.add_argument(
        "--strategy", metavar="ID", help="whose screens --check-only tells about (default: the usual one)"
    )
    load.add_argument("--check-only", action="store_true", help="say what is wrong and publish nothing")
    load.set_defaults(command=_load)

    status = commands.add_parser("status", parents=[shared], help="the version in force and what it holds")
    status.set_defaults(command=_status)

    loads = commands.add_parser("loads", parents=[shared], help="every load, the withdrawn ones too")
    loads.set_defaults(command=_loads)

    undo = commands.add_parser("undo", parents=[shared], help="withdraw a load; what it superseded comes back")
    undo.add_argument("load", type=int, metavar="LOAD")
    undo.add_argument("--note", default="", help="why, for the history")
    undo.set_defaults(command=_undo)

    maintenance.add_commands(commands, shared, recompute, _say)

    template = commands.add_parser("templates", parents=[shared], help="write the common format's template and help")
    template.add_argument("folder", type=Path, metavar="DIR")
    template.set_defaults(command=_templates, reads_store=False)
    return parser


def _load(store: Store, options: argparse.Namespace) -> int:
    results = [_load_one(store, path, options) for path in options.files]
    if options.json:
        print(json.dumps([result for _, result in results], indent=2, default=str))
    return max(code for code, _ in results)


def _load_one(store: Store, path: Path, options: argparse.Namespace) -> tuple[int, dict[str, object]]:
    try:
        if options.check_only:
            return _try_out(store, path, options)
        outcome = publish.load(store, path, recompute, layout=options.layout, who=local_name(), note=options.note)
    except UnreadableFileError as fault:
        return _unreadable(path, str(fault))
    except StoreError as fault:
        _say(f"{path.name}: {fault}")
        return UNREADABLE, {"file": str(path), "state": "could not publish", "reason": str(fault)}
    _tell(store, path, outcome)
    maintenance.catch_up_audit(_say, store)
    refused = outcome.checked is not None and outcome.checked.refused
    return (PROBLEMS if refused else PUBLISHED), _as_json(path, outcome)


def _unreadable(path: Path, reason: str) -> tuple[int, dict[str, object]]:
    _say(reason)
    return UNREADABLE, {"file": str(path), "state": "could not read", "reason": reason}


def _try_out(store: Store, path: Path, options: argparse.Namespace) -> tuple[int, dict[str, object]]:
    """Publish in a copy that is thrown away, and say what it would change."""
    if not path.is_file():
        return _unreadable(path, f"{path.name}: there is no such file. Check the path.")
    strategy = chosen(strategies(), options.strategy)
    before = board(store, strategy, store.version, today(), _of_people(store, step_changes.standing, ()))
    tried = rehearse(store, [Incoming(path, options.layout)], before)
    (file,) = tried.files
    if file.unreadable:
        return _unreadable(path, file.unreadable)
    if file.checked is None:
        outcome = Outcome(None, file.already, store.version, publish.ALREADY)
    else:
        outcome = Outcome(file.checked, None, store.version, "checked" if file.ready else publish.REFUSED)
    _tell(store, path, outcome)
    consequences = (
        _consequences(tried, file, _of_people(store, lambda people: made(people, strategy), [])) if tried.ready else {}
    )
    return (PROBLEMS if outcome.state == publish.REFUSED else PUBLISHED), _as_json(path, outcome) | consequences


def _of_people(store: Store, read: Callable[[People], Written], otherwise: Written) -> Written:
    """What people have written, or what is used while their file cannot be used; it says so."""
    try:
        return read(People(store.folder))
    except PeopleError as fault:
        _say(f"  What people wrote is left out of account: {fault}")
        return otherwise


def _consequences(tried: Rehearsed, file: Examined, playlists: Sequence[Shown]) -> dict[str, object]:
    """Say what would move, and give the same for machines."""
    found = preview(tried, playlists)
    if file.arrival:
        counts = {name: getattr(file.arrival, name) for name in load_diff.STATES}
        _say(f"  Rows: {', '.join(f'{number:,} {name}' for name, number in counts.items() if number)}.")
    for moved_ in found.moved:
        _say(f"  {moved_.title}: {change_in_words(moved_.change) if moved_.change else 'earlier figures or groups'}")
        _say(f"    On {', '.join((*moved_.screens, *moved_.playlists))}.")
    for declared, odd in found.odd:
        _say(f"  Worth a look: {declared.title}{f', row {odd.row}' if odd.row else ''}: {odd_in_words(odd, declared)}")
    for _, line in undecided(tried.files):
        _say(f"  Worth a look: {line}")
    for name, nearest in tried.unclaimed:
        _say(f"  No indicator is called {name!r}{f': is it {nearest!r}?' if nearest else '.'} Nothing would show it.")
    for name, unit in tried.other_units:
        _say(
            f"  {name}: the file gives {unit!r}, and the indicator is in another unit. Check that it is the same measure."
        )
    return {
        "arrival": asdict(file.arrival) if file.arrival else None,
        "indicators": [
            {
                "id": moved_.indicator,
                "before": {
                    "value": moved_.before.value,
                    "period": period_of(moved_.before),
                    "direction": moved_.before.mark,
                },
                "after": {
                    "value": moved_.after.value,
                    "period": period_of(moved_.after),
                    "direction": moved_.after.mark,
                },
                "verdicts": [
                    {
                        "name": PARTS[flip.part],
                        "before": flip_word(flip, flip.before),
                        "after": flip_word(flip, flip.after),
                    }
                    for flip in moved_.flips
                ],
                "screens": moved_.screens,
                "playlists": moved_.playlists,
                "worth_a_look": [
                    {"words": odd_in_words(odd, moved_.after.declared), "row": odd.row, "load": odd.load}
                    for odd in moved_.odd
                ],
            }
            for moved_ in found.moved
        ],
        "unclaimed": [name for name, _ in tried.unclaimed],
        "other_units": [name for name, _ in tried.other_units],
    }


def _tell(store: Store, path: Path, outcome: Outcome) -> None:
    if outcome.checked is None:
        _say(f"{path.name}: already load {outcome.load_id}. Nothing changed; version {outcome.version} stays.")
        return
    checked = outcome.checked
    _say(f"{path.name}: {checked.layout.title}, {checked.rows:,} row{'' if checked.rows == 1 else 's'}.")
    for line in (*checked.said, *summary(checked.problems)):
        _say(f"  {line}")
    if checked.refused:
        _say(
            f"  Not published: {len(errors(checked.problems)):,} to correct. Version {outcome.version} stays as it was."
        )
    elif outcome.published:
        _say(f"  Published as load {outcome.load_id} in version {outcome.version}. {_moved(store, outcome.version)}")
    else:
        _say("  It can be loaded. Not published: only checked.")


def _moved(store: Store, version: int) -> str:
    """Which indicators have other figures than before, so that a file nobody reads does not pass unseen."""
    names = moved(store.read(), version)
    if not names:
        return "No indicator's figures changed: where you expected one to, check the indicator_id."
    return f"Figures changed in: {', '.join(names)}."


def _as_json(path: Path, outcome: Outcome) -> dict[str, object]:
    checked = outcome.checked
    return {
        "file": str(path),
        "state": outcome.state,
        "load": outcome.load_id,
        "version": outcome.version,
        "layout": checked.layout.name if checked else None,
        "rows": checked.rows if checked else None,
        "said": list(checked.said) if checked else [],
        "problems": [asdict(problem) for problem in checked.problems] if checked else [],
    }


def _status(store: Store, options: argparse.Namespace) -> int:
    cursor = store.read()
    newest = cursor.execute("SELECT * FROM version ORDER BY version DESC LIMIT 1").fetchall()
    version, at, who, what, note = newest[0]
    computed = of_version(cursor, version)
    backup = next((line for line in reversed(store.ledger.entries()) if line["what"] == BACKED_UP), None)
    held = cursor.execute("""
        SELECT source, count(*) AS figures, min(period_start), max(period_end)
        FROM measure WHERE version_to IS NULL GROUP BY source ORDER BY source
    """).fetchall()
    if options.json:
        print(
            json.dumps(
                {
                    "store": str(store.folder),
                    "version": version,
                    "published_at": at,
                    "who": who,
                    "what": what,
                    "note": note,
                    "software": computed.code if computed else None,
                    "last_backup": backup,
                    "sources": [dict(zip(("source", "figures", "first", "last"), row, strict=True)) for row in held],
                },
                indent=2,
                default=str,
            )
        )
        return PUBLISHED
    print(f"Store    {store.folder}")
    print(f"Version  {version}, published {at:%d %B %Y at %H:%M} UTC by {who or 'somebody'}: {note}")
    last = f"{backup['at']} UTC at {backup['path']}, of version {backup['version']}" if backup else "none yet"
    print(f"Software {computed.code if computed else 'not known'} computed the figures")
    print(f"Backup   {last}")
    print("Figures that indicators use, by source:")
    for source, figures, first, last in held:
        print(f"  {source:32} {figures:7,}  {first} to {last}")
    return PUBLISHED


def _loads(store: Store, options: argparse.Namespace) -> int:
    cursor = store.read().execute("SELECT * FROM load ORDER BY load_id")
    names = [column[0] for column in cursor.description]
    loads = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    if options.json:
        print(json.dumps(loads, indent=2, default=str))
        return PUBLISHED
    for load in loads:
        state = f"withdrawn in version {load['version_to']}" if load["version_to"] else "published"
        print(
            f"{load['load_id']:4}  version {load['version_from']:<4} {load['loaded_at']:%d %b %Y}  "
            f"{load['row_count']:7,} rows  {state:24} {load['file_name']}  ({load['layout']})"
        )
    return PUBLISHED


def _undo(store: Store, options: argparse.Namespace) -> int:
    version = publish.withdraw(store, options.load, recompute, who=local_name(), note=options.note)
    _say(
        f"Load {options.load} is withdrawn. Version {version} is in force; the figures that the load had replaced are back."
    )
    maintenance.catch_up_audit(_say, store)
    if options.json:
        print(json.dumps({"withdrawn": options.load, "version": version}))
    return PUBLISHED


def _templates(store: Store, options: argparse.Namespace) -> int:
    written = [str(path) for path in templates.write(options.folder)]
    print(json.dumps(written) if options.json else "\n".join(written))
    return PUBLISHED


def _say(message: str) -> None:
    """A message to people; what a file's name or cells hold cannot steer their terminal."""
    print("".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in message), file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
