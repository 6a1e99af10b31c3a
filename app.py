"""The server: the site, security headers under which no page can ask another host, and figures for machines."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data import temporary
from data.people import People, audit
from data.store import Store, StoreError, location
from pages.parts import held
from reports import open_data

HEADERS = {
    "content-security-policy": (
        "default-src 'self'; script-src 'self' 'unsafe-eval' 'unsafe-inline' blob:; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; connect-src 'self'; worker-src blob:; font-src 'self' data:; "
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cross-origin-opener-policy": "same-origin",
}


class SecurityHeaders:
    """Adds the headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message["headers"],
                    *((name.encode(), value.encode()) for name, value in HEADERS.items()),
                ]
            await send(message)

        await self.app(scope, receive, secured)


@asynccontextmanager
async def from_start_to_stop(_: Any) -> AsyncIterator[None]:
    """Make the store and judge its newest version before the first visit; leave no dropped file behind at the end."""
    await run_in_threadpool(lambda: held.verdicts(held.here().version))
    with temporary.folder():
        yield


async def figures(request: Request) -> Response:
    """``/open-data/indicators.json`` and ``/open-data/<indicator>.csv``, with ``?version=`` for an earlier one."""
    try:
        content, kind = await run_in_threadpool(
            _answer, Store(location()), request.path_params["name"], request.query_params.get("version")
        )
    except (StoreError, KeyError, ValueError) as fault:
        return PlainTextResponse(str(fault.args[0] if fault.args else fault), status_code=404)
    return Response(content, media_type=kind)


def _answer(store: Store, name: str, version: str | None) -> tuple[str, str]:
    """The file asked for; that it was taken is written into the audit."""
    answer = open_data.answer(store, name, version)
    audit.record(People(store.folder), "a visitor of /open-data", "exported", name, f"version {version or 'in force'}")
    return answer


app = st.App(
    "pages/site.py",
    routes=[Route("/open-data/{name}", figures)],
    middleware=[Middleware(SecurityHeaders)],
    lifespan=from_start_to_stop,
)
