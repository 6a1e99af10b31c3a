"""The code knows no place: names, codes and years of a strategy are in its own file, the catalogue and the bundle."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from places import ROOT

from indicators.core.strategy.model import Strategy
from indicators.core.strategy.reading import strategies

ENDINGS = {".py", ".js", ".css", ".html", ".toml", ".json"}
CODE = ("app.py", "pyproject.toml", ".streamlit", "pages", "reports", "charts", "indicators/core", "indicators/methods",
        "indicators/__init__.py", "indicators/__main__.py", "data")  # fmt: skip
NOT_CODE = ("data/strategies", "data/published", "data/examples", "data/store")

ALLOWED = {
    "data/storage/steps.py": "stores made before there were several strategies hold targets of the only one there was",
    "data/storage/first_registers.py": "stores made before there were registers learn which networks' entries are bundled",
    "data/people/migrations.py": "meetings and playlists of then are of the only strategy there was",
    "data/loading/templates.py": "the template's example row is of a real place",
    **{
        f"data/tables/records/{name}.py": "the example cells of a template are of a real place and time"
        for name in (
            "crisis_contact",
            "health_check",
            "health_event",
            "inpatient_stay",
            "record",
            "referral",
            "survey_answer",
        )
    },
    "data/layouts/ons_wellbeing.py": "an example of how the publisher writes a period",
    "data/layouts/mental_health_act.py": "an example of how the publisher writes a year",
    "data/layouts/fingertips_tidied.py": "the citation of a publisher",
    "data/demo/calibration.py": "what made-up records are calibrated to, and when the pandemic began",
    "data/periods.py": "examples of how days are written",
    "charts/figures/time_axis.py": "an example of a label, in a docstring",
    "charts/words/sources.py": "examples of days of release, in a docstring",
    "charts/words/control.py": "an example of a sentence, in a docstring",
    "indicators/core/strategy/reading.py": "an example of how a day is written",
}
"""Each file that may name one, and why."""


def named(strategy: Strategy) -> set[str]:
    """Everything by which code could know a strategy: its place, bodies, codes, years, and whom it names for support."""
    years = {str(day.year) for day in (strategy.starts, strategy.ends, strategy.baseline_day) if day}
    bodies = {text for body in strategy.bodies for text in (body.code, body.name)}
    support = {entry.name for entry in strategy.support} | {entry.contact for entry in strategy.support}
    return {text for text in {strategy.id, strategy.name, strategy.place, *years, *bodies, *support} if text}


def code() -> list[Path]:
    roots = [ROOT / name for name in CODE]
    paths = [path for root in roots for path in ([root] if root.is_file() else root.rglob("*"))]
    inside = [path for path in paths if path.suffix in ENDINGS and "__pycache__" not in path.parts]
    return [path for path in inside if not path.relative_to(ROOT).as_posix().startswith(NOT_CODE)]


def mentions(path: Path, names: set[str]) -> list[str]:
    known = re.compile("|".join(rf"(?<![\w.]){re.escape(name)}(?!\w)" for name in sorted(names)), re.IGNORECASE)
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for number, line in enumerate(lines, 1)
        if known.search(line)
    ]


@pytest.mark.parametrize("ident", list(strategies()))
@pytest.mark.slow
def test_no_code_names_the_place_the_bodies_the_years_or_the_support_of_a_strategy(ident: str) -> None:
    names = named(strategies()[ident])
    mention_lines = [line for path in code() for line in mentions(path, names)]
    assert [line for line in mention_lines if line.partition(":")[0] not in ALLOWED] == []


@pytest.mark.slow
def test_every_file_that_may_name_one_does() -> None:
    """An allowance that is not needed any more is taken off the list."""
    names = set().union(*(named(strategy) for strategy in strategies().values()))
    assert [path for path in ALLOWED if not mentions(ROOT / path, names)] == []


def test_the_search_finds_what_it_is_for(tmp_path: Path) -> None:
    names = named(strategies()["leeds-2020-2025"])
    assert {"Leeds", "E08000035", "2020", "2025", "Samaritans", "85258"} <= names
