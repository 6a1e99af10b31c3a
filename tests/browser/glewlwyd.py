"""Glewlwyd, a provider of another make than the mock: Debian's program, set up by its own interface for these tests alone."""

from __future__ import annotations

import gzip
import json
import shutil
import sqlite3
import subprocess
import time
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

PROGRAM = shutil.which("glewlwyd")
MODULES = Path("/usr/lib/glewlwyd")
PAGES = Path("/usr/share/glewlwyd/webapp")
TABLES = Path("/usr/share/doc/glewlwyd/database/init.sqlite3.sql.gz")
ADMIN = {"username": "admin", "password": "password"}
PLUGIN, CLAIM, COMES_BACK = "oidc", "groups", "post_logout_redirect_uris"
CLIENT, CLIENT_SECRET = "dashboard", "known to both of them"
PASSWORD = "a password of theirs"
SETTINGS = """
port={port}
bind_address="127.0.0.1"
external_url="http://127.0.0.1:{port}"
login_url="login.html"
api_prefix="api"
static_files_path="{pages}"
log_mode="console"
log_level="WARNING"
cookie_domain="127.0.0.1"
cookie_secure=0
admin_scope="g_admin"
profile_scope="g_profile"
user_module_path="{modules}/user"
user_middleware_module_path="{modules}/user_middleware"
client_module_path="{modules}/client"
user_auth_scheme_module_path="{modules}/scheme"
plugin_module_path="{modules}/plugin"
hash_algorithm="SHA512"
database = {{ type = "sqlite3"; path = "{tables}"; }};
static_files_mime_types =
(
  {{ extension = ".html"; mime_type = "text/html"; compress = 0; }},
  {{ extension = ".css"; mime_type = "text/css"; compress = 0; }},
  {{ extension = ".js"; mime_type = "application/javascript"; compress = 0; }},
  {{ extension = ".json"; mime_type = "application/json"; compress = 0; }}
)
"""


def is_installed() -> bool:
    """Is all of it here: the program, its pages and the script that makes its tables?"""
    return bool(PROGRAM) and PAGES.is_dir() and TABLES.is_file()


def start(folder: Path, port: int) -> subprocess.Popen[bytes]:
    """Start it with tables and pages of its own in a folder, and wait until it answers."""
    assert PROGRAM is not None
    tables = folder / "glewlwyd.db"
    with sqlite3.connect(tables) as connection:
        connection.executescript(gzip.decompress(TABLES.read_bytes()).decode())
    connection.close()
    settings = folder / "glewlwyd.conf"
    settings.write_text(
        SETTINGS.format(port=port, pages=_pages(folder), modules=MODULES, tables=tables), encoding="utf-8"
    )
    process = subprocess.Popen(
        [PROGRAM, "--config-file", str(settings)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    limit = time.monotonic() + 30
    while True:
        try:
            build_opener().open(f"http://127.0.0.1:{port}/config", timeout=1).close()
            return process
        except URLError:
            assert process.poll() is None and time.monotonic() < limit, "Glewlwyd did not start"
            time.sleep(0.2)


def _pages(folder: Path) -> Path:
    """Its own pages, with the settings file that Debian's package leaves to the administrator."""
    pages = folder / "pages"
    shutil.copytree(PAGES, pages, ignore=shutil.ignore_patterns("config.json"))
    settings = {
        "GlewlwydUrl": "./",
        "LoginUrl": "login.html",
        "lang": ["en"],
        "defaultScheme": False,
        "sessionSchemes": [],
    }
    (pages / "config.json").write_text(json.dumps(settings), encoding="utf-8")
    return pages


class Administrator:
    """Its administrator, who sets it up by its own interface for machines."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}/api"
        self._opener: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))
        self._send("POST", "/auth/", ADMIN)

    def _send(self, method: str, path: str, content: dict[str, Any]) -> None:
        body = json.dumps(content).encode()
        request = Request(f"{self.address}{path}", body, {"Content-Type": "application/json"}, method=method)
        self._opener.open(request, timeout=20).close()

    def speak_openid(self) -> None:
        """Sign with a key of its own, want PKCE, and say the name, address and groups of who signs in."""
        self._several("user", CLAIM)
        self._several("client", COMES_BACK)
        key = ec.generate_private_key(ec.SECP256R1())
        parameters = {
            "iss": f"{self.address}/{PLUGIN}",
            "jwt-type": "ecdsa",
            "jwt-key-size": "256",
            "key": key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(),
            "cert": key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode(),
            "access-token-duration": 3600,
            "refresh-token-duration": 1209600,
            "code-duration": 600,
            "refresh-token-rolling": False,
            "auth-type-code-enabled": True,
            "auth-type-refresh-enabled": True,
            "jwks-show": True,
            "subject-type": "public",
            "allowed-scope": ["openid"],
            "pkce-allowed": True,
            "pkce-required": True,
            "name-claim": "mandatory",
            "email-claim": "mandatory",
            "claims": [{"name": CLAIM, "user-property": CLAIM, "type": "string", "mandatory": True, "scope": []}],
            "session-management-allowed": True,
            "front-channel-logout-allowed": True,
            "session-cookie-name": "GLEWLWYD2_OIDC_SID",
            "session-cookie-expiration": 2419200,
        }
        named = {"module": "oidc", "name": PLUGIN, "display_name": "OpenID Connect", "order_rank": 0}
        self._send("POST", "/mod/plugin/", {**named, "parameters": parameters, "readonly": False})

    def _several(self, kind: str, name: str) -> None:
        """Let people, or clients, have several of something that they have none of at first."""
        path = f"/mod/{kind}/database"
        with self._opener.open(f"{self.address}{path}", timeout=20) as answer:
            module = json.load(answer)
        module["parameters"]["data-format"][name] = {"multiple": True, "read": True, "write": True}
        self._send("PUT", path, module)
        self._send("PUT", f"{path}/reset", {})

    def know_client(self, address: str) -> None:
        """Know the dashboard at an address, where people come back to."""
        self._send(
            "POST",
            "/client/",
            {
                "client_id": CLIENT,
                "name": "The dashboard",
                "confidential": True,
                "password": CLIENT_SECRET,
                "enabled": True,
                "redirect_uri": [f"{address}/oauth2callback"],
                COMES_BACK: [f"{address}/oauth2callback"],
                "authorization_type": ["code"],
                "token_endpoint_auth_method": ["client_secret_basic", "client_secret_post"],
                "scope": [],
            },
        )

    def know_person(self, username: str, name: str, groups: list[str]) -> None:
        """Know somebody, with their groups."""
        about = {"username": username, "name": name, "email": f"{username}@example.org", CLAIM: groups}
        self._send("POST", "/user/", {**about, "password": PASSWORD, "enabled": True, "scope": ["openid", "g_profile"]})
