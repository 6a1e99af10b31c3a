"""The board pack of a whole strategy: where we are, what changed, each priority, what is due, definitions, how to read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from charts import words
from charts.facts.matrix import WHOLE
from charts.facts.plain import PlainPage
from charts.facts.views import newest, trend
from charts.words import easy_read
from data.people.actions import Action, in_order
from data.people.decisions import Decision
from data.people.playlists import address
from data.periods import in_full
from indicators.core.board import attention
from indicators.core.board.board import Board
from indicators.core.board.since import Since
from indicators.core.strategy.model import label_of
from indicators.core.verdicts import Code, Mark, Verdicts
from reports.pack.model import Block, Chart, Entries, Entry, Heading, Look, Pack, Section, Table, Text
from reports.slides import deck, doing
from reports.slides.deck import Writing
from reports.slides.model import subjects_of

HEAD = ("Measure", "{place}", "England", "Latest", "In words")
WIDTHS = (30, 14, 12, 14, 30)
CHARTS, BESIDE_LONG = 4, 2
"""The most charts of one part of the strategy, and beside a long table: two pages hold them with all that is said."""
LONG_TABLE = 15
"""More rows than this make a table long."""
UNKNOWN = (Code.NO_FIGURE, Code.NOT_COMPARED)


@dataclass(frozen=True)
class PackMaterial:
    """What people wrote, and what the board is set against: what has changed since then, and in words since when.

    ``checked`` are the plain pages that a person has checked, which alone may be in a pack.
    """

    writing: Writing
    decisions: Sequence[Decision] = ()
    since: Since | None = None
    since_when: str = ""
    checked: tuple[PlainPage, ...] = ()


def of_strategy(board: Board, published: str, material: PackMaterial, look: Look, name: str) -> Pack:
    """The whole pack, of the board's one data version."""
    strategy = board.strategy
    keys = [part.id for part in strategy.priorities] + ([WHOLE] if strategy.of_the_whole else [])
    return Pack(
        name,
        strategy.name,
        strategy.place,
        board.version,
        published,
        board.today,
        (
            _where_we_are(board),
            *(_in_plain_words(board, page) for page in material.checked),
            *([_changed(board, material.since, material.since_when)] if material.since else []),
            *(_part(board, key, material) for key in keys),
            _due(board, material),
            _definitions(board),
            _how_to_read(),
        ),
        look,
        _support(board, list(board.verdicts)),
    )


def _support(board: Board, names: Sequence[str], *further_subjects: str) -> str:
    return words.about_parts(subjects_of(board, names, *further_subjects), board.strategy)


# Where we are -----------------------------------------------------------------------------------------


def _where_we_are(board: Board) -> Section:
    everything = list(board.verdicts.values())
    finding = "".join(piece for piece, _ in words.strategy_headline(everything, board.strategy.place))
    needed = attention.needs_attention(everything)
    better = attention.getting_better(everything, board.today)
    blocks: list[Block] = [Text(words.beside_the_count(everything, board.today), "small")]
    for title, items, mark in (
        ("Needs the board's attention", needed, Mark.WORSE),
        ("Getting better", better, Mark.BETTER),
    ):
        rows = [(item.verdicts, words.clause(item)) for item in items]
        blocks += [Heading(title), _rows(board, rows, title) if rows else Text(words.none_with(mark, everything))]
    return Section("Where we are", board.strategy.name, finding, tuple(blocks))


def _rows(board: Board, rows: Sequence[tuple[Verdicts, str]], caption: str) -> Table:
    """A row an indicator: its mark, our figure, England's, its period, and one clause."""
    return Table(
        tuple(cell.format(place=board.strategy.place) for cell in HEAD),
        tuple(
            (
                verdicts.declared.title,
                " ".join(part for part in words.number_and_unit(verdicts) if part) or "–",
                words.beside_england(trend(board, verdicts.indicator)) or "–",
                words.newest_period(verdicts),
                clause,
            )
            for verdicts, clause in rows
        ),
        caption,
        WIDTHS,
        tuple(verdicts.mark for verdicts, _ in rows),
    )


def _changed(board: Board, since: Since, when: str) -> Section:
    entries = tuple(
        Entry(words.change_in_words(change), board.title(change.indicator), change.after.mark)
        for change in since.changes
    )
    late = f"{words.late(since)} {words.unknown(since)}".strip()
    blocks: list[Block] = [Entries(entries)] if entries else [Text("No figure and no verdict is another by now.")]
    return Section("What changed", when, words.what_changed(since), (*blocks, Text(late, "small")))


def _in_plain_words(board: Board, page: PlainPage) -> Section:
    """A page in its plain form: a mark or nothing beside each point, its question and its sentences."""
    blocks: list[Block] = []
    shown = [v.indicator for answers_of_kind in page.answers for v in answers_of_kind.shown]
    if support := _support(board, shown):
        blocks.append(Text(support, "box"))
    for part in easy_read.parts(page, board.strategy):
        blocks += [Heading(part.heading)] if part.heading else []
        blocks.append(Entries(tuple(_plain(point) for point in part.points)))
    return Section(f"Easy read: {easy_read.title(page, board.strategy)}", board.strategy.name, "", tuple(blocks))


def _plain(point: easy_read.Point) -> Entry:
    mark = point.symbol if isinstance(point.symbol, Mark) else None
    return Entry(" ".join(point.lines), point.question, mark)


# Parts of the strategy --------------------------------------------------------------------------------


