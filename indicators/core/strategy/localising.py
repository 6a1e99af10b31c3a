"""An indicator of the catalogue as a strategy has it: its place named, the bodies that stand for it filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from data.layouts.records import TITLES
from indicators.core.model import IN_ITS_USUAL_CAPACITY, Break, Indicator, Place, Role, StandsFor, UntilNewer
from indicators.core.records import FromRecords
from indicators.core.strategy.model import Link, Strategy

WHOSE = {
    "provider": "It is about everybody {body} treats, wherever they live, not about residents of {place}.",
    "sending": "It is about everybody {body} sends away, wherever they live, not about residents of {place}.",
    "commissioner": "People registered with GPs in {place}, not residents.",
}
TEXTS = tuple(field.name for field in fields(Indicator) if field.type == "str")
LISTS = ("caveats", "context")


def localised(catalogue: Mapping[str, Indicator], strategy: Strategy) -> dict[str, Indicator]:
    """The strategy's indicators, in its order, worded for its place.

    Raises ``ValueError`` where it names an indicator that the catalogue has not, or one of another place alone.
    """
    return {link.id: _localised(catalogue, link, strategy) for link in strategy.indicators}


def _localised(catalogue: Mapping[str, Indicator], link: Link, strategy: Strategy) -> Indicator:
    indicator = catalogue.get(link.id)
    if indicator is None:
        raise ValueError(
            f"{strategy.name}: indicators, {link.id!r}: no indicator goes by this id. "
            "See: python -m indicators list, or declare it in the folder indicators."
        )
    if indicator.only_in not in ("", strategy.place):
        raise ValueError(
            f"{strategy.name}: indicators, {link.id!r}: only {indicator.only_in} can have it. Take it out of the strategy."
        )
    stands = tuple(IN_ITS_USUAL_CAPACITY[role] for role in link.roles) or indicator.stands
    places = tuple(place for standing in stands for place in _places(standing, strategy))
    names = _names(strategy) | {"body": _body(stands[0].role, strategy)}
    names["owner"] = link.owner or indicator.owner.format_map(names)
    texts: dict[str, Any] = {name: getattr(indicator, name).format_map(names) for name in TEXTS}
    texts |= {name: tuple(text.format_map(names) for text in getattr(indicator, name)) for name in LISTS}
    whose = WHOSE.get(stands[0].capacity, "").format_map(names)
    texts |= {
        "owner": names["owner"],
        "needs": texts["needs"] + _or_records(indicator),
        "lead": link.lead,
        "place_name": strategy.place,
        "status": " ".join(text for text in (texts["status"], link.status) if text),
        "caveats": tuple(text for text in (*texts["caveats"], *link.caveats, whose) if text),
        "until_newer": (
            *(replace(caveat, text=caveat.text.format_map(names)) for caveat in indicator.until_newer),
            *map(UntilNewer, link.until_a_figure),
        ),
        "context": (*texts["context"], *link.context),
    }
    breaks = tuple(
        Break(declared_break.at, declared_break.reason.format_map(names)) for declared_break in indicator.breaks
    )
    return replace(indicator, **texts, breaks=breaks, stands=stands, places=places)


def _or_records(indicator: Indicator) -> str:
    """Which template of records would feed it too, where one would."""
    tables = sorted({figures.table for figures in indicator.figures if isinstance(figures, FromRecords)})
    return "".join(f" Or your own records, in the template {TITLES[table]!r} on Upload." for table in tables)


def _places(standing: StandsFor, strategy: Strategy) -> list[Place]:
    sending = " (sending)" if standing.capacity == "sending" else ""
    return [Place(body.code, body.name + sending, standing.capacity) for body in strategy.who_stands_for(standing.role)]


def _names(strategy: Strategy) -> dict[str, str]:
    """What texts of the catalogue may name: the place, its board, and its bodies by role."""
    roles = {role.lower().replace(" ", "_").replace("-", "_"): _body(role, strategy) for role in Role}
    return {"place": strategy.place, "board": strategy.board} | roles


def _body(role: Role, strategy: Strategy) -> str:
    """The one body of a role by its name; several, or none, by the role."""
    bodies = strategy.who_stands_for(role)
    if len(bodies) == 1:
        return bodies[0].name
    return f"the {role}s of {strategy.place}".replace("authoritys", "authorities") if bodies else f"the {role}"
