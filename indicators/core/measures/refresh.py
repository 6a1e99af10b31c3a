"""Bringing the measures of a draft up to date: those that a load touches, or all where the code has changed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from duckdb import DuckDBPyConnection

from data.loading.software import Software
from data.query import one
from data.storage.entries import of_loads
from data.tables import FIGURES, POPULATIONS, RECORDS, REGISTERS
from indicators.core import disclosure
from indicators.core.figures import Activity, Published
from indicators.core.measures.tables_read import tables_read
from indicators.core.model import Indicator

ROOM = Path(__file__).parents[2]
DATA = ROOM.parent / "data"
IN_FORCE = ("precedence.py", "entries.py", "moved_records.py")
"""The modules of the store by which a row is in force."""


def recompute(connection: DuckDBPyConnection, version: int) -> None:
    """Bring measures and targets of a draft up to date; handed to the store's publish.

    Indicators that read none of what the draft loads or withdraws keep their measures, unless the
    declarations or methods have changed since the last version.
    """
    from indicators import catalogue

    declared = catalogue()
    last = one(connection, "SELECT code, strategies FROM computation ORDER BY version DESC LIMIT 1")
    same_rule = bool(last and last[0] == fingerprint())
    if last and same_rule:
        stale = {*touched(connection, declared, version)}
        if (
            last[1] != strategies_fingerprint()
        ):  # they name the bodies of which records are counted, and whose residents
            by_bodies = {*POPULATIONS, *RECORDS}
            stale |= {name for name, indicator in declared.items() if tables_read(indicator) & by_bodies}
        declared = {name: indicator for name, indicator in declared.items() if name in stale}
    _bring_up_to_date(connection, declared, version, same_rule=same_rule)


def recompute_all(connection: DuckDBPyConnection, version: int) -> None:
    """Compute every measure again, whatever has changed."""
    from indicators import catalogue

    _bring_up_to_date(connection, catalogue(), version, same_rule=False)


def _bring_up_to_date(
    connection: DuckDBPyConnection, declared: Mapping[str, Indicator], version: int, *, same_rule: bool
) -> None:
    import pandas as pd

    from indicators.core.disclosure import audit
    from indicators.core.measures import engine, kept_counts
    from indicators.core.measures.kept_counts import KeptCounts
    from indicators.core.strategy import targets
    from indicators.core.strategy.reading import strategies

    if not same_rule:
        kept_counts.forget(connection)
    parts = []
    for illustrative in (False, True):
        kept = KeptCounts(connection, version, fingerprint(), illustrative)
        if not illustrative or made_up(connection, version):
            parts.append(engine.compute(connection, declared, version, illustrative=illustrative, kept=kept))
        kept.write()
    fresh = pd.concat(parts, ignore_index=True)
    engine.write(connection, fresh, version, tuple(declared))
    audit.refuse_what_tells(connection, declared, disclosure.threshold(), earlier=same_rule)
    targets.write(connection, version, strategies().values())
    connection.execute(
        "INSERT INTO computation (version, code, strategies, indicators) VALUES (?, ?, ?, ?)",
        [version, fingerprint(), strategies_fingerprint(), len(declared)],
    )


def made_up(connection: DuckDBPyConnection, version: int) -> bool:
    """Is any load in force one that was made up to try the dashboard with?"""
    return (
        one(connection, f"SELECT 1 FROM load WHERE {of_loads(illustrative=True)} LIMIT 1", {"version": version})
        is not None
    )


def touched(connection: DuckDBPyConnection, declared: Mapping[str, Indicator], version: int) -> list[str]:
    """Indicators that read a source, a series, a register, records or residents which a load of this version brings or withdraws."""
    rows = " UNION ".join(
        f"SELECT figure.source, figure.series FROM {table} AS figure JOIN load USING (load_id) "
        "WHERE load.version_from = $version OR load.version_to = $version"
        for table in FIGURES
    )
    moved = {*readers(declared, set(connection.execute(rows, {"version": version}).fetchall()))}
    tables = tables_moved(connection, version)
    return [name for name, indicator in declared.items() if name in moved or tables_read(indicator) & tables]


def tables_moved(connection: DuckDBPyConnection, version: int) -> set[str]:
    """The registers, records and counts of residents of which a load of this version brings rows or withdraws some."""
    rows = connection.execute(
        "SELECT DISTINCT table_name FROM load WHERE version_from = $version OR version_to = $version",
        {"version": version},
    ).fetchall()
    return {table for (table,) in rows} & {*REGISTERS, *POPULATIONS, *RECORDS}


def readers(declared: Mapping[str, Indicator], moved: set[tuple[str, str]]) -> list[str]:
    """Indicators that read any of these sources and series."""
    sources, series = {source for source, _ in moved}, {name for _, name in moved}
    return [name for name, indicator in declared.items() if name in series or _reads(indicator, moved, sources)]


def unclaimed(connection: DuckDBPyConnection, version: int) -> list[str]:
    """Ids in what a version loads in the common format by which no indicator goes, so that nothing shows them."""
    from indicators import catalogue

    found = connection.execute(
        "SELECT DISTINCT series FROM published_value JOIN load USING (load_id) "
        "WHERE load.version_from = $version AND load.layout = 'common' "
        "AND NOT list_contains($known, series) ORDER BY 1",
        {"version": version, "known": list(catalogue())},
    )
    return [name for (name,) in found.fetchall()]


def in_other_units(connection: DuckDBPyConnection, version: int) -> list[tuple[str, str]]:
    """Indicators that a version loads in the common format in a unit of another kind than theirs, with that unit."""
    from indicators import catalogue

    found = connection.execute(
        "SELECT DISTINCT series, unit FROM published_value JOIN load USING (load_id) "
        "WHERE load.version_from = $version AND load.layout = 'common' "
        "AND list_contains($known, series) AND unit <> '' ORDER BY ALL",
        {"version": version, "known": list(catalogue())},
    )
    return [(name, unit) for name, unit in found.fetchall() if _kind(unit) != _kind(catalogue()[name].unit)]


def _kind(unit: str) -> str:
    """What decides how large a number is: per cent, per so many, out of so many, or plain."""
    if unit.strip().startswith(("%", "per cent", "percentage", "points")):
        return "%"
    base = re.match(r"(?:per|out of) [\d,]+", unit.strip())
    return base[0] if base else ""


def _reads(indicator: Indicator, moved: set[tuple[str, str]], sources: set[str]) -> bool:
    for figures in indicator.figures:
        if isinstance(figures, Activity):
            if figures.source in sources:
                return True
        elif isinstance(figures, Published) and any(
            tuple(source.split(":", 1)) in moved for source in figures.sources if ":" in source
        ):
            return True
    return False


def software() -> Software:
    """What measures and targets follow from in this release, beside the files that are loaded."""
    return Software(fingerprint(), strategies_fingerprint())


def fingerprint() -> str:
    """A short name for what measures follow from beside the files: the code, and how few people are hidden."""
    fewest = disclosure.threshold()
    return _of_code() if fewest == disclosure.USUAL else f"{_of_code()}-{fewest}"


@cache
def _of_code() -> str:
    """A short name for the code that measures follow from: it changes when any of it does.

    That is all of this room, since no list of the modules that matter could be trusted, with the rule by which a row
    is in force and the contracts of the tables.  The strategies have a name of their own.  Left out are the versions
    of the libraries, whose last decimal places would make figures look changed that are not.
    """
    return _digest(
        [*ROOM.rglob("*.py"), *(DATA / "storage" / name for name in IN_FORCE), *(DATA / "tables").rglob("*.py")],
        DATA.parent,
    )


@cache
def strategies_fingerprint() -> str:
    """A short name for the strategies' files, whose targets are written into each version that is computed."""
    from indicators.core.strategy import reading

    folder = reading.folder()
    return _digest(folder.glob("*.yaml"), folder)


def _digest(files: Iterable[Path], root: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
