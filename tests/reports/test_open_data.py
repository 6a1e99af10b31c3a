"""The figures for machines: what is offered, of which version, and what is refused."""

from __future__ import annotations

import csv
import io
import json

import pytest
from places import INDICATORS

from indicators import catalogue
from indicators.core.measures.measures import measures
from indicators.core.strategy.localising import localised
from indicators.core.strategy.reading import strategies
from reports import open_data


def answer_of(store, name: str, version: str | None = None, strategy: str = "leeds-2020-2025") -> tuple[str, str]:
    """What a link to a file, with or without a version, is answered with."""
    return open_data.answer(store, name, open_data.version(store, version), strategies()[strategy])


def listed(store, version: str | None = None) -> dict:
    content, kind = answer_of(store, "indicators.json", version)
    assert kind == "application/json"
    return json.loads(content)


def rows(store, name: str, version: str | None = None) -> list[dict[str, str]]:
    content, kind = answer_of(store, f"{name}.csv", version)
    assert kind == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(content, newline="")))


def test_every_indicator_of_the_strategy_is_listed_once_with_what_it_means(store, leeds) -> None:
    listing, indicators = listed(store), localised(catalogue(), leeds)
    assert (listing["strategy"], listing["strategy_id"], listing["place"]) == (leeds.name, leeds.id, "Leeds")
    assert [entry["id"] for entry in listing["indicators"]] == [link.id for link in leeds.indicators]
    assert len(listing["indicators"]) == INDICATORS
    for entry in listing["indicators"]:
        declared = indicators[entry["id"]]
        assert (entry["title"], entry["definition"], entry["unit"]) == (
            declared.title,
            declared.definition,
            declared.unit,
        )
        assert entry["outcomes"] and entry["owner"]


def test_each_entry_leads_to_its_measures_of_the_same_version(store) -> None:
    for entry in listed(store)["indicators"]:
        assert entry["measures"] == f"/open-data/{entry['id']}.csv?version=1&strategy=leeds-2020-2025"


def test_the_csv_holds_every_measure_with_limits_source_release_and_version(store) -> None:
    stored_measures = measures(store, "suicide_rate")
    csv_rows = rows(store, "suicide_rate")
    assert len(csv_rows) == len(stored_measures) > 0
    wanted = {
        "version", "area", "period_start", "period_end", "value", "lower95", "upper95", "approximate", "source", "citation",
        "release", "release_precision", "suppressed", "load_id", "row_number", "illustrative",
    }  # fmt: skip
    assert wanted <= set(csv_rows[0])
    assert {row["version"] for row in csv_rows} == {"1"}
    newest = [row for row in csv_rows if row["area"] == "E08000035" and not row["dimension"]][-1]
    assert (newest["period_start"], newest["period_end"], newest["value"]) == ("2021-01-01", "2023-12-31", "11.6")


@pytest.mark.parametrize("name", ["suicide_rate", "tt_recovery", "cyp_access", "selfharm_admissions"])
def test_values_are_read_back_as_they_are_held(store, name: str) -> None:
    stored_values = measures(store, name)["value"]
    csv_values = [float(row["value"]) if row["value"] else None for row in rows(store, name)]
    assert csv_values == [None if value != value else value for value in stored_values]


def test_a_hidden_number_is_an_empty_cell_with_its_reason_and_never_a_nought(store) -> None:
    hidden = [row for row in rows(store, "tt_recovery") if row["suppressed"]]
    assert hidden
    assert {row["value"] for row in hidden} == {""}


def test_an_indicator_without_figures_has_a_file_of_heads_alone(store) -> None:
    content, _ = answer_of(store, "i_statements_met.csv")
    assert content.startswith("version,")
    assert content.count("\r\n") == 1


def test_exports_on_suicide_and_self_harm_carry_support_and_no_others_do(store) -> None:
    for entry in listed(store)["indicators"]:
        assert ("Samaritans 116 123" in entry.get("support", "")) is catalogue()[entry["id"]].sensitive
    assert all("Samaritans 116 123" in row["support"] for row in rows(store, "suicide_rate"))
    assert "support" not in rows(store, "tt_recovery")[0]


@pytest.mark.parametrize(
    "name",
    [
        "nothing.csv",
        "suicide_rate.xlsx",
        "suicide_rate",
        ".csv",
        "",
        "../CURRENT",
        "indicators.csv",
        "suicide_rate.csv.csv",
    ],
)
def test_a_file_that_is_not_offered_is_refused_with_where_to_look(store, name: str) -> None:
    with pytest.raises(KeyError, match="indicators.json, which names them all"):
        answer_of(store, name)


@pytest.mark.parametrize("name", ["suicide_rate.csv", "indicators.json"])
@pytest.mark.parametrize("version", ["0", "2", "999", "00000000000000000000000001000", "9" * 5000])
def test_a_version_that_never_was_is_refused_for_either_file(store, name: str, version: str) -> None:
    with pytest.raises(KeyError, match="There is no version .* The versions are 1 to 1"):
        answer_of(store, name, version)


@pytest.mark.parametrize("name", ["suicide_rate.csv", "indicators.json"])
@pytest.mark.parametrize("version", ["newest", "1.0", "-1", "²", "١", "1; DROP TABLE measure"])
def test_a_version_that_is_no_whole_number_is_refused(store, name: str, version: str) -> None:
    with pytest.raises(ValueError, match="A version is a whole number"):
        answer_of(store, name, version)


@pytest.mark.slow
def test_no_version_asked_for_is_the_one_in_force_and_an_older_one_stays_as_it_was(own_store, unchanged) -> None:
    from data.loading import publish

    before = rows(own_store, "suicide_rate", "1")
    with own_store.next_version() as draft:
        draft.connection.execute("UPDATE measure SET version_to = 2 WHERE indicator = 'suicide_rate'")
        publish.record(draft.connection, draft.number, "undo", "a test", "")
    assert listed(own_store)["version"] == 2
    assert rows(own_store, "suicide_rate") == []
    assert rows(own_store, "suicide_rate", "1") == before
