"""What a publisher's counts of activity say in force: its own values and the counts behind them, side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa
from duckdb import DuckDBPyConnection

from data.storage import precedence
from indicators.core.figures import Count

PERIOD = ["period_start", "period_end", "step_months", "window_months"]
WHOSE = ["area", "role", *PERIOD, "dimension", "category"]
ORIGIN = ["source", "series", "citation", "release", "release_precision", "load_id", "row_number"]
LEAST_SETTLED = f"arg_min(status, {precedence.settled()})"
PARTS = ("published", "numerator", "denominator")
WANTED = pa.schema(
    [
        ("asked", pa.int32()),
        ("part", pa.int32()),
        ("source", pa.string()),
        ("series", pa.string()),
        ("sign", pa.int32()),
        ("series_added", pa.int32()),
        ("dimensions", pa.list_(pa.string())),
        ("categories", pa.list_(pa.string())),
    ]
)


@dataclass(frozen=True)
class ActivityRequest:
    """What is asked of a source: its own ``value`` and counts, of everybody (``""``) or by the groups of ``dimensions``."""

    source: str
    value: str
    numerator: Count | None
    denominator: Count | None
    dimensions: tuple[str, ...]


ActivityByRequest = Mapping[ActivityRequest, pd.DataFrame]
"""The rows of all that was asked, in columns of ``WHOSE``, ``PARTS``, ``ORIGIN``, ``status``, ``suppressed``, ``note``."""


def side_by_side(connection: DuckDBPyConnection, requests: Collection[ActivityRequest]) -> ActivityByRequest:
    """The publisher's own value and both counts of each figure; where it came from, by the first that holds it.

    All is asked at once: to plan a question takes the database longer than to answer it.
    """
    distinct_requests = list(dict.fromkeys(requests))
    if not distinct_requests:
        return {}
    wanted = [row for at, request in enumerate(distinct_requests) for row in _wanted(at, request)]
    whose, origin = ", ".join(WHOSE), ", ".join(f"{name} := {name}" for name in (*ORIGIN, "suppressed", "note"))
    connection.register("wanted", pa.Table.from_pylist(wanted, WANTED))
    figures = connection.execute(
        f"""
        WITH held AS (
            SELECT {whose}, {", ".join(ORIGIN)}, status, suppressed, note, value, statistic, wanted.* EXCLUDE (source, series)
            FROM in_force_service_activity JOIN wanted USING (source, series)
            WHERE list_contains(dimensions, dimension) AND (categories IS NULL OR list_contains(categories, category))
              AND CASE WHEN part = 0 THEN statistic <> 'count' ELSE statistic = 'count' AND sex = 'Persons' END
        ),
        given AS (SELECT * FROM ({_published()}) UNION ALL BY NAME SELECT * FROM ({_counts()}))
        SELECT * EXCLUDE (origin, first_part), unnest(origin) FROM (
            SELECT asked, {whose}, first(struct_pack({origin}) ORDER BY part) AS origin, min(part) AS first_part,
                {LEAST_SETTLED} AS status,
                {", ".join(f"max(value) FILTER (part = {part}) AS {name}" for part, name in enumerate(PARTS))}
            FROM given GROUP BY asked, {whose}
        )
        ORDER BY asked, first_part, {whose}
        """
    ).df()
    connection.unregister("wanted")
    rows = {at: part.drop(columns="asked").reset_index(drop=True) for at, part in figures.groupby("asked")}
    nothing = figures.iloc[:0].drop(columns="asked")
    return {request: rows.get(at, nothing) for at, request in enumerate(distinct_requests)}


def _wanted(at: int, request: ActivityRequest) -> Iterator[dict[str, object]]:
    """Each series of which something is asked, as which part, and whether it is added or taken away."""
    common_columns: dict[str, object] = {"asked": at, "source": request.source, "dimensions": request.dimensions}
    if request.value:
        yield common_columns | {"part": 0, "series": request.value}
    for part, count in enumerate((request.numerator, request.denominator), start=1):
        if count is None:
            continue
        groups = {"dimensions": [count.dimension], "categories": count.categories} if count.categories else {}
        whole = {"part": part, "series_added": len(count.series) + len(count.less)}
        for name, sign in (dict.fromkeys(count.series, 1) | dict.fromkeys(count.less, -1)).items():
            yield common_columns | groups | whole | {"series": name, "sign": sign}


def _published() -> str:
    """SQL for a publisher's own percentages, means or medians."""
    return f"""
        SELECT asked, part, {", ".join([*WHOSE, *ORIGIN])}, status, suppressed, note, value FROM held
        WHERE part = 0
    """


def _counts() -> str:
    """SQL for counts added and taken away; a part that is hidden or missing makes the sum unknown, never smaller.

    Which groups make a period whole is what any body has for it: age bands change from year to year.
    """
    period, keys = ", ".join(PERIOD), ", ".join(f"counts.{name}" for name in ("asked", "part", "area", "role", *PERIOD))
    same = " AND ".join(f"counts.{name} IS NOT DISTINCT FROM whole.{name}" for name in ("asked", "part", *PERIOD))
    return f"""
        WITH counts AS (
            SELECT * REPLACE (if(categories IS NULL, dimension, '') AS dimension), if(categories IS NULL, category, '') AS made
            FROM held WHERE part > 0
        ),
        whole AS (
            SELECT asked, part, {period}, count(DISTINCT category) AS groups FROM counts
            WHERE categories IS NOT NULL GROUP BY ALL
        )
        SELECT {keys}, dimension, made AS category,
            CASE WHEN count(value) = count(*) AND count(*) = any_value(series_added) * coalesce(any_value(groups), 1)
                THEN sum(sign * value) END AS value,
            max(suppressed) AS suppressed, max(note) AS note, max(source) AS source,
            min(series) AS series, max(citation) AS citation, max(release) AS release,
            max(release_precision) AS release_precision, max(load_id) AS load_id, min(row_number) AS row_number,
            {LEAST_SETTLED} AS status
        FROM counts LEFT JOIN whole ON {same}
        GROUP BY {keys}, dimension, made
    """
