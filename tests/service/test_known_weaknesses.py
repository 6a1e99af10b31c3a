"""What is known of the weaknesses of packages is told with how many could be looked up, and no more is claimed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from places import ROOT

PACKAGES = [line.split("==")[0] for line in (ROOT / "constraints.txt").read_text().splitlines() if "==" in line]
ALL = len(PACKAGES)
STAND_IN = """
import os, pathlib, sys
print("No known vulnerabilities found", file=sys.stderr)
if found := os.environ["FOUND"]:
    pathlib.Path(sys.argv[sys.argv.index("--output") + 1]).write_text(found)
else:
    sys.exit("requests.exceptions.ConnectionError: no name found")
"""
"""A pip-audit that says what a test has it say, and what the true one says even where it looked nothing up."""


def looked_up(folder: Path, packages: list[dict] | None) -> tuple[int, list[str]]:
    """The exit code and the lines where pip-audit finds this; ``None`` where it breaks off."""
    (folder / "pip_audit").mkdir()
    (folder / "pip_audit" / "__init__.py").touch()
    (folder / "pip_audit" / "__main__.py").write_text(STAND_IN, encoding="utf-8")
    packages_json = json.dumps({"dependencies": packages}) if packages is not None else ""
    ran = subprocess.run(
        [sys.executable, "deploy/known_weaknesses.py"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(folder), "FOUND": packages_json},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stderr == ""
    return ran.returncode, ran.stdout.splitlines()


def known(name: str, *weaknesses: str) -> dict:
    return {"name": name, "version": "1", "vulns": [{"id": one, "fix_versions": ["2"]} for one in weaknesses]}


def unknown(name: str) -> dict:
    return {"name": name, "skip_reason": "Dependency not found on PyPI and could not be audited"}


@pytest.mark.parametrize("packages", [None, [unknown(name) for name in PACKAGES]], ids=["broke off", "skipped all"])
def test_where_nothing_could_be_looked_up_it_claims_nothing(tmp_path: Path, packages):
    code, (line, *why) = looked_up(tmp_path, packages)
    assert code == 2
    assert line == f"Known weaknesses by pypi: 0 of {ALL} packages could be looked up, so nothing is known of any."
    assert why == ([] if packages else ["  requests.exceptions.ConnectionError: no name found"])


def test_a_known_weakness_is_named_and_fails_though_others_could_not_be_looked_up(tmp_path: Path):
    packages = [known("streamlit", "PYSEC-1"), known("duckdb"), *map(unknown, PACKAGES[2:])]
    assert looked_up(tmp_path, packages) == (
        1,
        [
            f"Known weaknesses by pypi: 2 of {ALL} packages could be looked up, 1 of them has a known weakness. "
            "Nothing is known of the others.",
            "  streamlit 1: PYSEC-1, mended in 2",
        ],
    )


def test_only_where_all_were_looked_up_it_says_of_all_that_none_is_known(tmp_path: Path):
    assert looked_up(tmp_path, [known(name) for name in PACKAGES]) == (
        0,
        [f"Known weaknesses by pypi: {ALL} of {ALL} packages could be looked up, none of them has a known weakness."],
    )
