"""Funnel limits widened for variation between areas that counts do not explain."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammaincinv

from indicators.methods.checks import Floats, as_floats, one_of, refuse, same_shape

KINDS = ("shmi", "cqc", "proportion", "ratio of counts")
Z = {0.95: 1.959964, 0.998: 3.090232}
"""To six decimals, as the reference package has them."""


@dataclass(frozen=True)
class Overdispersed:
    """Each area's value, z-score (trimmed: missing where dropped) and limits before and after adjusting."""

    value: Floats
    z: Floats
    z_trimmed: Floats
    phi: float
    tau2: float
    limits: dict[float, tuple[Floats, Floats]]
    adjusted: dict[float, tuple[Floats, Floats]]
    outlier: np.ndarray


def overdispersed(
    numerators: ArrayLike,
    denominators: ArrayLike,
    kind: str,
    *,
    sizes: ArrayLike | None = None,
    trim: float = 0.1,
    adjust: bool = True,
) -> Overdispersed:
    """Overdispersion of areas (one dimension) and limits that allow for it, additive between areas.

    Spiegelhalter DJ (2005), Statist Med 24:1185-1202; Spiegelhalter DJ et al (2012), J R Stat Soc A 175:1-47.
    ``kind``: ``shmi`` (log ratio, the lowest and highest ``trim`` dropped) or ``cqc`` (root of the ratio) for
    observed over expected events, ``proportion``, or ``ratio of counts``; all but ``shmi`` winsorise.  ``sizes``
    stand for the denominators in all but the value (SHMI rounds expected events to two decimals).

    Raises ``ValueError`` for fewer than two areas, missing numbers, negative numerators (or a proportion's above its
    denominator), denominators or sizes that are not above 0, and for ``shmi`` areas without events that are not
    dropped.
    """
    one_of("kind", kind, KINDS)
    x, n = as_floats(numerators), as_floats(denominators)
    base = n if sizes is None else as_floats(sizes)
    same_shape(numerators=x, denominators=n, sizes=base)
    if x.ndim > 1 or x.size < 2 or np.isnan(x + n + base).any():
        raise ValueError("numerators, denominators and sizes must be known of two areas at least: leave others out")
    refuse("numerators", x, (x < 0) | ((x > n) & (kind == "proportion")), "0 or more, and no more than all")
    refuse("denominators", n, n <= 0, "above 0")
    refuse("sizes", base, base <= 0, "above 0")
    value, n = x / n, base
    z, error = _scores(x, n, kind)
    trimmed = _dropped(z, trim) if kind == "shmi" else _winsorised(z, trim)
    is_kept = ~np.isnan(trimmed)
    refuse("numerators", x, np.isinf(trimmed), "above 0 in the areas that are not dropped")
    phi = float(np.mean(trimmed[is_kept] ** 2)) if adjust else 0.0
    tau2 = _between(phi, 1 / error[is_kept] ** 2) if adjust else 0.0
    target = 1.0 if kind in ("shmi", "cqc") else float(x.sum() / n.sum())
    plain = {level: _unadjusted(n, kind, target, level) for level in Z}
    wide = {level: _widened(n, kind, target, Z[level], tau2) for level in Z}
    low, high = (wide if adjust else plain)[0.998]
    return Overdispersed(value, z, trimmed, phi, tau2, plain, wide, (value < low) | (value > high))


def limits_at(
    sizes: ArrayLike, target: float, tau2: float, level: float, kind: str = "proportion"
) -> tuple[Floats, Floats]:
    """Limits about a target at each size, allowing for variance ``tau2`` between areas.

    Of a ``proportion`` (0 to 1) the sizes are trials; of ``cqc``, the root of observed over expected, expected
    events, and the target is 1.  ``level`` is 0.95 or 0.998.  Raises ``ValueError`` for sizes that are not above 0, a
    negative variance, another level, or a proportion's target outside 0 to 1.
    """
    n = as_floats(sizes)
    refuse("sizes", n, n <= 0, "above 0")
    if not tau2 >= 0 or level not in Z or not 0 <= target <= (1 if kind == "proportion" else np.inf):
        raise ValueError(f"tau2 must be 0 or more, level 0.95 or 0.998, target what can be: {tau2}, {level}, {target}")
    return _widened(n, one_of("kind", kind, KINDS), target, Z[level], tau2)


def _scores(x: Floats, n: Floats, kind: str) -> tuple[Floats, Floats]:
    """Each area's z-score, and the standard error of its value on the scale of the limits."""
    with np.errstate(divide="ignore"):
        if kind == "shmi":
            return np.sqrt(n) * np.log(x / n), 1 / np.sqrt(n)
        if kind == "cqc":
            error = 1 / (2 * np.sqrt(n))
            return (np.sqrt(x / n) - 1) / error, error
    total = x.sum() / n.sum()
    if kind == "proportion":
        error = 1 / (2 * np.sqrt(n))
        return (np.arcsin(np.sqrt(x / n)) - np.arcsin(np.sqrt(total))) / error, error
    error = np.sqrt(x / (x + 0.5) ** 2 + n / (n + 0.5) ** 2)
    return (np.log((x + 0.5) / (n + 0.5)) - np.log(total)) / error, error


def _dropped(z: Floats, trim: float) -> Floats:
    """Missing where a z-score is among the lowest or highest share."""
    rank = np.empty(z.size)
    rank[np.argsort(z, kind="stable")] = np.arange(1, z.size + 1)
    parts = round(1 / trim)
    part = np.floor(rank * parts / (z.size + 1))
    return np.where((part == 0) | (part == parts - 1), np.nan, z)


def _winsorised(z: Floats, trim: float) -> Floats:
    return np.clip(z, *np.quantile(z, [trim, 1 - trim]))


def _between(phi: float, weights: Floats) -> float:
    """The variance between areas, by moments; none where there is no more variation than chance gives."""
    n, total = weights.size, weights.sum()
    if n * phi < n - 1:
        return 0.0
    return max(0.0, float((n * phi - (n - 1)) / (total - (weights**2).sum() / total)))


def _unadjusted(n: Floats, kind: str, target: float, level: float) -> tuple[Floats, Floats]:
    if kind not in ("shmi", "cqc"):
        return _widened(n, kind, target, Z[level], 0.0)
    tail = (1 - level) / 2
    return gammaincinv(n, tail) / n, gammaincinv(n + 1, 1 - tail) / n


def _widened(n: Floats, kind: str, target: float, z: float, tau2: float) -> tuple[Floats, Floats]:
    error = 1 / np.sqrt(n) if kind == "shmi" else 1 / (2 * np.sqrt(n))
    half = z * np.sqrt(error**2 + tau2)
    if kind == "cqc":
        return 1 - half, 1 + half
    if kind == "proportion":
        middle = np.arcsin(np.sqrt(target))
        return np.sin(np.maximum(middle - half, 0)) ** 2, np.sin(np.minimum(middle + half, np.pi / 2)) ** 2
    return target * np.exp(-half), target * np.exp(half)
