"""The figures for machines: every indicator as JSON, and one indicator's measures as CSV."""

from __future__ import annotations

import json
from typing import Any

from charts.words.support import support
from data import formula_escape
from data.people import People
from data.people.step_changes import standing
from data.periods import today
from data.storage.versions import Store
from indicators import catalogue
from indicators.core.board.board import board
from indicators.core.board.verdict_table import as_records, verdict_table
from indicators.core.measures.measures import measures
from indicators.core.model import Indicator
from indicators.core.strategy.localising import localised
from indicators.core.strategy.model import Link, Strategy
from reports import links

CATALOGUE = "indicators.json"
VERDICTS = ("verdicts.json", "verdicts.csv")


def answer(store: Store, name: str, version: int, strategy: Strategy, below: str = "") -> tuple[str, str]:
    """The content of a file and its media type, as of a version.  Raises ``KeyError`` for a file we do not offer.

    ``below`` is the path under which the dashboard is reached, such as ``/board``, where it has not the whole host.
    """
    if name == CATALOGUE:
        return indicators(version, strategy, below), "application/json"
    if name in VERDICTS:
        return verdicts(store, version, strategy, name.rpartition(".")[2])
    ident, _, ending = name.rpartition(".")
    if ending != "csv" or ident not in catalogue():
        raise KeyError(f"There is no file {name[:80]!r}. See /open-data/{CATALOGUE}, which names them all.")
    return measures_csv(store, ident, version, strategy), "text/csv; charset=utf-8"


def version(store: Store, requested: str | None) -> int:
    """The version that a link asks for; the one in force where it asks for none.

    Raises ``ValueError`` for what is no whole number, ``KeyError`` for a version that never was, and ``StoreError``
    where the store cannot be read.
    """
    newest = store.version
    if not requested:
        return newest
    if not (requested.isascii() and requested.isdigit()):
        raise ValueError(f"A version is a whole number: {requested[:40]!r} is not.")
    number = links.whole(requested)
    if number is None or not 1 <= number <= newest:
        raise KeyError(f"There is no version {requested[:40]}. The versions are 1 to {newest}.")
    return number


def indicators(version: int, strategy: Strategy, below: str = "") -> str:
    """Every indicator's declaration as the strategy has it, what it serves, and where its measures are."""
    declared = localised(catalogue(), strategy)
    query = f"version={version}&strategy={strategy.id}"
    entries = [
        _entry(strategy.link(name), indicator, strategy) | {"measures": f"{below}/open-data/{name}.csv?{query}"}
        for name, indicator in declared.items()
    ]
    about = {"strategy": strategy.name, "strategy_id": strategy.id, "place": strategy.place, "version": version}
    return json.dumps(about | {"indicators": entries}, indent=1)


def _entry(link: Link, declared: Indicator, strategy: Strategy) -> dict[str, Any]:
    return {
        "id": link.id,
        "title": declared.title,
        **({"support": support(declared, strategy)} if declared.sensitive else {}),
        "question": declared.question,
        "definition": declared.definition,
        "kind": declared.kind,
        "polarity": declared.polarity,
        "method": declared.method,
        "unit": declared.unit,
        "owner": declared.owner,
        "bodies": [{"code": place.code, "name": place.name, "role": place.role} for place in declared.places],
        "frequency": declared.frequency,
        "caveats": declared.caveats,
        "outcomes": link.outcomes,
        "priorities": link.priorities,
        "circle": link.circle,
    }


def verdicts(store: Store, version: int, strategy: Strategy, form: str) -> tuple[str, str]:
    """What each indicator is judged to be today, in codes with the numbers and dates behind them."""
    rows = verdict_table(board(store, strategy, version, today(), standing(People(store.folder))))
    if form == "json":
        about = {"strategy": strategy.name, "strategy_id": strategy.id, "place": strategy.place, "version": version}
        return json.dumps(about | {"verdicts": list(as_records(rows))}, indent=1), "application/json"
    return formula_escape.frame(rows), "text/csv; charset=utf-8"


def measures_csv(store: Store, name: str, version: int, strategy: Strategy) -> str:
    """All measures of an indicator: value, limits, source, release, and the version they are of.

    Figures about suicide or self-harm carry the support lines in a column of their own, as every export does.
    """
    measure_rows = measures(store, name, version)
    measure_rows.insert(0, "version", version)
    declared = catalogue()[name]
    if declared.sensitive:
        measure_rows.insert(1, "support", support(declared, strategy))
    return formula_escape.frame(measure_rows)
