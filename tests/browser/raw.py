"""A client that says what it likes: Streamlit's own protocol without a browser."""

from __future__ import annotations

import http.client
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from socket import create_connection

from serving import Server
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

PATIENCE_SECONDS = 20


@dataclass
class Session:
    """What a socket got: its session's id, the markup and widgets of the page; nothing where it was refused."""

    refused: bool = False
    id: str = ""
    parts: list[str] = field(default_factory=list)
    socket: ClientConnection | None = None

    @property
    def may_write(self) -> bool:
        return "file_uploader" in self.parts

    @property
    def words(self) -> str:
        return " ".join(self.parts)

    def close(self) -> None:
        if self.socket is not None:
            self.socket.close()


def own(server: Server, key: str | None = None) -> dict[str, str]:
    """The headers of a page of the server, with a key where one is given."""
    port = server.address.rpartition(":")[2]
    return {"Origin": server.address} | ({"Cookie": f"dashboard-key-{port}={key}"} if key else {})


def session(server: Server, headers: Mapping[str, str], joins: str = "", host: str = "") -> Session:
    """Open a socket with these headers, perhaps to an earlier session, and run the page Upload to its end."""
    address, port = server.address.removeprefix("http://").split(":")
    protocols = ["streamlit", "no-token", *([joins] if joins else [])]
    try:
        socket = connect(
            f"ws://{host or f'{address}:{port}'}/_stcore/stream",
            sock=create_connection((address, int(port))),
            additional_headers=dict(headers),
            subprotocols=protocols,
            max_size=None,
            proxy=None,
            legacy=True,
        )
    except InvalidStatus:
        return Session(refused=True)
    asked = BackMsg()
    asked.rerun_script.page_name = "upload"
    socket.send(asked.SerializeToString())
    found = Session(socket=socket)
    with suppress(TimeoutError):
        while True:
            message = ForwardMsg()
            message.ParseFromString(socket.recv(timeout=PATIENCE_SECONDS))
            kind = message.WhichOneof("type")
            if kind == "new_session":
                found.id = message.new_session.initialize.session_id
            elif kind == "delta":
                element = message.delta.new_element
                name = element.WhichOneof("type") or ""
                found.parts.append(element.html.body if name == "html" else name)
            elif kind == "script_finished":
                break
    return found


def put(server: Server, headers: Mapping[str, str], announced: int, sent: bytes = b"") -> tuple[int, str]:
    """Announce a file of so many bytes, send perhaps fewer, and hear what the server says to that."""
    client = http.client.HTTPConnection(server.address.removeprefix("http://"), timeout=PATIENCE_SECONDS)
    client.putrequest("PUT", "/_stcore/upload_file/a-session/a-file")
    for name, value in {**headers, "Content-Length": str(announced)}.items():
        client.putheader(name, value)
    client.endheaders(sent)
    answer = client.getresponse()
    found = answer.status, answer.read().decode()
    client.close()
    return found
