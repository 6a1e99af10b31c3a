"""The pieces of an indicator's page."""

from __future__ import annotations

from charts import words
from charts.facts import ChartFacts
from charts.facts.matrix import WHOLE
from indicators.core.strategy.model import label_of
from indicators.core.verdicts import Verdict, Verdicts
from indicators.methods.chooser import AnalysisMethod
from pages.parts.shared import cached, markup
from pages.parts.shared.marks import mark

TABLE = "Table"


def crumbs(name: str) -> str:
    """Where this indicator stands in the strategy, each a way back."""
    strategy = cached.strategy()
    link = strategy.link(name)
    priorities = {p.id: f"{label_of(p, strategy.words.priority)} {p.short}" for p in strategy.priorities}
    outcomes = {o.id: label_of(o, strategy.words.outcome) for o in strategy.outcomes}
    first = [markup.link("priority", priorities[p], {"priority": p}) for p in link.priorities]
    if strategy.serves_the_whole(link):
        first.append(markup.link("priority", words.whole_name(strategy), {"priority": WHOLE}))
    also = [markup.link("outcome", outcomes[o], {"outcome": o}) for o in link.outcomes]
    serves = f" · serves {words.listed(also)}" if also else ""
    lead = f"{' · '.join(first)} › " if first else ""
    kind = words.LENS_NAMES[cached.indicator(name).kind]
    return f'<nav class="crumbs" aria-label="Where this is in the strategy">{lead}{kind}{serves}</nav>'


def headline(name: str) -> str:
    indicator, verdicts = cached.indicator(name), cached.verdicts()[name]
    finding = words.indicator_headline(verdicts, words.beside_england(cached.trend_of(name)))
    under = [indicator.question, words.place_of(verdicts)] if verdicts.value is not None else [indicator.question]
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
    if verdicts.bodies:
        return _each_body(verdicts)
    inside = "".join(_fact(name, verdict, verdicts, drawn) for name, verdict, drawn in named)
    return f'<div class="facts">{inside}</div>{_lately(verdicts)}{_cautions([verdict for _, verdict, _ in named], verdicts)}'


def _each_body(verdicts: Verdicts) -> str:
    """Where several bodies stand for the place: each with its figure and its verdicts, never added or averaged."""
    body = [
        [
            f"{mark(one.mark)} {markup.text(words.place_of(one))}",
            markup.text(words.figure(one) or "no figure"),
            markup.text(words.period_of(one)),
            markup.text(words.mark(one.mark)),
            markup.text(words.word(one.england)),
            markup.text(words.word(one.target)),
            markup.text(words.word(one.data)),
        ]
        for one in verdicts.bodies
    ]
    head = ["Body", "Latest", "Period", "Direction", "England", "Target", "Data"]
    return markup.table(head, body, f"{verdicts.declared.title}: each body by itself")


def _fact(name: str, verdict: Verdict, verdicts: Verdicts, drawn: bool) -> str:
    shape = mark(verdict.mark) if drawn else ""
    told = words.direction_word(verdict) if verdict is verdicts.direction else words.word(verdict)
    return (
        f'<section class="fact"><div class="name">{markup.text(name)}</div><div class="word">{shape}{markup.text(told)}</div>'
        f'<div class="small">{markup.text(words.reason(verdict, verdicts.declared))}</div></section>'
    )


def _lately(verdicts: Verdicts) -> str:
    """What the newest points say, which may differ from the direction, and why they are judged in this way."""
    found = verdicts.lately
    said = (
        f"<strong>{markup.text(words.word(found))}.</strong> {markup.text(words.reason(found, verdicts.declared))} "
        f"{markup.text(words.caution(found, verdicts.declared))}"
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
    named = f"{words.upper(words.method(choice.method))}. " if choice.method is not AnalysisMethod.NOTHING else ""
    return (
        f'<p class="small aside-line"><strong>Why this method for lately.</strong> {markup.text(named)}'
        f"{markup.text(words.ground(choice))}</p>"
    )


def _cautions(found: list[Verdict], verdicts: Verdicts) -> str:
    """What limits the certainty of the verdicts above, each said once."""
    told = (words.caution(verdict, verdicts.declared) for verdict in found)
    said = list(dict.fromkeys(text for text in told if text))
    return f'<p class="small aside-line"><strong>How sure.</strong> {markup.text(" ".join(said))}</p>' if said else ""


def views(name: str) -> dict[str, ChartFacts]:
    """What can be drawn, by the name of its tab, and the figures as a table; empty where there is no figure."""
    found = cached.views_of(name)
    return found | {TABLE: next(iter(found.values()))} if found else {}


def without_figure(name: str) -> str:
    """A page of its own for an indicator that has no figure: why, what would give one, and from whom."""
    indicator = cached.indicator(name)
    reason = words.reason(cached.verdicts()[name].direction, indicator)
    context = "".join(f"<li>{markup.text(words_)}</li>" for words_ in indicator.context)
    known = f"{markup.heading('What is known that is not this figure', 3)}<ul>{context}</ul>" if context else ""
    return (
        f'<div class="note">{markup.heading("Why there is no figure", 3)}<p>{markup.text(reason)}</p>'
        f"{markup.heading('What would give one', 3)}<p>{markup.text(indicator.needs)}</p>"
        f"<p>Any figure can also be given in the common format, whose template is on the page {markup.link('upload', 'Upload')}: "
        f"there this indicator is called <code>{markup.text(name)}</code>.</p></div>{known}"
    )


def beside(name: str) -> str:
    """What counts, what to be careful with, and what is known around the figure."""
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
    names = [place.name for place in indicator.places]
    told = (
        f"Figures are of {words.listed(names, 'or')}."
        if names
        else "The strategy names no body that has figures for it."
    )
    if indicator.breakdowns:
        told += f" It should be broken down by {words.listed(list(indicator.breakdowns))}."
    return f"<p>{markup.text(told)}</p>"


def _totals(name: str) -> str:
    found = [total for total in cached.strategy().context_totals if total.indicator == name]
    return _items(
        tuple(f"{total.words} ({total.owner}). Context, never a {cached.strategy().place} target." for total in found)
    )


def _from(name: str) -> str:
    indicator = cached.indicator(name)
    lines = [f"Held by {indicator.owner}; {indicator.frequency}.", f"Next: {indicator.needs}"]
    if indicator.national_id:
        lines.append(f"National number: {indicator.national_id}.")
    if indicator.lead:
        lines.append(f"Local lead: {indicator.lead}.")
    lines.append(f"Why it is here: {indicator.status}" if indicator.status else "")
    return "".join(f"<p>{markup.text(line)}</p>" for line in lines if line)
