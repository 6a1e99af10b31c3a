"""A place in its parts: a map by boundaries or as equal hexagons, the parts in order beside it, and every figure."""

from __future__ import annotations

from markupsafe import Markup

from charts.words import places as place_words
from pages.parts.places import choosing, parts
from pages.parts.shared import cached, judged, markup
from pages.parts.site import frame

geography, layers = judged.parts_of_place()
place = cached.strategy().place
layer = choosing.layer(layers)
if layer is None:
    markup.show(Markup('<h1 class="finding">{}</h1>').format(place_words.nothing(geography, place)))
else:
    form = choosing.form(geography)
    markup.show(
        parts.heading(layer, geography, place)
        + frame.support_for([layer.key] if layer.declared else [])
        + choosing.ways(layers, layer, geography, form)
        + parts.side_by_side(layer, geography, form)
        + parts.every_figure(layer, geography)
    )
