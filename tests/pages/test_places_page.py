"""The page of places: the parts on a map or as hexagons, in order, with what cannot be shown said."""

from __future__ import annotations

import csv
import html
import json
import re
from pathlib import Path

import pytest
from places import BUNDLE

from data.loading import publish
from indicators.core.measures.refresh import recompute

with (BUNDLE / "lookup_lsoa21_ward24_ltla24.leeds.csv").open(encoding="utf-8", newline="") as file:
    WARDS = sorted({row["ward24_code"] for row in csv.DictReader(file)})
GMMH = "gmmh-improvement-plan"


def alt(opened) -> str:
    """What the map says to those who cannot see it."""
    return html.unescape(next(text for text in re.findall(r'alt="([^"]*)"', opened.markup) if "Highest" in text))


@pytest.mark.slow
def test_it_opens_with_deprivation_by_ward_and_says_how_it_was_counted(open_page):
    opened = open_page("places")
    assert opened.headline == (
        "84 of 488 neighbourhoods of Leeds are in the most deprived tenth of England (2025). "
        "Highest share: Gipton & Harehills (76.5%). None in 17 of 33 wards."
    )
    assert "We counted it from the index of each neighbourhood" in opened.words
    assert re.search(
        r"Figures of 2025: Index of Multiple Deprivation 2025 .* Local Government \(load \d+\)\.", opened.words
    )
    assert "Map: Boundaries of wards, 2022, simplified. Office for National Statistics." in opened.words


@pytest.mark.slow
def test_the_change_since_the_earlier_index_is_in_the_list_and_what_cannot_be_said_is_explained(open_page):
    opened = open_page("places")
    assert re.search(r"Gipton & Harehills 76\.5% .{0,9}−17\.6 points", opened.words)
    assert "Middleton Park: cannot say: a neighbourhood of then is divided between wards now." in opened.words


@pytest.mark.slow
def test_the_map_is_switched_by_the_link_and_the_figure_stays(open_page):
    areas = open_page("places", of="residents")
    hexagons = open_page("places", of="residents", **{"as": "hexagon"})
    assert alt(areas).startswith(
        "Wards by their boundaries, people who live here, 2021. Highest: Headingley & Hyde Park"
    )
    assert alt(hexagons).startswith("Wards as equal hexagons, people who live here, 2021.")
    assert areas.headline == hexagons.headline
    assert "Map: Wards as equal hexagons, 2022. Open Innovations." in hexagons.words


def test_the_legend_says_what_each_class_holds_in_words(open_page):
    legend = re.search(r'<ul class="legend".*?</ul>', open_page("places").markup, re.S)[0]
    classes = [re.sub(r"<[^>]*>", "", line).strip() for line in re.findall(r"<li>(.*?)</li>", legend, re.S)]
    assert classes == [
        "43.8% to 76.5% (6 wards)",
        "13.3% to 41.2% (7 wards)",
        "7.1% to 7.7% (3 wards)",
        "0% (17 wards)",
    ]


def test_a_figure_or_a_map_that_there_is_not_opens_the_usual_one(open_page):
    assert open_page("places", of="shoe size", **{"as": "globe"}).words == open_page("places").words


@pytest.mark.slow
def test_without_a_map_the_list_is_shown_and_what_to_load_is_said(open_page):
    opened = open_page("places", strategy=GMMH)
    assert "No map of these councils is held" in opened.words
    assert "boundaries as GeoJSON with each code in a property named code" in opened.words
    assert "No earlier figure by part is held." in opened.words and "Wigan" in opened.words


@pytest.mark.slow
def test_figures_by_ward_are_shown_with_hidden_ones_hatched_and_never_those_of_self_harm(
    writable_page, own_store, figures
):
    rows = [
        f"{name} | {ward} | {'*' if at == 2 else 30 + at} | 2023-04-01 | 2024-03-31"
        for name in ("know_where_help_crisis", "selfharm_admissions")
        for at, ward in enumerate(WARDS)
    ]
    table = "\n".join(["indicator_id | area_code | value | period_start | period_end", *rows])
    assert publish.load(own_store, figures(table), recompute).published
    opened = writable_page("places", of="know_where_help_crisis")
    assert "Know where to get help" in opened.headline
    assert "No figure (1)" in opened.words
    assert "hidden to protect people, not zero." in opened.words
    assert "Hatched: no figure is shown, which does not mean zero." in opened.words
    assert not [link for link in opened.links if "of=selfharm" in link]
    assert writable_page("places", of="selfharm_admissions").headline == writable_page("places").headline


@pytest.mark.slow
def test_councils_side_by_side_are_drawn_once_a_map_of_them_is_loaded(writable_page, own_store, tmp_path: Path):
    hexes = {f"E080000{at:02}": {"n": f"Council {at}", "q": at % 4, "r": at // 4} for at in range(1, 11)}
    path = tmp_path / "councils.hexjson"
    path.write_text(json.dumps({"layout": "odd-r", "hexes": hexes}), encoding="utf-8")
    assert publish.load(own_store, path, recompute).published
    opened = writable_page("places", strategy=GMMH)
    assert alt(opened).startswith("Councils as equal hexagons")
    assert "Map: Hexagons of one's own: hexjson by code. Whoever drew the map." in opened.words


@pytest.mark.slow
def test_a_council_without_a_lookup_says_what_to_load(writable_page, own_store):
    query = "SELECT load_id FROM load WHERE layout = 'lookup_lsoa21_ward24'"
    ((lookup,),) = own_store.read().execute(query).fetchall()
    publish.withdraw(own_store, lookup, recompute)
    opened = writable_page("places")
    assert "Nothing says which parts Leeds is made of." in opened.headline


def test_nothing_on_it_is_asked_of_another_host(open_page):
    sources = re.findall(r'(?:src|href)="([^"]*)"', open_page("places").markup)
    assert not [source for source in sources if re.match(r"(https?:)?//", source)]
