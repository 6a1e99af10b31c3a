"""Reference vectors, made with the R packages that public health analysts use; skipped where they are absent."""

from __future__ import annotations

import pandas as pd
import pytest
from meeting import FOLDER, Vectors


@pytest.fixture(scope="session")
def vectors() -> Vectors:
    """Read one of the files: ids stay text, an empty cell is missing."""
    if not FOLDER.is_dir():
        pytest.skip(f"there are no reference vectors at {FOLDER} (REFERENCE_DIR)")

    def read(name: str) -> pd.DataFrame:
        keys = dict.fromkeys(("case_id", "series_id", "area", "group"), str)
        return pd.read_csv(FOLDER / f"{name}.csv", dtype=keys, keep_default_na=False, na_values=[""])

    return read
