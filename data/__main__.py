"""The store from a command line: load, status, loads, undo, templates."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from data import bundle, publish, templates
from data.problems import errors, summary
from data.publish import Outcome
from data.reading import UnreadableFileError
from data.store import Store, StoreError, location
from indicators.core.measures import recompute

PUBLISHED, PROBLEMS, UNREADABLE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    store = Store(location(options.store))
    try:
        if bundle.ensure(store, recompute):
            _say(f"Made a new store at {store.folder} from the bundled figures.")
        return int(options.command(store, options))
    except StoreError as fault:
        _say(str(fault))
        return UNREADABLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data", description=__doc__)
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--store", metavar="DIR", help="the store's folder (default: data/store)")
    shared.add_argument("--json", action="store_true", help="answer in JSON on standard output")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    load = commands.add_parser("load", parents=[shared], help="check files and publish them, each as a new version")
    load.add_argument("files", nargs="+", type=Path, metavar="FILE")
    load.add_argument("--layout", help="read as this layout instead of recognising it")
    load.add_argument("--note", default="", help="why, for the history")
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

    template = commands.add_parser("templates", parents=[shared], help="write the common format's template and help")
    template.add_argument("folder", type=Path, metavar="DIR")
    template.set_defaults(command=_templates)
    return parser


def _load(store: Store, options: argparse.Namespace) -> int:
    results = [_load_one(store, path, options) for path in options.files]
    if options.json:
        print(json.dumps([result for _, result in results], indent=2, default=str))
    return max(code for code, _ in results)


def _load_one(store: Store, path: Path, options: argparse.Namespace) -> tuple[int, dict[str, object]]:
    try:
        if options.check_only:
            outcome = Outcome(publish.dry_run(store, path, options.layout), None, store.version, "checked")
        else:
            outcome = publish.load(
                store, path, recompute, layout=options.layout, who=getpass.getuser(), note=options.note,
            )
    except UnreadableFileError as fault:
        _say(str(fault))
        return UNREADABLE, {"file": str(path), "state": "could not read", "reason": str(fault)}
    _tell(path, outcome)
    refused = outcome.checked is not None and outcome.checked.refused
    return (PROBLEMS if refused else PUBLISHED), _as_json(path, outcome)


def _tell(path: Path, outcome: Outcome) -> None:
    if outcome.checked is None:
        _say(f"{path.name}: already load {outcome.load_id}. Nothing changed; version {outcome.version} stays.")
        return
    checked = outcome.checked
    _say(f"{path.name}: {checked.layout.title}, {checked.rows:,} rows.")
    for line in (*checked.said, *summary(checked.problems)):
        _say(f"  {line}")
    if checked.refused:
        _say(f"  Not published: {len(errors(checked.problems)):,} to mend. Version {outcome.version} stays as it was.")
    elif outcome.published:
        _say(f"  Published as load {outcome.load_id} in version {outcome.version}.")
    else:
        _say("  Nothing wrong with it. Not published: only checked.")


def _as_json(path: Path, outcome: Outcome) -> dict[str, object]:
    checked = outcome.checked
    return {
        "file": str(path), "state": outcome.state, "load": outcome.load_id, "version": outcome.version,
        "layout": checked.layout.name if checked else None, "rows": checked.rows if checked else None,
        "said": list(checked.said) if checked else [],
        "problems": [asdict(problem) for problem in checked.problems] if checked else [],
    }


def _status(store: Store, options: argparse.Namespace) -> int:
    cursor = store.read()
    version, at, who, what, note = cursor.execute("SELECT * FROM version ORDER BY version DESC LIMIT 1").fetchall()[0]
    held = cursor.execute("""
        SELECT source, count(*) AS figures, min(period_start), max(period_end)
        FROM measure WHERE version_to IS NULL GROUP BY source ORDER BY source
    """).fetchall()
    if options.json:
        print(json.dumps({
            "store": str(store.folder), "version": version, "published_at": at, "who": who, "what": what, "note": note,
            "sources": [dict(zip(("source", "figures", "first", "last"), row, strict=True)) for row in held],
        }, indent=2, default=str))
        return PUBLISHED
    print(f"Store    {store.folder}")
    print(f"Version  {version}, published {at:%d %B %Y at %H:%M} UTC by {who or 'somebody'}: {note}")
    print("Figures that indicators use, by source:")
    for source, figures, first, last in held:
        print(f"  {source:32} {figures:7,}  {first} to {last}")
    return PUBLISHED


def _loads(store: Store, options: argparse.Namespace) -> int:
    rows = store.read().execute("SELECT * FROM load ORDER BY load_id").df()
    if options.json:
        print(rows.to_json(orient="records", date_format="iso", indent=2))
        return PUBLISHED
    for row in rows.itertuples():
        state = f"withdrawn in version {row.version_to:.0f}" if row.version_to > 0 else "published"
        print(f"{row.load_id:4}  version {row.version_from:<4} {row.loaded_at:%d %b %Y}  {row.row_count:7,} rows  "
              f"{state:24} {row.file_name}  ({row.layout})")
    return PUBLISHED


def _undo(store: Store, options: argparse.Namespace) -> int:
    version = publish.withdraw(store, options.load, recompute, who=getpass.getuser(), note=options.note)
    _say(f"Load {options.load} is withdrawn. Version {version} is in force; what the load superseded is back.")
    if options.json:
        print(json.dumps({"withdrawn": options.load, "version": version}))
    return PUBLISHED


def _templates(store: Store, options: argparse.Namespace) -> int:
    for path in templates.write(options.folder):
        print(path)
    return PUBLISHED


def _say(message: str) -> None:
    print(message, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
