"""The document that the browser loads holds our style and script; every other answer is as the app gave it."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import streamlit
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.parts.site.document import BEGINS, ENDS, Document

PAGE = "<html><head></head><body><div id='root'></div></body></html>\n"
A_BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture
def given(ask) -> Callable[..., Any]:
    """An answer of an app, through the document's guard, with the headers of a request."""

    def asked(answer: ASGIApp, **headers: str) -> Any:
        return ask(lambda _: Document(answer), headers=A_BROWSER | headers)

    return asked


def test_the_style_begins_the_body_in_the_order_of_its_sheets_and_the_script_ends_it(given):
    answer = given(HTMLResponse(PAGE))
    before, after = answer.words.split("<div id='root'></div>")
    assert before.startswith("<html><head></head><body><style>")
    assert before.endswith("</style>")
    assert before.index("--ink: light-dark(") < before.index(".matrix") < before.index("@page")
    assert after.startswith("<script>")
    assert after.endswith("</script></body></html>\n")
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


def test_streamlits_document_has_the_one_place_for_each():
    document = (Path(streamlit.__file__).parent / "static" / "index.html").read_bytes()
    assert (document.count(BEGINS), document.count(ENDS)) == (1, 1)


def test_what_a_script_asks_for_is_left_alone(ask):
    assert ask(lambda _: Document(HTMLResponse(PAGE)), headers={"accept": "*/*"}).words == PAGE


def test_no_sheet_and_no_script_ends_the_element_that_it_stands_in():
    site = Path(__file__).parents[2] / "pages" / "parts" / "site"
    for file in (*site.glob("style/*.css"), site / "page.js"):
        assert "</" not in file.read_text("utf-8").replace("</b>", ""), file.name
