"""How few people are hidden: set by whoever runs the dashboard, and for some tables more by their contract."""

from __future__ import annotations

import os

from data.tables import RECORDS

SETTING = "DASHBOARD_FEWEST_PEOPLE"
USUAL = 5


def threshold() -> int:
    """Fewer people than this are not shown.  Raises ``ValueError`` where the setting is no whole number above 1."""
    text = os.environ.get(SETTING, str(USUAL)).strip()
    if not text.isdigit() or int(text) < 2:
        raise ValueError(f"{SETTING} is {text!r}. Give the fewest people that may be shown, a whole number from 2 up.")
    return int(text)


def fewest_behind(table: str, fewest: int) -> int:
    """On how many people at least a figure from a table of records rests, where fewer than ``fewest`` are shown nowhere."""
    return max(fewest, RECORDS[table].fewest_behind)
