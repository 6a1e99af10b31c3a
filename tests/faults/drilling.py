"""A store with three loads and some notes, on which a fault is made and the way back tried."""

from __future__ import annotations

import contextlib
import io
from dataclasses import dataclass
from pathlib import Path

from data.__main__ import main
from data.people import People, meetings, playlists
from data.storage.versions import Store

HERE = "leeds-2020-2025"


@dataclass
class Drill:
    """A store with three loads and some notes, a backup of it, and a command line."""

    store: Store
    backup: Path
    files: Path

    def say(self, command: str) -> tuple[int, str]:
        """Carry out a command of the table; its exit code and everything it says."""
        version = self.store.kept()[-1:] or [0]
        words = command.replace("BACKUP", str(self.backup)).replace(" N", f" {version[0]}").split()
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main([*words[3:], "--store", str(self.store.folder)])
        return code, f"{out.getvalue()}{err.getvalue()}"

    def content(self) -> object:
        """All figures, measures and loads in force, and what people wrote."""
        cursor = self.store.read()
        table_rows = [
            cursor.execute(query).fetchall()
            for query in (
                "SELECT * EXCLUDE (version_from, version_to) FROM measure WHERE version_to IS NULL ORDER BY ALL",
                "SELECT * FROM published_value ORDER BY ALL",
                "SELECT count(*), sum(value) FROM service_activity",
                "SELECT * FROM load ORDER BY ALL",
                "SELECT * FROM version WHERE what <> 'rebuild' ORDER BY ALL",
                "SELECT count(*) FROM population",
            )
        ]
        people = People(self.store.folder)
        return table_rows, meetings.all_of(people, HERE), playlists.all_of(people, HERE)
