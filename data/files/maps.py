"""Maps as rows: of GeoJSON a row a place, its properties and its geometry; of hexjson a row a hexagon."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from data.files.sheet import HEADER_WITHIN, Sheet, as_text, of_rows, refuse_far_cells, widest
from data.problems import UnreadableFileError

MAX_BYTES = 100_000_000
"""A map is read whole; boundaries of every ward of England, simplified, are a few megabytes."""
OF_ONS = re.compile(r"[A-Z]+\d\dCD")
AREA_CODE = re.compile(r"[A-Z]\d{8}")
KNOWN = "Give boundaries as GeoJSON, equal hexagons as hexjson, or figures as CSV or XLSX."


def sheet(path: Path) -> Sheet:
    """A map as a sheet.  Raises ``UnreadableFileError`` for JSON that is damaged, too large, or no map."""
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableFileError(
            f"{path.name}: over {MAX_BYTES // 10**6} MB. Simplify the boundaries, or keep fewer places."
        )
    try:
        read = json.loads(path.read_bytes(), object_pairs_hook=_once)
    except (ValueError, RecursionError) as fault:
        raise UnreadableFileError(f"{path.name}: it is damaged JSON ({fault}). Fetch it again.") from fault
    rows = _rows(path.name, read if isinstance(read, dict) else {})
    refuse_far_cells(path.name, len(rows), widest(rows))
    return Sheet(path.name, rows[:HEADER_WITHIN], lambda width: of_rows(rows, width))


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Read a JSON object, and refuse a name that is given twice: the first value would be lost."""
    value_by_name = dict(pairs)
    if len(value_by_name) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"{next(name for name in names if names.count(name) > 1)!r} is given twice in one list")
    return value_by_name


def _rows(name: str, read: Mapping[str, Any]) -> list[list[str]]:
    try:
        if read.get("type") == "FeatureCollection":
            return _of_features(read["features"])
        if "hexes" in read:
            return [["layout", _text(read.get("layout"))], *_of_hexagons(read["hexes"])]
    except (KeyError, TypeError, AttributeError) as fault:
        raise UnreadableFileError(
            f"{name}: a place in it is not written as in a map ({fault}). Fetch it again, or save it again as GeoJSON."
        ) from fault
    raise UnreadableFileError(f"{name}: this is JSON, and no map. {KNOWN}")


def _of_features(features: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    places = [{**(feature.get("properties") or {}), "geometry": feature["geometry"]} for feature in features]
    code = _code_of_ons(places)
    names = {code: "code", f"{code.removesuffix('CD')}NM": "name"} if code else {}
    return _table([{names.get(name, name): value for name, value in place.items()} for place in places])


def _code_of_ons(places: Sequence[Mapping[str, Any]]) -> str:
    """The property of a boundary file of the ONS that holds each place's own code, such as WD24CD; empty where none does.

    The codes of larger places that it has beside them, such as LAD24CD, are the same for several.  A file that says
    ``code`` or ``name`` itself is taken at its word.
    """
    named = list(dict.fromkeys(name for place in places for name in place))
    if {"code", "name"} & {name.lower() for name in named}:
        return ""
    for name in filter(OF_ONS.fullmatch, named):
        codes = [as_text(place.get(name)) for place in places]
        if all(map(AREA_CODE.fullmatch, codes)) and len(set(codes)) == len(codes):
            return name
    return ""


def _of_hexagons(hexes: Mapping[str, Mapping[str, Any]]) -> list[list[str]]:
    return _table([{"hex": code, **about} for code, about in hexes.items()])


def _table(places: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    header = list(dict.fromkeys(name for place in places for name in place))
    return [header, *([_text(place.get(name)) for name in header] for place in places)]


def _text(cell: Any) -> str:
    return json.dumps(cell, separators=(",", ":")) if isinstance(cell, dict | list) else as_text(cell)
