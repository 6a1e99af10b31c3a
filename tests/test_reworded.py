"""Words are made last and never read back: with every template reworded at random nothing but the words changes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from places import ROOT


def told(store: Path, seed: int) -> dict:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.reworded", str(store), str(seed)], capture_output=True, text=True, cwd=ROOT
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    return json.loads(ran.stdout)


@pytest.mark.slow
def test_no_figure_verdict_mark_order_slide_or_file_depends_on_a_word(bundled: Path) -> None:
    as_they_are, reworded = told(bundled, 0), told(bundled, 1)
    assert as_they_are["words"] != reworded["words"]
    for ident, before in as_they_are["told"].items():
        after = reworded["told"][ident]
        assert {part for part in before if before[part] != after[part]} == set()
