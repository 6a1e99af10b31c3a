"""Opening a page as a visitor's link would, without a browser."""

from __future__ import annotations

import functools
import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import streamlit as st
from itsdangerous import URLSafeTimedSerializer
from streamlit import config
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.secrets import Secrets
from streamlit.testing.v1 import AppTest, local_script_runner

from pages.access import visit
from pages.access.settings import settings
from pages.access.sign_in import COOKIE, sign_in
from tests.pages.files_to_upload import EXAMPLE

SITE = Path(__file__).parents[2] / "pages" / "site.py"
BROKEN = "This page broke down."
TODAY = "2026-11-21"

# Streamlit looks through every installed package for components at each AppTest, which takes ten times as long as a page.
manifest_scanner.scan_component_manifests = functools.cache(manifest_scanner.scan_component_manifests)


_look_until_it_ends = local_script_runner.require_widgets_deltas


def _wait(runner: local_script_runner.LocalScriptRunner, timeout: float) -> None:
    """Wait for the page's thread; AppTest alone looks a thousand times a second, in the way of what it waits for."""
    runner._script_thread.join(timeout)
    _look_until_it_ends(runner, timeout=0.1)


local_script_runner.require_widgets_deltas = _wait


@dataclass
class Opened:
    """A page as it came out: its markup, its words, its charts."""

    app: AppTest

    @property
    def markup(self) -> str:
        parts = []
        for element in self.app.main:
            if element.type == "html":
                parts.append(element.proto.body)
        return "\n".join(part for part in parts if ":root {" not in part)

    @property
    def words(self) -> str:
        return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", self.markup)))

    @property
    def headline(self) -> str:
        match = re.search(r"<h1[^>]*>(.*?)</h1>", self.markup, re.S)
        return re.sub(r"<[^>]+>", "", html.unescape(match[1])) if match else ""

    @property
    def headings(self) -> list[str]:
        return [html.unescape(heading) for heading in re.findall(r"<h[23][^>]*>(.*?)</h[23]>", self.markup)]

    @property
    def links(self) -> list[str]:
        return [html.unescape(link) for link in re.findall(r'data-here href="([^"]+)"', self.markup)]

    @property
    def buttons(self) -> list[str]:
        return [button.label for button in self.app.button]

    def press(self, label: str) -> Opened:
        """Press the button of that name and see what came of it."""
        next(button for button in self.app.button if button.label == label).click().run()
        assert not self.app.exception, self.app.exception
        assert BROKEN not in self.markup
        return self

    @property
    def charts(self) -> list[dict]:
        return [json.loads(chart.proto.spec) for chart in self.app.get("plotly_chart")]


def _opened(
    folder: Path, page: str, query: dict[str, str], monkeypatch: pytest.MonkeyPatch, breaks: bool = False
) -> Opened:
    monkeypatch.setenv("DASHBOARD_STORE", str(folder))
    monkeypatch.setenv("DASHBOARD_TODAY", TODAY)
    app = AppTest.from_file(str(SITE), default_timeout=180)
    for name, value in query.items():
        app.query_params[name] = value
    app.switch_page(f"{page}.py")
    app.run()
    assert not app.exception, app.exception
    opened = Opened(app)
    assert breaks or BROKEN not in opened.markup
    return opened


@pytest.fixture(autouse=True)
def by_the_link(monkeypatch: pytest.MonkeyPatch) -> None:
    """AppTest has no connection; its visitor comes as a browser does that opened the link of this start."""
    server = visit.server()
    host = f"127.0.0.1:{server.port}"
    came = {"Host": host, "Origin": f"http://{host}"}
    monkeypatch.setattr(type(st.context), "headers", property(lambda _: came))
    monkeypatch.setattr(type(st.context), "cookies", property(lambda _: {server.cookie: settings().key}))
    monkeypatch.setattr(type(st.context), "ip_address", property(lambda _: None))


