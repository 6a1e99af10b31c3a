"""Slides: one finding each, from the same facts as the screen that its address opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from charts.facts import matrix
from charts.words import table
from charts import words
from charts.facts import ChartFacts
from charts.facts.matrix import Row, View
from charts.facts.views import newest, view, views
from data.people.playlists import Address, address
from indicators.core.board import agenda
from indicators.core.board.agenda import in_order
from indicators.core.board.board import Board
from indicators.core.board.changes import Change
from indicators.core.model import Kind, Sensitivity
from indicators.core.board.since import since
from indicators.core.verdicts import Mark, Verdicts

LINES = 6
TABLE_ROWS = 12
TABLE = "Table"
WHOLE = "all"
GONE = "A view that is not there any more"


@dataclass(frozen=True)
class Said:
    """One line of a slide: words, the mark before them, and the screen that says more."""

    words: str
    mark: Mark | None = None
    name: str = ""
    address: Address | None = None


@dataclass(frozen=True)
class Figures:
    """A table of figures on a slide: heads, rows of text, and what was left out."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left_out: int = 0


@dataclass(frozen=True)
class Source:
    """Who published figures and when; on a slide of several indicators ``titles`` says whose newest figures."""

    cited: str
    titles: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """The source, after what it is the source of where that is not clear from the slide."""
        return f"{'; '.join(self.titles)}: {self.cited}" if self.titles else self.cited


@dataclass(frozen=True)
class Slide:
    """One finding with its evidence: a chart, lines, the strategy on a page, or a table; never two of them.

    ``above`` says where it stands, ``under`` what is counted, ``reading`` what may come after the finding,
    ``subjects`` those of suicide and self-harm that it is about, ``indicators`` those that it names.
    """

    address: Address
    above: str
    finding: str
    under: str = ""
    chart: ChartFacts | None = None
    lines: tuple[Said, ...] = ()
    rows: tuple[Row, ...] = ()
    view: View = View.DIRECTION
    figures: Figures | None = None
    reading: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    subjects: tuple[Sensitivity, ...] = ()
    indicators: tuple[str, ...] = ()

    def shows_the_same(self, other: Slide) -> bool:
        """Does another slide say and show nothing else, whatever load its figures come from?"""
        return replace(self, sources=other.sources) == other

    @property
    def support(self) -> str:
        """Whom to talk to where the subject asks for it; else empty."""
        return f"This slide is about {' and '.join(self.subjects)}. {words.TALK}" if self.subjects else ""


@dataclass(frozen=True)
class Deck:
    """A playlist with its slides made, and which data they show."""

    name: str
    slides: tuple[Slide, ...]
    version: int
    published: str
    made: date


def slide(board: Board, shown: Address, before: Board | None = None) -> Slide:
    """The slide of a screen of ours.  ``before`` is what a slide of changes compares with.

    An address of nothing that is there gives a slide that says so: a playlist may outlive an indicator.
    """
    make = MAKERS.get(shown.page, _unknown)
    return make(board, shown, before)


def _overview(board: Board, shown: Address, before: Board | None) -> Slide:
    if shown.get("part") == "changed":
        return _changed(board, shown, before) if before else _nothing_before(board, shown)
    if shown.get("part") == "strategy" or shown.get("marks"):
        return _strategy(board, shown)
    if shown.get("part") == "overdue":
        return _overdue(board, shown)
    everything = list(board.verdicts.values())
    finding = "".join(piece for piece, _ in words.strategy_headline(everything))
    items, _ = agenda.needs_attention(everything)
    listed = {item.verdicts.indicator for item in items}
    better = [item for item in agenda.getting_better(everything, board.today) if item.verdicts.indicator not in listed]
    names = [item.verdicts.indicator for item in (*items, *better)]
    return Slide(
        shown,
        board.strategy.name,
        finding,
        f"This count is not a score. {words.coverage(everything)}.",
        lines=tuple(_listed(item, board) for item in (*items, *better)[:LINES]),
        reading=("Listed first: getting worse, lately worse than usual, worse than England; then getting better.",),
        sources=_sources(board, names[:LINES]),
        subjects=_subjects(board, names[:LINES]),
        indicators=tuple(names[:LINES]),
    )