def _part(board: Board, key: str, material: PackMaterial) -> Section:
    strategy = board.strategy
    priority = strategy.priority(key)
    names = strategy.serving_priority(key) if priority else strategy.of_the_whole
    label = label_of(priority, strategy.words.priority) if priority else words.whole_name(strategy)
    short = priority.short if priority else words.whole_title(strategy)
    verdicts = [board.verdicts[name] for name in names]
    known = [v for v in attention.in_order(verdicts) if v.has_figure]
    support = _support(board, names, *(priority.about if priority else ()))
    blocks: list[Block] = [Text(support, "box")] if support else []
    if priority:
        blocks.append(Text(f"{priority.title}. {priority.why}"))
    aim_indicators = priority.aim_shown_by if priority else ()
    facts = (
        words.aim_needs(verdicts, aim_indicators),
        words.in_recording(verdicts),
        words.of_lenses(verdicts),
    )
    if summary := " ".join(filter(None, facts)):
        blocks.append(Text(summary))
    if known:
        blocks.append(
            _rows(
                board,
                [(v, words.card_line(v)) for v in known],
                f"Measures of {short}",
            )
        )
    missing = [v.declared.title for v in verdicts if not v.has_figure]
    if missing:
        blocks.append(Text(f"No figure yet: {words.listed([words.lower(title) for title in missing])}.", "small"))
    drawn = [v.indicator for v in known if _has_a_line(board, v.indicator)]
    blocks += [_chart(board, name) for name in drawn[: CHARTS if len(known) <= LONG_TABLE else BESIDE_LONG]]
    blocks += [*_gaps(verdicts), *_story(board, key, material), *_actions(board, key, material)]
    return Section(
        f"{label}: {short}",
        strategy.name,
        words.part_headline(short, verdicts, strategy.place, aim_indicators),
        tuple(blocks),
    )


def _has_a_line(board: Board, name: str) -> bool:
    """Is there more to draw than a dot or two, which the row of the table says already?"""
    trend_facts = trend(board, name)
    return trend_facts is not None and trend_facts.joined


def _chart(board: Board, name: str) -> Chart | Text:
    slide = deck.slide(board, address("indicator", indicator=name))
    if slide.chart is None:
        return Text(slide.finding)
    return Chart(slide.chart, slide.finding, slide.counted(), _cited(slide.sources[0].cited), half=True)


def _cited(source: str) -> str:
    return f"Source: {words.without_address(source)}"


def _gaps(verdicts: Sequence[Verdicts]) -> list[Block]:
    known = [with_gap for with_gap in verdicts if with_gap.gap.code not in UNKNOWN]
    if not known:
        return []
    entries = tuple(
        Entry(
            f"{words.word(with_gap.gap)}. {words.reason(with_gap.gap, with_gap.declared)}",
            with_gap.declared.title,
            with_gap.gap.mark,
        )
        for with_gap in known
    )
    return [Heading("Gaps between groups"), Entries(entries)]


def _story(board: Board, key: str, material: PackMaterial) -> list[Block]:
    stories, _ = material.writing
    slide_with_story = deck.with_story(board, deck.slide(board, address("priority", priority=key)), stories)
    return (
        [Heading("The story behind the figures"), *map(Text, slide_with_story.notes)] if slide_with_story.notes else []
    )


def _actions(board: Board, key: str, material: PackMaterial) -> list[Block]:
    _, actions = material.writing
    own_actions = in_order(doing.of_slide(board.strategy, address("priority", priority=key), actions), board.today)
    return [Heading("What we are doing"), _doing(own_actions, board.today)] if own_actions else []


def _doing(actions: Sequence[Action], today: date) -> Entries:
    return Entries(tuple(Entry(words.action_line(action, today), action.plan.what.rstrip(".")) for action in actions))


# The end of the pack ----------------------------------------------------------------------------------


def _due(board: Board, material: PackMaterial) -> Section:
    _, actions = material.writing
    late = [action for action in in_order(list(actions), board.today) if action.overdue(board.today)]
    last = max((decision.meeting for decision in material.decisions), default=None)
    decided = [decision for decision in material.decisions if decision.meeting == last]
    figures = attention.in_order(attention.overdue(board.verdicts.values()))
    return Section("What is due", board.strategy.name, words.actions_in_brief(list(actions), board.today), (
        Heading("Actions that are overdue"),
        _doing(late, board.today) if late else Text("None."),
        Heading(f"Decided when the board last met{f', {in_full(last)}' if last else ''}"),
        Entries(tuple(Entry(decision.what, deck.title(board, decision.seen)) for decision in decided))
        if decided else Text("Nothing is noted."),
        Heading("Figures that are overdue"),
        Entries(tuple(_late(verdicts) for verdicts in figures)) if figures else Text("None."),
    ))  # fmt: skip


def _late(verdicts: Verdicts) -> Entry:
    sentence = words.upper(f"{words.brief(verdicts.data, verdicts.declared)}, {verdicts.declared.owner}")
    return Entry(sentence, verdicts.declared.title)


def _definitions(board: Board) -> Section:
    rows = tuple(
        (
            verdicts.declared.title,
            verdicts.declared.definition,
            words.without_address(words.source(figure)) if (figure := newest(board, verdicts.indicator)) else "",
        )
        for verdicts in board.verdicts.values()
        if verdicts.has_figure
    )
    table = Table(
        ("Measure", "What it counts", "Source of the newest figure"), rows, "Definitions and sources", (22, 40, 38)
    )
    return Section("Definitions and sources", board.strategy.name, "", (table,))


def _how_to_read() -> Section:
    marks = tuple(Entry(words.MEANINGS[mark], words.MARKS[mark], mark) for mark in Mark)
    return Section("How to read this", "", "", (
        Text("A mark says how the level moved since the strategy began, and not how good it is."),
        Entries(marks),
        Text("Bands and bars are 95% limits: how far chance alone may move a figure."),
        Text("A figure that is hidden to protect people is not zero."),
        *(Text(rule, "small") for rule in words.rules()),
    ))  # fmt: skip
