"""The registers of a co-production network, to fill in: a fold of the Upload page."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from data.layouts.registers import TITLES, filled_in
from data.loading import templates
from data.tables import REGISTERS
from pages.parts.shared import downloads, markup


def offered() -> None:
    """The template and the help of the register that is chosen, and its columns."""
    with st.expander("Templates for the registers of co-production"):
        st.markdown(
            "A register says what a network of people with lived experience does: one row an entry. Fill in its "
            "template and drop it above. An entry that is loaded again replaces the earlier one. Write nothing that "
            "tells who a person is."
        )
        chosen = st.selectbox("Register", REGISTERS, format_func=TITLES.__getitem__, key="register_to_fill_in")
        register, name = REGISTERS[chosen], f"register-{chosen}"
        with st.container(horizontal=True):
            downloads.text_file("Template (CSV)", templates.register_template(register), f"{name}.csv", "text/csv")
            downloads.text_file(
                "Help for this register", templates.register_help(register), f"{name}-help.md", "text/markdown"
            )
        rows = [
            [Markup("<code>{}</code>").format(column.name), templates.what_to_write(column)]
            for column in filled_in(register)
        ]
        markup.show(
            Markup("<p>{}</p>").format(register.about)
            + markup.table(["Column", "What to write"], rows, f"The columns of {TITLES[chosen]}")
        )
