"""Words on screen are plain: short sentences that most people read at once, and none of the words we do not use."""

from __future__ import annotations

import ast
import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import textstat
from places import ROOT

from indicators.core.strategy.reading import strategies

GRADE = 9
PAGES: dict[str, dict[str, str]] = {
    "overview": {},
    "outcome": {"outcome": "O3"},
    "priority": {"priority": "P1"},
    "indicator": {"indicator": "tt_recovery"},
    "present": {},
    "holdings": {"tab": "waiting"},
    "upload": {},
    "about": {},
}
RUNNING = re.compile(r"<(?:p|li|dd)\b[^>]*>(.*?)</(?:p|li|dd)>", re.S)
FEWEST_WORDS = 6

UNUSED = re.compile(
    r"\b(stands? here|speaks?|spoke|says? nothing|reckon\w*|anew|tried out|the old one stands|mend(s|ed)?|lest|whence|"
    r"heed|therein|herein|thereby|thereof|whereof|hence|shall|amiss|foremost|withal|henceforth|nigh|behold|"
    r"utili[sz]e|leverage|robust|going forward|key stakeholders?|journey|empower\w*|holistic|synerg\w*)\b",
    re.IGNORECASE,
)
SAID_BY_PEOPLE = {
    "indicators/crisis_experience.py": "what people spoke of, in a survey's own question",
    "data/strategies": "a strategy's own words",
}


def running_text(markup: str, names: list[str]) -> str:
    """The sentences of a page, without names of indicators and bodies, citations and figures."""
    for name in sorted(names, key=len, reverse=True):
        markup = markup.replace(html.escape(name), "It")
    paragraphs = [html.unescape(re.sub(r"<[^>]+>", "", inside)).strip() for inside in RUNNING.findall(markup)]
    sentences = [
        re.sub(r"\s+", " ", text) for text in paragraphs if text.endswith(".") and len(text.split()) >= FEWEST_WORDS
    ]
    return " ".join(sentences)


@pytest.mark.slow
@pytest.mark.parametrize(("page", "query"), PAGES.items(), ids=list(PAGES))
def test_the_running_text_of_a_page_is_read_by_most_people(
    open_page: Callable, page: str, query: dict[str, str]
) -> None:
    opened = open_page(page, **query)
    strategy = strategies()["leeds-2020-2025"]
    names = [body.name for body in strategy.bodies] + [
        part.title for part in (*strategy.outcomes, *strategy.priorities)
    ]
    titles = re.findall(r'data-here href="[^"]*indicator=[^"]*"[^>]*>(.*?)</a>', opened.markup)
    text = running_text(opened.markup, [*names, *map(html.unescape, titles)])
    assert len(text.split()) > 10, text
    assert textstat.flesch_kincaid_grade(text) <= GRADE, (textstat.flesch_kincaid_grade(text), text[:3000])


def texts(path: Path) -> list[tuple[int, str]]:
    """Every text of a module that is no docstring, no SQL and no name."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [(node.lineno, node.value) for node in constants if id(node) not in docstrings and " " in node.value.strip()]


@pytest.mark.slow
def test_no_text_uses_the_words_we_do_not_use() -> None:
    rooms = ("charts", "data", "indicators", "reports", "pages")
    paths = [ROOT / "app.py", *(path for room in rooms for path in (ROOT / room).rglob("*.py"))]
    unused_words = [
        f"{path.relative_to(ROOT)}:{line}: {text.strip()[:120]}"
        for path in paths
        for line, text in texts(path)
        if UNUSED.search(text) and "SELECT" not in text
    ]
    assert [line for line in unused_words if not line.startswith(tuple(SAID_BY_PEOPLE))] == []
