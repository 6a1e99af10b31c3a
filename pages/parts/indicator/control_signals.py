"""What is shown with a control chart: its two icons with their words, and the rules that fired."""

from __future__ import annotations

from markupsafe import Markup

from charts import words
from charts.facts import ChartFacts, ChartKind
from charts.figures.icons import Icon, assurance_beside, variation
from charts.words.icons import icon_in_words
from pages.parts.shared import judged, markup


def icons(facts: ChartFacts) -> Markup:
    """Variation and assurance, each drawn and said; empty for any other chart."""
    if facts.kind is not ChartKind.CONTROL:
        return Markup()
    beside = assurance_beside(judged.verdicts()[facts.id].target, facts)
    drawn = [icon for icon in (variation(facts), beside) if icon]
    return (
        Markup('<div class="icons">{}</div>').format(Markup("").join(_icon(icon, facts) for icon in drawn))
        if drawn
        else Markup()
    )


def _icon(icon: Icon, facts: ChartFacts) -> Markup:
    name, says = icon_in_words(icon, facts)
    drawn = markup.picture(icon.svg(), kind="icon")
    return Markup('<div class="told">{}<p><strong>{}</strong><br><span class="small">{}</span></p></div>').format(
        drawn, name, says
    )


def fired(facts: ChartFacts) -> Markup:
    """Each rule that fired with the date of its first signal."""
    if facts.kind is not ChartKind.CONTROL:
        return Markup()
    signals = words.signals(facts)
    listed = Markup("").join(Markup("<li>{}</li>").format(signal) for signal in signals)
    content = Markup("<ul>{}</ul>").format(listed) if signals else Markup("<p>{}</p>").format(words.no_signal(facts))
    return Markup('<div class="fired">{}{}</div>').format(
        markup.heading("What is unusual, by the newest limits"), content
    )
