"""The gap between two groups as a difference and as a ratio, each with limits.  NumPy only.

Of proportions with counts see ``proportions``; here both groups are given as figures with 95% limits.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from indicators.methods.checks import Floats, as_floats, refuse

Z95 = 1.959963984540054
Estimate = tuple[ArrayLike, ArrayLike, ArrayLike]


def difference(first: Estimate, second: Estimate, z: float = Z95) -> tuple[Floats, Floats, Floats]:
    """First less second, with limits at ``z``; each is value, lower95, upper95 in the same unit.

    Newcombe RG, Altman DG (2000), in Statistics with Confidence, 2nd ed: each side's distance to its own
    limit, squared and added, so that lopsided limits stay so.  Missing where any part is.  Raises ``ValueError`` for a value
    outside its own limits.
    """
    (a, low_a, high_a), (b, low_b, high_b) = _checked(first), _checked(second)
    d, scale = a - b, z / Z95
    return d, d - scale * np.hypot(a - low_a, high_b - b), d + scale * np.hypot(high_a - a, b - low_b)


def ratio(first: Estimate, second: Estimate, z: float = Z95) -> tuple[Floats, Floats, Floats]:
    """First over second, with limits at ``z``: the same on the log scale.  Missing where a part is not above 0.

    Raises ``ValueError`` for a value outside its own limits.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = [tuple(np.log(np.where(part > 0, part, np.nan)) for part in _checked(side)) for side in (first, second)]
    (a, low_a, high_a), (b, low_b, high_b) = logs
    d, scale = a - b, z / Z95
    below, above = scale * np.hypot(a - low_a, high_b - b), scale * np.hypot(high_a - a, b - low_b)
    return np.exp(d), np.exp(d - below), np.exp(d + above)


def _checked(estimate: Estimate) -> tuple[Floats, Floats, Floats]:
    value, low, high = np.broadcast_arrays(*(as_floats(part) for part in estimate))
    refuse("values", value, (value < low) | (value > high), "within their own limits")
    return value, low, high
