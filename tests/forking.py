"""A process that has imported what the dashboard imports, and of which servers and commands of tests are forks.

It reads one line of JSON for each process that is asked for, and answers with its number.  A fork then goes on as
``python -m MODULE`` or ``python -c CODE`` does, but for the second that imports take; beside it a process waits to write
down how it ended.  At the end of its input this one ends.  Nothing is opened here and no thread of ours is started:
what is forked is code alone.
"""

from __future__ import annotations

import functools
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

ROOT = Path(__file__).parents[1]
LEFT_OUT = ("streamlit.web.cli", "uvicorn", "plotly.graph_objects")
"""What Streamlit imports only once it starts or draws."""
RUN = "data.__main__"


def main() -> None:
    """Import everything; then fork a process for each line."""
    sys.path[0] = str(ROOT)
    for name in (*LEFT_OUT, RUN):
        importlib.import_module(name)
    del sys.modules[RUN]  # else ``python -m data`` would warn, in each fork, that it was imported before
    import indicators
    import pages.access
    import pages.parts

    for package in (indicators, pages.access, pages.parts):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    _look_at_packages_once()
    gc.collect()
    gc.freeze()  # so that no fork's garbage collector goes through all that, and copies its memory, again
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # those who wait beside the forks leave nothing behind
    for line in sys.stdin:
        if os.fork() == 0:
            _fork(json.loads(line))


def _look_at_packages_once() -> None:
    """Each server of Streamlit looks through all installed packages for components, and for the file of each module.

    What was found serves them all.
    """
    from streamlit import env_util
    from streamlit.components.v2 import manifest_scanner

    manifest_scanner.scan_component_manifests = functools.cache(manifest_scanner.scan_component_manifests)
    manifest_scanner.scan_component_manifests()
    env_util.is_repl()  # it asks for the stack, and the first who does has every module's file looked up


def _fork(request: dict[str, Any]) -> None:
    """Start what was asked for, say its number, wait for its end, and write down how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    number = os.fork()
    if number == 0:
        _become(request)
    print(number, flush=True)
    _, status = os.waitpid(number, 0)
    ended = Path(request["ended"])
    ended.with_suffix(".new").write_text(str(os.waitstatus_to_exitcode(status)))
    ended.with_suffix(".new").replace(ended)
    os._exit(0)


def _become(request: dict[str, Any]) -> None:
    """Be the process that was asked for, to its end."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    out, faults = (
        os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644) for path in (request["out"], request["err"])
    )
    for number, opened in ((0, nothing), (1, out), (2, faults)):
        os.dup2(opened, number)
    os.environ.clear()
    os.environ.update(request["environment"])
    how, program, *arguments = request["arguments"]
    if how == "-m":
        sys.argv = [program, *arguments]
        runpy.run_module(program, run_name="__main__", alter_sys=True)
    else:
        sys.argv = [how, *arguments]
        exec(compile(program, "<string>", "exec"), {"__name__": "__main__"})  # noqa: S102 - the tests' own
    sys.exit()


if __name__ == "__main__":
    main()
