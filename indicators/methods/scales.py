"""Values and their standard errors on the plain, log or logit scale."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from indicators.methods.checks import Floats, as_floats, finite, one_of, refuse

SCALES = ("plain", "log", "logit")


def to_scale(values: ArrayLike, scale: str) -> Floats:
    """Values on the plain, log or logit scale.

    Raises ``ValueError`` for infinite values, those not above 0 (log, logit) or not below 1 (logit), or another scale.
    """
    y = as_floats(values)
    finite("values", y)
    if one_of("scale", scale, SCALES) == "plain":
        return y
    refuse("values", y, y <= 0, "above 0")
    if scale == "log":
        return np.log(y)
    refuse("values", y, y >= 1, "below 1")
    return np.log(y / (1 - y))


def from_scale(values: Floats, scale: str) -> Floats:
    """Back from the plain, log or logit scale, in the unit of the values."""
    return values if scale == "plain" else np.exp(values) if scale == "log" else 1 / (1 + np.exp(-values))
