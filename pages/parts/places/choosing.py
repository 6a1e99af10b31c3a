"""Which figure is shown, and whether parts are drawn by their boundaries or as equal hexagons: both are in the link."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from charts.words import places as told
from data.tables.shape import BOUNDARY, HEXAGON
from indicators.core.places.model import Geography, Layer
from pages.parts.shared import markup

PAGE, ASKED, AS = "places", "of", "as"
FORMS = {BOUNDARY: "Areas", HEXAGON: "Equal hexagons"}


def layer(layers: Sequence[Layer]) -> Layer | None:
    """The layer that the link asks for, else the first; ``None`` where there is none."""
    asked = st.query_params.get(ASKED, "")
    return next((one for one in layers if one.key == asked), layers[0] if layers else None)


def form(found: Geography) -> str:
    """How the link asks parts to be drawn, where they can be; else as they can be; empty where no shape is held."""
    held = [one for one in FORMS if found.has(one)]
    asked = st.query_params.get(AS, "")
    return asked if asked in held else next(iter(held), "")


def ways(layers: Sequence[Layer], shown: Layer, found: Geography, drawn: str) -> Markup:
    """The choices, each of which keeps the other."""
    figures = [(told.title(one), {ASKED: one.key, AS: drawn}, one is shown) for one in layers]
    forms = [(name, {ASKED: shown.key, AS: one}, one == drawn) for one, name in FORMS.items() if found.has(one)]
    return markup.choice("Figure", PAGE, figures) + (markup.choice("Map", PAGE, forms) if len(forms) > 1 else Markup())
