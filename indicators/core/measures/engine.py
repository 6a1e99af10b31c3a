"""From published rows to measures: every indicator's figures, each with limits and where it came from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from duckdb import DuckDBPyConnection

from data.query import one
from data.storage import precedence
from data.tables.figure import UNSETTLED
from data.tables.measure import MEASURE
from data.tables.published_value import FROM_RECORDS
from indicators.core import disclosure
from indicators.core.measures import limits, register_counts, representation, taking_over
from indicators.core.measures.count_rounding import DIFFERENCE
from indicators.core.model import Activity, Count, Figures, Groups, Indicator, Method, Published, Register
from indicators.core.records import FromRecords
from indicators.core.strategy.reading import strategies

if TYPE_CHECKING:
    from indicators.core.measures.held_records import Records

PERIOD = ["period_start", "period_end", "step_months", "window_months"]
WHOSE = ["area", "role", *PERIOD, "dimension", "category"]
ORIGIN = ["source", "series", "citation", "release", "release_precision", "load_id", "row_number"]
LEAST_SETTLED = f"arg_min(status, {precedence.settled()})"
CONTENT = [name for name in MEASURE.names if name not in ("version_from", "version_to")]
KEY = ["area", "role", "period_start", "period_end", "step_months", "dimension", "category"]
UNLISTED = 1000
ABOUT = "about"
PARTS = ("published", "numerator", "denominator")


def compute(
    connection: DuckDBPyConnection,
    catalogue: Mapping[str, Indicator],
    version: int,
    day: date | None = None,
    *,
    illustrative: bool = False,
) -> pd.DataFrame:
    """The measures of every indicator given, as of a version and a day (``None``: everything published).

    One row a figure, with the columns of the ``measure`` table less its versions.  As of a day, a release that is not
    known is the end of the period and the indicator's usual months, and its precision is ``about``.  They rest on real
    loads, or on those alone that were made up, and are marked ``illustrative``: never on both.
    """
    lags: dict[str, int] = {}
    for name, indicator in catalogue.items():
        for series in indicator.series(name):
            lags[series] = max(indicator.lag_months, lags.get(series, 0))
    records = records_read(catalogue.values())
    precedence.materialise(connection, version, day, sorted(lags), lags, records, illustrative=illustrative)
    disclosure.materialise(connection)
    representation.materialise(connection, representation.places_of_networks(strategies().values()))
    people = everybody(connection)
    counted = cache(partial(_records, connection))
    frames = [measures_of(connection, name, indicator, people, counted) for name, indicator in catalogue.items()]
    found = [frame for frame in frames if not frame.empty]
    if day is not None:
        found = [_about(frame, catalogue[str(frame["indicator"].iloc[0])].lag_months) for frame in found]
    if not found:
        return pd.DataFrame(columns=CONTENT)
    return pd.concat(found, ignore_index=True).assign(illustrative=illustrative)[CONTENT]


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


def _records(connection: DuckDBPyConnection) -> Records:
    """The records in force: only where there are some is what counts them imported."""
    from indicators.core.measures import held_records

    return held_records.of_store(connection)


def measures_of(
    connection: DuckDBPyConnection,
    name: str,
    indicator: Indicator,
    people: pd.DataFrame,
    records: Callable[[], Records],
) -> pd.DataFrame:
    """One indicator's measures from the rows in force; of each figure the most trusted source."""
    frames = [_published(connection, name, indicator)]
    for rank, figures in _in_order_of_trust(indicator):
        if isinstance(figures, Activity):
            frames += [part.assign(rank=rank) for part in _activity(connection, figures, indicator)]
        elif isinstance(figures, Register):
            frames.append(register_counts.measures(connection, figures, indicator).assign(rank=rank))
        elif isinstance(figures, FromRecords):
            frames.append(_from_records(connection, name, figures, indicator, records).assign(rank=rank))
    found = pd.concat([frame for frame in frames if not frame.empty] or [pd.DataFrame()], ignore_index=True)
    return finished(found, name, indicator, people)


