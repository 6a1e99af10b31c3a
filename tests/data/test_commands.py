"""The store from a command line: exit codes, and what goes to which output."""

from __future__ import annotations

import getpass
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from places import NEXT_LOAD, ROOT, SAMPLES, Draw

import data.__main__ as commands
from charts import words
from data.loading.incoming import Incoming
from data.people import People, step_changes
from data.people.step_changes import Decision
from data.storage.versions import Store
from indicators.core.board import dry_run
from indicators.core.board.board import board
from indicators.core.board.changes import Flip
from indicators.core.board.dry_run import rehearse
from indicators.core.measures.refresh import recompute
from reports.impact import preview


@pytest.mark.slow
def test_a_sound_file_is_published_and_exits_0(run, own_store: Store, figures: Draw):
    code, output, messages = run("load", figures("value\n53"), "--note", "From the report")
    assert (code, output) == (0, "")
    assert "figures.csv: The common format, 1 row." in messages
    assert f"Published as load {NEXT_LOAD} in version {own_store.version}." in messages
    assert own_store.version == 2


@pytest.mark.slow
def test_a_file_with_problems_is_not_published_and_exits_1(run, own_store: Store, figures: Draw):
    code, output, messages = run("load", figures("value\nabc"))
    assert (code, output, own_store.version) == (1, "", 1)
    assert (
        "error: figures.csv, row 2, column 'value', value 'abc': This is not a number. Write it as 1234.5" in messages
    )
    assert "Not published: 1 to correct. Version 1 stays as it was." in messages


def test_a_file_that_cannot_be_read_exits_2(run, own_store: Store, tmp_path: Path):
    code, output, messages = run("load", tmp_path / "nowhere.csv")
    assert (code, output, own_store.version) == (2, "", 1)
    assert messages == "nowhere.csv: there is no such file. Check the path.\n"


@pytest.mark.slow
def test_of_several_files_the_worst_decides_the_exit_code_and_the_good_ones_are_published(
    run, own_store: Store, figures: Draw, tmp_path: Path
):
    good, bad = figures("value\n53", "good.csv"), figures("value\nabc", "bad.csv")
    assert run("load", good, bad)[0] == 1
    assert run("load", bad, tmp_path / "nowhere.csv", good)[0] == 2
    assert own_store.version == 2


@pytest.mark.slow
def test_a_file_s_name_cannot_steer_the_terminal(run, figures: Draw):
    path = figures("value\n53")
    _, _, messages = run("load", path.rename(path.with_name("\x1b[31mred\u202e.csv")), "--check-only")
    assert "\\x1b[31mred\\u202e.csv: The common format, 1 row." in messages
    assert "\x1b" not in messages


@pytest.mark.slow
def test_the_same_file_again_exits_0_and_names_its_load(run, own_store: Store, figures: Draw):
    path = figures("value\n53")
    run("load", path)
    code, _, messages = run("load", path)
    assert (code, own_store.version) == (0, 2)
    assert messages == f"figures.csv: already load {NEXT_LOAD}. Nothing changed; version 2 stays.\n"


@pytest.mark.slow
@pytest.mark.parametrize(("value", "code", "state"), [("53", 0, "checked"), ("abc", 1, "refused")])
def test_check_only_publishes_nothing(run, own_store: Store, figures: Draw, value: str, code: int, state: str):
    ended, output, messages = run("load", figures(f"value\n{value}"), "--check-only", "--json")
    assert (ended, own_store.version) == (code, 1)
    assert json.loads(output)[0]["state"] == state
    assert ("Not published: only checked" in messages) == (code == 0)


@pytest.mark.slow
def test_json_goes_to_standard_output_alone_and_holds_every_problem(run, figures: Draw, tmp_path: Path):
    code, output, messages = run("load", figures("value\nabc"), SAMPLES / "locked.xlsx", "--json")
    refused, unread = json.loads(output)
    assert code == 2
    assert (refused["state"], refused["layout"], refused["rows"]) == ("refused", "common", 1)
    assert refused["problems"][0] | {"file": ""} == {
        "file": "",
        "row": 2,
        "column": "value",
        "value": "abc",
        "problem": "This is not a number.",
        "remedy": "Write it as 1234.5, without blanks or signs, or write * where the publisher hides the number.",
        "severity": "error",
    }
    assert unread["state"] == "could not read"
    assert "locked by a password" in unread["reason"]
    assert "This is not a number" in messages


@pytest.mark.slow
def test_what_was_understood_from_outside_the_rows_is_said(run, tmp_path: Path):
    bundled = ROOT / "data" / "published" / "oaps-open-data-dec-2016.csv"
    again = tmp_path / bundled.name
    again.write_bytes(bundled.read_bytes() + b"\n")
    _, output, messages = run("load", again, "--check-only", "--json")
    period_note = "The period, December 2016, is only in the file's name: check that it is right."
    assert period_note in json.loads(output)[0]["said"]
    assert period_note in messages


@pytest.mark.slow
def test_a_file_only_checked_says_what_publishing_it_would_change_and_changes_nothing(run, monkeypatch):
    monkeypatch.setattr(dry_run, "recompute", recompute)
    code, output, messages = run(
        "load", ROOT / "data" / "examples" / "talking_therapies_2026-03.csv", "--check-only", "--json"
    )
    (report,) = json.loads(output)
    assert code == 0
    assert report["arrival"]["new"] == 434
    recovery = next(entry for entry in report["indicators"] if entry["id"] == "tt_recovery")
    assert (recovery["before"]["period"], recovery["after"]["period"]) == ("February 2026", "March 2026")
    assert recovery["after"]["value"] == 51
    assert "Reliable improvement in talking therapy: 72% in March 2026" in messages
    assert {
        "name": "Newest figures",
        "before": "No significant change lately",
        "after": "Lately higher than usual, which is better",
    } in [flip for entry in report["indicators"] for flip in entry["verdicts"]]
    assert "Priority 1" in recovery["screens"]
    assert "Worth a look: Talking therapy within 6 weeks, row 269" in messages
    assert json.loads(run("status", "--json")[1])["version"] == 1


