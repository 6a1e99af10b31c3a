"""Signing in with a second provider of another make, by its own pages: it says groups in its own way and ends a session too."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import glewlwyd
import pytest
import serving
from glewlwyd import Administrator
from playwright.sync_api import Browser, Page, expect
from serving import Server
from waiting import settled

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not glewlwyd.is_installed(), reason="Glewlwyd is not installed (Debian: apt-get install glewlwyd)"
    ),
]

GROUPS_OF_A_LARGE_BODY = 150
SETTINGS = """
[auth]
redirect_uri = "{address}/oauth2callback"
cookie_secret = "a-secret-of-at-least-thirty-two-characters"
client_id = "{client}"
client_secret = "{secret}"
server_metadata_url = "http://127.0.0.1:{provider}/api/oidc/.well-known/openid-configuration"

[access]
claim = "groups"

[access.roles]
analysts = "analyst"

[access.people]
"bo@example.org" = "viewer"
"""


@pytest.fixture(scope="module")
def signing(bundled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on which people sign in with Glewlwyd, which knows four of them."""
    folder, port, dashboard_port = tmp_path_factory.mktemp("glewlwyd"), serving.free_port(), serving.own_port()
    provider = glewlwyd.start(folder, port)
    try:
        administrator = Administrator(port)
        administrator.speak_openid()
        administrator.know_client(f"http://127.0.0.1:{dashboard_port}")
        many = [
            str(uuid.uuid5(uuid.NAMESPACE_DNS, f"{number}.example.org")) for number in range(GROUPS_OF_A_LARGE_BODY)
        ]
        administrator.know_person("ana", "Ana Lyst", ["analysts", "others"])
        administrator.know_person("dee", "Dee Many", [*many, "analysts"])
        administrator.know_person("bo", "Bo Ard", [])
        administrator.know_person("cy", "Cy Unknown", ["others"])
        secrets = folder / "secrets.toml"
        values = {"client": glewlwyd.CLIENT, "secret": glewlwyd.CLIENT_SECRET, "provider": port}
        secrets.write_text(SETTINGS.format(address=f"http://127.0.0.1:{dashboard_port}", **values), encoding="utf-8")
        store = Path(shutil.copytree(bundled, folder / "store", ignore=shutil.ignore_patterns("*.draft")))
        server = serving.start(store, "--secrets.files", str(secrets), port=dashboard_port, imported=True)
        yield server
        serving.stop(server)
    finally:
        provider.terminate()
        provider.wait(timeout=20)


@pytest.fixture
def open_as(chromium: Browser, signing: Server) -> Iterator[Callable[..., Page]]:
    """Open a page as somebody who signs in by Glewlwyd's own pages and lets the dashboard know who they are."""
    contexts = []

    def opened(path: str, who: str) -> Page:
        context = chromium.new_context(viewport={"width": 1280, "height": 800})
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{signing.address}{path}")
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.get_by_label("Login").fill(who)
        page.get_by_label("Password").fill(glewlwyd.PASSWORD)
        page.get_by_role("button", name="OK").click()
        page.get_by_role("button", name="Grant access").click()
        page.get_by_role("button", name="Continue").click()
        page.wait_for_url(f"{signing.address}/**")
        return page

    yield opened
    for context in contexts:
        context.close()


def wall(page: Page) -> None:
    expect(page.get_by_role("heading", name="Sign in to read this dashboard.")).to_be_visible()
    expect(page.locator(".top")).to_have_count(0)


def test_an_analyst_meets_upload_and_signs_out_here_and_there(open_as, signing):
    page = open_as("/upload", "ana")
    page.wait_for_url("**/upload")
    settled(page)
    expect(page.locator("input[type=file]")).to_have_count(1)
    copied = page.context.cookies()
    page.get_by_role("link", name="Ana Lyst").click()
    expect(page.get_by_text("Your roles: analyst.")).to_be_visible()
    page.get_by_role("link", name="Sign out").click()
    expect(page.get_by_text("wishes you to close the current session")).to_be_visible()
    expect(page.get_by_text(f"{signing.address}/oauth2callback")).to_be_visible()
    page.get_by_role("button", name="Logout").click()
    expect(page.get_by_text("You are disconnected")).to_be_visible()
    page.context.add_cookies(copied)
    page.goto(f"{signing.address}/upload")
    wall(page)


def test_an_analyst_with_more_groups_than_a_request_can_carry_meets_upload_and_signs_out_too(open_as, signing):
    page = open_as("/upload", "dee")
    settled(page)
    expect(page.locator("input[type=file]")).to_have_count(1)
    assert sum(len(cookie["value"]) for cookie in page.context.cookies() if "streamlit" in cookie["name"]) < 4000
    page.get_by_role("link", name="Dee Many").click()
    page.get_by_role("link", name="Sign out").click()
    page.wait_for_url(lambda url: not url.startswith(signing.address))
    page.goto(f"{signing.address}/upload")
    wall(page)


def test_a_viewer_reads_and_meets_no_upload(open_as, signing):
    page = open_as("/", "bo")
    settled(page)
    expect(page.get_by_role("link", name="Bo Ard")).to_be_visible()
    page.goto(f"{signing.address}/upload")
    expect(page.get_by_text("You cannot load files here.")).to_be_visible()
    expect(page.locator("input[type=file]")).to_have_count(0)


def test_a_person_without_a_role_is_told_whom_to_ask(open_as):
    page = open_as("/", "cy")
    expect(page.get_by_role("heading", name="You cannot read this dashboard yet.")).to_be_visible()
    expect(page.get_by_text("Ask whoever runs this dashboard.")).to_be_visible()
    expect(page.locator(".top")).to_have_count(0)