def finished(found: pd.DataFrame, name: str, indicator: Indicator, people: pd.DataFrame) -> pd.DataFrame:
    """One indicator's measures from the figures of its sources, each with the ``rank`` of its source."""
    if indicator.sensitive and len(found):
        found = disclosure.in_large_areas(found)
    if found.empty:
        return found
    found["step_months"] = found["step_months"].fillna(0).astype("int64")
    found = taking_over.in_turn(found)
    # A source that has nothing for a period does not silence a lesser one; a number it hides stays hidden.
    found["nothing"] = found["value"].isna() & (found["suppressed"] == "not available")
    found = found.sort_values(["nothing", "rank"], kind="stable").drop_duplicates(KEY)
    found = found.sort_values(KEY, ignore_index=True)
    found = limits.fill(found, indicator, people)
    return found.assign(indicator=name, definition_version=indicator.definition_version)


def _in_order_of_trust(indicator: Indicator) -> Iterable[tuple[int, Figures]]:
    """What an indicator declares, each with the rank of its first source among all: the smaller, the more trusted."""
    rank = 0
    for figures in indicator.figures:
        yield rank, figures
        rank += len(figures.sources) if isinstance(figures, Published) else 1


def records_read(indicators: Iterable[Indicator]) -> list[str]:
    """The tables of records that any of some indicators reads."""
    return sorted({figures.table for one in indicators for figures in one.figures if isinstance(figures, FromRecords)})


def _from_records(
    connection: DuckDBPyConnection,
    name: str,
    figures: FromRecords,
    indicator: Indicator,
    records: Callable[[], Records],
) -> pd.DataFrame:
    """Figures from records, where there are some."""
    if one(connection, f"SELECT 1 FROM in_force_{figures.table} LIMIT 1") is None:
        return pd.DataFrame()
    from indicators.core.measures import record_measures

    return record_measures.measures(records(), name, figures, indicator, strategies().values())


def write(connection: DuckDBPyConnection, fresh: pd.DataFrame, version: int, names: Sequence[str]) -> None:
    """Bring the measures of the indicators named up to date: close what changed or went, add what is new."""
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
        f"INSERT INTO measure BY NAME SELECT fresh.*, $version AS version_from FROM fresh "
        f"WHERE NOT EXISTS (SELECT 1 FROM measure WHERE version_to IS NULL AND {same})",
        {"version": version},
    )


