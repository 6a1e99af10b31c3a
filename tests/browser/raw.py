"""A client that says what it likes: Streamlit's own protocol without a browser."""

from __future__ import annotations

import http.client
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from socket import create_connection

from serving import Server
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

PATIENCE_SECONDS = 20
UPLOADS = "/_stcore/upload_file"
WIDGETS = (
    "button",
    "checkbox",
    "date_input",
    "file_uploader",
    "multiselect",
    "number_input",
    "selectbox",
    "text_area",
    "text_input",
)


@dataclass(frozen=True)
class Widget:
    """Something to press or to fill in: its kind, its id, and the part of the page that is drawn again with it."""

    kind: str
    id: str
    fragment: str

    def holding(self, value: str) -> WidgetState:
        """The state that a browser sends of it: pressed, ticked, or filled with a text."""
        state = WidgetState(id=self.id)
        if self.kind == "button":
            state.trigger_value = True
        elif self.kind == "checkbox":
            state.bool_value = True
        elif self.kind in ("date_input", "multiselect"):
            state.string_array_value.data.append(value)
        else:
            state.string_value = value
        return state


@dataclass
class Session:
    """What a socket got: its session's id, the markup and widgets of the page; nothing where it was refused.

    ``widgets`` are by the names that people read, ``fragments`` the parts that can be drawn again by themselves.
    """

    refused: bool = False
    id: str = ""
    parts: list[str] = field(default_factory=list)
    socket: ClientConnection | None = None
    widgets: dict[str, Widget] = field(default_factory=dict)
    fragments: set[str] = field(default_factory=set)

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


def session(
    server: Server, headers: Mapping[str, str], joins: str = "", host: str = "", page: str = "upload", query: str = ""
) -> Session:
    """Open a socket with these headers, perhaps to an earlier session, and run a page to its end."""
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
    session_opened = Session(socket=socket)
    run(session_opened, page, query)
    return session_opened


def send(
    socket_session: Session, page: str, query: str = "", states: Iterable[WidgetState] = (), fragment: str = ""
) -> None:
    """Ask for a page, or one part of it, with these states of widgets; what comes of it is not waited for."""
    assert socket_session.socket is not None
    message = BackMsg()
    message.rerun_script.page_name = page
    message.rerun_script.query_string = query
    message.rerun_script.fragment_id = fragment
    message.rerun_script.widget_states.widgets.extend(states)
    socket_session.socket.send(message.SerializeToString())


def run(
    socket_session: Session, page: str, query: str = "", states: Iterable[WidgetState] = (), fragment: str = ""
) -> None:
    """The same, and hear all that comes of it; what the session got before is forgotten."""
    socket_session.parts.clear()
    socket_session.widgets.clear()
    send(socket_session, page, query, states, fragment)
    ends = (ForwardMsg.FINISHED_SUCCESSFULLY, *([ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY] if fragment else []))
    assert socket_session.socket is not None
    with suppress(TimeoutError):
        while True:
            message = ForwardMsg()
            message.ParseFromString(socket_session.socket.recv(timeout=PATIENCE_SECONDS))
            kind = message.WhichOneof("type")
            if kind == "new_session":
                socket_session.id = message.new_session.initialize.session_id
            elif kind == "delta":
                _hear(socket_session, message.delta)
            elif kind == "script_finished" and message.script_finished in ends:
                break


def _hear(socket_session: Session, delta: Delta) -> None:
    element = delta.new_element
    name = element.WhichOneof("type") or ""
    socket_session.parts.append(element.html.body if name == "html" else name)
    if delta.fragment_id:
        socket_session.fragments.add(delta.fragment_id)
    if name in WIDGETS:
        widget = getattr(element, name)
        socket_session.widgets[widget.label] = Widget(name, widget.id, delta.fragment_id)


def dropped(uploader: str, session: str, file: str, name: str, size: int) -> WidgetState:
    """The state that a browser sends of a place for files, of that id, once a file was put there."""
    state = WidgetState(id=uploader)
    file_info = state.file_uploader_state_value.uploaded_file_info.add(file_id=file, name=name, size=size)
    file_info.file_urls.file_id = file
    file_info.file_urls.upload_url = file_info.file_urls.delete_url = f"{UPLOADS}/{session}/{file}"
    return state


def put_file(
    server: Server, headers: Mapping[str, str], session: str, file: str, name: str, content: bytes
) -> tuple[int, str]:
    """Send a whole file to a session as its page does when one is dropped."""
    begins = f'--edge\r\nContent-Disposition: form-data; name="{file}"; filename="{name}"\r\n\r\n'.encode()
    sent, token = begins + content + b"\r\n--edge--\r\n", "a" * 32
    cookies = "; ".join(filter(None, (headers.get("Cookie", ""), f"_streamlit_xsrf={token}")))
    form = {"Content-Type": "multipart/form-data; boundary=edge", "X-Xsrftoken": token, "Cookie": cookies}
    return put(server, {**headers, **form}, len(sent), sent, f"{session}/{file}")


def put(
    server: Server, headers: Mapping[str, str], announced: int, sent: bytes = b"", to: str = "a-session/a-file"
) -> tuple[int, str]:
    """Announce a file of so many bytes, send perhaps fewer, and hear what the server says to that."""
    client = http.client.HTTPConnection(server.address.removeprefix("http://"), timeout=PATIENCE_SECONDS)
    client.putrequest("PUT", f"{UPLOADS}/{to}")
    for name, value in {**headers, "Content-Length": str(announced)}.items():
        client.putheader(name, value)
    client.endheaders(sent)
    answer = client.getresponse()
    status_and_words = answer.status, answer.read().decode()
    client.close()
    return status_and_words
