"""What an indicator reads beside publishers' figures: registers, records and counts of residents, by their tables."""

from __future__ import annotations

from data.tables import POPULATIONS
from indicators.core.figures import Register
from indicators.core.model import Indicator
from indicators.core.records import FromRecords, LifeExpectancy, Rates


def tables_read(indicator: Indicator) -> set[str]:
    """The registers, records and counts of residents that an indicator reads."""
    read = {table for figures in indicator.figures if isinstance(figures, Register) for table in figures.tables}
    read |= {figures.table for figures in indicator.figures if isinstance(figures, FromRecords)}
    of_residents = indicator.approximate_population or any(
        isinstance(figures, Rates | LifeExpectancy) for figures in indicator.figures
    )
    return read | ({*POPULATIONS} if of_residents else set())