def _published(connection: DuckDBPyConnection, name: str, indicator: Indicator) -> pd.DataFrame:
    """Rows of the sources named, and after them any row in the common format that carries our id.

    What was counted from records elsewhere has the trust of records that are counted here.
    """
    named = [
        (source, rank + at)
        for rank, figures in _in_order_of_trust(indicator)
        if isinstance(figures, Published)
        for at, source in enumerate(figures.sources)
    ]
    trust = pd.DataFrame(
        [(source.partition(":")[0], source.partition(":")[2] or name, rank) for source, rank in named],
        columns=["source", "series", "rank"],
    ).astype({"rank": "int64", "source": "str", "series": "str"})
    held = "SELECT 1 FROM in_force_published_value WHERE list_contains($series, series) LIMIT 1"
    if one(connection, held, {"series": [name, *trust["series"]]}) is None:
        return pd.DataFrame()
    connection.register("trust", trust)
    found = connection.execute(
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
    ours = (rank for rank, figures in _in_order_of_trust(indicator) if isinstance(figures, FromRecords))
    rank = found["rank"].where(found["method"] != FROM_RECORDS, next(ours, UNLISTED))
    return found.assign(rank=rank, method=found["method"].fillna("as published"))


def _activity(connection: DuckDBPyConnection, figures: Activity, indicator: Indicator) -> Iterable[pd.DataFrame]:
    """The headline and breakdowns, or both groups and the gap between them, as the declaration asks."""
    if figures.between is not None:
        yield from _gap(connection, figures, figures.between, indicator)
    else:
        yield _values(connection, figures, indicator, [*([""] if figures.headline else []), *figures.by])


def _values(
    connection: DuckDBPyConnection, figures: Activity, indicator: Indicator, dimensions: Sequence[str]
) -> pd.DataFrame:
    joined = _side_by_side(connection, figures, dimensions)
    if figures.complement:
        joined["numerator"] = joined["denominator"] - joined["numerator"]
    joined["value"] = joined["published"].fillna(_ours(joined, indicator))
    joined["method"] = np.where(joined["published"].notna(), "as published", _our_method(indicator))
    joined.loc[joined["value"].notna(), "suppressed"] = None
    unexplained = joined["value"].isna() & joined["suppressed"].isna()
    joined.loc[unexplained, "suppressed"] = "not available"
    return joined


def _side_by_side(connection: DuckDBPyConnection, figures: Activity, dimensions: Sequence[str]) -> pd.DataFrame:
    """The publisher's own value and both counts of each figure; where it came from, by the first that holds it."""
    parts: list[str] = []
    asked: dict[str, object] = {"source": figures.source}
    if figures.value:
        parts.append(_series("published"))
        asked |= {"series": figures.value, "dimensions": list(dimensions)}
    for name, wanted in (("numerator", figures.numerator), ("denominator", figures.denominator)):
        if wanted is not None:
            parts.append(_counts(name, wanted))
            asked |= _asked(name, wanted, dimensions)
    whose, origin = ", ".join(WHOSE), ", ".join(f"{name} := {name}" for name in (*ORIGIN, "suppressed", "note"))
    return connection.execute(
        f"""
        SELECT * EXCLUDE (origin, first_part), unnest(origin) FROM (
            SELECT {whose}, first(struct_pack({origin}) ORDER BY part) AS origin, min(part) AS first_part,
                {LEAST_SETTLED} AS status,
                max(value) FILTER (part = 0) AS published,
                max(value) FILTER (part = 1) AS numerator,
                max(value) FILTER (part = 2) AS denominator
            FROM ({" UNION ALL BY NAME ".join(f"SELECT * FROM ({part})" for part in parts)})
            GROUP BY {whose}
        )
        ORDER BY first_part, {whose}
        """,
        asked,
    ).df()


def _ours(joined: pd.DataFrame, indicator: Indicator) -> pd.Series[float]:
    top, below = joined["numerator"], joined["denominator"]
    if indicator.method in (Method.COUNT, Method.MEDIAN, Method.MEAN):
        return top
    possible = below > 0
    if indicator.method in (Method.PROPORTION, Method.GAP):
        possible &= (top >= 0) & (top <= below)
    return top / below.where(possible) * indicator.multiplier


def _our_method(indicator: Indicator) -> str:
    return "as published" if indicator.method is Method.COUNT else "from published counts"


def _series(part: str) -> str:
    """SQL for a publisher's own percentages, means or medians."""
    return f"""
        SELECT {", ".join([*WHOSE, *ORIGIN])}, status, suppressed, note, value, {PARTS.index(part)} AS part
        FROM in_force_service_activity
        WHERE source = $source AND series = $series AND list_contains($dimensions, dimension) AND statistic <> 'count'
    """


def _asked(part: str, wanted: Count, dimensions: Sequence[str]) -> dict[str, object]:
    """What the SQL of ``_counts`` is asked with."""
    asked: dict[str, object] = {
        f"{part}_series": list(wanted.series),
        f"{part}_less": list(wanted.less),
        f"{part}_grouped": [wanted.dimension] if wanted.categories else list(dimensions),
        f"{part}_parts": len(wanted.series) + len(wanted.less),
    }
    return asked | ({f"{part}_categories": list(wanted.categories)} if wanted.categories else {})


def _counts(part: str, wanted: Count) -> str:
    """SQL for counts added and taken away; a part that is hidden or missing makes the sum unknown, never smaller.

    Which groups make a period whole is what any body has for it: age bands change from year to year.
    """
    chosen = f"AND list_contains(${part}_categories, category)" if wanted.categories else ""
    groups = "any_value(whole.groups)" if wanted.categories else "1"
    period = ", ".join(f"part.{column}" for column in PERIOD)
    return f"""
        WITH part AS (
            SELECT * FROM in_force_service_activity
            WHERE source = $source AND statistic = 'count' AND list_contains(${part}_grouped, dimension) AND sex = 'Persons'
              AND (list_contains(${part}_series, series) OR list_contains(${part}_less, series)) {chosen}
        )
        SELECT area, role, {period},
            {"'' AS dimension, '' AS category" if wanted.categories else "dimension, category"},
            CASE WHEN count(value) = count(*) AND count(*) = ${part}_parts * {groups}
                THEN sum(CASE WHEN list_contains(${part}_less, series) THEN -value ELSE value END) END AS value,
            max(suppressed) AS suppressed, max(note) AS note, max(source) AS source,
            min(series) AS series, max(citation) AS citation, max(release) AS release,
            max(release_precision) AS release_precision, max(load_id) AS load_id, min(row_number) AS row_number,
            {LEAST_SETTLED} AS status,
            {PARTS.index(part)} AS part
        FROM part {_whole(wanted)}
        GROUP BY area, role, {period}{"" if wanted.categories else ", dimension, category"}
    """


def _whole(wanted: Count) -> str:
    """SQL for how many groups make a period whole, where groups are added up."""
    if not wanted.categories:
        return ""
    same = " AND ".join(f"part.{column} IS NOT DISTINCT FROM whole.{column}" for column in PERIOD)
    period = ", ".join(PERIOD)
    return f"JOIN (SELECT {period}, count(DISTINCT category) AS groups FROM part GROUP BY {period}) AS whole ON {same}"


def _gap(
    connection: DuckDBPyConnection, figures: Activity, groups: Groups, indicator: Indicator
) -> Iterable[pd.DataFrame]:
    """Both groups' own figures, then the first less the second."""
    first = _group(connection, figures, groups.dimension, groups.first, groups.first_name, indicator)
    second = _group(connection, figures, groups.dimension, groups.second, groups.second_name, indicator)
    yield from (first, second)
    keys = ["area", "role", *PERIOD]
    both = first.merge(second.drop(columns=ORIGIN), on=keys, suffixes=("", "_other"))
    gap = both[[*keys, *ORIGIN, "note"]].assign(dimension="", category="")
    gap["value"] = both["value"] - both["value_other"]
    gap["status"] = both["status_other"].where(both["status_other"].isin(UNSETTLED), both["status"])
    gap["suppressed"] = both["suppressed"].fillna(both["suppressed_other"]).where(gap["value"].isna(), None)
    gap["numerator"] = np.nan
    gap["denominator"] = np.nan
    gap["method"] = DIFFERENCE
    yield limits.of_gap(gap, both, indicator)


def _group(
    connection: DuckDBPyConnection,
    figures: Activity,
    dimension: str,
    categories: tuple[str, ...],
    name: str,
    indicator: Indicator,
) -> pd.DataFrame:
    """One side of a gap: one published group as it is, or several added from their counts."""
    if len(categories) == 1:
        found = _values(connection, figures, indicator, [dimension])
        return found[found["category"] == categories[0]].assign(category=name)
    added = Activity(
        figures.source,
        numerator=_narrowed(figures.numerator, dimension, categories),
        denominator=_narrowed(figures.denominator, dimension, categories),
        complement=figures.complement,
    )
    return _values(connection, added, indicator, [""]).assign(dimension=dimension, category=name)


def _narrowed(wanted: Count | None, dimension: str, categories: tuple[str, ...]) -> Count | None:
    return None if wanted is None else Count(wanted.series, wanted.less, dimension, categories)
