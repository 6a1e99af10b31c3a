"""Many visitors at once: how long a page change takes while fifty people look, and a publish happens in the middle."""

from __future__ import annotations

import asyncio
import itertools
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from data.loading import bundle
from data.storage.versions import Store
from indicators.core.measures.refresh import recompute
from tests.browser import serving

VISITORS, EVERY_SECONDS, LASTS_SECONDS = 50, 10.0, 60.0
EXAMPLE = serving.ROOT / "data" / "examples" / "talking_therapies_2026-03.csv"
HERE = Path(__file__).parent
PATIENCE = 60
BROKEN = 'class="finding broke-down"'
PAGES = (
    ("overview", ""), ("indicator", "indicator=tt_recovery"), ("priority", "priority=P1"), ("outcome", "outcome=O3"),
    ("indicator", "indicator=suicide_rate"), ("voices", ""), ("indicator", "list=all"), ("holdings", ""), ("about", ""),
)  # fmt: skip


@dataclass
class Seen:
    """Seconds of every page change by page, and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    @property
    def every(self) -> list[float]:
        return [duration for page_seconds in self.seconds.values() for duration in page_seconds]


def table() -> None:
    """Seconds of a page change for fifty visitors, of ours and of an empty page, with the memory the server holds."""
    print(
        f"\nVisitors: {VISITORS} at once, each to another page every {EVERY_SECONDS:.0f} s for {LASTS_SECONDS:.0f} s.  "
        "Seconds of a page change"
    )
    head = ("changes", "median", "p95", "most", "faults", "CPU s", "MB")
    print(f"  {'':30}" + "".join(f"{name:>9}" for name in head))
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store")
        bundle.ensure(store, recompute)
        _row("an empty page", Path(folder) / "none", (("", ""),), script=str(HERE / "empty_page.py"))
        _row("ours", store.folder, PAGES)
        _row("ours, a publish in the middle", store.folder, PAGES, meanwhile=lambda: _publish(store.folder))


def _row(
    label: str,
    store: Path,
    pages: tuple[tuple[str, str], ...],
    *,
    script: str = "app.py",
    meanwhile: Callable[[], object] | None = None,
) -> None:
    server = serving.start(store, script=script)
    try:
        process = psutil.Process(server.process.pid)
        asyncio.run(_visit_all(server.address, pages, Seen(), visitors=2, lasts=len(pages) * 1.0, interval=1.0))
        before = _cpu(process)
        seen = Seen()
        asyncio.run(_visit_all(server.address, pages, seen, meanwhile=meanwhile))
        durations = sorted(seen.every)
        processor_seconds, memory = (_cpu(process) - before) / max(1, len(durations)), _memory(process)
    finally:
        serving.stop(server)
    p95 = statistics.quantiles(durations, n=20)[-1]
    times = "".join(f"{seconds:9.3f}" for seconds in (statistics.median(durations), p95, durations[-1]))
    print(f"  {label:30}{len(durations):9,}{times}{len(seen.faults):9}{processor_seconds:9.3f}{memory:9.0f}")
    for page, page_seconds in seen.seconds.items():
        if len(pages) > 1 and meanwhile is None:
            print(f"    {page:28}{len(page_seconds):9,}{statistics.median(page_seconds):9.3f}{max(page_seconds):18.3f}")
    for fault in seen.faults[:5]:
        print(f"    {fault}")


async def _visit_all(
    address: str,
    pages: tuple[tuple[str, str], ...],
    seen: Seen,
    *,
    visitors: int = VISITORS,
    lasts: float = LASTS_SECONDS,
    interval: float = EVERY_SECONDS,
    meanwhile: Callable[[], object] | None = None,
) -> None:
    end = time.monotonic() + lasts
    visits: list[Awaitable[object]] = [
        _visit(address, pages, seen, number, visitors, end, interval) for number in range(visitors)
    ]
    if meanwhile is not None:
        visits.append(_in_the_middle(lasts / 2, meanwhile))
    await asyncio.gather(*visits)


async def _in_the_middle(after: float, meanwhile: Callable[[], object]) -> None:
    await asyncio.sleep(after)
    await asyncio.to_thread(meanwhile)


async def _visit(
    address: str,
    pages: tuple[tuple[str, str], ...],
    seen: Seen,
    number: int,
    visitors: int,
    end: float,
    interval: float,
) -> None:
    """One visitor: open a socket, then a page again and again, evenly apart from the others."""
    chance = random.Random(number)  # not for secrets: the same visits in every run
    await asyncio.sleep(number * interval / visitors)
    try:
        async with connect(
            f"ws://{address.removeprefix('http://')}/_stcore/stream",
            origin=address,
            max_size=None,
            proxy=None,
            subprotocols=["streamlit", "no-token"],
        ) as socket:  # type: ignore[list-item]
            for page, query in itertools.islice(itertools.cycle(pages), number, None):
                begun = time.monotonic()
                if begun >= end:
                    return
                fault = await _opened(socket, page, query)
                taken = time.monotonic() - begun
                seen.seconds.setdefault(f"{page} {query.partition('=')[0]}".strip(), []).append(taken)
                if fault:
                    seen.faults.append(f"{page}?{query}: {fault}")
                await asyncio.sleep(max(0.0, interval - taken) * chance.uniform(0.8, 1.2))
    except Exception as fault:  # whatever went wrong is a row of the table
        seen.faults.append(f"{type(fault).__name__}: {fault}")


async def _opened(socket: ClientConnection, page: str, query: str) -> str:
    """Ask for a page and wait until it has run; what it said of a fault."""
    request = BackMsg()
    request.rerun_script.page_name = page
    request.rerun_script.query_string = query
    await socket.send(request.SerializeToString())
    fault = ""
    while True:
        message = ForwardMsg()
        message.ParseFromString(bytes(await asyncio.wait_for(socket.recv(), PATIENCE)))  # type: ignore[arg-type]
        kind = message.WhichOneof("type")
        if kind == "delta":
            element = message.delta.new_element
            if element.WhichOneof("type") == "exception" or BROKEN in element.html.body:
                fault = "the page broke down"
        elif kind == "script_finished":
            return fault


def _publish(store: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "data", "load", str(EXAMPLE), "--store", str(store)],
        cwd=serving.ROOT,
        check=True,
        capture_output=True,
    )


def _cpu(process: psutil.Process) -> float:
    return sum(sum(one.cpu_times()[:2]) for one in (process, *process.children(recursive=True)))


def _memory(process: psutil.Process) -> float:
    return sum(one.memory_info().rss for one in (process, *process.children(recursive=True))) / 1024**2
