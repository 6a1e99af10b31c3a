"""Where the files that tests read are, the type of the fixture that draws one, and the strategy most tests ask for."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "tests" / "data" / "samples"
BUNDLE = ROOT / "data" / "published"
EXAMPLES = ROOT / "data" / "examples"
LEEDS = "leeds-2020-2025"
REAL = Path(os.environ.get("REAL_DATA_DIR", ROOT.parent / "shared" / "data" / "real"))

Draw = Callable[..., Path]
