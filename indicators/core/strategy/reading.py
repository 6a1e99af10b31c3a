"""Reading a strategy from its YAML file: every value of its kind, every reference within it to something that exists.

Whether its indicators exist is asked where they are worded for it, in ``localising.py``.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, get_args

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from indicators.core.strategy.model import Link, Part, Strategy

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Ten times as fast where PyYAML comes with libyaml, as its wheels do."""
FOLDER = Path(__file__).parents[3] / "data" / "strategies"
FOLDER_SETTING, SETTING = "DASHBOARD_STRATEGIES", "DASHBOARD_STRATEGY"
SECTIONS = tuple(
    name for name, field in Strategy.model_fields.items() if "tuple" in str(field.annotation) and name != "bodies"
)
SERVED = ("outcomes", "priorities", "passions", "themes", "principles", "factors")
REMEDIES = {
    "missing": "It is missing: write it down.",
    "string_type": "Write it as words, in quotation marks where they look like a number.",
    "int_type": "Write it as a whole number.",
    "bool_type": "Write true or false.",
    "float_type": "Write it as a number, or null where none was published.",
    "date_type": "Write the day as 2025-12-31, or null where none was published.",
    "tuple_type": "Write it as a list, in square brackets or one entry a line.",
    "model_type": "Write it as names with values.",
}


@cache
def read(path: Path) -> Strategy:
    """Read a strategy and check every reference in it.

    Raises ``ValueError`` naming the file, the entry, the value and what to do about it.
    """
    try:
        written = yaml.load(path.read_text(encoding="utf-8"), LOADER)  # noqa: S506 (a safe one)
    except (OSError, UnicodeDecodeError) as fault:
        raise ValueError(f"{path.name}: it cannot be read ({fault}). Save it as a text file in UTF-8.") from fault
    except yaml.YAMLError as fault:
        raise ValueError(f"{path.name}: it cannot be read as YAML. Correct this: {fault}") from fault
    if not isinstance(written, dict):
        raise _wrong(path, "the file", written, "Write it as names with values, the strategy's id and name first.")
    try:
        strategy = Strategy.model_validate(_frozen(written))
    except ValidationError as fault:
        raise _translated(path, fault.errors()[0], written) from fault
    _check(path, strategy)
    return strategy


def folder() -> Path:
    """Where strategies are: the bundled folder, or the one that the setting ``DASHBOARD_STRATEGIES`` names."""
    return Path(os.environ.get(FOLDER_SETTING) or FOLDER)


def strategies(where: Path | None = None) -> dict[str, Strategy]:
    """Read every strategy of a folder, by id, the one that started first leading.

    Raises ``ValueError`` as ``read`` does, and where the folder has none.
    """
    strategy_by_id: dict[str, Strategy] = {}
    for path in sorted((where or folder()).glob("*.yaml")):
        strategy = read(path)
        if strategy.id in strategy_by_id:
            raise _wrong(path, "id", strategy.id, "Another file has this id: choose a different one.")
        strategy_by_id[strategy.id] = strategy
    if not strategy_by_id:
        raise ValueError(
            f"There is no strategy in {(where or folder()).name}: put a file there, such as our-strategy.yaml."
        )
    return dict(sorted(strategy_by_id.items(), key=lambda entry: (entry[1].starts, entry[1].name)))


def chosen(known: Mapping[str, Strategy], requested: str | None = None) -> Strategy:
    """The strategy asked for by id, else the one that the setting ``DASHBOARD_STRATEGY`` names, else the first.

    Raises ``ValueError`` where there is no such strategy.
    """
    ident = requested or os.environ.get(SETTING) or next(iter(known))
    if ident not in known:
        raise ValueError(f"There is no strategy {ident[:80]!r}. Use one of these: {', '.join(known)}.")
    return known[ident]


def _frozen(value: Any) -> Any:
    """Lists as tuples, all the way down; empty values of a name are left to its default."""
    if isinstance(value, list):
        return tuple(_frozen(entry) for entry in value)
    if isinstance(value, dict):
        return {name: _frozen(entry) for name, entry in value.items() if entry is not None}
    return value


def _translated(path: Path, error: ErrorDetails, written: Any) -> ValueError:
    """The first fault that the library found, in our form."""
    at = error["loc"]
    kind = str(error["type"])
    remedy = REMEDIES.get(kind) or REMEDIES.get(kind.replace("_parsing", "_type")) or f"{error['msg']}."
    if kind in ("literal_error", "enum"):
        remedy = f"Use one of these: {str(error['ctx']['expected']).replace(' or ', ', ')}.".replace("'", "")
    if kind == "extra_forbidden":
        remedy = f"Use one of these names: {', '.join(_names(at[:-1]))}."
    value = at[-1] if kind in ("missing", "extra_forbidden") else error["input"]
    where = at[:-1] if kind in ("missing", "extra_forbidden") else at
    return _wrong(path, _entry(where, written), value, remedy)


