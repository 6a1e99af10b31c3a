"""A place in its parts: which there are, what is known of each from its neighbourhoods, and what is never shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from places import Draw

from data.loading import publish
from data.loading.incoming import Incoming
from data.storage.versions import Store
from indicators import catalogue
from indicators.core.board.board import Board, board
from indicators.core.model import Place
from indicators.core.places.geography import geography
from indicators.core.places.layers import layers
from indicators.core.places.model import COUNCIL, WARD, Geography, Layer, Level, Missing
from tests.indicators.drawing import LEEDS, line

NORTH, SOUTH = "E05000001", "E05000002"
WARDS = """
lsoa21_name | lsoa21_code | ward24_name | ward24_code | ltla24_name | ltla24_code
A 1 | E01000001 | North | E05000001 | Leeds | E08000035
A 2 | E01000002 | North | E05000001 | Leeds | E08000035
A 3 | E01000003 | South | E05000002 | Leeds | E08000035
A 4 | E01000004 | South | E05000002 | Leeds | E08000035
B 1 | E01000009 | Elsewhere | E05000009 | Elsewhere | E06000009
"""
CENSUSES = """
lsoa11_name | lsoa11_code | change_code | lsoa21_name | lsoa21_code
A 1 | E01000001 | U | A 1 | E01000001
A 2 | E01000022 | S | A 2 | E01000002
A 3 | E01000033 | S | A 3 | E01000003
A 4 | E01000033 | S | A 4 | E01000004
B 1 | E01000009 | U | B 1 | E01000009
"""
DIVIDED = CENSUSES.replace("A 2 | E01000022 | S", "A 2 | E01000033 | S")
LATER = """
lsoa21_code | IMD_rank | IMD_decile | IMD_score
E01000001 | 1 | 1 | 80
E01000002 | 33755 | 10 | 1
E01000003 | 3375 | 1 | 50
E01000004 | 3376 | 2 | 49
E01000009 | 2 | 1 | 70
"""
EARLIER = """
lsoa11_code | IMD_rank | IMD_decile
E01000001 | 1 | 1
E01000022 | 2 | 1
E01000033 | 32844 | 10
E01000009 | 3 | 1
"""
GROUPS = """
lsoa21_code | total_residents | ethnic_group | n | prop
E01000001 | 100 | White | 90 | 0.9
E01000001 | 100 | Other ethnic group | 10 | 0.1
E01000002 | 300 | White | 100 | 0.3333333
E01000002 | 300 | Other ethnic group | 200 | 0.6666667
E01000003 | 50 | White | 50 | 1
E01000003 | 50 | Other ethnic group | 0 | 0
E01000004 | 50 | White | 25 | 0.5
E01000004 | 50 | Other ethnic group | 25 | 0.5
"""


@pytest.fixture
def geography_of(small_store: Store, draw: Draw, unchanged) -> Callable[..., Geography]:
    """Load tables by the names of their files, and say which parts the place then has."""

    def load(**files: str) -> Geography:
        incoming = [Incoming(draw(table, f"{name}.csv")) for name, table in files.items()]
        for outcome in publish.load_together(small_store, incoming, unchanged):
            assert outcome.published, outcome.checked and outcome.checked.problems
        return geography(small_store.read(), [LEEDS], small_store.version)

    return load


@pytest.fixture
def known(small_store: Store, leeds) -> Callable[..., dict[str, Layer]]:
    def of(place_geography: Geography, **measures: pd.DataFrame) -> dict[str, Layer]:
        rows = measures or {"nothing": line([1]).iloc[:0]}
        judged = Board(leeds, rows, (), small_store.version, date(2026, 11, 27))
        return {layer.key: layer for layer in layers(small_store.read(), judged, place_geography)}

    return of


def values(level: Level) -> dict[str, float | None]:
    return {code: figure.value for code, figure in level.figures.items()}


@pytest.mark.slow
def test_the_parts_of_a_council_are_the_wards_that_its_neighbourhoods_lie_in(geography_of):
    place_geography = geography_of(wards=WARDS)
    assert (place_geography.kind, place_geography.edition, place_geography.below_council) == (WARD, 2024, True)
    assert [(part.code, part.name) for part in place_geography.parts] == [(NORTH, "North"), (SOUTH, "South")]


def test_without_a_lookup_there_are_no_parts_and_of_several_councils_they_are_these(small_store: Store):
    connection, version = small_store.read(), small_store.version
    assert geography(connection, [LEEDS], version).parts == ()
    two = [Place("E08000001", "Bolton"), Place("E08000002", "Bury")]
    place_geography = geography(connection, two, version)
    assert (place_geography.kind, place_geography.below_council) == (COUNCIL, False)
    assert [part.name for part in place_geography.parts] == ["Bolton", "Bury"]


@pytest.mark.slow
def test_a_lookup_that_is_withdrawn_takes_the_parts_with_it(geography_of, small_store: Store, unchanged):
    geography_of(wards=WARDS)
    publish.withdraw(small_store, 1, unchanged)
    assert geography(small_store.read(), [LEEDS], small_store.version).parts == ()
    assert len(geography(small_store.read(), [LEEDS], 2).parts) == 2


@pytest.mark.slow
def test_a_wards_deprivation_is_the_share_of_its_neighbourhoods_in_the_most_deprived_tenth(geography_of, known):
    layer = known(geography_of(wards=WARDS, censuses=CENSUSES, imd2025=LATER, imd2019=EARLIER))["deprivation"]
    assert (layer.now.when, values(layer.now)) == (2025, {NORTH: 50.0, SOUTH: 50.0})
    assert (layer.then.when, values(layer.then)) == (2019, {NORTH: 100.0, SOUTH: 0.0})
    assert (layer.now.figures[NORTH].numerator, layer.now.figures[NORTH].denominator) == (1, 2)
    ((cited, load),) = layer.now.sources
    assert cited.startswith("Index of Multiple Deprivation") and load == 3


@pytest.mark.slow
def test_a_neighbourhood_that_is_divided_between_wards_leaves_both_without_a_figure(geography_of, known):
    layer = known(geography_of(wards=WARDS, censuses=DIVIDED, imd2025=LATER, imd2019=EARLIER))["deprivation"]
    assert {figure.reason for figure in layer.then.figures.values()} == {Missing.DIVIDED}
    assert values(layer.now) == {NORTH: 50.0, SOUTH: 50.0}


@pytest.mark.slow
def test_a_ward_of_which_a_neighbourhood_is_missing_has_no_figure(geography_of, known):
    row = "E01000002 | 33755 | 10 | 1\n"
    third = WARDS + "A 5 | E01000005 | East | E05000003 | Leeds | E08000035\n"
    table = LATER.replace(row, "") + "E01000005 | 9 | 1 | 60\n"
    layer = known(geography_of(wards=third, imd2025=table))["deprivation"]
    assert layer.now.figures[NORTH].reason == Missing.NEIGHBOURHOODS
    assert values(layer.now) == {NORTH: None, SOUTH: 50.0, "E05000003": 100.0}


@pytest.mark.slow
def test_people_and_shares_of_groups_are_added_up_from_neighbourhoods(geography_of, known):
    layers_by_key = known(geography_of(wards=WARDS, ethnicity21=GROUPS))
    assert values(layers_by_key["residents"].now) == {NORTH: 400, SOUTH: 100}
    assert values(layers_by_key["ethnic group: Other ethnic group"].now) == {NORTH: 52.5, SOUTH: 25.0}
    assert layers_by_key["residents"].now.when == 2021


@pytest.mark.slow
def test_estimates_of_the_earlier_census_are_placed_by_what_became_of_each_neighbourhood(geography_of, known):
    ages = " | ".join([*map(str, range(90)), "90+"])
    rows = [f"x | {code} | 91 | {' | '.join(['1'] * 91)}" for code in ("E01000001", "E01000022", "E01000033")]
    table = "\n".join([f"lsoa11_name | lsoa11_code | total_population | {ages}", *rows])
    layers_by_key = known(geography_of(wards=WARDS, censuses=CENSUSES, population20=table))
    assert values(layers_by_key["residents"].now) == {NORTH: 182, SOUTH: 91}


# Indicators -------------------------------------------------------------------------------------------


def by_ward(north: list[float | None], south: list[float | None], **columns: object) -> pd.DataFrame:
    both = {NORTH: north, SOUTH: south}
    return pd.concat([line(values, area=code, **columns) for code, values in both.items()], ignore_index=True)


@pytest.mark.slow
def test_any_indicator_with_figures_of_wards_is_a_layer_now_and_at_the_start(geography_of, known):
    rows = by_ward([40, 41, 42, 43, 44, 45], [50, 51, 52, 53, 54, None])
    layer = known(geography_of(wards=WARDS), know_where_help_crisis=rows)["know_where_help_crisis"]
    assert values(layer.now) == {NORTH: 44.0, SOUTH: 54.0}, "the newest year of which more than one ward is known"
    assert layer.then.when == (date(2019, 1, 1), date(2019, 12, 31))
    assert values(layer.then) == {NORTH: 41.0, SOUTH: 51.0}
    assert not layer.now.illustrative


@pytest.mark.slow
def test_illustrative_figures_are_known_as_such(geography_of, known):
    rows = by_ward([40], [50], illustrative=True)
    assert known(geography_of(wards=WARDS), know_where_help_crisis=rows)["know_where_help_crisis"].now.illustrative


@pytest.mark.slow
def test_a_hidden_figure_is_none_with_its_reason_and_never_zero(geography_of, known):
    third = WARDS + "A 5 | E01000005 | East | E05000003 | Leeds | E08000035\n"
    rows = pd.concat([by_ward([40], [None]), line([60], area="E05000003")], ignore_index=True)
    layer = known(geography_of(wards=third), know_where_help_crisis=rows)["know_where_help_crisis"]
    assert (layer.now.figures[SOUTH].value, layer.now.figures[SOUTH].reason) == (None, "suppressed")


@pytest.mark.slow
def test_suicide_and_self_harm_are_never_shown_below_a_council(geography_of, known):
    sensitive = {name for name, declared in catalogue().items() if declared.sensitive}
    measures = {name: by_ward([40], [50]) for name in (*sensitive, "know_where_help_crisis")}
    assert sensitive and set(known(geography_of(wards=WARDS), **measures)) == {"know_where_help_crisis"}


@pytest.mark.slow
def test_suicide_and_self_harm_of_a_ward_are_not_computed_though_a_file_gives_them(own_store: Store, figures):
    from indicators.core.measures.refresh import recompute

    rows = "\n".join(
        f"{name} | {area} | 40 | 2023-04-01 | 2024-03-31"
        for name in ("selfharm_admissions", "know_where_help_crisis")
        for area in (NORTH, "E01000001", "E02000001", "E08000035")
    )
    path = figures(f"indicator_id | area_code | value | period_start | period_end\n{rows}")
    assert publish.load(own_store, path, recompute).published
    query = "SELECT indicator, area FROM measure WHERE load_id = (SELECT max(load_id) FROM load) ORDER BY ALL"
    assert own_store.read().execute(query).fetchall() == [
        ("know_where_help_crisis", "E01000001"),
        ("know_where_help_crisis", "E02000001"),
        ("know_where_help_crisis", NORTH),
        ("know_where_help_crisis", "E08000035"),
        ("selfharm_admissions", "E08000035"),
    ]


# What is bundled --------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_bundle_shows_every_ward_by_deprivation_residents_and_ethnic_group(store: Store, leeds):
    place_geography = geography(store.read(), [LEEDS], store.version)
    assert len(place_geography.parts) == 33
    assert all(part.boundary and part.hexagon for part in place_geography.parts)
    known = {
        layer.key: layer
        for layer in layers(store.read(), board(store, leeds, store.version, date(2026, 11, 27)), place_geography)
    }
    now, then = known["deprivation"].now, known["deprivation"].then
    assert sum(figure.numerator for figure in now.figures.values()) == 84
    assert sum(figure.denominator for figure in now.figures.values()) == 488
    assert [figure.reason for figure in then.figures.values()].count(Missing.DIVIDED) == 4
    assert sum(values(known["residents"].now).values()) == 812_017
    assert len([key for key in known if key.startswith("ethnic group: ")]) == 5


@pytest.mark.slow
def test_ones_own_map_is_shown_before_a_published_one(geography_of, small_store: Store, tmp_path: Path, unchanged):
    square = {"type": "Polygon", "coordinates": [[[-1, 53], [-1, 54], [-2, 54], [-1, 53]]]}
    geography_of(wards=WARDS)
    for code, name in (("ward22_code", "published"), ("code", "own")):
        about = {code: NORTH, "ward22_name": "North"} if code != "code" else {code: NORTH}
        shape = square | {"from": name}
        path = tmp_path / f"{name}.geojson"
        features = [{"properties": about, "geometry": shape}]
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
        assert publish.load(small_store, path, unchanged).published
    north, south = geography(small_store.read(), [LEEDS], small_store.version).parts
    assert json.loads(north.boundary)["from"] == "own"
    assert south.boundary == ""
