"""The cookie of a sign-in, cut down to what is used here.

Streamlit keeps all that a provider says, in as many cookies as it takes.  Somebody with many groups then sends more than
a connection may begin with, and sees an empty page; and pieces of two sign-ins could be put together.  So one cookie
holds what counts here, and one the hint by which the provider knows whose sign-in ends, where that is not too long.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie

from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import get_cookie_with_chunks

from pages.access.sign_in import CALLBACK, COOKIE, SignIn, sign_in, used

TOKENS = f"{COOKIE}_tokens"
LONGEST_HINT = 3500
"""So many characters of a cookie, with the other one and what else a browser holds, fit into one line of a request."""


def shortened(app: ASGIApp) -> ASGIApp:
    """The application, with what it puts into cookies when somebody comes back from the provider cut down."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        async def cut(message: Message) -> None:
            setup = sign_in()
            if message["type"] == "http.response.start" and setup is not None:
                message = {**message, "headers": _cut(setup, message["headers"])}
            await send(message)

        await app(scope, receive, cut)

    return answer


def is_back_from_provider(path: str) -> bool:
    """Is this where a provider sends people back to?"""
    return path.endswith(CALLBACK)


def _cut(setup: SignIn, headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers with one cookie for each of Streamlit's two, and none of their further pieces."""
    cookies = [(header, _set_by(header)) for header in headers]
    values = {name: value for _, (name, value) in cookies if value}
    short_values = {COOKIE: _person(setup, values), TOKENS: _hint(setup, values)}
    shortened_headers = []
    for header, (name, value) in cookies:
        if not name.startswith(COOKIE) or not value:
            shortened_headers.append(header)  # something else, or the end of a cookie
        elif short_values.get(name):
            shortened_headers.append((header[0], header[1].replace(value.encode(), short_values[name].encode(), 1)))
    return shortened_headers


def _set_by(header: tuple[bytes, bytes]) -> tuple[str, str]:
    """The name and value of the cookie that a header sets; empty where it sets none."""
    if header[0].lower() != b"set-cookie":
        return "", ""
    try:
        cookie = next(iter(SimpleCookie(header[1].decode("latin-1")).values()), None)
    except CookieError:
        return "", ""
    return (cookie.key, cookie.value) if cookie else ("", "")


def _person(setup: SignIn, values: Mapping[str, str]) -> str:
    claims = _payload(setup, COOKIE, values)
    return _signed(setup, COOKIE, used(claims, setup.access)) if claims else ""


def _hint(setup: SignIn, values: Mapping[str, str]) -> str:
    """The provider's own word on who signed in, which it takes back at the end; no token that opens anything there."""
    token = _payload(setup, TOKENS, values).get("id_token")
    cookie = _signed(setup, TOKENS, {"id_token": token}) if token else ""
    return cookie if len(cookie) <= LONGEST_HINT else ""


def _payload(setup: SignIn, name: str, values: Mapping[str, str]) -> dict[str, object]:
    def unsigned(piece: str) -> bytes | None:
        try:
            return str(URLSafeTimedSerializer(setup.secret, salt=piece).loads(values.get(piece, ""))).encode()
        except BadData:
            return None

    payload = json.loads(get_cookie_with_chunks(unsigned, name) or b"{}")
    return payload if isinstance(payload, dict) else {}


def _signed(setup: SignIn, name: str, payload: Mapping[str, object]) -> str:
    cookie = URLSafeTimedSerializer(setup.secret, salt=name).dumps(json.dumps(payload))
    return cookie if isinstance(cookie, str) else cookie.decode()
