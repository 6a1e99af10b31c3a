"""The strategy as its YAML file says it: outcomes, priorities, targets, and which indicators serve them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import MISSING, dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

LEEDS_2020_2025 = Path(__file__).parents[2] / "data" / "strategies" / "leeds-2020-2025.yaml"
LEVELS = ("leeds", "regional", "national")
DIRECTIONS = ("at least", "at most")
BASES = ("explicit", "inferred")


@dataclass(frozen=True)
class Outcome:
    """What should become true for people."""

    id: str
    title: str
    short: str
    why: str


@dataclass(frozen=True)
class Passion:
    """One of the strategy's broad areas of work."""

    id: str
    title: str
    short: str


@dataclass(frozen=True)
class Priority:
    """What the partnership works on; ``basis`` says who placed it under its passion, the strategy or we."""

    id: str
    title: str
    short: str
    why: str
    passion: str
    basis: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Theme:
    """Something that runs through the whole strategy."""

    id: str
    title: str
    about: str


@dataclass(frozen=True)
class Circle:
    """How far upstream an indicator looks: promotion, prevention, or support and treatment."""

    id: str
    title: str
    about: str


@dataclass(frozen=True)
class Kind:
    """One of the kinds of measure, in words."""

    id: str
    title: str
    about: str


@dataclass(frozen=True)
class Principle:
    """How the work should be done."""

    id: str
    title: str


@dataclass(frozen=True)
class Factor:
    """A condition of life that makes health fair or unfair."""

    id: str
    title: str


@dataclass(frozen=True)
class Statement:
    """What a person should be able to say; ``who`` is adults, young people or both."""

    id: str
    who: str
    words: str


@dataclass(frozen=True)
class Workstream:
    """A workstream of the update; where its title was not published, the title says so."""

    id: str
    title: str
    published: bool


@dataclass(frozen=True)
class Fact:
    """Background that is not a value of any indicator."""

    words: str
    year: str
    source: str
    priorities: tuple[str, ...] = ()
    sensitivity: str = "none"


@dataclass(frozen=True)
class Target:
    """A level or standard somebody published; without a ``value`` only its words are known."""

    indicator: str
    level: str
    owner: str
    words: str
    direction: str
    source: str
    value: float | None = None
    since: date | None = None
    by: date | None = None
    entered_by: str = ""


@dataclass(frozen=True)
class ContextTotal:
    """A total for the whole country: never a target of Leeds."""

    indicator: str
    owner: str
    words: str
    source: str


@dataclass(frozen=True)
class Link:
    """What one indicator serves."""

    id: str
    outcomes: tuple[str, ...]
    circle: str
    priorities: tuple[str, ...] = ()
    passions: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    principles: tuple[str, ...] = ()
    factors: tuple[str, ...] = ()
    whole_strategy: bool = False


@dataclass(frozen=True)
class Strategy:
    """One strategy, with every reference in it checked."""

    name: str
    area: str
    area_name: str
    period: str
    starts: date
    ends: date
    updated: int
    board: str
    vision: str
    definition: str
    scope: str
    source: str
    purposes: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    passions: tuple[Passion, ...]
    priorities: tuple[Priority, ...]
    principles: tuple[Principle, ...]
    themes: tuple[Theme, ...]
    factors: tuple[Factor, ...]
    circles: tuple[Circle, ...]
    kinds: tuple[Kind, ...]
    statements: tuple[Statement, ...]
    workstreams: tuple[Workstream, ...]
    facts: tuple[Fact, ...]
    targets: tuple[Target, ...]
    context_totals: tuple[ContextTotal, ...]
    indicators: tuple[Link, ...]

    def serving_outcome(self, outcome: str) -> tuple[str, ...]:
        """Name the indicators that serve an outcome, in the strategy's order."""
        return tuple(link.id for link in self.indicators if outcome in link.outcomes)

    def serving_priority(self, priority: str) -> tuple[str, ...]:
        """Name the indicators that serve a priority, in the strategy's order."""
        return tuple(link.id for link in self.indicators if priority in link.priorities)

    def cell(self, priority: str | None, outcome: str) -> tuple[str, ...]:
        """Name the indicators where a priority meets an outcome; no priority is the whole strategy."""
        return tuple(
            link.id
            for link in self.indicators
            if outcome in link.outcomes and (link.whole_strategy if priority is None else priority in link.priorities)
        )

    def link(self, indicator: str) -> Link:
        """Say what an indicator serves; raise ``KeyError`` where the strategy does not name it."""
        for link in self.indicators:
            if link.id == indicator:
                return link
        raise KeyError(f"The strategy does not name the indicator {indicator!r}.")

    def target(self, indicator: str) -> Target | None:
        """Give the target that counts: Leeds' own, else a regional, else a national one."""
        return leading(self.targets, indicator)


def leading(targets: Iterable[Target], indicator: str) -> Target | None:
    """Of an indicator's targets the one that counts: Leeds' own, else a regional, else a national one.

    Of two of one level, the one that somebody entered here stands before the one the strategy's file states.
    """
    own = [target for target in targets if target.indicator == indicator]
    return min(own, key=lambda target: (LEVELS.index(target.level), not target.entered_by), default=None)


SECTIONS: dict[str, type[Any]] = {
    "outcomes": Outcome, "passions": Passion, "priorities": Priority, "principles": Principle,
    "themes": Theme, "factors": Factor, "circles": Circle, "kinds": Kind, "statements": Statement,
    "workstreams": Workstream, "facts": Fact, "targets": Target, "context_totals": ContextTotal,
    "indicators": Link,
}  # fmt: skip
YAML_NAMES = {"since": "from"}
T = TypeVar("T")


