"""Where figures from records are from: the table or survey, and the file of the newest load that any record came with."""

from __future__ import annotations

import pandas as pd

from data.tables.published_value import FROM_RECORDS
from indicators.core.measures.records_in_force import Records
from indicators.core.records import FIFTH, LEAST_DEPRIVED, MOST_DEPRIVED

ENDS = {"1": MOST_DEPRIVED, "5": LEAST_DEPRIVED}
"""Publishers number fifths either way, so names have to tell; records count from the most deprived on."""


def with_origin(records: Records, figures: pd.DataFrame) -> pd.DataFrame:
    """Figures that have a ``source`` and a ``load_id``, with all else that a measure says of its origin; no row of a file.

    Fifths of deprivation are named so that their ends tell which they are.
    """
    figures = figures.merge(records.loads, on="load_id", how="left")
    named = figures["category"].replace(ENDS).where(figures["dimension"] == FIFTH, figures["category"])
    return figures.assign(
        category=named,
        release=pd.to_datetime(figures["release"]),
        release_precision=figures["release_precision"].fillna("unknown"),
        series=figures["source"],
        status="final",
        note=None,
        row_number=pd.array([pd.NA] * len(figures), dtype="Int64"),
        method=FROM_RECORDS,
    )
