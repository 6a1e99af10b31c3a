"""A talk followed by fifty phones: how long after the presenter's move each of them shows the slide."""

from __future__ import annotations

import asyncio
import re
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from data.loading import bundle
from data.people import People, talks
from data.storage.versions import Store
from indicators.core.measures.refresh import recompute
from indicators.core.strategy.reading import strategies
from tests.browser import serving

FOLLOWERS, MOVES, EVERY_SECONDS = 50, 15, 4.0
PATIENCE = 60
ON_SLIDE = re.compile(r"slide (\d+) of")


@dataclass
class Room:
    """When each slide was gone to, how long after that it was seen, and what went wrong."""

    moved: dict[int, float] = field(default_factory=dict)
    lags: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    over: bool = False


def table() -> None:
    """Seconds from a move to the slide on a phone, with what a visit every second of an unchanged slide costs the server."""
    print(
        f"\nFollowers: {FOLLOWERS} at once, {MOVES} moves {EVERY_SECONDS:.0f} s apart.  Seconds from the move to the slide"
    )
    print(f"  {'':20}{'seen':>8}{'median':>9}{'p95':>9}{'most':>9}{'faults':>9}{'of a core':>11}{'MB':>7}")
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store")
        bundle.ensure(store, recompute)
        people = People(store.folder)
        strategy = next(iter(strategies()))
        code = talks.begin(people, strategy, "strategy", None, "a benchmark")
        server = serving.start(store.folder)
        try:
            process = psutil.Process(server.process.pid)
            room = Room()
            begun, used = time.monotonic(), _cpu(process)
            asyncio.run(_meet(server.address, people, code, room))
            share = (_cpu(process) - used) / (time.monotonic() - begun)
            memory = process.memory_info().rss / 1e6
        finally:
            serving.stop(server)
    lags = sorted(room.lags)
    p95 = statistics.quantiles(lags, n=20)[-1]
    times = "".join(f"{seconds:9.3f}" for seconds in (statistics.median(lags), p95, lags[-1]))
    print(f"  {'ours':20}{len(lags):8}{times}{len(room.faults):9}{share:11.2f}{memory:7.0f}")
    for fault in room.faults[:5]:
        print(f"    {fault}")


def _cpu(process: psutil.Process) -> float:
    used = process.cpu_times()
    return float(used.user + used.system)


async def _meet(address: str, people: People, code: str, room: Room) -> None:
    followers = [asyncio.create_task(_follow(address, code, room, number)) for number in range(FOLLOWERS)]
    await asyncio.sleep(12)  # everybody has opened the page
    for slide in range(2, MOVES + 2):
        room.moved[slide] = time.monotonic()
        await asyncio.to_thread(talks.move, people, code, slide)
        await asyncio.sleep(EVERY_SECONDS)
    room.over = True
    await asyncio.gather(*followers)


async def _follow(address: str, code: str, room: Room, number: int) -> None:
    """One phone: it opens the page, and asks again for the part that draws itself as often as the server bids it."""
    await asyncio.sleep(number * 0.1)
    try:
        async with connect(
            f"ws://{address.removeprefix('http://')}/_stcore/stream", origin=address, max_size=None, proxy=None,
            subprotocols=["streamlit", "no-token"],
        ) as socket:  # type: ignore[list-item]  # fmt: skip
            await _ask(socket, code, "")
            bidden: dict[str, asyncio.Task[None]] = {}
            seen: set[int] = set()
            while not room.over:
                message = ForwardMsg()
                message.ParseFromString(bytes(await asyncio.wait_for(socket.recv(), PATIENCE)))  # type: ignore[arg-type]
                kind = message.WhichOneof("type")
                bid = message.auto_rerun
                if kind == "auto_rerun" and bid.fragment_id not in bidden:
                    bidden[bid.fragment_id] = asyncio.create_task(_again(socket, code, bid, room))
                if kind == "delta" and (match := ON_SLIDE.search(message.delta.new_element.html.body)):
                    slide = int(match[1])
                    if slide in room.moved and slide not in seen:
                        seen.add(slide)
                        room.lags.append(time.monotonic() - room.moved[slide])
            for task in bidden.values():
                task.cancel()
    except Exception as fault:  # whatever went wrong is a row of the table
        room.faults.append(f"{type(fault).__name__}: {fault}")


async def _again(socket: ClientConnection, code: str, bid: object, room: Room) -> None:
    while not room.over:
        await asyncio.sleep(float(bid.interval))  # type: ignore[attr-defined]
        await _ask(socket, code, str(bid.fragment_id))  # type: ignore[attr-defined]


async def _ask(socket: ClientConnection, code: str, fragment: str) -> None:
    request = BackMsg()
    request.rerun_script.page_name = "follow"
    request.rerun_script.query_string = f"follow={code}"
    request.rerun_script.fragment_id = fragment
    await socket.send(request.SerializeToString())
