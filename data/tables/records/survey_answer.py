"""Answers to a survey's questions: of one respondent, with a weight, or of a group that somebody has counted."""

from __future__ import annotations

from data.contract import Column, Contract, Rule
from data.tables.records.record import ABOUT_A_PERSON, FROM_LOAD, PLAUSIBLE

WHOM = tuple(column for column in ABOUT_A_PERSON if column.name not in ("area", "commissioner"))

SURVEY_ANSWER = Contract(
    table="survey_answer",
    about="One answer of one respondent of a survey, under a pseudonym, or how many of a group answered how.",
    person_level=True,
    fewest_behind=10,  # as the GP Patient Survey, which gives no share of fewer answers
    columns=(
        Column(
            "source",
            "VARCHAR",
            "The survey, in small letters with underscores.",
            key=True,
            optional=False,
            example="our_survey",
        ),
        Column(
            "indicator",
            "VARCHAR",
            "Which indicator the question is for, by its id.",
            key=True,
            optional=False,
            example="i_statements_met",
        ),
        Column(
            "area",
            "VARCHAR",
            "Where the respondents live, or whose service they used, by ONS or ODS code.",
            key=True,
            optional=False,
            example="E08000035",
        ),
        Column("period_start", "DATE", "First day of the wave.", key=True, optional=False, example="2025-03-01"),
        Column("period_end", "DATE", "Last day of the wave.", key=True, optional=False, example="2025-05-31"),
        Column(
            "statement",
            "VARCHAR",
            "Which of several statements or questions, by a short name; empty where there is one.",
            key=True,
            optional=False,
            example="I am listened to",
        ),
        Column(
            "respondent",
            "VARCHAR",
            "A pseudonym of the respondent in this wave; empty where the row counts a group.",
            key=True,
            optional=False,
            pseudonym=True,
            example="example-a-1",
        ),
        Column(
            "dimension", "VARCHAR", "Of a group: what it is a group of; empty for everybody.", key=True, optional=False
        ),
        Column("category", "VARCHAR", "Of a group: which; empty for everybody.", key=True, optional=False),
        *WHOM,
        Column(
            "answers", "INTEGER", "How many answered: 1 for a respondent.", optional=False, unit="people", example="1"
        ),
        Column(
            "agree",
            "INTEGER",
            "How many of them gave the answer that the indicator counts.",
            optional=False,
            unit="people",
            example="1",
        ),
        Column(
            "weight",
            "DOUBLE",
            "The weight of a respondent; empty where answers are not weighted. Who has none beside others who have is left out.",
            unit="weight",
            example="1.2",
        ),
        *FROM_LOAD,
    ),
    rules=(
        *PLAUSIBLE,
        Rule("period_end >= period_start", "period_end", "The wave ends before it starts.", "Check the two dates."),
        Rule("period_end <= today()", "period_end", "This day is to come.", "Give the last day of the wave."),
        Rule("answers > 0", "answers", "Nobody answered.", "Delete the row: nobody asked is no answer."),
        Rule("agree BETWEEN 0 AND answers", "agree", "More gave this answer than answered.", "Check the two numbers."),
        Rule("respondent = '' OR answers = 1", "answers", "One respondent gives one answer.", "Write 1."),
        Rule("weight > 0", "weight", "A weight is above zero.", "Correct it, or leave it empty."),
        Rule(
            "weight IS NULL OR respondent <> ''",
            "weight",
            "A group has no weight.",
            "Give the respondents one by one, or no weight.",
        ),
        Rule(
            "(dimension = '') = (category = '')",
            "category",
            "A group needs a dimension and a category.",
            "Fill both cells, or leave both empty.",
        ),
        Rule(
            "respondent = '' OR dimension = ''",
            "dimension",
            "A respondent is in no group here.",
            "Fill in age, sex and the like; leave this empty.",
        ),
    ),
)
