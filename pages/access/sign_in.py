"""Sign-in by OpenID Connect: what the administrator set up, and whom the cookie of a visit names.

Streamlit's own ``st.login`` talks to the provider and keeps what it said in a signed cookie.  Here that cookie is read,
with an end of its own (``hours``), and its claims become roles: by the mapping in ``secrets.toml``, and by nothing else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from ipaddress import ip_address
from typing import Annotated, Any
from urllib.parse import urlsplit

import streamlit as st
from itsdangerous import BadData, SignatureExpired, URLSafeTimedSerializer
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from pages.access.role_table import UserRole

COOKIE = "_streamlit_user"
CALLBACK = "/oauth2callback"
SHORTEST_SECRET = 32
OF_A_PROVIDER = ("client_id", "client_secret", "server_metadata_url")
OF_A_PERSON = ("iss", "sub", "email", "email_verified", "name", "preferred_username")
OF_A_SIGN_IN = ("is_logged_in", "origin", "provider", "nonce")
HOW_TO = "See docs/sign-in.md."


def _several(setting: object) -> object:
    return [setting] if isinstance(setting, str) else setting


Roles = Annotated[frozenset[UserRole], BeforeValidator(_several)]
Names = Annotated[tuple[str, ...], BeforeValidator(_several)]
Address = Annotated[str, BeforeValidator(lambda text: str(text).strip().lower())]


class Access(BaseModel):
    """The section ``[access]`` of ``secrets.toml``: who gets which roles, and how long a sign-in lasts.

    ``claim`` is where the provider says a person's groups; ``roles`` maps a group, ``people`` an email address, to
    roles.  ``contributors`` names, for an email address or a group, the indicators and registers that they may write
    for; a name may end in ``*``.  ``public`` lets visitors read who have not signed in.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    public: bool = False
    claim: str = "roles"
    hours: float = Field(default=10, gt=0, le=24 * 30)
    second_person: bool = False
    roles: dict[str, Roles] = {}
    people: dict[Address, Roles] = {}
    contributors: dict[str, Names] = {}


@dataclass(frozen=True)
class SignIn:
    """How one signs in here: the providers by their names in ``secrets.toml``, and whom the roles are given to.

    ``faults`` say what is wrong with the settings: where there are any nobody can sign in, and nobody may read.
    """

    providers: tuple[str, ...]
    access: Access
    origin: str
    secret: str = field(repr=False)
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Claims:
    """Whom a provider says that a visit is.  ``ident`` is theirs alone, ``mark`` tells this sign-in from any other."""

    ident: str
    name: str
    email: str
    groups: frozenset[str]
    mark: str


@dataclass(frozen=True)
class NotSignedIn:
    """There is no sign-in that holds; ``expired`` says that there was one."""

    expired: bool = False


@cache
def sign_in() -> SignIn | None:
    """How one signs in to this server, read once a start; ``None`` where nothing is set up, and it is one computer's."""
    try:
        secrets = st.secrets.to_dict() if st.secrets.load_if_toml_exists() else {}
    except Exception as fault:  # Streamlit tells of a file that is no TOML by errors of several kinds
        return SignIn((), Access(), "", "", (f"secrets.toml cannot be read: {fault}. {HOW_TO}",))
    return read(secrets)


def second_person() -> bool:
    """Does a load wait for somebody else to approve it?"""
    setup = sign_in()
    return setup is not None and setup.access.second_person


def read(secrets: Mapping[str, Any]) -> SignIn | None:
    """How one signs in by the content of ``secrets.toml``; ``None`` where it has neither ``[auth]`` nor ``[access]``."""
    if "auth" not in secrets and "access" not in secrets:
        return None
    auth = secrets.get("auth", {})
    if not isinstance(auth, Mapping):
        return SignIn((), Access(), "", "", (f"[auth] in secrets.toml is no section. {HOW_TO}",))
    faults = [*_faults(auth)]
    try:
        access = Access.model_validate(secrets.get("access", {}))
    except ValidationError as fault:
        faults += [_fault_in_words(error) for error in fault.errors()]
        access = Access()
    if not (access.roles or access.people) and not faults:
        faults.append(
            "[access] in secrets.toml gives nobody a role. Add [access.people], such as "
            f'"ann@example.org" = "administrator", or [access.roles]. {HOW_TO}'
        )
    redirect = urlsplit(str(auth.get("redirect_uri", "")))
    origin = f"{redirect.scheme}://{redirect.netloc}"
    return SignIn(tuple(_providers(auth)), access, origin, str(auth.get("cookie_secret", "")), tuple(faults))


