"""A process that has imported what the dashboard imports, and of which each server of a test is a fork.

It reads one line of JSON for each server that is asked for, and answers with its process number.  A fork then goes on
as ``python -m streamlit run app.py`` does, but for the second that imports take.  At the end of its input it ends.
Nothing is opened here and no thread of ours is started: what is forked is code alone.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import runpy
import signal
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
LEFT_OUT = ("streamlit.web.cli", "uvicorn", "plotly.graph_objects")
"""What Streamlit imports only once it starts or draws."""


def main() -> None:
    """Import everything; then fork a server for each line."""
    sys.path[0] = str(ROOT)
    for name in LEFT_OUT:
        importlib.import_module(name)
    import pages.access
    import pages.parts

    for package in (pages.access, pages.parts):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(found.name)
    gc.collect()
    gc.freeze()  # so that no server's garbage collector goes through all that, and copies its memory, again
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # a server that has ended leaves nothing behind
    for line in sys.stdin:
        number = os.fork()
        if number == 0:
            _become(json.loads(line))
        print(number, flush=True)


def _become(asked: dict[str, Any]) -> None:
    """Be the server that was asked for, to its end."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    into = os.open(asked["printed"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    for number, opened in ((0, os.open(os.devnull, os.O_RDONLY)), (1, into), (2, into)):
        os.dup2(opened, number)
    os.environ.clear()
    os.environ.update(asked["environment"])
    sys.argv = ["streamlit", *asked["arguments"]]
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)
    sys.exit()


if __name__ == "__main__":
    main()
