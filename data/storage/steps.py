"""The steps by which the tables of a store came to be as they are, in order.

To change a table:

1. Change its contract in ``data/tables/``: that is how a new store is made.  One more word that a column of records may
   hold is a change too, since the table holds words by their numbers.
2. Write a small function here that makes the same change to an older store's table, in SQL, rows included.  Versions
   that were replaced are rows of the same tables (``version_to`` is set), so change them too.
3. Add a ``Step`` with it at the end of ``STEPS``, and say in ``about`` what it changes.  Its number is its place.
4. Where the ledger's lines carry the changed column (those of loads, reference files and entered targets do), give the
   step a second function, ``of_ledger``, that brings an older line up to date: a store is made again from them.

A step that has been released is never changed and never removed, only followed by another.  It may not read the
contracts or anything else that a later release changes.  A test compares an old store, taken through every step, with
a new one, and fails where a contract was changed without a step.

Steps run on the draft of the next version, which is a copy: the files of published versions stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from duckdb import DuckDBPyConnection

from data.storage import first_records, first_registers, former_codes, record_words
from data.storage.first_tables import FIRST_TABLES

Line = dict[str, Any]
"""A line of the ledger."""


def _as_it_is(line: Line) -> Line:
    return line


@dataclass(frozen=True)
class Step:
    """One change: in words, to the tables of a draft, and to an older line of the ledger."""

    about: str
    change: Callable[[DuckDBPyConnection], None]
    of_ledger: Callable[[Line], Line] = _as_it_is


def _every_first_table_and_column(connection: DuckDBPyConnection) -> None:
    """Releases before there were steps had fewer tables and columns; which ones, their stores do not say."""
    for table, columns in FIRST_TABLES.items():
        connection.execute(f"CREATE TABLE IF NOT EXISTS {table} ({columns})")
        for column in columns.split(","):
            connection.execute(f"ALTER TABLE {table} ADD COLUMN IF NOT EXISTS {column.strip()}")


def _strategies_of_a_computation(connection: DuckDBPyConnection) -> None:
    connection.execute("ALTER TABLE computation ADD COLUMN strategies VARCHAR")


FIRST_STRATEGY = "leeds-2020-2025"
"""Until targets said whose they are there was one strategy only."""
LEVELS = {"leeds": "local"}
APPROXIMATE = {
    "from counts that the publisher rounded": "rounded counts",
    "the publisher's limits do not hold its own value, so they are not used": "limits do not hold the value",
    "the counts do not give the value published beside them, so no limits are made from them": "counts do not give the value",
    "ours: a count has no limits of its own; these take events as independent": "a count",
    "counts under 100, rounded by the publisher, are too rough to make limits from": "counts too rough",
}
BY_POPULATION = "ours: Byar''s method on the count implied by the rate and the mid-(\\d+) population"


def _targets_of_a_strategy(connection: DuckDBPyConnection) -> None:
    connection.execute("ALTER TABLE target ADD COLUMN IF NOT EXISTS strategy VARCHAR")
    connection.execute("UPDATE target SET strategy = ? WHERE strategy IS NULL", [FIRST_STRATEGY])
    for before, after in LEVELS.items():
        connection.execute("UPDATE target SET level = ? WHERE level = ?", [after, before])
    connection.execute("ALTER TABLE target DROP COLUMN IF EXISTS area")


def _targets_of_a_strategy_in_the_ledger(line: Line) -> Line:
    changed = {
        name: [_of_a_strategy(target) for target in line[name]] for name in ("targets", "targets_ended") if name in line
    }
    return line | changed


def _of_a_strategy(target: Line) -> Line:
    fields = {name: value for name, value in target.items() if name != "area"}
    return fields | {"strategy": FIRST_STRATEGY, "level": LEVELS.get(fields["level"], fields["level"])}


def _why_approximate_as_codes(connection: DuckDBPyConnection) -> None:
    for sentence, code in APPROXIMATE.items():
        connection.execute("UPDATE measure SET approximate = ? WHERE approximate = ?", [code, sentence])
    connection.execute(
        f"UPDATE measure SET approximate = 'population:' || regexp_extract(approximate, '{BY_POPULATION}', 1) "
        f"WHERE regexp_matches(approximate, '{BY_POPULATION}')"
    )


def _targets_of_a_body(connection: DuckDBPyConnection) -> None:
    connection.execute("ALTER TABLE target ADD COLUMN IF NOT EXISTS body VARCHAR")
    connection.execute("ALTER TABLE target ADD COLUMN IF NOT EXISTS months INTEGER")


def _targets_of_a_body_in_the_ledger(line: Line) -> Line:
    unsaid: Line = {"body": None, "months": None}
    changed = {
        name: [unsaid | target for target in line[name]] for name in ("targets", "targets_ended") if name in line
    }
    return line | changed


def _held_figures_that_stay(connection: DuckDBPyConnection) -> None:
    connection.execute("ALTER TABLE load ADD COLUMN IF NOT EXISTS keeps_held VARCHAR")


def _held_figures_that_stay_in_the_ledger(line: Line) -> Line:
    unsaid: Line = {"keeps_held": None}
    return line | ({"loads": [unsaid | load for load in line["loads"]]} if "loads" in line else {})


def _sheet_of_a_load(connection: DuckDBPyConnection) -> None:
    connection.execute("ALTER TABLE load ADD COLUMN IF NOT EXISTS sheet VARCHAR")


def _sheet_of_a_load_in_the_ledger(line: Line) -> Line:
    unsaid: Line = {"sheet": None}
    return line | ({"loads": [unsaid | load for load in line["loads"]]} if "loads" in line else {})


def _corrections_of_a_load(connection: DuckDBPyConnection) -> None:
    for column in ("arrived_as", "arrived_sha256", "corrections"):
        connection.execute(f"ALTER TABLE load ADD COLUMN IF NOT EXISTS {column} VARCHAR")


def _corrections_of_a_load_in_the_ledger(line: Line) -> Line:
    unsaid: Line = dict.fromkeys(("arrived_as", "arrived_sha256", "corrections"))
    return line | ({"loads": [unsaid | load for load in line["loads"]]} if "loads" in line else {})


QUESTIONS = r"(\d[\d,]*) questions? looked at\.$"
"""How the note of a load ended, until this was a column of its own."""


def _questions_of_a_load(connection: DuckDBPyConnection) -> None:
    connection.execute("ALTER TABLE load ADD COLUMN IF NOT EXISTS questions INTEGER")
    digits = f"nullif(replace(regexp_extract(note, '{QUESTIONS}', 1), ',', ''), '')"
    connection.execute(f"UPDATE load SET questions = CAST({digits} AS INTEGER) WHERE questions IS NULL")


def _questions_of_a_load_in_the_ledger(line: Line) -> Line:
    return line | ({"loads": [_with_questions(load) for load in line["loads"]]} if "loads" in line else {})


def _with_questions(load: Line) -> Line:
    match = re.search(QUESTIONS, load.get("note") or "")
    return {"questions": int(match[1].replace(",", "")) if match else None} | load


def _residents_by_group(connection: DuckDBPyConnection) -> None:
    """Counts of residents came with the dashboard until then, by single year of age only."""
    for column in ("characteristic VARCHAR", "group_name VARCHAR", "youngest INTEGER", "citation VARCHAR"):
        connection.execute(f"ALTER TABLE population ADD COLUMN IF NOT EXISTS {column}")
    for column in ("load_id INTEGER", "row_number INTEGER"):
        connection.execute(f"ALTER TABLE population ADD COLUMN IF NOT EXISTS {column}")
    connection.execute("UPDATE population SET characteristic = '', group_name = '' WHERE characteristic IS NULL")


OF_PLACES = {
    "place_link": "area VARCHAR, area_kind VARCHAR, parent VARCHAR, parent_kind VARCHAR, edition INTEGER, change VARCHAR",
    "deprivation": "area VARCHAR, area_kind VARCHAR, edition INTEGER, rank INTEGER, decile INTEGER, score DOUBLE",
    "shape": "area VARCHAR, form VARCHAR, edition INTEGER, geometry VARCHAR, q INTEGER, r INTEGER",
}


def _what_is_known_of_places(connection: DuckDBPyConnection) -> None:
    for table, columns in OF_PLACES.items():
        origin = "source VARCHAR, citation VARCHAR, load_id INTEGER, row_number INTEGER"
        connection.execute(f"CREATE TABLE IF NOT EXISTS {table} ({columns}, {origin})")


def _illustrative_loads(connection: DuckDBPyConnection) -> None:
    """No earlier release could load what is made up."""
    connection.execute("ALTER TABLE load ADD COLUMN IF NOT EXISTS illustrative BOOLEAN DEFAULT false")


def _illustrative_loads_in_the_ledger(line: Line) -> Line:
    real: Line = {"illustrative": False}
    return line | ({"loads": [real | load for load in line["loads"]]} if "loads" in line else {})


def _stays_out_of_area(connection: DuckDBPyConnection) -> None:
    connection.execute("ALTER TABLE inpatient_stay ADD COLUMN IF NOT EXISTS out_of_area VARCHAR")


def _counted_elsewhere(connection: DuckDBPyConnection) -> None:
    for column in ("method", "approximate"):
        connection.execute(f"ALTER TABLE published_value ADD COLUMN IF NOT EXISTS {column} VARCHAR")


def _what_an_extract_holds_whole(connection: DuckDBPyConnection) -> None:
    for table in ("referral", "crisis_contact", "inpatient_stay"):
        connection.execute(f"ALTER TABLE {table} ADD COLUMN IF NOT EXISTS complete_from DATE")
    connection.execute("ALTER TABLE referral ADD COLUMN IF NOT EXISTS person_shared VARCHAR")


def _counts_kept_beside_records(connection: DuckDBPyConnection) -> None:
    connection.execute(
        "CREATE TABLE IF NOT EXISTS kept_count (question VARCHAR, table_name VARCHAR, illustrative BOOLEAN, "
        "loads INTEGER[], answer BLOB)"
    )


STEPS: tuple[Step, ...] = (
    Step("Every table and column that there was when steps began", _every_first_table_and_column),
    Step("A computation says which strategies' targets it wrote", _strategies_of_a_computation),
    Step("A target says whose strategy it is of", _targets_of_a_strategy, _targets_of_a_strategy_in_the_ledger),
    Step("Why limits are approximate is a code", _why_approximate_as_codes),
    Step(
        "A target says which body and how many months it is for", _targets_of_a_body, _targets_of_a_body_in_the_ledger
    ),
    Step(
        "A load says of which series the figures held before stay in force",
        _held_figures_that_stay,
        _held_figures_that_stay_in_the_ledger,
    ),
    Step("A place whose code changed has one line, under its present code", former_codes.join),
    Step("A load says of which sheet of a workbook it is", _sheet_of_a_load, _sheet_of_a_load_in_the_ledger),
    Step(
        "A load says which cells were corrected here, and keeps the file as it arrived",
        _corrections_of_a_load,
        _corrections_of_a_load_in_the_ledger,
    ),
    Step("There are registers of co-production, and networks that write them", first_registers.make),
    Step(
        "A load says how many questions were looked at before it was published",
        _questions_of_a_load,
        _questions_of_a_load_in_the_ledger,
    ),
    Step("Counts of residents are loaded from files, also by group of a characteristic", _residents_by_group),
    Step("There are records of services, counted events and answers to surveys", first_records.make),
    Step("Places lie in others, are more or less deprived, and have shapes", _what_is_known_of_places),
    Step("A load says whether it was made up", _illustrative_loads, _illustrative_loads_in_the_ledger),
    Step("A stay says whether the person was sent away for want of a bed nearby", _stays_out_of_area),
    Step(
        "A figure says whether it was counted from records elsewhere, and why its limits are rough", _counted_elsewhere
    ),
    Step(
        "An extract says from when on it is whole, and whether providers share pseudonyms",
        _what_an_extract_holds_whole,
    ),
    Step("Counts of records are kept beside them", _counts_kept_beside_records),
    Step("Words of records are held by their numbers", record_words.by_number),
)
