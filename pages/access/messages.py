"""What a page may ask of Streamlit by its connection: what pages here ask, and none of what is meant for its developer."""

from __future__ import annotations

from google.protobuf.message import DecodeError
from starlette.types import Message, Receive
from streamlit.proto.BackMsg_pb2 import BackMsg

ASKED_BY_PAGES = {
    "rerun_script",
    "stop_script",
    "app_heartbeat",
    "file_urls_request",
    "backend_operation_request",
}
"""Beside them Streamlit clears what is kept for all visits, or tells of the program's folder, for whoever is connected."""


def of_pages(receive: Receive) -> Receive:
    """What a connection brings, without messages that no page here sends."""

    async def heard() -> Message:
        while True:
            message = await receive()
            if _of_a_page(message):
                return message

    return heard


def _of_a_page(message: Message) -> bool:
    if message["type"] != "websocket.receive":
        return True
    try:
        return BackMsg.FromString(message.get("bytes") or b"").WhichOneof("type") in ASKED_BY_PAGES
    except DecodeError:
        return False
