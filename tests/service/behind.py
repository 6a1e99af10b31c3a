"""The dashboard behind a real nginx, and those who come to it: by https, by web socket, signed in or not."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import shutil
import ssl
import subprocess
import sys
import time
from collections.abc import Coroutine, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from socket import create_connection, socket
from typing import Any
from urllib.request import urlopen

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from itsdangerous import URLSafeTimedSerializer
from places import ROOT
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus

NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}{os.pathsep}/usr/sbin")
CONF = ROOT / "deploy" / "nginx.conf"
SECRET = "a-secret-of-at-least-thirty-two-characters"
COOKIE = "_streamlit_user"
SECRETS = """
[auth]
redirect_uri = "{origin}/board/oauth2callback"
cookie_secret = "{secret}"
client_id = "dashboard"
client_secret = "known to both"
server_metadata_url = "https://127.0.0.1:9/.well-known/openid-configuration"

[access.people]
"ana@example.org" = "analyst"
"bo@example.org" = "viewer"
"""
MEGABYTE = 1024 * 1024
PATIENCE = 60


def free_port() -> int:
    """A port on which nobody answers."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until_healthy(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until a dashboard says that it can do its work."""
    limit = time.monotonic() + PATIENCE
    while True:
        with suppress(OSError), urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            if json.load(answer)["status"] == "ok":
                return
        assert process.poll() is None and time.monotonic() < limit, "the dashboard did not start"
        time.sleep(0.2)


@contextmanager
def dashboard(folder: Path, store: Path, origin: str, port: int) -> Iterator[None]:
    """A dashboard on the sub-path /board, to which two people can have signed in."""
    secrets = folder / "secrets.toml"
    secrets.write_text(SECRETS.format(origin=origin, secret=SECRET), encoding="utf-8")
    options = ("--server.port", str(port), "--server.baseUrlPath", "board", "--secrets.files", str(secrets))
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true", *options]
    with running(command, folder / f"printed-{port}", {"DASHBOARD_STORE": str(store)}) as process:
        until_healthy(port, process)
        yield


@contextmanager
def running(
    command: Sequence[str], printed: Path, environment: Mapping[str, str] | None = None, folder: Path = ROOT
) -> Iterator[subprocess.Popen[bytes]]:
    """A program that is told to stop at the end, whatever happened."""
    with printed.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **(environment or {})}, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(timeout=20)


