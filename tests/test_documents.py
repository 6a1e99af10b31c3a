"""The documents name files, modules and settings that exist, and their links lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from cases import each
from places import ROOT, WITH_FIGURES

from indicators import catalogue
from indicators.core.records import FromRecords

ROOMS = ("data", "indicators", "charts", "reports", "pages", "tests", "docs", "deploy")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
WORKED_EXAMPLE = re.compile(r"^```\w+ (?:file|append)=(?P<path>\S+).*?^```$", re.MULTILINE | re.DOTALL)
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
PATH = re.compile(rf"(?:{'|'.join(ROOMS)})/[\w./-]*|[\w.-]+\.(?:py|md|txt|toml|yaml|svg)|\.(?:ci|streamlit)/[\w.]+")
RUN = re.compile(r"python3? -m (\w+(?:\.\w+)*)")
IMPORTED = re.compile(rf"^from ((?:{'|'.join(ROOMS)})(?:\.\w+)*) import", re.MULTILINE)
OF_OTHERS = {"compileall", "pytest", "venv"}
SETTING = re.compile(r"\bDASHBOARD_[A-Z_]+\b")
MADE_WHERE_IT_RUNS = (
    "data/store",
    "data/store/",
    "secrets.toml",
    ".streamlit/secrets.toml",
    "deploy/secrets/",
    "deploy/tls/",
)


def name_of(document: Path) -> str:
    return document.relative_to(ROOT).as_posix()


def text_of(document: Path) -> str:
    return document.read_text(encoding="utf-8")


def named_paths(document: Path) -> Iterator[str]:
    """Paths between backquotes, in commands too, less those that a worked example makes."""
    text = text_of(document)
    example_paths = {example["path"] for example in WORKED_EXAMPLE.finditer(text)}
    for code in CODE.findall(FENCED.sub("", text)):
        for word in code.split():
            if PATH.fullmatch(word) and word not in example_paths and word not in MADE_WHERE_IT_RUNS:
                yield word


def anchors(document: Path) -> set[str]:
    """The names by which the headings of a document can be linked to."""
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in HEADING.findall(text_of(document))}


def test_the_documents_are_found():
    assert {"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md", "docs/glossary.md"} <= {
        name_of(document) for document in DOCUMENTS
    }
    assert len(list((ROOT / "docs" / "decisions").glob("[0-9]*.md"))) >= 10


@each("document", DOCUMENTS, name_of)
def test_every_path_that_is_named_exists(document: Path):
    assert [path for path in named_paths(document) if not (ROOT / path).exists()] == []


@each("document", DOCUMENTS, name_of)
def test_every_module_that_is_named_exists(document: Path):
    text = text_of(document)
    named = [name.replace(".", "/") for name in (*RUN.findall(text), *IMPORTED.findall(text)) if name not in OF_OTHERS]
    missing = [path for path in named if not ((ROOT / path).is_dir() or (ROOT / f"{path}.py").is_file())]
    assert missing == []


@each("document", DOCUMENTS, name_of)
def test_every_link_to_a_document_leads_somewhere(document: Path):
    broken = []
    for link in LINK.findall(text_of(document)):
        if link.startswith(("https://", "http://")):
            continue
        path, _, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


@pytest.mark.slow
@each("document", DOCUMENTS, name_of)
def test_every_setting_that_is_named_is_read(document: Path):
    read = {setting for module in modules() for setting in SETTING.findall(text_of(module))}
    assert set(SETTING.findall(text_of(document))) - read == set()


def modules() -> list[Path]:
    return [
        path for room in ("data", "indicators", "charts", "reports", "pages") for path in (ROOT / room).rglob("*.py")
    ]


def test_the_list_of_decisions_has_every_record():
    folder = ROOT / "docs" / "decisions"
    listed = LINK.findall(text_of(folder / "README.md"))
    assert listed == sorted(path.name for path in folder.glob("[0-9]*.md"))


def test_every_number_of_a_decision_is_used_once():
    numbers = [path.name[:4] for path in sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))]
    assert numbers == [f"{at:04d}" for at in range(1, len(numbers) + 1)]


def test_every_package_that_is_required_is_in_the_constraints_at_its_version():
    pinned = set(lines(ROOT / "constraints.txt"))
    for name in ("requirements.txt", "requirements-test.txt", "requirements-spark.txt"):
        assert set(lines(ROOT / name)) - pinned == set()


def lines(path: Path) -> list[str]:
    return [line for line in text_of(path).splitlines() if line and not line.startswith("#")]


def test_the_readme_counts_the_indicators_of_the_catalogue():
    declared = catalogue().values()
    counted = sum(any(isinstance(figures, FromRecords) for figures in one.figures) for one in declared)
    text = text_of(ROOT / "README.md")
    assert f"**{len(declared)} indicators are declared in full; {len(WITH_FIGURES)} have a Leeds figure today**" in text
    assert f"{counted} indicators are counted from them" in text
