"""Physical health checks for people with severe mental illness: counts of people by commissioner and quarter."""

from __future__ import annotations

from typing import Any

from data import periods
from data.layouts.core.layout import PERIOD, Constant, Layout, Number, Parsed, Text, normal


def _question(name: str) -> dict[str, Any]:
    return {"series": normal(name), "series_name": name}


LAYOUTS = (
    Layout(
        name="physical_health_checks_smi",
        title="Physical health checks for people with severe mental illness",
        publisher="NHS England",
        table="service_activity",
        headers=("Period", "CCG Code", "Question", "Answer"),
        fields={
            "source": Constant("physical_health_checks_smi"),
            "area": Text("ccgcode"),
            "role": Constant("commissioner"),
            "statistic": Constant("count"),
            "value": Number("answer", blank="not available"),
        },
        parsed=(
            Parsed(("period",), periods.quarter_of_financial_year, PERIOD),
            Parsed(("question",), _question, ("series", "series_name")),
        ),
    ),
)
