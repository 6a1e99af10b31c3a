"""Which columns a file of each kind may have: a fold of the Upload page."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from data import formula_escape
from data.layouts import LAYOUTS
from data.loading import dictionary
from data.loading.dictionary import FileColumn
from pages.parts.shared import downloads, markup

HEAD = ("Column", "Must it be there?", "What it holds", "What it is for", "Only these values")
FILE = "columns-of-files.csv"


def show() -> None:
    """The columns of the file that is chosen, and all of them to take away."""
    found = dictionary.dictionary()
    with st.expander("What columns a file may have"):
        chosen = st.selectbox("Kind of file", found, format_func=lambda name: LAYOUTS[name].title, key="columns_of")
        markup.show(
            Markup("<p>Publisher: {}. Capital letters, spaces and punctuation in a header do not matter. Other columns are ignored.</p>")
            .format(LAYOUTS[chosen].publisher)
            + Markup('<div class="file-columns">{}</div>').format(markup.table(HEAD, [_row(column) for column in found[chosen]], f"Columns of {LAYOUTS[chosen].title}"))
        )  # fmt: skip
        st.download_button(
            "Columns of every kind of file (CSV)",
            downloads.taken(FILE, lambda: _as_csv(found).encode("utf-8-sig")),
            FILE,
            "text/csv",
            key="columns_of_all",
            on_click="ignore",
        )


def _row(column: FileColumn) -> Sequence[str]:
    return [
        Markup("<code>{}</code>").format(column.header),
        "Yes" if column.needed else "No",
        column.holds,
        column.about,
        ", ".join(column.allowed),
    ]


def _as_csv(found: dict[str, tuple[FileColumn, ...]]) -> str:
    rows = (
        [LAYOUTS[name].title, column.header, "yes" if column.needed else "no", column.holds, column.about, ", ".join(column.allowed)]
        for name, columns in found.items()
        for column in columns
    )  # fmt: skip
    return formula_escape.rows(["kind of file", "column", "needed", "holds", "about", "allowed"], rows)
