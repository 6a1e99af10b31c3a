"""Verdicts for machines: codes with the numbers and dates behind them, today and as if figures had ended earlier."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from data.periods import last_day
from data.storage.versions import Store
from indicators.__main__ import main
from indicators.core.board import verdict_table
from indicators.core.board.board import Board, board
from indicators.core.board.verdict_table import until
from indicators.core.strategy.reading import strategies
from indicators.core.verdicts import Code
from tests.cases import each
from tests.indicators.months_by_hand import BESIDE_ENGLAND, DIRECTIONS, TARGETS

LEEDS = strategies()["leeds-2020-2025"]
TODAY = date(2026, 11, 21)
MEASURES = {
    "M192": "tt_recovery", "M195": "tt_reliable_recovery", "M186": "tt_reliable_improvement", "M053": "tt_wait_6w",
    "M055": "tt_wait_18w", "M031": "tt_access",
}  # fmt: skip
JUDGED_MONTHLY = ("M053", "M055", "M031")
HELD = [(year, month) for year in (2023, 2024, 2025) for month in range(1, 13)][3:] + [(2026, 1), (2026, 2)]
MONTHS = [month for month in HELD if month != (2024, 9)]
"""With a figure; the bundled files end a month before the worked table does."""


@pytest.fixture(scope="module")
def leeds(store: Store) -> Board:
    return board(store, LEEDS, store.version, TODAY)


@pytest.fixture(scope="module")
def by_month(leeds: Board) -> dict[str, pd.DataFrame]:
    """The table of the six indicators as if figures ended with each month, a row a month."""
    links = tuple(link for link in LEEDS.indicators if link.id in MEASURES.values())
    few = replace(leeds, strategy=LEEDS.model_copy(update={"indicators": links}))
    rows = pd.concat([verdict_table.verdict_table(until(few, last_day(*month))) for month in MONTHS])
    return {str(name): table for name, table in rows.groupby("indicator")}


def letters(rows: pd.DataFrame, column: str, known: dict[str, str]) -> str:
    return "".join(known[code] for code in rows[column])


@pytest.mark.slow
@each("measure", JUDGED_MONTHLY)
def test_directions_by_month_are_those_worked_by_hand(measure: str, by_month: dict[str, pd.DataFrame]) -> None:
    rows = by_month[MEASURES[measure]]
    month_letters = letters(
        rows, "direction", {"worse": "W", "better": "B", "no_clear_change": ".", "cannot_tell": "?", "figure_only": "-"}
    )
    assert month_letters == DIRECTIONS[measure][:-1].upper()


@pytest.mark.slow
@each("measure", BESIDE_ENGLAND)
def test_beside_england_by_month(measure: str, by_month: dict[str, pd.DataFrame]) -> None:
    rows = by_month[MEASURES[measure]]
    month_letters = letters(rows, "england", {"worse": "W", "better": "B", "similar": ".", "not_compared": "?"})
    assert month_letters == BESIDE_ENGLAND[measure][:-1].upper().replace("-", "?")


@pytest.mark.slow
@each("measure", TARGETS)
def test_targets_by_month(measure: str, by_month: dict[str, pd.DataFrame]) -> None:
    rows = by_month[MEASURES[measure]]
    month_letters = letters(rows, "target", {"met": "M", "not_met": "N", "hit_or_miss": "h"})
    assert month_letters == TARGETS[measure][1][:-1]


def test_every_code_of_a_verdict_has_its_word_for_machines(leeds: Board) -> None:
    maps = (verdict_table.DIRECTIONS, verdict_table.TARGETS, verdict_table.ENGLAND, verdict_table.GAPS,
            verdict_table.LATELY, verdict_table.DATA)  # fmt: skip
    of_two_points = {Code.MORE_THAN_CHANCE, Code.COULD_BE_CHANCE}
    assert {code for known in maps for code in known} == set(Code) - of_two_points


@pytest.mark.slow
def test_a_row_for_each_indicator_in_the_strategys_order(leeds: Board) -> None:
    rows = verdict_table.verdict_table(leeds)
    assert rows["indicator"].to_list() == [link.id for link in LEEDS.indicators]
    wait = rows.set_index("indicator").loc["tt_wait_18w"]
    assert (wait["direction"], wait["every_month_apart"], wait["england"], wait["target"]) == (
        "worse", "below", "worse", "not_met",
    )  # fmt: skip
    assert (wait["target_reached"], wait["target_of"], wait["target_value"]) == (1, 12, 95)
    assert (wait["baseline_start"], wait["baseline_end"]) == (date(2021, 1, 1), date(2021, 12, 31))
    recovery = rows.set_index("indicator").loc["tt_recovery"]
    assert (recovery["direction"], str(recovery["best_earlier_end"])) == ("no_clear_change", "2018-03-31")
    assert recovery["difference"] == pytest.approx(1.20, abs=0.01)
    assert recovery["difference_lower99"] == pytest.approx(-0.71, abs=0.005)
    assert recovery["difference_upper99"] == pytest.approx(3.12, abs=0.005)


@pytest.mark.slow
def test_several_bodies_have_a_row_each(store: Store) -> None:
    manchester = strategies()["gmmh-improvement-plan"]
    rows = verdict_table.verdict_table(board(store, manchester, store.version, TODAY))
    suicide = rows[rows["indicator"] == "suicide_rate"]
    assert len(suicide) == suicide["place"].nunique() == 10


@pytest.mark.slow
def test_the_command_writes_csv_and_json_alike(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["verdicts", "--store", str(store.folder), "--until", "2025-05-31"]
    assert main(arguments) == 0
    table = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert main([*arguments, "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [row["indicator"] for row in table] == [row["indicator"] for row in listed]
    (wait,) = [row for row in listed if row["indicator"] == "tt_wait_18w"]
    assert (wait["direction"], wait["every_month_apart"], wait["period_end"]) == ("worse", None, "2025-05-31")


def test_a_version_that_never_was_is_named(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verdicts", "--store", str(store.folder), "--version", "99"]) == 2
    assert "There is no version 99" in capsys.readouterr().err
