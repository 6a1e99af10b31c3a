"""Which of the long lists is shown, and the way to each of the others."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import streamlit as st
from markupsafe import Markup

from pages.access.role_table import Permission
from pages.parts.shared import markup, roles

ASKED = "list"


class Tab(StrEnum):
    """The lists, by the name each has in a link."""

    FINDINGS = "findings"
    CHANGES = "changes"
    GAPS = "gaps"
    MISSING = "missing"
    DUE = "due"
    DOING = "doing"


NAMES = {
    Tab.FINDINGS: "All findings",
    Tab.CHANGES: "What changed",
    Tab.GAPS: "Gaps between groups",
    Tab.MISSING: "What is missing",
    Tab.DUE: "What is due",
    Tab.DOING: "What we are doing",
}


def tab_of_link() -> Tab:
    """The list that the link asks for; all findings where it asks for none that there is."""
    link_value = st.query_params.get(ASKED, "")
    return Tab(link_value) if link_value in set(_shown()) else Tab.FINDINGS


def _shown() -> list[Tab]:
    """The lists that this visit may read."""
    return [tab for tab in Tab if tab is not Tab.DOING or roles.may(Permission.READ_WRITING)]


def heading(tab: Tab) -> Markup:
    """What this list is of."""
    return Markup('<h1 class="finding">{}</h1>').format(NAMES[tab])


def links(current: Tab) -> Markup:
    """The lists side by side, the present one marked."""
    return markup.tabs("Lists", [link(tab, NAMES[tab], is_current=tab is current) for tab in _shown()])


def link(tab: Tab, name: str, query: Mapping[str, str] | None = None, *, is_current: bool = False) -> Markup:
    """The way to a list, with what it is to be asked for."""
    attributes = {"aria_current": "page"} if is_current else {}
    return markup.link("indicator", name, {ASKED: tab.value, **(query or {})}, **attributes)
