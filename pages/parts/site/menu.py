"""The head of every page: whose strategy this is, the other strategies, and the way to each page.

It shows once the style sheet has come: until then it would stand elsewhere, and jump.
On a phone the ways stand behind a button; `page.js` opens it, and closes it on a choice, on a press beside it
and on Escape.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from pages.parts.shared import markup, strategies


def head(pages: Sequence[tuple[str, str]], current_address: str, who: Markup) -> Markup:
    """The name of the strategy and the pages as (address, name), the present one marked.

    ``who`` are further ways: to the plain form of this page, to sign in.
    """
    ways = Markup("").join(_way(address, name, address == current_address) for address, name in pages)
    return Markup(
        '<div class="top noprint" style="visibility: hidden">{brand}'
        '<button type="button" class="menu-button" aria-expanded="false" aria-controls="menu" data-menu>'
        '<span aria-hidden="true">☰</span> Menu</button>'
        '<nav id="menu" aria-label="Pages">{ways}{others}{who}</nav></div>'
    ).format(brand=_brand(), ways=ways, others=_others(), who=who)


def _way(address: str, name: str, is_current: bool) -> Markup:
    return markup.link(address, name, aria_current="page") if is_current else markup.link(address, name)


def _brand() -> Markup:
    strategy = strategies.current()
    return markup.link("", strategy.short_name or strategy.name, class_="brand")


def _others() -> Markup:
    """Where there are several strategies, each by its name."""
    if len(strategies.known()) < 2:
        return Markup()
    links = Markup("").join(_strategy(ident) for ident in strategies.known())
    return Markup('<details class="strategies" data-menu><summary>Strategy ▾</summary><div>{}</div></details>').format(
        links
    )


def _strategy(ident: str) -> Markup:
    strategy = strategies.known()[ident]
    attributes = {"aria_current": "true"} if ident == strategies.current().id else {}
    return markup.link("", strategy.short_name or strategy.name, {strategies.ASKED: ident}, **attributes)
