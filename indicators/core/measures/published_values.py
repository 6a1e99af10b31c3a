"""Figures that publishers give ready-made, each with the trust that the indicator has in its source."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from duckdb import DuckDBPyConnection

from data.query import one
from data.tables.published_value import FROM_RECORDS
from indicators.core.figures import Figures, Published
from indicators.core.model import Indicator, Method
from indicators.core.records import FromRecords

UNLISTED = 1000
"""The rank of a source that the indicator does not name: after all that it does."""


def in_order_of_trust(indicator: Indicator) -> Iterable[tuple[int, Figures]]:
    """What an indicator declares, each with the rank of its first source among all: the smaller, the more trusted."""
    rank = 0
    for figures in indicator.figures:
        yield rank, figures
        rank += len(figures.sources) if isinstance(figures, Published) else 1


def measures(connection: DuckDBPyConnection, name: str, indicator: Indicator) -> pd.DataFrame:
    """Rows of the sources named, and after them any row in the common format that carries our id.

    What was counted from records elsewhere has the trust of records that are counted here.
    """
    named = [
        (source, rank + at)
        for rank, figures in in_order_of_trust(indicator)
        if isinstance(figures, Published)
        for at, source in enumerate(figures.sources)
    ]
    trusted = [(source.partition(":")[0], source.partition(":")[2] or name, rank) for source, rank in named]
    query = "SELECT 1 FROM in_force_published_value WHERE list_contains($series, series) LIMIT 1"
    if one(connection, query, {"series": [name, *(series for _, series, _ in trusted)]}) is None:
        return pd.DataFrame()
    trust = pd.DataFrame(trusted, columns=["source", "series", "rank"]).astype(
        {"rank": "int64", "source": "str", "series": "str"}
    )
    connection.register("trust", trust)
    published = connection.execute(
        f"""
        WITH chosen AS (
            SELECT figure.*, coalesce(trust.rank, {UNLISTED}) AS rank
            FROM in_force_published_value AS figure
            LEFT JOIN trust ON trust.source = figure.source AND trust.series = figure.series
            WHERE (trust.rank IS NOT NULL OR figure.series = $name)
              AND (statistic <> {"'percentage'" if indicator.method is Method.COUNT else "'count'"})
        ),
        usual AS (
            SELECT source, series, age AS usual_age FROM chosen WHERE dimension = ''
            GROUP BY source, series, age
            QUALIFY row_number() OVER (PARTITION BY source, series ORDER BY count(*) DESC, age) = 1
        )
        SELECT * EXCLUDE (usual_age) REPLACE (
            CASE WHEN sex IN ('Male', 'Female') AND dimension = '' THEN 'sex'
                 WHEN age <> usual_age AND dimension = '' THEN 'age' ELSE dimension END AS dimension,
            CASE WHEN sex IN ('Male', 'Female') AND dimension = '' THEN sex
                 WHEN age <> usual_age AND dimension = '' THEN age ELSE category END AS category
        )
        FROM (SELECT chosen.*, coalesce(usual_age, age) AS usual_age FROM chosen LEFT JOIN usual USING (source, series))
        WHERE NOT (sex IN ('Male', 'Female') AND (dimension <> '' OR age <> usual_age))
          AND NOT (age <> usual_age AND dimension <> '')
        ORDER BY rank, source, series, statistic
        """,
        {"name": name},
    ).df()
    connection.unregister("trust")
    ours = (rank for rank, figures in in_order_of_trust(indicator) if isinstance(figures, FromRecords))
    rank = published["rank"].where(published["method"] != FROM_RECORDS, next(ours, UNLISTED))
    return published.assign(rank=rank, method=published["method"].fillna("as published"))
