"""What a start says: the link with the key, which it opens in the browser where there is a screen."""

from __future__ import annotations

import os
import sys
import webbrowser

import streamlit as st

from pages.access import visit
from pages.access.guard import KEY
from pages.access.settings import KEY as GIVEN_KEY
from pages.access.settings import settings
from pages.access.sign_in import sign_in

ASKED_FOR_BY_HAND = ("command-line argument or environment variable", "environment variable")
"""How Streamlit calls an option that is set neither by default nor by a file."""


def announce() -> None:
    """Print where the dashboard is, with the link that lets its reader write where there is one; open it."""
    server = visit.server()
    address = _address(server)
    if setup := sign_in():
        state = f"Nobody can sign in: {' '.join(setup.faults)}" if setup.faults else "People sign in there."
        reached = address if setup.faults else f"{setup.origin}{visit.below()}/"
        print(f"\n  The dashboard is ready at {reached}\n  {state}\n", flush=True)
        return
    if not server.local:
        print(
            f"\n  The dashboard is ready at {address}\n  It answers other computers too, so it is read-only.\n",
            flush=True,
        )
        return
    link = f"{address}?{KEY}={settings().key}"
    # A key that the starter chose is not printed: where a service runs, what is printed ends in a log.
    shown = f"{address}?{KEY}=(what {GIVEN_KEY} holds)" if settings().key_was_given else link
    print(
        "\n  The dashboard is ready. Open this link:\n\n"
        f"    {shown}\n\n"
        "  With this link you can load files and change things. Without it a visit only reads.\n",
        flush=True,
    )
    if _has_screen():
        webbrowser.open(link)


def _address(server: visit.Server) -> str:
    """The dashboard's address; a server that answers every address is shown by the name for this computer."""
    host = "localhost" if server.bound in visit.EVERY_ADDRESS else server.bound
    if st.config.is_manually_set("browser.serverAddress"):
        host = str(st.get_option("browser.serverAddress"))
    host = f"[{host}]" if ":" in host else host
    return f"{server.scheme}://{host}:{server.port}{visit.below()}/"


def _has_screen() -> bool:
    """Is there a screen to open a browser on, and has nobody said ``--server.headless true``?

    Our settings always say so to Streamlit, which lets any local visit write into the program's folder otherwise.
    """
    if st.config.get_where_defined("server.headless") in ASKED_FOR_BY_HAND and st.get_option("server.headless"):
        return False
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
