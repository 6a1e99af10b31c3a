"""What the board reads first: the finding, what changed since it met, what needs it, what is better, and the doors."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from charts import words
from charts.figures.marks import CLASSES
from charts.words import evidence, inequalities, voices
from indicators.core.board import attention
from indicators.core.board.attention import Item
from indicators.core.verdicts import Mark, Verdicts
from pages.parts.inequalities import characteristics
from pages.parts.lists import changes, missing, scan, tabs
from pages.parts.lists.every_indicator import ATTENTION
from pages.parts.lists.tabs import Tab
from pages.parts.shared import cached, judged, markup
from pages.parts.writing import written

ATTENTION_AT_MOST, BETTER_AT_MOST = 3, 2


def headline(pieces: list[tuple[str, Mark | None]]) -> Markup:
    """The finding as the page's one heading, verdicts in their colours."""
    inside = Markup("").join(
        Markup('<span class="{}">{}</span>').format(CLASSES[mark], piece)
        if mark in (Mark.WORSE, Mark.BETTER, Mark.CHANGED)
        else piece
        for piece, mark in pieces
    )
    return Markup('<h1 class="finding">{}</h1>').format(inside)


def under_headline(verdicts: Sequence[Verdicts]) -> Markup:
    """What the count does not say, and what changed since the board met."""
    return Markup('<p class="small under-finding">{} {}</p>').format(
        words.beside_the_count(verdicts, cached.today()), changes.in_brief()
    )


def needs_attention(verdicts: Sequence[Verdicts]) -> Markup:
    """The first few by the published rule, and the way to all."""
    items = attention.needs_attention(verdicts)
    return _rows(
        "Needs the board's attention",
        items,
        ATTENTION_AT_MOST,
        ATTENTION,
        words.none_with(Mark.WORSE, verdicts),
    )


def getting_better(verdicts: Sequence[Verdicts]) -> Markup:
    """The same of what is better; a phone shows a card that names them."""
    items = attention.getting_better(verdicts, cached.today())
    nothing = words.none_with(Mark.BETTER, verdicts)
    rows = _rows("Getting better", items, BETTER_AT_MOST, Mark.BETTER, nothing)
    return Markup('<div class="wide-only">{}</div>{}').format(rows, _better_card(items))


def _rows(title: str, items: Sequence[Item], at_most: int, with_mark: str, nothing: str) -> Markup:
    """Rows under a heading that says how many of how many they are."""
    everything = tabs.link(Tab.FINDINGS, f"all {len(items)}", {"with_mark": with_mark})
    counted = (
        Markup('<span class="small">{} of {} · {}</span>').format(at_most, len(items), everything)
        if len(items) > at_most
        else Markup()
    )
    table = scan.table([(item.verdicts, words.clause(item)) for item in items[:at_most]], title, nothing)
    return Markup('<section class="scan-section"><h2>{} {}</h2>{}</section>').format(title, counted, table)


def _better_card(items: Sequence[Item]) -> Markup:
    if not items:
        return Markup()
    names = [words.lower(item.verdicts.declared.title) for item in items[:BETTER_AT_MOST]]
    remaining = len(items) - len(names)
    listed = words.listed([*names, f"{remaining} more"] if remaining else names)
    return Markup('<div class="door narrow-only"><h2>{}</h2><p class="small">{}</p></div>').format(
        tabs.link(Tab.FINDINGS, f"Getting better: {len(items)}", {"with_mark": Mark.BETTER}), words.upper(listed)
    )


def how_listed() -> Markup:
    """The rules of both lists, one click away."""
    lines = Markup("").join(Markup("<li>{}</li>").format(rule) for rule in words.rules())
    return Markup('<details class="opener"><summary>How these lists are made</summary><ul>{}</ul></details>').format(
        lines
    )


def doors(verdicts: Sequence[Verdicts]) -> Markup:
    """What stands on pages of its own, each with its first finding: a door for every room there is."""
    shown = [_left_behind(), *([_doing()] if written.is_shown() else []), _people_say(), _say_more(verdicts)]
    return Markup('<div class="doors">{}</div>').format(Markup("").join(shown))


def _door(title: str, words_inside: str, way: Markup) -> Markup:
    return Markup('<section class="door"><h2>{}</h2><p class="small">{}</p><p class="small">{}</p></section>').format(
        title, words_inside, way
    )


def _left_behind() -> Markup:
    """Who fares worse, by the characteristic of which most is known; the gap to look at first where none is split."""
    way = markup.link("inequalities", "Every group, beside everybody")
    by_characteristic = judged.breakdowns_by_characteristic()
    characteristic = characteristics.leading(by_characteristic)
    finding = (
        inequalities.left_behind(characteristic, by_characteristic[characteristic])
        if characteristic
        else inequalities.NOTHING
    )
    return _door("Who is left behind", finding, way)


def _doing() -> Markup:
    """How many actions stand how."""
    how_many = words.actions_in_brief(written.all_actions(), cached.today())
    return _door("What we are doing", how_many, tabs.link(Tab.DOING, "All actions"))


def _say_more(verdicts: Sequence[Verdicts]) -> Markup:
    owner, number = missing.most_wanted(verdicts)
    finding = (
        f"Figures from {owner} would feed {words.counted(number, 'indicator')} that {words.have(number)} none. "
        + evidence.best_extract(judged.evidence())
        if owner
        else "Every indicator has a figure."
    )
    late = len(attention.overdue(verdicts))
    due = tabs.link(Tab.DUE, f"{words.counted(late, 'figure')} overdue" if late else "What is due")
    ways = markup.listed([tabs.link(Tab.MISSING, "What is missing"), due])
    return _door("What would let us say more", finding, ways)


def _people_say() -> Markup:
    """What the networks of people with lived experience are doing, in the words of their own page's finding."""
    finding = voices.voices_headline(cached.voices(), cached.strategy().place)
    return _door("What people say", finding, markup.link("voices", "Projects, answers and changes"))
