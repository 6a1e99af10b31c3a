"""Bringing the measures of a draft up to date: those that a load touches, or all where the code has changed."""

from __future__ import annotations

from collections.abc import Mapping

from duckdb import DuckDBPyConnection

from data.query import one
from data.storage.entries import of_loads
from data.tables import POPULATIONS, RECORDS
from indicators.core import disclosure
from indicators.core.measures import fingerprints
from indicators.core.measures.stale import touched
from indicators.core.measures.tables_read import tables_read
from indicators.core.model import Indicator

LAST = "SELECT code, strategies FROM computation ORDER BY version DESC LIMIT 1"
"""What computed the measures of the last version."""


def recompute(connection: DuckDBPyConnection, version: int) -> None:
    """Bring measures and targets of a draft up to date; handed to the store's publish.

    Indicators that read none of what the draft loads or withdraws keep their measures, unless the
    declarations or methods have changed since the last version.
    """
    from indicators import catalogue

    declared = catalogue()
    last = one(connection, LAST)
    same_code = bool(last and last[0] == fingerprints.of_code())
    if last and same_code:
        stale = {*touched(connection, declared, version)}
        if (
            last[1] != fingerprints.of_strategies()
        ):  # they name the bodies of which records are counted, and whose residents
            by_bodies = {*POPULATIONS, *RECORDS}
            stale |= {name for name, indicator in declared.items() if tables_read(indicator) & by_bodies}
        declared = {name: indicator for name, indicator in declared.items() if name in stale}
    _bring_up_to_date(connection, declared, version, anew=not same_code)


def recompute_all(connection: DuckDBPyConnection, version: int) -> None:
    """Compute every measure again, whatever has changed."""
    from indicators import catalogue

    _bring_up_to_date(connection, catalogue(), version, anew=True)


def _bring_up_to_date(
    connection: DuckDBPyConnection, declared: Mapping[str, Indicator], version: int, *, anew: bool
) -> None:
    import pandas as pd

    from indicators.core.disclosure import hide_more
    from indicators.core.measures import engine, kept_counts
    from indicators.core.measures.kept_counts import KeptCounts
    from indicators.core.strategy import targets
    from indicators.core.strategy.reading import strategies

    if anew:
        kept_counts.forget(connection)
    parts = []
    for illustrative in (False, True):
        counts = KeptCounts(connection, version, fingerprints.of_code(), illustrative)
        if not illustrative or made_up(connection, version):
            parts.append(engine.compute(connection, declared, version, illustrative=illustrative, kept_counts=counts))
        counts.write()
    # Where another rule hides from now on, what earlier versions showed is not compared: that is shown already.
    last = one(connection, LAST)
    same_rule = last is not None and last[0] == fingerprints.of_code()
    before = hide_more.shown_before(connection, tuple(declared), version) if same_rule else None
    fresh = hide_more.hide_what_tells(pd.concat(parts, ignore_index=True), declared, disclosure.threshold(), before)
    engine.write(connection, fresh, version, tuple(declared))
    targets.write(connection, version, strategies().values())
    connection.execute(
        "INSERT INTO computation (version, code, strategies, indicators) VALUES (?, ?, ?, ?)",
        [version, fingerprints.of_code(), fingerprints.of_strategies(), len(declared)],
    )


def made_up(connection: DuckDBPyConnection, version: int) -> bool:
    """Is any load in force one that was made up to try the dashboard with?"""
    return (
        one(connection, f"SELECT 1 FROM load WHERE {of_loads(illustrative=True)} LIMIT 1", {"version": version})
        is not None
    )
