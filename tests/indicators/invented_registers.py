"""Registers of an invented network, put in force as a test says, and the figures that come of them."""

from __future__ import annotations

from datetime import date, datetime

import duckdb
import pandas as pd

from data.tables import POPULATIONS, REGISTERS
from indicators import catalogue
from indicators.core import disclosure
from indicators.core.figures import Register
from indicators.core.measures import register_counts, representation
from tests.indicators.empty_tables import empty_tables

LEEDS = "E08000035"
CAME = datetime(2026, 7, 3)
Q1, Q2 = (date(2026, 1, 1), date(2026, 3, 31)), (date(2026, 4, 1), date(2026, 6, 30))
Y2025 = (date(2025, 1, 1), date(2025, 12, 31))


def nothing_yet() -> duckdb.DuckDBPyConnection:
    """A connection with the registers and residents in force, empty; ``add`` puts entries of the network "net" in."""
    return empty_tables((*REGISTERS.values(), *POPULATIONS.values()), CAME)


def add(connection, table: str, *rows: dict) -> None:
    columns = REGISTERS[table].names
    usual = {"network": "net", "load_id": 1, "row_number": 2}
    for number, row in enumerate(rows):
        key = {table: f"{table} {number}"} if table in columns else {}
        key |= {"activity": f"activity {number}"} if table == "involvement" else {}
        cells = {**usual, **key, **({"name": "n"} if "name" in columns else {}), **row}
        names = ", ".join(f'"{name}"' for name in cells)
        connection.execute(
            f"INSERT INTO in_force_{table} ({names}) VALUES ({', '.join('?' * len(cells))})", [*cells.values()]
        )


def figures(connection, name: str) -> pd.DataFrame:
    """An indicator's figures, by quarter or year, dimension and category."""
    disclosure.materialise(connection)
    representation.materialise(connection, {"net": LEEDS})
    indicator = catalogue()[name]
    (register,) = (one for one in indicator.figures if isinstance(one, Register))
    measures = register_counts.measures(connection, register, indicator)
    if measures.empty:
        return measures
    measures["period"] = [
        (start.date(), end.date()) for start, end in zip(measures["period_start"], measures["period_end"], strict=True)
    ]
    return measures.set_index(["period", "dimension", "category"]).sort_index()


def value(measures: pd.DataFrame, period, dimension: str = "", category: str = "") -> float:
    return float(measures.loc[(period, dimension, category), "value"])


def quarter(people: int, new: int | None = None, characteristic: str = "", group: str = "", **cells) -> dict:
    return {
        "period_start": Q1[0], "period_end": Q1[1], "characteristic": characteristic, "group_name": group,
        "people": people, "new_people": new, **cells,
    }  # fmt: skip
