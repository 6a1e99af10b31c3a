"""Who is here and what they may do, for pages."""

from __future__ import annotations

import streamlit as st

from data.people import audit
from pages.access.role_table import Permission
from pages.access.sign_in import sign_in
from pages.access.visitor import Person, visitor
from pages.parts.shared import people_file


def person() -> Person:
    """Who this visit is, by its cookies: asked anew each time, for a sign-in may end while a page is open."""
    came = st.context
    return visitor(dict(came.headers), dict(came.cookies), came.ip_address)


def may(permission: Permission, *subjects: str) -> bool:
    """May this visit do that, and for each of these indicators or registers?"""
    return person().may(permission, *subjects)


def record(action: str, subject: str, detail: str = "") -> None:
    """Write a deed of this visitor into the audit."""
    audit.record(people_file.people(), person().name, action, subject, detail)


def only_reading(doing: str) -> str:
    """Why this visitor cannot do something here, and what would let them."""
    reader = person()
    if reader.signed_in:
        return f"You may read here; {doing} needs another role. Ask whoever runs this dashboard for it."
    if sign_in() is not None:
        return f"{reader.why_not} Sign in first: {doing} is for those who have a role for it."
    return (
        f"{reader.why_not} So everything here is read-only: {doing} is possible on the computer that runs the "
        "dashboard. Start it there with its usual command, and open the link that it prints."
    )
