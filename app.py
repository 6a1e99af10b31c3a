"""The server: the site behind its guard, and figures for machines."""

from __future__ import annotations

import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from data import event_log
from data.event_log import event
from data.loading import upload_folder
from data.storage.errors import engine_faults
from data.storage.versions import Store, StoreError, location
from indicators.core import disclosure
from indicators.core.measures import fingerprints
from indicators.core.strategy.reading import chosen
from pages.access import frames, health, housekeeping, opening, visit
from pages.access.guard import Guard
from pages.access.headers import SecurityHeaders
from pages.access.settings import settings
from pages.parts.shared import judged, strategies
from pages.parts.site.document import Document
from reports import open_data

LOG = logging.getLogger("app")

try:
    settings()
    strategies.usual()
    disclosure.threshold()
    frames.sites()
except ValueError as fault:
    sys.exit(f"The dashboard was not started. {fault}")


@asynccontextmanager
async def from_start_to_stop(_: Any) -> AsyncIterator[None]:
    """Make the store and judge its newest version before the first visit; leave no dropped file behind at the end."""
    event_log.to_standard_error(secret=settings().key)
    await run_in_threadpool(_judge)
    with upload_folder.folder():
        async with housekeeping.keeping():
            await run_in_threadpool(opening.announce)
            event(LOG, "started", software=fingerprints.of_code(), answers_others=not visit.server().local)
            yield
    event(LOG, "stopped")


def _judge() -> None:
    """Where the store cannot be read the server still starts, and its pages say what is wrong and the way back."""
    try:
        with engine_faults("The store could not be read or written"):
            judged.judge_usual_strategy()
    except StoreError as fault:
        event(LOG, "the store cannot be read", logging.ERROR, why=str(fault))


async def figures(request: Request) -> Response:
    """``/open-data/indicators.json``, ``verdicts.csv|json`` and ``<indicator>.csv``, for a ``?version=`` and a ``?strategy=``."""
    store = Store(location())
    try:
        await run_in_threadpool(store.read)
    except StoreError:
        return _unreadable()
    try:
        content, kind = await run_in_threadpool(_answer, store, request.path_params["name"], request.query_params)
    except StoreError:
        return _unreadable()
    except (KeyError, ValueError) as fault:
        return PlainTextResponse(str(fault.args[0] if fault.args else fault), status_code=404)
    return Response(content, media_type=kind)


def _unreadable() -> Response:
    """What is wrong names folders of this computer, so it is told to whoever runs the dashboard alone."""
    return PlainTextResponse("The figures cannot be read just now. Try again later.", status_code=503)


async def healthz(_: Request) -> Response:
    """``/healthz``: whether the server can do its work."""
    code, content = await run_in_threadpool(health.health, Store(location()))
    return JSONResponse(content, status_code=code, headers={"cache-control": "no-store"})


def _answer(store: Store, name: str, query: QueryParams) -> tuple[str, str]:
    """The file asked for; that it was taken is counted."""
    number = open_data.version(store, query.get("version"))
    strategy = chosen(strategies.known(), query.get("strategy"))
    answer = open_data.answer(store, name, number, strategy, visit.below())
    housekeeping.takings.count(name, number)
    return answer


app = st.App(
    "pages/site.py",
    routes=[
        route
        for at in sorted({"", visit.below()})  # whoever watches the server itself knows no path of a proxy
        for route in (Route(f"{at}/open-data/{{name}}", figures), Route(f"{at}/healthz", healthz))
    ],
    middleware=[Middleware(SecurityHeaders), Middleware(Guard), Middleware(Document)],
    lifespan=from_start_to_stop,
)
