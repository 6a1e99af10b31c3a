"""The pieces of an indicator's page."""

from __future__ import annotations

from charts import words
from charts.facts import ChartFacts
from indicators.core.verdicts import Verdict, Verdicts
from indicators.methods.chooser import Method
from pages.parts.shared import cached, markup
from pages.parts.shared.marks import mark

TABLE = "Table"


def crumbs(name: str) -> str:
    """Where this indicator stands in the strategy, each a way back."""
    link = cached.strategy().link(name)
    priorities = {p.id: f"Priority {p.id[1:]} {p.short}" for p in cached.strategy().priorities}
    outcomes = {o.id: f"Outcome {o.id[1:]}" for o in cached.strategy().outcomes}
    first = [markup.link("priority", priorities[p], {"priority": p}) for p in link.priorities]
    if link.whole_strategy:
        first.append(markup.link("priority", "Whole strategy", {"priority": "all"}))
    also = [markup.link("outcome", outcomes[o], {"outcome": o}) for o in link.outcomes]
    kind = words.LENS_NAMES[cached.indicator(name).kind]
    return f'<nav class="crumbs" aria-label="Where this stands">{" · ".join(first)} › {kind} · serves {words.listed(also)}</nav>'


def headline(name: str) -> str:
    indicator, verdicts = cached.indicator(name), cached.verdicts()[name]
    finding = words.indicator_headline(indicator, verdicts, words.beside_england(cached.trend_of(name)))
    under = [indicator.question, verdicts.place] if verdicts.has_figure else [indicator.question]
    return (
        f'<h1 class="finding">{markup.text(finding)}</h1>'
        f'<p class="small" style="margin:8px 0 18px;max-width:none">{markup.text(" · ".join(under))}</p>'
    )


def five_facts(verdicts: Verdicts) -> str:
    """Direction, target, England, gap, data: a word and its reason each, and what the newest points say."""
    named = (
        ("Direction", verdicts.direction, True),
        ("Target", verdicts.target, True),
        ("England", verdicts.england, True),
        ("Gap between groups", verdicts.gap, True),
        ("Data", verdicts.data, False),
    )
    inside = "".join(_fact(name, verdict, drawn) for name, verdict, drawn in named)
    return f'<div class="facts">{inside}</div>{_lately(verdicts)}{_cautions([verdict for _, verdict, _ in named])}'


def _fact(name: str, verdict: Verdict, drawn: bool) -> str:
    shape = mark(verdict.mark) if drawn else ""
    return (
        f'<section class="fact"><div class="name">{markup.text(name)}</div><div class="word">{shape}{markup.text(verdict.word)}</div>'
        f'<div class="small">{markup.text(verdict.reason)}</div></section>'
    )


def _lately(verdicts: Verdicts) -> str:
    """What the newest points say, which may differ from the direction, and why they are judged in this way."""
    found = verdicts.lately
    said = (
        f"<strong>{markup.text(found.word)}.</strong> {markup.text(found.reason)} {markup.text(found.caution)}"
        if found
        else ""
    )
    told = f'<p class="small aside-line">{said}</p>' if said else ""
    return told + _method(verdicts)


def _method(verdicts: Verdicts) -> str:
    """The method chosen for the newest points, and the chooser's reason."""
    choice = verdicts.method
    if choice is None:
        return ""
    named = f"{words.upper(choice.method)}. " if choice.method is not Method.NOTHING else ""
    return (
        f'<p class="small aside-line"><strong>Why this method for lately.</strong> {markup.text(named)}'
        f"{markup.text(choice.reason)}</p>"
    )


def _cautions(found: list[Verdict]) -> str:
    """What limits the certainty of the verdicts above, each said once."""
    said = list(dict.fromkeys(verdict.caution for verdict in found if verdict.caution))
    return f'<p class="small aside-line"><strong>How sure.</strong> {markup.text(" ".join(said))}</p>' if said else ""


def views(name: str) -> dict[str, ChartFacts]:
    """What can be drawn, by the name of its tab, and the figures as a table; empty where there is no figure."""
    found = cached.views_of(name)
    return found | {TABLE: next(iter(found.values()))} if found else {}


def without_figure(name: str) -> str:
    """A page of its own for an indicator that has no figure: why, what would give one, and from whom."""
    indicator = cached.indicator(name)
    reason = cached.verdicts()[name].direction.reason
    context = "".join(f"<li>{markup.text(words_)}</li>" for words_ in indicator.context)
    known = f"{markup.heading('What is known that is not this figure', 3)}<ul>{context}</ul>" if context else ""
    return (
        f'<div class="note">{markup.heading("Why there is no figure", 3)}<p>{markup.text(reason)}</p>'
        f"{markup.heading('What would give one', 3)}<p>{markup.text(indicator.needs)}</p>"
        f"<p>Any figure can also be given in the common format, whose template is on the page {markup.link('upload', 'Upload')}: "
        f"there this indicator is called <code>{markup.text(name)}</code>.</p></div>{known}"
    )


def beside(name: str) -> str:
    """What counts, what to be careful with, and what stands around the figure."""
    indicator = cached.indicator(name)
    verdicts = cached.verdicts()[name]
    sections = [
        ("What counts", f"<p>{markup.text(indicator.definition)}</p>"),
        ("Be careful", _items(indicator.caveats)),
        ("Who it is about", _who(name)),
        ("Around this figure", _items(indicator.context) if verdicts.has_figure else ""),
        ("Published totals for the whole country", _totals(name)),
        ("Where it comes from", _from(name)),
    ]
    return "".join(f"<section>{markup.heading(title, 3)}{inside}</section>" for title, inside in sections if inside)


def _items(lines: tuple[str, ...]) -> str:
    return f"<ul>{''.join(f'<li>{markup.text(line)}</li>' for line in lines)}</ul>" if lines else ""


def _who(name: str) -> str:
    indicator = cached.indicator(name)
    told = f"Figures are of {words.listed([place.name for place in indicator.places], 'or')}."
    if indicator.breakdowns:
        told += f" It should be broken down by {words.listed(list(indicator.breakdowns))}."
    return f"<p>{markup.text(told)}</p>"


def _totals(name: str) -> str:
    found = [total for total in cached.strategy().context_totals if total.indicator == name]
    return _items(tuple(f"{total.words} ({total.owner}). Context, never a Leeds target." for total in found))


def _from(name: str) -> str:
    indicator = cached.indicator(name)
    lines = [f"Held by {indicator.owner}; {indicator.frequency}.", f"Next: {indicator.needs}"]
    if indicator.national_id:
        lines.append(f"National number: {indicator.national_id}.")
    if indicator.leeds_lead:
        lines.append(f"Leeds lead: {indicator.leeds_lead}.")
    lines.append(f"Why it is here: {indicator.status}" if indicator.status else "")
    return "".join(f"<p>{markup.text(line)}</p>" for line in lines if line)
