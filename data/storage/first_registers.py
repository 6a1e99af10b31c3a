"""The registers of co-production as they were when a step made them in older stores, and the first networks.

Like every step it is never changed: a later change of a register's contract is a step of its own.
"""

from __future__ import annotations

from duckdb import DuckDBPyConnection

FIRST_REGISTERS: dict[str, str] = {
    "project": """
        network VARCHAR, project VARCHAR, as_of DATE, as_of_precision VARCHAR, name VARCHAR, state VARCHAR,
        about VARCHAR, place VARCHAR, community VARCHAR, provider VARCHAR, came_of_it VARCHAR, priorities
        VARCHAR, indicators VARCHAR, citation VARCHAR, load_id INTEGER, row_number INTEGER
    """,
    "forum": """
        network VARCHAR, forum VARCHAR, as_of DATE, as_of_precision VARCHAR, name VARCHAR, kind VARCHAR, about
        VARCHAR, name_set_by VARCHAR, terms_set_by VARCHAR, chair_set_by VARCHAR, members INTEGER,
        lived_experience INTEGER, carers INTEGER, sits_on VARCHAR, challenges_raised INTEGER,
        challenges_answered INTEGER, citation VARCHAR, load_id INTEGER, row_number INTEGER
    """,
    "involvement": """
        network VARCHAR, activity VARCHAR, day DATE, day_precision VARCHAR, name VARCHAR, project VARCHAR,
        mode VARCHAR, method VARCHAR, about VARCHAR, ladder_staff INTEGER, ladder_members INTEGER, people
        INTEGER, hours DOUBLE, payment VARCHAR, claims INTEGER, claims_on_time INTEGER, debrief VARCHAR,
        named_contact VARCHAR, access_needs INTEGER, access_needs_met INTEGER, answers INTEGER, same_or_better
        INTEGER, citation VARCHAR, load_id INTEGER, row_number INTEGER
    """,
    "participation": """
        network VARCHAR, period_start DATE, period_end DATE, characteristic VARCHAR, group_name VARCHAR,
        people INTEGER, new_people INTEGER, hours DOUBLE, over_limit INTEGER, citation VARCHAR,
        load_id INTEGER, row_number INTEGER
    """,
    "feedback": """
        network VARCHAR, feedback VARCHAR, received DATE, theme VARCHAR, said VARCHAR, consented VARCHAR,
        checked_by VARCHAR, answer VARCHAR, answered DATE, told_back DATE, priorities VARCHAR, indicators
        VARCHAR, citation VARCHAR, load_id INTEGER, row_number INTEGER
    """,
    "change": """
        network VARCHAR, change VARCHAR, day DATE, day_precision VARCHAR, name VARCHAR, kind VARCHAR, state
        VARCHAR, project VARCHAR, evidence VARCHAR, priorities VARCHAR, indicators VARCHAR, citation VARCHAR,
        load_id INTEGER, row_number INTEGER
    """,
}
"""Each register's columns with their types."""

FIRST_NETWORKS: dict[str, str] = {
    "leeds-mws-coproduction": "Leeds Mental Wellbeing Service Coproduction Network",
    "amhp-leag": "Lived Experience Advisory Group, Association of Mental Health Providers",
    "cpsl-mind": "CPSL Mind (Cambridgeshire, Peterborough and South Lincolnshire)",
    "gmmh": "Co-production at Greater Manchester Mental Health NHS Foundation Trust",
}
"""The networks of which entries were bundled then, by their codes; ``area.csv`` gives them to a new store."""


def make(connection: DuckDBPyConnection) -> None:
    """Make the tables where they are missing, and the networks known."""
    for table, columns in FIRST_REGISTERS.items():
        connection.execute(f"CREATE TABLE IF NOT EXISTS {table} ({columns})")
    know_networks(connection)


def know_networks(connection: DuckDBPyConnection) -> None:
    """List the networks among the places and bodies, where they are not."""
    for code, name in FIRST_NETWORKS.items():
        connection.execute(
            "INSERT INTO area (code, name, type) SELECT $code, $name, 'co-production network' "
            "WHERE $code NOT IN (SELECT code FROM area)",
            {"code": code, "name": name},
        )
