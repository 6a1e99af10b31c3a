"""Subjects of which no figure is made below a council: even a rate would be of a few people."""

from __future__ import annotations

import pandas as pd

from data.tables.place_link import FORMS

SMALL_AREAS = "|".join(FORMS[kind] for kind in ("lsoa11", "lsoa21", "msoa11", "ward"))
"""The codes of places below a council."""


def in_large_areas(figures: pd.DataFrame) -> pd.DataFrame:
    """Figures without those of wards and neighbourhoods."""
    remaining_figures: pd.DataFrame = figures[~figures["area"].str.fullmatch(SMALL_AREAS)]
    return remaining_figures
