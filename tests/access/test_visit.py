"""Who may write: a visit from this computer, from the server's own page, with the key of the start; nobody else."""

from __future__ import annotations

import pytest
from cases import each

from pages.access import visit
from pages.access.visit import Server

HERE = Server("127.0.0.1", 8501, secure=False)
OWN = {"Host": "127.0.0.1:8501", "Origin": "http://127.0.0.1:8501"}
HEADERS_OF_PROXIES = [
    "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port", "X-Forwarded-Server",
    "X-Forwarded-Prefix", "X-Forwarded-User", "X-Forwarded", "X-Forward-For", "Forwarded", "Forwarded-For", "Via",
    "X-Real-IP", "CF-Connecting-IP", "CF-Ray", "CF-IPCountry", "True-Client-IP", "X-Client-IP", "X-Cluster-Client-IP",
    "Fastly-Client-IP", "Fly-Client-IP", "X-Original-For", "X-Original-Host", "X-Original-URL", "X-ProxyUser-IP",
    "X-Envoy-External-Address", "X-Envoy-Original-Path", "Client-IP", "X-Remote-Addr", "X-Rewrite-URL", "X-Azure-ClientIP",
    "X-AppEngine-User-IP", "X-Vercel-Forwarded-For", "X-ARR-ClientCert", "WL-Proxy-Client-IP", "Proxy-Client-IP",
    "CDN-Loop", "X-Nginx-Proxy", "DO-Connecting-IP", "Tailscale-User-Login", "X-Scheme", "x-forwarded-for",
]  # fmt: skip


def why_not(server=HERE, headers=OWN, key="", visitor=None, **more_headers: str) -> str:
    return visit.why_not(server, {**headers, **more_headers}, {server.cookie: key} if key else {}, visitor)


@pytest.mark.parametrize(
    ("server", "host"),
    [
        (HERE, "127.0.0.1:8501"),
        (HERE, "localhost:8501"),
        (Server("localhost", 9000, secure=False), "localhost:9000"),
        (Server("::1", 8501, secure=False), "[::1]:8501"),
        (Server("127.0.0.1", 8501, secure=True), "127.0.0.1:8501"),
    ],
)
def test_the_servers_own_page_with_the_key_may_write(server, host, known_key):
    headers = {"Host": host, "Origin": f"{server.scheme}://{host}"}
    assert why_not(server, headers, known_key) == ""
    assert why_not(server, headers, known_key, visitor="127.0.0.1") == ""


@pytest.mark.parametrize(
    "key", ["", "a", "a-key-that-only-tests-kno", "a-key-that-only-tests-know2", "schlüssel", "\udcff"]
)
def test_whoever_forges_everything_but_the_key_only_reads(key):
    assert "did not begin with the link" in why_not(key=key)


def test_the_key_of_another_server_on_this_computer_opens_nothing(known_key):
    assert visit.why_not(HERE, OWN, {"dashboard-key-8502": known_key}, None)


@pytest.mark.parametrize(
    "origin",
    [
        "",
        "null",
        "http://127.0.0.1",
        "http://127.0.0.1:8502",
        "http://localhost:8501",
        "https://127.0.0.1:8501",
        "http://evil.example",
        "http://127.0.0.1:8501.evil.example",
        "http://evil.example@127.0.0.1:8501",
        "127.0.0.1:8501",
    ],
)
def test_only_the_servers_own_origin_may_write(origin, known_key):
    assert "not come from the dashboard's own page" in why_not(key=known_key, Origin=origin)


def test_without_an_origin_nobody_may_write(known_key):
    assert "not come from the dashboard's own page" in why_not(headers={"Host": OWN["Host"]}, key=known_key)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "dashboard.example.org",
        "dashboard.example.org:8501",
        "127.0.0.1.evil.example:8501",
        "evil@127.0.0.1:8501",
        "10.0.0.9:8501",
        "[::1",
        "127.0.0.1:port",
        "127.0.0.1:99999",
    ],
)
def test_a_visit_that_asks_for_another_host_only_reads(host, known_key):
    assert "from another computer" in why_not(headers={"Host": host, "Origin": f"http://{host}"}, key=known_key)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:80", "localhost:8502"])
def test_a_visit_that_asks_for_another_port_only_reads(host, known_key):
    assert "own page" in why_not(headers={"Host": host, "Origin": f"http://{host}"}, key=known_key)


def test_a_visit_from_another_address_only_reads(known_key):
    assert "from another computer" in why_not(key=known_key, visitor="10.0.0.9")


@each("header", HEADERS_OF_PROXIES)
def test_a_visit_through_another_server_only_reads(header, known_key):
    assert "through another server" in why_not(key=known_key, **{header: ""})


@pytest.mark.parametrize(
    ("bound", "expected_words"),
    [("", "every address"), ("0.0.0.0", "every address"), ("::", "every address"), ("10.1.2.3", "10.1.2.3")],
)
def test_a_server_that_answers_other_computers_lets_nobody_write(bound, expected_words, known_key):
    assert f"This server answers {expected_words}" in why_not(Server(bound, 8501, secure=False), key=known_key)
