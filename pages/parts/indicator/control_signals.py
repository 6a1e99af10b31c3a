"""What stands with a control chart: its two icons with their words, and the rules that fired."""

from __future__ import annotations

from charts import words
from charts.facts import ChartFacts
from charts.figures.icons import Icon, assurance, variation
from pages.parts.shared import markup


def icons(facts: ChartFacts) -> str:
    """Variation and assurance, each drawn and said; empty for any other chart."""
    found = [icon for icon in (variation(facts), assurance(facts)) if icon] if facts.kind == "control" else []
    return f'<div class="icons">{"".join(map(_icon, found))}</div>' if found else ""


def _icon(icon: Icon) -> str:
    drawn = markup.picture(icon.svg(), kind="icon")
    return (
        f'<div class="told">{drawn}<p><strong>{markup.text(icon.name)}</strong><br>'
        f'<span class="small">{markup.text(icon.says)}</span></p></div>'
    )


def fired(facts: ChartFacts) -> str:
    """Each rule that fired with the date of its first signal."""
    if facts.kind != "control":
        return ""
    found = words.signals(facts)
    listed = "".join(f"<li>{markup.text(one)}</li>" for one in found)
    told = f"<ul>{listed}</ul>" if found else "<p>No rule fired: every figure lies within usual ups and downs.</p>"
    return f"{markup.heading('What is unusual, by the newest limits', 3)}{told}"