def _listed(item: agenda.Item, board: Board) -> Said:
    name = item.verdicts.indicator
    return Said(
        words.item(item, board.indicator(name)),
        item.verdicts.mark,
        board.title(name),
        address("indicator", indicator=name),
    )


def _strategy(board: Board, shown: Address) -> Slide:
    chosen = View(shown.get("marks")) if shown.get("marks") in set(View) else View.DIRECTION
    rows = matrix.rows(board.strategy, board.verdicts, board.titles, chosen)
    tally = matrix.tally(rows)
    return Slide(
        shown,
        board.strategy.name,
        f"The strategy on a page: {words.lower(chosen)} of {tally.total()} indicators",
        f"{matrix.in_words(tally, chosen)}. An indicator may stand in several cells. This count is not a score.",
        rows=rows,
        view=chosen,
    )


def _changed(board: Board, shown: Address, before: Board) -> Slide:
    found = since(before, board)
    names = tuple(change.indicator for change in found.changes[:LINES])
    left = len(found.changes) - len(names)
    more = (f"And {words.counted(left, 'other indicator')}.",) if left else ()
    return Slide(
        shown,
        f"What is new {shown.get('called') or 'since the version before'}",
        words.what_changed(found),
        f"{words.late(found)} {words.unknown(found)}".strip(),
        lines=tuple(_change(change, board) for change in found.changes[:LINES]),
        reading=more,
        sources=_sources(board, names),
        subjects=_subjects(board, names),
        indicators=names,
    )


def _nothing_before(board: Board, shown: Address) -> Slide:
    told = "Nothing earlier is held, or chosen, to set the figures against."
    return Slide(shown, board.strategy.name, "What is new cannot be said here.", told)


def _change(change: Change, board: Board) -> Said:
    return Said(
        change.said, change.after.mark, board.title(change.indicator), address("indicator", indicator=change.indicator)
    )


def _overdue(board: Board, shown: Address) -> Slide:
    """Which figures are late, the most important indicators first, and since when."""
    late = in_order(agenda.overdue(board.verdicts.values()))
    named = tuple(v.indicator for v in late[:LINES])
    left = len(late) - len(named)
    return Slide(
        shown,
        "What is overdue",
        f"{words.upper(words.counted(len(late), 'figure'))} overdue." if late else "No figure is overdue.",
        "Reckoned from how often each is published and how long that takes.",
        lines=tuple(
            Said(v.data.reason, v.mark, board.title(v.indicator), address("indicator", indicator=v.indicator))
            for v in late[:LINES]
        ),
        reading=(f"{words.upper(words.counted(left, 'other indicator'))}: see Data.",) if left else (),
        subjects=_subjects(board, named),
        indicators=named,
    )


def _outcome(board: Board, shown: Address, _: Board | None) -> Slide:
    found = next((entry for entry in board.strategy.outcomes if entry.id == shown.get("outcome")), None)
    if found is None:
        return _unknown(board, shown, None)
    names = board.strategy.serving_outcome(found.id)
    return _section(board, shown, f"Outcome {found.id[1:]}", found.short, found.title, names)


def _priority(board: Board, shown: Address, _: Board | None) -> Slide:
    strategy = board.strategy
    found = next((entry for entry in strategy.priorities if entry.id == shown.get("priority")), None)
    if found is None and shown.get("priority") != WHOLE:
        return _unknown(board, shown, None)
    above = f"Priority {found.id[1:]}" if found else "Whole strategy"
    short = found.short if found else "Cross-cutting themes and co-production"
    title = found.title if found else short
    outcome = next((entry for entry in strategy.outcomes if entry.id == shown.get("outcome")), None)
    if shown.get("outcome") and outcome is None:
        return _unknown(board, shown, None)
    if outcome:
        names = strategy.cell(found.id if found else None, outcome.id)
        above += f", for outcome {outcome.id[1:]}"
    elif found:
        names = strategy.serving_priority(found.id)
    else:
        names = tuple(link.id for link in strategy.indicators if link.whole_strategy)
    return _section(board, shown, above, short, title, names)


