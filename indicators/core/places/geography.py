"""Which parts a place is made of, which neighbourhoods lie in each, and where they lie on a map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from duckdb import DuckDBPyConnection

from data.query import one
from data.storage.entries import places_in_force
from data.tables.shape import BOUNDARY, HEXAGON
from indicators.core.model import Place
from indicators.core.places.model import COUNCIL, WARD, Geography, Part

CENSUSES = ("lsoa21", "lsoa11")
"""The kinds of neighbourhoods, the later first: those of the earlier are found by what became of them."""
Shapes = Mapping[str, Mapping[str, Any]]


def geography(connection: DuckDBPyConnection, councils: Sequence[Place], version: int) -> Geography:
    """The wards of a council, or the councils of a place that has several; no parts where nothing says which they are."""
    if len(councils) != 1:
        codes = {council.code: council.code for council in councils}
        return _drawn(
            connection,
            version,
            COUNCIL,
            None,
            {known_council.code: known_council.name for known_council in councils},
            {COUNCIL: codes},
            {},
        )
    edition = _newest(connection, councils[0].code, version)
    if edition is None:
        return Geography(WARD, None, ())
    later, names = _wards(connection, councils[0].code, edition, version)
    earlier, divided = _of_earlier_census(connection, later, version)
    members = {CENSUSES[0]: later, CENSUSES[1]: earlier}
    return _drawn(connection, version, WARD, edition, names, members, {CENSUSES[1]: divided})


def _within() -> str:
    """SQL for which neighbourhoods lie in which ward of a council, each as one lookup has them."""
    return f"""
        WITH link AS ({places_in_force("place_link")})
        SELECT ward.area, ward.area_kind, ward.parent, ward.edition
        FROM link AS ward JOIN link AS council USING (area, area_kind, edition)
        WHERE ward.parent_kind = '{WARD}' AND council.parent_kind = '{COUNCIL}' AND council.parent = $council
            AND ward.area_kind = '{CENSUSES[0]}'
    """


def _newest(connection: DuckDBPyConnection, council: str, version: int) -> int | None:
    parameters = {"council": council, "version": version, "day": None}
    row = one(connection, f"SELECT max(edition) FROM ({_within()})", parameters)
    return None if row is None or row[0] is None else int(row[0])


def _wards(
    connection: DuckDBPyConnection, council: str, edition: int, version: int
) -> tuple[dict[str, str], dict[str, str]]:
    """The ward of each neighbourhood, and the wards' names."""
    rows = connection.execute(
        f"SELECT found.area, found.parent, coalesce(area.name, found.parent) FROM ({_within()}) AS found "
        "LEFT JOIN area ON area.code = found.parent WHERE edition = $edition ORDER BY ALL",
        {"council": council, "version": version, "day": None, "edition": edition},
    ).fetchall()
    return {area: ward for area, ward, _ in rows}, {ward: name for _, ward, name in rows}


def _of_earlier_census(
    connection: DuckDBPyConnection, wards: Mapping[str, str], version: int
) -> tuple[dict[str, str], frozenset[str]]:
    """The ward of each neighbourhood of the earlier census, by what became of it; and the wards that share a divided one."""
    rows = connection.execute(
        f"SELECT area, parent FROM ({places_in_force('place_link')}) WHERE area_kind = $earlier AND parent_kind = $later",
        {"earlier": CENSUSES[1], "later": CENSUSES[0], "version": version, "day": None},
    ).fetchall()
    became: dict[str, set[str]] = defaultdict(set)
    for area, successor in rows:
        became[area].add(wards.get(successor, ""))
    inside = {area: ward_codes for area, ward_codes in became.items() if ward_codes != {""}}
    divided = frozenset(ward for ward_codes in inside.values() if len(ward_codes) > 1 for ward in ward_codes if ward)
    return {
        area: next(iter(ward_codes)) if len(ward_codes) == 1 else "" for area, ward_codes in inside.items()
    }, divided


def _drawn(
    connection: DuckDBPyConnection,
    version: int,
    kind: str,
    edition: int | None,
    names: Mapping[str, str],
    members: Mapping[str, Mapping[str, str]],
    divided: Mapping[str, frozenset[str]],
) -> Geography:
    shapes, sources = _shapes(connection, list(names), version)
    parts = [
        Part(code, name, shapes[BOUNDARY].get(code, ""), shapes[HEXAGON].get(code))
        for code, name in sorted(names.items(), key=lambda item: item[1])
    ]
    return Geography(kind, edition, tuple(parts), members, divided, sources)


def _shapes(connection: DuckDBPyConnection, codes: list[str], version: int) -> tuple[Shapes, dict[str, str]]:
    """The boundary and the hexagon of each part, one's own before published ones, then the newest; and their sources."""
    rows = connection.execute(
        f"""
        SELECT area, form, geometry, q, r, citation FROM ({places_in_force("shape")})
        WHERE list_contains($codes, area)
        QUALIFY row_number() OVER (PARTITION BY area, form ORDER BY edition DESC NULLS FIRST) = 1 ORDER BY load_id
        """,
        {"codes": codes, "version": version, "day": None},
    ).fetchall()
    shapes: dict[str, dict[str, Any]] = {BOUNDARY: {}, HEXAGON: {}}
    sources: dict[str, str] = {}
    for area, form, geometry, q, r, citation in rows:
        shapes[form][area] = geometry if form == BOUNDARY else (q, r)
        sources[form] = citation or ""
    return shapes, sources
