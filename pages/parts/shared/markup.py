"""Markup of our own: escaped text, links that change the page without reloading it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote, urlencode

import streamlit as st
from markupsafe import Markup

from pages.parts.shared import strategies

ILLUSTRATIVE = "illustrative"
"""In a link: show illustrative figures where there is no real one."""
OF_A_TALK = ("playlist", "slide", "reading", "readings", "lead")
FOLLOWED = "follow"
"""The code of the talk that a visit follows, kept in every link while it looks around."""
MARKDOWN = re.compile(r"[!-+./:-@\[-`{-~]|(?<!\w)-|-(?!\w)")
SEEN_TOGETHER = re.compile(r"(?<=[:@])(?=\S)|(?<=www)(?=\.)|(?<=[-<>~])(?=[-=>])", re.IGNORECASE)
WORD_JOINER = "\N{WORD JOINER}"


def literal(words: object) -> str:
    """Words of a file or a person for a place that Streamlit reads as Markdown, such as a button's name or its help.

    They show as they are written.  A mark without width stands where Streamlit would still see an icon, a link or an
    arrow after the backslashes are taken off.  Text of a page is escaped by the markup that it is put into.
    """
    apart = SEEN_TOGETHER.sub(WORD_JOINER, " ".join(str(words).split()))
    return MARKDOWN.sub(r"\\\g<0>", apart)


def address(page: str, query: Mapping[str, str] | None = None) -> str:
    """The link to a page, with the strategy, the version that this link is pinned to, and the way back to a talk.

    A link on a page that shows illustrative figures leads to pages that do, unless its query says otherwise.
    """
    current_query = st.query_params.to_dict()
    parameters = {key: value for key, value in (query or {}).items() if value}
    if ILLUSTRATIVE in current_query and ILLUSTRATIVE not in (query or {}):
        parameters[ILLUSTRATIVE] = current_query[ILLUSTRATIVE]
    parameters.setdefault("strategy", strategies.current().id)
    if "version" in current_query:
        parameters["version"] = current_query["version"]
    if page != "present" and (back := way_back(current_query)):
        parameters["back"] = back
    if FOLLOWED in current_query:
        parameters.setdefault(FOLLOWED, current_query[FOLLOWED])
    return f"{page or '.'}?{urlencode(parameters)}" if parameters else page or "."


FRAMED = "frame"
"""In the link of a view that another site shows in a frame of its page."""


def shows_illustrative() -> bool:
    """Does the link to this page ask for illustrative figures?"""
    return st.query_params.get(ILLUSTRATIVE) == "1"


def way_back(current_query: Mapping[str, str]) -> str:
    """The query of the slide that a visit with this query came from, or is on; empty where there is no talk."""
    if "playlist" not in current_query:
        return current_query.get("back", "")
    return urlencode({name: value for name, value in current_query.items() if name in OF_A_TALK})


def link(page: str, words: str, query: Mapping[str, str] | None = None, **attributes: str) -> Markup:
    """A link to one of our pages; ``words`` are text."""
    return wrapped(page, Markup("{}").format(words), query, **attributes)


def wrapped(page: str, inside: Markup, query: Mapping[str, str] | None = None, **attributes: str) -> Markup:
    """A link around markup that is already safe."""
    attribute_markup = Markup("").join(
        Markup(' {}="{}"').format(name.rstrip("_").replace("_", "-"), value) for name, value in attributes.items()
    )
    if FRAMED in st.query_params:  # a frame stays the view that it is: whoever wants more opens the dashboard
        attribute_markup += Markup(' target="_blank"')
    return Markup('<a data-here href="{}"{}>{}</a>').format(address(page, query), attribute_markup, inside)


def file_name(words: str) -> str:
    """Words as the name of a file: letters, digits and hyphens."""
    return re.sub(r"[^\w]+", "-", words.lower()).strip("-")[:80] or "file"


def show(markup: Markup) -> None:
    """Put markup of ours on the page."""
    st.html(ours(markup))


def ours(markup: Markup) -> Markup:
    """Markup in the style of our pages."""
    return Markup('<div class="ours">{}</div>').format(markup)


def done(words: str) -> None:
    """Say that something was done."""
    show(Markup('<div class="banner done" role="status">✓ {}</div>').format(words))


def picture(svg: str, name: str = "", kind: str = "mark") -> Markup:
    """A drawing of ours as an image of its own, which the page's sanitiser lets through; no name, no voice."""
    drawing = svg if 'xmlns="' in svg[:400] else svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    size = Markup("").join(
        Markup(' {}="{}"').format(side, match[1])
        for side in ("width", "height")
        if (match := re.search(rf'{side}="(\d+)"', svg[:200]))
    )
    return Markup('<img class="{kind}" alt="{name}" src="data:image/svg+xml,{drawing}"{size}>').format(
        kind=kind, name=name, drawing=quote(drawing), size=size
    )


