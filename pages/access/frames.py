"""Which sites may show a view of the dashboard in a frame of their pages."""

from __future__ import annotations

import os
import re

SITES = "DASHBOARD_MAY_FRAME"


def sites() -> tuple[str, ...]:
    """The origins that are set, each as scheme and host.  Raises ``ValueError`` for anything else, with what to do."""
    origins = os.environ.get(SITES, "").split()
    for site in origins:
        if not re.fullmatch(r"https?://[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?", site):
            raise ValueError(
                f"{SITES}: {site!r} is no site. Give each as its scheme and host, such as https://intranet.example.org, "
                "with blanks between them."
            )
    return tuple(origins)
