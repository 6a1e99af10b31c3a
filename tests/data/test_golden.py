"""The figures that published files are known to hold stand in the rows that speak, exactly."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from cases import each
from places import EXAMPLES, ROOT

from data import tables
from data.loading import ingest
from data.loading.incoming import Incoming
from data.loading.publish import load_together
from data.storage.precedence import materialise
from data.storage.versions import Store

with (ROOT / "tests" / "golden" / "figures_to_meet.csv").open(encoding="utf-8", newline="") as file:
    FIGURES = list(csv.DictReader(file))
with (ROOT / "tests" / "golden" / "people_to_meet.csv").open(encoding="utf-8", newline="") as file:
    PEOPLE = list(csv.DictReader(file))
WHICH = ("source", "series", "area", "period_start", "period_end", "sex", "age", "dimension", "category", "statistic")
NUMBERS = ("value", "lower95", "upper95", "lower998", "upper998", "numerator", "denominator")


@pytest.fixture(scope="module")
def with_examples(bundled: Path, tmp_path_factory: pytest.TempPathFactory):
    """What speaks once both examples are loaded onto the bundle."""
    store = Store(Path(shutil.copytree(bundled, tmp_path_factory.mktemp("golden") / "store")))
    files = [Incoming(path) for path in sorted(EXAMPLES.iterdir())]
    assert all(outcome.published for outcome in load_together(store, files, lambda connection, version: None))
    cursor = store.read()
    materialise(cursor, store.version)
    return cursor


def named(figure: dict[str, str]) -> str:
    return f"{figure['row']}-{figure['series']}-{figure['area']}-{figure['period_end']}-{figure['category']}"


@pytest.mark.slow
@each("figure", FIGURES, named)
def test_a_figure_to_meet_is_met(with_examples, figure: dict[str, str]):
    matching_rows = [row for table in tables.FIGURES for row in _rows(with_examples, table, figure)]
    assert len(matching_rows) == 1
    row = matching_rows[0]
    if figure["suppressed"]:
        assert (row["value"], row["suppressed"]) == (None, "suppressed")
    for name in NUMBERS:
        if figure[name]:
            assert row[name] == float(figure[name])


@pytest.mark.slow
@each("figure", PEOPLE, lambda figure: f"{figure['row']}-{figure['sheet']}-{figure['asked']}-{figure['value']}")
def test_a_count_of_people_or_neighbourhoods_is_met_in_the_file_as_published(store, real: Path, figure: dict[str, str]):
    cursor = store.read()
    ingest.check(cursor, real / figure["file"], sheet=figure["sheet"])
    count_row = cursor.execute(f"SELECT {figure['asked']} FROM staged WHERE {figure['where']}").fetchone()
    assert count_row == (int(figure["value"]),)


def _rows(cursor, table: str, figure: dict[str, str]) -> list[dict]:
    """Published rows have the role "area", whatever the golden file says."""
    wanted = {name: figure[name] for name in WHICH}
    wanted["role"] = "area" if table == "published_value" else figure["role"]
    where = " AND ".join(f"CAST({name} AS VARCHAR) = ${name}" for name in wanted)
    cursor.execute(f"SELECT * FROM in_force_{table} WHERE {where}", wanted)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
