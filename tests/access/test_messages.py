"""What a connection may ask of the server: what pages ask, whoever is connected, and nothing else."""

from __future__ import annotations

import asyncio

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from pages.access.messages import of_pages

AGAIN = BackMsg(rerun_script={"page_name": "upload"}).SerializeToString()


def sent(content: bytes | None) -> dict[str, object]:
    return {"type": "websocket.receive", "bytes": content}


def first_heard(*messages: dict[str, object]) -> dict[str, object]:
    """The first of some messages that the application behind hears."""
    coming = iter(messages)

    async def receive() -> dict[str, object]:
        return next(coming)

    return asyncio.run(of_pages(receive)())


@pytest.mark.parametrize(
    "message",
    [
        BackMsg(clear_cache=True),
        BackMsg(set_run_on_save=True),
        BackMsg(load_git_info=True),
        BackMsg(debug_shutdown_runtime=True),
        BackMsg(),
    ],
    ids=lambda message: message.WhichOneof("type") or "nothing",
)
def test_nobody_clears_what_is_kept_for_all_nor_asks_what_only_a_developer_may(message):
    assert first_heard(sent(message.SerializeToString()), sent(AGAIN)) == sent(AGAIN)


@pytest.mark.parametrize("content", [b"\xff\xff no message", b"", None])
def test_what_is_no_message_is_not_heard(content):
    assert first_heard(sent(content), sent(AGAIN)) == sent(AGAIN)


@pytest.mark.parametrize("kind", ["websocket.connect", "websocket.disconnect"])
def test_a_connection_begins_and_ends_as_ever(kind):
    assert first_heard({"type": kind}) == {"type": kind}
