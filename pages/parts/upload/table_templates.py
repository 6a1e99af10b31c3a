"""Templates to fill in for the records of services and for the registers of co-production: folds of the Upload page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st
from markupsafe import Markup

from data.contract import Column, Contract
from data.layouts import records, registers
from data.loading import templates
from data.tables import RECORDS, REGISTERS
from pages.parts.shared import downloads, markup

ABOUT_RECORDS = (
    "Services and surveys can give their own records: one row a referral, a stay, an answer. Fill in a template and drop "
    "it above. Use pseudonyms. A column that tells who somebody is, or that the template has not, is refused. Rows are "
    "never shown and the file is not kept: only counts are, without those of a few people."
)
ABOUT_REGISTERS = (
    "A register says what a network of people with lived experience does: one row an entry. Fill in its "
    "template and drop it above. An entry that is loaded again replaces the earlier one. Write nothing that "
    "tells who a person is."
)


def of_records() -> None:
    """The template and the help of the table of records that is chosen, and its columns."""
    with st.expander("Templates for the records of services"):
        st.markdown(ABOUT_RECORDS)
        table, contract = _chosen("Table", RECORDS, records.TITLES, "records_to_fill_in")
        texts = templates.record_template(contract), templates.record_help(contract)
        _offered(contract, f"records-{table}", records.TITLES[table], texts, records.filled_in(contract))


def of_registers() -> None:
    """The template and the help of the register that is chosen, and its columns."""
    with st.expander("Templates for the registers of co-production"):
        st.markdown(ABOUT_REGISTERS)
        table, contract = _chosen("Register", REGISTERS, registers.TITLES, "register_to_fill_in")
        texts = templates.register_template(contract), templates.register_help(contract)
        _offered(contract, f"register-{table}", registers.TITLES[table], texts, registers.filled_in(contract))


def _chosen(label: str, tables: Mapping[str, Contract], titles: Mapping[str, str], key: str) -> tuple[str, Contract]:
    chosen = st.selectbox(label, tables, format_func=titles.__getitem__, key=key)
    return chosen, tables[chosen]


def _offered(contract: Contract, name: str, title: str, texts: tuple[str, str], columns: Sequence[Column]) -> None:
    template, help_text = texts
    with st.container(horizontal=True):
        downloads.text_file("Template (CSV)", template, f"{name}.csv", "text/csv")
        downloads.text_file(f"Help for {title.lower()}", help_text, f"{name}-help.md", "text/markdown")
    rows = [[Markup("<code>{}</code>").format(column.name), templates.what_to_write(column)] for column in columns]
    markup.show(
        Markup("<p>{}</p>").format(contract.about)
        + markup.table(["Column", "What to write"], rows, f"The columns of {title}")
    )
