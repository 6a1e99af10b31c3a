"""Hostile use of a server on which people sign in: messages, sessions and addresses that no page of theirs would send."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
import raw
from raw import Session, Widget
from serving import Server
from signed import HOURS, asked, of, signing_in, written
from streamlit.proto.BackMsg_pb2 import BackMsg

pytestmark = pytest.mark.slow

LEFT = 20
FORGED = "Written by somebody who may not"
OVERVIEW, INDICATOR, MEETINGS = "", "indicator=tt_wait_18w", "tab=meetings"


@pytest.fixture(scope="module")
def signing(bundled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on which people have signed in; their provider does not answer any more."""
    with signing_in(bundled, tmp_path_factory.mktemp("hostile")) as server:
        yield server


def press(visit: Session, name: str, page: str, query: str, filled: Mapping[str, str] = MappingProxyType({})) -> None:
    """Press a button as a browser does, with what was typed into the fields of these names."""
    button = visit.widgets[name]
    fields = [visit.widgets[label].holding(text) for label, text in filled.items()]
    raw.run(visit, page, query, [button.holding(""), *fields], button.fragment)


def forge(visit: Session, widgets: list[Widget], page: str, query: str) -> None:
    """Send all that somebody else was offered, pressed and filled in: at once, one by one, and to the parts of their page."""
    states = [widget.holding(FORGED) for widget in widgets]
    raw.run(visit, page, query, states)
    for fragment in {widget.fragment for widget in widgets if widget.fragment} | visit.fragments:
        raw.send(visit, page, query, states, fragment)
    raw.run(visit, page, query, states)


@pytest.fixture(scope="module")
def offered(signing: Server) -> dict[tuple[str, str], list[tuple[str, Widget]]]:
    """What an analyst is offered page by page, with every form open; each form is tried, so that it is one that writes."""
    widgets_by_page: dict[tuple[str, str], list[tuple[str, Widget]]] = {}
    analyst = of(signing, "analysts")

    def seen(visit: Session, page: str, query: str) -> None:
        widgets_by_page.setdefault((page, query), []).extend(visit.widgets.items())

    def tried(page: str, query: str, opener: str, save: str, filled: Mapping[str, str]) -> None:
        visit = raw.session(signing, analyst, page=page, query=query)
        seen(visit, page, query)
        if opener:
            press(visit, opener, page, query)
            seen(visit, page, query)
        before = written(signing)
        press(visit, save, page, query, filled)
        assert written(signing) != before, save
        visit.close()

    tried("", OVERVIEW, "Record a decision", "Record it", {"What was decided": "Ask for more"})
    tried("indicator", INDICATOR, "Write the story", "Save the story", {"Who owns it": "The trust"})
    tried(
        "indicator", INDICATOR, "Add an action", "Save the action", {"What will be done": "More", "Who owns it": "Us"}
    )
    tried("holdings", MEETINGS, "", "Enter the meeting", {"The board met, or meets, on": "2026/10/08"})
    taken_off = raw.session(signing, analyst, page="holdings", query=MEETINGS)
    seen(taken_off, "holdings", MEETINGS)
    assert "Take off" in taken_off.widgets
    for page, query in (("voices", "write=project"), ("voices", "write=involvement"), ("holdings", "tab=targets")):
        visit = raw.session(signing, analyst, page=page, query=query)
        assert visit.widgets, query
        seen(visit, page, query)
        visit.close()
    return widgets_by_page


@pytest.mark.parametrize("who", ["", "viewers", "strangers", "presenters", "contributors"])
def test_what_an_analyst_is_offered_writes_nothing_when_others_send_it(signing, offered, who):
    may = {"presenters": [("", OVERVIEW), ("holdings", MEETINGS)]}
    may_press = {"presenters": {"Short link"}}
    before = written(signing)
    for (page, query), widgets in offered.items():
        if (page, query) not in may.get(who, []):
            visit = raw.session(signing, of(signing, who), page=page, query=query)
            forge(visit, [one for label, one in widgets if label not in may_press.get(who, ())], page, query)
            visit.close()
            assert written(signing) == before, (page, query)


