"""How few people are hidden: one rule for every table, set by whoever runs the dashboard."""

from __future__ import annotations

import os

SETTING = "DASHBOARD_FEWEST_PEOPLE"
USUAL = 5


def threshold() -> int:
    """Fewer people than this are not shown.  Raises ``ValueError`` where the setting is no whole number above 1."""
    given = os.environ.get(SETTING, str(USUAL)).strip()
    if not given.isdigit() or int(given) < 2:
        raise ValueError(f"{SETTING} is {given!r}. Give the fewest people that may be shown, a whole number from 2 up.")
    return int(given)
