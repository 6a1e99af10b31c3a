"""From measures to the facts of a chart: a line over time, groups side by side, and the pieces of both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pandas as pd

from charts.facts.model import ChartFacts, ChartKind, Cut
from charts.facts.points import Flag, Line, Point
from data.periods import label
from data.tables.published_value import FROM_RECORDS
from indicators.core.model import Indicator, Method, Place
from indicators.core.series.series import Series, cut, england, of_place
from indicators.core.strategy.target_model import Target
from indicators.core.verdicts.model import declared

Row = Mapping[str, Any] | pd.Series


def over_time(
    name: str, indicator: Indicator, series: Series, measures: pd.DataFrame, target: Target | None
) -> ChartFacts:
    """The place's leading line with England's beside it; a count is shown alone: it depends on how many people there are."""
    ours = _line(indicator.place_name, series.rows, series)
    theirs = _line("England", cut(england(measures, series), indicator), series)
    beside = (theirs,) if theirs.known and indicator.method is not Method.COUNT else ()
    return ChartFacts(
        id=name,
        kind=ChartKind.TREND,
        title=indicator.title,
        place=series.place.name,
        indicator=indicator,
        ours=ours,
        others=beside,
        cuts=cuts(series, indicator),
        target=drawable(target, series),
        group=series.group,
        cautions=(declared("england_differs"),) if beside and indicator.england_differs else (),
    )


def by_group(
    name: str, indicator: Indicator, series: Series, measures: pd.DataFrame, dimension: str
) -> ChartFacts | None:
    """The latest figures of each group of a breakdown, in the publisher's order; ``None`` where there are none."""
    for place in dict.fromkeys((series.place, *indicator.places)):
        rows = of_place(measures, place)
        rows = rows[rows["dimension"] == dimension]
        if rows["value"].notna().any():
            return ChartFacts(
                id=name,
                kind=ChartKind.GROUPS,
                title=indicator.title,
                place=place.name,
                indicator=_of_rates(indicator),
                ours=Line(indicator.place_name, _groups(rows, indicator)),
                dimension=dimension,
            )
    return None


def side_by_side(name: str, indicator: Indicator, measures: pd.DataFrame, places: Sequence[Place]) -> ChartFacts | None:
    """A figure of each body that stands for the place, all of the same months; ``None`` where none has one.

    The months are those in which most bodies have a figure, the newest of such.
    They are never added up or averaged.
    """
    rows = [(place, _whole(of_place(measures, place))) for place in places]
    known = pd.concat([of_one[of_one["value"].notna()] for _, of_one in rows])
    if known.empty:
        return None
    newest = _shared_period(known)
    points = tuple(
        point(record, group=place.name)
        for place, of_one in rows
        for record in records(_same_months(of_one, newest).head(1))
    )
    return ChartFacts(
        id=name,
        kind=ChartKind.BODIES,
        title=indicator.title,
        place=indicator.place_name,
        indicator=indicator,
        ours=Line(indicator.place_name, points),
        dimension="body",
    )


def _shared_period(known: pd.DataFrame) -> pd.Series:
    """A row of the period in which most bodies have a figure, the newest of such."""
    periods = known.groupby(["period_start", "period_end", "step_months"])["area"].nunique().reset_index()
    return periods.sort_values(["area", "period_end"], ascending=False).iloc[0]


def _whole(rows: pd.DataFrame) -> pd.DataFrame:
    whole: pd.DataFrame = rows.loc[rows["dimension"] == ""]
    return whole


def _same_months(rows: pd.DataFrame, lead: pd.Series) -> pd.DataFrame:
    same = [rows[column] == lead[column] for column in ("period_start", "period_end", "step_months")]
    matching_rows: pd.DataFrame = rows.loc[same[0] & same[1] & same[2]]
    return matching_rows


