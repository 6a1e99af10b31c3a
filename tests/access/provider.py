"""Settings of a sign-in, and the cookies of what a provider said."""

from __future__ import annotations

import secrets

from itsdangerous import URLSafeTimedSerializer
from streamlit.auth_util import set_cookie_with_chunks

from pages.access.sign_in import COOKIE

SECRET = "a-secret-of-at-least-thirty-two-characters"
ORIGIN = "https://board.example.org"
AUTH = {
    "redirect_uri": f"{ORIGIN}/oauth2callback",
    "cookie_secret": SECRET,
    "client_id": "dashboard",
    "client_secret": "s",
    "server_metadata_url": "https://login.example.org/.well-known/openid-configuration",
}
ACCESS = {
    "roles": {"board-analysts": "analyst", "chairs": ["presenter", "approver"]},
    "people": {"Ann@Example.org": "administrator"},
    "contributors": {"bo@example.org": ["cp_*", "feedback"]},
}
ANA = {"sub": "ana", "email": "ana@example.org", "name": "Ana Lyst", "roles": ["board-analysts"]}

LONG = {"about": secrets.token_hex(6000)}
"""What a provider may say beside, and cannot be made shorter."""


def signed(
    person_claims: dict, secret: str = SECRET, origin: str = ORIGIN, name: str = COOKIE, **details
) -> dict[str, str]:
    """The cookies that Streamlit sets for what a provider said."""
    whole = {**person_claims, "origin": origin, "is_logged_in": True, "provider": "default", **details}
    cookies: dict[str, str] = {}

    def sign(piece: str, value: str) -> bytes:
        return URLSafeTimedSerializer(secret, salt=piece).dumps(value).encode()

    set_cookie_with_chunks(
        lambda name, value: cookies.update({name: sign(name, value).decode()}), sign, name, whole, cookie_attr_size=80
    )
    return cookies
