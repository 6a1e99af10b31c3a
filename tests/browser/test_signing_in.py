"""Signing in with a real provider: who one is decides what one meets, and a sign-in ends where it should."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
import serving
from itsdangerous import TimestampSigner, URLSafeTimedSerializer
from playwright.sync_api import Browser, Page, expect
from serving import Server
from waiting import settled

SECRET = "a-secret-of-at-least-thirty-two-characters"
COOKIE = "_streamlit_user"
ROLES = {
    "presenter": ("Make and change playlists", "Load and publish files"),
    "contributor": ("Write stories", "Undo loads"),
    "approver": ("Approve and decline step changes", "Write stories"),
    "administrator": ("Go back to an earlier version", "Set targets"),
}
"""The roles of one person each, with something that such a one may do and something that they may not."""
PEOPLE = {
    "ana": {"email": "ana@example.org", "name": "Ana Lyst", "roles": ["analysts"]},
    "bo": {"email": "bo@example.org", "name": "Bo Ard"},
    "cy": {"email": "cy@example.org", "name": "Cy Unknown"},
    **{role: {"email": f"{role}@example.org", "name": f"A {role}"} for role in ROLES},
}
SETTINGS = """
[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "{secret}"
client_id = "dashboard"
client_secret = "known to both"
server_metadata_url = "http://127.0.0.1:{provider}/.well-known/openid-configuration"

[access.roles]
analysts = "analyst"

[access.people]
"bo@example.org" = "viewer"
"presenter@example.org" = "presenter"
"contributor@example.org" = "contributor"
"approver@example.org" = "approver"
"administrator@example.org" = "administrator"

[access.contributors]
"contributor@example.org" = ["cp_*", "feedback"]
"""


@pytest.fixture(scope="module")
def provider() -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """A provider that knows these people, on its port."""
    port = serving.free_port()
    known = [part for sub, about in PEOPLE.items() for part in ("--user-claims", json.dumps({"sub": sub} | about))]
    command = [str(Path(sys.executable).with_name("oidc-provider-mock")), "-p", str(port), *known]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    limit = time.monotonic() + 30
    while True:
        try:
            urlopen(f"http://127.0.0.1:{port}/.well-known/openid-configuration", timeout=1).close()
            break
        except OSError:
            assert process.poll() is None and time.monotonic() < limit, "the provider did not start"
            time.sleep(0.2)
    yield port, process
    process.send_signal(signal.SIGCONT)
    process.terminate()
    process.wait(timeout=20)


@pytest.fixture(scope="module")
def signing(provider, bundled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on which people sign in with that provider."""
    folder, port = tmp_path_factory.mktemp("signing"), serving.own_port()
    secrets = folder / "secrets.toml"
    secrets.write_text(SETTINGS.format(port=port, provider=provider[0], secret=SECRET), encoding="utf-8")
    store = Path(shutil.copytree(bundled, folder / "store", ignore=shutil.ignore_patterns("*.draft")))
    server = serving.start(store, "--secrets.files", str(secrets), port=port, imported=True)
    yield server
    serving.stop(server)


@pytest.fixture
def open_as(chromium: Browser, signing: Server) -> Iterator[Callable[..., Page]]:
    """Open a page as somebody who signs in first; as nobody where no name is given."""
    contexts = []

    def opened(path: str = "/", who: str = "", cookies: list | None = None) -> Page:
        context = chromium.new_context(viewport={"width": 1280, "height": 800})
        contexts.append(context)
        if cookies:
            context.add_cookies(cookies)
        page = context.new_page()
        page.goto(f"{signing.address}{path}")
        if who:
            page.get_by_role("button", name="Sign in", exact=True).click()
            page.get_by_role("button", name=who, exact=True).click()
            page.wait_for_url(
                re.compile(f"{re.escape(signing.address)}/(?!oauth2callback)")
            )  # the provider's answer, which redirects to the page
        return page

    yield opened
    for context in contexts:
        context.close()


def wall(page: Page, why: str) -> None:
    """Expect the way in, and nothing of any page."""
    expect(page.get_by_role("heading", name="Sign in to read this dashboard.")).to_be_visible()
    expect(page.get_by_text(why)).to_be_visible()
    expect(page.locator(".top")).to_have_count(0)
    expect(page.locator(".js-plotly-plot")).to_have_count(0)


def test_an_analyst_comes_to_the_page_that_was_wanted_loads_there_and_a_copied_cookie_ends_with_the_sign_in(open_as):
    page = open_as("/upload", who="ana")
    page.wait_for_url("**/upload")
    settled(page)
    expect(page.get_by_role("link", name="Ana Lyst")).to_be_visible()
    page.locator("input[type=file]").set_input_files(
        {"name": "odd.csv", "mimeType": "text/csv", "buffer": b"a,b\n1,2\n"}
    )
    expect(page.get_by_role("heading", level=1)).to_have_text("odd.csv cannot be read.")
    copied = page.context.cookies()
    assert all(cookie["httpOnly"] and cookie["sameSite"] == "Lax" for cookie in copied if COOKIE in cookie["name"])
    page.get_by_role("link", name="Ana Lyst").click()
    expect(page.get_by_role("heading", name="You are signed in as Ana Lyst.")).to_be_visible()
    page.get_by_role("link", name="Sign out").click()
    page.wait_for_url("**/end_session**")
    wall(open_as("/", cookies=copied), "You have not signed in.")


def test_a_cookie_that_was_planted_before_is_not_the_one_after_signing_in(open_as, signing):
    planted = {"name": COOKIE, "value": _signed_long_ago(signing.address), "url": signing.address}
    page = open_as("/", who="bo", cookies=[planted])
    settled(page)
    (cookies,) = [cookie["value"] for cookie in page.context.cookies() if cookie["name"] == COOKIE]
    assert cookies != planted["value"]
    wall(open_as("/", cookies=[planted]), "Your sign-in has ended.")


def test_who_has_no_role_reads_nothing_and_is_told_whom_to_ask(open_as):
    page = open_as("/", who="cy")
    expect(page.get_by_role("heading", name="You cannot read this dashboard yet.")).to_be_visible()
    expect(page.get_by_text("nobody has given you a role here yet")).to_be_visible()
    expect(page.locator(".top")).to_have_count(0)


def test_a_viewer_reads_and_gets_nothing_by_forged_requests_cookies_or_links(open_as, signing):
    page = open_as("/?marks=Target", who="bo")
    settled(page)
    assert "marks=Target" in page.url
    page.goto(f"{signing.address}/upload")
    settled(page)
    expect(page.get_by_text("You cannot load files here.")).to_be_visible()
    assert page.locator("input[type=file]").count() == 0
    put = "fetch('/_stcore/upload_file/x/y', {method: 'PUT', body: 'a'}).then((answer) => answer.status)"
    assert page.evaluate(put) == 403
    assert page.evaluate("fetch('/open-data/indicators.json').then((answer) => answer.status)") == 200
    (own_cookie,) = [cookie for cookie in page.context.cookies() if cookie["name"] == COOKIE]
    middle = len(own_cookie["value"]) // 2
    for value in (
        _swapped(own_cookie["value"], middle),
        _signed_by_another(own_cookie["value"]),
        own_cookie["value"][:-2],
    ):
        wall(open_as("/upload", cookies=[own_cookie | {"value": value}]), "You have not signed in.")
    wall(open_as("/", cookies=[own_cookie | {"value": _signed_long_ago(signing.address)}]), "Your sign-in has ended.")
    assert open_as("/").evaluate("fetch('/open-data/indicators.json').then((answer) => answer.status)") == 401


def test_each_other_role_signs_in_and_is_told_what_it_may_do(open_as, signing):
    for role, (may, may_not) in ROLES.items():
        page = open_as("/sign-in", who=role)
        page.goto(f"{signing.address}/sign-in")
        expect(page.get_by_role("heading", name=f"You are signed in as A {role}.")).to_be_visible()
        expect(page.get_by_text(f"Your roles: {role}. You can:")).to_be_visible()
        expect(page.get_by_role("listitem").filter(has_text=may)).to_have_count(1)
        expect(page.get_by_role("listitem").filter(has_text=may_not)).to_have_count(0)


def test_where_the_provider_does_not_answer_one_is_told_so_and_can_come_back(open_as, provider):
    page = open_as("/")
    provider[1].send_signal(signal.SIGSTOP if os.name == "posix" else signal.SIGTERM)
    try:
        page.get_by_role("button", name="Sign in", exact=True).click()
        expect(page.get_by_role("heading", name="Nobody can sign in just now.")).to_be_visible(timeout=60_000)
    finally:
        provider[1].send_signal(signal.SIGCONT)
    page.get_by_role("link", name="Go back and try again").click()
    wall(page, "You have not signed in.")


def _swapped(value: str, at: int) -> str:
    return value[:at] + ("A" if value[at] != "A" else "B") + value[at + 1 :]


def _signed_by_another(value: str) -> str:
    claims = URLSafeTimedSerializer(SECRET, salt=COOKIE).loads(value)
    return URLSafeTimedSerializer("another-secret-of-thirty-two-letters!", salt=COOKIE).dumps(claims)


def _signed_long_ago(origin: str) -> str:
    """A cookie for an analyst, signed by the server's own secret eleven hours ago."""

    class LongAgo(TimestampSigner):
        def get_timestamp(self) -> int:
            return int(time.time()) - 11 * 3600

    claims = {"sub": "ana", "roles": ["analysts"], "origin": origin, "is_logged_in": True, "provider": "default"}
    return URLSafeTimedSerializer(SECRET, salt=COOKIE, signer=LongAgo).dumps(json.dumps(claims))
