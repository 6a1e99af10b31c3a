"""Values and their standard errors on the plain, log or logit scale."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from indicators.methods.checks import Floats, as_floats, finite, one_of, ordered, refuse

SCALES = ("plain", "log", "logit")
Z95 = float(ndtri(0.975))


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


def errors_from_limits(lower95: ArrayLike, upper95: ArrayLike, scale: str = "plain") -> Floats:
    """Standard errors from 95% limits, on the scale asked for: their width there over 2 x 1.959964.

    PHEindicatormethods, ``phe_sii``.  Raises ``ValueError`` for limits out of order, and as ``to_scale`` does.
    """
    ordered("limits", as_floats(lower95), as_floats(upper95))
    return (to_scale(upper95, scale) - to_scale(lower95, scale)) / (2 * Z95)
