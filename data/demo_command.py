"""The command that makes up records and loads them, marked as illustrative, or takes them out of force again."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from data import maintenance
from data.demo import files
from data.demo.people import Bodies
from data.loading import publish, upload_folder
from data.loading.incoming import Incoming, Origin
from data.loading.publish import Recompute
from data.people.records import local_name
from data.problems import UnreadableFileError, summary
from data.storage.versions import Store, StoreError
from indicators import catalogue
from indicators.core.model import Polarity, Role
from indicators.core.records import Answers
from indicators.core.strategy.model import Strategy
from indicators.core.strategy.reading import chosen, strategies

PUBLISHED, PROBLEMS = 0, 1
ROWS, SEED = 200_000, 1
ORIGIN = Origin(title="Illustrative data, made up by the dashboard", publisher="Nobody: it is made up")
Say = Callable[[str], None]


def add(commands: Any, shared: argparse.ArgumentParser, recompute: Recompute, say: Say) -> None:
    """Add the command to a parser."""
    demo = commands.add_parser(
        "demo", parents=[shared], help="make up records to try the dashboard with, and load them marked as illustrative"
    )
    demo.add_argument("--rows", type=int, default=ROWS, metavar="N", help=f"how many referrals (default: {ROWS:,})")
    demo.add_argument("--seed", type=int, default=SEED, metavar="S", help="the same seed makes the same files")
    demo.add_argument("--files", type=Path, metavar="DIR", help="keep the files in this folder")
    demo.add_argument(
        "--strategy", metavar="ID", help="the strategy whose place it is (default: the one the pages show)"
    )
    demo.add_argument(
        "--withdraw", action="store_true", help="take all that was made up out of force, and make nothing"
    )
    demo.set_defaults(command=partial(_demo, recompute, say))


def _demo(recompute: Recompute, say: Say, store: Store, options: argparse.Namespace) -> int:
    illustrative_loads = publish.illustrative(store.read())
    if options.withdraw:
        return _withdraw(recompute, say, store, illustrative_loads)
    if illustrative_loads:
        listed = ", ".join(map(str, illustrative_loads))
        raise StoreError(
            f"Illustrative data is held already (loads {listed}), and two made-up places would be added up. Nothing was "
            "changed. Take it out of force first: python -m data demo --withdraw"
        )
    try:
        if options.files is None:
            with upload_folder.temporary_folder("illustrative-") as folder:
                return _load(recompute, say, store, folder, options)
        options.files.mkdir(parents=True, exist_ok=True)
        return _load(recompute, say, store, options.files, options)
    except (ValueError, UnreadableFileError) as fault:
        raise StoreError(str(fault)) from fault


def _load(recompute: Recompute, say: Say, store: Store, folder: Path, options: argparse.Namespace) -> int:
    """Make the files and publish them as one version, by the way that every file goes."""
    asks = {
        name: indicator.polarity is not Polarity.LOWER
        for name, indicator in catalogue().items()
        if any(isinstance(figures, Answers) for figures in indicator.figures)
    }
    bodies = bodies_of(chosen(strategies(), options.strategy))
    paths = files.write(folder, options.rows, options.seed, bodies, asks)
    incoming = [Incoming(path, origin=ORIGIN, illustrative=True) for path in paths]
    note = f"Illustrative data: {options.rows:,} referrals, seed {options.seed}"
    outcomes = publish.load_together(store, incoming, recompute, who=local_name(), note=note)
    for outcome in outcomes:
        if outcome.checked is not None:
            say(f"{outcome.checked.path.name}: {outcome.checked.rows:,} rows, {outcome.state}.")
            for line in summary(outcome.checked.problems):
                say(f"  {line}")
    if not all(outcome.published for outcome in outcomes):
        return PROBLEMS
    maintenance.catch_up_audit(say, store)
    say(
        f"Version {outcomes[0].version} holds illustrative data. It counts in no verdict, slide or file. Pages show it where "
        "their link ends with illustrative=1; the foot of every page offers that."
    )
    return PUBLISHED


def bodies_of(strategy: Strategy) -> Bodies:
    """Who stands for the place of a strategy.  Raises ``ValueError`` where it names no council, commissioner or trust."""
    code_by_role: dict[Role, str] = {}
    for role in (Role.LOCAL_AUTHORITY, Role.SUB_ICB, Role.MENTAL_HEALTH_TRUST, Role.COMMUNITY_TRUST):
        standing = strategy.who_stands_for(role)
        if not standing and role is not Role.COMMUNITY_TRUST:
            raise ValueError(
                f"{strategy.name} names no {role}, so no records can be made up for it. Name another --strategy."
            )
        code_by_role[role] = standing[0].code if standing else code_by_role[Role.MENTAL_HEALTH_TRUST]
    return Bodies(*code_by_role.values())


def _withdraw(recompute: Recompute, say: Say, store: Store, illustrative_loads: list[int]) -> int:
    """Take every illustrative load out of force, in one version."""
    if not illustrative_loads:
        say("No illustrative data is held. Nothing changed.")
        return PUBLISHED
    with store.next_version() as draft:
        for load_id in illustrative_loads:
            publish.mark_withdrawn(draft.connection, load_id, draft.number)
        recompute(draft.connection, draft.number)
        publish.record(draft.connection, draft.number, "undo", local_name(), "Withdrew the illustrative data")
    maintenance.catch_up_audit(say, store)
    say(f"The illustrative data is out of force. Version {store.version} holds real figures only.")
    return PUBLISHED
