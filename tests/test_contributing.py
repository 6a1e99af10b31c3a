"""The worked examples of CONTRIBUTING.md, carried out as they are written in a copy of the dashboard."""

from __future__ import annotations

import csv
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from places import ROOT

GUIDE = ROOT / "CONTRIBUTING.md"
BLOCK = re.compile(r"^```(?P<language>\w+) (?P<where>\S.*?)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^python -m (?:data|indicators) .+$", re.MULTILINE)
ROOMS = ("data", "indicators", "charts", "reports", "pages")
BUNDLED = "fingertips_suicides.indicators-CountyUA.data_yorkshire.csv"
OPEN_PAGE = """
import html, json
from streamlit.testing.v1 import AppTest
from indicators.core.board.board import board
from indicators.core.strategy.reading import strategies
from data.periods import today
from data.storage.versions import Store, location

app = AppTest.from_file("pages/site.py", default_timeout=60)
app.query_params["strategy"] = "leeds-2020-2025"
app.switch_page("targets.py")
app.run()
assert not app.exception, app.exception
words = html.unescape(" ".join(element.proto.body for element in app.main if element.type == "html"))
store = Store(location())
leeds = board(store, strategies()["leeds-2020-2025"], store.version, today())
targets = [leeds.title(name) for name in leeds.indicators if leeds.target(name)]
print(json.dumps({"words": words, "broken": "This page broke down." in words, "targets": targets}))
"""
"""Open the page as a visitor would; print its words and the titles of the indicators that have a target."""

JUDGE = """
import json
from indicators.core.board.board import board
from indicators.core.strategy.reading import strategies
from data.periods import today
from data.storage.versions import Store, location

store = Store(location())
known = strategies()
print(json.dumps({
    ident: {
        name: {
            "serves": [known[ident].link(name).outcomes, known[ident].link(name).priorities],
            "direction": verdicts.direction.code,
            "bar": verdicts.direction.bar,
            "has_figure": verdicts.has_figure,
            "bodies": {body.place.name: body.has_figure for body in verdicts.bodies},
        }
        for name, verdicts in board(store, known[ident], store.version, today()).verdicts.items()
    }
    for ident in ("leeds-2020-2025", "bradford-and-calderdale")
}))
"""
"""Judge both strategies; print what each direction comes to, and which bodies have a figure."""

pytestmark = pytest.mark.slow

Run = Callable[..., subprocess.CompletedProcess[str]]
Figures = dict[tuple[str, str], dict[str, str]]


@dataclass(frozen=True)
class Example:
    """A block of the guide that is a file, or lines to add to one."""

    path: str
    text: str
    append: bool
    after: str

    def carry_out(self, folder: Path) -> None:
        """Write the file, or add the lines behind the one line that holds ``after``, else at the end."""
        target = folder / self.path
        if not self.append:
            assert not target.exists(), f"{self.path} is there already"
            target.write_text(self.text, encoding="utf-8")
            return
        lines = target.read_text(encoding="utf-8").splitlines(keepends=True)
        positions = [at for at, line in enumerate(lines) if self.after in line] if self.after else [len(lines) - 1]
        assert len(positions) == 1, f"{self.after!r} is in {len(positions)} lines of {self.path}"
        lines.insert(positions[0] + 1, self.text)
        target.write_text("".join(lines), encoding="utf-8")


