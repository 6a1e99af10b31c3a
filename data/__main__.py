"""The store from a command line: load files, look at what is held, undo, and keep it safe."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from data import demo_command, load_command, maintenance
from data.loading import bundle, publish, templates, upload_folder
from data.loading.software import of_version
from data.people.records import local_name
from data.problems import named
from data.storage.errors import PeopleError, engine_faults
from data.storage.ledger import BACKED_UP
from data.storage.versions import Store, StoreError, location
from indicators.core.measures.fingerprints import software
from indicators.core.measures.refresh import recompute

PUBLISHED, UNREADABLE = 0, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 where it did what was asked, 1 for problems in a file, 2 where it could not."""
    options = _parser().parse_args(arguments)
    store = Store(location(options.store))
    try:
        with engine_faults("The store could not be read or written"), upload_folder.folder():
            if options.reads_store and (message := bundle.ensure(store, recompute, software())):
                _say(message)
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

    load_command.add(commands, shared, recompute, _say)
    demo_command.add(commands, shared, recompute, _say)

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


def _status(store: Store, options: argparse.Namespace) -> int:
    cursor = store.read()
    newest = cursor.execute("SELECT * FROM version ORDER BY version DESC LIMIT 1").fetchall()
    version, at, who, action, note = newest[0]
    computed = of_version(cursor, version)
    backup = next((line for line in reversed(store.ledger.entries()) if line["what"] == BACKED_UP), None)
    source_rows = cursor.execute("""
        SELECT source, count(*) AS figures, min(period_start), max(period_end)
        FROM measure WHERE version_to IS NULL AND NOT illustrative GROUP BY source ORDER BY source
    """).fetchall()
    if options.json:
        print(
            json.dumps(
                {
                    "store": str(store.folder),
                    "version": version,
                    "published_at": at,
                    "who": who,
                    "what": action,
                    "note": note,
                    "software": computed.code if computed else None,
                    "last_backup": backup,
                    "sources": [
                        dict(zip(("source", "figures", "first", "last"), row, strict=True)) for row in source_rows
                    ],
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
    for source, figures, first, last in source_rows:
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
            f"{load['row_count']:7,} rows  {state:24} {named(load['file_name'], load['sheet'] or '')}  ({load['layout']})"
            f"{'  illustrative' if load['illustrative'] else ''}"
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
