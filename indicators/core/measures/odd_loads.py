"""What a version loads in the common format that no indicator can show as it is: an unknown id, another kind of unit."""

from __future__ import annotations

import re

from duckdb import DuckDBPyConnection


def unclaimed(connection: DuckDBPyConnection, version: int) -> list[str]:
    """Ids in what a version loads in the common format by which no indicator goes, so that nothing shows them."""
    from indicators import catalogue

    unknown_series = connection.execute(
        "SELECT DISTINCT series FROM published_value JOIN load USING (load_id) "
        "WHERE load.version_from = $version AND load.layout = 'common' "
        "AND NOT list_contains($known, series) ORDER BY 1",
        {"version": version, "known": list(catalogue())},
    )
    return [name for (name,) in unknown_series.fetchall()]


def in_other_units(connection: DuckDBPyConnection, version: int) -> list[tuple[str, str]]:
    """Indicators that a version loads in the common format in a unit of another kind than theirs, with that unit."""
    from indicators import catalogue

    loaded_units = connection.execute(
        "SELECT DISTINCT series, unit FROM published_value JOIN load USING (load_id) "
        "WHERE load.version_from = $version AND load.layout = 'common' "
        "AND list_contains($known, series) AND unit <> '' ORDER BY ALL",
        {"version": version, "known": list(catalogue())},
    )
    return [(name, unit) for name, unit in loaded_units.fetchall() if _kind(unit) != _kind(catalogue()[name].unit)]


def _kind(unit: str) -> str:
    """What decides how large a number is: per cent, per so many, out of so many, or plain."""
    if unit.strip().startswith(("%", "per cent", "percentage", "points")):
        return "%"
    base = re.match(r"(?:per|out of) [\d,]+", unit.strip())
    return base[0] if base else ""
