"""When made-up records begin: they grow, have seasons, fall in the pandemic and are recorded late at the end."""

from __future__ import annotations

import numpy as np

from data.demo import calibration as usual
from data.demo.columns import Numbers, Random


def months_of(rows: int) -> Numbers:
    """How many records begin in each month; the same for so many rows, whatever the seed."""
    share = np.cumsum(_busy()) / _busy().sum()
    return np.diff(np.round(share * rows).astype(np.int64), prepend=0)


def days_of(random: Random, month: Numbers) -> Numbers:
    """A day within each row's month, as days since 1970."""
    first = np.datetime64(usual.FIRST_MONTH, "M") + np.arange(usual.MONTHS + 1)
    starts = first.astype("datetime64[D]").astype(np.int64)
    length = np.diff(starts)[month]
    return starts[month] + (random.random(len(month)) * length).astype(np.int64)


def _busy() -> Numbers:
    """How busy each month is."""
    first = np.datetime64(usual.FIRST_MONTH, "M")
    months = np.arange(usual.MONTHS)
    of_year = (first + months).astype(np.int64) % 12
    busy = (1 + usual.GROWTH_A_YEAR) ** (months / 12) * np.array(usual.SEASON)[of_year]
    covid = int((np.datetime64(usual.COVID_BEGINS, "M") - first).astype(np.int64))
    busy[covid : covid + len(usual.COVID)] *= usual.COVID
    busy[-1], busy[-2] = busy[-1] * usual.RECORDED_LATE[0], busy[-2] * usual.RECORDED_LATE[1]
    return np.asarray(busy)
