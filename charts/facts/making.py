"""From measures to the facts of a chart: a line over time, a control chart, groups side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pandas as pd

from charts.facts.model import ChartFacts, Cut, Limits, Line, Point
from data.periods import label
from indicators.core.model import Indicator, Method
from indicators.core.series import Series, counted, cut, england, of_place
from indicators.core.strategy import Target
from indicators.methods import spc

HIGH_RULES = (
    "above the upper limit",
    "part of a run above the mean",
    "part of a steady rise",
    "two of three near the upper limit",
)
LOW_RULES = (
    "below the lower limit",
    "part of a run below the mean",
    "part of a steady fall",
    "two of three near the lower limit",
)


def over_time(
    name: str, indicator: Indicator, series: Series, measures: pd.DataFrame, target: Target | None
) -> ChartFacts:
    """Leeds' leading line with England's beside it; a count stands alone, since it depends on how many people live there."""
    ours = _line("Leeds", series.rows, series)
    theirs = _line("England", cut(england(measures, series), indicator), series)
    beside = (theirs,) if theirs.known and indicator.method is not Method.COUNT else ()
    return ChartFacts(
        id=name,
        kind="trend",
        title=indicator.title,
        place=series.place.name,
        indicator=indicator,
        ours=ours,
        others=beside,
        cuts=_cuts(series, indicator),
        target=_drawable(target, series),
        group=series.group,
        cautions=(indicator.england_differs,) if beside and indicator.england_differs else (),
    )


def control(name: str, indicator: Indicator, series: Series, target: Target | None) -> ChartFacts | None:
    """The control chart of an independent monthly or quarterly line of thirteen points; else ``None``."""
    if series.step not in (1, 3) or not series.independent:
        return None
    limits: list[Limits] = []
    points: list[Point] = []
    for _, rows in series.rows.groupby("segment", sort=True):
        known = rows[rows["value"].notna()]
        flags: dict[Any, tuple[str, ...]] = {}
        if len(known) >= spc.POINTS_NEEDED:
            chart = spc.xmr(known["value"].to_numpy(), counted(known, series.step))
            limits.append(_limits(chart, known))
            flags = {at: _flags(chart, order) for order, at in enumerate(known.index)}
        points += [_point(row, flags=flags.get(at, ())) for at, row in rows.iterrows()]
    if not limits:
        return None
    return ChartFacts(
        id=name,
        kind="control",
        title=indicator.title,
        place=series.place.name,
        indicator=indicator,
        ours=Line("Leeds", tuple(points), series.step),
        cuts=_cuts(series, indicator),
        limits=tuple(limits),
        target=_drawable(target, series),
        group=series.group,
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
                kind="groups",
                title=_title(indicator),
                place=place.name,
                indicator=_of_rates(indicator),
                ours=Line("Leeds", _groups(rows, indicator)),
                dimension=dimension,
            )
    return None


def dimensions(measures: pd.DataFrame, indicator: Indicator) -> list[str]:
    """Breakdowns that hold a figure for Leeds."""
    found: list[str] = []
    for place in indicator.places:
        rows = of_place(measures, place)
        held = rows[(rows["dimension"] != "") & rows["value"].notna()]["dimension"]
        found += [dimension for dimension in held.drop_duplicates() if dimension not in found]
    return found


def released(row: pd.Series) -> str:
    """A release as exactly as it is known: "12 June 2025", "June 2025", "2025", or "date not stated"."""
    if pd.isna(row["release"]):
        return "date not stated"
    day = _day(row["release"])
    return {"day": f"{day.day} {day:%B %Y}", "month": f"{day:%B %Y}", "year": f"{day:%Y}"}[
        str(row["release_precision"])
    ]


def _line(name: str, rows: pd.DataFrame, series: Series) -> Line:
    points = tuple(_point(row) for _, row in rows.iterrows())
    return Line(name, points, series.step, adding=series.running_total)


def _groups(rows: pd.DataFrame, indicator: Indicator) -> tuple[Point, ...]:
    """One figure a group, all of the same months: the newest, and of those at the declared step."""
    known = rows[rows["value"].notna()]
    newest = known[known["period_end"] == known["period_end"].max()]
    declared = newest[newest["step_months"] == indicator.step_months]
    lead = (declared if not declared.empty else newest).iloc[0]
    same = [rows[column] == lead[column] for column in ("period_start", "period_end", "step_months")]
    chosen = rows[same[0] & same[1] & same[2]].sort_values("row_number", kind="stable")
    return tuple(_point(row, group=str(row["category"])) for _, row in chosen.iterrows())


def _title(indicator: Indicator) -> str:
    return f"{indicator.title}: rates of the groups" if indicator.method is Method.GAP else indicator.title


def _of_rates(indicator: Indicator) -> Indicator:
    """A gap is in points; the groups between which it lies have per cents."""
    return replace(indicator, unit="%") if indicator.unit == "percentage points" else indicator


def _drawable(target: Target | None, series: Series) -> Target | None:
    """A target with a level, once there is a figure of its time."""
    if target is None or target.value is None:
        return None
    newest = _day(series.known["period_end"].max())
    return None if target.since is not None and newest < target.since else target


def _limits(chart: spc.Chart, known: pd.DataFrame) -> Limits:
    first, last = _day(known["period_end"].iloc[0]), _day(known["period_end"].iloc[-1])
    return Limits(first, last, chart.mean, chart.lower, chart.upper, len(known) < spc.TRIAL_BELOW)


def _flags(chart: spc.Chart, at: int) -> tuple[str, ...]:
    rules = (chart.single, chart.shift, chart.trend, chart.two_of_three)
    named = [*zip(HIGH_RULES, (high for high, _ in rules), strict=True)]
    named += zip(LOW_RULES, (low for _, low in rules), strict=True)
    return tuple(words for words, flagged in named if flagged[at])


def _cuts(series: Series, indicator: Indicator) -> tuple[Cut, ...]:
    rows = [row for _, row in series.known.iterrows()]
    return tuple(
        _cut(before, after, indicator) for before, after in pairwise(rows) if before["segment"] != after["segment"]
    )


def _cut(before: pd.Series, after: pd.Series, indicator: Indicator) -> Cut:
    """Declared changes that the later figure reaches into and the earlier does not; else another population base."""
    ends = _day(before["period_end"]), _day(after["period_end"])
    declared = [made.reason.rstrip(".") for made in indicator.breaks if ends[0] < made.at <= ends[1]]
    rebased = len(declared) < int(after["segment"]) - int(before["segment"])
    base = _text(after["population_base"])
    reasons = [*declared, *([f"populations rebased{', ' if base else ''}{base}"] if rebased else [])]
    short = "definition<br>changed" if declared else "populations<br>rebased"
    return Cut(*ends, label(_day(after["period_start"]), ends[1]), "; ".join(reasons), short)


def _point(row: pd.Series, *, flags: Sequence[str] = (), group: str = "") -> Point:
    start, end = _day(row["period_start"]), _day(row["period_end"])
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
        note=_text(row["note"]),
        numerator=_number(row["numerator"]),
        denominator=_number(row["denominator"]),
        source=_text(row["source"]),
        citation=_text(row["citation"]),
        release=released(row),
        load=int(row["load_id"]),
        row=None if pd.isna(row["row_number"]) else int(row["row_number"]),
        flags=tuple(flags),
        group=group,
    )


def _day(moment: Any) -> date:
    return pd.Timestamp(moment).date()


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


def _text(value: Any) -> str:
    return "" if pd.isna(value) else str(value)
