"""Figures that a publisher computed, with the publisher's own limits where it gives them."""

from __future__ import annotations

from data.contract import Column, Contract, Rule, Severity
from data.tables.figure import MEASURED, ORIGIN, RULES

FROM_RECORDS = "from records"
"""The method of figures that were counted from records."""

PUBLISHED_VALUE = Contract(
    table="published_value",
    about="A figure that a publisher computed: a rate, a percentage, a mean, with limits where given.",
    columns=(
        *MEASURED,
        Column("lower95", "DOUBLE", "Lower 95% limit."),
        Column("upper95", "DOUBLE", "Upper 95% limit."),
        Column("lower998", "DOUBLE", "Lower 99.8% limit."),
        Column("upper998", "DOUBLE", "Upper 99.8% limit."),
        Column("numerator", "DOUBLE", "The count on top."),
        Column("denominator", "DOUBLE", "The count below."),
        Column("unit", "VARCHAR", "The unit in words."),
        Column("multiplier", "DOUBLE", "What the ratio is multiplied by."),
        Column("population_base", "VARCHAR", "Which population estimates the rate is based on."),
        Column("method", "VARCHAR", "How it was made, where no publisher made it.", one_of=(FROM_RECORDS,)),
        Column("approximate", "VARCHAR", "Why the limits are approximate, where they are, as a code."),
        *ORIGIN,
    ),
    rules=(
        *RULES,
        Rule(
            "lower95 <= value",
            "lower95",
            "The lower limit is above the value.",
            "Ask the publisher. The value loads; its limits are not used.",
            Severity.WARNING,
        ),
        Rule(
            "upper95 >= value",
            "upper95",
            "The upper limit is below the value.",
            "Ask the publisher. The value loads; its limits are not used.",
            Severity.WARNING,
        ),
        Rule(
            "statistic <> 'percentage' OR numerator <= denominator",
            "numerator",
            "More are counted than there were.",
            "Check whether the two counts were swapped.",
        ),
        Rule(
            "statistic <> 'percentage' OR value IS NULL "
            "OR (denominator > 0 AND abs(value - 100 * numerator / denominator) <= 1)",
            "value",
            "The per cent is not what its two counts give.",
            "Check which of the three is meant otherwise. The value is loaded as it is.",
            Severity.WARNING,
        ),
        Rule("numerator >= 0", "numerator", "A count cannot be below zero.", "Correct it."),
        Rule("denominator >= 0", "denominator", "A denominator cannot be below zero.", "Correct it."),
    ),
)
