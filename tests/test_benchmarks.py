"""The benchmarks are not run by the tests: what they need to start is tried here."""

from __future__ import annotations

import subprocess
import sys

import pytest
from places import ROOT


@pytest.mark.slow
def test_the_benchmarks_start_and_name_their_tables():
    command = [sys.executable, "-m", "tests.benchmarks", "--help"]
    completed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "speed, alarms, shifts, screens" in " ".join(completed.stdout.split())
