"""What would let us say more: what is missing, who has it, and which indicators it would speak for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from charts import words
from charts.words import evidence as evidence_words
from indicators.core.board import attention
from indicators.core.model import Kind
from indicators.core.verdicts import JUDGED, Verdicts
from pages.parts.shared import cached, judged, markup

OWNERS = 4


def what_would_help(verdicts: Sequence[Verdicts]) -> Markup:
    """The chair's list, what bars most indicators first."""
    body = [
        [
            missing + Markup("<details><summary>Which</summary><ul>{}</ul></details>").format(_named(names)),
            str(len(names)),
            _owners(names),
            remedy,
        ]
        for missing, remedy, names in _lacking(verdicts)
    ]
    intro = Markup(
        '<p class="small">Requests are not recorded here yet: ask the holder named, and publish what comes on the page '
        "{}.</p>"
    ).format(markup.link("upload", "Upload"))
    head = ["What is missing", "Indicators", "Who has it", "What would help"]
    return intro + markup.table(head, body, "What would let us say more")


def _lacking(verdicts: Sequence[Verdicts]) -> list[tuple[str, str, list[str]]]:
    """What is missing, what would help, and which indicators lack it."""
    lacking = [(words.bar(bar), words.would_help(bar), lack) for bar, lack in attention.barred(verdicts).items()]
    late = attention.overdue(v for v in verdicts if v.mark in JUDGED)
    if late:
        lacking.append(("Judged, but the next figure is overdue", "the newest release", late))
    return [(missing, remedy, [v.indicator for v in lack]) for missing, remedy, lack in lacking]


def most_wanted(verdicts: Sequence[Verdicts]) -> tuple[str, int]:
    """Whose figures would feed the most indicators that have none, and how many; empty where all have one."""
    owner_counts = Counter(v.declared.owner for v in verdicts if not v.has_figure).most_common(1)
    return owner_counts[0] if owner_counts else ("", 0)


def _owners(names: Sequence[str]) -> str:
    """Who holds them, the one who holds most first."""
    owner_counts = Counter(cached.indicator(name).owner for name in names).most_common()
    owners = [f"{owner} ({times})" if len(owner_counts) > 1 else owner for owner, times in owner_counts[:OWNERS]]
    return "; ".join(owners) + (f"; {len(owner_counts) - OWNERS} others" if len(owner_counts) > OWNERS else "")


def _named(names: list[str]) -> Markup:
    return Markup("").join(
        Markup("<li>{}: {}</li>").format(
            markup.link("indicator", cached.indicator(name).title, {"indicator": name}), cached.indicator(name).needs
        )
        for name in names
    )


def evidence_gaps() -> Markup:
    """Where the strategy has no evidence at all, and which extract of the services would close most gaps at once."""
    gaps, strategy = judged.evidence(), cached.strategy()
    rows = [[gap, where] for gap, where in evidence_words.gaps(gaps, strategy)]
    extracts = [
        [evidence_words.extract(extract), str(len(extract.feeds)), _folded(extract.feeds)] for extract in gaps.extracts
    ]
    where = markup.table(["What is not known", "Where"], rows, "Gaps in the evidence") if rows else Markup()
    extract_table = (
        markup.table(evidence_words.EXTRACT_HEAD, extracts, "Extracts that would feed most") if extracts else Markup()
    )
    return (
        markup.heading(evidence_words.HEADING)
        + (where or Markup("<p>{}</p>").format(evidence_words.NO_GAPS))
        + (Markup('<p class="small">{}</p>').format(evidence_words.HOW_EXTRACTS) + extract_table if extracts else "")
    )


def _folded(names: Sequence[str]) -> Markup:
    links = Markup("").join(
        Markup("<li>{}</li>").format(markup.link("indicator", cached.indicator(name).title, {"indicator": name}))
        for name in names
    )
    return Markup("<details><summary>Which</summary><ul>{}</ul></details>").format(links)


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
