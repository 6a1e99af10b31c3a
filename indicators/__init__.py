"""The catalogue: every module directly in this folder declares one indicator or one tight family."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from indicators.core.model import Indicator


@cache
def catalogue() -> dict[str, Indicator]:
    """Read every indicator declared in this folder; its id is the name it has in its module."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("*.py"))
    return declared_in(import_module(f"{__name__}.{name}") for name in names if not name.startswith("__"))


def declared_in(modules: Iterable[ModuleType]) -> dict[str, Indicator]:
    """Collect the indicators of some modules; raise ``ValueError`` where two declare the same id."""
    indicators_by_id: dict[str, Indicator] = {}
    files: dict[str, str] = {}
    for module in modules:
        file = Path(module.__file__ or module.__name__).name
        for name, value in vars(module).items():
            if not isinstance(value, Indicator):
                continue
            if name in indicators_by_id:
                raise ValueError(f"Two files declare {name!r}: {files[name]} and {file}. Rename one of them.")
            indicators_by_id[name], files[name] = value, file
    return indicators_by_id
