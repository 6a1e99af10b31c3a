"""Checks of extracts where they lie: what their contract promises, asked of all rows at once; no row is fetched for it.

Of what is wrong the first row is named, with how many others there are.  Pseudonyms are never repeated.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data.contract import Column, Contract, Severity
from data.extracts.engines import IN_FILE, IN_ROW, Engine
from data.layouts.records import must_be_filled
from data.loading import identifiers
from data.loading.checks import BODIES, WELL_FORMED
from data.loading.record_checks import MAKE, TAKE_OUT
from data.problems import Problem

PSEUDONYM = "^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$"
A_NUMBER = "^[0-9 .+()-]{10,20}$"
POSTCODE_LIKE = "^[A-Za-z]{1,2}[0-9][A-Za-z0-9]?[0-9][A-Za-z]{2}$"
"""Without backslashes, which Spark's SQL reads in its own way."""
COMPLETE = "Check that the extract is complete."
MADE_UP = "illustrative"
"""How pseudonyms and sources begin of records that the dashboard made up."""


@dataclass(frozen=True)
class _Promise:
    """What no row may be: SQL that is true for a bad one, and what is said of it."""

    breach: str
    column: str
    problem: str
    remedy: str
    shows_value: bool = True


@dataclass(frozen=True)
class Rows:
    """What is known of the rows of an extract: how many, the last day of which they tell, and whether they are made up."""

    number: int
    drawn: date
    made_up: bool


def of_rows(engine: Engine, view: str, contract: Contract) -> tuple[Rows, list[Problem]]:
    """What there is in a view that has the contract's columns, and what is wrong with its rows: all asked at once."""
    promises = [*_promises(contract)]
    secret = [column.name for column in contract.columns if column.pseudonym]
    begins = " OR ".join(f"{name} LIKE '{MADE_UP}%'" for name in (*secret, "source") if name in contract.names)
    sql_by_name = {
        "rows": "count(*)",
        "drawn": f"max({drawn_by(contract)})",
        "made_up": _times(begins),
        **{f"filled_{name}": _times(f"{name} <> ''") for name in secret},
        **{f"alike_{name}": _times(f"regexp_matches({name}, '{POSTCODE_LIKE}')") for name in secret},
        **{f"n{at}": _times(promise.breach) for at, promise in enumerate(promises)},
    }
    counts = engine.ask(
        f"SELECT {', '.join(f'{sql} AS {name}' for name, sql in sql_by_name.items())} FROM {view}"
    ).iloc[0]
    problems = [
        _problem_of(engine, view, promise, int(counts[f"n{at}"]))
        for at, promise in enumerate(promises)
        if counts[f"n{at}"]
    ]
    problems += [
        Problem(view, 0, name, "", "Most of this column seems to be full postcodes.", TAKE_OUT)
        for name in secret
        if counts[f"filled_{name}"] and counts[f"alike_{name}"] * 2 >= counts[f"filled_{name}"]
    ]
    if not counts["rows"]:
        return Rows(0, date.min, made_up=False), [*problems, Problem(view, 0, "", "", "It holds no rows.", COMPLETE)]
    return Rows(int(counts["rows"]), pd.Timestamp(counts["drawn"]).date(), bool(counts["made_up"])), problems


def drawn_by(contract: Contract) -> str:
    """The column with the day of which a row tells: of several rows of one record the last is in force."""
    return "extracted" if "extracted" in contract.names else "period_end"


def _times(breach: str) -> str:
    return f"coalesce(sum(CASE WHEN {breach} THEN 1 ELSE 0 END), 0)"


def _promises(contract: Contract) -> Iterator[_Promise]:
    for column in contract.columns:
        if must_be_filled(column) and column.name not in ("load_id", "row_number"):
            empty = f"{column.name} IS NULL OR CAST({column.name} AS VARCHAR) = ''"
            yield _Promise(empty, column.name, f"This cell is empty. {column.help}", "Fill it in.")
        if column.one_of:
            words = ", ".join(f"'{word}'" for word in column.one_of)
            allowed = f"Use one of: {', '.join(filter(None, column.one_of))}; leave it empty where it is not known."
            outside = f"{column.name} NOT IN ({words})"
            yield _Promise(outside, column.name, "This is not one of the words allowed here.", allowed)
        if column.pseudonym:
            yield from _of_pseudonyms(column)
    for rule in contract.rules:
        secret = any(column.pseudonym for column in contract.columns if column.name == rule.column)
        yield _Promise(f"NOT ({rule.holds})", rule.column, rule.problem, rule.remedy, shows_value=not secret)


