"""Every indicator, by what it is about, with its mark and latest figure."""

from __future__ import annotations

from charts import words
from indicators.core.model import Kind
from indicators.core.strategy.model import label_of
from pages.parts.shared import cached, markup
from pages.parts.shared.marks import legend, mark


def unknown(name: str) -> str:
    """What to say of a link to an indicator that is not there."""
    if not name:
        return ""
    told = f"{cached.strategy().name} has no indicator {name[:80]!r}. These are all of its indicators."
    return f'<div class="banner" role="alert">{markup.text(told)}</div>'


def everything() -> str:
    """A table of all indicators, a heading a kind."""
    sections = "".join(_kind(kind) for kind in Kind)
    return f'<h1 class="finding">Every indicator, and what can be said of it</h1><p></p>{legend()}{sections}'


def _kind(kind: Kind) -> str:
    found = [v for name, v in cached.verdicts().items() if cached.indicator(name).kind is kind]
    if not found:
        return ""
    body = [
        [
            f"{mark(v.mark)} {markup.link('indicator', cached.indicator(v.indicator).title, {'indicator': v.indicator})}"
            f'<span class="spoken">: {markup.text(words.mark(v.mark))}</span>',
            markup.text(words.latest(v) if v.has_figure else "no figure"),
            markup.text(words.mark(v.mark)),
            markup.text(words.word(v.data) if v.has_figure else ""),
            markup.text(_serves(v.indicator)),
        ]
        for v in found
    ]
    head = ["Indicator", "Latest", "Direction", "Data", "Serves"]
    return markup.heading(f"{words.LENS_NAMES[kind]} ({len(found)})") + markup.table(
        head, body, f"Indicators: {words.LENS_NAMES[kind].lower()}"
    )


def _serves(name: str) -> str:
    """The outcomes and priorities that an indicator serves, by their labels."""
    strategy = cached.strategy()
    link = strategy.link(name)
    outcomes = [label_of(part, strategy.words.outcome) for part in strategy.outcomes if part.id in link.outcomes]
    priorities = [label_of(part, strategy.words.priority) for part in strategy.priorities if part.id in link.priorities]
    return ", ".join((*outcomes, *priorities)) or words.whole_name(strategy)
