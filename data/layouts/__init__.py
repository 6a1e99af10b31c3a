"""Every published file layout we can read: one module each, found by looking in this folder."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from data.layouts.core.layout import Constant, Layout


def _read_folder() -> dict[str, Layout]:
    """The layouts of every module here, the most particular (most headers) first."""
    all_layouts: list[Layout] = []
    for path in sorted(Path(__file__).parent.glob("[a-z]*.py")):
        all_layouts += import_module(f"data.layouts.{path.stem}").LAYOUTS
    all_layouts.sort(key=lambda layout: -len(layout.headers))
    layouts: dict[str, Layout] = {}
    for layout in all_layouts:
        if layout.name in layouts:
            raise ValueError(f"Two layouts are named {layout.name!r}; give one of them another name.")
        layouts[layout.name] = layout
    return layouts


LAYOUTS: dict[str, Layout] = _read_folder()
PUBLISHERS: dict[str, str] = {
    str(source.value): layout.publisher
    for layout in reversed(LAYOUTS.values())
    if isinstance(source := layout.fields.get("source"), Constant)
}
"""Who publishes each source that a layout names; of any other source its rows say it themselves."""
