"""From published rows to measures: every indicator's figures, each with limits and where it came from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING

import pandas as pd
from duckdb import DuckDBPyConnection

from data.query import one
from data.storage import precedence
from data.tables.measure import MEASURE
from indicators.core import disclosure
from indicators.core.figures import Activity, Register
from indicators.core.measures import (
    activity_in_force,
    limits,
    published_values,
    register_counts,
    representation,
    service_activity,
    taking_over,
)
from indicators.core.measures.activity_in_force import ActivityByRequest, ActivityRequest
from indicators.core.measures.published_values import in_order_of_trust
from indicators.core.measures.tables_read import tables_read
from indicators.core.model import Indicator
from indicators.core.records import FromRecords
from indicators.core.strategy.reading import strategies

if TYPE_CHECKING:
    from indicators.core.measures.kept_counts import KeptCounts
    from indicators.core.measures.records_in_force import Records

CONTENT = [name for name in MEASURE.names if name not in ("version_from", "version_to")]
KEY = ["area", "role", "period_start", "period_end", "step_months", "dimension", "category"]
ABOUT = "about"


def compute(
    connection: DuckDBPyConnection,
    catalogue: Mapping[str, Indicator],
    version: int,
    day: date | None = None,
    *,
    illustrative: bool = False,
    kept_counts: KeptCounts | None = None,
) -> pd.DataFrame:
    """The measures of every indicator given, as of a version and a day (``None``: everything published).

    One row a figure, with the columns of the ``measure`` table less its versions.  As of a day, a release that is not
    known is the end of the period and the indicator's usual months, and its precision is ``about``.  They rest on real
    loads, or on those alone that were made up, and are marked ``illustrative``: never on both.  Where there are
    ``kept_counts`` of records, they are used and brought up to date: by no day, and of the same loads.
    """
    lags: dict[str, int] = {}
    for name, indicator in catalogue.items():
        for series in indicator.series(name):
            lags[series] = max(indicator.lag_months, lags.get(series, 0))
    read = {table for indicator in catalogue.values() for table in tables_read(indicator)}
    put_in_force = read - kept_counts.tables if kept_counts else read
    precedence.materialise(connection, version, day, sorted(lags), lags, put_in_force, illustrative=illustrative)
    if "participation" in read:
        disclosure.materialise(connection)
        representation.materialise(connection, representation.places_of_networks(strategies().values()))
    people = everybody(connection)
    counted = cache(partial(_records, connection, cache(partial(_of_store, connection, kept_counts)), kept_counts))
    activity = activity_in_force.side_by_side(connection, _requests(catalogue.values()))
    frames = [
        measures_of(connection, name, indicator, people, activity, counted) for name, indicator in catalogue.items()
    ]
    non_empty_frames = [frame for frame in frames if not frame.empty]
    if day is not None:
        non_empty_frames = [
            _about(frame, catalogue[str(frame["indicator"].iloc[0])].lag_months) for frame in non_empty_frames
        ]
    if not non_empty_frames:
        return pd.DataFrame(columns=CONTENT)
    return pd.concat(non_empty_frames, ignore_index=True).assign(illustrative=illustrative)[CONTENT]


def everybody(connection: DuckDBPyConnection) -> pd.DataFrame:
    """How many people of each age live in each area, in each year."""
    return connection.execute(
        "SELECT area, year, age, people FROM in_force_population WHERE sex = 'Persons' AND characteristic = ''"
    ).df()


def _about(frame: pd.DataFrame, lag: int) -> pd.DataFrame:
    """The day by which figures without a stated release were out, by the usual months after their period."""
    unknown = frame["release"].isna()
    usual = pd.to_datetime(frame["period_end"]) + pd.DateOffset(months=lag) + pd.offsets.MonthEnd(0)
    return frame.assign(
        release=pd.to_datetime(frame["release"]).where(~unknown, usual),
        release_precision=frame["release_precision"].where(~unknown, ABOUT),
    )


def _records(
    connection: DuckDBPyConnection, stored_records: Callable[[], Records], kept_counts: KeptCounts | None, table: str
) -> Records | None:
    """The records in force; ``None`` where the table that is read has none."""
    if kept_counts and table in kept_counts.tables:
        return stored_records() if kept_counts.holds(table) else None
    return None if one(connection, f"SELECT 1 FROM in_force_{table} LIMIT 1") is None else stored_records()


def _of_store(connection: DuckDBPyConnection, kept_counts: KeptCounts | None) -> Records:
    """Only where there are records is what counts them imported."""
    from indicators.core.measures import records_in_force

    return records_in_force.of_store(connection, kept_counts)


def measures_of(
    connection: DuckDBPyConnection,
    name: str,
    indicator: Indicator,
    people: pd.DataFrame,
    activity: ActivityByRequest,
    records: Callable[[str], Records | None],
) -> pd.DataFrame:
    """One indicator's measures from the rows in force; of each figure the most trusted source."""
    frames = [published_values.measures(connection, name, indicator)]
    for rank, figures in in_order_of_trust(indicator):
        if isinstance(figures, Activity):
            frames += [part.assign(rank=rank) for part in service_activity.measures(activity, figures, indicator)]
        elif isinstance(figures, Register):
            frames.append(register_counts.measures(connection, figures, indicator).assign(rank=rank))
        elif isinstance(figures, FromRecords):
            frames.append(_from_records(name, figures, indicator, records(figures.table)).assign(rank=rank))
    all_figures = pd.concat([frame for frame in frames if not frame.empty] or [pd.DataFrame()], ignore_index=True)
    return finished(all_figures, name, indicator, people)


