"""Extracts of services, counted events and surveys in our own template: one layout a table, made from its contract."""

from __future__ import annotations

from data.contract import Column, Contract
from data.layouts.core.layout import Layout, Text, normal
from data.layouts.core.own_columns import parsed
from data.tables import RECORDS

TITLES = {
    "referral": "Referrals to services",
    "crisis_contact": "Contacts in a crisis",
    "inpatient_stay": "Stays on wards",
    "health_check": "Physical health checks",
    "health_event": "Deaths, admissions and detentions, counted",
    "survey_answer": "Answers to surveys",
}
FROM_LOAD = ("load_id", "row_number")
PARTS_OF_KEY_FOR_ALL = ("dimension", "category", "statement", "respondent")
"""Parts of a key that are empty for a row of everybody."""


def filled_in(contract: Contract) -> tuple[Column, ...]:
    """The columns of a file, in the order of its table."""
    return tuple(column for column in contract.columns if column.name not in FROM_LOAD)


def must_be_filled(column: Column) -> bool:
    """Can no row leave this column empty?"""
    return not column.optional and column.name not in PARTS_OF_KEY_FOR_ALL


def _layout(contract: Contract) -> Layout:
    columns = filled_in(contract)
    by_text = [column for column in columns if _as_it_stands(column)]
    return Layout(
        name=f"records_{contract.table}",
        title=TITLES[contract.table],
        publisher="From an extract, counted here",
        table=contract.table,
        headers=tuple(column.name for column in columns if must_be_filled(column)),
        fields={column.name: Text(normal(column.name), default=_nothing(column)) for column in by_text},
        parsed=tuple(parsed(column, _nothing(column)) for column in columns if column not in by_text),
    )


def _as_it_stands(column: Column) -> bool:
    """Is the cell taken as it is?  Pseudonyms are, since nearly every row has another, and codes of bodies."""
    return column.type == "VARCHAR" and not column.one_of


def _nothing(column: Column) -> str | None:
    return "" if column.name in PARTS_OF_KEY_FOR_ALL else None


LAYOUTS = tuple(map(_layout, RECORDS.values()))
