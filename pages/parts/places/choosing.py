"""Which figure is shown, and whether parts are drawn by their boundaries or as equal hexagons: both are in the link."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from charts.words import places as place_words
from data.tables.shape import BOUNDARY, HEXAGON
from indicators.core.places.model import Geography, Layer
from pages.parts.shared import markup

PAGE, ASKED, AS = "places", "of", "as"
FORMS = {BOUNDARY: "Areas", HEXAGON: "Equal hexagons"}


def layer(layers: Sequence[Layer]) -> Layer | None:
    """The layer that the link asks for, else the first; ``None`` where there is none."""
    wanted = st.query_params.get(ASKED, "")
    return next((offered for offered in layers if offered.key == wanted), layers[0] if layers else None)


def form(geography: Geography) -> str:
    """How the link asks parts to be drawn, where they can be; else as they can be; empty where no shape is held."""
    possible_forms = [form_offered for form_offered in FORMS if geography.has(form_offered)]
    wanted = st.query_params.get(AS, "")
    return wanted if wanted in possible_forms else next(iter(possible_forms), "")


def ways(layers: Sequence[Layer], shown: Layer, geography: Geography, drawn: str) -> Markup:
    """The choices, each of which keeps the other."""
    figures = [(place_words.title(offered), {ASKED: offered.key, AS: drawn}, offered is shown) for offered in layers]
    forms = [
        (name, {ASKED: shown.key, AS: form_offered}, form_offered == drawn)
        for form_offered, name in FORMS.items()
        if geography.has(form_offered)
    ]
    return markup.choice("Figure", PAGE, figures) + (markup.choice("Map", PAGE, forms) if len(forms) > 1 else Markup())
