"""The rooms and the one direction in which they may know each other."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from cases import each
from places import ROOT

ROOMS = ("data", "indicators", "charts", "reports", "pages", "app")
ENTRY_POINTS = {"app.py", "data/__main__.py", "data/load_command.py", "data/demo_command.py", "indicators/__main__.py"}
FOREIGN = {
    "data": {"streamlit", "plotly", "ibis"},
    "indicators": {"streamlit", "plotly"},
    "charts": {"streamlit", "duckdb"},
    "reports": {"streamlit", "duckdb"},
    "pages": {"duckdb"},
}
OWED = {
    "indicators/__main__.py": {"main"},
    "indicators/core/model.py": {"Polarity"},
    "indicators/core/verdicts/model.py": {"better_or_worse"},
    "indicators/methods/checks.py": {"as_floats"},
}
MODULES = sorted(
    path
    for room in ROOMS
    for path in [*ROOT.glob(f"{room}.py"), *(ROOT / room).rglob("*.py")]
    if "__pycache__" not in path.parts
)
DOCUMENTED = [path for path in MODULES if path.relative_to(ROOT).parts[0] in ("data", "indicators")]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imported(path: Path) -> set[str]:
    """The first names of everything a module imports, wherever in it."""
    nodes = list(ast.walk(parsed(path)))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level}
    return {name.split(".")[0] for name in names}


@pytest.mark.slow
@each("path", MODULES, name_of)
def test_imports_run_one_way(path: Path):
    if name_of(path) in ENTRY_POINTS:
        return
    above = set(ROOMS[ROOMS.index(room_of(path)) + 1 :])
    assert imported(path) & above == set()


@pytest.mark.slow
@each("path", MODULES, name_of)
def test_a_room_knows_only_the_tools_of_its_trade(path: Path):
    if name_of(path) in ENTRY_POINTS:
        return
    assert imported(path) & FOREIGN.get(room_of(path), set()) == set()


FAULTS = sorted((ROOT / "tests" / "faults").glob("*.py"))
OF_PAGES = re.compile(r"^\s*(?:from|import) (?:pages|streamlit|app)\b", re.MULTILINE)


@each("path", [*FAULTS, *(ROOT / name for name in sorted(ENTRY_POINTS - {"app.py"}))], name_of)
def test_what_is_tried_of_the_store_without_a_page_does_not_know_who_is_signed_in(path: Path):
    """So tests/faults need not run with sign-in on: no room below pages knows ``pages/access``, nor do its commands.

    What goes through a page is tried both ways in ``tests/pages/test_nothing_is_lost.py``.
    """
    assert OF_PAGES.findall(path.read_text(encoding="utf-8")) == []


def test_nothing_is_named_for_being_useful():
    vague = {"util", "utils", "helper", "helpers", "misc", "common_utils"}
    assert [name_of(path) for path in MODULES if path.stem in vague] == []


SAYS_NOTHING = {
    "found",
    "told",
    "said",
    "held",
    "made",
    "asked",
    "tried",
    "met",
    "alike",
    "deeds",
    "desk",
    "aims",
    "speaking",
    "given",
    "here",
    "every",
    "each",
    "which",
}
"""Words that as a name tell a newcomer nothing."""
OF_WHAT_IS_KEPT = {
    "data/loading/corrections.py": {"found"},  # proposals that wait are kept with the fields of their corrections
    "indicators/methods/because.py": {"given"},  # a question that waits is known by how its reason is written down
    "data/people/stories.py": {"tried"},  # a story's part is a column of people's file
}


@each("path", MODULES, name_of)
def test_every_name_says_what_it_is(path: Path):
    assert _names(parsed(path)) & SAYS_NOTHING == OF_WHAT_IS_KEPT.get(name_of(path), set())


def _names(tree: ast.Module) -> set[str]:
    """The names of all variables, parameters, functions, classes and modules that are given one in a module."""
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    names |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    names |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    return names | {node.asname for node in ast.walk(tree) if isinstance(node, ast.alias) and node.asname}


@each("path", MODULES, name_of)
def test_every_module_says_in_its_first_line_what_is_inside(path: Path):
    text = path.read_text(encoding="utf-8")
    assert not text.strip() or ast.get_docstring(parsed(path))


@each("path", DOCUMENTED, name_of)
def test_every_public_function_and_class_says_what_it_is(path: Path):
    public = _public(parsed(path))
    undocumented = {node.name for node in public if not ast.get_docstring(node)}
    assert undocumented <= OWED.get(name_of(path), set())


def _public(tree: ast.Module | ast.ClassDef) -> list[ast.FunctionDef | ast.ClassDef]:
    """Public functions and classes of a module, and the public methods of its classes; a property is a plain word."""
    definitions = [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not any(isinstance(mark, ast.Name) and mark.id == "property" for mark in node.decorator_list)
    ]
    inside = [method for node in definitions if isinstance(node, ast.ClassDef) for method in _public(node)]
    return [*definitions, *inside]


@each("path", [path for path in MODULES if room_of(path) == "pages"], name_of)
def test_a_page_holds_no_sql(path: Path):
    strings = [
        node.value for node in ast.walk(parsed(path)) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert [text for text in strings if "SELECT " in text and " FROM " in text] == []


PAGES = [path for path in MODULES if room_of(path) == "pages"]


TAG = re.compile(r"</?[a-z][a-z0-9]*[\s/>]")
TAGS_BESIDE_MARKUP = {
    "<span></span>": "what a component of Streamlit's shows, which takes a plain string",
    "<svg ": "looked for in a drawing, which is shown as an image and never as part of the page",
    '<svg xmlns="http://www.w3.org/2000/svg" ': "put into that drawing, which an image needs",
}


@each("path", PAGES, name_of)
def test_only_markup_written_out_in_the_code_is_trusted(path: Path):
    trusted = [call.lineno for call in _markup_calls(path) if not _is_a_literal(call)]
    assert not trusted, f"{name_of(path)} marks text as safe without escaping it, in lines {trusted}"


@pytest.mark.slow
@each("path", PAGES, name_of)
def test_a_tag_is_written_only_in_markup(path: Path):
    in_markup = {id(part) for call in _markup_calls(path) for part in ast.walk(call)}
    strings = [
        node
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in in_markup
    ]
    loose = [node.lineno for node in strings if TAG.search(node.value) and node.value not in TAGS_BESIDE_MARKUP]
    assert not loose, f"{name_of(path)} writes tags into plain text, in lines {loose}"


def test_every_exception_for_a_tag_is_still_needed():
    strings = {node.value for path in PAGES for node in ast.walk(parsed(path)) if isinstance(node, ast.Constant)}
    assert set(TAGS_BESIDE_MARKUP) <= strings


def _markup_calls(path: Path) -> list[ast.Call]:
    calls = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)]
    return [call for call in calls if ast.unparse(call.func).split(".")[-1] == "Markup"]


def _is_a_literal(call: ast.Call) -> bool:
    return all(isinstance(argument, ast.Constant) for argument in call.args) and not call.keywords


@pytest.mark.slow
def test_pages_start_without_what_only_counts_records():
    script = (
        "import sys, indicators; indicators.catalogue(); import pages.parts.shared.cached; print('ibis' in sys.modules)"
    )
    process = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert process.stdout.strip() == "False"
