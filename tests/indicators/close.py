"""Whether numbers are the same but for the last digits that computers keep."""

from __future__ import annotations

import numpy as np


def close(computed: object, expected: object) -> bool:
    return np.allclose(np.asarray(computed, float), np.asarray(expected, float), rtol=1e-9, atol=1e-12, equal_nan=True)
