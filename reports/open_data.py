"""The figures for machines: every indicator as JSON, and one indicator's measures as CSV."""

from __future__ import annotations

import json
from typing import Any

from charts.words.support import support
from data.store import Store, StoreError
from indicators import catalogue
from indicators.core.measures import measures
from indicators.core.strategy import Link, strategy
from indicators.core.verdicts import sensitive
from reports import csv

CATALOGUE = "indicators.json"


def answer(store: Store, name: str, version: str | None) -> tuple[str, str]:
    """The content asked for and its media type.

    Raises ``KeyError`` for a file we do not offer, ``ValueError`` for a version that is no number, and
    ``StoreError`` for a version that never was.
    """
    number = _version(store, version)
    if name == CATALOGUE:
        return indicators(number), "application/json"
    ident, _, ending = name.rpartition(".")
    if ending != "csv" or ident not in catalogue():
        raise KeyError(f"There is no file {name!r}. See /open-data/{CATALOGUE}, which names them all.")
    return measures_csv(store, ident, number), "text/csv; charset=utf-8"


def _version(store: Store, asked: str | None) -> int:
    if not asked:
        return store.version
    if not (asked.isascii() and asked.isdigit()):
        raise ValueError(f"A version is a whole number: {asked!r} is not.")
    if not 1 <= int(asked) <= store.version:
        raise StoreError(f"There is no version {asked}. The versions are 1 to {store.version}.")
    return int(asked)


def indicators(version: int) -> str:
    """Every indicator's declaration, what it serves, and where its measures are."""
    entries = [_entry(link, version) for link in strategy().indicators]
    return json.dumps({"strategy": strategy().name, "version": version, "indicators": entries}, indent=1)


def _entry(link: Link, version: int) -> dict[str, Any]:
    declared = catalogue()[link.id]
    return {
        "id": link.id,
        "title": declared.title,
        **({"support": support(declared.sensitivity)} if sensitive(declared) else {}),
        "question": declared.question,
        "definition": declared.definition,
        "kind": declared.kind,
        "polarity": declared.polarity,
        "method": declared.method,
        "unit": declared.unit,
        "owner": declared.owner,
        "frequency": declared.frequency,
        "caveats": declared.caveats,
        "outcomes": link.outcomes,
        "priorities": link.priorities,
        "circle": link.circle,
        "measures": f"/open-data/{link.id}.csv?version={version}",
    }


def measures_csv(store: Store, name: str, version: int) -> str:
    """All measures of an indicator: value, limits, source, release, and the version they are of.

    Figures about suicide or self-harm carry the support lines in a column of their own, as every export does.
    """
    found = measures(store, name, version)
    found.insert(0, "version", version)
    declared = catalogue()[name]
    if sensitive(declared):
        found.insert(1, "support", support(declared.sensitivity))
    return csv.frame(found)