def certificate(folder: Path) -> None:
    """A certificate for this computer that nobody has signed but itself."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    signed_certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(signed_certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


@contextmanager
def nginx(folder: Path, plain: int, tls: int, changes: Mapping[str, str]) -> Iterator[None]:
    """The very file nginx.conf, with ports and places of this test, and with these changes."""
    certificate(folder)
    text = CONF.read_text(encoding="utf-8")
    replacements = {
        "/run/nginx.pid": f"{folder}/nginx.pid",
        "/etc/nginx/tls": str(folder),
        "http {": f"http {{ client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;",
        "listen 80 ": f"listen 127.0.0.1:{plain} ",
        "listen 443 ": f"listen 127.0.0.1:{tls} ",
        "https://$host": f"https://$host:{tls}",
    }
    for old, new in {**replacements, **changes}.items():
        assert old in text, f"nginx.conf has no {old!r}"
        text = text.replace(old, new)
    written, log = folder / "nginx.conf", folder / "nginx.log"
    written.write_text(text, encoding="utf-8")
    command = [str(NGINX), "-c", str(written), "-p", str(folder), "-e", "stderr", "-g", "daemon off;"]
    with running(command, log) as process:
        limit = time.monotonic() + PATIENCE
        while not _answers(tls):
            assert process.poll() is None and time.monotonic() < limit, log.read_text()
            time.sleep(0.1)
        yield


def _answers(port: int) -> bool:
    try:
        create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


@dataclass
class Session:
    """What a page gave by its socket: the id of its session and the markup and widgets; nothing where it was refused."""

    refused: bool = False
    id: str = ""
    parts: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """All markup of the page."""
        return " ".join(self.parts)


@contextmanager
def session(
    address: str, headers: Mapping[str, str], page: str, query: str = "", tls_context: ssl.SSLContext | None = None
) -> Iterator[Session]:
    """Open a socket as a page does, and run the page to its end; the socket stays open for the block.

    One thread reads and writes by turns: Python's TLS does not bear a thread for each.  It is another than the one of
    tests, which has a loop of its own where a browser was started in this process.
    """
    with ThreadPoolExecutor(1) as thread, closing(asyncio.new_event_loop()) as loop:

        def run(coroutine: Coroutine[Any, Any, Any]) -> Any:
            return thread.submit(loop.run_until_complete, coroutine).result()

        try:
            socket = run(_connected(address, headers, tls_context))
        except InvalidStatus:
            yield Session(refused=True)
            return
        try:
            yield run(_ran(socket, page, query))
        finally:
            run(socket.close())


async def _connected(address: str, headers: Mapping[str, str], tls_context: ssl.SSLContext | None) -> ClientConnection:
    return await connect(
        f"{address}/_stcore/stream",
        ssl=tls_context,
        additional_headers=dict(headers),
        subprotocols=["streamlit", "no-token"],
        max_size=None,
        proxy=None,
        open_timeout=PATIENCE,
    )


async def _ran(socket: ClientConnection, page: str, query: str) -> Session:
    request = BackMsg()
    request.rerun_script.page_name = page
    request.rerun_script.query_string = query
    await socket.send(request.SerializeToString())
    page_session = Session()
    while True:
        message = ForwardMsg()
        message.ParseFromString(await asyncio.wait_for(socket.recv(), PATIENCE))
        kind = message.WhichOneof("type")
        if kind == "new_session":
            page_session.id = message.new_session.initialize.session_id
        elif kind == "delta":
            element = message.delta.new_element
            name = element.WhichOneof("type") or ""
            page_session.parts.append(element.html.body if name == "html" else name)
        elif kind == "script_finished":
            return page_session


@dataclass
class Site:
    """A dashboard behind its proxy, and what its visitors need to reach it."""

    folder: Path
    store: Path
    plain: int
    tls: int

    @property
    def origin(self) -> str:
        """What the address of every page begins with."""
        return f"https://127.0.0.1:{self.tls}"

    def trusting(self) -> ssl.SSLContext:
        """TLS as a browser does it that knows the certificate."""
        return ssl.create_default_context(cafile=str(self.folder / "fullchain.pem"))

    def signed_in(self, who: str) -> dict[str, str]:
        """The headers of a page of the dashboard whose reader has signed in."""
        person_claims = {
            "sub": who,
            "email": f"{who}@example.org",
            "name": who,
            "is_logged_in": True,
            "provider": "default",
        }
        value = URLSafeTimedSerializer(SECRET, salt=COOKIE).dumps(json.dumps({**person_claims, "origin": self.origin}))
        return {"Origin": self.origin, "Cookie": f"{COOKIE}={value}"}

    def ask(self, path: str, headers: Mapping[str, str] | None = None) -> tuple[http.client.HTTPResponse, str]:
        """Ask for something by https; follow nothing."""
        client = http.client.HTTPSConnection("127.0.0.1", self.tls, timeout=PATIENCE, context=self.trusting())
        with closing(client):
            client.request("GET", path, headers=dict(headers or {}))
            answer = client.getresponse()
            return answer, answer.read().decode(errors="replace")

    def session(self, headers: Mapping[str, str], page: str, query: str = "") -> AbstractContextManager[Session]:
        """Open a page through the proxy, for a block."""
        return session(f"wss://127.0.0.1:{self.tls}/board", headers, page, query, self.trusting())

    def shown(self, headers: Mapping[str, str], page: str, query: str = "") -> Session:
        """What a page gives that is closed again at once."""
        with self.session(headers, page, query) as page_session:
            return page_session

    def put(self, headers: Mapping[str, str], session: str, megabytes: int) -> tuple[int, str]:
        """Drop a file of so many megabytes onto a page; stop sending where the server has answered."""
        token = "a" * 32
        begins = b'--edge\r\nContent-Disposition: form-data; name="a"; filename="a.csv"\r\n\r\n'
        ends = b"\r\n--edge--\r\n"
        client = http.client.HTTPSConnection("127.0.0.1", self.tls, timeout=PATIENCE, context=self.trusting())
        client.putrequest("PUT", f"/board/_stcore/upload_file/{session}/a-file")
        upload_headers = {
            "Content-Type": "multipart/form-data; boundary=edge",
            "Content-Length": str(len(begins) + megabytes * MEGABYTE + len(ends)),
            "X-Xsrftoken": token,
        }
        cookie = f"{headers['Cookie']}; _streamlit_xsrf={token}"
        for name, value in {**headers, **upload_headers, "Cookie": cookie}.items():
            client.putheader(name, value)
        with closing(client):
            client.endheaders()
            with suppress(OSError):  # it has answered, and closed
                client.send(begins)
                for _ in range(megabytes):
                    client.send(b"x" * MEGABYTE)
                client.send(ends)
            with client.getresponse() as answer:
                return answer.status, answer.read().decode()