def _names(at: tuple[int | str, ...]) -> list[str]:
    """The names that an entry of the file may have."""
    model: type[BaseModel] = Strategy
    for step in at:
        if isinstance(step, str):
            annotation = model.model_fields[step].annotation
            model = next(part for part in (*get_args(annotation), annotation) if isinstance(part, type))
    return [field.alias or name for name, field in model.model_fields.items()]


def _entry(at: tuple[int | str, ...], written: Any) -> str:
    """Where in the file: a section, the entry in it by its id, and the name of the value."""
    named: list[str] = []
    value = written
    for step in at:
        value = _within(value, step)
        if isinstance(step, int):
            known = value if isinstance(value, dict) else {}
            named.append(str(known.get("id") or known.get("indicator") or known.get("name") or f"entry {step + 1}"))
        else:
            named.append(step)
    return ", ".join(named) or "the file"


def _within(value: Any, step: int | str) -> Any:
    if isinstance(value, dict):
        return value.get(step)
    return value[step] if isinstance(value, list) and isinstance(step, int) and step < len(value) else None


def _check(path: Path, strategy: Strategy) -> None:
    for section in SECTIONS:
        _once(path, section, [entry.id for entry in getattr(strategy, section) if hasattr(entry, "id")])
    _once(path, "targets", [f"{target.indicator} ({target.level})" for target in strategy.targets])
    _once(path, "bodies", [f"{body.role} {body.code}" for body in strategy.bodies])
    if strategy.ends is not None and strategy.ends < strategy.starts:
        raise _wrong(path, "ends", str(strategy.ends), "It ends before it starts: check the two days.")
    passions, priorities, linked = _ids(strategy.passions), _ids(strategy.priorities), _ids(strategy.indicators)
    for priority in strategy.priorities:
        entry = f"priorities, {priority.id}"
        _known(path, f"{entry}, passion", (priority.passion,) if priority.passion else (), passions)
        _known(path, f"{entry}, also", priority.also, passions)
    for section, part, serving in _parts(strategy):
        _known(path, f"{section}, {part.id}, aim_shown_by", part.aim_shown_by, serving)
    for fact in strategy.facts:
        _known(path, "facts, priorities", fact.priorities, priorities)
    for target in strategy.targets:
        _known(path, f"targets, {target.indicator}, indicator", (target.indicator,), linked)
    for total in strategy.context_totals:
        _known(path, f"context_totals, {total.indicator}, indicator", (total.indicator,), linked)
    for link in strategy.indicators:
        _check_link(path, strategy, link)


def _parts(strategy: Strategy) -> Iterator[tuple[str, Part, tuple[str, ...]]]:
    """Each outcome and priority with the indicators that serve it."""
    for outcome in strategy.outcomes:
        yield "outcomes", outcome, strategy.serving_outcome(outcome.id)
    for priority in strategy.priorities:
        yield "priorities", priority, strategy.serving_priority(priority.id)


def _check_link(path: Path, strategy: Strategy, link: Link) -> None:
    entry = f"indicators, {link.id}"
    _known(path, f"{entry}, circle", (link.circle,) if link.circle else (), _ids(strategy.circles))
    for section in SERVED:
        _known(path, f"{entry}, {section}", getattr(link, section), _ids(getattr(strategy, section)))
    if not (link.priorities or link.outcomes or link.whole_strategy):
        raise _wrong(path, f"{entry}, priorities", [], "Name what it serves, or write whole_strategy: true.")
    if not (link.priorities or link.whole_strategy) and strategy.priorities:
        raise _wrong(path, f"{entry}, priorities", [], "Name a priority, or write whole_strategy: true.")


def _ids(entries: Iterable[Any]) -> tuple[str, ...]:
    return tuple(entry.id for entry in entries)


def _known(path: Path, entry: str, values: Iterable[str], known: Collection[str]) -> None:
    for value in values:
        if value not in known:
            some = ", ".join(list(known)[:10]) + (", ..." if len(known) > 10 else "")
            remedy = (
                f"Use one that exists ({some}), or add it." if known else "Add it to that section, or take it out here."
            )
            raise _wrong(path, entry, value, remedy)


def _once(path: Path, section: str, names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise _wrong(path, section, name, "It is there more than once: keep one entry.")


def _wrong(path: Path, entry: str, value: object, remedy: str) -> ValueError:
    return ValueError(f"{path.name}: {entry}: {value!r} cannot be used. {remedy}")
