"""What the server does by itself while it runs: free what left visits dropped, write what machines took, publish what is due."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from itertools import count

from starlette.concurrency import run_in_threadpool

from data.loading import proposed_files
from data.people.downloads import Takings
from data.storage.clock import now
from data.storage.errors import PeopleError, StoreError
from indicators.core.measures.refresh import recompute
from pages.access import uploads
from pages.parts.shared import cached, judged, people_file

LOG = logging.getLogger(__name__)
SWEEPS_EVERY_SECONDS = 2
WRITES_EVERY_SWEEPS = 15

takings = Takings()
"""What machines have taken since it was last written down."""


@asynccontextmanager
async def keeping() -> AsyncIterator[None]:
    """Keep house while the block runs; at its end write down what is counted."""
    sweeping = asyncio.create_task(_sweep())
    try:
        yield
    finally:
        sweeping.cancel()
        with suppress(asyncio.CancelledError):
            await sweeping
        await _write()


async def _sweep() -> None:
    for sweep in count(1):
        await asyncio.sleep(SWEEPS_EVERY_SECONDS)
        try:
            uploads.of_this_server().sweep()
            if sweep % WRITES_EVERY_SWEEPS == 0:
                await _write()
                await run_in_threadpool(_publish_due)
            if sweep == WRITES_EVERY_SWEEPS:  # once the start is over: the strategies that nobody is shown first
                await run_in_threadpool(judged.judge_every_strategy)
        except Exception:
            LOG.exception("Housekeeping failed. It is tried again in %s seconds.", SWEEPS_EVERY_SECONDS)


def _publish_due() -> None:
    """Publish approved loads whose hour has come, and judge the figures before anybody asks."""
    with suppress(StoreError, PeopleError):
        if proposed_files.publish_due(cached.store(), now(), recompute):
            people_file.catch_up_audit()
            judged.judge_every_strategy()


async def _write() -> None:
    """Write the counts.  Where that cannot be done now they are kept, and added at the next turn."""
    with suppress(StoreError, PeopleError):
        await run_in_threadpool(lambda: takings.write(people_file.people()))
