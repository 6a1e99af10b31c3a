"""Figures as they would be published, row by row, for what an outsider could work out of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
from hypothesis import Phase, settings

from indicators.core.disclosure.gate import HIDDEN
from indicators.core.model import Method
from indicators.core.records import Rates
from tests.indicators.drawing import indicator

FEWEST = 5
ATTACKED = settings(max_examples=max(10, settings().max_examples // 5), phases=(Phase.explicit, Phase.generate))
"""Of tables that linear programmes attack fewer are tried, since each takes long."""
HIDE = (None, None)
SHARE = replace(indicator(method=Method.PROPORTION, unit="%"), figures=(Rates("death"),))
YEAR = (date(2024, 4, 1), date(2025, 3, 31))


def measures(rows: list[tuple], period: tuple[date, date] = YEAR, **cells: object) -> pd.DataFrame:
    """Figures of one body: (dimension, category, on top, below), hidden where nothing is given on top."""
    figures = pd.DataFrame(rows, columns=["dimension", "category", "numerator", "denominator"])
    figures = figures.astype({"numerator": "float64", "denominator": "float64"})
    return figures.assign(
        value=100 * figures["numerator"] / figures["denominator"],
        suppressed=figures["numerator"].isna().map({True: HIDDEN, False: None}),
        indicator="a_share", method="from records", source="referral", area="A1",
        role="provider", illustrative=False, approximate=None,
        period_start=pd.Timestamp(period[0]), period_end=pd.Timestamp(period[1]), version_from=2, version_to=None,
        incomplete=False,
    ).assign(**cells)  # fmt: skip


def hidden(rows: pd.DataFrame) -> list[str]:
    """The groups that are hidden, in order."""
    return sorted(rows.loc[rows["suppressed"].eq(HIDDEN), "category"])
