"""What the strategy says of its parts: why, under which passion, and facts that are no indicator."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from charts import words
from charts.facts.matrix import WHOLE
from indicators.core.strategy.model import Outcome, Priority, label_of
from indicators.core.verdicts import Verdicts
from pages.parts.shared import cached, markup
from pages.parts.strategy import strategy_part
from pages.parts.writing import written


def priority(chosen: Priority, outcome: Outcome | None, verdicts: Sequence[Verdicts]) -> Markup:
    """The finding of a priority, or of where it meets one outcome."""
    name = f"{label_of(chosen, cached.strategy().words.priority)}, {words.lower(chosen.short)}"
    return _opening(name, chosen.title, chosen.why, outcome, verdicts, chosen.id, chosen.aim_shown_by) + _passion(
        chosen
    )


def _passion(chosen: Priority) -> Markup:
    passions = {passion.id: passion.title for passion in cached.strategy().passions}
    if chosen.passion not in passions:
        return Markup()
    placed = "placed there by the strategy" if chosen.basis == "explicit" else "our reading of its text"
    also = f"; also: {words.listed([words.lower(passions[name]) for name in chosen.also])}" if chosen.also else ""
    sentence = f"Passion: {passions[chosen.passion]} ({placed}{also})."
    return Markup('<p class="small">{}</p>').format(sentence)


def whole(outcome: Outcome | None, verdicts: Sequence[Verdicts]) -> Markup:
    """The finding of what serves the strategy as a whole."""
    strategy = cached.strategy()
    why = f"These indicators belong to no single {strategy.words.priority}." if strategy.priorities else ""
    return _opening(words.whole_name(strategy), words.whole_title(strategy), why, outcome, verdicts, WHOLE)


def _opening(
    name: str,
    title: str,
    why: str,
    outcome: Outcome | None,
    verdicts: Sequence[Verdicts],
    key: str,
    aim_shown_by: Sequence[str] = (),
) -> Markup:
    if not verdicts:
        return Markup('<h1 class="finding">{}: no indicator is chosen here.</h1><p>{}</p>').format(name, why)
    doing = written.actions_of(written.serving(key), key)
    if outcome is None:
        return strategy_part.opening(name, title, why, verdicts, doing, aim_shown_by)
    everything = markup.link("priority", "Show all its indicators", {"priority": key})
    return strategy_part.opening(
        f"{name}, for {words.lower(label_of(outcome, cached.strategy().words.outcome))}, {words.lower(outcome.short)}",
        title,
        why,
        verdicts,
        doing,
    ) + Markup("<p>{}</p>").format(everything)


def _year(stated: str) -> str:
    return "year not stated" if stated == "not stated" else stated


def facts(key: str) -> Markup:
    """Background that documents state and no indicator measures, with its year and source."""
    all_facts = cached.strategy().facts
    of_the_whole = key == WHOLE and not any(fact.priorities for fact in all_facts)
    background = [fact for fact in all_facts if key in fact.priorities or of_the_whole]
    if not background:
        return Markup()
    items = Markup("").join(
        Markup('<li>{} <span class="small">{} · {}</span></li>').format(fact.words, _year(fact.year), fact.source)
        for fact in background
    )
    summary = f"Background, not indicators: {words.counted(len(background), 'fact')} that documents state"
    return Markup("<details><summary>{}</summary><ul>{}</ul></details>").format(summary, items)
