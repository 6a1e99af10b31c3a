"""What the board reads first: the finding, what needs it, what is better, what changed, what is missing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from charts import words
from charts.figures.marks import CLASSES
from indicators.core.board import agenda
from indicators.core.board.agenda import Item
from indicators.core.model import Indicator, Kind
from indicators.core.strategy.model import Link
from indicators.core.verdicts import JUDGED, Code, Mark, Verdicts
from pages.parts.overview import changes
from pages.parts.shared import cached, markup
from pages.parts.shared.marks import mark


def headline(pieces: list[tuple[str, Mark | None]]) -> Markup:
    """The finding as the page's one heading, verdicts in their colours."""
    inside = Markup("").join(
        Markup('<span class="{}">{}</span>').format(CLASSES[mark], piece)
        if mark in (Mark.WORSE, Mark.BETTER, Mark.CHANGED)
        else piece
        for piece, mark in pieces
    )
    return Markup('<h1 class="finding">{}</h1>').format(inside)


def under_headline(coverage: str) -> Markup:
    return Markup(
        '<p class="small" style="margin-top:10px;max-width:none">This count is not a score · {} · data version '
        "{}, published {} · "
        '<a href="#say-more">What would let us say more</a></p>'
    ).format(coverage, cached.version(), cached.published_at())


def needs_attention(verdicts: Sequence[Verdicts]) -> Markup:
    """Named items by a published rule, with how many it leaves out."""
    items, left = agenda.needs_attention(verdicts)
    rule = (
        "Listed when getting worse, then when the newest point is worse than usual, then when worse than England."
        + (f" And {left} more on the table below." if left else "")
    )
    return _column("Needs the board's attention", items, "Nothing that can be judged is getting worse.", rule)


def getting_better(verdicts: Sequence[Verdicts]) -> Markup:
    items = agenda.getting_better(verdicts, cached.today())
    return _column("Getting better", items, "Nothing that can be judged is getting better yet.")


def _column(title: str, items: Sequence[Item], nothing: str, rule: str = "") -> Markup:
    inside = Markup("").join(_item(item) for item in items) or Markup("<p>{}</p>").format(nothing)
    return Markup("<section>{}{}{}</section>").format(
        markup.heading(title), inside, Markup('<p class="small">{}</p>').format(rule) if rule else ""
    )


def _item(item: Item) -> Markup:
    name = item.verdicts.indicator
    return Markup('<div class="item">{}{}<span class="small">{}</span></div>').format(
        mark(item.verdicts.mark, words.mark(item.verdicts.mark)),
        markup.link("indicator", cached.indicator(name).title, {"indicator": name}),
        words.item(item),
    )


def what_changed() -> Markup:
    """Since the board met, else since the version before; on the first version without meetings, the newest figures."""
    return changes.what_changed() or _newest()


def _newest() -> Markup:
    """The newest figures, since there is no earlier version to compare with."""
    dated = sorted(
        (v for v in cached.verdicts().values() if v.period_end), key=lambda v: v.period_end or date.min, reverse=True
    )
    by_period: dict[str, list[Verdicts]] = defaultdict(list)
    for verdict in dated:
        by_period[words.newest_period(verdict)].append(verdict)
    items = []
    for period, found in list(by_period.items())[:4]:
        names = markup.listed(
            [
                markup.link("indicator", cached.indicator(v.indicator).title, {"indicator": v.indicator})
                for v in found[:3]
            ]
        )
        more = f" and {len(found) - 3} more" if len(found) > 3 else ""
        items.append(
            Markup('<div class="item plain"><strong>{}</strong><span class="small">{}{}</span></div>').format(
                period, names, more
            )
        )
    note = Markup(
        "This is the first version. From the next one on, what changed is shown here. Enter a meeting of the board on "
        "{} to see what is new since it met."
    ).format(markup.link("holdings", "Data"))
    return Markup('<section>{}{}<p class="small">{}</p></section>').format(
        markup.heading("The newest figures"), Markup("").join(items), note
    )


def gaps(links: Sequence[Link]) -> Markup:
    """Gaps between groups: both rates with their period, and whether the gap has changed."""
    found: list[tuple[str, Indicator, Verdicts]] = []
    silent: list[tuple[str, Indicator, Verdicts]] = []
    place = cached.strategy().place
    for link in links:
        indicator = cached.indicator(link.id)
        verdict = cached.verdicts()[link.id]
        if indicator.gap is None and verdict.gap.code is Code.NO_FIGURE:
            continue
        (found if verdict.gap.code is not Code.NO_FIGURE else silent).append((link.id, indicator, verdict))
    items = [
        Markup('<div class="item">{}{}<span class="small">{}</span></div>').format(
            mark(verdict.gap.mark, words.word(verdict.gap)),
            markup.link("indicator", indicator.title, {"indicator": name}),
            f"{words.word(verdict.gap)}. {words.reason(verdict.gap, indicator)} {words.place_of(verdict)}.",
        )
        for name, indicator, verdict in found
    ]
    if not items and not silent:
        return Markup()
    missing = Markup("").join(
        Markup('<div class="item plain">{}<span class="small">No {} figure by group is held.</span></div>').format(
            markup.link("indicator", indicator.title, {"indicator": name}), place
        )
        for name, indicator, _ in silent
    )
    return Markup("<section>{}{}{}</section>").format(
        markup.heading("Gaps between groups"), Markup("").join(items), missing
    )


def what_would_help(verdicts: Sequence[Verdicts]) -> Markup:
    """The chair's list: what is missing, who has it, and which indicators it would speak for."""
    body = [
        [
            str(len(names)),
            missing + Markup("<details><summary>Which</summary><ul>{}</ul></details>").format(_named(names)),
            _owners(names),
            remedy,
        ]
        for missing, remedy, names in _lacking(verdicts)
    ]
    intro = Markup(
        '<p class="small">Requests are not recorded here yet: ask the holder named, and publish what comes on the page '
        "{}.</p>"
    ).format(markup.link("upload", "Upload"))
    return (
        markup.heading("What would let us say more", ident="say-more")
        + intro
        + markup.table(
            ["Indicators", "What is missing", "Who has it", "What would help"], body, "What would let us say more"
        )
    )


def _lacking(verdicts: Sequence[Verdicts]) -> list[tuple[str, str, list[str]]]:
    """What is missing, what would help, and which indicators lack it."""
    found = [(words.bar(bar), words.would_help(bar), lack) for bar, lack in agenda.barred(verdicts).items()]
    late = agenda.overdue(v for v in verdicts if v.mark in JUDGED)
    if late:
        found.append(("Judged, but the next figure is overdue", "the newest release", late))
    return [(missing, remedy, [v.indicator for v in lack]) for missing, remedy, lack in found]


def _owners(names: Sequence[str]) -> str:
    """Who holds them, the one who holds most first."""
    found = Counter(cached.indicator(name).owner for name in names).most_common()
    told = [f"{owner} ({times})" if len(found) > 1 else owner for owner, times in found[:4]]
    return "; ".join(told) + (f"; {len(found) - 4} others" if len(found) > 4 else "")


def _named(names: list[str]) -> Markup:
    return Markup("").join(
        Markup("<li>{}: {}</li>").format(
            markup.link("indicator", cached.indicator(name).title, {"indicator": name}), cached.indicator(name).needs
        )
        for name in names
    )


def due_next(verdicts: Sequence[Verdicts]) -> Markup:
    """What is due now or overdue, by how fresh the figures are."""
    late = [v for v in verdicts if v.data.code in (Code.DUE, Code.OVERDUE)]
    if not late:
        return markup.heading("Due next") + Markup("<p>Every figure that is expected by today is held.</p>")
    items = Markup("").join(
        Markup("<li>{}: {}. {}</li>").format(
            markup.link("indicator", cached.indicator(v.indicator).title, {"indicator": v.indicator}),
            words.lower(words.word(v.data)),
            words.reason(v.data, v.declared),
        )
        for v in late
    )
    coming = [v for v in verdicts if v.data.code is Code.UP_TO_DATE]
    soon = f" {words.counted(len(coming), 'indicator')} up to date." if coming else ""
    return Markup(
        "{heading}<p>{counted} due or overdue.{soon}</p>"
        "<details><summary>Which, and from whom</summary><ul>{items}</ul></details>"
    ).format(heading=markup.heading("Due next"), counted=words.counted(len(late), "indicator"), soon=soon, items=items)


def balance(verdicts: Sequence[Verdicts]) -> Markup:
    """The circles of the strategy's left shift: where there is evidence, and where there is none; empty without circles."""
    if not cached.strategy().circles:
        return Markup()
    by_name = {v.indicator: v for v in verdicts}
    rows = []
    for circle in cached.strategy().circles:
        named = [
            by_name[link.id]
            for link in cached.strategy().indicators
            if link.circle == circle.id and by_name[link.id].declared.kind is not Kind.PROCESS
        ]
        figures = sum(v.has_figure for v in named)
        judged = sum(v.mark in JUDGED for v in named)
        rows.append([circle.title, str(len(named)), str(figures), str(judged)])
    return (
        markup.heading("Where the evidence lies: the left shift")
        + Markup(
            '<p class="small">The strategy wants effort to move upstream. Co-production measures are not counted here.</p>'
        )
        + markup.table(
            ["Circle", "Indicators", f"With a {cached.strategy().place} figure", "Can be judged"],
            rows,
            "Evidence by circle of the left shift",
            (1, 2, 3),
        )
    )
