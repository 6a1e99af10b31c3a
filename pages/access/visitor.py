"""Who a visit is and what they may do: on one's own computer by the link of this start, elsewhere by sign-in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from data.people import sign_outs
from data.people.records import local_name
from pages.access import visit
from pages.access.role_table import PEOPLE, TABLE, Permission, UserRole
from pages.access.sign_in import Claims, NotSignedIn, SignIn, claims, roles_of, sign_in, writes_for
from pages.parts.shared import people_file

A_VISITOR = "a visitor"
SIGNED_OUT = "You have not signed in."
EXPIRED = "Your sign-in has ended."
NO_ROLE = "You have signed in, and nobody has given you a role here yet. Ask whoever runs this dashboard."
FAULTY = "Sign-in is not set up rightly."


@dataclass(frozen=True)
class Person:
    """Who is here.  ``ident`` is theirs alone and ``name`` is shown; ``why_not`` says why they may do less than others.

    ``writes_for`` names the indicators and registers that a contributor may write for.  ``signed_in`` says that a
    provider named them, ``mark`` tells that sign-in from any other.
    """

    ident: str
    name: str
    roles: frozenset[UserRole]
    why_not: str = ""
    writes_for: tuple[str, ...] = ()
    signed_in: bool = False
    mark: str = ""

    def may(self, permission: Permission, *subjects: str) -> bool:
        """May they do that?  A contributor may for what is named for them: for every subject, or, with none, for some."""
        allowed = TABLE[permission].roles & self.roles
        if allowed != {UserRole.CONTRIBUTOR}:
            return bool(allowed)
        return all(map(self._writes_for, subjects)) if subjects else bool(self.writes_for)

    def _writes_for(self, subject: str) -> bool:
        return any(fnmatchcase(subject, pattern) for pattern in self.writes_for)


def visitor(headers: Mapping[str, str], cookies: Mapping[str, str], address: str | None) -> Person:
    """Whom a visit is, by its headers and cookies and the address it came from.

    Without sign-in whoever came by the link of this start is the one local user and may do everything, and anybody
    else reads.  With it a visit is whom the provider named, until that ends or they sign out.
    """
    setup = sign_in()
    if setup is not None:
        return _signed_in(setup, cookies)
    if why := visit.why_not(visit.server(), headers, cookies, address):
        return Person(A_VISITOR, A_VISITOR, frozenset({UserRole.VIEWER}), why)
    return Person(local_name(), local_name(), PEOPLE)


def _signed_in(setup: SignIn, cookies: Mapping[str, str]) -> Person:
    if setup.faults:
        return Person(A_VISITOR, A_VISITOR, frozenset(), FAULTY)
    claimed = claims(setup, cookies)
    if isinstance(claimed, Claims) and people_file.kept(sign_outs.ended, claimed.mark, otherwise=False):
        claimed = NotSignedIn()  # where people's file cannot be read nobody can be told from those who signed out
    if isinstance(claimed, NotSignedIn):
        reads = frozenset({UserRole.PUBLIC}) if setup.access.public else frozenset()
        return Person(A_VISITOR, A_VISITOR, reads, EXPIRED if claimed.expired else SIGNED_OUT)
    roles = roles_of(claimed, setup.access)
    return Person(
        claimed.ident,
        claimed.name,
        roles,
        "" if roles else NO_ROLE,
        writes_for(claimed, setup.access),
        True,
        claimed.mark,
    )
