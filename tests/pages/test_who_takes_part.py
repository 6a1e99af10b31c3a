"""Who takes part beside who lives here, on the page of voices and on the page of its measure."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from data.loading import publish
from indicators.core.measures.refresh import recompute

PARTICIPANTS = {
    "": {"": 84},
    "age": {"16 to 24": 11, "25 to 64": 54, "65 and over": 9, "Not known": 10},
    "ethnic group": {"White": 49, "Other ethnic group": 3, "Mixed or Multiple ethnic groups": 4, "Not known": 28},
    "disability": {"Disabled": 30, "Not disabled": 33, "Long-term condition": 6, "Not known": 15},
    "carer": {"Carer": 20, "Not a carer": 40, "Not known": 24},
}
"""What an invented quarter's register says: people by characteristic and group."""


@pytest.fixture
def two_networks(own_store, tmp_path: Path) -> None:
    """Both strategies' networks have told who took part in a quarter."""
    path = tmp_path / "participation.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["network", "period_start", "period_end", "characteristic", "group_name", "people"])
        lines.writerows(
            [network, "2026-04-01", "2026-06-30", characteristic, group, people]
            for network in ("leeds-mws-coproduction", "gmmh")
            for characteristic, groups in PARTICIPANTS.items()
            for group, people in groups.items()
        )
    assert publish.load(own_store, path, recompute).load_id


def rows(markup: str, caption: str) -> dict[str, list[str]]:
    """The rows of a table, by their heading; what a picture says is left out."""
    table = markup.partition(f'<caption class="spoken">{caption}')[2].partition("</table>")[0]
    cells_by_heading = {}
    for row in re.findall(r"<tr>(.*?)</tr>", table, re.S)[1:]:
        name, *cells = (
            re.sub(r"<[^>]+>", " ", cell).split() for cell in re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row, re.S)
        )
        cells_by_heading[" ".join(name)] = [" ".join(cell) for cell in cells]
    return cells_by_heading


@pytest.mark.slow
def test_each_group_stands_beside_its_share_of_those_who_live_here(two_networks, writable_page):
    page = writable_page("voices")
    by_disability = rows(page.markup, "By disability")
    # 30 of the 69 whose group is known; 135,681 of 811,953 residents
    assert by_disability["Disabled"] == ["30", "43.5%", "16.7%", "+26.8 +15.7 to +38.5 2.6 times"]
    assert by_disability["Long-term condition"] == ["6", "8.7%", "no such group", ""]
    assert by_disability["Not known"][0] == "15"
    assert by_disability["Prefer not to say"][0] == "not told"
    assert "The group of 69 of 84 people is known." in page.words
    assert "Compared with people who live in Leeds: Census 2021, all ages." in page.words
    assert "Source: Census 2021: disability by district. Office for National Statistics." in page.words
    assert "Population mid-2021, ages 16 and over, which the groups cover together." in page.words
    assert [*rows(page.markup, "By age")][:3] == ["16 to 24", "25 to 64", "65 and over"]
    assert "No reference at hand" in page.words
    assert rows(page.markup, "By carer")["Carer"] == ["20", "33.3%"]
    assert "Not known at all: sex, sexual orientation, gender identity and deprivation." in page.words


@pytest.mark.slow
def test_what_is_hidden_is_said_to_be_and_shows_no_share(two_networks, writable_page):
    page = writable_page("voices")
    by_ethnic_group = rows(page.markup, "By ethnic group")
    assert by_ethnic_group["Other ethnic group"] == ["hidden", "", "2.3%", ""]
    assert by_ethnic_group["White"][:3] == ["49", "87.5%", "79.0%"]
    assert "It does not mean zero." in page.words


@pytest.mark.slow
def test_where_several_councils_stand_for_the_place_nobody_is_compared_and_it_is_said(two_networks, writable_page):
    page = writable_page("voices", strategy="gmmh-improvement-plan")
    assert "Several councils stand for Greater Manchester" in page.words
    assert rows(page.markup, "By disability")["Disabled"] == ["30", "43.5%"]
    assert "Live here" not in page.words


@pytest.mark.slow
def test_the_page_of_the_measure_ranks_no_group_and_calls_no_way_better(two_networks, writable_page):
    page = writable_page("indicator", indicator="cp_representation_gap", view="By disability")
    assert page.headline.endswith("2 of 2 groups differ from even by more than chance.")
    assert "Groups not ranked" in page.words
    whole = writable_page("indicator", indicator="cp_representation_gap")
    assert not re.search(r"getting (better|worse)", whole.words, re.IGNORECASE)
    assert "differ from even by more than chance" in whole.headline, "no group leads: the page opens with all of a kind"


@pytest.mark.slow
def test_how_many_are_in_each_group_is_no_gap_and_nobody_is_left_behind_by_it(two_networks, writable_page):
    assert "People involved" not in writable_page("outcome", outcome="O4").words.split("Who is left behind")[1][:150]
    page = writable_page("indicator", indicator="cp_people_involved")
    assert "a count, not a rate" in page.words and "Gap: cannot say" not in page.words


def test_without_a_network_that_told_it_the_page_only_says_what_is_missing(open_page):
    page = open_page("voices")
    assert "Not written down yet: who takes part" in page.words
    assert "Live here" not in page.words
