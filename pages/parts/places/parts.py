"""One layer of a place: its finding, the map with its legend, the parts in order, and a table of every figure."""

from __future__ import annotations

from markupsafe import Markup

from charts.facts.parts import Classed, classed
from charts.figures import part_map
from charts.figures.length import length
from charts.words import places as told
from charts.words.counting import upper
from data.tables.shape import BOUNDARY
from indicators.core.places.model import Geography, Layer
from pages.parts.shared import markup


def heading(layer: Layer, found: Geography, place: str) -> Markup:
    """What the figures say, and what they are."""
    said = told.finding(layer, found, classed(layer), place)
    made_up = (
        Markup('<div class="banner" role="note">{}</div>').format(told.ILLUSTRATIVE) if layer.now.illustrative else ""
    )
    return Markup('<h1 class="finding">{}</h1>{}<p class="small under-finding">{}</p>').format(
        said, made_up, told.explained(layer)
    )


def side_by_side(layer: Layer, found: Geography, form: str) -> Markup:
    """The map beside the parts in order; the order alone where no shape is held."""
    order = classed(layer)
    drawn = _map(layer, found, form, order) if form else _no_map(found)
    drawn += _sources(layer, found, form)
    return Markup('<div class="parts"><div>{}</div><div>{}</div></div>').format(drawn, _in_order(layer, found, order))


def _map(layer: Layer, found: Geography, form: str, order: Classed) -> Markup:
    draw = part_map.boundaries if form == BOUNDARY else part_map.hexagons
    picture = markup.picture(draw(found.parts, order), told.picture(layer, found, form, order), "two")
    read = Markup('<p class="small">{}</p>').format(told.how_to_read(order))
    return _legend(layer, found, order) + picture + read


def _legend(layer: Layer, found: Geography, order: Classed) -> Markup:
    """Every class with its values and how many parts it has, the highest first."""
    lines = [(part_map.swatch(one.number), told.step(layer, one, found)) for one in reversed(order.steps)]
    if order.without:
        lines.append((part_map.swatch(None), f"No figure ({len(order.without)})"))
    items = Markup("").join(
        Markup("<li>{} {}</li>").format(markup.picture(swatch, kind="two"), words) for swatch, words in lines
    )
    return Markup('<ul class="legend" aria-label="Classes">{}</ul>').format(items)


def _no_map(found: Geography) -> Markup:
    return Markup('<div class="banner" role="note">{}</div>').format(told.NO_SHAPES.format(parts=told.parts(found)))


def _sources(layer: Layer, found: Geography, form: str) -> Markup:
    """Why parts have no figure, and where figures and map were published."""
    shape = [f"Map: {found.sources[form]}"] if form else []
    lines = [*told.caution(layer), *told.missing(layer.now, found), f"Figures of {told.source(layer.now)}", *shape]
    return Markup('<p class="small">{}</p>').format(Markup("<br>").join(lines))


def _in_order(layer: Layer, found: Geography, order: Classed) -> Markup:
    """The parts that have a figure, the highest first, each with a bar as long as its figure."""
    known = layer.now.known
    ranked = sorted((part for part in found.parts if part.code in known), key=lambda part: order.ranks[part.code])
    rows = [
        [
            Markup('<span class="rank">{}</span> {}').format(order.place(part.code), part.name),
            told.value(layer, layer.now, part.code),
            markup.picture(length(known[part.code], min(known.values()), max(known.values())), kind="two"),
            *([told.changed(layer, part.code)] if layer.then else []),
        ]
        for part in ranked
    ]
    since = [f"Since {told.when(layer.then)}"] if layer.then else []
    head = (upper(told.parts(found, 1)), told.when(layer.now), "", *since)
    return markup.table(head, rows, f"{told.about(layer)}, in order", (1, 3))


def every_figure(layer: Layer, found: Geography) -> Markup:
    """Every part with its counts, limits and earlier figure, folded; and what is never shown here."""
    order = classed(layer)
    rows = [told.row(layer, part, order) for part in found.parts]
    head = told.table_head(layer, found)
    filled = [at for at in range(len(head)) if any(row[at] for row in rows)]
    table = markup.table(
        [head[at] for at in filled],
        [[row[at] for at in filled] for row in rows],
        f"{told.about(layer)}, every figure",
        tuple(range(1, len(filled))),
    )
    earlier = (
        [f"Earlier figures of {told.source(layer.then)}", *told.missing(layer.then, found)]
        if layer.then
        else [told.NO_EARLIER]
    )
    never = [told.SENSITIVE] if found.below_council else []
    return Markup(
        '<details class="opener"><summary>Every figure, with counts and change</summary>{}</details><p class="small">{}</p>'
    ).format(table, Markup("<br>").join([*earlier, *never]))
