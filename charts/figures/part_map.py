"""A map of the parts of a place: boundaries, or equal hexagons, each in the lightness of its class with its rank on it.

It is drawn from shapes that are held here, so that no page asks another host for anything.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from math import cos, hypot, radians, sqrt
from statistics import fmean

from charts.facts.parts import Classed
from charts.figures.theme import INK, SOFT
from indicators.core.places.model import Part

WIDTH, EDGE, HIGHEST = 560, 6, 620
STEPS = {1: "#e6f0f6", 2: "#b5d0e1", 3: "#7fabc8", 4: "#3a749b", 5: "#0b3c5d"}
"""Five steps of lightness of one hue; words and numbers say the same."""
DARK = (4, 5)
HATCH = (
    f'<pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<rect width="7" height="7" fill="#fff"/><path d="M0 0V7" stroke="{SOFT}" stroke-width="2.5"/></pattern>'
)
Point = tuple[float, float]
Ring = Sequence[Point]


def boundaries(parts: Sequence[Part], classed_parts: Classed) -> str:
    """SVG of the boundaries; a part without one is not drawn."""
    rings = {part.code: _rings(part.boundary) for part in parts if part.boundary}
    north = fmean(y for part_rings in rings.values() for ring in part_rings for _, y in ring)
    flat = {
        code: [[(x * cos(radians(north)), -y) for x, y in ring] for ring in part_rings]
        for code, part_rings in rings.items()
    }
    return _drawn(flat, classed_parts)


def hexagons(parts: Sequence[Part], classed_parts: Classed) -> str:
    """SVG of equal hexagons in rows of which the odd ones lie half a hexagon to the right, the first at the bottom."""
    return _drawn({part.code: [_hexagon(*part.hexagon)] for part in parts if part.hexagon}, classed_parts)


def swatch(number: int | None) -> str:
    """SVG of a class for the legend; ``None`` for parts without a figure."""
    fill = "url(#hatch)" if number is None else STEPS[number]
    return (
        f'<svg width="22" height="16" viewBox="0 0 22 16"><defs>{HATCH}</defs>'
        f'<rect x=".75" y=".75" width="20.5" height="14.5" fill="{fill}" stroke="{SOFT}" stroke-width="1.5"/></svg>'
    )


def _rings(boundary: str) -> list[list[Point]]:
    """Every ring of a polygon, or of several."""
    shape = json.loads(boundary)
    polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    return [[(x, y) for x, y, *_ in ring] for polygon in polygons for ring in polygon]


def _hexagon(q: int, r: int) -> list[Point]:
    across, up = sqrt(3) * (q + (r % 2) / 2), -1.5 * r
    half = sqrt(3) / 2
    corners = ((0, -1), (half, -0.5), (half, 0.5), (0, 1), (-half, 0.5), (-half, -0.5))
    return [(across + x, up + y) for x, y in corners]


def _drawn(rings: Mapping[str, Sequence[Ring]], classed_parts: Classed) -> str:
    """Fit rings, whose y runs downwards, into the picture; ranks come last, so that no neighbour covers them."""
    xs, ys = zip(*(point for part_rings in rings.values() for ring in part_rings for point in ring), strict=True)
    scale = min((WIDTH - 2 * EDGE) / ((max(xs) - min(xs)) or 1), (HIGHEST - 2 * EDGE) / ((max(ys) - min(ys)) or 1))
    leftmost, height = min(xs), round((max(ys) - min(ys)) * scale + 2 * EDGE)

    def placed(ring: Ring) -> list[Point]:
        return [(EDGE + (x - leftmost) * scale, EDGE + (y - min(ys)) * scale) for x, y in ring]

    fitted = {code: [placed(ring) for ring in part_rings] for code, part_rings in rings.items()}
    paths = {code: _path(part_rings) for code, part_rings in fitted.items()}
    areas = "".join(_area(path, classed_parts.classes.get(code)) for code, path in paths.items())
    edges = "".join(f'<path d="{path}"/>' for path in paths.values())
    ranks = "".join(
        _rank(part_rings, classed_parts.ranks[code], classed_parts.classes[code])
        for code, part_rings in fitted.items()
        if code in classed_parts.ranks
    )
    drawn = f"<defs>{HATCH}</defs>{areas}{_lines(edges)}{ranks}"
    return f'<svg width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}">{drawn}</svg>'


def _path(rings: Sequence[Ring]) -> str:
    return "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z" for ring in rings)


def _area(path: str, number: int | None) -> str:
    fill = "url(#hatch)" if number is None else STEPS[number]
    return f'<path d="{path}" fill="{fill}" fill-rule="evenodd"/>'


def _lines(edges: str) -> str:
    """Edges that stand out between two dark parts, being white, and between two light ones, being grey."""
    return f'<g fill="none" stroke="#fff" stroke-width="3">{edges}</g><g fill="none" stroke="{SOFT}">{edges}</g>'


def _rank(rings: Sequence[Ring], rank: int, number: int) -> str:
    x, y = _inside(max(rings, key=lambda ring: abs(_area_of(ring))))
    ink = "#fff" if number in DARK else INK
    return (
        f'<text x="{x:.1f}" y="{y + 5:.1f}" text-anchor="middle" font-family="sans-serif" font-size="16" '
        f'font-weight="600" fill="{ink}">{rank}</text>'
    )


def _area_of(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in _sides(ring)) / 2


def _inside(ring: Ring) -> Point:
    """A point well inside a ring: of the middles of many lines across it, the one furthest from its edge."""
    low, high = min(y for _, y in ring), max(y for _, y in ring)
    heights = [low + (high - low) * part / 20 for part in range(1, 20)]
    middles = [((left + right) / 2, y) for y in heights for left, right in _stretches(ring, y)]
    return max(middles, key=lambda point: min(_away(point, a, b) for a, b in _sides(ring)))


def _away(point: Point, a: Point, b: Point) -> float:
    """How far a point lies from a side."""
    across, down = b[0] - a[0], b[1] - a[1]
    square = across**2 + down**2 or 1.0
    along = min(1.0, max(0.0, ((point[0] - a[0]) * across + (point[1] - a[1]) * down) / square))
    return hypot(point[0] - a[0] - along * across, point[1] - a[1] - along * down)


def _sides(ring: Ring) -> list[tuple[Point, Point]]:
    return list(zip(ring, [*ring[1:], ring[0]], strict=True))


def _stretches(ring: Ring, y: float) -> list[Point]:
    """From where to where a line across a ring at one height is inside it."""
    crossings = sorted(
        a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]) for a, b in _sides(ring) if (a[1] <= y) != (b[1] <= y)
    )
    return list(zip(crossings[::2], crossings[1::2], strict=True))
