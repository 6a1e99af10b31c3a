"""Files about places: lookups, deprivation and maps - what they become, what is wrong in them, and taking them back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from places import Draw

from data.loading import ingest, publish, register_entries
from data.problems import UnreadableFileError
from data.storage.entries import places_in_force
from data.storage.versions import Store
from data.tables import PLACES

LOOKUP = "lsoa21_name | lsoa21_code | ward24_name | ward24_code | ltla24_name | ltla24_code"
ROW = "Anytown 001A | E01000001 | High Street | E05099999 | Anytown | E06000999"
SQUARE = {"type": "Polygon", "coordinates": [[[-1, 53], [-1, 54], [-2, 54], [-1, 53]]]}


@pytest.fixture
def loaded(small_store: Store, unchanged) -> Callable[..., int]:
    def load(path: Path) -> int:
        outcome = publish.load(small_store, path, unchanged)
        assert outcome.load_id is not None, outcome.checked and outcome.checked.problems
        return outcome.load_id

    return load


def stored_rows(store: Store, table: str, columns: str) -> list[tuple]:
    query = f"SELECT {columns} FROM ({places_in_force(table)}) ORDER BY ALL"
    return store.read().execute(query, {"version": store.version, "day": None}).fetchall()


def test_a_lookup_links_each_neighbourhood_with_every_larger_place(read, draw: Draw):
    reading = read(draw(f"{LOOKUP}\n{ROW}"))
    assert (reading.checked.layout.name, reading.checked.problems) == ("lookup_lsoa21_ward24", ())
    assert sorted(reading.rows("area, area_kind, parent, parent_kind, edition")) == [
        ("E01000001", "lsoa21", "E05099999", "ward", 2024),
        ("E01000001", "lsoa21", "E06000999", "local authority", 2024),
    ]


def test_neighbourhoods_of_two_censuses_keep_what_became_of_them(read, draw: Draw):
    header = "lsoa11_name | lsoa11_code | change_code | lsoa21_name | lsoa21_code"
    split = [f"A 1 | E01000001 | S | A 1{part} | E0103400{part}" for part in (1, 2)]
    merged = [f"A {part} | E0100000{part} | M | A 5 | E01034005" for part in (3, 4)]
    reading = read(draw("\n".join([header, "A 7 | E01000007 | U | A 7 | E01000007", *split, *merged])))
    assert reading.errors == []
    assert [(area, parent, change) for area, parent, change in reading.rows("area, parent, change")] == [
        ("E01000007", "E01000007", "U"),
        ("E01000001", "E01034001", "S"),
        ("E01000001", "E01034002", "S"),
        ("E01000003", "E01034005", "M"),
        ("E01000004", "E01034005", "M"),
    ]


def test_a_former_code_of_a_larger_place_is_that_of_its_present_one(read, draw: Draw):
    lookup = "CCG21CD | CCG21CDH | CCG21NM | LAD21CD | LAD21NM\nE38000006 | 02P | Barnsley CCG | E08000016 | Barnsley"
    assert read(draw(lookup)).rows("parent, parent_kind") == [("E08000038", "local authority")]


@pytest.mark.slow
def test_places_that_a_lookup_names_are_known_from_then_on(small_store: Store, draw: Draw, loaded):
    loaded(draw(f"{LOOKUP}\n{ROW}"))
    known = "SELECT code, name, type FROM area WHERE code IN ('E01000001', 'E05099999', 'E06000999') ORDER BY 1"
    assert small_store.read().execute(known).fetchall() == [
        ("E01000001", "Anytown 001A", "lsoa"),
        ("E05099999", "High Street", "ward"),
        ("E06000999", "Anytown", "local authority"),
    ]


@pytest.mark.parametrize(
    ("row", "column", "problem"),
    [
        (ROW.replace("E05099999", "E06000001"), "ward24_code", "This is not the code of a ward, such as"),
        (ROW.replace("E01000001", "E02000001"), "lsoa21_code", "This is not the code of a neighbourhood"),
        (ROW.replace("E05099999", ""), "ward24_code, ltla24_code", "This cell is empty."),
        (ROW.replace("E01000001", ""), "lsoa21_code", "This cell is empty."),
    ],
)
def test_a_mistake_in_a_lookup_is_named_with_its_row_and_column(read, draw: Draw, row: str, column: str, problem: str):
    (fault,) = read(draw(f"{LOOKUP}\n{row}")).errors
    assert (fault.row, fault.column) == (2, column)
    assert fault.problem.startswith(problem)
    assert fault.remedy


@pytest.mark.parametrize(
    ("rank", "decile", "column", "problem"),
    [
        ("1", "10", "IMD_decile", "The tenth is not that of the rank"),
        ("33756", "10", "IMD_rank", "England has no neighbourhood of that rank"),
        ("1.5", "1", "IMD_rank", "This is not a whole number."),
        ("", "1", "IMD_rank", "This is not a whole number."),
        ("1", "*", "IMD_decile", "This is not a whole number."),
    ],
)
def test_a_mistake_in_an_index_is_named(read, draw: Draw, rank: str, decile: str, column: str, problem: str):
    table = f"lsoa21_code | IMD_rank | IMD_decile | IMD_score\nE01000001 | {rank} | {decile} | 9.5"
    faults = read(draw(table, "imd2025.csv")).errors
    assert problem in [one.problem[: len(problem)] for one in faults if one.column == column]


def test_the_year_of_an_index_is_taken_from_the_files_name_and_said(read, draw: Draw):
    table = "lsoa21_code | IMD_rank | IMD_decile | IMD_score\nE01000001 | 3376 | 2 | 9.5"
    reading = read(draw(table, "imd2025_england_lsoa21.csv"))
    assert reading.rows("edition, rank, decile, score") == [(2025, 3376, 2, 9.5)]
    assert reading.checked.notes == ("The year, 2025, is only in the file's name: check that it is right.",)
    with pytest.raises(UnreadableFileError, match="states the year of the index"):
        read(draw(table, "deprivation.csv"))


@pytest.mark.slow
def test_the_whole_workbook_and_the_columns_by_domain_give_one_place_one_rank(small_store: Store, draw: Draw, loaded):
    loaded(draw("lsoa11_code | IMD_rank | IMD_decile\nE01000001 | 3284 | 1", "imd2019_lsoa11.csv"))
    workbook = (
        "LSOA code (2011) | LSOA name (2011) | Local Authority District code (2019) "
        "| Index of Multiple Deprivation (IMD) Rank | Index of Multiple Deprivation (IMD) Decile"
    )
    path = draw(f"{workbook}\nE01000001 | Anytown 001A | E06000999 | 3,285 | 2", "workbook.csv")
    cursor = small_store.read()
    ingest.check(cursor, path)
    arrives = register_entries.arrival(cursor, PLACES["deprivation"], small_store.version)
    assert (arrives.new, arrives.revised) == (0, 1)
    later = loaded(path)
    assert stored_rows(small_store, "deprivation", "edition, rank, decile") == [(2019, 3285, 2)]
    publish.withdraw(small_store, later, lambda connection, version: None)
    assert stored_rows(small_store, "deprivation", "edition, rank, decile") == [(2019, 3284, 1)]


# Maps -------------------------------------------------------------------------------------------------


@pytest.fixture
def boundaries(tmp_path: Path) -> Callable[..., Path]:
    """Write a map of one place, by the properties that it has."""

    def written(geometry: object = SQUARE, name: str = "map.geojson", **properties: object) -> Path:
        feature = {"type": "Feature", "properties": properties, "geometry": geometry}
        path = tmp_path / name
        path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
        return path

    return written


@pytest.fixture
def hexagons(tmp_path: Path) -> Callable[..., Path]:
    def written(layout: str = "odd-r", **hexes: dict) -> Path:
        path = tmp_path / "hexagons.hexjson"
        path.write_text(json.dumps({"layout": layout, "hexes": hexes}), encoding="utf-8")
        return path

    return written


def test_a_published_map_is_read_with_its_names_and_its_year(read, boundaries):
    reading = read(boundaries(ward22_code="E05099999", ward22_name="High Street"))
    assert reading.checked.layout.name == "ward_boundaries_22"
    ((code, form, edition, geometry),) = reading.rows("area, form, edition, geometry")
    assert (code, form, edition, json.loads(geometry)) == ("E05099999", "boundary", 2022, SQUARE)


@pytest.mark.slow
def test_ones_own_map_of_a_known_place_is_taken_and_can_be_taken_back(small_store: Store, boundaries, loaded):
    load = loaded(boundaries(code="E08000035"))
    assert stored_rows(small_store, "shape", "area, form, edition") == [("E08000035", "boundary", None)]
    publish.withdraw(small_store, load, lambda connection, version: None)
    assert stored_rows(small_store, "shape", "area") == []


@pytest.mark.parametrize("name", ["LAD24CD", "LAD21CD", "CTYUA24CD"])
def test_a_map_of_the_ons_is_read_by_its_own_name_for_the_code(read, boundaries, name: str):
    reading = read(boundaries(**{"FID": 1, name: "E08000035", f"{name[:-2]}NM": "Leeds", "GlobalID": "x"}))
    assert reading.checked.layout.name == "own_boundaries"
    assert reading.rows("area, form, edition") == [("E08000035", "boundary", None)]


def test_of_two_codes_of_the_ons_the_one_that_tells_places_apart_is_taken(read, tmp_path: Path):
    features = [
        {"properties": {"LAD24CD": "E08000035", "WD24CD": code, "LSOA21CD": "none"}, "geometry": SQUARE}
        for code in ("E05099999", "E05099998")
    ]
    path = tmp_path / "map.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    assert sorted(read(path).rows("area")) == [("E05099998",), ("E05099999",)]


@pytest.mark.parametrize(
    "properties",
    [{"LAD24NM": "Leeds"}, {"LAD24CD": "Leeds"}, {"lad24cd": "E08000035"}, {"LADCD": "E08000035"}],
)
def test_a_map_without_area_codes_is_not_known(read, boundaries, properties: dict):
    with pytest.raises(UnreadableFileError, match="without the column code"):
        read(boundaries(**properties))


@pytest.mark.parametrize(
    ("geometry", "problem"),
    [
        ({"type": "Point", "coordinates": [1, 2]}, "This is not the boundary of a place."),
        (None, "This is not the boundary of a place."),
        ({"type": "Polygon", "coordinates": [[[1, 2], [1, 3], [1, 2]]]}, "A part of this boundary has fewer"),
        ({"type": "Polygon", "coordinates": []}, "A part of this boundary has fewer"),
        ({"type": "Polygon", "coordinates": [[[430000, 433000]] * 4]}, "These points are not in degrees."),
        ({"type": "Polygon", "coordinates": [[[float("nan"), 53]] * 4]}, "These points are not in degrees."),
        ({"type": "Polygon", "coordinates": [[[10**400, 53]] * 4]}, "This is not the boundary of a place."),
    ],
)
def test_a_geometry_that_cannot_be_drawn_is_refused(read, boundaries, geometry, problem: str):
    faults = read(boundaries(geometry, code="E08000035")).errors
    assert (faults[0].row, faults[0].column) == (2, "geometry")
    assert faults[0].problem.startswith(problem)


def test_a_map_whose_codes_nobody_knows_is_refused_with_each_code(read, boundaries, hexagons):
    for path in (boundaries(code="E05001425"), hexagons(E05001425={"n": "Former ward", "q": 1, "r": 2})):
        (fault,) = read(path).errors
        assert (fault.value, fault.problem) == ("E05001425", "We know no place of this code: it may be a former one.")


@pytest.mark.slow
def test_former_wards_of_real_maps_are_refused_and_a_map_without_codes_is_unknown(read, real: Path):
    for name in ("wards-leeds.hexjson", "wards-leeds-2018.hexjson"):
        faults = read(real / "geo" / name).errors
        assert len(faults) == 33
        assert {one.problem for one in faults} == {"We know no place of this code: it may be a former one."}
    with pytest.raises(UnreadableFileError, match="Its columns are WARD_NAME, geometry.*without the column code"):
        read(real / "geo" / "leeds_wards.geojson")


def test_hexagons_are_read_by_column_and_row(read, hexagons):
    reading = read(hexagons(E08000035={"n": "Leeds", "q": -2, "r": 3}))
    assert reading.rows("area, form, q, r, geometry") == [("E08000035", "hexagon", -2, 3, None)]
    (fault,) = read(hexagons(E08000035={"q": 1.5, "r": 3})).errors
    assert (fault.row, fault.column, fault.value) == (3, "q", "1.5")


def test_hexagons_in_another_order_are_refused(read, hexagons):
    with pytest.raises(UnreadableFileError, match="laid out as even-q. Lay them out as odd-r"):
        read(hexagons("even-q", E08000035={"q": 1, "r": 3}))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"type": "FeatureCollection", "features": [', "damaged JSON"),
        ('{"type": "Topology", "objects": {}}', "this is JSON, and no map"),
        (
            '{"type": "FeatureCollection", "features": [{"properties": {"code": "E08000035"}}]}',
            "not written as in a map",
        ),
        ('{"hexes": {"E08000035": 5}}', "not written as in a map"),
        ('{"hexes": {"E08000035": {"q": 1}, "E08000035": {"q": 2}}}', "'E08000035' is given twice in one list"),
        ("[" * 100_000, "this is not a file we know|damaged JSON"),
        ('{"a":' * 100_000, "damaged JSON"),
        ('{"type": "FeatureCollection", "features": []}', "not a file we know"),
    ],
)
def test_json_that_is_no_map_is_refused_in_a_sentence(read, tmp_path: Path, text: str, problem: str):
    path = tmp_path / "map.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFileError, match=rf"{problem}.*\.$"):
        read(path)


def test_a_place_drawn_twice_is_refused_where_the_two_differ(read, tmp_path: Path):
    other = {"type": "Polygon", "coordinates": [[[0, 53], [-1, 54], [-2, 54], [0, 53]]]}
    features = [{"properties": {"code": "E08000035"}, "geometry": one} for one in (SQUARE, other)]
    path = tmp_path / "map.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    (fault,) = read(path).errors
    assert fault.problem == "Row 2 is of the same place and says otherwise."


# People of small areas --------------------------------------------------------------------------------


def test_ethnic_groups_in_columns_are_read_by_group_and_must_add_up(read, real: Path, tmp_path: Path):
    header, *rows = (real / "ethnicity" / "la-ethnic-groups.csv").read_text(encoding="utf-8").splitlines()
    (leeds,) = (row for row in rows if '"Leeds"' in row)
    path = tmp_path / "groups.csv"
    path.write_text("\n".join([header, leeds.replace("609714", "609715"), ""]), encoding="utf-8")
    (fault,) = read(path).errors
    assert fault.problem == "The groups add up to 751,486."
    path.write_text("\n".join([header, leeds, ""]), encoding="utf-8")
    reading = read(path)
    assert reading.rows("year, people, characteristic", "group_name = 'Asian/Asian British: Pakistani'") == [
        (2011, 22492, "ethnic group")
    ]


@pytest.mark.slow
def test_estimates_of_neighbourhoods_take_the_year_from_the_name_and_say_so(read, draw: Draw):
    ages = " | ".join([*map(str, range(90)), "90+"])
    table = f"lsoa11_name | lsoa11_code | total_population | {ages}\nA 1 | E01000001 | 91 | {' | '.join(['1'] * 91)}"
    reading = read(draw(table, "population20_lsoa11.csv"))
    assert (reading.checked.rows, reading.checked.problems) == (91, ())
    assert reading.checked.notes == ("The year, mid-2020, is only in the file's name: check that it is right.",)
    with pytest.raises(UnreadableFileError, match="states the year of the estimates"):
        read(draw(table, "people.csv"))
