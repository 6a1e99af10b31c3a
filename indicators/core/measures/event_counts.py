"""Counts of records by period, body and group: Ibis expressions over the contracts' tables, and their run on a store.

Only what is counted leaves: a row of an answer is of a body, a period and a group.
"""

from __future__ import annotations

from collections.abc import Sequence

import ibis
import pandas as pd
from duckdb import DuckDBPyConnection
from ibis.expr import types as ir

from data.contract import Contract
from data.tables import RECORDS
from indicators.core.records import AGE, NOT_KNOWN, OF_THE_TABLE, Events

PERIOD, BODY, AMOUNT = "period", "body", "amount"
COUNTS = ["numerator", "denominator"]
TYPES = {
    "VARCHAR": "string",
    "INTEGER": "int32",
    "DOUBLE": "float64",
    "DATE": "date",
    "TIMESTAMP": "timestamp",
}


def unbound(contract: Contract) -> ir.Table:
    """The contract's records in force as an Ibis table that belongs to no engine yet."""
    columns = {column.name: TYPES[column.type] for column in contract.columns}
    return ibis.table(columns, name=f"in_force_{contract.table}")


def counts(figures: Events, body: str, groups: Sequence[str]) -> ir.Table:
    """The counts of an indicator by body (a column of the table), period and groups, all crossed.

    ``period`` numbers the steps since year 0.  ``amount`` is there where a median is asked for.
    """
    records = unbound(RECORDS[figures.table])
    kept = figures.counted(records).fill_null(False) & records[body].notnull() & records[figures.on].notnull()
    top = records.load_id.notnull() if figures.top is None else figures.top(records)
    below = ibis.literal(1) if figures.below is None else figures.below(records)
    shown = {name: _group(records, name, figures) for name in groups}
    amount = {AMOUNT: figures.amount(records)} if figures.amount else {}
    rows = records.filter(kept).select(
        **{BODY: records[body], "last": _step(records[figures.on], figures)},
        **{f"g{at}": group for at, group in enumerate(shown.values())},
        **amount,
        person=records["person"],
        top=top.cast("float64").fill_null(0),
        below=below.cast("float64").fill_null(0),
        load_id=records.load_id,
    )
    covering = figures.window_months // figures.step_months
    rows = rows.mutate(**{PERIOD: rows["last"] + (ibis.range(0, covering).unnest() if covering > 1 else 0)})
    keys = [BODY, PERIOD, *(f"g{at}" for at in range(len(shown))), *amount]
    counted = rows.group_by(keys).aggregate(**_aggregates(rows, figures), load_id=rows.load_id.max())
    return counted.rename({name: f"g{at}" for at, name in enumerate(shown)})


def _aggregates(rows: ir.Table, figures: Events) -> dict[str, ir.Value]:
    if figures.persons:
        return {"numerator": rows.person.nunique(where=rows.top > 0), "denominator": rows.person.nunique()}
    return {"numerator": rows.top.sum(), "denominator": rows.below.sum()}


def _step(day: ir.Value, figures: Events) -> ir.Value:
    """The number of the step in which a day lies."""
    months = day.year() * 12 + day.month() - figures.first_month
    return (months / figures.step_months).floor().cast("int64")


def _group(records: ir.Table, name: str, figures: Events) -> ir.Value:
    """The group of a record in a breakdown, in words."""
    if name != AGE:
        return records[OF_THE_TABLE[name]].cast("string").fill_null(NOT_KNOWN)
    bands = [(records.age < first, words) for first, words in zip(figures.ages, age_bands(figures.ages), strict=False)]
    return ibis.cases(*bands, (records.age.notnull(), age_bands(figures.ages)[-1]), else_=NOT_KNOWN)


def age_bands(begins: Sequence[int]) -> list[str]:
    """The bands that begin at some ages, in words: under 18, 18 to 64, 65 and over."""
    between = [f"{first} to {then - 1}" for first, then in zip(begins, begins[1:], strict=False)]
    return [f"Under {begins[0]}", *between, f"{begins[-1]} and over"]


def run(connection: DuckDBPyConnection, expression: ir.Table) -> pd.DataFrame:
    """The rows of an expression, from the records in force of a connection."""
    return connection.execute(ibis.to_sql(expression, dialect="duckdb")).df()


def rolled_up(cells: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Crossed counts added up to some of their keys."""
    added = dict.fromkeys(COUNTS, "sum") | {"load_id": "max"}
    return cells.groupby([*keys], sort=True, dropna=False).agg(added).reset_index()


def by_each(connection: DuckDBPyConnection, figures: Events, body: str) -> pd.DataFrame:
    """Counts of everybody and by each breakdown: a row a body, period, dimension and category (and amount).

    People counted once cannot be added up over groups: each breakdown is a question of its own.
    """
    of_amount = [AMOUNT] if figures.amount else []
    if figures.persons:
        asked = [(name, run(connection, counts(figures, body, [name] if name else []))) for name in ("", *figures.by)]
    else:
        cells = run(connection, counts(figures, body, figures.by))
        asked = [
            (name, rolled_up(cells, [BODY, PERIOD, *([name] if name else []), *of_amount]))
            for name in ("", *figures.by)
        ]
    parts = [
        found.assign(dimension=name, category=found[name] if name else "").drop(columns=[name] if name else [])
        for name, found in asked
    ]
    return pd.concat(parts, ignore_index=True)
