"""Aggregates of national activity files: counts, percentages, waits, by organisation."""

from __future__ import annotations

from data.contract import Contract
from data.tables.figure import MEASURED, ORIGIN, RULES

SERVICE_ACTIVITY = Contract(
    table="service_activity",
    about="A count, percentage or wait from a national activity file, for an organisation in a role.",
    columns=(*MEASURED, *ORIGIN),
    rules=RULES,
)
