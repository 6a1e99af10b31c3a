"""Benchmarks: ``python -m tests.benchmarks [NAME ...] [--rows N]``; all of them where none is named.

The names are speed, alarms, shifts, screens, visitors, followers, loading, hostile and records, which takes ``--rows``.

``PHSTATS_PYTHON`` names the Python of an environment that has PHStatsMethods 0.1.16 and nothing of ours; with it
the speed table is side by side.  Linear algebra has one thread, on both sides.
Nothing here is asserted: the tables are for reading.
"""

from __future__ import annotations

import argparse
from functools import partial

from tests.benchmarks import alarms, followers, hostile, loading, records, screens, shifts, speed, visitors

ROWS = 1_000_000
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
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"{', '.join(TABLES)} or records; all where none is named"
    )
    parser.add_argument(
        "--rows", type=int, default=ROWS, metavar="N", help=f"how many referrals of records (default {ROWS:,})"
    )
    options = parser.parse_args()
    tables = TABLES | {"records": partial(records.table, options.rows)}
    if unknown := [name for name in options.names if name not in tables]:
        parser.error(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(tables)}")
    print("Linear algebra (BLAS) on one thread, ours and the peer's; the dashboard itself leaves it as installed.")
    for name in options.names or tables:
        tables[name]()
