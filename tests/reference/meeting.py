"""How a result of ours is held against a reference column."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

FOLDER = Path(os.environ.get("REFERENCE_DIR", Path(__file__).parents[3] / "shared" / "reference"))

Vectors = Callable[[str], pd.DataFrame]
TOLERANCE = 1e-9
LIMITS = {0.95: ("lower95_0cl", "upper95_0cl"), 0.998: ("lower99_8cl", "upper99_8cl")}


def meet(computed: object, expected: pd.Series, near_zero: object = 1e-12, tolerance: float = TOLERANCE) -> None:
    """Equal within the relative tolerance, and missing exactly where the reference is."""
    ours, theirs = np.asarray(computed, dtype=float).ravel(), expected.to_numpy(dtype=float)
    assert ours.shape == theirs.shape and ours.size, f"{expected.name}: {ours.shape} for {theirs.shape}"
    unlike = np.isnan(ours) != np.isnan(theirs)
    assert not unlike.any(), f"{expected.name}: missing in one only, at {np.flatnonzero(unlike)[:5]}"
    apart = np.abs(ours - theirs) - np.asarray(near_zero, dtype=float)
    bad = apart > tolerance * np.abs(theirs)
    assert not bad.any(), f"{expected.name}: {ours[bad][:3]} where the reference has {theirs[bad][:3]}"


def same(computed: object, expected: pd.Series) -> None:
    """The same labels; underscores and spaces are one."""
    ours = [str(word).replace(" ", "_") for word in np.asarray(computed).ravel()]
    theirs = [str(word).replace(" ", "_") for word in expected]
    unlike = [(at, a, b) for at, (a, b) in enumerate(zip(ours, theirs, strict=True)) if a != b]
    assert not unlike, f"{expected.name}: {unlike[:5]}"
