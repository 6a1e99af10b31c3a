"""Which columns a file of each layout may have: made from the layout, so that it cannot say anything else."""

from __future__ import annotations

import pytest

from data.layouts import LAYOUTS
from data.layouts.common import PERIOD_TYPES
from data.layouts.core.layout import normal
from data.loading import dictionary, templates
from data.tables import LOADABLE
from data.tables.figure import STATUSES


def of(layout: str):
    return {column.header: column for column in dictionary.columns(LAYOUTS[layout])}


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_column_that_is_read_or_needed_is_there_once_with_what_it_is_for(name: str):
    layout_columns, layout = dictionary.columns(LAYOUTS[name]), LAYOUTS[name]
    headers = [normal(column.header) for column in layout_columns]
    assert sorted(headers) == sorted({*layout.reads, *layout.needed})
    assert all(column.holds and column.about for column in layout_columns)
    assert [column.header for column in layout_columns if column.needed] == list(layout.headers)


@pytest.mark.parametrize("name", LAYOUTS)
def test_what_is_made_of_a_column_is_a_column_of_the_table(name: str):
    layout = LAYOUTS[name]
    names = set(LOADABLE[layout.table].names)
    assert {column_name for parsed in layout.parsed for column_name in parsed.makes} <= names | {"unit"}


def test_our_own_format_comes_first_and_is_explained_as_its_template_is():
    assert next(iter(dictionary.dictionary())) == "common"
    common_columns = of("common")
    helps = {name: words for name, words, _ in templates.COLUMNS}
    assert {name: column.about for name, column in common_columns.items()}.items() <= helps.items()


def test_the_only_values_of_a_column_are_those_of_its_contract():
    common_columns = of("common")
    assert common_columns["period_type"].allowed == tuple(PERIOD_TYPES)
    assert common_columns["data_status"].allowed == STATUSES
    assert common_columns["definition_version"].allowed == ("1",)
    assert common_columns["citation"].allowed == ()


def test_what_a_column_holds_is_told_apart():
    common_columns = of("common")
    assert common_columns["value"].holds.startswith("number, or a mark")
    assert common_columns["period_start"].holds == "day or period"
    assert common_columns["source_id"].holds == "text"


def test_a_publisher_s_column_says_what_the_table_says_of_it():
    measure = of("talking_therapies_monthly")["MEASURE_ID"]
    assert measure.needed and "own name or number for the measure" in measure.about


def test_the_codes_of_a_lookup_are_no_numbers():
    holds_by_header = {column.header: column.holds for column in dictionary.dictionary()["lookup_lsoa21_ward24"]}
    assert holds_by_header["ward24_code"] == "text"
