"""Targets in the store, so that a version also says what was aimed at: the strategy's own, and those entered here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from math import isfinite
from typing import Any

from duckdb import DuckDBPyConnection

from data.loading import publish
from data.storage.draft import NothingToPublish
from data.storage.versions import Store, StoreError
from data.tables.target import TARGET
from indicators import catalogue
from indicators.core.model import Method
from indicators.core.strategy.model import Strategy
from indicators.core.strategy.target_model import DIRECTIONS, LEVELS, Target

STATED = [name for name in TARGET.names if name not in ("version_from", "version_to")]
NAMES = {"since": "valid_from", "by": "due_by"}


def write(connection: DuckDBPyConnection, version: int, strategies: Iterable[Strategy]) -> None:
    """Close targets of the strategies' files that changed or went, add new ones, keep the rest."""
    connection.execute(TARGET.create("stated").replace("CREATE TABLE IF NOT EXISTS", "CREATE OR REPLACE TEMP TABLE"))
    for strategy in strategies:
        for target in strategy.targets:
            _insert(connection, "stated", strategy, target, version)
    same = " AND ".join(f"target.{name} IS NOT DISTINCT FROM stated.{name}" for name in STATED)
    connection.execute(
        f"UPDATE target SET version_to = $version WHERE version_to IS NULL AND coalesce(entered_by, '') = '' "
        f"AND NOT EXISTS (SELECT 1 FROM stated WHERE {same})",
        {"version": version},
    )
    connection.execute(
        f"INSERT INTO target BY NAME SELECT * FROM stated "
        f"WHERE NOT EXISTS (SELECT 1 FROM target WHERE version_to IS NULL AND {same})"
    )


def of_version(connection: DuckDBPyConnection, version: int, strategy: Strategy) -> tuple[Target, ...]:
    """The targets of a strategy that a version knows."""
    cursor = connection.execute(
        "SELECT * FROM target WHERE version_from <= $version AND (version_to IS NULL OR version_to > $version) "
        "AND strategy = $strategy ORDER BY indicator, level, version_from DESC",
        {"version": version, "strategy": strategy.id},
    )
    names = [column[0] for column in cursor.description]
    return tuple(_target(dict(zip(names, row, strict=True))) for row in cursor.fetchall())


def enter(store: Store, strategy: Strategy, target: Target, note: str) -> int:
    """Publish a target that somebody enters, in place of what was entered at its level; return the version.

    ``note`` is its line in the history.  Raises ``ValueError`` where it is not whole, naming what is missing, and
    ``StoreError`` where the store cannot be written.
    """
    check(target)
    with store.next_version() as draft:
        _close(draft.connection, strategy, target.indicator, target.level, draft.number)
        _insert(draft.connection, "target", strategy, target, draft.number)
        publish.record(draft.connection, draft.number, "target", target.entered_by, note)
    return draft.number


def withdraw(store: Store, strategy: Strategy, indicator: str, level: str, who: str, note: str) -> int:
    """Withdraw a target that was entered; what the strategy's file states counts again.  Return the version.

    Raises ``StoreError`` where none was entered.
    """
    version = None
    try:
        with store.next_version() as draft:
            if not _close(draft.connection, strategy, indicator, level, draft.number):
                raise NothingToPublish
            publish.record(draft.connection, draft.number, "target", who, note)
            version = draft.number
    except NothingToPublish:
        pass
    if version is None:
        raise StoreError("No target of that level was entered here. Those of the strategy are in its own file.")
    return version


def check(target: Target) -> None:
    """Raise ``ValueError`` naming what is missing or cannot be in a target that somebody enters."""
    if target.indicator not in catalogue():
        raise ValueError(f"There is no indicator {target.indicator!r}.")
    stated = {"owner": target.owner, "source": target.source}
    for name, words in (stated | {"name of who enters it": target.entered_by}).items():
        if not words.strip():
            raise ValueError(f"Say the {name}: a target without it could not be answered for.")
    if target.level not in LEVELS or target.direction not in DIRECTIONS:
        raise ValueError(f"Say whose it is ({', '.join(LEVELS)}) and which way ({', '.join(DIRECTIONS)}).")
    if target.value is None or not isfinite(target.value):
        raise ValueError("Give the level as a number, in the indicator's unit.")
    declared = catalogue()[target.indicator]
    if declared.method is Method.PROPORTION and not 0 <= target.value <= declared.multiplier:
        raise ValueError(f"Give the level between 0 and {declared.multiplier:.0f}: it is a share, in {declared.unit}.")
    if target.since and target.by and target.by < target.since:
        raise ValueError("It is due before it begins: check the two dates.")


def _close(connection: DuckDBPyConnection, strategy: Strategy, indicator: str, level: str, version: int) -> bool:
    closed = connection.execute(
        "UPDATE target SET version_to = ? WHERE strategy = ? AND indicator = ? AND level = ? AND version_to IS NULL "
        "AND coalesce(entered_by, '') <> '' RETURNING indicator",
        [version, strategy.id, indicator, level],
    ).fetchall()
    return bool(closed)


def _insert(connection: DuckDBPyConnection, table: str, strategy: Strategy, target: Target, version: int) -> None:
    row = {
        "strategy": strategy.id,
        "indicator": target.indicator,
        "level": target.level,
        "direction": target.direction,
        "value": target.value,
        "words": target.words,
        "owner": target.owner,
        "valid_from": target.since,
        "due_by": target.by,
        "body": target.body or None,
        "months": target.months,
        "source": target.source,
        "entered_by": target.entered_by or None,
        "version_from": version,
    }
    connection.execute(f"INSERT INTO {table} BY NAME SELECT {', '.join(f'${name} AS {name}' for name in row)}", row)


def _target(row: dict[str, Any]) -> Target:
    return Target(
        indicator=row["indicator"],
        level=row["level"],
        owner=row["owner"],
        words=row["words"],
        direction=row["direction"],
        source=row["source"],
        value=row["value"],
        since=_day(row["valid_from"]),
        by=_day(row["due_by"]),
        entered_by=row.get("entered_by") or "",
        body=row["body"] or "",
        months=row["months"],
    )


def _day(moment: date | datetime | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment
