"""The pieces of an indicator's page."""

from __future__ import annotations

from markupsafe import Markup

from charts import words
from charts.facts import ChartFacts
from charts.facts.matrix import WHOLE
from indicators.core.strategy.model import label_of
from indicators.core.verdicts import Verdict, Verdicts
from indicators.methods.chooser import AnalysisMethod
from pages.parts.shared import cached, markup
from pages.parts.shared.marks import mark

TABLE = "Table"


def crumbs(name: str) -> Markup:
    """Where this indicator stands in the strategy, each a way back."""
    strategy = cached.strategy()
    link = strategy.link(name)
    priorities = {p.id: f"{label_of(p, strategy.words.priority)} {p.short}" for p in strategy.priorities}
    outcomes = {o.id: label_of(o, strategy.words.outcome) for o in strategy.outcomes}
    first = [markup.link("priority", priorities[p], {"priority": p}) for p in link.priorities]
    if strategy.serves_the_whole(link):
        first.append(markup.link("priority", words.whole_name(strategy), {"priority": WHOLE}))
    also = [markup.link("outcome", outcomes[o], {"outcome": o}) for o in link.outcomes]
    serves = Markup(" · serves {}").format(markup.listed(also)) if also else ""
    lead = Markup("{} › ").format(Markup(" · ").join(first)) if first else ""
    kind = words.LENS_NAMES[cached.indicator(name).kind]
    return Markup('<nav class="crumbs" aria-label="Where this is in the strategy">{}{}{}</nav>').format(
        lead, kind, serves
    )


def headline(name: str) -> Markup:
    indicator, verdicts = cached.indicator(name), cached.verdicts()[name]
    finding = words.indicator_headline(verdicts, words.beside_england(cached.trend_of(name)))
    under = [indicator.question, words.place_of(verdicts)] if verdicts.value is not None else [indicator.question]
    return Markup('<h1 class="finding">{}</h1><p class="small" style="margin:8px 0 18px;max-width:none">{}</p>').format(
        finding, " · ".join(under)
    )


def five_facts(verdicts: Verdicts) -> Markup:
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
    inside = Markup("").join(_fact(name, verdict, verdicts, drawn) for name, verdict, drawn in named)
    return Markup('<div class="facts">{}</div>{}{}').format(
        inside, _lately(verdicts), _cautions([verdict for _, verdict, _ in named], verdicts)
    )


def _each_body(verdicts: Verdicts) -> Markup:
    """Where several bodies stand for the place: each with its figure and its verdicts, never added or averaged."""
    body = [
        [
            Markup("{} {}").format(mark(one.mark), words.place_of(one)),
            words.figure(one) or "no figure",
            words.period_of(one),
            words.mark(one.mark),
            words.word(one.england),
            words.word(one.target),
            words.word(one.data),
        ]
        for one in verdicts.bodies
    ]
    head = ["Body", "Latest", "Period", "Direction", "England", "Target", "Data"]
    return markup.table(head, body, f"{verdicts.declared.title}: each body by itself")


def _fact(name: str, verdict: Verdict, verdicts: Verdicts, drawn: bool) -> Markup:
    shape = mark(verdict.mark) if drawn else ""
    told = words.direction_word(verdict) if verdict is verdicts.direction else words.word(verdict)
    return Markup(
        '<section class="fact"><div class="name">{name}</div><div class="word">{shape}{told}</div>'
        '<div class="small">{reason}</div></section>'
    ).format(name=name, shape=shape, told=told, reason=words.reason(verdict, verdicts.declared))


def _lately(verdicts: Verdicts) -> Markup:
    """What the newest points say, which may differ from the direction, and why they are judged in this way."""
    found = verdicts.lately
    said = (
        Markup("<strong>{}.</strong> {} {}").format(
            words.word(found), words.reason(found, verdicts.declared), words.caution(found, verdicts.declared)
        )
        if found
        else ""
    )
    told = Markup('<p class="small aside-line">{}</p>').format(said) if said else ""
    return told + _method(verdicts)


