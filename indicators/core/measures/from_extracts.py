"""Measures of extracts that are read where they lie: the same expressions, gate and audit as for records that are loaded.

What leaves is a table of figures that are safe to show, which is loaded like any file: ``data/layouts/counted_records.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd
from duckdb import DuckDBPyConnection

from data.extracts.engines import Engine
from data.extracts.opening import Codes, Extract, opened
from data.layouts.counted_records import COLUMNS, DRAWN, MADE_UP, TEXTS
from data.layouts.records import TITLES
from data.loading.staging import CANONICAL
from data.problems import Problem
from data.storage import precedence
from indicators.core import disclosure
from indicators.core.disclosure.hide_more import hide_what_tells
from indicators.core.measures import engine as measure_engine
from indicators.core.measures import record_measures, records_in_force
from indicators.core.measures.records_in_force import LOADS, Records
from indicators.core.model import Indicator
from indicators.core.records import FromRecords
from indicators.core.strategy.model import Strategy


def counted(
    engine: Engine,
    folder: Path,
    store: DuckDBPyConnection,
    version: int,
    catalogue: Mapping[str, Indicator],
    strategies: Sequence[Strategy],
) -> tuple[pd.DataFrame, list[Problem]]:
    """The figures of every indicator that reads the extracts of a folder, as the columns of their file, and what is wrong.

    ``store`` says which codes are known and who lives where; it is not written to.  There are no figures where an extract
    has an error.  Raises ``UnreadableFileError`` for what cannot be read, and ``DisclosureError`` where the figures together
    would give away how few people a hidden one is of.
    """
    extracts, problems = opened(engine, folder, _codes(store))
    if not extracts:
        return pd.DataFrame(columns=COLUMNS), problems
    precedence.materialise(store, version, series=[], tables=())
    records = Records(engine, _loads(engine, extracts), records_in_force.residents(store))
    tables = {extract.table for extract in extracts}
    people = measure_engine.everybody(store)
    frames = [
        _of_indicator(records, tables, name, indicator, strategies, people) for name, indicator in catalogue.items()
    ]
    frames = [frame for frame in frames if not frame.empty]
    if not frames:
        return pd.DataFrame(columns=COLUMNS), problems
    figures = pd.concat(frames, ignore_index=True).assign(
        illustrative=any(extract.rows.made_up for extract in extracts)
    )
    return _as_file(hide_what_tells(figures, catalogue, disclosure.threshold())), problems


def _codes(store: DuckDBPyConnection) -> Codes:
    known = store.execute("SELECT code FROM area").fetchall()
    return Codes({code for (code,) in known}, dict(store.execute(CANONICAL).fetchall()))


def _loads(engine: Engine, extracts: Iterable[Extract]) -> pd.DataFrame:
    """What figures say of each extract, in place of a load: what counted it where, and the last day of which it tells."""
    load_rows = [
        (
            extract.number,
            f"{TITLES[extract.table]}: extract up to {extract.rows.drawn}, counted where it lies by {engine.name}.",
            extract.rows.drawn,
            "day",
        )
        for extract in extracts
    ]
    return pd.DataFrame(load_rows, columns=LOADS)


def _of_indicator(
    records: Records,
    tables: set[str],
    name: str,
    indicator: Indicator,
    strategies: Iterable[Strategy],
    people: pd.DataFrame,
) -> pd.DataFrame:
    frames = [
        record_measures.measures(records, name, figures, indicator, strategies).assign(rank=rank)
        for rank, figures in enumerate(indicator.figures)
        if isinstance(figures, FromRecords) and figures.table in tables
    ]
    frames = [frame for frame in frames if not frame.empty]
    if not frames:
        return pd.DataFrame()
    return measure_engine.finished(pd.concat(frames, ignore_index=True), name, indicator, people)


def _as_file(figures: pd.DataFrame) -> pd.DataFrame:
    """Measures by the names of the columns of their file, in its order."""
    columns = {name: column for column, name in TEXTS.items() if name not in ("series", "source")}
    rows = figures.drop(columns="series").rename(columns=columns | {"indicator": "indicator_id", "source": "source_id"})
    days = {name: pd.to_datetime(rows[name]).dt.strftime("%Y-%m-%d") for name in ("period_start", "period_end")}
    months = {name: rows[name].astype("Int64") for name in ("step_months", "window_months")}
    drawn = pd.to_datetime(rows["release"]).dt.strftime("%Y-%m-%d")
    made_up = rows["illustrative"].map({True: "yes", False: "no"})
    return rows.assign(**days, **months, **{DRAWN: drawn, MADE_UP: made_up})[[*COLUMNS]]
