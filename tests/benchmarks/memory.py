"""How much memory is held while something is measured."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import psutil

LOOK_SECONDS = 0.2


@contextmanager
def most_memory(*, includes_itself: bool) -> Iterator[Callable[[], int]]:
    """The most megabytes that the processes that this one has started hold meanwhile, itself too where ``includes_itself``."""
    seen, over, process = [0], threading.Event(), psutil.Process()

    def look() -> None:
        while not over.wait(LOOK_SECONDS):
            with suppress(psutil.Error):  # one of them has just ended
                processes = [*([process] if includes_itself else []), *process.children(recursive=True)]
                seen[0] = max(seen[0], sum(one.memory_info().rss for one in processes) // 10**6)

    watch = threading.Thread(target=look)
    watch.start()
    try:
        yield lambda: seen[0]
    finally:
        over.set()
        watch.join()
