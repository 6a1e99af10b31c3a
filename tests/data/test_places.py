"""Places and bodies: one code each, whatever a file calls them.  The sample is invented."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from places import ROOT, SAMPLES, Draw

from data.loading.incoming import Incoming
from data.loading.publish import load_together
from data.storage import former_codes
from data.storage.versions import Store
from indicators import catalogue
from indicators.core.measures.measures import named, of_area
from indicators.core.measures.refresh import recompute
from tests.data.laid_out import FINGERTIPS

REGIONS = {
    "E12000001": "North East",
    "E12000002": "North West",
    "E12000003": "Yorkshire and the Humber",
    "E12000004": "East Midlands",
    "E12000005": "West Midlands",
    "E12000006": "East of England",
    "E12000007": "London",
    "E12000008": "South East",
    "E12000009": "South West",
}


def test_a_council_that_got_another_code_is_one_place_with_one_line_under_its_present_code(read):
    reading = read(SAMPLES / "02-barnsley-sheffield-recode.csv")
    assert not reading.errors
    assert not [problem for problem in reading.warnings if "do not know this code" in problem.problem]
    for name, present, former in (("Barnsley", "E08000038", "E08000016"), ("Sheffield", "E08000039", "E08000019")):
        years = {year for (year,) in reading.rows("year(period_end)", f"area = '{present}'")}
        assert len(years) > 1, name
        assert not reading.rows("area", f"area = '{former}'")


def test_every_code_is_of_one_place_only():
    with (ROOT / "data" / "published" / "area.csv").open(encoding="utf-8", newline="") as file:
        places = list(csv.DictReader(file))
    codes = [place["code"] for place in places] + [
        alias for place in places for alias in place["aliases"].split(";") if alias
    ]
    assert len(codes) == len(set(codes))
    assert all(place["name"] for place in places)
    assert {place["code"]: place["name"] for place in places if place["type"] == "region"} == REGIONS


def test_populations_are_under_the_present_code_too(store: Store):
    old_code_count = store.read().execute(
        "SELECT count(*) FROM population WHERE area IN (SELECT unnest(string_split(aliases, ';')) FROM area WHERE aliases <> '')"
    )
    assert old_code_count.fetchone() == (0,)


@pytest.mark.slow
def test_a_store_of_an_earlier_release_has_such_a_place_once_too(small_store: Store):
    with small_store.rehearsal() as draft:
        connection = draft.connection
        connection.execute("INSERT INTO area (code, name) VALUES ('E08000016', 'Barnsley')")
        connection.execute("DELETE FROM area WHERE code = 'E08000038'")
        connection.execute("UPDATE service_activity SET area = 'E08000016' WHERE row_number = 2")
        former_codes.join(connection)
        former_codes.join(connection)
        barnsley_rows = connection.execute("SELECT code, name, aliases FROM area WHERE name = 'Barnsley'").fetchall()
        assert barnsley_rows == [("E08000038", "Barnsley", "E08000016")]
        assert connection.execute("SELECT count(*) FROM service_activity WHERE area = 'E08000016'").fetchone() == (0,)


@pytest.mark.slow
def test_a_place_that_we_do_not_know_is_shown_by_the_name_in_the_file(own_store: Store, draw: Draw):
    row = "21001 | Self-harm | E06000999 | Newtown | Persons | All ages | | | 2023/24 | 19 | 18 | 20 | | |"
    (outcome,) = load_together(own_store, [Incoming(draw(f"{FINGERTIPS}\n{row}"))], recompute)
    assert outcome.published
    connection = own_store.read()
    assert named(connection)["E06000999"] == "Newtown"
    measure_rows = connection.execute("SELECT * FROM measure WHERE area = 'E06000999'").df()
    assert len(of_area(measure_rows, connection, "e06000999", catalogue()["selfharm_admissions"])) == 1


@pytest.mark.slow
def test_every_code_with_a_figure_can_be_asked_for(store: Store):
    connection = store.read()
    measured_areas = connection.execute("SELECT DISTINCT indicator, area FROM measure WHERE version_to IS NULL").df()
    everything = connection.execute("SELECT * FROM measure WHERE version_to IS NULL").df()
    for name, areas in measured_areas.groupby("indicator")["area"]:
        rows = everything[everything["indicator"] == name]
        for code in sorted(areas)[:20]:
            assert len(of_area(rows, connection, code, catalogue()[name])), (name, code)


def test_a_former_code_of_a_sample_is_that_of_its_place(read, tmp_path: Path):
    text = (SAMPLES / "02-barnsley-sheffield-recode.csv").read_text(encoding="utf-8")
    (tmp_path / "former.csv").write_text(text.replace("E08000038", "E08000016"), encoding="utf-8")
    assert {area for (area,) in read(tmp_path / "former.csv").rows("area")} >= {"E08000038", "E08000039"}
