"""The commands: what an auditor asks for, and what comes back."""

from __future__ import annotations

import csv
import io
import json

import pytest
from places import WITH_FIGURES

from data.loading import publish
from data.storage.versions import Store
from indicators.__main__ import main
from indicators.core.strategy.reading import strategies


@pytest.fixture
def printed(store: Store, capsys: pytest.CaptureFixture[str]):
    """Run a command on the bundled store; its code, what it printed, and what it said beside."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main([*arguments, "--store", str(store.folder)])
        out = capsys.readouterr()
        return code, out.out, out.err

    return run


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def rate_of_2019_to_2021(text: str) -> list[str]:
    return [row["value"] for row in rows(text) if row["period_end"] == "2021-12-31" and row["category"] == ""]


@pytest.mark.slow
def test_the_suicide_rate_of_2019_to_2021_as_the_board_was_told_in_2022_and_now(printed) -> None:
    show = ("show", "suicide_rate", "--format", "csv")
    assert rate_of_2019_to_2021(printed(*show)[1]) == ["13.3"]
    assert rate_of_2019_to_2021(printed(*show, "--as-at", "2022-12-31")[1]) == ["13.9"]
    assert rate_of_2019_to_2021(printed(*show, "--version", "1")[1]) == ["13.3"]


def test_a_version_that_never_was_is_refused(printed) -> None:
    for version in ("0", "99"):
        code, out, errors = printed("show", "suicide_rate", "--version", version)
        assert (code, out) == (2, "") and f"There is no version {version}." in errors
        code, out, errors = printed("show", "suicide_rate", "--version", version, "--as-at", "2024-01-01")
        assert (code, out) == (2, "") and f"There is no version {version}." in errors


def test_leeds_is_its_bodies_in_the_capacity_in_which_they_stand_for_it(printed) -> None:
    shown = rows(printed("show", "tt_recovery", "--format", "csv")[1])
    assert {(row["area"], row["role"]) for row in shown} == {("RY6", "provider")}


def test_an_alias_is_its_canonical_code_and_every_area_may_be_asked_for(printed) -> None:
    by_alias = rows(printed("show", "cyp_access", "--area", "15F", "--format", "csv")[1])
    assert {row["area"] for row in by_alias} == {"E38000225"}
    everybody = rows(printed("show", "cyp_access", "--area", "all", "--format", "csv")[1])
    assert {row["area"] for row in everybody} > {"E38000225"}


def test_what_nobody_goes_by_is_refused(printed) -> None:
    assert printed("show", "cyp_access", "--area", "XYZ")[0] == 2
    assert printed("show", "no_such_indicator")[0] == 2


def test_an_indicator_without_a_figure_says_what_it_needs(printed) -> None:
    code, out, errors = printed("show", "homeless_duty", "--format", "csv")
    assert code == 0 and rows(out) == []
    assert errors.startswith("No figure. ")


@pytest.mark.slow
def test_the_list_holds_every_indicator_and_json_reads_back(printed) -> None:
    listed = json.loads(printed("list", "--format", "json")[1])
    assert len(listed) == len(strategies()["leeds-2020-2025"].indicators)
    assert sum(row["local_figures"] > 0 for row in listed) == len(WITH_FIGURES)


def test_a_day_before_anything_was_published_is_said_and_prints_an_empty_table(store, capsys):
    assert main(["show", "tt_wait_6w", "--as-at", "2020-06-30", "--store", str(store.folder)]) == 0
    captured = capsys.readouterr()
    assert "No figure is known to have been published by 2020-06-30" in captured.err
    assert main(["show", "tt_wait_6w", "--as-at", "2020-06-30", "--format", "csv", "--store", str(store.folder)]) == 0
    assert capsys.readouterr().out.startswith("indicator,definition_version,area")


@pytest.mark.slow
def test_every_indicator_with_a_figure_answers_as_at_a_day(store, capsys):
    for name in sorted(WITH_FIGURES):
        assert main(["show", name, "--as-at", "2026-09-30", "--store", str(store.folder), "--format", "csv"]) == 0
        captured = capsys.readouterr()
        assert len(captured.out.splitlines()) > 1, name
        assert ("release days are estimates" in captured.err) is ("about" in captured.out), name


def test_another_area_of_a_figure_held_elsewhere_says_where_leeds_stands(store, capsys):
    assert main(["show", "cyp_access", "--area", "E08000035", "--store", str(store.folder)]) == 0
    assert "The place has figures under E38000225 here" in capsys.readouterr().err


@pytest.mark.slow
def test_no_cell_of_a_command_can_start_a_formula(own_store, capsys, unchanged):
    with own_store.next_version() as draft:
        draft.connection.execute("UPDATE measure SET citation = '=HYPERLINK(\"http://e.vil\")'")
        publish.record(draft.connection, draft.number, "load", "a test", "")
    assert main(["show", "suicide_rate", "--format", "csv", "--store", str(own_store.folder)]) == 0
    cited = {row["citation"] for row in rows(capsys.readouterr().out)}
    assert cited == {'\'=HYPERLINK("http://e.vil")'}


def test_figures_about_suicide_come_with_whom_to_talk_to(store, capsys):
    main(["show", "suicide_rate", "--format", "csv", "--store", str(store.folder)])
    captured = capsys.readouterr()
    assert "Samaritans 116 123" in captured.err and "Samaritans" not in captured.out.splitlines()[0]
