"""What anybody writes into a link, a file's name or a playlist's name: it harms no page and is shown as it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape
from places import LEEDS

from charts import words
from data.people import People, playlists
from data.people.playlists import address
from pages.parts.shared import markup

HUGE = "9" * 5000
NASTY = "**bold** [x](http://e.vil) :material/home: $x$ <b>.csv"


@pytest.mark.slow
@pytest.mark.parametrize("number", [HUGE, "٣", "²", "-1", "1.5", ""])
@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("overview", {"version": ""}),
        ("indicator", {"indicator": "suicide_rate", "version": ""}),
        ("holdings", {"version": ""}),
        ("present", {"playlist": "P1", "slide": ""}),
        ("present", {"edit": "own-"}),
        ("present", {"playlist": "own-"}),
        ("overview", {"back": "playlist=P1&slide="}),
    ],
)
def test_no_number_in_a_link_is_a_fault_of_the_page(open_page, page, query, number):
    last = next(reversed(query))
    opened = open_page(page, **query | {last: query[last] + number})
    assert opened.headline
    assert HUGE not in opened.words


def test_what_is_literal_is_text_to_markdown():
    shown = markup.literal(NASTY)
    assert re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", shown).replace(markup.WORD_JOINER, "") == NASTY
    assert not re.search(r"(?<!\\)[*\[\]()$<>`:_/]", shown)


@given(st.text())
@pytest.mark.slow
def test_every_mark_of_markdown_is_escaped_and_nothing_else_is_changed(text: str):
    shown = markup.literal(text)
    pairs = re.findall(r"\\([!-/:-@\[-`{-~])|([^\\])", shown, re.DOTALL)
    assert not any(re.match(r"[!-+./:-@\[-`{-~]", plain) for _, plain in pairs if plain)
    assert "".join(map("".join, pairs)).replace(markup.WORD_JOINER, "") == " ".join(text.split()).replace(
        markup.WORD_JOINER, ""
    )


def test_plain_words_are_left_as_they_are():
    for plain in ("Board, December 2026", "Three-yearly, Leeds", "Control chart, before", "Größe und Straße"):
        assert markup.literal(plain) == plain


@pytest.mark.slow
def test_the_name_of_a_playlist_is_literal_wherever_streamlit_reads_markdown(writable_page, own_store):
    people = People(own_store.folder)
    playlists.make(people, NASTY, "Ann", LEEDS, [address("indicator", indicator="suicide_rate")])
    page = writable_page("present")
    helped = [button.proto.help for button in page.app.get("download_button")]
    assert f"“{markup.literal(NASTY)}” with charts that can be edited, notes and sources" in helped
    assert not any(NASTY in text for text in helped)


@pytest.mark.slow
@pytest.mark.usefixtures("without_the_link")
@pytest.mark.parametrize(
    ("page", "query"), [("upload", {}), ("holdings", {"tab": "meetings"}), ("present", {})], ids=str
)
def test_without_the_link_a_page_only_reads_and_says_how_to_get_it(open_page, page, query):
    opened = open_page(page, **query)
    assert "This visit did not begin with the link that the dashboard printed when it started." in opened.words
    assert "Start it there with its usual command, and open the link that it prints." in opened.words
    assert opened.app.get("file_uploader") == []
    assert not {"Enter the meeting", "Start"} & set(opened.buttons)


def test_words_put_into_markup_are_text_and_markup_put_into_it_stays():
    word = Markup("<code>{}</code>").format(NASTY)
    shown = markup.heading(NASTY) + markup.table([NASTY, "Found"], [[NASTY, word]], f'"{NASTY}"')
    assert "<b>" not in shown
    assert f'aria-label="&#34;{escape(NASTY)}&#34;"' in shown
    assert shown.count("&lt;b&gt;") == 6
    assert f"<code>{escape(NASTY)}</code></td>" in shown


@pytest.mark.parametrize("number", range(4))
def test_links_are_listed_as_words_are(number):
    named = ["a", "b", "c"][:number]
    links = [Markup("<i>{}</i>").format(name) for name in named]
    listed = markup.listed(links, "or")
    assert listed.striptags() == words.listed(named, "or")
    assert listed.count("<i>") == number