def _of_pseudonyms(column: Column) -> Iterator[_Promise]:
    """Stricter than for files that are loaded, whose odd cells are looked at one by one."""
    name, filled = column.name, f"{column.name} <> ''"
    none = f"{filled} AND NOT (regexp_matches({name}, '{PSEUDONYM}') AND regexp_matches({name}, '[0-9]'))"
    yield _Promise(none, name, "This is no pseudonym.", MAKE, shows_value=False)
    number = "This is a number of 10 digits or more, or a day, and may be an NHS number, a telephone number or a date of birth."
    yield _Promise(
        f"regexp_matches({name}, '{A_NUMBER}')", name, number, f"{TAKE_OUT} One has a letter.", shows_value=False
    )
    yield _Promise(
        f"{name} = '{column.example}'",
        name,
        "This is the example row of the template.",
        "Delete it.",
        shows_value=False,
    )


def _problem_of(engine: Engine, view: str, broken: _Promise, times: int) -> Problem:
    """The first row that breaks a promise, as a problem that says how many do."""
    value = f"CAST({broken.column} AS VARCHAR)" if broken.shows_value else "NULL"
    first = engine.ask(
        f"SELECT {IN_FILE}, {IN_ROW}, {value} AS cell FROM {view} WHERE {broken.breach} ORDER BY 1, 2 LIMIT 1"
    ).iloc[0]
    cell = first["cell"] if isinstance(first["cell"], str) else ""
    value = "" if identifiers.may_name_somebody(cell) else identifiers.masked(cell)
    return Problem(
        str(first[IN_FILE]),
        int(first[IN_ROW]) + 1,
        broken.column,
        value,
        f"{broken.problem}{_others(times)}",
        broken.remedy,
    )


def _others(times: int) -> str:
    return f" It is so in {times:,} rows." if times > 1 else ""


def texts(engine: Engine, view: str, contract: Contract, present_columns: set[str]) -> pd.DataFrame:
    """The codes and short names of a table's files, as they stand there together, each with a file that has them."""
    names = [column.name for column in contract.columns if _as_written(column) and column.name in present_columns]
    columns = ", ".join(names)
    return engine.ask(
        f"SELECT {columns}, min({IN_FILE}) AS {IN_FILE}, count(*) AS times FROM {view} GROUP BY {columns}"
    )


def _as_written(column: Column) -> bool:
    """Can anything be written in a column of which there are few different ones?"""
    return column.type == "VARCHAR" and not column.one_of and not column.pseudonym


def text_problems(text_rows: pd.DataFrame, known: Container[str]) -> Iterator[Problem]:
    """Codes and names that tell who somebody is, or that are no body's or place's; ``known`` are the codes that are."""
    for column in text_rows.columns.drop([IN_FILE, "times"]):
        different = text_rows.groupby(column, as_index=False).agg({IN_FILE: "min", "times": "sum"})
        for text, file, times in different.itertuples(index=False):
            yield from _of_text(str(text), str(file), int(times), str(column), known)


def _of_text(text: str, file: str, times: int, column: str, known: Container[str]) -> Iterator[Problem]:
    others = _others(times)
    kinds = identifiers.kinds_in(text) or (("a person's name",) if identifiers.may_name_somebody(text) else ())
    for kind in kinds:
        yield Problem(file, 0, column, "", f"There is {kind} in this column.{others}", TAKE_OUT)
    if kinds or not text or column not in BODIES or text in known:
        return
    if re.fullmatch(WELL_FORMED, text):
        remedy = "Check that it is meant."
        yield Problem(file, 0, column, text, f"We do not know this code yet.{others}", remedy, Severity.WARNING)
    else:
        yield Problem(file, 0, column, text, f"This is not an ONS or ODS code.{others}", "Use an ONS or ODS code.")


def repeats(engine: Engine, view: str, contract: Contract) -> tuple[int, int]:
    """How many records the extracts give more than once, and how many of these in two rows of one day.

    Of the former the row that was drawn last is in force; the latter nobody can choose between.
    """
    drawn = "count(DISTINCT extracted)" if "extracted" in contract.names else "1"
    key = ", ".join(contract.key)
    counts = engine.ask(
        f"SELECT count(*) AS repeated, coalesce(sum(CASE WHEN times > drawn THEN 1 ELSE 0 END), 0) AS twice FROM "
        f"(SELECT count(*) AS times, {drawn} AS drawn FROM {view} GROUP BY {key} HAVING count(*) > 1) AS again"
    ).iloc[0]
    return int(counts["repeated"]), int(counts["twice"])