SECRET = "a-secret-of-at-least-thirty-two-characters"
ADDRESS = "https://board.example.org"
SECRETS = f"""
[auth]
redirect_uri = "{ADDRESS}/oauth2callback"
cookie_secret = "{SECRET}"
client_id = "dashboard"
client_secret = "known to both"
server_metadata_url = "https://login.example.org/.well-known/openid-configuration"

[access.roles]
staff = "{{role}}"

[access.contributors]
staff = "cp_*"
"""


@pytest.fixture
def signed_in_as(by_the_link: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """On a server that reads its sign-in from ``secrets.toml``, let the one who has signed in have a role.

    Their sign-in stays the same when they are given another one.
    """
    path, before = tmp_path / "secrets.toml", config.get_option("secrets.files")
    config.set_option("secrets.files", [str(path)])
    claims = {"sub": "ana", "name": "Ana Lyst", "roles": ["staff"], "origin": ADDRESS, "is_logged_in": True}
    cookie = URLSafeTimedSerializer(SECRET, salt=COOKIE).dumps(json.dumps(claims | {"provider": "default"}))

    def given(role: str) -> None:
        path.write_text(SECRETS.format(role=role), encoding="utf-8")
        monkeypatch.setattr(st, "secrets", Secrets())
        monkeypatch.setattr(type(st.context), "cookies", property(lambda _: {COOKIE: cookie}))
        sign_in.cache_clear()

    yield given
    config.set_option("secrets.files", before)
    sign_in.cache_clear()


@pytest.fixture(params=["by the link", "signed in"])
def either_way(request: pytest.FixtureRequest) -> str:
    """Run a test twice: for who came by the link of this start, and for an analyst who has signed in."""
    if request.param == "signed in":
        request.getfixturevalue("signed_in_as")("analyst")
    return str(request.param)


@pytest.fixture
def without_the_link(by_the_link: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same visitor, who has only typed the dashboard's address."""
    monkeypatch.setattr(type(st.context), "cookies", property(lambda _: {}))


@pytest.fixture(autouse=True)
def judged_quickly(judged_once: None) -> None:
    """What the bundled figures give is judged once for all tests of pages."""


@pytest.fixture
def open_page(store, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Opened]:
    """Open a page of the bundled store by its file and the query of its link; fail on any exception."""
    return lambda page="overview", **query: _opened(store.folder, page, query, monkeypatch)


@pytest.fixture
def writable_page(own_store, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Opened]:
    """The same on a store of this test alone, to write to."""
    return lambda page="upload", **query: _opened(own_store.folder, page, query, monkeypatch)


@pytest.fixture
def illustrated_page(illustrated, judged_once, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Opened]:
    """The same on the bundled store with illustrative data, which is only read."""
    return lambda page="overview", **query: _opened(illustrated, page, query, monkeypatch)


@pytest.fixture
def reading_only() -> Iterator[None]:
    """The server answers every address, and nobody can sign in."""
    before = config.get_option("server.address")
    config.set_option("server.address", "0.0.0.0")
    yield
    config.set_option("server.address", before)


@pytest.fixture
def open_broken(store, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Opened]:
    """Open a page that is expected to meet a fault nobody foresaw."""
    return lambda page="overview", **query: _opened(store.folder, page, query, monkeypatch, breaks=True)


@pytest.fixture
def drop(writable_page):
    """Open the page and drop files, each given by its name and content."""

    def dropped(*files: tuple[str, bytes]):
        page = writable_page("upload")
        uploader = page.app.get("file_uploader")[0]
        for name, content in files:
            uploader.upload(name, content, "text/csv")
        page.app.run()
        assert not page.app.exception, page.app.exception
        return page

    return dropped


@pytest.fixture
def next_load(own_store) -> int:
    """The number that the next load will have."""
    return int(own_store.read().execute("SELECT max(load_id) + 1 FROM load").fetchone()[0])


@pytest.fixture
def example() -> tuple[str, bytes]:
    return EXAMPLE.name, EXAMPLE.read_bytes()
