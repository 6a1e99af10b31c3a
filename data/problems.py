"""What is wrong with a file: where, what stands there, and what to do about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from data import formula_escape
from data.contract import Severity

MOST_PROBLEMS = 20_000
"""How many are listed of one file; the rest are seen once these are mended."""
LONGEST_SHOWN = 1_000
URGENCY = tuple(Severity)
COLUMNS = ("severity", "file", "row", "column", "value", "problem", "remedy")


class UnreadableFileError(Exception):
    """The file cannot be read at all; the message says why and what to do."""


def named(file: str, sheet: str) -> str:
    """What a file is called where one sheet of it is meant, if one is."""
    return f"{file}, sheet {sheet}" if sheet else file


@dataclass(frozen=True)
class Tab:
    """A sheet of a workbook that could be loaded: its name, what it was recognised as, and how it is hidden, if it is."""

    name: str
    layout: str
    hidden: str = ""


class SeveralTabsError(UnreadableFileError):
    """Several sheets of a workbook could be loaded, and nobody has said which."""

    def __init__(self, file: str, tabs: Sequence[Tab]) -> None:
        named = ", ".join(f"{tab.name} ({tab.hidden})" if tab.hidden else tab.name for tab in tabs)
        super().__init__(
            f"{file}: {len(tabs)} sheets could be loaded: {named}. "
            "Choose which on the page Upload, or name each by --sheet NAME."
        )
        self.tabs = tuple(tabs)


class OddValueError(ValueError):
    """A cell that cannot be what its column should hold: what is wrong, and what to do."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy


@dataclass(frozen=True)
class Problem:
    """One fault; ``row`` counts as a spreadsheet does, and is 0 where the whole file is meant."""

    file: str
    row: int
    column: str
    value: str
    problem: str
    remedy: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        where = f"{self.file}, row {self.row}" if self.row else self.file
        column = f", column {self.column!r}" if self.column else ""
        value = f", value {self.value!r}" if self.value else ""
        return f"{self.severity}: {where}{column}{value}: {self.problem} {self.remedy}"


def shortened(cell: str) -> str:
    """A cell as it is shown: of a very long one only how it begins."""
    return cell if len(cell) <= LONGEST_SHOWN else f"{cell[:LONGEST_SHOWN]} …"


def in_one_line(problems: Sequence[Problem], rows: int) -> list[Problem]:
    """The problems, but one line for what is wrong in the same way in every one of so many rows: a fault of the file."""
    times_by_problem = Counter(replace(problem, row=0) for problem in problems if problem.row)
    everywhere = {problem for problem, times in times_by_problem.items() if times >= max(3, min(rows, MOST_PROBLEMS))}
    whole = [
        replace(problem, problem=f"{problem.problem} It is so in all {rows:,} rows.")
        for problem in times_by_problem
        if problem in everywhere
    ]
    return [*whole, *(problem for problem in problems if replace(problem, row=0) not in everywhere or not problem.row)]


def at_most(problems: Sequence[Problem], file: str) -> list[Problem]:
    """All problems of a file; of very many some, the errors first, and then one line that says that there are more."""
    problems = [replace(problem, value=shortened(problem.value)) for problem in problems]
    if len(problems) <= MOST_PROBLEMS:
        return problems
    first = sorted(problems, key=lambda problem: URGENCY.index(problem.severity))[:MOST_PROBLEMS]
    closing_problem = Problem(
        file,
        0,
        "",
        "",
        f"There are more problems than the first {MOST_PROBLEMS:,}, which are listed here.",
        "Correct these kinds in every row, then check the file again.",
        first[-1].severity,
    )
    return [*first, closing_problem]


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those that block a load."""
    return [p for p in problems if p.severity is Severity.ERROR]


def questions(problems: Iterable[Problem]) -> list[Problem]:
    """Those that somebody has to answer before a load."""
    return [p for p in problems if p.severity is Severity.QUESTION]


def warnings(problems: Iterable[Problem]) -> list[Problem]:
    """Those that are worth a look, and stop nothing."""
    return [p for p in problems if p.severity is Severity.WARNING]


def summary(problems: Sequence[Problem], at_most: int = 20) -> list[str]:
    """Lines for people: all where they are few; where they are many by kind, each with its first example."""
    if len(problems) <= at_most:
        return [str(problem) for problem in problems]
    kinds = by_kind(problems)
    lines = [f"{times:,} times, first: {first}" for times, first in kinds[:at_most]]
    if rest := kinds[at_most:]:
        times = sum(times for times, _ in rest)
        lines.append(f"{times:,} times, {len(rest):,} other kinds; --json lists every one.")
    return lines


def as_csv(
    problems: Sequence[Problem], header: Sequence[str] = (), cells: Mapping[int, Sequence[str]] | None = None
) -> str:
    """The problems as a file to hand to whoever mends the data, each beside the row it is about."""
    beside = cells or {}
    body = ([*(getattr(problem, name) for name in COLUMNS), *beside.get(problem.row, ())] for problem in problems)
    return formula_escape.rows([*COLUMNS, *header], body)


def by_kind(problems: Sequence[Problem]) -> list[tuple[int, Problem]]:
    """How often each kind of problem occurs, with its first example: the most urgent kinds first, then the most frequent."""
    kinds = Counter((p.severity, p.column, p.problem) for p in problems)
    first = {(p.severity, p.column, p.problem): p for p in reversed(problems)}
    ordered = sorted(kinds, key=lambda kind: (URGENCY.index(kind[0]), -kinds[kind]))
    return [(kinds[kind], first[kind]) for kind in ordered]
