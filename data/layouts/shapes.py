"""Maps: boundaries as GeoJSON and equal hexagons as hexjson, published ones and one's own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from data.layouts.core.layout import Constant, Context, FileFacts, Layout, Parsed, Text
from data.problems import OddValueError
from data.tables.shape import BOUNDARY, HEXAGON

ODD_ROWS = "odd-r"
DEPTH = {"Polygon": 2, "MultiPolygon": 3}
"""How deep the points of each kind of geometry lie."""


def _boundary(cell: str) -> dict[str, Any]:
    """A polygon or several, in degrees, every ring of four points or more."""
    try:
        shape = json.loads(cell)
        depth, points = DEPTH[shape["type"]], shape["coordinates"]
        rings = [[(float(x), float(y)) for x, y, *_ in ring] for ring in _flat(points, depth - 1)]
    except (ValueError, KeyError, TypeError, OverflowError) as fault:
        raise OddValueError(
            "This is not the boundary of a place.", "Give a Polygon or a MultiPolygon, as published."
        ) from fault
    if not rings or any(len(ring) < 4 for ring in rings):
        raise OddValueError("A part of this boundary has fewer than four points.", "Put it in as published.")
    if not all(abs(x) <= 180 and abs(y) <= 90 for ring in rings for x, y in ring):
        raise OddValueError(
            "These points are not in degrees.", "Save the map in longitude and latitude (WGS84, EPSG:4326)."
        )
    return {"geometry": cell}


def _flat(points: Any, depth: int) -> Iterator[Any]:
    if depth == 0:
        yield points
    else:
        for part in points:
            yield from _flat(part, depth - 1)


def _on_grid(column: str) -> Parsed:
    def parsed(cell: str) -> dict[str, Any]:
        if not re.fullmatch(r"-?\d{1,6}", cell):
            raise OddValueError("This is not a place on the grid of hexagons.", "Give a whole number, such as 3 or -2.")
        return {column: int(cell)}

    return Parsed((column,), parsed, (column,))


def _in_odd_rows(file: FileFacts) -> Context:
    """Hexagons can be laid out in four ways; only the one that published grids use is drawn."""
    layout = next((row[1] for row in file.above if row[0] == "layout" and len(row) > 1), "")
    if layout != ODD_ROWS:
        raise OddValueError(
            f"The hexagons are laid out as {layout or 'nothing said'}.", f"Lay them out as {ODD_ROWS}, and say so."
        )
    return Context()


def _own(file: FileFacts) -> Context:
    return Context({}, ("The map does not say of which year it is: it is shown before published ones.",))


def _own_hexagons(file: FileFacts) -> Context:
    _in_odd_rows(file)
    return _own(file)


def _layout(
    form: str, name: str, title: str, headers: tuple[str, ...], code: str, label: str, **options: Any
) -> Layout:
    edition, source = options.pop("edition", None), options.pop("source", "own_map")
    drawn = (Parsed(("geometry",), _boundary, ("geometry",)),) if form == BOUNDARY else (_on_grid("q"), _on_grid("r"))
    return Layout(
        name=name,
        title=title,
        table="shape",
        headers=headers,
        names=((code, label),),
        fields={
            "source": Constant(source),
            "area": Text(code),
            "form": Constant(form),
            "edition": Constant(edition),
        },
        parsed=drawn,
        **options,
    )


LAYOUTS = (
    _layout(
        BOUNDARY,
        "ward_boundaries_22",
        "Boundaries of wards, 2022",
        ("ward22_code", "ward22_name", "geometry"),
        "ward22code",
        "ward22name",
        edition=2022,
        kinds={"ward22code": "ward"},
        source="ons_geography",
        publisher="Office for National Statistics",
    ),
    _layout(
        HEXAGON,
        "ward_hexagons_22",
        "Wards as equal hexagons, 2022",
        ("hex", "n", "q", "r", "LAD22CD"),
        "hex",
        "n",
        edition=2022,
        kinds={"hex": "ward"},
        source="ward_hexagons",
        context=_in_odd_rows,
        publisher="Open Innovations",
    ),
    _layout(
        BOUNDARY,
        "own_boundaries",
        "Boundaries of one's own: GeoJSON with the codes in a property named code, or as the ONS names it, such as WD24CD",
        ("code", "geometry"),
        "code",
        "name",
        context=_own,
        publisher="Whoever drew the map",
    ),
    _layout(
        HEXAGON,
        "own_hexagons",
        "Hexagons of one's own: hexjson by code",
        ("hex", "q", "r"),
        "hex",
        "n",
        context=_own_hexagons,
        publisher="Whoever drew the map",
    ),
)