def test_nobody_joins_the_session_of_another_sign_in_not_even_the_same_person_by_another_one(signing):
    analyst = raw.session(signing, of(signing, "analysts"))
    others = [of(signing, ""), of(signing, "viewers"), of(signing, "analysts", sub="another")]
    for headers in others:
        session = raw.session(signing, headers, joins=analyst.id)
        assert session.id and session.id != analyst.id
    nobody = raw.session(signing, of(signing, ""))
    assert not nobody.may_write
    nobody.close()
    session = raw.session(signing, of(signing, "analysts"), joins=nobody.id)
    assert session.id != nobody.id and session.may_write


def test_nobody_has_the_server_forget_what_it_keeps_for_all_visits_and_their_own(signing):
    visit = raw.session(signing, of(signing, "presenters"), page="", query=OVERVIEW)
    press(visit, "Record a decision", "", OVERVIEW)
    assert visit.socket is not None
    visit.socket.send(BackMsg(clear_cache=True).SerializeToString())
    raw.run(visit, "", OVERVIEW)
    assert "Record it" in visit.widgets


@pytest.mark.parametrize("ends", ["signed out", "expired"])
def test_once_a_sign_in_has_ended_no_press_on_an_open_page_writes_and_each_leads_to_the_way_in(signing, ends):
    until = time.time() + LEFT
    headers = of(signing, "analysts", HOURS * 3600 - LEFT if ends == "expired" else 0, sub=ends)
    deciding = raw.session(signing, headers, page="", query=OVERVIEW)
    press(deciding, "Record a decision", "", OVERVIEW)
    telling = raw.session(signing, headers, page="priority", query="priority=P2")
    press(telling, "Write the story", "priority", "priority=P2")
    looking = raw.session(signing, headers, page="present", query="playlist=P1")
    assert looking.fragments
    if ends == "signed out":
        assert asked(signing, "/auth/logout", headers).getheader("location") == "/"
    else:
        time.sleep(max(0.0, until + 2 - time.time()))
    before = written(signing)
    press(deciding, "Record it", "", OVERVIEW, {"What was decided": FORGED})
    press(telling, "Save the story", "priority", "priority=P2", {"Who owns it": FORGED})
    raw.run(looking, "present", "playlist=P1", fragment=sorted(looking.fragments)[0])
    assert written(signing) == before
    for visit in (deciding, telling, looking):
        assert "Sign in to read this dashboard." in visit.words
        assert "Sign in" in visit.widgets
        assert "slide-finding" not in visit.words


@pytest.mark.parametrize(
    ("page", "query", "sign"),
    [
        ("voices", "write=involvement", "Write it down"),
        ("present", "playlist=P1&slide=3&decide=1", "Record it"),
        ("holdings", "tab=audit", "Who did what"),
    ],
)
def test_a_link_to_what_an_analyst_may_shows_a_viewer_none_of_it(signing, page, query, sign):
    analyst, viewer = (
        raw.session(signing, of(signing, who), page=page, query=query) for who in ("analysts", "viewers")
    )
    assert sign in analyst.words or sign in analyst.widgets
    assert sign not in viewer.words and sign not in viewer.widgets
    assert viewer.parts and "Sign in to read" not in viewer.words


@pytest.mark.parametrize(
    "path",
    [
        "/auth/login?provider=//evil.example",
        "/auth/login?next=//evil.example",
        "/auth/login?redirect_uri=http://evil.example/oauth2callback",
        "/auth/logout?next=http://evil.example",
        "/auth/logout?post_logout_redirect_uri=http://evil.example",
        "/oauth2callback?state=x&code=y&next=//evil.example",
        "/oauth2callback?error=access_denied&error_uri=http://evil.example",
        "/oauth2callback//evil.example",
        "//evil.example/auth/login",
        "//evil.example/?key=x",
        "/%5Cevil.example/?key=x",
    ],
)
def test_no_address_leads_to_another_host(signing, path):
    answer = asked(signing, path, of(signing, "viewers", sub=path))
    to = answer.getheader("location") or "/"
    assert to.startswith("/") and not to.startswith(("//", "/\\", "/%5C"))
