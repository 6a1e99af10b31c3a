"""May this visit write?  Only one that comes straight from this computer, from the server's own page, with the key."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

import streamlit as st

from pages.access.settings import settings

FORWARDED = (
    "cdn-loop",
    "cf-",
    "client-ip",
    "do-connecting-ip",
    "fastly-",
    "fly-",
    "forwarded",
    "ngrok-",
    "proxy-",
    "tailscale-",
    "true-client-ip",
    "via",
    "wl-proxy-",
    "x-appengine-",
    "x-arr-",
    "x-azure-",
    "x-client-ip",
    "x-cluster-client-ip",
    "x-coming-from",
    "x-envoy-",
    "x-forward",
    "x-host",
    "x-http-host-override",
    "x-nginx-proxy",
    "x-original-",
    "x-proxyuser-ip",
    "x-real-",
    "x-remote-",
    "x-rewrite-url",
    "x-scheme",
    "x-vercel-",
)
"""How the names of headers begin by which proxies, tunnels and content networks tell for whom they ask."""

EVERY_ADDRESS = ("", "0.0.0.0", "::")


@dataclass(frozen=True)
class Server:
    """Where this server answers: the address it is bound to, its port, and whether by TLS."""

    bound: str
    port: int
    secure: bool

    @property
    def cookie(self) -> str:
        """The name of the cookie that carries the key; browsers share cookies between ports, so the port is in it."""
        return f"dashboard-key-{self.port}"

    @property
    def scheme(self) -> str:
        return "https" if self.secure else "http"

    @property
    def local(self) -> bool:
        """Does it answer this computer alone?"""
        return is_loopback(self.bound)


def server() -> Server:
    """This server, as Streamlit's options have it once it is bound."""
    return Server(
        bound=str(st.get_option("server.address") or ""),
        port=int(st.get_option("server.port")),
        secure=bool(st.get_option("server.sslCertFile")),
    )


def below() -> str:
    """The path under which the pages are, such as ``/board``; empty where they have the whole host."""
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"/{base}" if base else ""


def why_not(server: Server, headers: Mapping[str, str], cookies: Mapping[str, str], visitor: str | None) -> str:
    """Why a visit may only read; empty where it may write.

    ``visitor`` is the address that it came from, where that is known to be another one than this computer's.
    """
    lowercase_headers = {name.lower(): value for name, value in headers.items()}
    if not server.local:
        bound = "every address" if server.bound in EVERY_ADDRESS else server.bound
        return f"This server answers {bound}, not only the computer it runs on, and sign-in is not set up."
    if any(name.startswith(FORWARDED) for name in lowercase_headers):
        return "This visit came through another server, and sign-in is not set up."
    name, port = _host(lowercase_headers.get("host", ""))
    if not is_loopback(name) or not is_loopback(visitor or "localhost"):
        return "This visit came from another computer, and sign-in is not set up."
    if port != server.port or lowercase_headers.get("origin", "") != f"{server.scheme}://{lowercase_headers['host']}":
        return "This visit did not come from the dashboard's own page."
    if not has_key(cookies.get(server.cookie, "")):
        return "This visit did not begin with the link that the dashboard printed when it started."
    return ""


def has_key(shown: str) -> bool:
    """Is this the key of this start?  The time it takes does not tell how much of it is right."""
    return hmac.compare_digest(shown.encode("utf-8", "surrogateescape"), settings().key.encode())


def _host(header: str) -> tuple[str, int | None]:
    """The name and the port of a Host header; no name where it is malformed."""
    try:
        parts = urlsplit(f"//{header}")
        port = parts.port
    except ValueError:
        return "", None
    return (parts.hostname or "", port) if parts.netloc == header and "@" not in header else ("", None)


def is_loopback(name: str) -> bool:
    """Is this a name of the very computer?"""
    if name.lower() == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False