@pytest.mark.slow
def test_the_command_tries_a_file_out_with_the_day_and_the_step_changes_of_the_page(
    leeds, run, own_store: Store, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(dry_run, "recompute", recompute)
    monkeypatch.setenv("DASHBOARD_TODAY", "2026-11-21")
    example = ROOT / "data" / "examples" / "talking_therapies_2026-03.csv"
    people = People(own_store.folder)

    def by_command() -> dict[str, list[dict[str, str]]]:
        (report,) = json.loads(run("load", example, "--check-only", "--json")[1])
        return {entry["id"]: entry["verdicts"] for entry in report["indicators"]}

    def in_words(flip: Flip) -> dict[str, str]:
        before, after = (words.flip_word(flip, verdict) for verdict in (flip.before, flip.after))
        return {"name": words.PARTS[flip.part], "before": before, "after": after}

    def by_page() -> dict[str, list[dict[str, str]]]:
        before = board(own_store, leeds, 1, date(2026, 11, 21), step_changes.standing(people))
        page_preview = preview(rehearse(own_store, [Incoming(example)], before))
        return {moved.indicator: [in_words(flip) for flip in moved.flips] for moved in page_preview.moved}

    without = by_command()
    assert without == by_page()
    place = board(own_store, leeds, 1, date(2026, 11, 21)).series("tt_reliable_improvement").place
    line = ("tt_reliable_improvement", place.code, place.role)
    step_changes.decide(people, line, date(2025, 1, 1), Decision.APPROVED, "Ann", "Fewer staff.")
    assert by_command() == by_page()
    assert by_command() != without


@pytest.mark.slow
def test_an_id_that_no_indicator_goes_by_is_named_with_the_nearest_there_is(run, figures: Draw):
    _, output, messages = run(
        "load", figures("indicator_id | value\nknow_where_help_crises | 53"), "--check-only", "--json"
    )
    assert json.loads(output)[0]["unclaimed"] == ["know_where_help_crises"]
    assert "is it 'know_where_help_crisis'?" in messages


@pytest.mark.slow
def test_a_layout_may_be_named(run, figures: Draw):
    assert run("load", figures("value\n53"), "--layout", "common", "--check-only")[0] == 0
    code, _, messages = run("load", figures("value\n53"), "--layout", "fingertips", "--check-only")
    assert code == 2
    assert "it cannot be read as 'Fingertips public health profiles, all data for a profile'" in messages


def test_status_says_the_version_and_what_is_held(run):
    code, output, messages = run("status")
    assert (code, messages) == (0, "")
    assert "Version  1, published" in output
    assert "nhs_talking_therapies_annual" in output


def test_status_in_json(run):
    status = json.loads(run("status", "--json")[1])
    assert status["version"] == 1
    assert {"source", "figures", "first", "last"} == set(status["sources"][0])


@pytest.mark.slow
def test_loads_lists_every_load_and_undo_marks_one(run, figures: Draw):
    run("load", figures("value\n53"))
    code, output, messages = run("undo", str(NEXT_LOAD))
    assert (code, output) == (0, "")
    assert (
        messages
        == f"Load {NEXT_LOAD} is withdrawn. Version 3 is in force; the figures that the load had replaced are back.\n"
    )
    lines = run("loads")[1].splitlines()
    assert len(lines) == NEXT_LOAD
    assert "withdrawn in version 3" in lines[-1]
    listed = json.loads(run("loads", "--json")[1])
    assert [load["version_to"] for load in listed[-2:]] == [None, 3]


@pytest.mark.parametrize("load", [str(NEXT_LOAD), "99"])
def test_undo_of_what_is_not_there_exits_2(run, own_store: Store, load: str):
    code, output, messages = run("undo", load)
    assert (code, output, own_store.version) == (2, "", 1)
    assert f"There is no load {load}" in messages


def test_a_store_that_cannot_be_used_exits_2_and_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "CURRENT").write_text("twelve")
    assert commands.main(["status", "--store", str(tmp_path / "store")]) == 2
    assert "CURRENT is damaged" in capsys.readouterr().err


def test_a_wrong_command_exits_2(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        commands.main(["lod"])
    assert ended.value.code == 2


@pytest.mark.slow
def test_it_runs_as_a_command(own_store: Store, figures: Draw):
    ran = subprocess.run(
        [sys.executable, "-m", "data", "load", figures("value\n53"), "--json", "--store", own_store.folder],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0
    assert json.loads(ran.stdout)[0]["state"] == "published"
    assert f"Published as load {NEXT_LOAD} in version 2." in ran.stderr


@pytest.mark.slow
def test_somebody_without_a_name_may_load(run, figures: Draw, monkeypatch: pytest.MonkeyPatch):
    def unknown() -> str:
        raise KeyError("getpwuid(): uid not found: 1000")

    monkeypatch.setattr(getpass, "getuser", unknown)
    assert run("load", figures("value\n53"))[0] == 0
    assert "somebody" in run("loads", "--json")[1]