def examples() -> Iterator[Example]:
    for block in BLOCK.finditer(GUIDE.read_text(encoding="utf-8")):
        marked = dict(re.findall(r"(\w+)=(\S+)", block["where"], re.ASCII))
        kind = "append" if "append" in marked else "file"
        yield Example(marked[kind], block["text"], kind == "append", marked.get("after", ""))


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dashboard with every example carried out, and one bundled file of figures, so that it starts quickly."""
    folder = tmp_path_factory.mktemp("contributing") / "dashboard"
    for room in ROOMS:
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("store"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    manifest = folder / "data" / "published" / "manifest.csv"
    header, *lines = manifest.read_text(encoding="utf-8").splitlines(keepends=True)
    manifest.write_text(header + "".join(line for line in lines if line.startswith(BUNDLED)), encoding="utf-8")
    for example in examples():
        example.carry_out(folder)
    return folder


@pytest.fixture(scope="module")
def run(copy: Path) -> Run:
    """Run Python in the copy; a command that fails is a failure with what it said."""
    surroundings = os.environ | {
        "DASHBOARD_STORE": str(copy / "data" / "store"),
        "DASHBOARD_TODAY": "2026-11-21",
        "PYTHONPATH": str(copy),
    }
    surroundings.pop("DASHBOARD_STRATEGY", None)
    surroundings.pop("DASHBOARD_STRATEGIES", None)

    def ran(*arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
        process = subprocess.run(
            [sys.executable, *arguments], cwd=copy, env=surroundings, capture_output=True, text=True, timeout=120
        )
        assert process.returncode == code, process.stdout + process.stderr
        return process

    return ran


@pytest.fixture(scope="module")
def printed(run: Run) -> dict[str, str]:
    """Every command of the guide on the examples, in its order, with what it says."""
    commands = COMMAND.findall(GUIDE.read_text(encoding="utf-8"))
    runs_by_command = {command: run(*shlex.split(command)[1:]) for command in commands}
    return {command: ran.stdout + ran.stderr for command, ran in runs_by_command.items()}


@pytest.fixture(scope="module")
def figures(run: Run, printed: dict[str, str]) -> Figures:
    """The measures of the new indicator by area and year, once the file of the new layout is loaded as well."""
    run("-m", "data", "load", "walking_groups_2024.csv")
    shown = run("-m", "indicators", "show", "walking_group_return", "--area", "all", "--format", "csv").stdout
    return {(row["area"], row["period_start"][:4]): row for row in csv.DictReader(shown.splitlines())}


@pytest.fixture(scope="module")
def judged(run: Run, figures: Figures) -> dict[str, Any]:
    """The boards of the strategies that the guide changes and adds, with every figure of the examples."""
    return dict(json.loads(run("-c", JUDGE).stdout.splitlines()[-1]))


def test_the_guide_has_the_four_examples():
    assert [example.path for example in examples()] == [
        "indicators/walking_groups.py",
        "data/strategies/leeds-2020-2025.yaml",
        "walking_group_return.csv",
        "data/layouts/walking_groups.py",
        "walking_groups_2024.csv",
        "pages/targets.py",
        "pages/site.py",
        "data/strategies/bradford-and-calderdale.yaml",
    ]


def test_the_code_of_the_examples_is_in_the_house_style(run: Run):
    written = [example.path for example in examples() if example.path.endswith(".py")]
    run("-m", "ruff", "check", *written)
    run("-m", "ruff", "format", "--check", *written)


def test_the_indicator_computes_a_figure_with_limits_from_a_row(printed: dict[str, str], figures: Figures):
    figure = figures["E08000035", "2023"]
    assert float(figure["value"]) == 62.5
    # Wilson's limits of 50 of 80.
    assert (round(float(figure["lower95"]), 2), round(float(figure["upper95"]), 2)) == (51.55, 72.31)
    assert "62.5" in printed["python -m indicators show walking_group_return"]


def test_the_strategy_of_leeds_has_the_new_indicator(judged: dict[str, Any]):
    added = judged["leeds-2020-2025"]["walking_group_return"]
    assert added["serves"] == [["O2"], ["P1"]]
    assert (added["direction"], added["has_figure"]) == ("no change", True)


def test_the_layout_is_recognised_and_reads_its_file(printed: dict[str, str], figures: Figures):
    assert "Registers of walking groups" in printed["python -m data load walking_groups_2024.csv --check-only"]
    assert figures["E08000035", "2024"]["value"] == "67.5"
    hidden = figures["E08000032", "2024"]
    assert (hidden["value"], hidden["suppressed"]) == ("", "suppressed")


def test_the_page_opens_and_names_every_target_that_counts(run: Run, printed: dict[str, str]):
    opened = run("-c", OPEN_PAGE).stdout
    shown = json.loads(opened.splitlines()[-1])
    assert shown["broken"] is False
    assert shown["targets"]
    assert [title for title in shown["targets"] if title not in shown["words"]] == []


def test_the_strategy_is_read_and_its_board_is_judged(printed: dict[str, str], judged: dict[str, Any]):
    listed = printed["python -m indicators list --strategy bradford-and-calderdale"]
    assert re.findall(r"^ *(suicide_rate|tt_access)\b", listed, re.MULTILINE) == ["suicide_rate", "tt_access"]
    board = judged["bradford-and-calderdale"]
    assert list(board) == ["suicide_rate", "tt_access"]
    assert (board["suicide_rate"]["direction"], board["suicide_rate"]["bar"]) == ("cannot say yet", "several bodies")
    assert board["suicide_rate"]["bodies"] == {"Bradford": True, "Calderdale": True}
    assert (board["tt_access"]["direction"], board["tt_access"]["has_figure"]) == ("no figure", False)
