"""The guard: foreign pages get nowhere, readers send nothing, and the link's key becomes a cookie and leaves the address."""

from __future__ import annotations

import pytest
import streamlit as st
from cases import each

from pages.access import visit
from pages.access.guard import MARK, Guard

FOREIGN = [
    "http://evil.example",
    "null",
    "",
    "http://127.0.0.1:1",
    "http://localhost:8501",
    "http://[",
    "//127.0.0.1:8501x",
]
UPLOAD = "/_stcore/upload_file/session/file"


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_page_of_elsewhere_opens_no_session_even_with_the_key(ask, own_page, origin):
    answer = ask(Guard, headers=own_page | {"origin": origin}, kind="websocket")
    assert (answer.status, answer.reached) == (1008, None)


@each("origin", FOREIGN)
@each("method", ["POST", "PUT", "DELETE", "PATCH", "ANYTHING"])
def test_a_page_of_elsewhere_changes_nothing(ask, own_page, method, origin):
    answer = ask(Guard, method, UPLOAD, own_page | {"origin": origin}, body=b"a file")
    assert (answer.status, answer.read, answer.reached) == (403, 0, None)


def marked(answer) -> str:
    return dict(answer.reached["headers"])[MARK.encode()].decode()


def test_a_session_is_marked_by_the_guard_whatever_its_visitor_says(ask, own_page):
    assert marked(ask(Guard, headers=own_page, kind="websocket")) == "writer"
    forged = {"origin": own_page["origin"], MARK: "writer"}
    assert marked(ask(Guard, headers=forged, kind="websocket")) == "reader"
    no_origin = {"cookie": own_page["cookie"]}
    assert marked(ask(Guard, headers=no_origin, kind="websocket")) == "reader"


def test_streamlit_is_told_to_tell_sessions_apart_by_that_mark():
    assert MARK in st.get_option("server.trustedUserHeaders")


@pytest.mark.parametrize("host", ["dashboard.example.org", "10.1.2.3:8501"])
def test_a_reader_may_come_by_the_servers_own_name(ask, host):
    answer = ask(Guard, headers={"host": host, "origin": f"http://{host}"}, kind="websocket")
    assert marked(answer) == "reader"


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("server.corsAllowedOrigins", ["https://board.example.org"]),
        ("server.corsAllowedOrigins", ["board.example.org"]),
        ("browser.serverAddress", "board.example.org"),
    ],
)
def test_a_reader_may_come_by_a_name_that_is_configured_and_streamlit_sees_one_host(ask, configured, option, value):
    configured(option, value)
    answer = ask(Guard, headers={"host": "inner:8501", "origin": "https://board.example.org"}, kind="websocket")
    headers = dict(answer.reached["headers"])
    assert (headers[b"host"], headers[b"origin"]) == (b"board.example.org", b"https://board.example.org")
    assert marked(answer) == "reader"


def test_nobody_without_the_key_sends_a_byte(ask, own_page):
    del own_page["cookie"]
    for method in ("PUT", "POST", "DELETE", "PATCH"):
        answer = ask(Guard, method, UPLOAD, own_page, body=b"a file")
        assert (answer.status, answer.read, answer.reached) == (403, 0, None)
        assert "did not begin with the link" in answer.words


def test_nobody_sends_a_byte_through_a_proxy_or_without_an_origin(ask, own_page):
    for headers in (own_page | {"x-forwarded-for": "127.0.0.1"}, {"cookie": own_page["cookie"]}):
        answer = ask(Guard, "PUT", UPLOAD, headers, body=b"a file")
        assert (answer.status, answer.read, answer.reached) == (403, 0, None)


def test_a_writer_may_send(ask, own_page):
    assert ask(Guard, "DELETE", UPLOAD, own_page).status == 200


def test_anybody_may_look(ask):
    assert ask(Guard, "GET", "/open-data/indicators.json", {"origin": "http://evil.example"}).status == 200


def test_the_right_link_leads_on_without_its_key_and_leaves_a_cookie(ask, known_key):
    answer = ask(Guard, "GET", f"/upload?a=1&key={known_key}&b=x%26y&c=")
    assert answer.status == 303
    assert answer.headers["location"] == "/upload?a=1&b=x%26y&c="
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{visit.server().cookie}={known_key};")
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    assert answer.reached is None


@pytest.mark.parametrize("key", ["", "wrong", "%FF", "%00", "x" * 5000])
def test_a_wrong_key_leads_on_without_it_and_leaves_no_cookie(ask, key):
    answer = ask(Guard, "GET", f"/?key={key}")
    assert (answer.status, answer.headers["location"]) == (303, "/")
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("path", ["//evil.example/", "/\\evil.example/", "///evil.example"])
def test_a_link_with_a_key_leads_to_no_other_host(ask, known_key, path):
    answer = ask(Guard, "GET", f"{path}?key={known_key}")
    assert answer.headers["location"].startswith("/evil.example")
