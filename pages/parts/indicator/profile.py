"""The pieces of an indicator's page."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from charts import words
from charts.facts import ChartFacts
from charts.facts.matrix import WHOLE
from indicators.core.board.changes import Part
from indicators.core.strategy.model import label_of
from indicators.core.verdicts import Verdict, Verdicts
from indicators.methods.chooser import AnalysisMethod
from pages.parts.shared import cached, chart_block, judged, markup
from pages.parts.shared.marks import mark

TABLE = "Table"
FACTS = (Part.DIRECTION, Part.TARGET, Part.ENGLAND, Part.GAP, Part.DATA)


def crumbs(name: str) -> Markup:
    """Where this indicator stands in the strategy, each a way back; what kind of measure it is, and of whom."""
    strategy = cached.strategy()
    link = strategy.link(name)
    priorities = {p.id: f"{label_of(p, strategy.words.priority)} {p.short}" for p in strategy.priorities}
    outcomes = {o.id: label_of(o, strategy.words.outcome) for o in strategy.outcomes}
    ways = [markup.link("priority", priorities[p], {"priority": p}) for p in link.priorities]
    if strategy.serves_the_whole(link):
        ways.append(markup.link("priority", words.whole_name(strategy), {"priority": WHOLE}))
    ways += [markup.link("outcome", outcomes[o], {"outcome": o}) for o in link.outcomes]
    place = words.place_of(judged.verdicts()[name])
    about = " · ".join(part for part in (words.LENS_NAMES[cached.indicator(name).kind], place) if part)
    return Markup('<nav class="crumbs" aria-label="Where this is in the strategy">{} › {}</nav>').format(
        Markup(" · ").join(ways), about
    )


def headline(name: str, facts: ChartFacts | None) -> Markup:
    """The finding of the view that is shown."""
    verdicts = judged.verdicts()[name]
    return Markup('<h1 class="finding">{}</h1>').format(words.view_headline(verdicts, facts, _england(verdicts)))


def _england(verdicts: Verdicts) -> str:
    """England's figure of the newest period; empty where none is held."""
    return words.beside_england(judged.trend_of(verdicts.indicator))


def five_facts(verdicts: Verdicts, facts: ChartFacts | None) -> Markup:
    """Direction, target, England, gap, data: a word and a few more each; the reason opens in place.

    Where the view shows other people or another time than they are of, that is said above them.
    """
    if verdicts.bodies:
        return _each_body(verdicts)
    inside = Markup("").join(_fact(part, getattr(verdicts, part), verdicts) for part in FACTS)
    whose = words.facts_are_of(verdicts, facts)
    whose_facts = Markup('<p class="small under-finding">{}</p>').format(whose) if whose else Markup()
    return whose_facts + Markup('<div class="facts">{}</div>').format(inside)


def _each_body(verdicts: Verdicts) -> Markup:
    """Where several bodies stand for the place: each with its figure and its verdicts, never added or averaged."""
    body = [
        [
            Markup("{} {}").format(mark(of_body.mark), words.place_of(of_body)),
            words.figure(of_body) or "no figure",
            words.period_of(of_body),
            words.mark(of_body.mark),
            words.word(of_body.england),
            words.word(of_body.target),
            words.word(of_body.data),
        ]
        for of_body in verdicts.bodies
    ]
    head = ["Body", "Latest", "Period", "Direction", "England", "Target", "Data"]
    return markup.table(head, body, f"{verdicts.declared.title}: each body by itself")


def _fact(part: Part, verdict: Verdict, verdicts: Verdicts) -> Markup:
    declared = verdicts.declared
    return Markup(
        '<details class="fact"><summary>{shape}<span class="word"><span class="spoken">{name}: </span>{told}</span>'
        '<span class="small">{brief}</span></summary><p>{reason}</p></details>'
    ).format(
        name=words.PARTS[part],
        shape=mark(verdict.mark) if part is not Part.DATA else Markup("<span></span>"),
        told=words.fact_word(part, verdict),
        brief=words.beside_brief(verdict, declared, _england(verdicts))
        if part is Part.ENGLAND
        else words.brief(verdict, declared),
        reason=words.reason(verdict, declared),
    )


def why(verdicts: Verdicts, facts: ChartFacts) -> Markup:
    """Why the verdict that the view is about is what it is, and over time what the newest points say."""
    if verdicts.bodies:
        return Markup()
    if words.is_of_the_gap(verdicts, facts):
        return _explained(verdicts.gap, words.fact_word(Part.GAP, verdicts.gap), verdicts)
    if facts.side_by_side:
        return Markup()
    direction = _explained(verdicts.direction, words.direction_word(verdicts.direction), verdicts)
    return direction + (_explained(verdicts.lately, words.word(verdicts.lately), verdicts) if verdicts.lately else "")


def _explained(verdict: Verdict, word: str, verdicts: Verdicts) -> Markup:
    return Markup('<p class="why"><strong>{}.</strong> {}</p>').format(word, words.reason(verdict, verdicts.declared))


