"""What the strategy says of its parts: why, under which passion, and facts that are no indicator."""

from __future__ import annotations

from collections.abc import Sequence

from charts import words
from indicators.core.strategy.strategy import Outcome, Priority
from indicators.core.verdicts import Verdicts
from pages.parts.shared import cached, markup
from pages.parts.strategy import strategy_part

WHOLE_WHY = (
    "Some indicators belong to no single priority: the workforce, information, and how far people with lived experience "
    "take part as equal partners."
)


def priority(chosen: Priority, outcome: Outcome | None, verdicts: Sequence[Verdicts]) -> str:
    """The finding of a priority, or of where it meets one outcome."""
    passions = {passion.id: passion.title for passion in cached.strategy().passions}
    placed = "placed there by the strategy" if chosen.basis == "explicit" else "our reading of its text"
    also = f"; also touches {words.listed([passions[name].lower() for name in chosen.also])}" if chosen.also else ""
    name = f"Priority {chosen.id[1:]}, {words.lower(chosen.short)}"
    return (
        _opening(name, chosen.title, chosen.why, outcome, verdicts, chosen.id)
        + f'<p class="small">Passion: {markup.text(passions[chosen.passion])} ({placed}{markup.text(also)}).</p>'
    )


def whole(outcome: Outcome | None, verdicts: Sequence[Verdicts]) -> str:
    return _opening("Whole strategy", "Cross-cutting themes and co-production", WHOLE_WHY, outcome, verdicts, "all")


def _opening(name: str, title: str, why: str, outcome: Outcome | None, verdicts: Sequence[Verdicts], key: str) -> str:
    if not verdicts:
        return f'<h1 class="finding">{markup.text(name)}: no indicator is chosen here.</h1><p>{markup.text(why)}</p>'
    if outcome is None:
        return strategy_part.opening(name, title, why, verdicts)
    everything = markup.link("priority", "Show all its indicators", {"priority": key})
    return (
        strategy_part.opening(f"{name}, for outcome {outcome.id[1:]}, {words.lower(outcome.short)}", title, why, verdicts)
        + f"<p>{everything}</p>"
    )


def _year(stated: str) -> str:
    return "year not stated" if stated == "not stated" else stated


def facts(key: str) -> str:
    """Background that documents state and no indicator measures, with its year and source."""
    found = [fact for fact in cached.strategy().facts if key in fact.priorities]
    if not found:
        return ""
    items = "".join(
        f'<li>{markup.text(fact.words)} <span class="small">{markup.text(_year(fact.year))} · {markup.text(fact.source)}</span></li>'
        for fact in found
    )
    return f"{markup.heading('Background, not indicators')}<ul>{items}</ul>"
