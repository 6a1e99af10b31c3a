"""Areas like the place in one period: bodies of its own kind with a figure of the same source, definition and months."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from indicators.core.measures.count_rounding import rounded, smallest_count
from indicators.core.model import ENGLAND, Indicator, Method, Place, Sensitivity
from indicators.core.series.method_selection import KINDS, usable_counts
from indicators.core.series.series import Series, of_place
from indicators.methods import chooser
from indicators.methods.chooser import Choice
from indicators.methods.series_facts import Facts, FigureKind

COUNCILS = ("E06", "E07", "E08", "E09", "E10")
DISTRICT = "E07"
"""Districts within counties: too small to be named where the subject is suicide or self-harm."""
BODY = "body"
FEWEST_OTHERS = 2
SAME = ("period_start", "period_end", "step_months", "source", "series")


@dataclass(frozen=True)
class Areas:
    """The place and others of one period, England's figure where it is held, and what may be said of them."""

    place: Place
    rows: pd.DataFrame
    england: pd.Series | None
    choice: Choice


def areas(series: Series, indicator: Indicator, measures: pd.DataFrame) -> Areas | None:
    """The newest period in which other areas are held beside the place; ``None`` where none is, and for counts.

    The leading body goes first, then the others that stand for the place.
    """
    if indicator.method is Method.COUNT or series.group:
        return None
    whole = measures[measures["dimension"] == ""]
    for place in dict.fromkeys((series.place, *indicator.places)):
        areas_of_place = _of(place, whole, indicator)
        if areas_of_place is not None:
            return areas_of_place
    return None


def kind(code: str) -> str:
    """What an area's code says it is: councils are one kind, other ONS codes go by their first letters."""
    if code[:3] in COUNCILS:
        return "council"
    return code[:3] if code[1:].isdigit() else BODY


def _of(place: Place, whole: pd.DataFrame, indicator: Indicator) -> Areas | None:
    ours = of_place(whole, place)
    ours = ours[ours["value"].notna()].sort_values("period_end", ascending=False)
    like = _like(place, whole, indicator)
    others = like[(like["area"] != place.code) & like["value"].notna()]
    needed = chooser.FEWEST_AREAS if kind(place.code) == BODY else FEWEST_OTHERS + 1
    for _, row in ours[ours["period_end"].isin(others["period_end"].unique())].iterrows():
        rows = like[_same(like, row)].drop_duplicates("area")
        if int(rows["value"].notna().sum()) >= needed:
            england = whole[(whole["area"] == ENGLAND.code) & _same(whole, row) & whole["value"].notna()]
            return Areas(place, rows, None if england.empty else england.iloc[0], _choice(rows, indicator))
    return None


def _like(place: Place, whole: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Rows of bodies of the same kind, the place's own among them."""
    codes = {code for code in whole["area"].unique() if kind(code) == kind(place.code)}
    if indicator.sensitivity is not Sensitivity.NONE:
        codes = {code for code in codes if not code.startswith(DISTRICT)}
    return whole[whole["area"].isin(codes) & whole["role"].isin([place.role, "area"])]


def _same(rows: pd.DataFrame, row: pd.Series) -> pd.Series[bool]:
    """Rows of the same months, source, series and population base."""
    base = rows["population_base"]
    same = base.isna() if pd.isna(row["population_base"]) else base == row["population_base"]
    for column in SAME:
        same &= rows[column] == row[column]
    return same


def _choice(rows: pd.DataFrame, indicator: Indicator) -> Choice:
    """Hidden areas are not judged, so they bar nothing; a base that is too rough bars all."""
    known = rows[rows["value"].notna()]
    return chooser.choose(
        Facts(
            KINDS.get(indicator.method, FigureKind.MEAN),
            points=1,
            periods_a_year=0,
            areas=len(known),
            has_counts=_counted(known, indicator),
            has_limits=bool(known[["lower95", "upper95"]].notna().to_numpy().all()),
            rounded=rounded(known, known, indicator),
            smallest_count=smallest_count(known, indicator),
            population_known=indicator.base_stated,
        )
    )


def _counted(known: pd.DataFrame, indicator: Indicator) -> bool:
    """Has every area counts that can be what gives its figure, and any of them an event?"""
    if indicator.method in (Method.PROPORTION, Method.RATE):
        events = usable_counts(known, indicator)[0]
    else:
        events = (
            known["numerator"].where((known["denominator"] > 0) & (known["numerator"] >= 0)).to_numpy(dtype=np.float64)
        )
    return bool(not np.isnan(events).any() and events.sum() > 0)
