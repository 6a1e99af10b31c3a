"""The guard before every request: no page of elsewhere gets in, and who may not send anything sends nothing."""

from __future__ import annotations

import logging
from contextlib import suppress
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from data.event_log import event
from data.people import sign_outs
from data.storage.errors import PeopleError
from pages.access import messages, no_provider, short_cookie, uploads, visit
from pages.access.role_table import SENDS_FILES, Permission
from pages.access.settings import settings
from pages.access.sign_in import sign_in
from pages.access.visitor import Person, visitor
from pages.parts.shared import people_file

READS = ("GET", "HEAD", "OPTIONS")
KEY = "key"
FOREIGN = "It came from a page of another site."
LOG = logging.getLogger(__name__)
SIGN_OUT = "/auth/logout"
FIGURES = ("/open-data/", "/media/")
"""Where figures lie beside the pages: what machines take, and files that were made for a visit."""
LETTERS = "/static/media/"
"""Where the fonts lie that every page needs, the way in too."""
MARK = "x-dashboard-visit"
"""Says to Streamlit whose session this is: it gives nobody a session of another kind (``server.trustedUserHeaders``)."""


class Guard:
    """Refuses foreign origins, takes the key from the link into a cookie, and lets only those who may write send."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._session(scope, receive, send)
        elif scope["type"] == "http":
            await self._request(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _session(self, scope: Scope, receive: Receive, send: Send) -> None:
        connection = HTTPConnection(scope)
        if is_foreign(connection.headers):
            event(LOG, "refused", logging.WARNING, asked="a session", why=FOREIGN)
            await WebSocketClose(code=1008)(scope, receive, send)
            return
        await self.app(_presented(scope, _kind(_person(connection))), messages.of_pages(receive), send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = HTTPConnection(scope)
        if scope["method"] in READS:
            # OPTIONS changes nothing and answers nothing of ours; a link with the key in it is followed by GET or HEAD.
            answer = _let_in(request) if KEY in request.query_params else await self._read(request)
        elif is_foreign(request.headers):
            event(LOG, "refused", logging.WARNING, asked=scope["method"], why=FOREIGN)
            answer = PlainTextResponse("This page of another site may not change anything here.\n", 403)
        elif why := _why_it_sends_nothing(request):
            event(LOG, "refused", logging.WARNING, asked=scope["method"], why=why)
            answer = PlainTextResponse(f"{why} It may only read.\n", 403)
        else:
            answer = uploads.of_this_server().limited(self.app, scope)
        await answer(scope, receive, send)

    async def _read(self, request: HTTPConnection) -> ASGIApp:
        """What answers one who reads: figures for who may read them, and the end of a sign-in for who signs out."""
        path = request.scope["path"]
        if path.endswith(SIGN_OUT) and (person := _person(request)).signed_in:
            await run_in_threadpool(_end, person)
        if _has_figures(path) and not _person(request).may(Permission.READ):
            return PlainTextResponse(
                "Sign in to the dashboard first: these figures are for those who have a role.\n", 401
            )
        if short_cookie.is_back_from_provider(path):
            return short_cookie.shortened(self.app)
        return no_provider.with_explanation(self.app) if path.endswith(no_provider.PATH) else self.app


def _has_figures(path: str) -> bool:
    """Is this where figures lie?  Streamlit's own letters have ``/media/`` in their address too: everybody may have those."""
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    of_streamlit = path.removeprefix(f"/{base}" if base else "").startswith(LETTERS)
    return not of_streamlit and any(place in path for place in FIGURES)


def is_foreign(headers: Headers) -> bool:
    """Does a request come from a page of another origin than the one it asks, and than those that are configured?

    A request without an origin is not foreign: it comes from no page.  It may only read.
    """
    origins = headers.getlist("origin")
    if not origins:
        return False
    try:
        origin = urlsplit(origins[0])
    except ValueError:
        return True
    known = origin.netloc == headers.get("host") or origin.hostname in _public_names()
    return len(origins) > 1 or not origin.netloc or not known


def _public_names() -> set[str]:
    """The names under which whoever started the server says that it is reached."""
    setup = sign_in()
    named = [*st.get_option("server.corsAllowedOrigins"), *([setup.origin] if setup else [])]
    if st.config.is_manually_set("browser.serverAddress"):
        named.append(str(st.get_option("browser.serverAddress")))
    hosts = (urlsplit(name if "//" in name else f"//{name}").hostname for name in named)
    return {host for host in hosts if host}


def _person(request: HTTPConnection) -> Person:
    return visitor(request.headers, request.cookies, request.client.host if request.client else None)


def _kind(person: Person) -> str:
    """What tells sessions apart: a sign-in, the local user, or anybody who reads."""
    return person.mark or ("writer" if person.may(Permission.LOAD) else "reader")


def _why_it_sends_nothing(request: HTTPConnection) -> str:
    """Why a request may not send anything; empty where it may: from the dashboard's own page, by who may send files."""
    person, setup = _person(request), sign_in()
    if not any(map(person.may, SENDS_FILES)):
        return person.why_not or "Your role does not let you load files."
    if setup is not None and request.headers.get("origin") != setup.origin:
        return "This visit did not come from the dashboard's own page."
    return ""


def _end(person: Person) -> None:
    """End a sign-in for good: its cookie, wherever it is kept, opens nothing any more."""
    setup = sign_in()
    assert setup is not None
    with suppress(PeopleError):  # every page says that people's file cannot be written just now
        sign_outs.end(people_file.people(), person.mark, setup.access.hours)
    event(LOG, "signed out")


def _presented(scope: Scope, kind: str) -> Scope:
    """The handshake as Streamlit is to see it: marked with the kind of visit, its host the one that its origin names.

    Where the two differ, by a name that is configured, Streamlit would ask an outside host for this server's address.
    """
    scope = {**scope, "headers": list(scope["headers"])}
    headers = MutableHeaders(scope=scope)
    headers[MARK] = kind
    if origin := headers.get("origin"):
        headers["host"] = urlsplit(origin).netloc
    return scope


def _let_in(request: HTTPConnection) -> RedirectResponse:
    """Lead to the same page by an address without the key; where it was the right one, a cookie carries it from now on."""
    rest = [(name, value) for name, value in parse_qsl(request.url.query, keep_blank_values=True) if name != KEY]
    path = "/" + quote(request.scope["path"].lstrip("/\\"))  # two slashes would begin the name of another host
    answer = RedirectResponse(f"{path}?{urlencode(rest)}" if rest else path, 303, {"cache-control": "no-store"})
    server = visit.server()
    if visit.has_key(request.query_params[KEY]):
        answer.set_cookie(
            server.cookie, settings().key, path="/", secure=server.secure, httponly=True, samesite="strict"
        )
    return answer
