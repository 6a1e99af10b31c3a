"""The document that a browser loads before any page is drawn: Streamlit's own, with our style and script in it.

As part of the document they come once a visit.  Sent with every page instead, the page is drawn first without them and
then jumps into its place.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from markupsafe import Markup
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HERE = Path(__file__).parent
STYLES = HERE / "style"
"""Style sheets in the order of their names: a later rule wins over an earlier one."""
SCRIPT = HERE / "page.js"
BEGINS, ENDS = b"<body>", b"</body>"
PLAIN_AND_WHOLE = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"}
"""Headers of a request by which its answer could be packed, a part, or the word that the browser has it already."""


@cache
def style() -> bytes:
    """Our style, for the beginning of the body: it overrules Streamlit's own, and a slide's overrules it."""
    sheets = b"".join(sheet.read_bytes() for sheet in sorted(STYLES.glob("*.css")))
    return Markup("<style>").encode() + sheets + Markup("</style>").encode()


@cache
def script() -> bytes:
    """Our script, for the end of the body: what it watches is there by then."""
    return Markup("<script>(() => {").encode() + SCRIPT.read_bytes() + Markup("})();</script>").encode()


class Document:
    """Puts them into every document that the app answers with; any other answer goes on as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (
            scope["type"] != "http"
            or scope["method"] != "GET"
            or "text/html" not in Headers(scope=scope).get("accept", "")
        ):
            await self.app(scope, receive, send)
            return
        headers_kept = [header for header in scope["headers"] if header[0] not in PLAIN_AND_WHOLE]
        await self.app({**scope, "headers": headers_kept}, receive, _Held(send))


class _Held:
    """Hands an answer on; the parts of a document are held until it is whole."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._parts: list[bytes] = []

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_document(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._parts.append(message.get("body", b""))
            if not message.get("more_body", False):
                await self._whole(self._start)

    async def _whole(self, start: Message) -> None:
        body = b"".join(self._parts).replace(BEGINS, BEGINS + style(), 1).replace(ENDS, script() + ENDS, 1)
        headers = MutableHeaders(scope=start)
        headers["content-length"] = str(len(body))
        for name in ("etag", "last-modified", "accept-ranges"):  # they are of Streamlit's document alone
            del headers[name]
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _is_document(start: Message) -> bool:
    return start["status"] == 200 and Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")
