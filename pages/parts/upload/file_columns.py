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
    columns_by_layout = dictionary.dictionary()
    with st.expander("What columns a file may have"):
        chosen = st.selectbox(
            "Kind of file", columns_by_layout, format_func=lambda name: LAYOUTS[name].title, key="columns_of"
        )
        layout, rows = LAYOUTS[chosen], [_row(column) for column in columns_by_layout[chosen]]
        markup.show(
            Markup(
                "<p>Publisher: {}. Capital letters, spaces and punctuation in a header do not matter. "
                'Other columns are ignored.</p><div class="file-columns">{}</div>'
            ).format(layout.publisher, markup.table(HEAD, rows, f"Columns of {layout.title}"))
        )
        st.download_button(
            "Columns of every kind of file (CSV)",
            downloads.taken(FILE, lambda: _as_csv(columns_by_layout).encode("utf-8-sig")),
            FILE,
            "text/csv",
            key="columns_of_all",
            on_click="ignore",
        )


def _row(column: FileColumn) -> Sequence[str]:
    header, *cells = _in_words(column)
    return [Markup("<code>{}</code>").format(header), *cells]


def _in_words(column: FileColumn) -> Sequence[str]:
    allowed = ", ".join(column.allowed)
    return [column.header, "Yes" if column.needed else "No", column.holds, column.about, allowed]


def _as_csv(columns_by_layout: dict[str, tuple[FileColumn, ...]]) -> str:
    rows = (
        [LAYOUTS[name].title, *_in_words(column)] for name, columns in columns_by_layout.items() for column in columns
    )
    return formula_escape.rows(["Kind of file", *HEAD], rows)
