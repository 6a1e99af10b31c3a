"""The forecast behind a chance of meeting a target: statsmodels' local level model, back-tested, or refused.

A level that wanders, with or without a steady drift, seen through noise (Harvey AC (1989), Forecasting, structural
time series models and the Kalman filter): the kinder of the two to the series' own past is taken.  A missing
point is left to the filter.  statsmodels loads when a forecast is asked for, not before.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from math import erf, sqrt
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike

from indicators.methods.checks import Floats, as_floats, finite

NEEDED: Mapping[int, int] = MappingProxyType({12: 24, 4: 16, 1: 12})
"""Points needed by periods a year."""
MODELS: Mapping[str, str] = MappingProxyType({"local level": "llevel", "local level with drift": "lldtrend"})
Z80 = 1.2815515655446004
ORIGINS = 6
HELD_AT_LEAST = 0.6
"""Of the back-test's outcomes, how many the 80% limits must hold."""
NO_WORSE_THAN = 1.1
"""Times the error of saying that the last figure stays."""
STEPS = 100
"""Of the search for the likeliest variances, at most."""


@dataclass(frozen=True)
class BackTest:
    """How a model would have done from ``origins`` earlier points: the share its 80% limits held, and its errors."""

    model: str
    origins: int
    held: float
    error: float
    last_value_error: float


@dataclass(frozen=True)
class Forecast:
    """What lies ahead, a figure a period, with standard errors and 80% limits; or why it is refused."""

    refused: str
    model: str
    mean: Floats
    error: Floats
    backtest: BackTest | None

    @property
    def lower80(self) -> Floats:
        return self.mean - Z80 * self.error

    @property
    def upper80(self) -> Floats:
        return self.mean + Z80 * self.error

    def chance(self, target: float, higher_is_better: bool, at: int = -1) -> float:
        """The chance that the figure ``at`` (the last unless said) reaches the target; missing where refused."""
        mean, error = float(self.mean[at]), float(self.error[at])
        if np.isnan(mean) or not error > 0:
            return float("nan")
        beyond = (mean - target) / error * (1 if higher_is_better else -1)
        return 0.5 * (1 + erf(beyond / sqrt(2)))


def forecast(values: ArrayLike, ahead: int, year: int = 12, *, backtested: bool = True) -> Forecast:
    """What one series (in order, a gap missing) does ``ahead`` periods on; ``year`` is its periods a year.

    Refused, with the reason: fewer than 24 months, 16 quarters or 12 years; further ahead than half of what is
    known; the last figure missing; nothing that varies; a back-test whose 80% limits held fewer than six in
    ten outcomes, or whose errors are over 1.1 times those of saying that the last figure stays; or, where it is not
    ``backtested``, a fit that did not converge.

    Raises ``ValueError`` for infinite values, no periods ahead, or other periods a year than 12, 4 and 1.
    """
    y = as_floats(values)
    finite("values", y)
    if y.ndim > 1:
        raise ValueError(f"values must be one series; for many ask forecasts: {y.ndim} dimensions")
    if year not in NEEDED or ahead < 1:
        raise ValueError(f"a forecast needs 12, 4 or 1 periods a year and one ahead: {year}, {ahead}")
    why = _too_little(y, ahead, NEEDED[year])
    if why:
        return _refused(why, ahead)
    tests = [backtest(y, ahead, model) for model in MODELS] if backtested else []
    best = min(tests, key=lambda test: test.error, default=None)
    if best is not None and best.held < HELD_AT_LEAST:
        return _refused(f"from earlier points its limits held {best.held:.0%} of what came, not 80%", ahead, best)
    if best is not None and best.error > NO_WORSE_THAN * best.last_value_error:
        return _refused("it foretold earlier points worse than the figure before them did", ahead, best)
    model = best.model if best else next(iter(MODELS))
    mean, error, converged = _ahead(y, ahead, model)
    if best is None and not converged:
        return _refused("the fit did not converge, and no back-test judges it", ahead)
    return Forecast("", model, mean, error, best)


def forecasts(values: ArrayLike, ahead: int, year: int = 12, *, backtested: bool = True) -> list[Forecast]:
    """A forecast of each of many series (series, points): the one loop over series, around the library.

    Raises ``ValueError`` as ``forecast`` does.
    """
    return [forecast(row, ahead, year, backtested=backtested) for row in np.atleast_2d(as_floats(values))]


def backtest(values: ArrayLike, ahead: int, model: str = "local level") -> BackTest:
    """A model of ``MODELS`` tried from up to six earlier points, each with all of what was known then and no more.

    Errors are mean absolute ones, in the series' unit.  Where nothing came to compare with, no origins and an infinite error.
    """
    y = as_floats(values)
    latest = y.size - ahead
    first = max(y.size // 2, latest - 3 * (ORIGINS - 1))
    origins = [at for at in np.unique(np.linspace(first, latest, ORIGINS).astype(int)) if not np.isnan(y[at - 1])]
    held, errors, naive = [], [], []
    for origin in origins:
        mean, error, _ = _ahead(y[:origin], ahead, model)
        came = y[origin : origin + ahead]
        there = ~np.isnan(came)
        held.append((np.abs(came - mean) <= Z80 * error)[there])
        errors.append(np.abs(came - mean)[there])
        naive.append(np.abs(came - y[origin - 1])[there])
    if not held or not np.concatenate(held).size:
        return BackTest(model, 0, 0.0, float("inf"), 0.0)
    means = (float(np.concatenate(part).mean()) for part in (held, errors, naive))
    return BackTest(model, len(origins), *means)


def _too_little(y: Floats, ahead: int, needed: int) -> str:
    known = int((~np.isnan(y)).sum())
    if known < needed:
        return f"{needed - known} more points until a forecast: {known} of {needed}"
    if ahead > known / 2:
        return f"{ahead} periods ahead is further than half of the {known} known"
    if np.isnan(y[-1]):
        return "the last figure is missing"
    return "" if np.nanmax(y) > np.nanmin(y) else "the figures do not vary, so chance cannot be worked out"


def _refused(why: str, ahead: int, test: BackTest | None = None) -> Forecast:
    nothing = np.full(ahead, np.nan)
    return Forecast(why, "", nothing, nothing, test)


def _ahead(y: Floats, ahead: int, model: str) -> tuple[Floats, Floats, bool]:
    """The library's forecast and its standard errors, on the series' own scale, and whether the fit converged."""
    from statsmodels.tsa.statespace.structural import UnobservedComponents  # type: ignore[import-untyped]

    centre, width = float(np.nanmean(y)), float(np.nanstd(y)) or 1.0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its remarks on the way: what they come to is asked of the fit itself
        components = UnobservedComponents((y - centre) / width, MODELS[model])
        fitted = components.fit(disp=False, maxiter=STEPS, cov_type="none")
        found = fitted.get_forecast(ahead)
    mean, error = np.asarray(found.predicted_mean) * width + centre, np.asarray(found.se_mean) * width
    return mean, error, bool(fitted.mle_retvals["converged"])