def heading(words: str, level: int = 2, ident: str = "") -> Markup:
    anchor = Markup(' id="{}"').format(ident) if ident else ""
    return Markup("<h{level}{anchor}>{words}</h{level}>").format(level=level, anchor=anchor, words=words)


def tabs(label: str, links: Sequence[Markup]) -> Markup:
    """Links side by side as the tabs of a page; the present one is marked by itself."""
    items = Markup("").join(Markup("<li>{}</li>").format(link) for link in links)
    return Markup('<nav class="tabs noprint" aria-label="{}"><ul>{}</ul></nav>').format(label, items)


def choice(label: str, page: str, ways: Sequence[tuple[str, Mapping[str, str], bool]]) -> Markup:
    """One of several ways to see a part of a page, each as (name, query, is it the present one).

    The page stays where it is, and the choice keeps the focus.
    """
    items = Markup("").join(
        Markup("<li>{}</li>").format(
            link(page, name, query, data_stay="", **({"aria_current": "true"} if is_current else {}))
        )
        for name, query, is_current in ways
    )
    return Markup('<nav class="choice noprint" aria-label="{}"><ul>{}</ul></nav>').format(label, items)


def listed(links: Sequence[Markup], last: str = "and") -> Markup:
    """Links as ``words.listed`` lists words: "a", "a and b", "a, b and c"."""
    if len(links) < 2:
        return Markup("").join(links)
    return Markup("{} {} {}").format(Markup(", ").join(links[:-1]), last, links[-1])


def table(head: Sequence[str], body: Sequence[Sequence[str]], caption: str, numbers: tuple[int, ...] = ()) -> Markup:
    """A real table; its first column names the row.  Cells are markup or text.  Without a row it says so instead."""
    if not body:
        return Markup('<p class="small">None.</p>')
    heads = Markup("").join(
        Markup('<th scope="col"{}>{}</th>').format(_aligned(at, numbers), cell) for at, cell in enumerate(head)
    )
    lines = Markup("").join(_row(head, row, numbers) for row in body)
    return Markup(
        '<div class="scroll" tabindex="0" role="region" aria-label="{caption}"><table class="{kind}">'
        '<caption class="spoken">{caption}</caption><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table></div>'
    ).format(caption=caption, kind="figures" if numbers else "figures stacks", heads=heads, lines=lines)


def _row(head: Sequence[str], row: Sequence[str], numbers: tuple[int, ...]) -> Markup:
    """A row whose first cell is its heading; the others carry their column's, which a phone shows."""
    cells = Markup("").join(
        Markup('<td data-head="{}"{}>{}</td>').format(head[at], _aligned(at, numbers), cell)
        for at, cell in enumerate(row)
        if at > 0
    )
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(row[0], cells)


def _aligned(at: int, numbers: tuple[int, ...]) -> Markup:
    return Markup(' class="number"') if at in numbers else Markup()
