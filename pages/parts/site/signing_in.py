"""Who is here: the way in, what a person may do once they are in, and the way out."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from charts import words
from pages.access.role_table import TABLE, Permission, UserRole
from pages.access.sign_in import SignIn, sign_in
from pages.access.visitor import FAULTY, Person
from pages.parts.shared import markup, roles, strategies

URL = "sign-in"


def wall() -> None:
    """In place of every page, for a visit that may read none: why, and the way in."""
    setup, person = sign_in(), roles.person()
    assert setup is not None, "without sign-in everybody reads"
    name = words.listed([strategy.name for strategy in strategies.known().values()])
    markup.show(Markup('<div data-wall><p class="small">{}</p></div>').format(name))
    if setup.faults:
        _faulty(setup)
    elif person.signed_in:
        _finding("You cannot read this dashboard yet.", person.why_not)
        markup.show(_out(person))
    else:
        _finding("Sign in to read this dashboard.", person.why_not)
        _in(setup)


def show() -> None:
    """The page of one's own sign-in."""
    setup, person = sign_in(), roles.person()
    if setup is None:
        _finding(
            "Sign-in is not set up.",
            person.why_not or "You opened the link that the dashboard printed, so you can do everything.",
        )
        markup.show(_may(person))
    elif person.signed_in:
        _finding(f"You are signed in as {person.name}.", "")
        markup.show(_may(person) + _out(person))
    else:
        _finding("You read without signing in.", "Sign in to do more, where you have a role for it.")
        _in(setup)


def way() -> Markup:
    """In the head of every page: who is signed in, or the way in; nothing where nobody signs in."""
    person = roles.person()
    if sign_in() is None:
        return Markup()
    return markup.link(URL, person.name if person.signed_in else "Sign in")


def _finding(finding: str, explanation: str) -> None:
    markup.show(Markup('<h1 class="finding">{}</h1><p>{}</p>').format(finding, explanation))


def _faulty(setup: SignIn) -> None:
    """What is wrong with the settings.  It names keys and addresses of the settings, never a secret."""
    items = Markup("").join(Markup("<li>{}</li>").format(fault) for fault in setup.faults)
    _finding(FAULTY, "Nobody can sign in, and no figures are shown, until whoever runs the dashboard corrects this:")
    markup.show(Markup("<ul>{}</ul><p>Then start the dashboard again.</p>").format(items))


def _in(setup: SignIn) -> None:
    for provider in setup.providers:
        named = "Sign in" if provider == "default" else f"Sign in with {markup.literal(provider)}"
        if st.button(named, type="primary", key=f"sign_in_{provider}"):
            st.login(None if provider == "default" else provider)


def _out(person: Person) -> Markup:
    """A plain link: the browser leaves the page, and the provider is told where it can be."""
    return Markup('<p><a class="button" href="auth/logout">Sign out</a> {}</p>').format(
        "This also ends the sign-in on other tabs and devices that share it."
    )


def _may(person: Person) -> Markup:
    """The roles of a person, and what each permission they have lets them do."""
    roles_in_words = words.listed(sorted(role.value for role in person.roles - {UserRole.PUBLIC})) or "none"
    may = [permission.value for permission in TABLE if person.may(permission)]
    limits = (
        Markup("<p>As a contributor you write for: {}.</p>").format(words.listed(list(person.writes_for)))
        if UserRole.CONTRIBUTOR in person.roles and person.writes_for and not person.may(Permission.UNDO)
        else Markup()
    )
    items = Markup("").join(Markup("<li>{}</li>").format(words.upper(permitted)) for permitted in may)
    return Markup("<p>Your roles: {}. You can:</p><ul>{}</ul>{}").format(roles_in_words, items, limits)
