"""Where records of services go on from a publisher's figures, or the other way round: never one between the other's.

Two sources of one figure are never joined silently.  The source that the indicator trusts more has all the time from its
first figure of a line to its last; another kind of source speaks only before or after that, and the line is cut there.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.tables.published_value import FROM_RECORDS

PERIOD = ["area", "role", "step_months", "period_start", "period_end"]
LINE = ["area", "capacity", "step_months", "dimension", "category"]
OWN = ("area", "provider", "commissioner")
"""Capacities in which a body stands for its own figures: publishers say of a provider too that it is an area's."""


def in_turn(figures: pd.DataFrame) -> pd.DataFrame:
    """Figures of all sources of an indicator, those left out that lie within the time of a more trusted kind of source."""
    records = from_records(figures)
    if not records.any() or records.all():
        return figures
    figures = figures.assign(capacity=figures["role"].where(~figures["role"].isin(OWN), "own"))
    first = figures.assign(records=records).sort_values("rank", kind="stable").drop_duplicates(LINE)
    trusted = first[[*LINE, "records"]].rename(columns={"records": "by_records"})
    lines = figures.assign(records=records).merge(trusted, on=LINE, how="left")
    trusted_lines = lines[(lines["records"] == lines["by_records"]) & lines["value"].notna()]
    reach = trusted_lines.groupby(LINE, as_index=False).agg(begins=("period_end", "min"), ends=("period_end", "max"))
    lines = lines.merge(reach, on=LINE, how="left")
    outside = ~(lines["period_end"].ge(lines["begins"]) & lines["period_end"].le(lines["ends"]))
    is_kept = (lines["records"] == lines["by_records"]) | outside
    return figures[is_kept.to_numpy()].drop(columns="capacity")


def of_one_source(figures: pd.DataFrame) -> pd.DataFrame:
    """Figures from records, in each period those of one source alone: groups of one under everybody of another never add up.

    Of several the most trusted, then the one with the most periods, then the one that goes on the longest.
    """
    ours = from_records(figures)
    if figures.loc[ours, "source"].nunique() < 2:
        return figures
    our_figures = figures[ours]
    whose = ["area", "role", "step_months", "rank", "source"]
    reach = our_figures.groupby(whose, as_index=False).agg(
        periods=("period_end", "nunique"), ends=("period_end", "max")
    )
    reach = reach.sort_values(["rank", "periods", "ends", "source"], ascending=[True, False, False, True])
    place = our_figures.merge(reach.assign(place=range(len(reach))), on=whose, how="left")["place"].to_numpy()
    first = our_figures.assign(place=place).groupby(PERIOD)["place"].transform("min").to_numpy()
    is_kept = np.ones(len(figures), dtype=bool)
    is_kept[ours] = place == first
    return figures[is_kept].reset_index(drop=True)


def from_records(rows: pd.DataFrame) -> NDArray[np.bool_]:
    """Which figures were counted from records."""
    return np.asarray(rows["method"] == FROM_RECORDS, dtype=bool)


def cuts(rows: pd.DataFrame) -> NDArray[np.int64]:
    """How often, up to each row of a line in order of time, another kind of source has taken over.

    All publishers are one kind: which of them go on in one line is declared.  Each source of records is one.
    """
    kind = (
        rows["source"].where(from_records(rows), "").where(rows["value"].notna()).ffill().bfill().to_numpy(dtype=object)
    )
    return np.concatenate([[0], np.cumsum(kind[1:] != kind[:-1])]).astype(np.int64)[: len(rows)]
