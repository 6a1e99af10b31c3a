"""Gaps between groups: both rates with their period, and whether the gap has changed."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from charts import words
from indicators.core.board.attention import ORDER
from indicators.core.strategy.model import Link
from indicators.core.verdicts import Code, Verdicts, Why
from pages.parts.shared import cached, judged, markup
from pages.parts.shared.marks import mark


def known(links: Sequence[Link]) -> list[Verdicts]:
    """Indicators with figures by group: first where both groups got worse, then in the order of marks."""
    verdicts = judged.verdicts()
    linked = [verdicts[link.id] for link in links]
    return sorted((v for v in linked if v.gap.code not in (Code.NO_FIGURE, Code.NOT_COMPARED)), key=_gravity)


def _gravity(verdicts: Verdicts) -> tuple[bool, int]:
    reasons = {reason.code for reason in (*verdicts.gap.reasons, *verdicts.gap.cautions)}
    return Why.BOTH_WORSE not in reasons, ORDER.index(verdicts.gap.mark)


def section(links: Sequence[Link]) -> Markup:
    """The gaps of a part of the strategy under a heading; empty where none is declared or known."""
    with_groups, silent = known(links), _silent(links)
    if not with_groups and not silent:
        return Markup()
    return Markup("<section>{}{}</section>").format(markup.heading("Gaps between groups"), listed(links))


def listed(links: Sequence[Link]) -> Markup:
    """Each known gap with both rates, then the names of those that have no figure by group."""
    items = Markup("").join(_item(verdicts) for verdicts in known(links))
    if not items:
        items = Markup("<p>No figure by group is held.</p>")
    return items + _without(_silent(links))


def _silent(links: Sequence[Link]) -> list[Verdicts]:
    verdicts = judged.verdicts()
    linked = [verdicts[link.id] for link in links]
    return [v for v in linked if v.declared.gap is not None and v.gap.code is Code.NO_FIGURE]


def _item(verdicts: Verdicts) -> Markup:
    sentence = (
        f"{words.word(verdicts.gap)}. {words.reason(verdicts.gap, verdicts.declared)} {words.place_of(verdicts)}."
    )
    return Markup('<div class="item">{}{}<span class="small">{}</span></div>').format(
        mark(verdicts.gap.mark, words.word(verdicts.gap)),
        markup.link("indicator", verdicts.declared.title, {"indicator": verdicts.indicator}),
        sentence,
    )


def _without(silent: Sequence[Verdicts]) -> Markup:
    """Indicators whose gap is wanted and cannot be shown yet, folded."""
    if not silent:
        return Markup()
    place = cached.strategy().place
    names = Markup("").join(
        Markup("<li>{}. Needed from: {}</li>").format(
            markup.link("indicator", v.declared.title, {"indicator": v.indicator}), v.declared.owner
        )
        for v in silent
    )
    summary = f"{words.upper(words.counted(len(silent), 'more gap'))} wanted, with no {place} figure by group"
    return Markup("<details><summary>{}</summary><ul>{}</ul></details>").format(summary, names)
