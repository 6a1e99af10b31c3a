"""Where the files that tests read are, the type of the fixture that draws one, and the strategy most tests ask for."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "tests" / "data" / "samples"
BUNDLE = ROOT / "data" / "published"
EXAMPLES = ROOT / "data" / "examples"
LEEDS = "leeds-2020-2025"
REAL = Path(os.environ.get("REAL_DATA_DIR", ROOT.parent / "shared" / "data" / "real"))

with (BUNDLE / "manifest.csv").open(encoding="utf-8", newline="") as bundled:
    NEXT_LOAD = sum(1 for _ in csv.DictReader(bundled)) + 1
"""The number of the first load after those of the bundle."""

Draw = Callable[..., Path]
