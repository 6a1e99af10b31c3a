"""The tabs of the Data page. Each is a link, so that people can share it, reload it and use the Back button."""

from __future__ import annotations

from enum import StrEnum

import streamlit as st
from markupsafe import Markup

from pages.access.role_table import Permission
from pages.parts.shared import markup, roles


class Tab(StrEnum):
    """A tab, by its word in the link."""

    HELD = "held"
    LOADS = "loads"
    MEETINGS = "meetings"
    TARGETS = "targets"
    WAITING = "waiting"
    AUDIT = "audit"


NAMES = {
    Tab.HELD: "What we hold",
    Tab.LOADS: "Loads and versions",
    Tab.MEETINGS: "Meetings",
    Tab.TARGETS: "Targets",
    Tab.WAITING: "Waiting",
    Tab.AUDIT: "Audit",
}


def chosen() -> Tab:
    """The tab that the link asks for; the first where it asks for none that there is."""
    tab = st.query_params.get("tab", "")
    return Tab(tab) if tab in shown() else Tab.HELD


def shown() -> list[Tab]:
    """The tabs that this visit may read: the public reads what is held and aimed at, not who did what."""
    return [*Tab] if roles.may(Permission.READ_WRITING) else [Tab.HELD, Tab.TARGETS]


def bar(now: Tab, waits: int) -> Markup:
    """A link to each tab, with how many things wait."""
    return markup.tabs("Data", [_link(tab, tab is now, waits) for tab in shown()])


def to(tab: Tab, words: str) -> Markup:
    """A link to a tab."""
    return markup.link("holdings", words, {"tab": tab})


def _link(tab: Tab, now: bool, waits: int) -> Markup:
    name = f"{NAMES[tab]} ({waits:,})" if tab is Tab.WAITING else NAMES[tab]
    attributes = {"aria_current": "page"} if now else {}
    return markup.link("holdings", name, {"tab": tab}, **attributes)


def finding(words: str) -> Markup:
    """What a tab says first."""
    return Markup('<h1 class="finding">{}</h1>').format(words)


def small(words: str) -> Markup:
    """A line of small print."""
    return Markup('<p class="small">{}</p>').format(words)


def read_only(doing: str) -> Markup:
    """Why this visit cannot do something on a tab, and what would let it."""
    return Markup('<div class="banner" role="note">{}</div>').format(roles.only_reading(doing))


def refused(fault: Exception) -> None:
    """Say why something was not done."""
    markup.show(Markup('<p role="alert"><strong>{}</strong></p>').format(fault))
