"""What we hold, source by source: the newest figure, who publishes it, and when the next is due."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

import pandas as pd
from markupsafe import Markup

from charts import words
from indicators.core.verdicts import Code, Verdicts
from pages.parts.data import tabs
from pages.parts.shared import cached, markup

FRESHNESS = (Code.OVERDUE, Code.DUE, Code.UP_TO_DATE, Code.ONE_OFF, Code.STOPPED)


def held() -> Markup:
    """How much is held and how fresh it is, then every source with what rests on it."""
    return opening() + sources([v for v in cached.verdicts().values() if v.has_figure])


def opening() -> Markup:
    """How much is held, and how fresh it is."""
    found = cached.loads()
    active = found[~found["withdrawn"]]
    fresh = Counter(v.data.code for v in cached.verdicts().values() if v.has_figure)
    told = ", ".join(f"{fresh[code]} {words.lower(words.CODES[code])}" for code in FRESHNESS if fresh[code])
    figures, strategy = sum(fresh.values()), cached.strategy()
    return tabs.finding(
        f"{words.counted(figures, 'indicator')} {words.have(figures)} a {strategy.place} figure{f': {told}' if told else ''}."
    ) + Markup(
        '<p class="small under">{files} loaded, {rows:,} rows · data version {version}, published {published_at} · '
        '<a href="open-data/indicators.json?strategy={id}">Every indicator as JSON</a> · {load} · {missing}</p>'
    ).format(
        files=words.counted(len(active), "file"),
        rows=int(active["row_count"].sum()),
        version=cached.version(),
        published_at=cached.published_at(),
        id=strategy.id,
        load=markup.link("upload", "Load a file"),
        missing=markup.link("", "What is missing, and who has it"),
    )


def sources(verdicts: Sequence[Verdicts]) -> Markup:
    """Each source with its newest figure, what is late first; the indicators that rest on it open below its name."""
    by_source: dict[str, list[Verdicts]] = defaultdict(list)
    for verdict in verdicts:
        by_source[_newest(verdict).source].append(verdict)
    found = sorted(by_source.values(), key=lambda held: (_first(held), _newest_end(held)))
    body = [
        [
            _title(held) + _indicators(held),
            words.newest_period(max(held, key=lambda v: v.period_end or date.min)),
            words.word(_worst(held).data),
            words.reason(_worst(held).data, _worst(held).declared),
            words.listed(list(dict.fromkeys(words.published_by(v) for v in held))),
        ]
        for held in found
    ]
    return markup.heading("Sources") + markup.table(
        ["Source", "Newest figure", "Data", "Next", "Who publishes it"], body, "Sources"
    )


def _newest(verdicts: Verdicts) -> Verdicts:
    """The verdicts themselves; where several bodies stand for the place, those of the newest figure."""
    held = [body for body in verdicts.bodies if body.has_figure]
    return max(held, key=lambda body: body.period_end or date.min) if held else verdicts


def _newest_end(held: Sequence[Verdicts]) -> date:
    return max(v.period_end or date.min for v in held)


def _worst(held: Sequence[Verdicts]) -> Verdicts:
    """The indicator of a source whose next figure is longest overdue."""
    return min(held, key=lambda v: (FRESHNESS.index(v.data.code), v.period_end or date.min))


def _first(held: Sequence[Verdicts]) -> int:
    return FRESHNESS.index(_worst(held).data.code)


def _title(held: Sequence[Verdicts]) -> Markup:
    """What its newest load is called; where that is not known, who published its figures."""
    newest = _newest(max(held, key=lambda v: v.period_end or date.min))
    rows = cached.board().measures(newest.indicator)
    numbers = rows.loc[(rows["source"] == newest.source) & _of_place(rows, newest), "load_id"].dropna()
    named = cached.loads().set_index("load_id")["title"]
    title = named.get(int(numbers.iloc[-1])) if len(numbers) else None
    return Markup("{}").format(title or words.published_by(newest))


def _of_place(rows: pd.DataFrame, verdicts: Verdicts) -> pd.Series:
    return rows["area"] == (verdicts.place.code if verdicts.place else "")


def _indicators(held: Sequence[Verdicts]) -> Markup:
    """What rests on a source, each with its own newest figure."""
    items = Markup("").join(
        Markup("<li>{} · {} · {}</li>").format(
            markup.link("indicator", v.declared.title, {"indicator": v.indicator}),
            words.newest_period(v),
            words.lower(words.word(v.data)),
        )
        for v in held
    )
    return Markup("<details><summary>{}</summary><ul>{}</ul></details>").format(
        words.counted(len(held), "indicator"), items
    )
