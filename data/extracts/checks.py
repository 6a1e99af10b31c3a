"""Checks of extracts where they lie: what their contract promises, asked of all rows at once; no row is fetched for it.

Of what is wrong the first row is named, with how many others there are.  Pseudonyms are never repeated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
MADE_UP = "illustrative"
"""How pseudonyms and sources begin of records that the dashboard made up."""


@dataclass(frozen=True)
class _Promise:
    """What no row may be: SQL that is true for a bad one, and what is said of it."""

    breach: str
    column: str
    problem: str
    remedy: str
    told: bool = True


def row_problems(engine: Engine, view: str, contract: Contract, known: set[str]) -> list[Problem]:
    """What is wrong with the rows of a view that has the contract's columns; ``known`` are the codes of bodies and places."""
    promises = [*_promises(contract)]
    counted = ", ".join(
        f"coalesce(sum(CASE WHEN {one.breach} THEN 1 ELSE 0 END), 0) AS n{at}" for at, one in enumerate(promises)
    )
    times = engine.ask(f"SELECT {counted} FROM {view}").iloc[0]
    found = [_told(engine, view, one, int(times.iloc[at])) for at, one in enumerate(promises) if times.iloc[at]]
    return [*found, *_postcodes(engine, view, contract), *_texts(engine, view, contract, known)]


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
        yield _Promise(f"NOT ({rule.holds})", rule.column, rule.problem, rule.remedy, told=not secret)


def _of_pseudonyms(column: Column) -> Iterator[_Promise]:
    """Stricter than for files that are loaded, whose odd cells are looked at one by one."""
    name, filled = column.name, f"{column.name} <> ''"
    none = f"{filled} AND NOT (regexp_matches({name}, '{PSEUDONYM}') AND regexp_matches({name}, '[0-9]'))"
    yield _Promise(none, name, "This is no pseudonym.", MAKE, told=False)
    number = "This is a number of 10 digits or more, or a day, and may be an NHS number, a telephone number or a date of birth."
    yield _Promise(f"regexp_matches({name}, '{A_NUMBER}')", name, number, f"{TAKE_OUT} One has a letter.", told=False)
    yield _Promise(
        f"{name} = '{column.example}'", name, "This is the example row of the template.", "Delete it.", told=False
    )


def _told(engine: Engine, view: str, broken: _Promise, times: int) -> Problem:
    """The first row that breaks a promise, as a problem that says how many do."""
    value = f"CAST({broken.column} AS VARCHAR)" if broken.told else "NULL"
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


def _postcodes(engine: Engine, view: str, contract: Contract) -> Iterator[Problem]:
    """Letters and digits made by chance may look like a postcode, so that most of a column has to."""
    for column in contract.columns:
        if column.pseudonym:
            alike = f"sum(CASE WHEN regexp_matches({column.name}, '{POSTCODE_LIKE}') THEN 1 ELSE 0 END)"
            found = engine.ask(
                f"SELECT count(*) AS filled, {alike} AS alike FROM {view} WHERE {column.name} <> ''"
            ).iloc[0]
            if found["filled"] and found["alike"] * 2 >= found["filled"]:
                yield Problem(view, 0, column.name, "", "Most of this column seems to be full postcodes.", TAKE_OUT)


def _texts(engine: Engine, view: str, contract: Contract, known: set[str]) -> Iterator[Problem]:
    """Codes and short names, of which there are few different ones."""
    for column in contract.columns:
        if column.type != "VARCHAR" or column.one_of or column.pseudonym:
            continue
        different = f"SELECT {column.name} AS said, min({IN_FILE}) AS {IN_FILE}, count(*) AS times FROM {view}"
        said = engine.ask(f"{different} WHERE {column.name} <> '' GROUP BY {column.name} ORDER BY 1")
        for text, file, times in said[["said", IN_FILE, "times"]].itertuples(index=False):
            yield from _of_text(str(text), str(file), int(times), column, known)


def _of_text(text: str, file: str, times: int, column: Column, known: set[str]) -> Iterator[Problem]:
    others = _others(times)
    kinds = identifiers.found(text) or (("a person's name",) if identifiers.may_name_somebody(text) else ())
    for kind in kinds:
        yield Problem(file, 0, column.name, "", f"There is {kind} in this column.{others}", TAKE_OUT)
    if kinds or column.name not in BODIES or text in known:
        return
    if re.fullmatch(WELL_FORMED, text):
        asked = "Check that it is meant."
        yield Problem(file, 0, column.name, text, f"We do not know this code yet.{others}", asked, Severity.WARNING)
    else:
        yield Problem(file, 0, column.name, text, f"This is not an ONS or ODS code.{others}", "Use an ONS or ODS code.")


def repeats(engine: Engine, view: str, contract: Contract) -> tuple[int, int]:
    """How many records the extracts give more than once, and how many of these in two rows of one day.

    Of the former the row that was drawn last is in force; the latter nobody can choose between.
    """
    drawn = "count(DISTINCT extracted)" if "extracted" in contract.names else "1"
    key = ", ".join(contract.key)
    found = engine.ask(
        f"SELECT count(*) AS repeated, coalesce(sum(CASE WHEN times > drawn THEN 1 ELSE 0 END), 0) AS twice FROM "
        f"(SELECT count(*) AS times, {drawn} AS drawn FROM {view} GROUP BY {key} HAVING count(*) > 1) AS again"
    ).iloc[0]
    return int(found["repeated"]), int(found["twice"])


def made_up(engine: Engine, view: str, contract: Contract) -> bool:
    """Are any of the rows the dashboard's own invention, by how their pseudonym or source begins?"""
    of: Sequence[str] = [column.name for column in contract.columns if column.pseudonym or column.name == "source"]
    begins = " OR ".join(f"{name} LIKE '{MADE_UP}%'" for name in of)
    return bool(engine.ask(f"SELECT count(*) AS times FROM {view} WHERE {begins}")["times"].iloc[0])
