"""Comparison with a benchmark, as Fingertips does it: is its value inside our limits?"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.methods.checks import as_floats


def against_benchmark(lower: ArrayLike, upper: ArrayLike, benchmark: ArrayLike) -> NDArray[np.str_]:
    """``similar`` where the benchmark lies within the limits (ends included), else ``higher`` or ``lower``.

    ``not compared`` where a limit or the benchmark is missing.  OHID, Fingertips Public Health
    Technical Guidance, single confidence interval.
    """
    low, high, level = np.broadcast_arrays(as_floats(lower), as_floats(upper), as_floats(benchmark))
    missing = np.isnan(low) | np.isnan(high) | np.isnan(level)
    return np.select([missing, level > high, level < low], ["not compared", "lower", "higher"], "similar")
