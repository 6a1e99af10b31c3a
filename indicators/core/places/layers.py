"""What is known by part of a place: deprivation, residents and their groups, and every indicator with figures of parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd
from duckdb import DuckDBPyConnection

from data.storage.entries import places_in_force, residents_in_force
from indicators.core.board.board import Board
from indicators.core.model import Indicator, Method
from indicators.core.places.model import Figure, Geography, Layer, Level, Missing, Subject

MOST_DEPRIVED = 1
FEWEST_PARTS = 2
"""With fewer figures there is nothing to set side by side."""
PERIOD = ["period_start", "period_end", "step_months"]
Counted = Mapping[str, tuple[float, float]]
"""A numerator and a denominator by neighbourhood."""


def layers(connection: DuckDBPyConnection, board: Board, geography: Geography) -> tuple[Layer, ...]:
    """Everything that is known of at least two parts of a place, as of the board's version."""
    all_layers = [
        *_deprivation(connection, geography, board.version),
        *_residents(connection, geography, board.version),
        *_indicators(board, geography),
    ]
    return tuple(layer for layer in all_layers if len(layer.now.known) >= FEWEST_PARTS)


# Deprivation ------------------------------------------------------------------------------------------


def _deprivation(connection: DuckDBPyConnection, geography: Geography, version: int) -> Iterator[Layer]:
    """The share of each part's neighbourhoods that are in the most deprived tenth, in the two newest editions."""
    rows = connection.execute(
        f"SELECT edition, area_kind, area, decile, citation, load_id FROM ({places_in_force('deprivation')}) ORDER BY edition",
        {"version": version, "day": None},
    ).df()
    levels = []
    for kind, edition in rows[["area_kind", "edition"]].drop_duplicates().itertuples(index=False):
        members = geography.members.get(str(kind), {})
        inside = rows[(rows["edition"] == edition) & (rows["area_kind"] == kind) & rows["area"].isin(members)]
        if len(inside):
            most = (inside["decile"] == MOST_DEPRIVED).astype(float)
            counted = dict(zip(inside["area"], zip(most, [1.0] * len(inside), strict=True), strict=True))
            levels.append(Level(int(edition), _shares(geography, str(kind), counted), _cited(inside)))
    if levels:
        yield Layer(Subject.DEPRIVATION, Subject.DEPRIVATION, levels[-1], levels[-2] if len(levels) > 1 else None)


# Residents --------------------------------------------------------------------------------------------


def _residents(connection: DuckDBPyConnection, geography: Geography, version: int) -> Iterator[Layer]:
    """How many people live in each part, and what part of them each group of a census is: of the newest year."""
    areas = sorted({area for members in geography.members.values() for area in members})
    rows = connection.execute(
        f"SELECT area, year, characteristic, group_name, people, citation, load_id FROM ({residents_in_force()}) "
        "WHERE list_contains($areas, area) AND sex = 'Persons' AND coalesce(youngest, 0) = 0 ORDER BY load_id, row_number",
        {"areas": areas, "version": version, "day": None},
    ).df()
    if rows.empty:
        return
    newest = rows[rows["year"] == rows["year"].max()]
    everybody = newest[newest["characteristic"] == newest["characteristic"].min()]
    people = everybody.groupby("area")["people"].sum()
    yield Layer(
        Subject.RESIDENTS,
        Subject.RESIDENTS,
        _level(geography, everybody, {a: (n, 1.0) for a, n in people.items()}, sums=True),
    )
    for characteristic, characteristic_rows in rows[rows["characteristic"] != ""].groupby("characteristic"):
        latest = characteristic_rows[characteristic_rows["year"] == characteristic_rows["year"].max()]
        totals = latest.groupby("area")["people"].sum()
        for group, members in latest.groupby("group_name", sort=False):
            counts = members.groupby("area")["people"].sum()
            counted = {area: (float(counts.get(area, 0)), float(total)) for area, total in totals.items()}
            yield Layer(
                f"{characteristic}: {group}", Subject.GROUP, _level(geography, latest, counted), group=str(group)
            )


def _level(geography: Geography, rows: pd.DataFrame, counted: Counted, *, sums: bool = False) -> Level:
    """Counts of one year, by the neighbourhoods of that census of which most are there."""
    kind = max(geography.members, key=lambda census: len(geography.members[census].keys() & counted.keys()))
    return Level(int(rows["year"].iloc[0]), _shares(geography, kind, counted, sums=sums), _cited(rows))


