"""The columns and rules that every table of figures shares: whose, when, of what, and from where."""

from __future__ import annotations

from data.contract import Column, Rule, Severity

SUPPRESSED = ("suppressed", "rounds to zero", "unreliable", "not available", "not applicable")
STATUSES = ("final", "performance", "provisional", "preliminary")
UNSETTLED = ("provisional", "preliminary")
PRECISIONS = ("day", "month", "year", "unknown")
STATISTICS = (
    "value",
    "count",
    "percentage",
    "mean",
    "median",
    "90th percentile",
    "lower quartile",
    "upper quartile",
    "minimum",
    "maximum",
    "cost",
)
SEXES = ("Persons", "Male", "Female", "Not applicable")
ROLES = (
    "area",
    "national",
    "region",
    "icb",
    "commissioner",
    "provider",
    "sending",
    "receiving",
    "commissioning region",
)

MEASURED = (
    Column("source", "VARCHAR", "Who published it, in short.", key=True, optional=False),
    Column("series", "VARCHAR", "The publisher's own name or number for the measure.", key=True, optional=False),
    Column("series_name", "VARCHAR", "The measure in the publisher's words."),
    Column("area", "VARCHAR", "The place or body: ONS or ODS code.", key=True, optional=False),
    Column("role", "VARCHAR", "In what capacity the body is counted.", key=True, optional=False, one_of=ROLES),
    Column("period_start", "DATE", "First day the figure covers.", key=True, optional=False),
    Column("period_end", "DATE", "Last day the figure covers.", key=True, optional=False),
    Column("step_months", "INTEGER", "How often it is published.", unit="months"),
    Column("window_months", "INTEGER", "How long each figure covers; empty where not stated.", unit="months"),
    Column("sex", "VARCHAR", "Persons, Male or Female.", key=True, optional=False, one_of=SEXES),
    Column("age", "VARCHAR", "The ages covered.", key=True, optional=False),
    Column("dimension", "VARCHAR", "What it is broken down by; empty for the whole.", key=True, optional=False),
    Column("category", "VARCHAR", "Which group of that breakdown.", key=True, optional=False),
    Column("statistic", "VARCHAR", "What kind of number.", key=True, optional=False, one_of=STATISTICS),
    Column("value", "DOUBLE", "The figure as published."),
    Column("suppressed", "VARCHAR", "Why there is no value, where there is none.", one_of=SUPPRESSED),
)

ORIGIN = (
    Column("status", "VARCHAR", "How settled the publisher says it is.", one_of=STATUSES),
    Column("note", "VARCHAR", "The publisher's remark on this figure."),
    Column("release", "DATE", "When it was published (the last day, where only a month or year is known)."),
    Column("release_precision", "VARCHAR", "How exactly the release is known.", one_of=PRECISIONS),
    Column("citation", "VARCHAR", "Where the figure can be found."),
    Column("load_id", "INTEGER", "The load that brought it.", optional=False),
    Column("row_number", "INTEGER", "Its row in that file, as a spreadsheet shows it.", optional=False),
)

RULES = (
    Rule("period_end >= period_start", "period_end", "The period ends before it starts.", "Check the two dates."),
    Rule("year(period_start) >= 1900", "period_start", "The period starts before 1900.", "Check the year."),
    Rule(
        "step_months IS NULL OR (day(period_start) = 1 AND day(period_end + 1) = 1)",
        "period_end",
        "The period does not run from the first day of a month to the last of one.",
        "Correct the dates: another one for the same period would be a second figure beside it.",
    ),
    Rule(
        "statistic NOT IN ('count', 'percentage') OR value >= 0",
        "value",
        "A count or percentage cannot be below zero.",
        "Correct the value, or mark it as suppressed.",
    ),
    Rule(
        "statistic <> 'percentage' OR value <= 100",
        "value",
        "A percentage cannot be above 100.",
        "Correct the value; give per cents as 0 to 100.",
    ),
    Rule(
        "statistic <> 'percentage' OR value <= 0 OR value >= 1",
        "value",
        "This is less than one per cent.",
        "Check that it is no share of 1: write 53 for 53%, not 0.53, which a spreadsheet may show as 53%.",
        Severity.WARNING,
    ),
    Rule(
        "value IS NOT NULL OR suppressed IS NOT NULL",
        "value",
        "There is neither a value nor a reason why there is none.",
        "Give the value, or say why it is missing (suppressed, not available).",
    ),
    Rule(
        "(dimension = '') = (category = '')",
        "category",
        "A breakdown needs both a dimension and a group.",
        "Fill both cells, or leave both empty.",
    ),
    Rule(
        "period_end <= today() + INTERVAL 45 DAY",
        "period_end",
        "The period ends in the future.",
        "Check the date; a forecast is not a figure.",
    ),
    Rule(
        "date_trunc(CASE WHEN release_precision IN ('year', 'month') THEN release_precision ELSE 'day' END, release) "
        "<= today()",
        "release",
        "It is said to be published in the future.",
        "Correct the date: the figure would outrank every later one until then.",
    ),
    Rule(
        "release >= period_end",
        "release",
        "It is said to be published before its period ended.",
        "Check both dates: of two releases the later one is shown.",
        Severity.WARNING,
    ),
)
