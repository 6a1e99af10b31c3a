"""Who is here and what they may do: on this computer everything, from elsewhere reading, until sign-in is set up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address

import streamlit as st

from data.people import audit
from data.people.writing import local_name
from pages.parts import held

FORWARDED = ("x-forwarded-for", "x-forwarded-host", "x-real-ip", "forwarded", "via")


class Role(StrEnum):
    """What somebody may do beside looking."""

    PRESENTER = "presenter"
    ANALYST = "analyst"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Person:
    """Who is here; ``why_not`` says why they may only read, where that is so."""

    name: str
    roles: frozenset[Role]
    why_not: str = ""


def person() -> Person:
    """One local user with every role on this computer; anybody else reads."""
    bound = str(st.get_option("server.address") or "")
    why = why_not(bound, dict(st.context.headers), st.context.ip_address)
    if why:
        return Person("a visitor", frozenset(), why)
    return Person(local_name(), frozenset(Role))


def why_not(bound: str, headers: Mapping[str, str], visitor: str | None) -> str:
    """Empty only where the server answers this computer alone and the visit came straight from it."""
    given = {name.lower(): value for name, value in headers.items()}
    if not is_loopback(bound):
        return (
            f"This server answers {'every address' if bound in ('', '0.0.0.0', '::') else bound}, not only the computer "
            "it runs on, and nobody can sign in yet."
        )
    if any(name in given for name in FORWARDED):
        return "This visit came through another server, and nobody can sign in yet."
    if not is_loopback(_host(given.get("host", "localhost"))) or not is_loopback(visitor or "localhost"):
        return "This visit came from another computer, and nobody can sign in yet."
    return ""


def _host(header: str) -> str:
    """The host of a Host header, without its port."""
    return header[1:].partition("]")[0] if header.startswith("[") else header.partition(":")[0]


def is_loopback(name: str) -> bool:
    """Is this a name of the very computer?"""
    if name.lower() == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def may(role: Role) -> bool:
    return role in person().roles


def record(what: str, subject: str, detail: str = "") -> None:
    """Write a deed of this visitor into the audit."""
    audit.record(held.people(), person().name, what, subject, detail)


def only_reading(doing: str) -> str:
    """Why this visitor cannot do something here, and what would let them."""
    return (
        f"{person().why_not} So everything here is read-only: {doing} is possible on the computer that runs the "
        "dashboard, started with its usual command."
    )
