"""Whether the server can do its work, for machines that watch it: ``/healthz``, which needs no key and tells no secret."""

from __future__ import annotations

import logging
import shutil
from datetime import UTC, datetime

from data.event_log import event
from data.loading import software
from data.storage.errors import StoreError, engine_faults
from data.storage.versions import Store
from indicators.core.measures import fingerprints

LOG = logging.getLogger(__name__)
STARTED_AT = datetime.now(UTC).isoformat(timespec="seconds")
OK, EARLIER, UNREADABLE = "ok", "figures of earlier software", "the store cannot be read"


def health(store: Store) -> tuple[int, dict[str, object]]:
    """The code and content of an answer: 200 where figures can be shown, 503 where the store cannot be read.

    ``software`` is the fingerprint of the code that runs and ``figures_software`` that of the code which computed the
    figures in force.  Nothing in it names a folder: why the store cannot be read is for the server's log.  It looks at
    the version in force; ``python -m data verify`` reads everything.
    """
    running = fingerprints.software()
    content: dict[str, object] = {
        "status": UNREADABLE,
        "data_version": None,
        "software": running.code,
        "figures_software": None,
        "free_disk_bytes": _free_bytes(store),
        "started_at": STARTED_AT,
    }
    try:
        with engine_faults("The store could not be read"):
            version = store.version
            computed = software.of_version(store.read(), version)
            is_current = software.computes_the_same(store, version, running)
    except StoreError as fault:
        event(LOG, "the store cannot be read", logging.ERROR, why=str(fault))
        return 503, content
    return 200, content | {
        "status": OK if is_current else EARLIER,
        "data_version": version,
        "figures_software": computed.code if computed else None,
    }


def _free_bytes(store: Store) -> int | None:
    try:
        return shutil.disk_usage(store.folder).free
    except OSError:
        return None
