"""Who is here and what they may do: everything by the link of this start, else reading, until sign-in is set up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import streamlit as st

from data.people import audit
from data.people.records import local_name
from pages.access import visit
from pages.parts.shared import cached


class UserRole(StrEnum):
    """What somebody may do beside looking."""

    PRESENTER = "presenter"
    ANALYST = "analyst"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Person:
    """Who is here; ``why_not`` says why they may only read, where that is so."""

    name: str
    roles: frozenset[UserRole]
    why_not: str = ""


def person() -> Person:
    """One local user with every role, by the link of this start on this computer; anybody else reads."""
    came = st.context
    why = visit.why_not(visit.server(), dict(came.headers), dict(came.cookies), came.ip_address)
    if why:
        return Person("a visitor", frozenset(), why)
    return Person(local_name(), frozenset(UserRole))


def may(role: UserRole) -> bool:
    return role in person().roles


def record(what: str, subject: str, detail: str = "") -> None:
    """Write a deed of this visitor into the audit."""
    audit.record(cached.people(), person().name, what, subject, detail)


def only_reading(doing: str) -> str:
    """Why this visitor cannot do something here, and what would let them."""
    return (
        f"{person().why_not} So everything here is read-only: {doing} is possible on the computer that runs the "
        "dashboard. Start it there with its usual command, and open the link that it prints."
    )
