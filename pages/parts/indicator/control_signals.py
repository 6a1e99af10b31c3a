"""What is shown with a control chart: its two icons with their words, and the rules that fired."""

from __future__ import annotations

from charts import words
from charts.facts import ChartFacts, ChartKind
from charts.figures.icons import Icon, assurance, variation
from charts.words.icons import icon_in_words
from pages.parts.shared import markup


def icons(facts: ChartFacts) -> str:
    """Variation and assurance, each drawn and said; empty for any other chart."""
    found = [icon for icon in (variation(facts), assurance(facts)) if icon] if facts.kind is ChartKind.CONTROL else []
    return f'<div class="icons">{"".join(_icon(icon, facts) for icon in found)}</div>' if found else ""


def _icon(icon: Icon, facts: ChartFacts) -> str:
    name, says = icon_in_words(icon, facts)
    drawn = markup.picture(icon.svg(), kind="icon")
    return (
        f'<div class="told">{drawn}<p><strong>{markup.text(name)}</strong><br>'
        f'<span class="small">{markup.text(says)}</span></p></div>'
    )


def fired(facts: ChartFacts) -> str:
    """Each rule that fired with the date of its first signal."""
    if facts.kind is not ChartKind.CONTROL:
        return ""
    found = words.signals(facts)
    listed = "".join(f"<li>{markup.text(one)}</li>" for one in found)
    told = f"<ul>{listed}</ul>" if found else "<p>No rule fired: every figure lies within usual ups and downs.</p>"
    return f"{markup.heading('What is unusual, by the newest limits', 3)}{told}"