def _section(board: Board, shown: Address, above: str, short: str, title: str, names: Sequence[str]) -> Slide:
    """The finding of one part, what its lenses say, and its indicators by name in the order of their marks.

    It is about all of its indicators, not about the first few listed alone, and about what its own words name.
    """
    verdicts = [board.verdicts[name] for name in names]
    by_kind = {kind: [v for v in verdicts if board.indicator(v.indicator).kind is kind] for kind in Kind}
    states = {kind: words.lens_state(found) for kind, found in by_kind.items() if found}
    figures = [v for v in in_order(verdicts) if v.has_figure]
    finding = words.part_headline(short, verdicts, board.titles)
    told = [v.indicator for v in figures[LINES:] if board.title(v.indicator) in finding]
    named = (*(v.indicator for v in figures[:LINES]), *told)
    left = max(0, len(figures) - LINES)
    more = (f"{words.upper(words.counted(left, 'other indicator'))} with a figure.",) if left else ()
    missing = len(verdicts) - len(figures)
    without = (f"{words.upper(words.counted(missing, 'indicator'))} with no figure yet.",) if missing else ()
    return Slide(
        shown,
        f"{above} · {short}",
        finding,
        title,
        lines=tuple(_in_part(v, board) for v in figures[:LINES]),
        reading=(words.agreement(states), *more, *without) if states else without,
        sources=_sources(board, named),
        subjects=_subjects(board, names, finding, title),
        indicators=named,
    )


def _in_part(verdicts: Verdicts, board: Board) -> Said:
    group = f" ({verdicts.group})" if verdicts.group else ""
    return Said(
        f"{verdicts.said}{group} in {verdicts.period}. {words.card_line(verdicts)}",
        verdicts.mark,
        board.title(verdicts.indicator),
        address("indicator", indicator=verdicts.indicator),
    )


def _indicator(board: Board, shown: Address, _: Board | None) -> Slide:
    name = shown.get("indicator")
    if name not in board.verdicts:
        return _unknown(board, shown, None)
    declared, verdicts = board.indicator(name), board.verdicts[name]
    asked = shown.get("view")
    facts = view(board, name, "" if asked == TABLE else asked)
    finding = _finding(board, name, facts)
    above = _where(board, name)
    if facts is None:
        return Slide(
            shown, above, finding, declared.question,
            reading=(f"What would give one: {declared.needs}",),
            subjects=_subjects(board, [name]), indicators=(name,),
        )  # fmt: skip
    as_table = asked == TABLE
    under = words.of_table(facts) if as_table else words.subtitle(facts)
    if asked and not as_table and asked not in views(board, name):
        under += f". The view {asked!r} is not there any more"
    how = words.how_to_read_table(facts) if as_table else words.how_to_read(facts)
    return Slide(
        shown,
        above,
        finding,
        under,
        chart=None if as_table else facts,
        figures=_newest(facts) if as_table else None,
        reading=_reading(verdicts, how),
        sources=tuple(map(Source, words.sources(facts))),
        subjects=_subjects(board, [name]),
        indicators=(name,),
    )


def _finding(board: Board, name: str, facts: ChartFacts | None) -> str:
    """Where Leeds stands, if areas of another period than the newest figure's are shown; else the indicator's own."""
    if facts is not None and facts.kind in ("areas", "funnel"):
        return words.standing(facts)
    return words.indicator_headline(
        board.indicator(name), board.verdicts[name], words.beside_england(view(board, name))
    )


def _where(board: Board, name: str) -> str:
    """The first priority that an indicator serves, else the whole strategy."""
    serves = board.strategy.link(name).priorities
    found = next((entry for entry in board.strategy.priorities if entry.id in serves), None)
    return f"Priority {found.id[1:]} · {found.short}" if found else "Whole strategy"


def _newest(facts: ChartFacts) -> Figures:
    rows = tuple(tuple(row) for row in table.rows(facts))
    return Figures(tuple(table.header(facts)), rows[:TABLE_ROWS], max(0, len(rows) - TABLE_ROWS))


