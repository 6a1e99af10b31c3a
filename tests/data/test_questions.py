"""What has to be answered before a publish: by command each question has an id, and the exit code is 1 until then.

The sample files are invented.
"""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest
from places import SAMPLES, Draw

from data.__main__ import main
from data.loading.incoming import Incoming
from data.loading.publish import load_together
from data.storage.precedence import materialise
from data.storage.versions import Store
from indicators.core.measures.refresh import recompute

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("judged_once")]
SELF_HARM = "series = '21001' AND area = 'E08000035'"


@pytest.fixture
def run_in(capsys: pytest.CaptureFixture[str]):
    """Load files into a store; the exit code, and what is told of the last file."""

    def ran(store: Store, *arguments: str | Path) -> tuple[int, dict]:
        code = main(["load", *map(str, arguments), "--json", "--store", str(store.folder)])
        return code, json.loads(capsys.readouterr().out)[-1]

    return ran


@pytest.fixture
def run(run_in, own_store: Store):
    """The same into a copy of the bundled store."""
    return partial(run_in, own_store)


def test_the_command_says_how_each_question_is_answered(own_store: Store, capsys: pytest.CaptureFixture[str]):
    for name in ("20a-fingertips-newer.csv", "20b-fingertips-last-years-export.csv"):
        main(["load", str(SAMPLES / name), "--store", str(own_store.folder)])
    message = capsys.readouterr().err
    assert "Not published: 1 to answer. To publish anyway, add: --accept older-" in message
    assert "Leeds, 2021/22: 181 held, 177.2 in row 2" in message
    assert "the figures held stay. To use those of the file instead, add: --replace-held" in message


def kinds(report: dict) -> list[str]:
    return [question["kind"] for question in report["questions"]]


def values_in_force(store: Store, where: str = SELF_HARM) -> dict[str, float | None]:
    """The value in force of every period that ends after March 2021."""
    cursor = store.read()
    materialise(cursor, store.version)
    period_rows = cursor.execute(
        f"SELECT year(period_end), value FROM in_force_published_value WHERE {where} "
        "AND period_end > DATE '2021-04-01' AND dimension = '' ORDER BY 1"
    )
    return {str(year): value for year, value in period_rows.fetchall()}


def test_an_undated_export_that_reaches_no_further_asks_and_the_figures_held_stay(run, own_store: Store):
    assert run(SAMPLES / "20a-fingertips-newer.csv")[0] == 0
    newer = values_in_force(own_store)
    assert newer == {"2022": 181.0, "2023": 150.4, "2024": 140.7}
    code, report = run(SAMPLES / "20b-fingertips-last-years-export.csv")
    assert (code, report["state"], kinds(report)) == (1, "asks", ["older"])
    (question,) = report["questions"]
    assert "2 figures that are held with another value, and nothing says which came later" in question["words"]
    assert "181 held, 177.2 in row 2" in question["words"]
    assert (own_store.version, values_in_force(own_store)) == (2, newer)
    code, report = run(SAMPLES / "20b-fingertips-last-years-export.csv", "--accept", question["id"])
    assert (code, report["state"]) == (0, "published")
    assert (own_store.version, values_in_force(own_store)) == (3, newer)


def test_the_file_is_used_where_somebody_says_that_it_is_the_newer_one(run, own_store: Store):
    run(SAMPLES / "20a-fingertips-newer.csv")
    code, report = run(SAMPLES / "20b-fingertips-last-years-export.csv", "--replace-held")
    assert (code, report["questions"]) == (0, [])
    assert values_in_force(own_store) == {"2022": 177.2, "2023": 139.0, "2024": 140.7}


def test_a_store_made_again_keeps_what_was_kept(run_in, little_store: Store):
    """A store of a few files: the whole bundle is made again by the tests of illustrative data."""
    run_in(little_store, SAMPLES / "20a-fingertips-newer.csv")
    _, report = run_in(little_store, SAMPLES / "20b-fingertips-last-years-export.csv")
    run_in(little_store, SAMPLES / "20b-fingertips-last-years-export.csv", "--accept", report["questions"][0]["id"])
    before = values_in_force(little_store)
    assert before
    assert main(["rebuild", "--store", str(little_store.folder)]) == 0
    assert values_in_force(little_store) == before


def test_a_later_file_that_reaches_further_may_revise_without_being_asked(run, own_store: Store, tmp_path: Path):
    run(SAMPLES / "20a-fingertips-newer.csv")
    text = (SAMPLES / "20a-fingertips-newer.csv").read_text(encoding="utf-8")
    lines = text.replace("150.4,141.4,159.4", "151.0,142.0,160.0").splitlines()
    further = [*lines, lines[-1].replace("2023/24", "2024/25")]
    (tmp_path / "next.csv").write_text("\n".join(further) + "\n", encoding="utf-8")
    code, report = run(tmp_path / "next.csv")
    assert (code, report["questions"]) == (0, [])
    assert values_in_force(own_store) == {"2022": 181.0, "2023": 151.0, "2024": 140.7, "2025": 140.7}


@pytest.mark.parametrize(("second", "code"), [("waits_v2.csv", 0), ("waits_v3.csv", 0), ("others_v2.csv", 1)])
def test_a_later_version_of_the_same_file_by_its_name_is_the_newer_one(run, figures: Draw, second: str, code: int):
    assert run(figures("value | published_on\n53 | 2024-09-01", "waits.csv"))[0] == 0
    ended, report = run(figures("value | published_on\n54 | 2024-09-01", second))
    assert ended == code
    assert kinds(report) == (["older"] if code else [])


