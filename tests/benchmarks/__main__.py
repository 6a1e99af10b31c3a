"""Benchmarks: ``python -m tests.benchmarks [NAME ...]``; all of them where none is named.

The names are speed, alarms, shifts, screens, visitors, followers, loading and hostile.

``PHSTATS_PYTHON`` names the Python of an environment that has PHStatsMethods 0.1.16 and nothing of ours; with it
the speed table is side by side.  Linear algebra has one thread, on both sides: the forecasts' small matrices lose more
to threads that contend than they gain.  Nothing here is asserted: the tables are for reading.
"""

from __future__ import annotations

import sys

from tests.benchmarks import alarms, followers, hostile, loading, screens, shifts, speed, visitors

TABLES = {
    "speed": speed.table,
    "alarms": alarms.table,
    "shifts": shifts.table,
    "screens": screens.table,
    "visitors": visitors.table,
    "followers": followers.table,
    "loading": loading.table,
    "hostile": hostile.table,
}

if __name__ == "__main__":
    asked = sys.argv[1:] or list(TABLES)
    unknown = [name for name in asked if name not in TABLES]
    if unknown:
        sys.exit(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(TABLES)}")
    print("Linear algebra (BLAS) on one thread, ours and the peer's; the dashboard itself leaves it as installed.")
    for name in asked:
        TABLES[name]()
