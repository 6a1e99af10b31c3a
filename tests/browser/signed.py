"""A server on which people have signed in whose provider answers no more, and what each of them says to it."""

from __future__ import annotations

import http.client
import json
import shutil
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import serving
from itsdangerous import TimestampSigner, URLSafeTimedSerializer
from serving import Server

from data.people import FILE, People, audit
from data.storage.versions import Store

SECRET = "a-secret-of-at-least-thirty-two-characters"
COOKIE = "_streamlit_user"
SECRETS = "secrets.toml"
HOURS = 10
SETTINGS = """
[auth]
redirect_uri = "{address}/oauth2callback"
cookie_secret = "{secret}"
client_id = "dashboard"
client_secret = "known to both"
server_metadata_url = "http://127.0.0.1:{nobody}/.well-known/openid-configuration"

[access]
hours = {hours}

[access.roles]
analysts = "analyst"
viewers = "viewer"
presenters = "presenter"
contributors = "contributor"

[access.contributors]
contributors = "cp_*"
"""


@contextmanager
def signing_in(bundled: Path, folder: Path, environment: Mapping[str, str] | None = None) -> Iterator[Server]:
    """A server with those settings on a copy of the bundled store."""
    port, secrets = serving.own_port(), folder / SECRETS
    values = {"address": f"http://127.0.0.1:{port}", "secret": SECRET, "nobody": serving.free_port(), "hours": HOURS}
    secrets.write_text(SETTINGS.format(**values), encoding="utf-8")
    store = Path(shutil.copytree(bundled, folder / "store", ignore=shutil.ignore_patterns("*.draft")))
    audit.record_versions(People(store), Store(store))  # else the tables come, and these lines, when a visit first asks
    settings = ("--secrets.files", str(secrets))
    server = serving.start(store, *settings, port=port, environment=environment, imported=not environment)
    yield server
    serving.stop(server)


def started_again(server: Server) -> Server:
    """The same server, with its settings and its store, after it was killed."""
    port = int(server.address.rpartition(":")[2])
    return serving.start(server.store, "--secrets.files", str(server.store.parent / SECRETS), port=port, imported=True)


def of(server: Server, group: str, age: float = 0, sub: str = "") -> dict[str, str]:
    """The headers of the dashboard's own page for somebody of a group, who signed in so many seconds ago; or nobody."""
    if not group:
        return {"Origin": server.address}

    class Earlier(TimestampSigner):
        def get_timestamp(self) -> int:
            return int(time.time() - age)

    claims = {"sub": sub or group, "name": group, "roles": [group], "origin": server.address, "is_logged_in": True}
    cookie = URLSafeTimedSerializer(SECRET, salt=COOKIE, signer=Earlier).dumps(
        json.dumps(claims | {"provider": "default"})
    )
    return {"Origin": server.address, "Cookie": f"{COOKIE}={cookie}"}


def asked(server: Server, path: str, headers: dict[str, str] | None = None) -> http.client.HTTPResponse:
    """The answer to a plain request; it is not followed anywhere."""
    client = http.client.HTTPConnection(server.address.removeprefix("http://"), timeout=20)
    client.request("GET", path, headers=headers or {})
    answer = client.getresponse()
    answer.read()
    client.close()
    return answer


def written(server: Server) -> tuple[int, list[str]]:
    """All that is written down on the server: the version in force, and every line of people's file, the audit too."""
    with closing(sqlite3.connect(server.store / FILE)) as people:
        return Store(server.store).version, list(people.iterdump())
