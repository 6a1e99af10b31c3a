"""Files to drop on the upload page: rows in the common format, and an example with broken cells."""

from __future__ import annotations

import csv
import io

from places import ROOT

EXAMPLE = ROOT / "data" / "examples" / "talking_therapies_2026-03.csv"
HEAD = (
    "indicator_id,area_code,period_start,period_end,period_type,sex,age,dimension,category,value,numerator,denominator,"
    "source_id,published_on,unit,citation"
)


def common(*rows: str) -> bytes:
    return "\n".join([HEAD, *rows]).encode()


def figure(indicator: str = "know_where_help_crisis", value: str = "61", year: int = 2024) -> str:
    return f"{indicator},E08000035,{year}-01-01,{year}-03-31,survey,,,,,{value},,700,healthwatch_leeds,{year}-06,%,A report"


def broken(times: int = 1) -> bytes:
    rows = list(csv.reader(io.StringIO(EXAMPLE.read_text(encoding="utf-8-sig"))))
    for row in rows[1 : times + 1]:
        row[-1] = "=cmd|' /C calc'!A0"
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()