def openers(name: str, facts: ChartFacts, *, drawn: bool) -> Markup:
    """Named links that open in place: how sure, how recent figures are judged, how to read the chart, its table."""
    verdicts = judged.verdicts()[name]
    return Markup('<div class="openers">{}</div>').format(
        Markup("").join(
            _opener(title, inside)
            for title, inside in (
                ("How sure are we?", _how_sure(verdicts)),
                ("How we judged recent figures", _method(verdicts)),
                ("How to read this chart", _paragraphs(words.how_to_read(facts))),
                ("Be careful", _items(verdicts.declared.caveats_with(verdicts.period_end))),
                ("These figures as a table", chart_block.figures(facts) if drawn else ""),
                ("Where each figure comes from", chart_block.sources(facts) + _from(name)),
            )
            if inside
        )
    )


def _opener(title: str, inside: Markup | str) -> Markup:
    return Markup("<details><summary>{}</summary><div>{}</div></details>").format(title, inside)


def _paragraphs(lines: Sequence[str]) -> Markup:
    return Markup("").join(Markup("<p>{}</p>").format(line) for line in lines)


def _how_sure(verdicts: Verdicts) -> Markup:
    """What limits the certainty of the verdicts above, each said once."""
    judged_parts = [getattr(verdicts, part) for part in FACTS]
    cautions = words.cautions(judged_parts, verdicts.declared)
    lately = words.caution(verdicts.lately, verdicts.declared) if verdicts.lately else ""
    return _paragraphs([line for line in (cautions, lately) if line])


def _method(verdicts: Verdicts) -> Markup:
    """The method chosen for the newest points, and the chooser's reason."""
    choice = verdicts.method
    if choice is None:
        return Markup()
    named = f"{words.upper(words.method(choice.method))}. " if choice.method is not AnalysisMethod.NOTHING else ""
    return _paragraphs([f"{named}{words.ground(choice)}"])


def views(name: str) -> dict[str, ChartFacts]:
    """What can be drawn, by the name of its tab, and the figures as a table; empty where there is no figure."""
    drawable = judged.views_of(name)
    return drawable | {TABLE: next(iter(drawable.values()))} if drawable else {}


def without_figure(name: str) -> Markup:
    """A page of its own for an indicator that has no figure: why, what would give one, and from whom."""
    indicator = cached.indicator(name)
    reason = words.reason(judged.verdicts()[name].direction, indicator)
    context = Markup("").join(Markup("<li>{}</li>").format(words_) for words_ in indicator.context)
    known = (
        Markup("{}<ul>{}</ul>").format(markup.heading("What is known that is not this figure"), context)
        if context
        else ""
    )
    return Markup(
        '<div class="note">{why}<p>{reason}</p>{what}<p>{needs}</p>'
        "<p>Any figure can also be given in the common format, whose template is on the page {link}: "
        "there this indicator is called <code>{name}</code>.</p></div>{known}"
    ).format(
        why=markup.heading("Why there is no figure"),
        reason=reason,
        what=markup.heading("What would give one"),
        needs=indicator.needs,
        link=markup.link("upload", "Upload"),
        name=name,
        known=known,
    )


def beside(name: str) -> Markup:
    """What counts and of whom, then what is known around the figure."""
    indicator = cached.indicator(name)
    verdicts = judged.verdicts()[name]
    sections = [
        ("What counts", Markup("<p>{}</p><p>{}</p>").format(indicator.question, indicator.definition)),
        ("Who it is about", _who(name)),
        ("Around this figure", _items(indicator.context) if verdicts.has_figure else ""),
        ("Published totals for the whole country", _totals(name)),
    ]
    if not verdicts.has_figure:
        sections += [("Be careful", _items(indicator.caveats_with(None))), ("Where it comes from", _from(name))]
    return Markup('<div class="beside">{}</div>').format(
        Markup("").join(
            Markup("<section>{}{}</section>").format(markup.heading(title), inside)
            for title, inside in sections
            if inside
        )
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
    sentences = (
        f"Figures are of {words.listed(names, 'or')}."
        if names
        else "The strategy names no body that has figures for it."
    )
    if indicator.breakdowns:
        sentences += f" It should be broken down by {words.listed(list(indicator.breakdowns))}."
    return Markup("<p>{}</p>").format(sentences)


def _totals(name: str) -> Markup:
    totals = [total for total in cached.strategy().context_totals if total.indicator == name]
    return _items(
        tuple(f"{total.words} ({total.owner}). Context, never a {cached.strategy().place} target." for total in totals)
    )


def _from(name: str) -> Markup:
    indicator = cached.indicator(name)
    verdicts = judged.verdicts()[name]
    shown = [words.newest_from(verdicts)] if verdicts.has_figure else []
    lines = [*shown, f"Expected from {indicator.owner}; {indicator.frequency}.", f"Next: {indicator.needs}"]
    if indicator.national_id:
        lines.append(f"National number: {indicator.national_id}.")
    if indicator.lead:
        lines.append(f"Local lead: {indicator.lead}.")
    lines.append(f"Why it is here: {indicator.status}" if indicator.status else "")
    return Markup("").join(Markup("<p>{}</p>").format(line) for line in lines if line)
