"""The one table every indicator yields: a value, its limits, and where it came from."""

from __future__ import annotations

from data.contract import Column, Contract
from data.tables.figure import STATUSES, SUPPRESSED

MEASURE = Contract(
    table="measure",
    about="One figure of one indicator, for one area, period and group.",
    columns=(
        Column("indicator", "VARCHAR", "The indicator's id.", key=True, optional=False),
        Column("definition_version", "INTEGER", "Which definition.", key=True, optional=False),
        Column("area", "VARCHAR", "Canonical area code.", key=True, optional=False),
        Column("role", "VARCHAR", "In what capacity.", key=True, optional=False),
        Column("period_start", "DATE", "First day covered.", key=True, optional=False),
        Column("period_end", "DATE", "Last day covered.", key=True, optional=False),
        Column("step_months", "INTEGER", "How often published.", key=True, unit="months"),
        Column("window_months", "INTEGER", "How long each figure covers.", unit="months"),
        Column("dimension", "VARCHAR", "Broken down by.", key=True, optional=False),
        Column("category", "VARCHAR", "Which group.", key=True, optional=False),
        Column("numerator", "DOUBLE", "The count on top."),
        Column("denominator", "DOUBLE", "The count below."),
        Column("value", "DOUBLE", "The figure, in the indicator's unit."),
        Column("lower95", "DOUBLE", "Lower 95% limit."),
        Column("upper95", "DOUBLE", "Upper 95% limit."),
        Column("lower998", "DOUBLE", "Lower 99.8% limit."),
        Column("upper998", "DOUBLE", "Upper 99.8% limit."),
        Column("approximate", "VARCHAR", "Why the limits are approximate, where they are."),
        Column("method", "VARCHAR", "How value and limits were made."),
        Column("suppressed", "VARCHAR", "Why there is no value.", one_of=SUPPRESSED),
        Column("status", "VARCHAR", "How settled the publisher says it is; of several, the least.", one_of=STATUSES),
        Column("note", "VARCHAR", "The publisher's remark."),
        Column("population_base", "VARCHAR", "Which population estimates."),
        Column("source", "VARCHAR", "Whose figure.", optional=False),
        Column("series", "VARCHAR", "The publisher's own number.", optional=False),
        Column("citation", "VARCHAR", "Where it can be found."),
        Column("release", "DATE", "When it was published."),
        Column("release_precision", "VARCHAR", "How exactly that is known."),
        Column("load_id", "INTEGER", "The load it came with.", optional=False),
        Column("row_number", "INTEGER", "Its row in that file."),
        Column("illustrative", "BOOLEAN", "An example, not a real figure.", optional=False),
        Column("version_from", "INTEGER", "The version it appeared in.", optional=False),
        Column("version_to", "INTEGER", "The version it was replaced in."),
    ),
)
