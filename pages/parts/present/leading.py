"""Leading a talk that others follow: its code and its address, and where it is."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

import psutil
import segno
import streamlit as st
from markupsafe import Markup

from data.people import talks
from data.people.talks import Talk, as_typed
from data.storage.clock import now
from data.storage.errors import PeopleError
from pages.access import visit
from pages.access.role_table import Permission
from pages.parts.follow import talk
from pages.parts.shared import by_itself, cached, markup, people_file, roles
from reports.playlists import Shown

LEAD, AT = "lead", "talk_is_at"
LOOK_EVERY = "1s"


def button(shown: Shown) -> None:
    """Begin a talk of a playlist, for those who may."""
    if not roles.may(Permission.LEAD_TALKS):
        return
    if st.button(
        "Let others follow", key=f"lead_{shown.key}", help="Shows a code and a QR code to follow this on a phone"
    ):
        try:
            pinned = cached.version() if cached.pinned() else None
            code = talks.begin(people_file.people(), cached.strategy().id, shown.key, pinned, roles.person().name)
            roles.record("began a talk", shown.name)
        except PeopleError as fault:
            markup.show(Markup('<p role="alert"><strong>{}</strong></p>').format(fault))
            return
        st.query_params[LEAD] = code
        st.rerun()


def led() -> Talk | None:
    """The talk that this visit leads; ``None`` where it leads none that is not over, or may not."""
    talk_led = talk.talk_of(as_typed(st.query_params.get(LEAD, "")))
    if talk_led is None or talk_led.over(now()) or not roles.may(Permission.LEAD_TALKS):
        return None
    return talk_led


# Before it begins -------------------------------------------------------------------------------------


def room(talk_led: Talk, shown: Shown) -> None:
    """The code in large letters and as a QR code, with an address that others in the room can reach."""
    markup.show(Markup('<h1 class="finding">Follow on your phone: {}</h1>').format(talk_led.code))
    addresses = reachable()
    chosen = st.selectbox(
        "Address that others in the room can reach",
        addresses,
        accept_new_options=True,
        help="Choose one, or type your own",
    )
    follow_address = (
        f"{str(chosen or addresses[0]).rstrip('/')}/follow?follow={talk_led.code}&strategy={talk_led.strategy}"
    )
    drawn = segno.make(follow_address, micro=False).svg_inline(scale=8, border=2)
    markup.show(
        Markup('{}<p class="small">{}</p>{}').format(
            markup.picture(drawn, f"QR code of {follow_address}", "qr"), follow_address, _only_this_computer(addresses)
        )
    )
    begin = markup.link(
        "present", "Begin the talk", {"playlist": shown.key, "slide": str(talk_led.slide), LEAD: talk_led.code}
    )
    window = markup.link(
        "present", "Open the presenter's window", {LEAD: talk_led.code, "window": "1"}, target="_blank"
    )
    markup.show(Markup('<p class="write"><strong>{}</strong> {}</p>').format(begin, window))
    end_button(talk_led)


def end_button(talk_led: Talk) -> None:
    """End the talk for all who follow."""
    if st.button("End the talk for everybody"):
        talks.end(people_file.people(), talk_led.code)
        roles.record("ended a talk", talk_led.playlist)
        st.query_params.from_dict({})
        st.rerun()


def reachable() -> list[str]:
    """This server's addresses as others may reach it: the one that this visit used, then those of the computer's networks."""
    url = urlsplit(st.context.url or "")
    server, below = visit.server(), visit.below()
    used = f"{url.scheme}://{url.netloc}{below}" if url.netloc else ""
    local = [f"{server.scheme}://{number}:{server.port}{below}" for number in _own_numbers()]
    first = [used] if used and not visit.is_loopback(url.hostname or "") else []
    return list(dict.fromkeys([*first, *local, *([used] if used else [])])) or [
        f"{server.scheme}://localhost:{server.port}{below}"
    ]


def _own_numbers() -> list[str]:
    addresses = [
        address.address
        for many in psutil.net_if_addrs().values()
        for address in many
        if address.family is socket.AF_INET
    ]
    return [number for number in addresses if not ipaddress.ip_address(number).is_loopback]


def _only_this_computer(addresses: list[str]) -> Markup:
    """Said where the dashboard answers nobody but this computer, and what to do."""
    if not visit.server().local:
        return Markup()
    return Markup('<div class="banner" role="note">{}</div>').format(
        "This dashboard answers this computer alone, so nobody else can follow yet. Start it with --server.address 0.0.0.0; "
        "then whoever is in the same network can read."
    )


# While it goes on -------------------------------------------------------------------------------------


def moved_elsewhere(talk_led: Talk) -> int | None:
    """The slide (from 0) that the presenter's other window has gone to; ``None`` where it has gone nowhere."""
    before = st.session_state.get(AT)
    return talk_led.slide - 1 if before is not None and before != talk_led.slide else None


def is_at(talk_led: Talk, number: int) -> None:
    """Take everybody who follows along to a slide (from 0)."""
    st.session_state[AT] = number + 1
    if talk_led.slide != number + 1:
        talks.move(people_file.people(), talk_led.code, number + 1)


@by_itself.drawn(LOOK_EVERY)
def watch() -> None:
    """Go along with the presenter's other window; drawn after the stage, which then knows where it is."""
    talk_led = led()
    if talk_led is not None and moved_elsewhere(talk_led) is not None:
        st.rerun(scope="app")
