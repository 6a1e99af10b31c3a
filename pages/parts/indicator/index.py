"""Every indicator, by what it is about, with its mark and latest figure."""

from __future__ import annotations

from markupsafe import Markup

from charts import words
from indicators.core.model import Kind
from indicators.core.strategy.model import label_of
from pages.parts.shared import cached, markup
from pages.parts.shared.marks import legend, mark


def unknown(name: str) -> Markup:
    """What to say of a link to an indicator that is not there."""
    if not name:
        return Markup()
    told = f"{cached.strategy().name} has no indicator {name[:80]!r}. These are all of its indicators."
    return Markup('<div class="banner" role="alert">{}</div>').format(told)


def everything() -> Markup:
    """A table of all indicators, a heading a kind."""
    sections = Markup("").join(_kind(kind) for kind in Kind)
    return Markup('<h1 class="finding">Every indicator, and what can be said of it</h1><p></p>{}{}').format(
        legend(), sections
    )


def _kind(kind: Kind) -> Markup:
    found = [v for name, v in cached.verdicts().items() if cached.indicator(name).kind is kind]
    if not found:
        return Markup()
    body = [
        [
            Markup('{} {}<span class="spoken">: {}</span>').format(
                mark(v.mark),
                markup.link("indicator", cached.indicator(v.indicator).title, {"indicator": v.indicator}),
                words.mark(v.mark),
            ),
            words.latest(v) if v.has_figure else "no figure",
            words.mark(v.mark),
            words.word(v.data) if v.has_figure else "",
            _serves(v.indicator),
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
