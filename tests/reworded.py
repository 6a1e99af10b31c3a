"""The product with every sentence template of ``charts/words`` reworded at random, told by its numbers and codes.

``python -m tests.reworded STORE SEED`` prints what must not change with the words: verdicts, marks, orders, figures,
and which slides and files there are.  Seed 0 leaves the words as they are.
"""

from __future__ import annotations

import ast
import importlib.abc
import importlib.machinery
import importlib.util
import json
import random
import re
import sys
from collections.abc import Sequence
from dataclasses import asdict, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from indicators.core.board.board import Board

ROOT = Path(__file__).parents[1]
WORDS = ROOT / "charts" / "words"
SILENT = ("sources.py",)
"""Only regular expressions over publishers' citations."""
LETTERS = re.compile(r"[A-Za-z]{2,}")
DAY = date(2026, 11, 26)


class Reworded(ast.NodeTransformer):
    """Every text of a template with other letters in its words; docstrings, names and formats stay."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        if isinstance(node.value, str):
            node.value = LETTERS.sub(lambda word: self._another(word[0]), node.value)
        return node

    def _another(self, word: str) -> str:
        letters = [self.chance.choice("abcdefghijklmnopqrstuvwxyz") for _ in word]
        return "".join(letters).capitalize() if word[0].isupper() else "".join(letters)

    def visit_FormattedValue(self, node: ast.FormattedValue) -> ast.FormattedValue:
        return node  # what is between the braces is code

    def visit_Subscript(self, node: ast.Subscript) -> ast.Subscript:
        return node  # a key of a reason is a name

    def visit_Call(self, node: ast.Call) -> ast.Call:
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("startswith", "compile", "endswith"):
            return node
        self.generic_visit(node)
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.Compare:
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AnnAssign:
        if node.value is not None:
            node.value = self.visit(node.value)
        return node

    def visit_Expr(self, node: ast.Expr) -> ast.Expr:
        return node if isinstance(node.value, ast.Constant) else self.generic_visit(node)  # type: ignore[return-value]

    def visit_Assign(self, node: ast.Assign) -> ast.Assign:
        named = [target.id for target in node.targets if isinstance(target, ast.Name)]
        return node if "__all__" in named or "RULES" in named else self.generic_visit(node)  # type: ignore[return-value]

    def visit_Dict(self, node: ast.Dict) -> ast.Dict:
        node.values = [self.visit(value) for value in node.values]
        return node


class Loader(importlib.machinery.SourceFileLoader):
    """Loads a module of words with its templates reworded."""

    def source_to_code(self, data: Any, path: Any, *, _optimize: int = -1) -> Any:  # type: ignore[override]
        tree = ast.parse(data)
        if Path(path).name not in SILENT:
            tree = ast.fix_missing_locations(Reworded(random.Random(f"{SEED}{Path(path).name}")).visit(tree))
        return compile(tree, path, "exec")

    def get_code(self, fullname: str) -> Any:
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)


class Finder(importlib.abc.MetaPathFinder):
    """Finds the modules of words, and leaves every other to the usual finders."""

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: Any = None) -> Any:
        if not fullname.startswith("charts.words."):
            return None
        file = WORDS / f"{fullname.rpartition('.')[2]}.py"
        return importlib.util.spec_from_file_location(fullname, file, loader=Loader(fullname, str(file)))


def plain(value: Any) -> Any:
    """A verdict, a fact or a reason as JSON."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, dict):
        return {str(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(entry) for entry in value]
    return value if isinstance(value, (int, float, bool, type(None))) else str(value)


def judged(store: Path) -> list[Board]:
    """The board of each strategy."""
    from data.storage.versions import Store
    from indicators.core.board.board import board
    from indicators.core.strategy.reading import strategies

    return [board(Store(store), strategy, 1, DAY) for strategy in strategies().values()]


def told(boards: Sequence[Board]) -> dict[str, Any]:
    """Everything that may not change with the words."""
    from charts.facts import matrix, views
    from charts.words import table
    from indicators.core.board import attention
    from reports import playlists
    from reports.slides import deck

    facts_by_strategy: dict[str, Any] = {}
    for board in boards:
        everything = list(board.verdicts.values())
        charts = {name: views.views(board, name) for name in board.verdicts}
        slides = [deck.slide(board, shown) for shown in playlists.whole_strategy(board).slides]
        facts_by_strategy[board.strategy.id] = {
            "verdicts": {name: _codes(verdicts) for name, verdicts in board.verdicts.items()},
            "order": [verdicts.indicator for verdicts in attention.in_order(everything)],
            "attention": plain([(i.verdicts.indicator, i.cause) for i in attention.needs_attention(everything)]),
            "better": plain([(i.verdicts.indicator, i.cause) for i in attention.getting_better(everything, DAY)]),
            "barred": plain({bar: [v.indicator for v in lack] for bar, lack in attention.barred(everything).items()}),
            "overdue": [verdicts.indicator for verdicts in attention.overdue(everything)],
            "marks": plain([
                [(row.id, cell.outcome, [(e.indicator, e.mark) for e in cell.entries]) for cell in row.cells]
                for row in matrix.rows(board.strategy, board.verdicts, matrix.View.DIRECTION)
            ]),
            "charts": {
                f"{name}, {view}": [facts.kind.value, *(_numbers(table.cells(facts)))]
                for name, drawn in charts.items()
                for view, facts in drawn.items()
            },
            "slides": plain([
                (slide.address.query, len(slide.lines), [line.mark for line in slide.lines], slide.subjects, slide.indicators)
                for slide in slides
            ]),
        }  # fmt: skip
    return facts_by_strategy


def _codes(verdicts: Any) -> list[Any]:
    parts = (getattr(verdicts, name) for name in ("direction", "lately", "target", "england", "gap", "data"))
    return [
        [part.code.value, part.mark.value, plain(part.bar), [r.code.value for r in (*part.reasons, *part.cautions)]]
        if part
        else None
        for part in parts
    ] + [plain(verdicts.value), plain(verdicts.period)]


def _numbers(cells: list[list[Any]]) -> list[list[float | None]]:
    return [[cell.number for cell in row] for row in cells]


def sample(board: Board) -> str:
    """A sentence, to see that the words are others."""
    from charts import words

    return " ".join(words.indicator_headline(verdicts) for verdicts in board.verdicts.values())


if __name__ == "__main__":
    FOLDER, SEED = Path(sys.argv[1]), int(sys.argv[2])
    sys.path.insert(0, str(ROOT))
    if SEED:
        sys.meta_path.insert(0, Finder())
    BOARDS = judged(FOLDER)
    print(json.dumps({"told": told(BOARDS), "words": sample(BOARDS[0])}))
