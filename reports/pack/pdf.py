"""A pack as a PDF that a screen reader can read: typst lays it out and refuses what would not be accessible."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst

from charts import words
from charts.figures.marks import svg
from charts.paper import picture
from charts.paper.look import FONTS
from data.periods import in_full
from indicators.core.verdicts import Mark
from reports.pack.model import Block, Chart, Pack, Table

TEMPLATE = Path(__file__).parent / "pack.typ"
WHOLE, HALF = (6.8, 2.5), (3.3, 1.9)
"""Inches, wide and high."""
Tell = Callable[[int, int], None]


def _nobody(drawn: int, total: int) -> None:
    pass


def pdf(pack: Pack, tell: Tell = _nobody) -> bytes:
    """The file, by PDF/UA-1, made without a network; ``tell`` is told how many charts of how many are drawn."""
    charts = pack.all_charts()
    with tempfile.TemporaryDirectory() as temporary_folder:
        folder = Path(temporary_folder)
        for at, chart in enumerate(charts):
            (folder / _file(at)).write_bytes(picture(chart.facts, *(HALF if chart.half else WHOLE)))
            tell(at + 1, len(charts))
        for mark in Mark:
            (folder / f"{mark.name}.svg").write_text(_drawn(mark), encoding="utf-8")
        if pack.look.logo:
            shutil.copy(pack.look.logo, folder / f"logo{pack.look.logo.suffix}")
        shutil.copy(TEMPLATE, folder)
        (folder / "pack.json").write_text(json.dumps(_as_json(pack)), encoding="utf-8")
        return bytes(
            typst.compile(
                folder / TEMPLATE.name,
                root=folder,
                font_paths=[FONTS],
                ignore_system_fonts=True,
                pdf_standards="ua-1",
            )
        )


def _file(at: int) -> str:
    return f"chart-{at}.svg"


def _drawn(mark: Mark) -> str:
    return svg(mark).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def _as_json(pack: Pack) -> dict[str, Any]:
    numbers = iter(range(len(pack.all_charts())))
    data = f"Data version {pack.version}, published {pack.published}"
    logo = pack.look.logo
    return {
        "name": pack.name,
        "author": pack.look.board or pack.strategy,
        "board": pack.look.board,
        "strategy": pack.strategy,
        "colour": pack.look.colour,
        "logo": None if logo is None else {"file": f"logo{logo.suffix}", "alt": f"Logo of {pack.look.board or pack.strategy}"},
        "data": data,
        "running": f"{pack.name} · {words.lower(data)}",
        "cover": [f"Made {in_full(pack.made_on)}.", f"{data}. Every figure in this pack is of this version."],
        "support": pack.support,
        "sections": [
            {
                "name": section.name,
                "above": section.above,
                "finding": section.finding,
                "blocks": [_block(block, numbers) for block in section.blocks],
            }
            for section in pack.sections
        ],
    }  # fmt: skip


def _block(block: Block, numbers: Any) -> dict[str, Any]:
    if isinstance(block, Chart):
        return {
            "kind": block.kind, "file": _file(next(numbers)), "alt": words.alternative(block.facts), "half": block.half,
            "finding": block.finding, "counted": block.counted, "source": block.source,
        }  # fmt: skip
    fields = asdict(block)
    if isinstance(block, Table):
        fields["marks"] = [_mark(mark) for mark in block.marks]
    for entry in fields.get("entries", ()):
        entry["mark"] = None if entry["mark"] is None else _mark(entry["mark"])
    return fields


def _mark(mark: Mark) -> dict[str, str]:
    return {"file": f"{mark.name}.svg", "alt": words.MARKS[mark]}
