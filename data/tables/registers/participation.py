"""Who took part in a quarter, each person counted once: an activity's row cannot say how many different people there were."""

from __future__ import annotations

from data.contract import Column, Contract, Rule
from data.tables.registers.entry import NETWORK, ORIGIN, not_negative, not_to_come, part_of

CHARACTERISTICS = (
    "age", "sex", "ethnic group", "sexual orientation", "gender identity", "disability", "carer", "deprivation"
)  # fmt: skip
NOT_STATED = ("Not known", "Prefer not to say")

PARTICIPATION = Contract(
    table="participation",
    about="Different people who took part in a network in a quarter: all of them, or one group of a characteristic.",
    columns=(
        NETWORK,
        Column("period_start", "DATE", "First day of the quarter.", key=True, optional=False),
        Column("period_end", "DATE", "Last day of the quarter.", key=True, optional=False),
        Column(
            "characteristic", "VARCHAR", "Which characteristic; empty for everybody.", key=True, optional=False,
            one_of=("", *CHARACTERISTICS),
        ),
        Column(
            "group_name", "VARCHAR",
            "Which group, in the words of the census; or Not known, or Prefer not to say; empty for everybody.",
            key=True, optional=False,
        ),
        Column("people", "INTEGER", "How many different people.", optional=False, unit="people"),
        Column("new_people", "INTEGER", "How many of them took part for the first time.", unit="people"),
        Column("hours", "DOUBLE", "Half of them were asked for more hours than this in the quarter.", unit="hours"),
        Column(
            "over_limit", "INTEGER", "How many were asked for more hours than the limit that members set.", unit="people"
        ),
        *ORIGIN,
    ),
    rules=(
        not_to_come("period_start"),
        Rule(
            "day(period_start) = 1 AND month(period_start) IN (1, 4, 7, 10) "
            "AND period_end = last_day(period_start + INTERVAL 2 MONTH)",
            "period_end",
            "This is not a quarter of a calendar year.",
            "Give its first and last day, such as 1 April and 30 June.",
        ),
        Rule(
            "(characteristic = '') = (group_name = '')",
            "group_name",
            "A characteristic needs a group, and a group a characteristic.",
            "Fill both cells, or leave both empty.",
        ),
        *not_negative("people", "new_people", "hours", "over_limit"),
        part_of("over_limit", "people", "More people were over the limit than took part."),
        part_of("new_people", "people", "More people are new than took part."),
    ),
)  # fmt: skip
