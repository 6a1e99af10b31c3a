"""Reference vectors, made with the R packages that public health analysts use; skipped where they are absent."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

FOLDER = Path(os.environ.get("REFERENCE_DIR", Path(__file__).parents[3] / "shared" / "reference"))

Vectors = Callable[[str], pd.DataFrame]


@pytest.fixture(scope="session")
def vectors() -> Vectors:
    """Read one of the files: ids stay text, an empty cell is missing."""
    if not FOLDER.is_dir():
        pytest.skip(f"there are no reference vectors at {FOLDER} (REFERENCE_DIR)")

    def read(name: str) -> pd.DataFrame:
        keys = dict.fromkeys(("case_id", "series_id", "area", "group"), str)
        return pd.read_csv(FOLDER / f"{name}.csv", dtype=keys, keep_default_na=False, na_values=[""])

    return read