def finished(figures: pd.DataFrame, name: str, indicator: Indicator, people: pd.DataFrame) -> pd.DataFrame:
    """One indicator's measures from the figures of its sources, each with the ``rank`` of its source."""
    if indicator.sensitive and len(figures):
        figures = disclosure.in_large_areas(figures)
    if figures.empty:
        return figures
    figures["step_months"] = figures["step_months"].fillna(0).astype("int64")
    figures = taking_over.in_turn(taking_over.of_one_source(figures))
    # A source that has nothing for a period does not silence a lesser one; a number it hides stays hidden.
    figures["nothing"] = figures["value"].isna() & (figures["suppressed"] == "not available")
    figures = figures.sort_values(["nothing", "rank"], kind="stable").drop_duplicates(KEY)
    figures = figures.sort_values(KEY, ignore_index=True)
    figures = limits.fill(figures, indicator, people)
    return figures.assign(indicator=name, definition_version=indicator.definition_version)


def _requests(indicators: Iterable[Indicator]) -> list[ActivityRequest]:
    """What some indicators ask of publishers' counts of activity."""
    read = (figures for indicator in indicators for figures in indicator.figures if isinstance(figures, Activity))
    return [request for figures in read for request in service_activity.requests(figures)]


def _from_records(name: str, figures: FromRecords, indicator: Indicator, records: Records | None) -> pd.DataFrame:
    """Figures from records, where there are some."""
    if records is None:
        return pd.DataFrame()
    from indicators.core.measures import record_measures

    return record_measures.measures(records, name, figures, indicator, strategies().values())


def write(connection: DuckDBPyConnection, fresh: pd.DataFrame, version: int, names: Sequence[str]) -> None:
    """Bring the measures of the indicators named up to date: close what changed or went, add what is new.

    A figure that stays what it was, though the load that brought it is withdrawn, is from then on of the load that gives it now.
    """
    connection.register("arriving", fresh)
    columns = ", ".join(f"CAST({c.name} AS {c.type}) AS {c.name}" for c in MEASURE.columns if c.name in CONTENT)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE fresh AS SELECT {columns} FROM arriving")
    connection.unregister("arriving")
    same = " AND ".join(
        f"measure.{name} IS NOT DISTINCT FROM fresh.{name}" for name in CONTENT if name not in ("load_id", "row_number")
    )
    connection.execute(
        f"UPDATE measure SET version_to = $version WHERE version_to IS NULL "
        f"AND list_contains($names, indicator) AND NOT EXISTS (SELECT 1 FROM fresh WHERE {same})",
        {"version": version, "names": list(names)},
    )
    connection.execute(
        f"UPDATE measure SET load_id = fresh.load_id, row_number = fresh.row_number FROM fresh WHERE measure.version_to IS NULL "
        f"AND measure.load_id IN (SELECT load_id FROM load WHERE version_to IS NOT NULL) AND {same}"
    )
    connection.execute(
        f"INSERT INTO measure BY NAME SELECT fresh.*, $version AS version_from FROM fresh "
        f"WHERE NOT EXISTS (SELECT 1 FROM measure WHERE version_to IS NULL AND {same})",
        {"version": version},
    )
