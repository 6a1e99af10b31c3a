"""A target as a board enters it, of the strategy that comes with the dashboard."""

from __future__ import annotations

from datetime import date

from indicators.core.strategy.reading import strategies
from indicators.core.strategy.target_model import Target

LEEDS = strategies()["leeds-2020-2025"]
NAME = "know_where_help_crisis"
OURS = Target(
    indicator=NAME, level="local", owner="The board", words="At least 60%", direction="at least", source="Minutes of June",
    value=60.0, since=date(2026, 1, 1), by=date(2027, 3, 31), entered_by="Ann",
)  # fmt: skip
