"""The store's upkeep from a command line: verify, backup, restore, rebuild, erase, go-back."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from data.loading.erase import erase
from data.loading.publish import Recompute
from data.loading.rebuild import rebuild
from data.people import People, audit, entries
from data.people.records import local_name
from data.people.sqlite_file import SqliteFile
from data.storage import backup
from data.storage.clock import now
from data.storage.errors import PeopleError
from data.storage.verify import verify
from data.storage.versions import Store

WELL, PROBLEMS, BROKEN = 0, 1, 2
PUT_ASIDE = "put-aside-people-"
Say = Callable[[str], None]


def add_commands(commands: Any, shared: argparse.ArgumentParser, recompute: Recompute, say: Say) -> None:
    """Add the commands of upkeep to a parser.  None of them needs a store that can be read."""

    def command(name: str, does: Callable[..., int], about: str) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = commands.add_parser(name, parents=[shared], help=about)
        parser.set_defaults(command=does, reads_store=False)
        return parser

    command("verify", partial(_verify, say), "read everything in full and say what is not as it was published")
    parser = command("backup", partial(_backup, say), "copy the whole store into a new folder, while it is used")
    parser.add_argument("path", type=Path, metavar="PATH")
    parser = command("restore", partial(_restore, say), "put a backup in place of the store, which is put aside")
    parser.add_argument("path", type=Path, metavar="PATH")
    parser.add_argument(
        "--only", choices=("figures", "people"), help="the figures, or what people wrote, and not the other"
    )
    parser = command("rebuild", partial(_rebuild, say, recompute), "make the store again from its original files")
    parser.add_argument("--from", type=Path, metavar="FOLDER", dest="more", help="where files are that are not kept")
    parser.add_argument("--anyway", action="store_true", help="make as much as a ledger names whose end is lost")
    parser.add_argument("--note", default="", help="why, for the history")
    parser = command("erase", partial(_erase, say, recompute), "remove a load's rows, original file and kept versions")
    parser.add_argument("load", type=int, metavar="LOAD")
    parser.add_argument("--note", default="", help="why, for the history")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser = command("go-back", partial(_go_back, say), "put an older version in force again")
    parser.add_argument("version", type=int, metavar="VERSION")


def _answer(options: argparse.Namespace, **fields: object) -> None:
    if options.json:
        print(json.dumps(fields, indent=2, default=str))


def _verify(say: Say, store: Store, options: argparse.Namespace) -> int:
    if store.is_new:
        say(f"There is no store at {store.folder}. Run: python -m data status")
        _answer(options, store=store.folder, state="none", findings=[])
        return BROKEN
    people = People(store.folder)
    findings = verify(store, people.damage, say)
    for finding in findings:
        say(f"{finding.where}: {finding.words}")
    broken = any(finding.blocks for finding in findings)
    state = "broken" if broken else "problems" if findings else "whole"
    if not findings:
        say(f"Version {store.version} and everything it rests on is whole.")
    _answer(options, store=store.folder, state=state, findings=[asdict(finding) for finding in findings])
    return BROKEN if broken else PROBLEMS if findings else WELL


def _backup(say: Say, store: Store, options: argparse.Namespace) -> int:
    copy = backup.back_up(store, options.path, People(store.folder).copy_to, local_name())
    say(f"Version {copy.version} is backed up at {copy.path}, {copy.size / 1e6:,.1f} MB, checked while it was copied.")
    say(f"To put it back: python -m data restore {copy.path}")
    _answer(options, backup=copy.path, version=copy.version, bytes=copy.size)
    return WELL


def _restore(say: Say, store: Store, options: argparse.Namespace) -> int:
    parts = {"figures": backup.FIGURES, "people": backup.PEOPLES, None: (*backup.FIGURES, *backup.PEOPLES)}
    restored = backup.restore(store, options.path, local_name(), parts[options.only])
    if options.only != "figures":
        _take_in(say, store)
    _record(say, store, "put back a backup", f"version {restored}", str(options.path))
    aside = [str(path) for path in backup.put_aside(store.folder)][-1:]
    subject = "What people wrote is" if options.only == "people" else f"Version {restored} is in force,"
    say(f"{subject} as it was in the backup. Restart the dashboard where it is running.")
    if aside:
        say(f"What was there before is in {aside[0]}. Delete that folder once you no longer need it.")
    _answer(options, version=store.version, put_aside=aside)
    return WELL


def _take_in(say: Say, store: Store) -> None:
    """Where what people write is in a database, have it hold what the backup brought; what it held is put aside."""
    people = People(store.folder)
    if isinstance(people.engine, SqliteFile):
        return  # the file lies where it belongs
    aside = store.folder / f"{PUT_ASIDE}{now():%Y-%m-%d-%H%M%S}.sqlite"
    people.copy_to(aside)
    people.take_in(people.file)
    say(f"What people had written is in {aside}. Delete that file once you no longer need it.")


def _rebuild(say: Say, recompute: Recompute, store: Store, options: argparse.Namespace) -> int:
    version = rebuild(
        store,
        recompute,
        who=local_name(),
        note=options.note,
        extra_folder=options.more,
        anyway=options.anyway,
        tell=say,
    )
    catch_up_audit(say, store)
    say(f"The store is made again from its original files. Version {version} is in force.")
    _answer(options, version=version)
    return WELL


def _erase(say: Say, recompute: Recompute, store: Store, options: argparse.Namespace) -> int:
    if sys.stdin.isatty() and not options.yes:
        say(f"Load {options.load} will be erased: its rows, its original file and every kept version that has it.")
        say("This cannot be undone. Type the number of the load to go on:")
        if sys.stdin.readline().strip() != str(options.load):
            say("Nothing was changed.")
            return PROBLEMS
    erased = erase(store, options.load, recompute, who=local_name(), why=options.note)
    say(
        f"Load {erased.load_id} is erased. Version {erased.version} is in force; its number stays, so that nobody wonders."
    )
    if erased.kept_for:
        loads = ", ".join(map(str, erased.kept_for))
        say(f"Its original file is still kept, because it brought load {loads} too. Erase that as well to remove it.")
    if erased.versions_removed:
        say(f"Kept versions removed: {', '.join(map(str, erased.versions_removed))}.")
    try:
        entries.forget(People(store.folder), erased.load_id)
        audit.forget_details(People(store.folder), erased.load_version)
        audit.record_versions(People(store.folder), store)
    except PeopleError as fault:
        say(f"What people wrote of it could not be cleared: {fault} Then say the same again: erase {erased.load_id}")
    for path in erased.backups:
        say(f"It is still in this backup: {path}. Delete it, or keep it only as your rules allow.")
    _answer(options, **asdict(erased))
    return WELL


def _go_back(say: Say, store: Store, options: argparse.Namespace) -> int:
    store.go_back(options.version, local_name())
    _record(say, store, "went back", f"version {options.version}")
    say(f"Version {options.version} is in force again. Newer versions are kept, and their numbers are not used again.")
    _answer(options, version=options.version)
    return WELL


def _record(say: Say, store: Store, action: str, subject: str, detail: str = "") -> None:
    """Write into the audit what made no version; where that cannot be done, the ledger has it."""
    try:
        audit.record(People(store.folder), local_name(), action, subject, detail)
    except PeopleError as fault:
        say(f"It is done; its line in the audit could not be written. {fault}")


def catch_up_audit(say: Say, store: Store) -> None:
    """Write new versions into the audit; where that cannot be done just now, it is done later, and said."""
    try:
        audit.record_versions(People(store.folder), store)
    except PeopleError as fault:
        say(audit.later(fault))
