"""What outcome and priority pages share: the choice of one, its finding, and its gaps."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from charts import words
from data.people.actions import Action
from indicators.core.strategy.model import Outcome, Priority
from indicators.core.verdicts import Verdicts
from pages.parts.shared import cached, judged, markup
from pages.parts.strategy.glance import glance


def switch(
    kind: str, parts: Sequence[Outcome | Priority], chosen: str, extra: Sequence[tuple[str, str]] = ()
) -> Markup:
    """Links to each part of this kind, the present one marked; a phone shows those before and after it."""
    entries = [(part.id, f"{part.label} {part.short}".strip()) for part in parts] + list(extra)
    position = [key for key, _ in entries].index(chosen)
    items = Markup("").join(
        Markup('<li class="{}">{}</li>').format(_away(at - position), _way(kind, key, name, key == chosen))
        for at, (key, name) in enumerate(entries)
    )
    return Markup('<nav class="crumbs parts-of" aria-label="Choose"><ul>{}</ul></nav>').format(items)


def _away(places: int) -> str:
    return {-1: "before", 0: "here", 1: "after"}.get(places, "far")


def _way(kind: str, key: str, name: str, is_current: bool) -> Markup:
    if is_current:
        return Markup('<strong aria-current="page">{}</strong>').format(name)
    return markup.link(kind, name, {kind: key})


def opening(
    short: str,
    title: str,
    why: str,
    verdicts: Sequence[Verdicts],
    doing: Sequence[Action],
    aim_shown_by: Sequence[str] = (),
) -> Markup:
    """The finding, what a board asks beside it, the official title, and why it matters.

    ``doing`` is what is done about it, ``aim_shown_by`` the indicators that its aim is shown by.
    """
    finding, beside = words.part_finding(short, verdicts, cached.strategy().place, aim_shown_by)
    return Markup(
        '<h1 class="finding">{finding}</h1>{beside}<p class="small under-finding">{coverage}</p>{glance}'
        "<p><strong>{title}.</strong> {why}</p>"
    ).format(
        finding=finding,
        beside=Markup('<p class="beside-finding">{}</p>').format(beside) if beside else "",
        title=title,
        why=why,
        coverage=_below(verdicts, aim_shown_by),
        glance=glance(verdicts, doing, aim_shown_by),
    )


def _below(verdicts: Sequence[Verdicts], aim_shown_by: Sequence[str]) -> str:
    sentences = (
        words.beside_the_aim(verdicts, cached.strategy().place, aim_shown_by) or words.without_figures(verdicts),
        words.in_recording(verdicts),
        f"{words.coverage(verdicts, cached.today())}.",
    )
    return " ".join(part for part in sentences if part)


def part_of_link(name: str, allowed: Sequence[str]) -> str:
    """What the link asks for, else the first; empty where there is nothing to ask for."""
    link_value = str(st.query_params.get(name, ""))
    return link_value if link_value in allowed else next(iter(allowed), "")


def unknown(name: str, word: str, allowed: Sequence[str]) -> Markup:
    """What to say of a link that asks for a part that the strategy does not have; ``word`` is the strategy's for its kind."""
    link_value = str(st.query_params.get(name, ""))
    if not link_value or link_value in allowed:
        return Markup()
    explanation = f"{cached.strategy().name} has no {words.lower(word)} {link_value[:80]!r}. Check the link."
    return Markup('<div class="banner" role="alert">{}</div>').format(explanation)


def verdicts_of(names: Sequence[str]) -> list[Verdicts]:
    verdicts_by_name = judged.verdicts()
    return [verdicts_by_name[name] for name in names]


def none_such(plural: str) -> Markup:
    """What a page says where the strategy has no parts of its kind."""
    everything = markup.link("indicator", "See every indicator")
    return Markup('<h1 class="finding">{name} names no {plural}.</h1><p>{everything}, or go to the {link}.</p>').format(
        name=cached.strategy().name, plural=plural, everything=everything, link=markup.link("", "overview")
    )
