"""Publishing by raw messages on a server where people sign in: who may not publish sends all that publishes for an analyst."""

from __future__ import annotations

import gzip
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import raw
import serving
from raw import Session, Widget
from serving import Server
from signed import asked, of, signing_in, started_again, written
from streamlit.proto.WidgetStates_pb2 import WidgetState

from data.people import People, audit
from data.storage.versions import Store

pytestmark = pytest.mark.slow

HEAD = "indicator_id,area_code,period_start,period_end,period_type,value,source_id,published_on,unit,citation\n"
PAGE, NAME = "upload", "figures.csv"


def figure(indicator: str, source: str, cited: str = "A report") -> bytes:
    return f"{HEAD}{indicator},E08000035,2024-01-01,2024-12-31,year,61,{source},2025-06,%,{cited}\n".encode()


OF_ANALYSTS = figure("know_where_help_crisis", "healthwatch_leeds")
OF_CONTRIBUTORS = figure("cp_staff_aware", "lmws_staff_survey")
HOSTILE = {
    "figures.csv": OF_ANALYSTS,
    "formula.csv": figure("know_where_help_crisis", "healthwatch_leeds", "=cmd|' /C calc'!A0"),
    "../../CURRENT": b"99",
    "people.sqlite": b"\x00\xff" * 5000,
    "bomb.xlsx": b"PK\x03\x04" + b"\x00" * 200,
    "bomb.csv.gz": gzip.compress(b"0" * 10_000_000),
    "empty.csv": b"",
}


@pytest.fixture(scope="module")
def temporary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server keeps what is dropped."""
    return tmp_path_factory.mktemp("temporary")


@pytest.fixture(scope="module")
def signing(bundled: Path, temporary: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on which people have signed in, in a folder of this test for what is dropped."""
    with signing_in(bundled, tmp_path_factory.mktemp("publishing"), {"TMPDIR": str(temporary)}) as server:
        yield server


@dataclass
class OpenUpload:
    """A page on which a file was dropped: what a browser sends of its fields, and all that can be pressed there."""

    visit: Session
    filled: list[WidgetState]
    widgets: dict[str, Widget]

    @property
    def publish(self) -> Widget | None:
        """The button that publishes the file, where there is one."""
        return next((one for name, one in self.widgets.items() if name.startswith("Publish version")), None)

    def pressed(self) -> list[WidgetState]:
        """All that a browser sends when the button is pressed."""
        assert self.publish is not None
        return [*self.filled, self.publish.holding("")]


def drop(server: Server, who: dict[str, str], content: bytes, file: str = "a-file") -> OpenUpload:
    """Drop a file on the page of somebody who may, and answer what is asked."""
    visit = raw.session(server, who, page=PAGE)
    assert raw.put_file(server, who, visit.id, file, NAME, content)[0] == 204
    uploader = next(one.id for one in visit.widgets.values() if one.kind == "file_uploader")
    filled = [raw.dropped(uploader, visit.id, file, NAME, len(content))]
    raw.run(visit, PAGE, states=filled)
    filled += [one.holding("") for one in visit.widgets.values() if one.kind == "checkbox"]
    raw.run(visit, PAGE, states=filled)
    return OpenUpload(visit, filled, dict(visit.widgets))


@pytest.fixture(scope="module")
def analyst(signing: Server) -> Iterator[OpenUpload]:
    """The open page of an analyst, who has not pressed the button yet."""
    upload = drop(signing, of(signing, "analysts"), OF_ANALYSTS)
    yield upload
    upload.visit.close()


def forge(visit: Session, states: list[WidgetState], fragments: set[str]) -> None:
    """Send these states to the whole page, to parts of it, and to the whole page again."""
    raw.run(visit, PAGE, states=states)
    for fragment in sorted({one for one in fragments if one} | visit.fragments):
        raw.send(visit, PAGE, states=states, fragment=fragment)
    raw.run(visit, PAGE, states=states)


def publishes(server: Server) -> list[str]:
    """Who published, as the audit has it, newest first."""
    people = People(server.store)
    audit.record_versions(people, Store(server.store))
    return [entry.who for entry in audit.entries(people) if entry.what == "published"]


