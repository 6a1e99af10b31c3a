"""One layer of a place: its finding, the map with its legend, the parts in order, and a table of every figure."""

from __future__ import annotations

from markupsafe import Markup

from charts.facts.parts import Classed, classed
from charts.figures import part_map
from charts.figures.length import length
from charts.words import places as place_words
from charts.words.counting import upper
from data.tables.shape import BOUNDARY
from indicators.core.places.model import Geography, Layer
from pages.parts.shared import markup


def heading(layer: Layer, geography: Geography, place: str) -> Markup:
    """What the figures say, and what they are."""
    finding = place_words.finding(layer, geography, classed(layer), place)
    made_up = (
        Markup('<div class="banner" role="note">{}</div>').format(place_words.ILLUSTRATIVE)
        if layer.now.illustrative
        else ""
    )
    return Markup('<h1 class="finding">{}</h1>{}<p class="small under-finding">{}</p>').format(
        finding, made_up, place_words.explained(layer)
    )


def side_by_side(layer: Layer, geography: Geography, form: str) -> Markup:
    """The map beside the parts in order; the order alone where no shape is held."""
    order = classed(layer)
    drawn = _map(layer, geography, form, order) if form else _no_map(geography)
    drawn += _sources(layer, geography, form)
    return Markup('<div class="parts"><div>{}</div><div>{}</div></div>').format(
        drawn, _in_order(layer, geography, order)
    )


def _map(layer: Layer, geography: Geography, form: str, order: Classed) -> Markup:
    draw = part_map.boundaries if form == BOUNDARY else part_map.hexagons
    picture = markup.picture(draw(geography.parts, order), place_words.picture(layer, geography, form, order), "two")
    read = Markup('<p class="small">{}</p>').format(place_words.how_to_read(order))
    return _legend(layer, geography, order) + picture + read


def _legend(layer: Layer, geography: Geography, order: Classed) -> Markup:
    """Every class with its values and how many parts it has, the highest first."""
    lines = [(part_map.swatch(step.number), place_words.step(layer, step, geography)) for step in reversed(order.steps)]
    if order.without:
        lines.append((part_map.swatch(None), f"No figure ({len(order.without)})"))
    items = Markup("").join(
        Markup("<li>{} {}</li>").format(markup.picture(swatch, kind="two"), words) for swatch, words in lines
    )
    return Markup('<ul class="legend" aria-label="Classes">{}</ul>').format(items)


def _no_map(geography: Geography) -> Markup:
    return Markup('<div class="banner" role="note">{}</div>').format(
        place_words.NO_SHAPES.format(parts=place_words.parts(geography))
    )


def _sources(layer: Layer, geography: Geography, form: str) -> Markup:
    """Why parts have no figure, and where figures and map were published."""
    shape = [f"Map: {geography.sources[form]}"] if form else []
    lines = [
        *place_words.caution(layer),
        *place_words.missing(layer.now, geography),
        f"Figures of {place_words.source(layer.now)}",
        *shape,
    ]
    return Markup('<p class="small">{}</p>').format(Markup("<br>").join(lines))


def _in_order(layer: Layer, geography: Geography, order: Classed) -> Markup:
    """The parts that have a figure, the highest first, each with a bar as long as its figure."""
    known = layer.now.known
    ranked = sorted((part for part in geography.parts if part.code in known), key=lambda part: order.ranks[part.code])
    rows = [
        [
            Markup('<span class="rank">{}</span> {}').format(order.place(part.code), part.name),
            place_words.value(layer, layer.now, part.code),
            markup.picture(length(known[part.code], min(known.values()), max(known.values())), kind="two"),
            *([place_words.changed(layer, part.code)] if layer.then else []),
        ]
        for part in ranked
    ]
    since = [f"Since {place_words.when(layer.then)}"] if layer.then else []
    head = (upper(place_words.parts(geography, 1)), place_words.when(layer.now), "", *since)
    return markup.table(head, rows, f"{place_words.about(layer)}, in order", (1, 3))


def every_figure(layer: Layer, geography: Geography) -> Markup:
    """Every part with its counts, limits and earlier figure, folded; and what is never shown here."""
    order = classed(layer)
    rows = [place_words.row(layer, part, order) for part in geography.parts]
    head = place_words.table_head(layer, geography)
    filled = [at for at in range(len(head)) if any(row[at] for row in rows)]
    table = markup.table(
        [head[at] for at in filled],
        [[row[at] for at in filled] for row in rows],
        f"{place_words.about(layer)}, every figure",
        tuple(range(1, len(filled))),
    )
    earlier = (
        [f"Earlier figures of {place_words.source(layer.then)}", *place_words.missing(layer.then, geography)]
        if layer.then
        else [place_words.NO_EARLIER]
    )
    never = [place_words.SENSITIVE] if geography.below_council else []
    return Markup(
        '<details class="opener"><summary>Every figure, with counts and change</summary>{}</details><p class="small">{}</p>'
    ).format(table, Markup("<br>").join([*earlier, *never]))
