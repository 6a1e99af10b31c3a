"""A real server and whoever tries to get in: by raw sockets, through proxies, from other pages; with no way outside."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
import raw
import serving
from serving import KEY, ROOT, Server

from data.people import People, audit, downloads

CLOSED_NETWORK = '''
"""Every way to another computer is closed, and written down."""
import os, socket

def outside(host):
    return str(host) not in ("127.0.0.1", "::1", "localhost", "", "None", "0.0.0.0", "::")

def closed(real):
    def to(self_or_host, *rest, **more):
        where = rest[0] if isinstance(self_or_host, socket.socket) else self_or_host
        host = where[0] if isinstance(where, tuple) else where
        if outside(host) and not (isinstance(self_or_host, socket.socket) and self_or_host.family == socket.AF_UNIX):
            with open(os.environ["OUTSIDE"], "a") as file:
                file.write(f"{host}\\n")
            raise OSError("the network is closed")
        return real(self_or_host, *rest, **more)
    return to

socket.socket.connect = closed(socket.socket.connect)
socket.socket.connect_ex = closed(socket.socket.connect_ex)
socket.getaddrinfo = closed(socket.getaddrinfo)
socket.gethostbyname = closed(socket.gethostbyname)
'''


def test_whoever_comes_from_the_servers_own_page_with_the_key_may_write(server_for_all):
    assert raw.session(server_for_all, raw.own(server_for_all, KEY)).may_write


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, "did not begin with the link"),
        ({"X-Dashboard-Visit": "writer"}, "did not begin with the link"),
        ({"Cookie": "dashboard-key-8501=" + KEY}, "did not begin with the link"),
    ],
)
def test_without_the_key_every_header_may_be_forged_and_nothing_is_won(server_for_all, headers, expected):
    session = raw.session(server_for_all, raw.own(server_for_all) | headers)
    assert not session.may_write and expected in session.words


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "Via", "CF-Connecting-IP", "X-Real-IP"])
def test_through_a_server_that_says_so_even_the_key_only_reads(server_for_all, header):
    session = raw.session(server_for_all, raw.own(server_for_all, KEY) | {header: "127.0.0.1"})
    assert not session.may_write and "through another server" in session.words


def test_without_an_origin_even_the_key_only_reads(server_for_all):
    headers = raw.own(server_for_all, KEY)
    del headers["Origin"]
    session = raw.session(server_for_all, headers)
    assert not session.refused and not session.may_write


@pytest.mark.parametrize("origin", ["http://evil.example", "http://127.0.0.1:1", "http://localhost:8501", "null"])
def test_no_other_page_opens_a_session(server_for_all, origin):
    assert raw.session(server_for_all, raw.own(server_for_all, KEY) | {"Origin": origin}).refused


def test_a_page_of_another_name_that_leads_here_only_reads(server_for_all):
    port = server_for_all.address.rpartition(":")[2]
    host = f"rebound.example:{port}"
    session = raw.session(server_for_all, raw.own(server_for_all, KEY) | {"Origin": f"http://{host}"}, host=host)
    assert not session.may_write and "from another computer" in session.words


def test_nobody_joins_a_writers_session_without_the_key_connected_or_not(server_for_all):
    writer = raw.session(server_for_all, raw.own(server_for_all, KEY))
    for headers in (raw.own(server_for_all), raw.own(server_for_all) | {"X-Dashboard-Visit": "writer"}, {}):
        session = raw.session(server_for_all, headers, joins=writer.id)
        assert session.id != writer.id and not session.may_write
    writer.close()
    time.sleep(0.5)
    session = raw.session(server_for_all, raw.own(server_for_all), joins=writer.id)
    assert session.id != writer.id and not session.may_write


def test_a_writer_whose_connection_broke_finds_the_session_again(server_for_all):
    writer = raw.session(server_for_all, raw.own(server_for_all, KEY))
    writer.close()
    again = raw.session(server_for_all, raw.own(server_for_all, KEY), joins=writer.id)
    assert again.id == writer.id and again.may_write


def test_a_reader_is_answered_before_sending_a_byte_of_a_file(server_for_all):
    status, words = raw.put(server_for_all, raw.own(server_for_all), announced=190 * 1024 * 1024)
    assert status == 403 and "did not begin with the link" in words
    assert raw.put(server_for_all, {"Origin": "http://evil.example"}, announced=100)[0] == 403


def test_a_writer_is_told_of_a_limit_before_sending_a_byte(server_for_all):
    status, words = raw.put(server_for_all, raw.own(server_for_all, KEY), announced=600 * 1024 * 1024)
    assert status == 413 and "limit is 500 MB" in words


@pytest.fixture
def closed_network(tmp_path: Path) -> Callable[..., dict[str, str]]:
    """The environment of a process that reaches no other computer; what it tries is listed in ``OUTSIDE``."""
    folder = tmp_path / "closed"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(CLOSED_NETWORK)
    (tmp_path / "outside").touch()
    return {"PYTHONPATH": str(folder), "OUTSIDE": str(tmp_path / "outside")}


def test_the_closed_network_of_these_tests_is_closed(closed_network):
    attempt = "import urllib.request; urllib.request.urlopen('http://checkip.amazonaws.com', timeout=1)"
    process = subprocess.run(
        [sys.executable, "-c", attempt], env={**os.environ, **closed_network}, capture_output=True, check=False
    )
    assert process.returncode != 0
    assert "checkip.amazonaws.com" in Path(closed_network["OUTSIDE"]).read_text()


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--server.address", "0.0.0.0"),
        ("--server.address", "0.0.0.0", "--server.corsAllowedOrigins", "https://board.example.org"),
    ],
)
def test_a_server_asks_no_outside_address_whatever_its_visitors_say(serve, bundled, tmp_path, closed_network, options):
    store = Path(shutil.copytree(bundled, tmp_path / "store"))
    server = serve(store, *options, environment=closed_network)
    for origin in (
        "http://evil.example",
        "http://8.8.8.8",
        "http://127.0.0.1:1",
        *[f"http://e{n}.example" for n in range(10)],
    ):
        assert raw.session(server, {"Origin": origin}).refused
    known = raw.session(server, {"Origin": "https://board.example.org"})
    assert known.refused is ("--server.corsAllowedOrigins" not in options)
    begun = time.monotonic()
    urllib.request.urlopen(f"{server.address}/_stcore/health", timeout=5).close()
    assert time.monotonic() - begun < 1
    assert raw.session(server, raw.own(server)).id
    assert Path(closed_network["OUTSIDE"]).read_text() == ""


def test_a_server_for_others_is_read_by_its_own_name_and_nobody_writes(serve, bundled, tmp_path):
    store = Path(shutil.copytree(bundled, tmp_path / "store"))
    output = tmp_path / "printed"
    server = serve(store, "--server.address", "0.0.0.0", output=output)
    port = server.address.rpartition(":")[2]
    for host in (f"board.example.org:{port}", f"127.0.0.1:{port}"):
        session = raw.session(server, raw.own(server, KEY) | {"Origin": f"http://{host}"}, host=host)
        assert session.id and not session.may_write and "answers every address" in session.words
    assert "it is read-only" in output.read_text() and KEY not in output.read_text()


def test_the_key_is_in_no_answer_and_in_nothing_that_is_kept(serve, bundled, tmp_path):
    store = Path(shutil.copytree(bundled, tmp_path / "store"))
    server = serve(store, output=tmp_path / "printed")
    writer = raw.session(server, raw.own(server, KEY))
    assert writer.may_write and KEY not in writer.words
    for path in ("/", "/upload", "/_stcore/host-config", "/open-data/indicators.json"):
        with urllib.request.urlopen(f"{server.address}{path}") as answer:
            assert KEY not in str(answer.headers) and KEY.encode() not in answer.read()
    kept = [path.read_bytes() for path in [*store.rglob("*"), tmp_path / "printed"] if path.is_file()]
    assert kept and not any(KEY.encode() in content for content in kept)


def test_a_start_with_a_key_that_is_too_short_says_so_and_does_not_start(bundled, tmp_path):
    started = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "0"],
        cwd=ROOT,
        env={**os.environ, "DASHBOARD_STORE": str(bundled), "DASHBOARD_KEY": "short"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert started.returncode != 0
    words = started.stdout + started.stderr
    assert "The dashboard was not started. DASHBOARD_KEY must have at least 20 characters" in words
    assert "Traceback" not in words


def test_reading_open_data_writes_one_row_a_file_and_day_and_none_for_what_is_not_offered(serve, bundled, tmp_path):
    store = Path(shutil.copytree(bundled, tmp_path / "store"))
    server = serve(store)
    for _ in range(20):
        urllib.request.urlopen(f"{server.address}/open-data/suicide_rate.csv").read()
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(f"{server.address}/open-data/nothing.csv")
    serving.stop(server)
    people = People(store)
    assert [(row.file, row.version, row.times) for row in downloads.newest(people, 10)] == [("suicide_rate.csv", 1, 20)]
    assert audit.entries(people) == []


def link_in(output: Path) -> str:
    match = re.search(r"http://\S+\?key=\S+", output.read_text())
    assert match, output.read_text()
    return match[0]


def test_two_servers_on_one_computer_have_keys_and_cookies_of_their_own(serve, bundled, tmp_path):
    servers: list[Server] = []
    for number in (1, 2):
        store = Path(shutil.copytree(bundled, tmp_path / f"store{number}"))
        servers.append(serve(store, own_key=True, output=tmp_path / f"printed{number}"))
    keys = [link_in(tmp_path / f"printed{number}").partition("key=")[2] for number in (1, 2)]
    assert keys[0] != keys[1]
    both = "; ".join(raw.own(server, key)["Cookie"] for server, key in zip(servers, keys, strict=True))
    for server in servers:
        assert raw.session(server, raw.own(server) | {"Cookie": both}).may_write
    assert not raw.session(servers[0], raw.own(servers[0], keys[1])).may_write
