"""What a chart says, once: the figure, the words, the table, the slide and the file all come from here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from data.periods import label as period_label
from indicators.core.model import Indicator, Method
from indicators.core.series import Series, counted, cut, england, of_place
from indicators.core.strategy import Target
from indicators.methods import spc

LABEL_NONE = "All people"


@dataclass(frozen=True)
class Point:
    """One figure: when, what, how sure, and where from.  ``value`` is ``None`` where it is hidden or missing."""

    period: str
    start: date
    end: date
    value: float | None
    lower: float | None
    upper: float | None
    segment: int
    reason: str
    approximate: str
    note: str
    numerator: float | None
    denominator: float | None
    source: str
    citation: str
    release: str
    load: int
    row: int | None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """Figures of one place or group in order of time."""

    name: str
    points: tuple[Point, ...]

    @property
    def known(self) -> tuple[Point, ...]:
        return tuple(point for point in self.points if point.value is not None)


@dataclass(frozen=True)
class Limits:
    """The usual range of one stretch of a control chart."""

    first: date
    last: date
    mean: float
    lower: float
    upper: float
    trial: bool


@dataclass(frozen=True)
class Cut:
    """Where a line is broken, why, and the same in a word or two for the chart."""

    at: date
    why: str
    short: str


@dataclass(frozen=True)
class ChartFacts:
    """Everything one chart says.  ``kind`` is ``trend``, ``control`` or ``groups``."""

    id: str
    kind: str
    title: str
    place: str
    indicator: Indicator
    ours: Line
    others: tuple[Line, ...] = ()
    cuts: tuple[Cut, ...] = ()
    limits: tuple[Limits, ...] = ()
    target: Target | None = None
    dimension: str = ""
    cautions: tuple[str, ...] = field(default=())

    @property
    def latest(self) -> Point:
        return self.ours.known[-1]

    @property
    def has_band(self) -> bool:
        return any(point.lower is not None for point in self.ours.known)

    @property
    def approximate(self) -> bool:
        return any(point.approximate for point in self.ours.known)

    @property
    def joined(self) -> bool:
        """Is there a line to draw?  One figure is a dot, two are two dots, and surveys stay dots."""
        return len(self.ours.known) > 2

    @property
    def overlapping(self) -> bool:
        known = self.ours.known
        return any(after.start <= before.end for before, after in zip(known, known[1:], strict=False))


def over_time(
    name: str, indicator: Indicator, series: Series, measures: pd.DataFrame, target: Target | None
) -> ChartFacts:
    """Leeds' leading line with England's beside it."""
    theirs = tuple(_point(row) for _, row in cut(england(measures, series), indicator).iterrows())
    return ChartFacts(
        id=name,
        kind="trend",
        title=indicator.title,
        place=series.place.name,
        indicator=indicator,
        ours=Line("Leeds", tuple(_point(row) for _, row in series.rows.iterrows())),
        others=(Line("England", theirs),) if theirs else (),
        cuts=_cuts(series, indicator),
        target=_drawable(target),
    )


def control(name: str, indicator: Indicator, series: Series, target: Target | None) -> ChartFacts | None:
    """The control chart of an independent monthly or quarterly line of thirteen points; else ``None``."""
    if series.step not in (1, 3) or not series.independent:
        return None
    limits: list[Limits] = []
    points: list[Point] = []
    for _, rows in series.known.groupby("segment", sort=True):
        if len(rows) < spc.POINTS_NEEDED:
            points += [_point(row) for _, row in rows.iterrows()]
            continue
        chart = spc.xmr(rows["value"].to_numpy(), counted(rows, series.step))
        limits.append(
            Limits(
                rows["period_end"].iloc[0].date(),
                rows["period_end"].iloc[-1].date(),
                chart.mean,
                chart.lower,
                chart.upper,
                len(rows) < spc.TRIAL_BELOW,
            )
        )
        points += [_point(row, _flags(chart, at)) for at, (_, row) in enumerate(rows.iterrows())]
    if not limits:
        return None
    return ChartFacts(
        id=name,
        kind="control",
        title=indicator.title,
        place=series.place.name,
        indicator=indicator,
        ours=Line("Leeds", tuple(points)),
        cuts=_cuts(series, indicator),
        limits=tuple(limits),
        target=_drawable(target),
    )


def by_group(
    name: str, indicator: Indicator, series: Series, measures: pd.DataFrame, dimension: str
) -> ChartFacts | None:
    """The latest figures of each group of a breakdown, in the publisher's order; ``None`` where there are none."""
    for place in dict.fromkeys((series.place, *indicator.places)):
        rows = of_place(measures, place)
        rows = rows[rows["dimension"] == dimension]
        if rows["value"].notna().any():
            rows = rows[rows["period_end"] == rows[rows["value"].notna()]["period_end"].max()]
            rows = rows.assign(segment=0).sort_values("row_number")
            points = tuple(_point(row, (str(row["category"]),)) for _, row in rows.iterrows())
            return ChartFacts(
                id=name,
                kind="groups",
                title=indicator.title,
                place=place.name,
                indicator=indicator,
                ours=Line("Leeds", points),
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


def starts_at_zero(facts: ChartFacts) -> bool:
    """Counts and rates start at zero; per cents and scores may start where their figures do."""
    values = [v for point in facts.ours.known for v in (point.value, point.lower) if v is not None]
    return facts.indicator.method in (Method.COUNT, Method.RATE, Method.DSR) or min(values, default=0) < 0


def _drawable(target: Target | None) -> Target | None:
    return target if target is not None and target.value is not None else None


def _flags(chart: spc.Chart, at: int) -> tuple[str, ...]:
    named = (
        ("above the upper limit", chart.single[0]),
        ("below the lower limit", chart.single[1]),
        ("part of a run above the mean", chart.shift[0]),
        ("part of a run below the mean", chart.shift[1]),
        ("part of a steady rise", chart.trend[0]),
        ("part of a steady fall", chart.trend[1]),
        ("two of three near the upper limit", chart.two_of_three[0]),
        ("two of three near the lower limit", chart.two_of_three[1]),
    )
    return tuple(words for words, flagged in named if flagged[at])


def _cuts(series: Series, indicator: Indicator) -> tuple[Cut, ...]:
    rows = series.known
    cuts = []
    for before, after in zip(rows.index, rows.index[1:], strict=False):
        if rows.at[before, "segment"] == rows.at[after, "segment"]:
            continue
        declared = [
            b.reason
            for b in indicator.breaks
            if rows.at[before, "period_start"].date() < b.at <= rows.at[after, "period_start"].date()
        ]
        base = rows.at[after, "population_base"]
        why, short = (
            (declared[0], "definition<br>changed")
            if declared
            else (f"populations rebased, {base}", "populations<br>rebased")
        )
        cuts.append(Cut(rows.at[after, "period_start"].date(), why, short))
    return tuple(cuts)


def _point(row: pd.Series, flags: tuple[str, ...] = ()) -> Point:
    start, end = row["period_start"].date(), row["period_end"].date()
    return Point(
        period=period_label(start, end),
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
        flags=flags,
    )


def released(row: pd.Series) -> str:
    """A release as exactly as it is known: "12 June 2025", "June 2025", "2025", or "date not stated"."""
    if pd.isna(row["release"]):
        return "date not stated"
    day = row["release"]
    return {"day": f"{day.day} {day:%B %Y}", "month": f"{day:%B %Y}", "year": f"{day:%Y}"}[
        str(row["release_precision"])
    ]


def _number(value: object) -> float | None:
    return None if pd.isna(value) else float(value)  # type: ignore[call-overload, arg-type]


def _text(value: object) -> str:
    return "" if value is None or (isinstance(value, float) and pd.isna(value)) or pd.isna(value) else str(value)  # type: ignore[call-overload]
