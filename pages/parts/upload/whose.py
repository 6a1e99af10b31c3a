"""Whether files are for this visit to publish: a contributor may publish only what is named for them."""

from __future__ import annotations

from charts import words
from data.tables import REGISTERS
from indicators.core.board.dry_run import DryRun
from pages.access.role_table import Permission
from pages.parts.shared import cached, roles

NAMED = 5


def not_theirs(dry_run: DryRun) -> str:
    """Why this visit may not publish what was tried out; empty where it may.

    A register is named for a contributor as a whole, with whatever is counted from it.
    """
    if not roles.may(Permission.LOAD):
        return roles.only_reading("publishing")
    tables = [file.checked.layout.table for file in dry_run.files if file.checked]
    registers = [table for table in tables if table in REGISTERS]
    brought = registers if len(registers) == len(tables) else [*dry_run.moved, *registers]
    others = [name for name in brought or [""] if not roles.may(Permission.LOAD, name)]
    if not others:
        return ""
    named = words.listed([cached.titles().get(name, name) for name in others[:NAMED]])
    rest = f" and {words.counted(len(others) - NAMED, 'other')}" if len(others) > NAMED else ""
    would_change = f"It would change {named}{rest}." if brought else "It would change none of your indicators."
    return (
        f"You cannot publish this. {would_change} You may publish for {words.listed(list(roles.person().writes_for))} alone. "
        "Ask an analyst, or whoever runs this dashboard."
    )
