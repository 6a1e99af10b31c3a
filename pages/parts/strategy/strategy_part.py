"""What outcome and priority pages share: the choice of one, its finding, and its gaps."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from charts import words
from indicators.core.strategy.strategy import Outcome, Priority
from indicators.core.verdicts import Verdicts
from pages.parts.shared import cached, markup


def switch(kind: str, parts: Sequence[Outcome | Priority], chosen: str, extra: Sequence[tuple[str, str]] = ()) -> str:
    """Links to each part of this kind, the present one marked."""
    entries = [(part.id, f"{part.id[1:]} {part.short}") for part in parts] + list(extra)
    links = " · ".join(
        f'<strong aria-current="page">{markup.text(name)}</strong>'
        if key == chosen
        else markup.link(kind, name, {kind: key})
        for key, name in entries
    )
    return f'<nav class="crumbs" aria-label="Choose">{links}</nav>'


def opening(short: str, title: str, why: str, verdicts: Sequence[Verdicts]) -> str:
    """The finding, the official title, and why it matters."""
    finding = words.part_headline(short, verdicts, cached.titles())
    return (
        f'<h1 class="finding">{markup.text(finding)}</h1>'
        f'<p style="margin-top:10px"><strong>{markup.text(title)}.</strong> {markup.text(why)}</p>'
        f'<p class="small">{markup.text(words.coverage(verdicts))}</p>'
    )


def asked(name: str, allowed: Sequence[str]) -> str:
    """What the link asks for, else the first."""
    given = st.query_params.get(name, "")
    return given if given in allowed else allowed[0]


def verdicts_of(names: Sequence[str]) -> list[Verdicts]:
    held_now = cached.verdicts()
    return [held_now[name] for name in names]