def _method(verdicts: Verdicts) -> Markup:
    """The method chosen for the newest points, and the chooser's reason."""
    choice = verdicts.method
    if choice is None:
        return Markup()
    named = f"{words.upper(words.method(choice.method))}. " if choice.method is not AnalysisMethod.NOTHING else ""
    return Markup('<p class="small aside-line"><strong>Why this method for lately.</strong> {}{}</p>').format(
        named, words.ground(choice)
    )


def _cautions(found: list[Verdict], verdicts: Verdicts) -> Markup:
    """What limits the certainty of the verdicts above, each said once."""
    said = words.cautions(found, verdicts.declared)
    return Markup('<p class="small aside-line"><strong>How sure.</strong> {}</p>').format(said) if said else Markup()


def views(name: str) -> dict[str, ChartFacts]:
    """What can be drawn, by the name of its tab, and the figures as a table; empty where there is no figure."""
    found = cached.views_of(name)
    return found | {TABLE: next(iter(found.values()))} if found else {}


def without_figure(name: str) -> Markup:
    """A page of its own for an indicator that has no figure: why, what would give one, and from whom."""
    indicator = cached.indicator(name)
    reason = words.reason(cached.verdicts()[name].direction, indicator)
    context = Markup("").join(Markup("<li>{}</li>").format(words_) for words_ in indicator.context)
    known = (
        Markup("{}<ul>{}</ul>").format(markup.heading("What is known that is not this figure", 3), context)
        if context
        else ""
    )
    return Markup(
        '<div class="note">{why}<p>{reason}</p>{what}<p>{needs}</p>'
        "<p>Any figure can also be given in the common format, whose template is on the page {link}: "
        "there this indicator is called <code>{name}</code>.</p></div>{known}"
    ).format(
        why=markup.heading("Why there is no figure", 3),
        reason=reason,
        what=markup.heading("What would give one", 3),
        needs=indicator.needs,
        link=markup.link("upload", "Upload"),
        name=name,
        known=known,
    )


def beside(name: str) -> Markup:
    """What counts, what to be careful with, and what is known around the figure."""
    indicator = cached.indicator(name)
    verdicts = cached.verdicts()[name]
    sections = [
        ("What counts", Markup("<p>{}</p>").format(indicator.definition)),
        ("Be careful", _items(indicator.caveats_with(cached.verdicts()[name].period_end))),
        ("Who it is about", _who(name)),
        ("Around this figure", _items(indicator.context) if verdicts.has_figure else ""),
        ("Published totals for the whole country", _totals(name)),
        ("Where it comes from", _from(name)),
    ]
    return Markup("").join(
        Markup("<section>{}{}</section>").format(markup.heading(title, 3), inside)
        for title, inside in sections
        if inside
    )


def _items(lines: tuple[str, ...]) -> Markup:
    return (
        Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(line) for line in lines))
        if lines
        else Markup()
    )


def _who(name: str) -> Markup:
    indicator = cached.indicator(name)
    names = [place.name for place in indicator.places]
    told = (
        f"Figures are of {words.listed(names, 'or')}."
        if names
        else "The strategy names no body that has figures for it."
    )
    if indicator.breakdowns:
        told += f" It should be broken down by {words.listed(list(indicator.breakdowns))}."
    return Markup("<p>{}</p>").format(told)


def _totals(name: str) -> Markup:
    found = [total for total in cached.strategy().context_totals if total.indicator == name]
    return _items(
        tuple(f"{total.words} ({total.owner}). Context, never a {cached.strategy().place} target." for total in found)
    )


def _from(name: str) -> Markup:
    indicator = cached.indicator(name)
    verdicts = cached.verdicts()[name]
    shown = [f"The newest figure was published by {words.published_by(verdicts)}."] if verdicts.has_figure else []
    lines = [*shown, f"Expected from {indicator.owner}; {indicator.frequency}.", f"Next: {indicator.needs}"]
    if indicator.national_id:
        lines.append(f"National number: {indicator.national_id}.")
    if indicator.lead:
        lines.append(f"Local lead: {indicator.lead}.")
    lines.append(f"Why it is here: {indicator.status}" if indicator.status else "")
    return Markup("").join(Markup("<p>{}</p>").format(line) for line in lines if line)
