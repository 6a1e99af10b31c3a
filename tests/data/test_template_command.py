"""Templates from a command line: what is written, that one filled in loads, and that its example never does."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from places import NEXT_LOAD

import data.__main__ as commands
from data.storage.versions import Store


@pytest.mark.slow
def test_the_template_filled_in_loads(run, tmp_path: Path, own_store: Store):
    code, output, _ = run("templates", tmp_path / "to fill in")
    assert code == 0
    template, words = (Path(line) for line in output.splitlines()[:2])
    header, example = csv.reader(template.read_text(encoding="utf-8").splitlines())
    ours = {"value": "61", "citation": "Healthwatch Leeds, report of June 2025"}
    filled = dict(zip(header, example, strict=True)) | ours
    with template.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([filled.keys(), filled.values()])
    assert run("load", template)[0] == 0
    row = own_store.read().execute(
        "SELECT area, value, statistic, denominator FROM published_value WHERE load_id = ?", [NEXT_LOAD]
    )
    assert row.fetchall() == [("E08000035", 61, "percentage", 697)]
    assert all(f"**{name}**" in words.read_text(encoding="utf-8") for name in header)


@pytest.mark.slow
def test_the_template_as_it_is_does_not_load(run, tmp_path: Path, own_store: Store):
    """Its example would otherwise be shown to the board as the newest figure."""
    run("templates", tmp_path)
    code, _, messages = run("load", tmp_path / "common-format.csv")
    assert (code, own_store.version) == (1, 1)
    assert "This is the example row of the template. Delete it" in messages


def test_templates_need_no_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    code = commands.main(["templates", str(tmp_path / "out"), "--store", str(tmp_path / "none"), "--json"])
    assert code == 0
    written = [Path(path).name for path in json.loads(capsys.readouterr().out)]
    assert sorted(written) == sorted(path.name for path in (tmp_path / "out").iterdir())
    assert {"common-format.csv", "common-format-help.md", "register-project.csv"} <= {*written}
    assert not (tmp_path / "none").exists()
