"""Markup of our own: escaped text, links that change the page without reloading it."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import parse_qsl, urlencode, urlsplit

import streamlit as st

PAGES = {
    "": "overview.py", "overview": "overview.py", "outcome": "outcome.py", "priority": "priority.py",
    "indicator": "indicator.py", "data": "holdings.py", "about": "about.py",
}

# The only script of the pages: a plain click on one of our own links is answered by the server, so that the
# app does not load anew; any other click (new tab, new window) is the browser's.
FOLLOW = """
export default function({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".ours");
  if (root.dataset.shown !== data.html) {
    root.innerHTML = data.html;
    root.dataset.shown = data.html;
  }
  root.onclick = (event) => {
    const link = event.target.closest("a[data-here]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    setTriggerValue("follow", link.getAttribute("href"));
  };
}
"""

_component = st.components.v2.component("ours", html='<div class="ours"></div>', js=FOLLOW, isolate_styles=False)


def text(words: object) -> str:
    """Anything as text, never as markup."""
    return escape(str(words), quote=True)


def address(page: str, query: Mapping[str, str] | None = None) -> str:
    """The link to a page, keeping the version that the present link is pinned to."""
    asked = {key: value for key, value in (query or {}).items() if value}
    if "version" in st.query_params:
        asked = {**asked, "version": st.query_params["version"]}
    return f"{page or '.'}?{urlencode(asked)}" if asked else page or "."


def link(page: str, words: str, query: Mapping[str, str] | None = None, **attributes: str) -> str:
    """A link to one of our pages; ``words`` are text."""
    return wrapped(page, text(words), query, **attributes)


def wrapped(page: str, inside: str, query: Mapping[str, str] | None = None, **attributes: str) -> str:
    """A link around markup that is already safe."""
    more = "".join(f' {name.rstrip("_").replace("_", "-")}="{text(value)}"' for name, value in attributes.items())
    return f'<a data-here href="{text(address(page, query))}"{more}>{inside}</a>'


def show(markup: str, key: str) -> None:
    """Put markup with links on the page, and follow the link that is chosen."""
    chosen = _component(data={"html": markup}, key=key, on_follow_change=_nothing)
    if chosen.follow:
        follow(chosen.follow)


def follow(href: str) -> None:
    """Go to one of our own pages without loading the app anew."""
    parts = urlsplit(href)
    page = PAGES.get(parts.path.strip("./"))
    if page is not None:
        st.switch_page(page, query_params=dict(parse_qsl(parts.query)))


def plain(markup: str) -> None:
    """Put markup without links on the page."""
    st.html(markup)


def _nothing() -> None:
    """The choice is read where it is shown."""


def heading(words: str, level: int = 2, ident: str = "") -> str:
    anchor = f' id="{text(ident)}"' if ident else ""
    return f"<h{level}{anchor}>{text(words)}</h{level}>"


def table(head: list[str], body: list[list[str]], caption: str, numbers: tuple[int, ...] = ()) -> str:
    """A real table; its first column names the row.  Cells are markup that is already safe."""
    heads = "".join(f'<th scope="col"{_aligned(at, numbers)}>{text(cell)}</th>' for at, cell in enumerate(head))
    lines = "".join(
        "<tr>" + "".join(
            f'<th scope="row">{cell}</th>' if at == 0 else f"<td{_aligned(at, numbers)}>{cell}</td>"
            for at, cell in enumerate(row)
        ) + "</tr>"
        for row in body
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{text(caption)}"><table class="figures">'
        f'<caption class="spoken">{text(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table></div>'
    )


def _aligned(at: int, numbers: tuple[int, ...]) -> str:
    return ' class="number"' if at in numbers else ""
