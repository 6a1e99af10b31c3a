"""The figures for machines: every indicator as JSON, and one indicator's measures as CSV."""

from __future__ import annotations

import json

from data.store import Store
from indicators import catalogue
from indicators.core.measures import measures
from indicators.core.strategy import strategy
from reports import csv

CATALOGUE = "indicators.json"


def answer(store: Store, name: str, version: str | None) -> tuple[str, str]:
    """The content asked for and its media type.

    Raises ``KeyError`` for a file we do not offer, ``ValueError`` for a version that is no number, and
    ``StoreError`` for a version that never was.
    """
    if version is not None and not version.isdigit():
        raise ValueError(f"A version is a whole number: {version!r} is not.")
    number = int(version) if version else store.version
    if name == CATALOGUE:
        return indicators(number), "application/json"
    ident, _, ending = name.rpartition(".")
    if ending != "csv" or ident not in catalogue():
        raise KeyError(f"There is no file {name!r}. See /open-data/{CATALOGUE}, which names them all.")
    return measures_csv(store, ident, number), "text/csv; charset=utf-8"


def indicators(version: int) -> str:
    """Every indicator's declaration, what it serves, and where its measures are."""
    entries = []
    for link in strategy().indicators:
        declared = catalogue()[link.id]
        entries.append(
            {
                "id": link.id,
                "title": declared.title,
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
                "measures": f"/open-data/{link.id}.csv",
            }
        )
    return json.dumps({"strategy": strategy().name, "version": version, "indicators": entries}, indent=1)


def measures_csv(store: Store, name: str, version: int) -> str:
    """All measures of an indicator: value, limits, source, release, and the version they are of."""
    found = measures(store, name, version)
    found.insert(0, "version", version)
    return csv.frame(found)
