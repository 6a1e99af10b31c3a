"""Two dashboards on one store behind one nginx, as docs/operating.md says: a visit stays with one, and both know the same."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from behind import NGINX, Site, dashboard, free_port, nginx
from places import EXAMPLES, ROOT

DOCUMENT = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
UPSTREAM = re.compile(r"upstream dashboard \{.*?\n    \}", re.DOTALL)


def config_piece(name: str) -> str:
    """A piece of nginx.conf as the document has it."""
    (piece,) = re.findall(rf"^```nginx {name}\n(.*?)^```$", DOCUMENT, re.DOTALL | re.MULTILINE)
    return piece


@pytest.fixture
def site(bundled: Path, tmp_path: Path) -> Iterator[Site]:
    if NGINX is None:
        pytest.skip("no nginx on this machine (Debian: nginx-light)")
    store = Path(shutil.copytree(bundled, tmp_path / "store", ignore=shutil.ignore_patterns("*.draft")))
    site, ports = Site(tmp_path, store, free_port(), free_port()), (free_port(), free_port())
    upstream = config_piece("several")
    for written, port in zip(("8501", "8502"), ports, strict=True):
        upstream = upstream.replace(f"127.0.0.1:{written}", f"127.0.0.1:{port}")
    (usual,) = UPSTREAM.findall((ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8"))
    name = "server_name board.example.org;"
    changes = {usual: upstream, name: f"{name}\n{config_piece('seat')}"}
    with (
        dashboard(tmp_path, store, site.origin, ports[0]),
        dashboard(tmp_path, store, site.origin, ports[1]),
        nginx(tmp_path, site.plain, site.tls, changes),
    ):
        yield site


def seated(site: Site) -> dict[str, str]:
    """For each of the two dashboards, by the moment of its start, the cookie of a visit that is with it."""
    cookie_by_start: dict[str, str] = {}
    for _ in range(40):
        answer, _ = site.ask("/healthz")
        (cookie,) = [one for one in answer.headers.get_all("set-cookie") or [] if one.startswith("dashboard_seat=")]
        seat = cookie.partition(";")[0]
        cookie_by_start[started(site, seat)] = seat
        if len(cookie_by_start) == 2:
            return cookie_by_start
    raise AssertionError("every visit is with one dashboard")


def started(site: Site, seat: str) -> str:
    answer, health = site.ask("/healthz", {"Cookie": seat})
    assert not [one for one in answer.headers.get_all("set-cookie") or [] if "dashboard_seat" in one]
    return json.loads(health)["started_at"]


def test_two_dashboards_share_a_store(site: Site):
    seats = seated(site)
    for moment, seat in seats.items():
        assert {started(site, seat) for _ in range(5)} == {moment}
    ana = [{**site.signed_in("ana"), "Cookie": f"{site.signed_in('ana')['Cookie']}; {seat}"} for seat in seats.values()]
    for headers, elsewhere in (ana, ana[::-1]):
        with site.session(headers, "upload") as page:
            assert site.put(headers, page.id, 1)[0] == 204
            assert site.put(elsewhere, page.id, 1)[0] == 400  # what it holds is in the memory of the other

    command = ["load", str(EXAMPLES / "talking_therapies_2026-03.csv"), "--store", str(site.store)]
    subprocess.run([sys.executable, "-m", "data", *command], cwd=ROOT, check=True, capture_output=True)
    for headers, seat in zip(ana, seats.values(), strict=True):
        assert json.loads(site.ask("/healthz", {"Cookie": seat})[1])["data_version"] == 2
        assert "version 2" in site.shown(headers, "holdings").words.lower()

    site.ask("/board/auth/logout", ana[0])
    assert all("data-wall" in site.shown(headers, "overview").words for headers in ana)