def _shares(geography: Geography, kind: str, counted: Counted, *, sums: bool = False) -> dict[str, Figure]:
    """Per cents of each part, or sums, from its neighbourhoods; none where one is missing or divided."""
    inside: dict[str, list[str]] = defaultdict(list)
    for area, code in geography.members[kind].items():
        inside[code].append(area)
    figures = {}
    for part in geography.parts:
        areas = inside.get(part.code, [])
        if part.code in geography.divided.get(kind, frozenset()):
            figures[part.code] = Figure(None, reason=Missing.DIVIDED)
        elif not areas or any(area not in counted for area in areas):
            figures[part.code] = Figure(None, reason=Missing.NEIGHBOURHOODS)
        else:
            top, below = (float(sum(counted[area][at] for area in areas)) for at in (0, 1))
            figures[part.code] = Figure(top) if sums else _share(top, below)
    return figures


def _share(top: float, below: float) -> Figure:
    return Figure(100 * top / below, top, below) if below else Figure(None, reason=Missing.NO_ROW)


# Indicators -------------------------------------------------------------------------------------------


def _indicators(board: Board, geography: Geography) -> Iterator[Layer]:
    """Every indicator with figures of parts, but those of suicide and self-harm below a council.

    They are not computed any more; a version that an earlier release made may hold some.
    """
    codes = {part.code for part in geography.parts}
    for name, declared in board.indicators.items():
        if declared.sensitive and geography.below_council or declared.method in (Method.GAP, Method.REFERENCE):
            continue
        rows = board.measures(name)
        part_rows = rows[rows["area"].isin(codes) & (rows["dimension"] == "")].drop_duplicates([*PERIOD, "area"])
        known = _of_many(part_rows[part_rows["value"].notna()])
        if len(known):
            yield _indicator(name, declared, part_rows, known, geography, board.strategy.timeline.baseline_day)


def _of_many(known: pd.DataFrame) -> pd.DataFrame:
    """Figures of the periods that have at least half as many parts as any has, in order of time."""
    parts = known.groupby(PERIOD)["area"].transform("size")
    most: pd.DataFrame = known[parts >= max(FEWEST_PARTS, parts.max() / 2)] if len(known) else known
    return most.sort_values("period_end")


def _indicator(
    name: str, declared: Indicator, rows: pd.DataFrame, known: pd.DataFrame, geography: Geography, baseline: date
) -> Layer:
    """The newest period beside the last one that ended by the baseline, else the first."""
    lead = known.iloc[-1]
    earlier = known[(known["period_end"] < lead["period_start"]) & (known["step_months"] == lead["step_months"])]
    by_then = earlier[earlier["period_end"] <= pd.Timestamp(baseline)]
    before = by_then.iloc[-1] if len(by_then) else earlier.iloc[0] if len(earlier) else None
    then = None if before is None else _of_period(rows, before, geography)
    return Layer(name, Subject.INDICATOR, _of_period(rows, lead, geography), then, declared=declared)


def _of_period(rows: pd.DataFrame, lead: pd.Series, geography: Geography) -> Level:
    period_rows = rows[(rows[PERIOD] == lead[PERIOD]).all(axis=1)]
    figure_by_area = {row["area"]: _figure(row) for row in period_rows.to_dict("records")}
    figures = {
        part.code: figure_by_area.get(part.code, Figure(None, reason=Missing.NO_ROW)) for part in geography.parts
    }
    days = lead["period_start"].date(), lead["period_end"].date()
    return Level(days, figures, _cited(period_rows), bool(period_rows["illustrative"].any()))


def _figure(row: Mapping[Any, Any]) -> Figure:
    value, top, below, lower, upper = (
        None if pd.isna(row[column]) else float(row[column])
        for column in ("value", "numerator", "denominator", "lower95", "upper95")
    )
    limits = (lower, upper) if lower is not None and upper is not None else None
    return Figure(value, top, below, limits, "" if pd.isna(row["suppressed"]) else str(row["suppressed"]))


def _cited(rows: pd.DataFrame) -> tuple[tuple[str, int | None], ...]:
    """Each citation of some rows, with its load; what came with the dashboard's own list has none."""
    pairs = rows[["citation", "load_id"]].drop_duplicates().itertuples(index=False)
    return tuple((str(cited), None if pd.isna(load) else int(load)) for cited, load in pairs if not pd.isna(cited))
