"""A real server on a fresh store, and a real browser that counts every request it makes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import serving
from serving import Server
from waiting import settled

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

HARMLESS = ("/_stcore/health", "/_stcore/host-config")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark them, and let each run once more if it fails: on a busy machine a browser may starve.

    What ran twice is named at the end of the run, with why: a fault that shows now and then is still to be looked into.
    """
    for item in items:
        if "tests/browser" in str(item.path).replace(os.sep, "/"):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """Start servers on stores of a test's own, and stop them afterwards.

    One that is asked for its output, its environment or a key of its own is started by the README's command.
    """
    running: list[Server] = []

    def start(store: Path, *options: str, **settings: Any) -> Server:
        running.append(serving.start(store, *options, imported=not settings, **settings))
        return running[-1]

    yield start
    for server in running:
        serving.stop(server)


@pytest.fixture
def server(serve: Callable[[Path], Server], bundled: Path, tmp_path: Path) -> Server:
    """A server on a fresh copy of the store made from the bundle."""
    return serve(Path(shutil.copytree(bundled, tmp_path / "served", ignore=shutil.ignore_patterns("*.draft"))))


@dataclass
class Visit:
    """A browser's page, with what it asked for and what it complained of."""

    page: object
    address: str
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium, once for all tests."""
    with serving.launched() as started:
        yield started


@pytest.fixture(scope="session")
def browsers(chromium) -> list[BrowserContext]:
    """Browsers that know nothing of each other, and from one test to the next keep only the files that they have fetched.

    Servers have the same few ports: what one has sent and a browser has compiled need not be sent for the next one.
    The first page of each stays empty and open, which keeps the process that has compiled it.
    """
    return []


@pytest.fixture
def visit(chromium, browsers) -> Iterator[Callable[..., Visit]]:
    """Open a page of a server in a browser of its own, by its link with the key or only by its address.

    At the end no visit may have asked another host for anything.
    """
    with _visiting(chromium, browsers) as open_:
        yield open_


@pytest.fixture(scope="session")
def lasting_browsers() -> list[BrowserContext]:
    """The same for visits that outlast a test."""
    return []


@pytest.fixture(scope="module")
def lasting_visit(chromium, lasting_browsers) -> Iterator[Callable[..., AbstractContextManager[Visit]]]:
    """A visit for as long as it is held, at which several tests look one after another."""

    @contextmanager
    def held(*arguments: Any, **keywords: Any) -> Iterator[Visit]:
        with _visiting(chromium, lasting_browsers) as open_:
            yield open_(*arguments, **keywords)

    yield held


@contextmanager
def _visiting(chromium: Browser, browsers: list[BrowserContext]) -> Iterator[Callable[..., Visit]]:
    """Open pages, each in a browser of its own; ``before`` is a script that runs before any of the page."""
    visits: list[Visit] = []

    def open_(
        server: Server,
        path: str = "/",
        width: int = 1280,
        height: int = 800,
        *,
        by_link: bool = True,
        before: str | None = None,
    ) -> Visit:
        if len(visits) == len(browsers):
            browsers.append(chromium.new_context())
            browsers[-1].new_page()
        page = _unknown(browsers[len(visits)], server)
        page.set_viewport_size({"width": width, "height": height})
        opened = Visit(page, server.address)
        page.on(
            "request", lambda request: opened.outside.append(request.url) if _outside(request.url, server) else None
        )
        page.on("console", lambda message: _hear(opened, message))
        page.on("pageerror", lambda fault: opened.complaints.append(str(fault)))
        visits.append(opened)
        if before:
            page.add_init_script(before)
        page.goto(server.link(path) if by_link else f"{server.address}{path}")
        settled(page)
        return opened

    yield open_
    for opened in visits:
        for page in opened.page.context.pages[1:]:
            page.close()
    for opened in visits:
        assert opened.outside == []
        assert opened.complaints == []


def _unknown(browser: BrowserContext, server: Server) -> Page:
    """An empty page of a browser that no server knows, and that has written nothing down of this one."""
    browser.clear_cookies()
    browser.clear_permissions()
    page = browser.new_page()
    what_to_clear = {
        "origin": server.address,
        "storageTypes": "cookies,local_storage,indexeddb,cache_storage,service_workers",
    }
    browser.new_cdp_session(page).send("Storage.clearDataForOrigin", what_to_clear)
    return page


def _outside(url: str, server: Server) -> bool:
    return not url.startswith((server.address, server.address.replace("http", "ws"), "data:", "blob:", "about:"))


def _hear(opened: Visit, message) -> None:
    if message.type == "error" and not any(path in message.location.get("url", "") for path in HARMLESS):
        opened.complaints.append(message.text)


@pytest.fixture(scope="session")
def server_for_all(bundled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for tests that change nothing."""
    store = Path(shutil.copytree(bundled, tmp_path_factory.mktemp("served") / "store"))
    server = serving.start(store, imported=True)
    yield server
    serving.stop(server)
