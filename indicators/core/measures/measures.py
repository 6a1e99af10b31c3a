"""Reading measures: as today, as a version was, or as had been published by a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from duckdb import DuckDBPyConnection

from data.query import one
from data.storage.versions import Store, StoreError
from indicators.core.model import Indicator

if TYPE_CHECKING:
    import pandas as pd

LOCAL = "local"
"""The word for whatever stands for the place."""


def measures(store: Store, indicator: str | None = None, version: int | None = None) -> pd.DataFrame:
    """The real measures of one indicator, or of all, in the version given (``None``: in force).

    Raises ``StoreError`` for a version that never was.
    """
    return measures_in(store.read(), _version_or_newest(store, version), indicator)


def measures_in(
    connection: DuckDBPyConnection, version: int, indicator: str | None = None, *, illustrative: bool = False
) -> pd.DataFrame:
    """The same from a connection: of the store, or of a draft that nobody has published.

    Measures of data that were made up are given where they are asked for, and then alone.
    """
    rows = connection.execute(
        """
        SELECT * EXCLUDE (version_to) FROM measure
        WHERE version_from <= $version AND (version_to IS NULL OR version_to > $version)
          AND ($indicator IS NULL OR indicator = $indicator) AND illustrative IS NOT DISTINCT FROM $illustrative
        ORDER BY indicator, area, dimension, category, step_months, period_start, period_end
        """,
        {"version": version, "indicator": indicator, "illustrative": illustrative},
    ).df()
    return rows.astype(dict.fromkeys(rows.select_dtypes("str"), object))  # text in plain arrays: it is read often


def beyond_bounds(connection: DuckDBPyConnection, version: int) -> list[tuple[str, int, int, float]]:
    """New figures that their indicator cannot have, such as 345%: each with its load and row."""
    from indicators import catalogue

    declared = catalogue()
    new_figures = connection.execute(
        "SELECT indicator, load_id, row_number, value FROM measure "
        "WHERE version_from = $version AND value IS NOT NULL AND row_number IS NOT NULL ORDER BY ALL",
        {"version": version},
    ).fetchall()
    return [row for row in new_figures if row[0] in declared and not _within(row[3], declared[row[0]].bounds)]


def _within(value: float, bounds: tuple[float | None, float | None]) -> bool:
    least, most = bounds
    return (least is None or value >= least) and (most is None or value <= most)


def places_moved(connection: DuckDBPyConnection, version: int) -> dict[str, set[tuple[str, str]]]:
    """Of each indicator with a real figure that is new, revised or gone in a version: whose, as code and capacity."""
    indicator_places = connection.execute(
        "SELECT indicator, list(DISTINCT area || ' ' || role) FROM measure "
        "WHERE (version_from = $version OR version_to = $version) AND NOT illustrative GROUP BY 1",
        {"version": version},
    ).fetchall()
    return {
        name: {(place.partition(" ")[0], place.partition(" ")[2]) for place in places}
        for name, places in indicator_places
    }


def last_moved(connection: DuckDBPyConnection, version: int) -> int | None:
    """The newest version, up to one, that brought another real figure than the version before; ``None`` where none did.

    A version of a target, or of nothing but a new table, brought none.
    """
    row = one(
        connection,
        """
        SELECT max(moved) FROM (SELECT unnest([version_from, version_to]) AS moved FROM measure WHERE NOT illustrative)
        WHERE moved > 1 AND moved <= $version
        """,
        {"version": version},
    )
    return None if row is None or row[0] is None else int(row[0])


def measures_as_at(
    store: Store, name: str, indicator: Indicator, day: date, version: int | None = None
) -> pd.DataFrame:
    """One indicator's measures from what had been published by a day, computed again.

    Where a release is unknown, the end of its period and the publisher's usual months stand for it: ``about``.
    """
    from indicators.core.measures import engine

    return engine.compute(store.read(), {name: indicator}, _version_or_newest(store, version), day)


def _version_or_newest(store: Store, version: int | None) -> int:
    current = store.version
    if version is None:
        return current
    if not 1 <= version <= current:
        raise StoreError(f"There is no version {version}. The versions are 1 to {current}.")
    return version


def named(connection: DuckDBPyConnection) -> dict[str, str]:
    """The names of places and bodies, by canonical code."""
    return dict(connection.execute("SELECT code, name FROM area WHERE name IS NOT NULL ORDER BY code").fetchall())


def resolve_area(connection: DuckDBPyConnection, area: str, indicator: Indicator) -> tuple[str, ...]:
    """The codes meant: ``local`` is whatever stands for the place here; an alias is its canonical code.

    Raises ``StoreError`` for a code that nothing goes by.
    """
    if is_local(area):
        return local_codes(indicator)
    row = one(
        connection,
        "SELECT code FROM area WHERE upper(code) = $given OR list_contains(string_split(coalesce(aliases, ''), ';'), $given)",
        {"given": area.strip().upper()},
    )
    if row is None:
        row = one(connection, "SELECT area FROM measure WHERE upper(area) = ? LIMIT 1", [area.strip().upper()])
    if row is None:
        raise StoreError(f"No place or body goes by {area!r}. Give its ONS or ODS code, or the word {LOCAL}.")
    return (str(row[0]),)


def of_area(rows: pd.DataFrame, connection: DuckDBPyConnection, area: str, indicator: Indicator) -> pd.DataFrame:
    """The rows of an area; of ``local`` those of its bodies in the capacity in which they stand for the place."""
    codes = resolve_area(connection, area, indicator)
    if not is_local(area):
        return rows[rows["area"].isin(codes)]
    whose = {(place.code, role) for place in indicator.places for role in (place.role, "area")}
    stands = [pair in whose for pair in zip(rows["area"], rows["role"], strict=True)]
    return rows[np.array(stands, dtype=bool)]


def is_local(area: str) -> bool:
    """Does a word ask for whatever stands for the place?"""
    return area.strip().lower() in (LOCAL, "")


def local_codes(indicator: Indicator) -> tuple[str, ...]:
    """The codes that stand for the place in this indicator, the leading one first."""
    return tuple(dict.fromkeys(place.code for place in indicator.places))
