"""Security headers on every answer, under which no page can ask another host for anything."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.access import frames
from pages.access.sign_in import sign_in

HEADERS = {
    "content-security-policy": (
        "default-src 'self'; script-src 'self' 'unsafe-eval' 'unsafe-inline' blob:; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; connect-src 'self' blob:; worker-src blob:; font-src 'self' data:; "
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cross-origin-opener-policy": "same-origin",
}


def headers() -> dict[str, str]:
    """The same with the sites that may show a view in a frame, where any are set."""
    allowed = frames.sites()
    if not allowed:
        return HEADERS
    policy = HEADERS["content-security-policy"]
    directive = "frame-ancestors 'self'"
    return HEADERS | {"content-security-policy": policy.replace(directive, " ".join([directive, *allowed]))}


def _by_tls() -> bool:
    """Is the dashboard reached by https alone?"""
    setup = sign_in()
    return setup is not None and setup.origin.startswith("https://")


def _hidden_on_its_way(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """A header as it is sent by https: Streamlit's own cookies do not say that they may not go otherwise."""
    if name.lower() != b"set-cookie" or b"; secure" in value.lower():
        return name, value
    return name, value + b"; Secure"


class SecurityHeaders:
    """Adds the headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer_headers = MutableHeaders(scope=message)
                answer_headers.update(self.headers)
                if _by_tls():
                    answer_headers["strict-transport-security"] = "max-age=31536000"
                    message["headers"] = [_hidden_on_its_way(*header) for header in message["headers"]]
            await send(message)

        await self.app(scope, receive, secured)