def test_an_earlier_version_of_a_file_loaded_after_a_later_one_asks(run, figures: Draw):
    assert run(figures("value | published_on\n53 | 2024-09-01", "waits_v2.csv"))[0] == 0
    assert run(figures("value | published_on\n54 | 2024-09-01", "waits.csv"))[0] == 1


def test_the_same_release_with_another_value_asks(run, figures: Draw):
    head = "value | published_on"
    assert run(figures(f"{head}\n53 | 2024-09-01", "first.csv"))[0] == 0
    code, report = run(figures(f"{head}\n54 | 2024-09-01", "again.csv"))
    assert (code, kinds(report)) == (1, ["older"])
    assert run(figures(f"{head}\n54 | 2024-10-01", "later.csv"))[0] == 0


@pytest.mark.parametrize("mark", ["-", "*", "[x]"])
def test_a_mark_over_a_number_that_is_held_asks(run, figures: Draw, mark: str):
    head = "value | published_on"
    assert run(figures(f"{head}\n53 | 2024-09-01", "first.csv"))[0] == 0
    code, report = run(figures(f"{head}\n{mark} | 2024-10-01", "later.csv"))
    assert (code, kinds(report)) == (1, ["emptied"])
    assert "53 held, none in row 2" in report["questions"][0]["words"]


def test_a_place_that_no_page_shows_asks_and_is_no_change_of_figures(run, own_store: Store):
    code, report = run(SAMPLES / "30-council-code-for-a-trust-indicator.csv")
    assert (code, kinds(report)) == (1, ["unseen"])
    assert "the file has figures for Leeds, and it is shown for NHS in Leeds" in report["questions"][0]["words"]
    assert "No page would show them." in report["questions"][0]["words"]
    code, report = run(SAMPLES / "30-council-code-for-a-trust-indicator.csv", "--accept", report["questions"][0]["id"])
    assert (code, own_store.version) == (0, 2)


def test_a_figure_that_its_indicator_cannot_have_is_refused_at_its_row(run, own_store: Store):
    code, report = run(SAMPLES / "33-no-unit-345.csv")
    assert (code, report["state"], own_store.version) == (1, "refused", 1)
    (problem,) = [problem for problem in report["problems"] if problem["severity"] == "error"]
    assert (problem["row"], problem["column"], problem["value"]) == (2, "value", "345")
    assert "is a percentage, from 0 to 100." in problem["problem"]


def test_a_figure_a_hundred_times_smaller_than_its_history_asks(run, own_store: Store, figures: Draw):
    head = "indicator_id | period_start | period_end | period_type | value | published_on"
    name = "know_where_help_crisis"
    usual = "\n".join(
        f"{name} | {year}-01-01 | {year}-03-31 | survey | {value} | {year}-09-01"
        for year, value in ((2020, 24), (2021, 28), (2022, 31), (2023, 27))
    )
    assert run(figures(f"{head}\n{usual}", "usual.csv"))[0] == 0
    code, report = run(figures(f"{head}\n{name} | 2024-01-01 | 2024-03-31 | survey | 0.28 | 2024-09-01", "share.csv"))
    assert (code, own_store.version) == (1, 2)
    assert "far-off" in kinds(report)


def test_a_group_that_became_a_date_asks(run):
    code, report = run(SAMPLES / "10b-age-band-became-date.csv")
    assert code == 1
    assert "cells" in kinds(report)
    assert "probably the group 10-14" in report["questions"][0]["words"]


def test_an_answer_is_to_one_question_about_one_file(run, figures: Draw):
    _, report = run(SAMPLES / "30-council-code-for-a-trust-indicator.csv")
    code, again = run(
        figures("indicator_id | value\nknow_where_help_crises | 53"), "--accept", report["questions"][0]["id"]
    )
    assert (code, kinds(again)) == (1, ["unknown-id"])


def test_the_history_says_what_was_accepted(run, own_store: Store):
    _, report = run(SAMPLES / "30-council-code-for-a-trust-indicator.csv")
    name = report["questions"][0]["id"]
    run(SAMPLES / "30-council-code-for-a-trust-indicator.csv", "--accept", name, "--note", "Trial.")
    note = own_store.read().execute("SELECT note FROM version WHERE version = 2").fetchall()
    assert note == [(f"Trial. Accepted: {name}.",)]


def test_a_release_day_given_on_loading_is_for_rows_that_say_none(run, own_store: Store):
    assert run(SAMPLES / "20a-fingertips-newer.csv", "--released", "2025-03-04")[0] == 0
    cursor = own_store.read()
    release_rows = cursor.execute(
        f"SELECT DISTINCT release, release_precision FROM published_value WHERE {SELF_HARM} "
        "AND load_id = (SELECT max(load_id) FROM load)"
    )
    assert [(str(day), how) for day, how in release_rows.fetchall()] == [("2025-03-04", "day")]
    with pytest.raises(SystemExit):
        run(SAMPLES / "20a-fingertips-newer.csv", "--released", "2999-01-01")


def test_files_of_programs_replace_what_they_replace_unless_told_otherwise(own_store: Store):
    """The questions are asked of people: the functions beneath do as they are told."""
    for name in ("20a-fingertips-newer.csv", "20b-fingertips-last-years-export.csv"):
        (outcome,) = load_together(own_store, [Incoming(SAMPLES / name)], recompute)
        assert outcome.published
    assert values_in_force(own_store)["2022"] == 177.2
