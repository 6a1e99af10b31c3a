"""The document that the browser loads holds our style and script; every other answer is as the app gave it."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.parts.site.document import Document

PAGE = "<html><head></head><body><div id='root'></div></body></html>\n"
A_BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture
def given(ask) -> Callable[..., Any]:
    """An answer of an app, through the document's guard, with the headers of a request."""

    def asked(answer: ASGIApp, **headers: str) -> Any:
        return ask(lambda _: Document(answer), headers=A_BROWSER | headers)

    return asked


def test_style_and_script_stand_at_the_end_of_the_body_in_the_order_of_the_sheets(given):
    answer = given(HTMLResponse(PAGE))
    before, ours = answer.words.split("</div>")
    assert before.endswith("<div id='root'>")
    assert ours.startswith("<style>")
    assert ours.index("--ink: light-dark(") < ours.index(".matrix") < ours.index("@page") < ours.index("<script>")
    assert ours.endswith("</script>\n</body></html>\n")
    assert int(answer.headers["content-length"]) == len(answer.words.encode())


def test_a_document_that_comes_in_parts_is_put_together_first(given):
    async def in_parts(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html")]})
        for part in (PAGE[:20], PAGE[20:50], PAGE[50:]):
            await send({"type": "http.response.body", "body": part.encode(), "more_body": True})
        await send({"type": "http.response.body"})

    assert given(in_parts).words == given(HTMLResponse(PAGE)).words


def test_a_browser_that_has_streamlits_document_from_before_gets_it_anew_with_no_mark_to_keep_it_by(given):
    seen: dict[str, str] = {}

    async def known(scope: Scope, receive: Receive, send: Send) -> None:
        seen.update({name.decode(): value.decode() for name, value in scope["headers"]})
        await HTMLResponse(PAGE, headers={"etag": '"1"', "last-modified": "today"})(scope, receive, send)

    answer = given(known, **{"if-none-match": '"1"', "if-modified-since": "today", "cookie": "a=b"})
    assert not {"if-none-match", "if-modified-since"} & seen.keys()
    assert seen["cookie"] == "a=b"
    assert not {"etag", "last-modified"} & set(answer.headers.keys())


def test_a_document_is_never_packed_before_ours_is_in_it(given):
    packed = GZipMiddleware(HTMLResponse(PAGE + " " * 2000), minimum_size=100)
    assert "<style>" in given(packed, **{"accept-encoding": "gzip"}).words


@pytest.mark.parametrize(
    "answer",
    [
        JSONResponse({"a": "</body>"}),
        HTMLResponse(PAGE, status_code=404),
        Response(gzip.compress(b"x"), media_type="application/gzip"),
    ],
    ids=["json", "not found", "file"],
)
def test_any_other_answer_goes_on_as_it_is(given, answer):
    got = given(answer)
    assert b"".join(message.get("body", b"") for message in got.sent) == answer.body
    assert got.headers["content-length"] == str(len(answer.body))


def test_what_a_script_asks_for_is_left_alone(ask):
    assert ask(lambda _: Document(HTMLResponse(PAGE)), headers={"accept": "*/*"}).words == PAGE


def test_no_sheet_and_no_script_ends_the_element_that_it_stands_in():
    site = Path(__file__).parents[2] / "pages" / "parts" / "site"
    for file in (*site.glob("style/*.css"), site / "page.js"):
        assert "</" not in file.read_text("utf-8").replace("</b>", ""), file.name