@pytest.mark.parametrize("who", ["", "strangers", "viewers", "presenters"])
def test_who_may_not_load_sends_no_file_and_publishes_none_by_the_messages_of_an_analyst(
    signing, analyst, temporary, who
):
    before, files_before = written(signing), sorted(temporary.rglob("*"))
    visit = raw.session(signing, of(signing, who), page=PAGE)
    for session in (visit.id, analyst.visit.id):
        assert raw.put_file(signing, of(signing, who), session, "a-file", NAME, OF_ANALYSTS)[0] == 403
    uploader = analyst.filled[0].id
    own_states = [raw.dropped(uploader, visit.id, "a-file", NAME, len(OF_ANALYSTS)), *analyst.pressed()[1:]]
    for states in (analyst.pressed(), own_states):
        forge(visit, states, {one.fragment for one in analyst.widgets.values()})
    visit.close()
    assert "file_uploader" not in visit.parts
    assert (written(signing), sorted(temporary.rglob("*"))) == (before, files_before)
    assert publishes(signing) == []


def test_a_contributor_publishes_nothing_but_what_is_named_for_them(signing, analyst):
    before, who = written(signing), of(signing, "contributors")
    foreign, mine = drop(signing, who, OF_ANALYSTS), drop(signing, who, OF_CONTRIBUTORS)
    assert "You cannot publish this." in foreign.visit.words and foreign.publish is None
    assert mine.publish is not None
    pressed = [analyst.pressed()[-1], mine.publish.holding("")]
    forge(foreign.visit, [*foreign.filled, *pressed], {one.fragment for one in analyst.widgets.values()})
    assert "You cannot publish this." in foreign.visit.words
    # Their own button is pressed in the very message that puts another file in the place of their own.
    assert raw.put_file(signing, who, mine.visit.id, "another", NAME, OF_ANALYSTS)[0] == 204
    swapped = raw.dropped(mine.filled[0].id, mine.visit.id, "another", NAME, len(OF_ANALYSTS))
    raw.run(mine.visit, PAGE, states=[swapped, *mine.pressed()[1:]])
    assert "You cannot publish this." in mine.visit.words
    for visit in (foreign.visit, mine.visit):
        visit.close()
    assert written(signing) == before


def test_an_analyst_who_has_signed_out_publishes_nothing_from_a_page_that_is_open(signing):
    headers = of(signing, "analysts", sub="leaves")
    open_page = drop(signing, headers, OF_ANALYSTS)
    assert asked(signing, "/auth/logout", headers).getheader("location") == "/"
    before = written(signing)
    forge(open_page.visit, open_page.pressed(), {one.fragment for one in open_page.widgets.values()})
    open_page.visit.close()
    assert written(signing) == before
    assert "Sign in to read this dashboard." in open_page.visit.words


@pytest.mark.parametrize("who", ["", "viewers", "presenters"])
def test_no_hostile_file_of_who_may_not_load_is_read_or_kept(signing, analyst, temporary, who):
    before, files_before = written(signing), sorted(temporary.rglob("*"))
    for number, (name, content) in enumerate(HOSTILE.items()):
        for session in (analyst.visit.id, "..%2F..%2Fstore", "a-session"):
            code, words = raw.put_file(signing, of(signing, who), session, f"file-{number}", name, content)
            assert (code, words.endswith("It may only read.\n")) == (403, True), name
    assert (written(signing), sorted(temporary.rglob("*"))) == (before, files_before)
    raw.run(analyst.visit, PAGE, states=analyst.filled)
    assert analyst.publish is not None and analyst.publish.id in {one.id for one in analyst.visit.widgets.values()}


def test_the_same_messages_publish_where_the_analyst_sends_them(signing, analyst):
    before = Store(signing.store).version
    forge(analyst.visit, analyst.pressed(), {one.fragment for one in analyst.widgets.values()})
    assert Store(signing.store).version == before + 1
    assert publishes(signing) == ["analysts"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_server_killed_while_an_analyst_publishes_has_all_of_it_or_nothing_and_the_sign_in_goes_on(bundled, tmp_path):
    with signing_in(bundled, tmp_path) as server:
        who = of(server, "analysts")
        first_drop = drop(server, who, OF_ANALYSTS)
        raw.send(first_drop.visit, PAGE, states=first_drop.pressed())
        limit = time.monotonic() + raw.PATIENCE_SECONDS
        while not list(server.store.glob("*.draft*")):  # the next version in the making
            assert time.monotonic() < limit, "nothing was begun"
            time.sleep(0.002)
        server.process.kill()
        server.process.wait(timeout=20)
        again = started_again(server)
        try:
            version = Store(again.store).version
            assert server.command("verify").returncode == 0
            assert publishes(again) == ["analysts"] * (version - 1)
            second_drop = drop(again, who, OF_ANALYSTS)
            assert (second_drop.publish is None) == (version == 2)
            if second_drop.publish is not None:
                raw.run(second_drop.visit, PAGE, states=second_drop.pressed())
            assert (Store(again.store).version, publishes(again)) == (2, ["analysts"])
        finally:
            serving.stop(again)
