"""Every indicator, by what it is about, with its mark and latest figure."""

from __future__ import annotations

from charts import words
from indicators.core.model import Kind
from pages.parts.shared import cached, markup
from pages.parts.shared.marks import legend, mark


def unknown(name: str) -> str:
    """What to say of a link to an indicator that is not there."""
    if not name:
        return ""
    return (
        f'<div class="banner" role="alert">There is no indicator {markup.text(repr(name))}. These are all of them.</div>'
    )


def everything() -> str:
    """A table of all indicators, a heading a kind."""
    sections = "".join(_kind(kind) for kind in Kind)
    return f'<h1 class="finding">Every indicator, and what can be said of it</h1><p></p>{legend()}{sections}'


def _kind(kind: Kind) -> str:
    found = [v for name, v in cached.verdicts().items() if cached.indicator(name).kind is kind]
    links = {link.id: link for link in cached.strategy().indicators}
    body = [
        [
            f"{mark(v.mark)} {markup.link('indicator', cached.indicator(v.indicator).title, {'indicator': v.indicator})}"
            f'<span class="spoken">: {markup.text(v.mark)}</span>',
            markup.text(f"{v.said}, {v.period}" if v.has_figure else "no figure"),
            markup.text(v.mark),
            markup.text(v.data.word if v.has_figure else ""),
            markup.text(", ".join((*links[v.indicator].outcomes, *links[v.indicator].priorities))),
        ]
        for v in found
    ]
    head = ["Indicator", "Latest", "Direction", "Data", "Serves"]
    return markup.heading(f"{words.LENS_NAMES[kind]} ({len(found)})") + markup.table(
        head, body, f"Indicators: {words.LENS_NAMES[kind].lower()}"
    )
