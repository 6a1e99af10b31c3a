"""Templates to fill in, for the common format, each register and each table of records, with help for every column."""

from __future__ import annotations

from pathlib import Path

from data import formula_escape
from data.contract import Column, Contract
from data.layouts import records, registers
from data.layouts.common import EXAMPLE_CITATION, PERIOD_TYPES
from data.tables import RECORDS, REGISTERS

PERIOD_WORDS = "; ".join(f"{name} = {words}" for name, (_, _, words) in PERIOD_TYPES.items())
COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("indicator_id", "Which indicator, by its id: the list on Upload names every one.", "know_where_help_crisis"),
    ("area_code", "The place or body, by ONS or ODS code.", "E08000035"),
    ("area_name", "Its name, for people; the code decides.", "Leeds"),
    ("area_type", "What kind of place, for people.", "local authority"),
    ("period_start", "First day the figure covers, as 2024-04-01.", "2024-04-01"),
    ("period_end", "Last day the figure covers.", "2025-03-31"),
    ("period_type", f"How it is published: {PERIOD_WORDS}.", "survey"),
    ("sex", "Persons, Male or Female. Empty means Persons.", "Persons"),
    ("age", "The ages covered. Empty means All ages.", "All ages"),
    ("dimension", "What it is broken down by (ethnic group, deprivation tenth). Empty for the whole.", ""),
    ("category", "Which group of that breakdown. Empty for the whole.", ""),
    ("value", "The figure as published. Empty only where suppressed says why.", "53"),
    ("lower_ci", "Lower 95% limit, where the publisher gives one.", ""),
    ("upper_ci", "Upper 95% limit, where the publisher gives one.", ""),
    ("numerator", "The count on top, where known.", ""),
    ("denominator", "The count below, where known (for a survey: how many answered).", "697"),
    ("unit", "The unit: %, per 100,000 people, people, out of 10.", "%"),
    ("multiplier", "100 for per cents, 100000 for rates, 1 otherwise.", "100"),
    ("suppressed", "Why there is no value: suppressed, unreliable, not available, not applicable.", ""),
    ("value_note", "Any remark of the publisher on this figure.", ""),
    ("source_id", "A short name of the publisher, in small letters with underscores.", "healthwatch_leeds"),
    ("definition_version", "1. Another definition is declared with the indicator first, which cuts its line.", "1"),
    ("data_status", "final, provisional or preliminary; empty if not stated.", "final"),
    ("published_on", "When it was published: 2025-06-12, 2025-06 or 2025; empty if unknown.", "2025-06"),
    ("citation", "Where anybody can find it: title, publisher, page or address.", EXAMPLE_CITATION),
    ("population_base", "For rates: which population estimates, where the publisher says.", ""),
)


def template() -> str:
    """The header and one example row, as CSV."""
    return formula_escape.rows(
        [name for name, _, _ in COLUMNS], [[example for _, _, example in COLUMNS]], line_end="\n"
    )


def help_text() -> str:
    """What to write in each column, in plain words."""
    lines = ["# The common format", "", "One row a figure. Delete the example row before loading.", ""]
    lines += [f"- **{name}**: {words}" for name, words, _ in COLUMNS]
    return "\n".join(lines) + "\n"


def register_template(register: Contract) -> str:
    """The header of a register's file, as CSV; rows are written under it."""
    return formula_escape.rows([column.name for column in registers.filled_in(register)], [], line_end="\n")


def register_help(register: Contract) -> str:
    """What a register is for, and what to write in each of its columns."""
    lines = [f"# {registers.TITLES[register.table]}", "", register.about, ""]
    lines += [f"- **{column.name}**: {what_to_write(column)}" for column in registers.filled_in(register)]
    lines += ["", "Days may be written as 2025-06-26, 26/06/2025, June 2025 or 2025."]
    lines += ["Write nothing that tells who a person is: no names, addresses, numbers or dates of birth."]
    return "\n".join(lines) + "\n"


def record_template(contract: Contract) -> str:
    """The header of a file of records, and a row that shows how it is filled in, as CSV."""
    columns = records.filled_in(contract)
    return formula_escape.rows(
        [column.name for column in columns], [[column.example for column in columns]], line_end="\n"
    )


def record_help(contract: Contract) -> str:
    """What a table of records is for, and what to write in each of its columns."""
    lines = [
        f"# {records.TITLES[contract.table]}",
        "",
        contract.about,
        "",
        "Delete the example row before loading.",
        "",
    ]
    lines += [f"- **{column.name}**: {what_to_write(column)}" for column in records.filled_in(contract)]
    lines += ["", "Days may be written as 2025-06-26 or 26/06/2025, and with the time as 2025-06-26 14:30."]
    if contract.person_level:
        lines += [
            "Write nothing that tells who a person is. A column that the template has not is refused.",
            "A row is never shown, and the file is not kept: only counts leave the store, without those of a few people.",
        ]
    if contract.fewest_behind:
        lines.append(f"No figure is given that rests on fewer than {contract.fewest_behind} people.")
    return "\n".join(lines) + "\n"


def what_to_write(column: Column) -> str:
    """What to write in a column of a register or of records, and whether it may stay empty."""
    words = ", ".join(filter(None, column.one_of))
    needed = registers.must_be_filled(column) and records.must_be_filled(column)
    return " ".join([column.help, *([f"One of: {words}."] if words else []), *(["Needed."] * needed)])


def _of_tables() -> dict[str, str]:
    """The template and the help of every register and table of records, by the names of their files."""
    files = {}
    for name, register in REGISTERS.items():
        files[f"register-{name}.csv"] = register_template(register)
        files[f"register-{name}-help.md"] = register_help(register)
    for name, contract in RECORDS.items():
        files[f"records-{name}.csv"] = record_template(contract)
        files[f"records-{name}-help.md"] = record_help(contract)
    return files


def write(folder: Path) -> list[Path]:
    """Write every template and its help into a folder, made where it is missing; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {"common-format.csv": template(), "common-format-help.md": help_text()} | _of_tables()
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return [folder / name for name in files]
