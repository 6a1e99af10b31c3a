"""What we hold, source by source: the newest figure, who publishes it, and when the next is due."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from charts import words
from indicators.core.verdicts import Code, Verdicts
from pages.parts.data import tabs
from pages.parts.shared import cached, judged, markup

FRESHNESS = (Code.OVERDUE, Code.DUE, Code.UP_TO_DATE, Code.NO_SET_TIME, Code.ONE_OFF, Code.STOPPED)


def what_we_hold() -> Markup:
    """How much is held and how fresh it is, then every source with what rests on it."""
    return opening() + _table(sources(v for v in judged.verdicts().values() if v.has_figure))


def opening() -> Markup:
    """How much is held, and how fresh it is."""
    loads = cached.loads()
    active = loads[~loads["withdrawn"]]
    fresh = Counter(v.data.code for v in judged.verdicts().values() if v.has_figure)
    by_freshness = ", ".join(f"{fresh[code]} {words.lower(words.CODES[code])}" for code in FRESHNESS if fresh[code])
    figures, strategy = sum(fresh.values()), cached.strategy()
    finding = f"{words.counted(figures, 'indicator')} {words.have(figures)} a {strategy.place} figure"
    return tabs.finding(f"{finding}: {by_freshness}." if by_freshness else f"{finding}.") + Markup(
        '<p class="small under">{files} loaded, {rows:,} rows · data version {version}, published {published_at} · '
        '<a href="open-data/indicators.json?strategy={id}">Every indicator as JSON</a> · {load} · {missing}</p>'
    ).format(
        files=words.counted(len(active), "file"),
        rows=int(active["row_count"].sum()),
        version=cached.version(),
        published_at=cached.published_at(),
        id=strategy.id,
        load=markup.link("upload", "Load a file"),
        missing=markup.link("indicator", "What is missing, and who has it", {"list": "missing"}),
    )


@dataclass(frozen=True)
class Source:
    """One source in force: what its newest load is called, who publishes it, and the indicators that rest on it."""

    title: str
    publisher: str
    resting: tuple[Verdicts, ...]

    @property
    def newest(self) -> Verdicts:
        """The indicator with the newest figure."""
        return max(self.resting, key=lambda v: v.period_end or date.min)

    @property
    def latest_due(self) -> Verdicts:
        """The indicator whose next figure is longest overdue, else the one that is due."""
        return min(self.resting, key=lambda v: (FRESHNESS.index(v.data.code), v.period_end or date.min))

    @property
    def place_in_order(self) -> tuple[int, date]:
        """What is late comes first, the oldest before the rest."""
        return FRESHNESS.index(self.latest_due.data.code), self.newest.period_end or date.min


def sources(verdicts: Iterable[Verdicts]) -> list[Source]:
    """The sources that these indicators rest on with their newest figures, what is late first."""
    by_source: dict[str, list[Verdicts]] = defaultdict(list)
    for verdict in verdicts:
        by_source[_with_newest(verdict).source].append(verdict)
    data_sources = [_source(resting) for resting in by_source.values()]
    return sorted(data_sources, key=lambda source: source.place_in_order)


def indicators(source: Source) -> Markup:
    """What rests on a source, each with its own newest figure, opened on request."""
    items = Markup("").join(
        Markup("<li>{} · {} · {}</li>").format(
            markup.link("indicator", v.declared.title, {"indicator": v.indicator}),
            words.newest_period(v),
            words.lower(words.word(v.data)),
        )
        for v in source.resting
    )
    return Markup("<details><summary>{}</summary><ul>{}</ul></details>").format(
        words.counted(len(source.resting), "indicator"), items
    )


def _table(data_sources: Sequence[Source]) -> Markup:
    body = [
        [
            Markup("{}{}").format(source.title, indicators(source)),
            words.newest_period(source.newest),
            words.word(source.latest_due.data),
            words.reason(source.latest_due.data, source.latest_due.declared),
            source.publisher,
        ]
        for source in data_sources
    ]
    head = ["Source", "Newest figure", "Data", "Next", "Who publishes it"]
    return markup.heading("Sources") + markup.table(head, body, "Sources")


def _with_newest(verdicts: Verdicts) -> Verdicts:
    """The verdicts themselves; where several bodies stand for the place, those of the newest figure."""
    having = [body for body in verdicts.bodies if body.has_figure]
    return max(having, key=lambda body: body.period_end or date.min) if having else verdicts


def _source(resting: Sequence[Verdicts]) -> Source:
    """Named as the load of its newest figure is; where that is not known, by who published the figures."""
    newest = _with_newest(max(resting, key=lambda v: v.period_end or date.min))
    rows = judged.board().measures(newest.indicator)
    code = newest.place.code if newest.place else ""
    numbers = rows.loc[(rows["source"] == newest.source) & (rows["area"] == code), "load_id"].dropna()
    loads = cached.loads().set_index("load_id")
    load = loads.loc[int(numbers.iloc[-1])] if len(numbers) and int(numbers.iloc[-1]) in loads.index else None
    publishers = words.listed(list(dict.fromkeys(words.published_by(v) for v in resting)))
    if load is None:
        return Source(publishers, publishers, tuple(resting))
    return Source(str(load["title"]), str(load["publisher"] or publishers), tuple(resting))
