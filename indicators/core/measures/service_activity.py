"""Figures from a publisher's counts of activity: its own percentages, our quotients of its counts, and gaps of groups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from duckdb import DuckDBPyConnection

from data.storage import precedence
from data.tables.figure import UNSETTLED
from indicators.core.figures import Activity, Count
from indicators.core.groups import Groups
from indicators.core.measures import limits
from indicators.core.measures.count_rounding import DIFFERENCE
from indicators.core.model import Indicator, Method

PERIOD = ["period_start", "period_end", "step_months", "window_months"]
WHOSE = ["area", "role", *PERIOD, "dimension", "category"]
ORIGIN = ["source", "series", "citation", "release", "release_precision", "load_id", "row_number"]
LEAST_SETTLED = f"arg_min(status, {precedence.settled()})"
PARTS = ("published", "numerator", "denominator")


def measures(connection: DuckDBPyConnection, figures: Activity, indicator: Indicator) -> Iterable[pd.DataFrame]:
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