def _reading(verdicts: Verdicts, how: Sequence[str]) -> tuple[str, ...]:
    """Why it is judged as it is, what the newest points say, how sure, and how to read what is shown."""
    lately = f"{verdicts.lately.word}. {verdicts.lately.reason}" if verdicts.lately else ""
    said = (words.why_not(verdicts.direction), verdicts.direction.caution, lately, *how)
    return tuple(dict.fromkeys(sentence for sentence in said if sentence))


def _sources(board: Board, names: Sequence[str]) -> tuple[Source, ...]:
    """Where the newest figures of some indicators come from, each source once, with whose they are."""
    found: dict[str, list[str]] = {}
    for name in names:
        if figure := newest(board, name):
            found.setdefault(words.source(figure), []).append(board.title(name))
    return tuple(Source(cited, tuple(titles)) for cited, titles in found.items())


def _subjects(board: Board, names: Sequence[str], *said: str) -> tuple[Sensitivity, ...]:
    """Which of suicide and self-harm the indicators, or what is said beside them, are about."""
    found = {board.indicator(name).sensitivity for name in names}
    heard = " ".join(said).lower()
    return tuple(kind for kind in (Sensitivity.SUICIDE, Sensitivity.SELF_HARM) if kind in found or kind in heard)


def _unknown(board: Board, shown: Address, _: Board | None) -> Slide:
    asked = ", ".join(f"{name} {value}" for name, value in shown.query) or "nothing"
    return Slide(
        shown,
        board.strategy.name,
        "This view is not there any more.",
        f"The slide asks for {asked} of the page {shown.page!r}. Take it out of the playlist, or choose another view.",
    )


MAKERS: dict[str, Callable[[Board, Address, Board | None], Slide]] = {
    "overview": _overview,
    "outcome": _outcome,
    "priority": _priority,
    "indicator": _indicator,
}


def subjects(board: Board, shown: Address, before: Board | None = None) -> tuple[Sensitivity, ...]:
    """Which of suicide and self-harm a slide is about; known of an indicator without drawing its chart."""
    if shown.page == "indicator":
        return _subjects(board, [name for name in (shown.get("indicator"),) if name in board.verdicts])
    return slide(board, shown, before).subjects


def title(board: Board, shown: Address) -> str:
    """What a slide is called in a list, without making it."""
    strategy = board.strategy
    if shown.page == "indicator" and shown.get("indicator") in board.verdicts:
        return board.title(shown.get("indicator")) + _in_brackets(shown.get("view"))
    if shown.page == "outcome":
        return next((f"Outcome {o.id[1:]}: {o.short}" for o in strategy.outcomes if o.id == shown.get("outcome")), GONE)
    if shown.page == "priority":
        return _title_of_priority(board, shown)
    if shown.page != "overview":
        return GONE
    parts = {
        "strategy": "The strategy on a page",
        "overdue": "What is overdue",
        "changed": f"What is new {shown.get('called')}".strip(),
    }
    if shown.get("marks"):
        return f"The strategy on a page{_in_brackets(shown.get('marks'))}"
    return parts.get(shown.get("part"), "The finding on the whole strategy")


def _title_of_priority(board: Board, shown: Address) -> str:
    names = {p.id: f"Priority {p.id[1:]}: {p.short}" for p in board.strategy.priorities} | {WHOLE: "Whole strategy"}
    outcomes = {o.id: f"outcome {o.id[1:]}" for o in board.strategy.outcomes} | {"": ""}
    asked = shown.get("priority"), shown.get("outcome")
    if asked[0] not in names or asked[1] not in outcomes:
        return GONE
    return names[asked[0]] + _in_brackets(outcomes[asked[1]])


def _in_brackets(words_: str) -> str:
    return f" ({words_})" if words_ else ""


def has_reading(shown: Address) -> bool:
    """Is there something to say after the finding?"""
    return shown.page == "indicator"


def can_be_shown(page: str) -> bool:
    """Can a view of this page be a slide?"""
    return page in MAKERS
