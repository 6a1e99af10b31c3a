"""Taking every measure away as one workbook."""

from __future__ import annotations

from functools import partial

import streamlit as st
from markupsafe import Markup

from pages.parts.shared import cached, judged, markup
from pages.parts.shared.downloads import taken
from reports.workbook import measures_workbook

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show() -> None:
    """A button that makes the workbook when it is pressed, of the version that is looked at."""
    name = f"measures-{cached.strategy().id}-version-{cached.version()}.xlsx"
    markup.show(
        markup.heading("Take every figure away")
        + Markup(
            "<p>One Excel workbook with every figure of every indicator in data version {}, what each indicator and each "
            "column means, and the verdicts of today.</p>"
        ).format(cached.version())
    )
    st.download_button(
        "Every figure (Excel)",
        taken(name, partial(measures_workbook, judged.board(), cached.published_at())),
        name,
        KIND,
        key="measures_workbook",
        on_click="ignore",
    )