@cache
def strategy(path: Path = LEEDS_2020_2025) -> Strategy:
    """Read a strategy and check every reference in it.

    Raises ``ValueError`` naming the file, the entry, the value and what to do about it.
    """
    try:
        said = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as problem:
        raise ValueError(f"{path.name}: it cannot be read as YAML. Mend this: {problem}") from problem
    if not isinstance(said, dict):
        raise _wrong(path, "the file", said, "Write it as names with values, the strategy's name first.")
    sections = {name: _section(path, name, kind, said.get(name)) for name, kind in SECTIONS.items()}
    made = _made(path, "the file", Strategy, said | sections)
    _check(path, made)
    return made


def _section(path: Path, section: str, kind: type[T], entries: object) -> tuple[T, ...]:
    if not isinstance(entries, list):
        raise _wrong(path, section, entries, "Write it as a list, one entry a line.")
    return tuple(
        _made(path, f"{section}, {_name(entry, place)}", kind, entry) for place, entry in enumerate(entries, start=1)
    )


def _name(entry: object, place: int) -> str:
    named = entry if isinstance(entry, dict) else {}
    return str(named.get("id") or named.get("indicator") or f"entry {place}")


def _made(path: Path, entry: str, kind: type[T], said: object) -> T:
    if not isinstance(said, dict):
        raise _wrong(path, entry, said, "Write it as names with values.")
    known = {YAML_NAMES.get(field.name, field.name): field for field in fields(kind)}  # type: ignore[arg-type]
    for name in said:
        if name not in known:
            raise _wrong(path, entry, name, f"Use one of these names: {', '.join(known)}.")
    for name, field in known.items():
        if field.default is MISSING and said.get(name) in (None, ""):
            raise _wrong(path, entry, name, "It is missing: write it down.")
    return kind(**{known[name].name: _value(path, f"{entry}, {name}", known[name].type, value)
                   for name, value in said.items() if value is not None})  # fmt: skip


def _value(path: Path, entry: str, hint: object, value: Any) -> Any:
    remedies: dict[str, tuple[Any, str]] = {
        "str": (str, "Write it as words, in quotation marks where they look like a number."),
        "int": (int, "Write it as a whole number."),
        "bool": (bool, "Write true or false."),
        "date": (date, "Write the day as 2025-12-31."),
        "date | None": (date, "Write the day as 2025-12-31, or null where none was published."),
        "float | None": ((int, float), "Write it as a number, or null where none was published."),
    }
    wanted, remedy = remedies.get(str(hint), ((list, tuple), "Write it as a list, in square brackets."))
    if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
        raise _wrong(path, entry, value, remedy)
    return tuple(value) if isinstance(value, list) else value


def _check(path: Path, made: Strategy) -> None:
    for section in SECTIONS:
        _once(path, section, [entry.id for entry in getattr(made, section) if hasattr(entry, "id")])
    _once(path, "targets", [f"{target.indicator} ({target.level})" for target in made.targets])
    passions, priorities, linked = _ids(made.passions), _ids(made.priorities), _ids(made.indicators)
    for priority in made.priorities:
        entry = f"priorities, {priority.id}"
        _known(path, f"{entry}, passion", (priority.passion,), passions)
        _known(path, f"{entry}, also", priority.also, passions)
        _known(path, f"{entry}, basis", (priority.basis,), BASES)
    for fact in made.facts:
        _known(path, "facts, priorities", fact.priorities, priorities)
    for target in made.targets:
        entry = f"targets, {target.indicator}"
        _known(path, f"{entry}, indicator", (target.indicator,), linked)
        _known(path, f"{entry}, level", (target.level,), LEVELS)
        _known(path, f"{entry}, direction", (target.direction,), DIRECTIONS)
    for total in made.context_totals:
        _known(path, f"context_totals, {total.indicator}, indicator", (total.indicator,), linked)
    for link in made.indicators:
        _check_link(path, made, link)


def _check_link(path: Path, made: Strategy, link: Link) -> None:
    entry = f"indicators, {link.id}"
    _known(path, f"{entry}, circle", (link.circle,), _ids(made.circles))
    for section in ("outcomes", "priorities", "passions", "themes", "principles", "factors"):
        _known(path, f"{entry}, {section}", getattr(link, section), _ids(getattr(made, section)))
    if not link.outcomes:
        raise _wrong(path, f"{entry}, outcomes", [], "Name at least one outcome that it serves.")
    if not (link.priorities or link.whole_strategy):
        raise _wrong(path, f"{entry}, priorities", [], "Name a priority, or write whole_strategy: true.")


def _ids(entries: Iterable[Any]) -> tuple[str, ...]:
    return tuple(entry.id for entry in entries)


def _known(path: Path, entry: str, values: Iterable[str], known: Collection[str]) -> None:
    for value in values:
        if value not in known:
            some = ", ".join(list(known)[:10]) + (", ..." if len(known) > 10 else "")
            raise _wrong(path, entry, value, f"Use one that exists ({some}), or add it.")


def _once(path: Path, section: str, names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise _wrong(path, section, name, "It stands there more than once: keep one entry.")


def _wrong(path: Path, entry: str, value: object, remedy: str) -> ValueError:
    return ValueError(f"{path.name}: {entry}: {value!r} cannot stand. {remedy}")
