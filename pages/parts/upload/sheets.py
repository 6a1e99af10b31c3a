"""Which sheets of a workbook to load, where several could be: each that is chosen is a load of its own."""

from __future__ import annotations

import streamlit as st

from data.problems import Tab
from pages.parts.shared import markup
from pages.parts.upload import upload_session

NONE = ""


def chosen(dropped: str, name: str) -> list[str]:
    """The sheets that are chosen of a dropped workbook; of any other file, and while none is chosen, the empty name."""
    tabs = {tab.name: tab for tab in upload_session.current().tabs.get(dropped, ())}
    if not tabs:
        return [NONE]
    chosen_sheets = st.multiselect(
        f"Which sheets of {markup.literal(name)} do you want to load?",
        list(tabs),
        format_func=lambda sheet: _label(tabs[sheet]),
        key=f"sheets_{dropped}",
        help="Each sheet is checked and loaded by itself, so that you can undo one and keep the others.",
        placeholder="Choose one or more",
    )
    return chosen_sheets or [NONE]


def _label(tab: Tab) -> str:
    """A sheet as it is offered: its name, what it was recognised as, and how it is hidden."""
    return f"{tab.name}: {tab.layout}" + (f" ({tab.hidden})" if tab.hidden else "")
