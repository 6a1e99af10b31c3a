"""The dashboard on a sub-path behind a real nginx with the very deploy/nginx.conf, by TLS, with people who sign in."""

from __future__ import annotations

import http.client
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from behind import NGINX, Site, dashboard, free_port, nginx

pytestmark = pytest.mark.skipif(NGINX is None, reason="no nginx on this machine (Debian: nginx-light)")


@pytest.fixture(scope="module")
def site(bundled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A dashboard at /board of a host that has other pages too."""
    folder, port = tmp_path_factory.mktemp("proxied"), free_port()
    store = Path(shutil.copytree(bundled, folder / "store", ignore=shutil.ignore_patterns("*.draft")))
    site = Site(folder, store, free_port(), free_port())
    changes = {"dashboard:8501": f"127.0.0.1:{port}", "location / {": "location /board/ {"}
    with dashboard(folder, store, site.origin, port), nginx(folder, site.plain, site.tls, changes):
        yield site


def test_plain_http_is_led_to_https(site):
    wanted = "/board/indicator?indicator=suicide_rate"
    with closing(http.client.HTTPConnection("127.0.0.1", site.plain, timeout=10)) as client:
        client.request("GET", wanted)
        with client.getresponse() as answer:
            assert (answer.status, answer.headers["location"]) == (308, f"{site.origin}{wanted}")


def test_every_answer_says_that_it_comes_by_https_alone_and_so_does_every_cookie(site):
    answer, page = site.ask("/board/", site.signed_in("ana"))
    assert (answer.status, answer.headers["strict-transport-security"]) == (200, "max-age=31536000")
    assert "<title>" in page
    answer, _ = site.ask("/board/_stcore/health")
    cookies = answer.headers.get_all("set-cookie") or []
    assert cookies and all("; Secure" in cookie for cookie in cookies)
    for path in ("/board", "/board/auth/logout", "/board/auth/login"):
        answer, _ = site.ask(path)
        assert answer.headers["location"].removeprefix(site.origin) == "/board/"


def test_who_has_signed_in_reads_pages_and_who_has_not_meets_the_way_in(site):
    assert 'class="finding"' in site.shown(site.signed_in("bo"), "indicator", "indicator=suicide_rate").words
    stranger = site.shown({"Origin": site.origin}, "indicator", "indicator=suicide_rate")
    assert "data-wall" in stranger.words
    assert "suicide" not in stranger.words.lower()


def test_a_page_of_another_site_opens_no_session_and_sends_nothing(site):
    foreign = site.signed_in("ana") | {"Origin": "https://evil.example"}
    assert site.shown(foreign, "upload").refused
    assert site.put(foreign, "a-session", 1)[0] == 403


def test_a_large_file_goes_through_from_who_may_load_and_is_refused_from_who_may_not(site):
    with site.session(site.signed_in("ana"), "upload") as analyst:
        assert "file_uploader" in analyst.parts
        assert site.put(site.signed_in("ana"), analyst.id, 150) == (204, "")
        code, message = site.put(site.signed_in("ana"), analyst.id, 201)
        assert (code, message) == (413, "File too large")  # the dashboard's own answer, not the proxy's
    code, message = site.put(site.signed_in("bo"), analyst.id, 150)
    assert (code, message) == (403, "Your role does not let you load files. It may only read.\n")
    code, message = site.put({"Origin": site.origin, "Cookie": "a=b"}, analyst.id, 150)
    assert (code, message) == (403, "You have not signed in. It may only read.\n")


def test_open_data_is_where_pages_say_and_names_where_the_rest_is(site):
    shown = site.shown(site.signed_in("bo"), "indicator", "indicator=tt_recovery")
    (link,) = set(re.findall(r'href="(open-data/[^"]+)"', shown.words))
    answer, content = site.ask(f"/board/{link.replace('&amp;', '&')}", site.signed_in("bo"))
    assert (answer.status, content.splitlines()[0][:7]) == (200, "version")
    assert site.ask(f"/board/{link}")[0].status == 401
    _, catalogue = site.ask("/board/open-data/indicators.json", site.signed_in("bo"))
    first = json.loads(catalogue)["indicators"][0]["measures"]
    answer, content = site.ask(first, site.signed_in("bo"))
    assert (answer.status, content.splitlines()[0][:7]) == (200, "version")


def test_the_health_of_the_dashboard_is_told_on_the_sub_path(site):
    answer, body = site.ask("/board/healthz")
    assert (answer.status, json.loads(body)["status"]) == (200, "ok")


def test_the_start_names_the_address_that_people_open(site):
    (printed,) = site.folder.glob("printed-*")
    assert f"The dashboard is ready at {site.origin}/board/\n" in printed.read_text()
