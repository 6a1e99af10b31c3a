"""The tables of records as they were when a step made them in older stores.

Like every step it is never changed: a later change of a contract is a step of its own.
"""

from __future__ import annotations

from duckdb import DuckDBPyConnection

FIRST_RECORDS: dict[str, str] = {
    "referral": """
        provider VARCHAR, referral VARCHAR, extracted DATE, person VARCHAR, commissioner VARCHAR, area
        VARCHAR, age INTEGER, sex VARCHAR, ethnic_group VARCHAR, deprivation_fifth INTEGER, service
        VARCHAR, urgency VARCHAR, received DATE, first_contact DATE, second_contact DATE, last_contact
        DATE, contacts INTEGER, ended DATE, ending VARCHAR, phq9_first INTEGER, phq9_last INTEGER,
        gad7_first INTEGER, gad7_last INTEGER, paid_work VARCHAR,  settled_home
        VARCHAR, parent_or_carer VARCHAR, asked_about_trauma VARCHAR, load_id INTEGER, row_number INTEGER
    """,
    "crisis_contact": """
        provider VARCHAR, crisis_contact VARCHAR, extracted DATE, person VARCHAR, commissioner VARCHAR,
        area VARCHAR, age INTEGER, sex VARCHAR, ethnic_group VARCHAR, deprivation_fifth INTEGER, urgency
        VARCHAR, received TIMESTAMP, seen TIMESTAMP, section_136 VARCHAR, load_id INTEGER, row_number
        INTEGER
    """,
    "inpatient_stay": """
        provider VARCHAR, stay VARCHAR, extracted DATE, person VARCHAR, commissioner VARCHAR, area
        VARCHAR, age INTEGER, sex VARCHAR, ethnic_group VARCHAR, deprivation_fifth INTEGER, ward VARCHAR,
        admitted DATE, known_before VARCHAR, ready DATE, discharged TIMESTAMP, followup_due VARCHAR,
        followed_up TIMESTAMP, restrictive_interventions INTEGER, load_id INTEGER, row_number INTEGER
    """,
    "health_check": """
        provider VARCHAR, person VARCHAR, as_of DATE, extracted DATE, commissioner VARCHAR, area VARCHAR,
        age INTEGER, sex VARCHAR, ethnic_group VARCHAR, deprivation_fifth INTEGER, blood_pressure DATE,
        weight DATE, alcohol DATE, blood_fats DATE, blood_sugar DATE, smoking DATE, load_id INTEGER,
        row_number INTEGER
    """,
    "health_event": """
        source VARCHAR, event VARCHAR, area VARCHAR, period_start DATE, period_end DATE, age_band
        VARCHAR, dimension VARCHAR, category VARCHAR, events INTEGER, suppressed VARCHAR, people DOUBLE,
        citation VARCHAR, load_id INTEGER, row_number INTEGER
    """,
    "survey_answer": """
        source VARCHAR, indicator VARCHAR, area VARCHAR, period_start DATE, period_end DATE, statement
        VARCHAR, respondent VARCHAR, dimension VARCHAR, category VARCHAR, age INTEGER, sex VARCHAR,
        ethnic_group VARCHAR, deprivation_fifth INTEGER, answers INTEGER, agree INTEGER, weight DOUBLE,
        load_id INTEGER, row_number INTEGER
    """,
}
"""The columns of each with their types."""


def make(connection: DuckDBPyConnection) -> None:
    """Make the tables where they are missing."""
    for table, columns in FIRST_RECORDS.items():
        connection.execute(f"CREATE TABLE IF NOT EXISTS {table} ({columns})")