def dimensions(measures: pd.DataFrame, indicator: Indicator) -> list[str]:
    """Breakdowns that hold a figure of the place."""
    dimension_names: list[str] = []
    for place in indicator.places:
        rows = of_place(measures, place)
        with_figures = rows[(rows["dimension"] != "") & rows["value"].notna()]["dimension"]
        dimension_names += [
            dimension for dimension in with_figures.drop_duplicates() if dimension not in dimension_names
        ]
    return dimension_names


def _line(name: str, rows: pd.DataFrame, series: Series) -> Line:
    points = tuple(point(row) for row in records(rows))
    return Line(name, points, series.step, adding=series.running_total)


def _groups(rows: pd.DataFrame, indicator: Indicator) -> tuple[Point, ...]:
    """One figure a group, all of the same months: the newest, and of those at the declared step."""
    known = rows[rows["value"].notna()]
    newest = known[known["period_end"] == known["period_end"].max()]
    declared = newest[newest["step_months"] == indicator.step_months]
    lead = (declared if not declared.empty else newest).iloc[0]
    chosen = _same_months(rows, lead).sort_values("row_number", kind="stable")
    return tuple(point(row, group=str(row["category"])) for row in records(chosen))


def _of_rates(indicator: Indicator) -> Indicator:
    """A gap is in points; the groups between which it lies have per cents.  A gap from a reference is in points itself."""
    of_points = indicator.unit == "percentage points" and indicator.method is not Method.REFERENCE
    return replace(indicator, unit="%") if of_points else indicator


def drawable(target: Target | None, series: Series) -> Target | None:
    """A target with a level, once there is a figure of its time."""
    if target is None or target.value is None:
        return None
    newest = day(series.known["period_end"].max())
    return None if target.since is not None and newest < target.since else target


def cuts(series: Series, indicator: Indicator) -> tuple[Cut, ...]:
    return tuple(
        _cut(before, after, indicator)
        for before, after in pairwise(records(series.known))
        if before["segment"] != after["segment"]
    )


def _cut(before: Row, after: Row, indicator: Indicator) -> Cut:
    """Declared changes that the later figure reaches into and the earlier does not, another source, or population base."""
    ends = day(before["period_end"]), day(after["period_end"])
    reasons = tuple(
        declared_break.reason.rstrip(".")
        for declared_break in indicator.breaks
        if ends[0] < declared_break.at <= ends[1]
    )
    kinds = [row["source"] if row["method"] == FROM_RECORDS else "" for row in (before, after)]
    taken_over = kinds[0] != kinds[1]
    rebased = len(reasons) + taken_over < int(after["segment"]) - int(before["segment"])
    return Cut(
        *ends,
        label(day(after["period_start"]), ends[1]),
        reasons,
        rebased,
        _text(after["population_base"]),
        taken_over,
    )


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows one by one, as plain values: many times as fast as pandas' own."""
    names = [str(name) for name in rows]
    columns = [rows[name].tolist() for name in names]
    return [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]


def point(row: Row, *, flags: Sequence[Flag] = (), group: str = "") -> Point:
    start, end = day(row["period_start"]), day(row["period_end"])
    return Point(
        period=label(start, end),
        start=start,
        end=end,
        value=_number(row["value"]),
        lower=_number(row["lower95"]),
        upper=_number(row["upper95"]),
        segment=int(row.get("segment", 0)),
        reason=_text(row["suppressed"]),
        approximate=_text(row["approximate"]),
        status=_text(row["status"]),
        note=_text(row["note"]),
        numerator=_number(row["numerator"]),
        denominator=_number(row["denominator"]),
        source=_text(row["source"]),
        citation=_text(row["citation"]),
        release=None if pd.isna(row["release"]) else day(row["release"]),
        release_precision=_text(row["release_precision"]),
        load=int(row["load_id"]),
        row=None if pd.isna(row["row_number"]) else int(row["row_number"]),
        flags=tuple(flags),
        group=group,
    )


def day(moment: Any) -> date:
    return pd.Timestamp(moment).date()


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


def _text(value: Any) -> str:
    return "" if pd.isna(value) else str(value)