def _providers(auth: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The sections of the providers; the one without a name of its own is ``default``."""
    named = {
        name: section for name, section in auth.items() if isinstance(section, Mapping) and name != "client_kwargs"
    }
    return named or {"default": auth}


def _faults(auth: Mapping[str, Any]) -> list[str]:
    """What is wrong with ``[auth]``, each with what to do."""
    faults = []
    redirect = str(auth.get("redirect_uri", ""))
    if not redirect:
        faults.append(f"[auth] has no redirect_uri. Add the dashboard's own address with {CALLBACK} at its end.")
    elif not urlsplit(redirect).path.endswith(CALLBACK) or urlsplit(redirect).scheme not in ("http", "https"):
        faults.append(f"redirect_uri in [auth] must be an address that ends in {CALLBACK}: {redirect!r} does not.")
    elif not _safe(redirect):
        faults.append("redirect_uri in [auth] must begin with https://: by http the sign-in could be read on its way.")
    if len(str(auth.get("cookie_secret", ""))) < SHORTEST_SECRET:
        faults.append(
            f"cookie_secret in [auth] must have at least {SHORTEST_SECRET} characters. Make one: "
            'python -c "import secrets; print(secrets.token_urlsafe(48))"'
        )
    for name, provider in _providers(auth).items():
        section = "[auth]" if name == "default" else f"[auth.{name}]"
        faults += [
            f"{section} has no {key}. Ask for it where the provider is kept."
            for key in OF_A_PROVIDER
            if not provider.get(key)
        ]
        address = str(provider.get("server_metadata_url", ""))
        if address and not _safe(address):
            faults.append(f"server_metadata_url in {section} must begin with https://.")
        if "_" in name:
            faults.append(f"The name of {section} may not have an underscore. Call it otherwise.")
    return faults


def _safe(address: str) -> bool:
    """Is what goes to this address hidden on its way, or never leaves the computer?"""
    parts = urlsplit(address)
    try:
        is_this_computer = parts.hostname == "localhost" or ip_address(parts.hostname or "").is_loopback
    except ValueError:
        is_this_computer = False
    return parts.scheme == "https" or (parts.scheme == "http" and is_this_computer)


def _fault_in_words(error: Any) -> str:
    where = ".".join(str(part) for part in error["loc"] if isinstance(part, str) and part != "[key]")
    if error["type"] == "extra_forbidden":
        return f"[access] in secrets.toml has {where}, which is no setting. Take it out, or correct its name."
    return f"{where} in [access] of secrets.toml: {error['msg']}. {HOW_TO}"


def claims(setup: SignIn, cookies: Mapping[str, str]) -> Claims | NotSignedIn:
    """Whom the cookie of a visit names, as the provider said it; nobody where it is forged, foreign or too old.

    It is one cookie (`short_cookie.py`): of several pieces, each signed by itself, those of two sign-ins could be mixed.
    """
    cookie = cookies.get(COOKIE, "") if setup.secret else ""
    try:
        signed = URLSafeTimedSerializer(setup.secret, salt=COOKIE)
        payload = json.loads(str(signed.loads(cookie, max_age=round(setup.access.hours * 3600))))
    except SignatureExpired:
        return NotSignedIn(expired=True)
    except (BadData, ValueError):
        return NotSignedIn()
    if not isinstance(payload, dict) or not payload.get("is_logged_in") or payload.get("origin") != setup.origin:
        return NotSignedIn()
    return _named(payload, setup.access, hashlib.sha256(cookie.encode()).hexdigest())


def used(payload: Mapping[str, Any], access: Access) -> dict[str, Any]:
    """What counts here of all that a provider says: who it is, and those of their groups that are named here."""
    known = {*access.roles, *access.contributors}
    claims_kept = {name: payload[name] for name in (*OF_A_PERSON, *OF_A_SIGN_IN) if name in payload}
    return {access.claim: sorted(group for group in _groups(payload, access) if group in known)} | claims_kept


def _groups(payload: Mapping[str, Any], access: Access) -> frozenset[str]:
    groups = payload.get(access.claim, ())
    return frozenset(
        map(str, [groups] if isinstance(groups, str) else groups if isinstance(groups, list | tuple) else ())
    )


def _named(payload: Mapping[str, Any], access: Access, mark: str) -> Claims | NotSignedIn:
    """Claims as they are used here.  An address that the provider says is not verified counts for nothing."""
    subject = str(payload.get("sub") or "")
    if not subject:
        return NotSignedIn()
    email = str(payload.get("email") or "").strip().lower() if payload.get("email_verified", True) is True else ""
    name = str(payload.get("name") or payload.get("preferred_username") or email or subject)
    return Claims(
        f"{payload.get('iss') or payload.get('provider', '')}|{subject}",
        name[:200],
        email,
        _groups(payload, access),
        mark,
    )


def roles_of(claims: Claims, access: Access) -> frozenset[UserRole]:
    """The roles that the mapping gives; none where it names neither the person nor a group of theirs."""
    of_person = access.people.get(claims.email, frozenset()) if claims.email else frozenset()
    roles_given = of_person.union(*(roles for group, roles in access.roles.items() if group in claims.groups))
    return roles_given - {UserRole.PUBLIC}


def writes_for(claims: Claims, access: Access) -> tuple[str, ...]:
    """The indicators and registers that a contributor may write for; a name may end in ``*``."""
    person_and_groups = [claims.email, *claims.groups]
    return tuple(name for whose, names in access.contributors.items() if whose in person_and_groups for name in names)
