"""Dropped files: how much one visit and all together may hold, and that they go when their visit does."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime import get_instance
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from data.event_log import event
from pages.access.settings import MEGABYTE, Settings, settings

LOG = logging.getLogger(__name__)
PLACE = "/_stcore/upload_file/"


class Uploads:
    """The dropped files of all visits, each visit by Streamlit's id of its session.

    ``refusal`` and ``at_its_end`` are for the pages; all else runs on the server's event loop.
    """

    def __init__(self, limits: Settings) -> None:
        self._limits = limits
        self._coming: Counter[str] = Counter()  # bytes on their way
        self._refusals: dict[str, str] = {}
        self._without_connection: dict[str, float | None] = {}  # since when, of each visit that may hold files
        self._leave: dict[str, Callable[[], object]] = {}

    def limited(self, app: ASGIApp, scope: Scope) -> ASGIApp:
        """What answers a request: the application, or a refusal before any byte of a file is read."""
        if scope["method"] != "PUT" or PLACE not in scope["path"]:
            return app
        session = scope["path"].partition(PLACE)[2].partition("/")[0]
        size = _size(Headers(scope=scope))
        if size is None:
            event(LOG, "file not taken", logging.WARNING, why="it does not say how long it is")
            return PlainTextResponse("Say how long the file is, by Content-Length.\n", 411)
        self._without_connection.setdefault(session, None)
        self._refusals[session] = self._too_much(session, size)
        if self._refusals[session]:
            event(LOG, "file not taken", logging.WARNING, why="too large beside what is held", bytes=size)
            return PlainTextResponse(f"{self._refusals[session]}\n", 413)

        async def take(scope: Scope, receive: Receive, send: Send) -> None:
            with self._on_its_way(session, size):
                await app(scope, receive, send)

        return take

    @contextmanager
    def _on_its_way(self, session: str, size: int) -> Iterator[None]:
        self._coming[session] += size
        try:
            yield
        finally:
            self._coming[session] -= size

    def _too_much(self, session: str, size: int) -> str:
        """Why another file of that size is not taken; empty where it is."""
        sizes = _sizes_by_visit() + self._coming
        if sizes[session] + size > self._limits.visit_bytes:
            return (
                f"The file was not taken: it has {_size_in_words(size)}, this visit holds "
                f"{_size_in_words(sizes[session])} already, and its limit is {_size_in_words(self._limits.visit_bytes)}. "
                "Publish what is here or take it off the list, then drop the file again."
            )
        if sizes.total() + size > self._limits.all_bytes:
            return (
                f"The file was not taken: it has {_size_in_words(size)}, all visits together hold "
                f"{_size_in_words(sizes.total())}, and their limit is {_size_in_words(self._limits.all_bytes)}. "
                "Close other pages on which files were dropped, then drop the file again."
            )
        return ""

    def refusal(self, session: str) -> str:
        """Why the last file of a visit was not taken; empty where it was."""
        return self._refusals.get(session, "")

    def at_its_end(self, session: str, leave: Callable[[], object]) -> None:
        """Do this, instead of what was to be done before, when the visit has ended."""
        self._leave[session] = leave
        self._without_connection.setdefault(session, None)

    def sweep(self) -> None:
        """Close visits that may hold files and have had no connection for a while, with everything they hold.

        Streamlit itself keeps them for minutes, in case they come back.  A short break of the connection is waited for.
        """
        runtime, now = get_instance(), time.monotonic()
        for session, since in list(self._without_connection.items()):
            if runtime.is_active_session(session) or self._coming[session]:
                self._without_connection[session] = None
            elif since is None:
                self._without_connection[session] = now
            elif now - since >= self._limits.kept_seconds:
                runtime.close_session(session)
                _manager().remove_session_files(session)  # one that arrived after its visit had ended
                self._leave.pop(session, _nothing)()
                for state_by_session in (self._without_connection, self._refusals, self._coming):
                    state_by_session.pop(session, None)


@cache
def of_this_server() -> Uploads:
    """The dropped files of this server."""
    return Uploads(settings())


def _size(headers: Headers) -> int | None:
    """How many bytes a request brings; ``None`` where it does not say so beforehand."""
    length = headers.get("content-length", "")
    is_length = length.isascii() and length.isdigit() and len(length) < 16
    return int(length) if is_length and "transfer-encoding" not in headers else None


def _sizes_by_visit() -> Counter[str]:
    """The bytes that each visit holds."""
    files = {session: list(file_by_id.values()) for session, file_by_id in list(_manager().file_storage.items())}
    return Counter({session: sum(len(file.data) for file in visit_files) for session, visit_files in files.items()})


def _manager() -> MemoryUploadedFileManager:
    manager = get_instance().uploaded_file_mgr
    assert isinstance(manager, MemoryUploadedFileManager)
    return manager


def _nothing() -> None:
    """A visit that left nothing to be done."""


def _size_in_words(size: int) -> str:
    return f"{size / MEGABYTE:,.0f} MB" if size >= MEGABYTE else f"{size / 1024:,.0f} kB"
