"""How often machines took which file of the open data: counted in memory, kept as one row a file, version and day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from threading import Lock

from data.people import People
from data.storage.clock import now


@dataclass(frozen=True)
class Taken:
    """How often a file was taken on a day."""

    day: date
    file: str
    version: int
    times: int


class Takings:
    """Counts what is taken; threads may share one."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str, int]] = Counter()
        self._lock = Lock()

    def count(self, file: str, version: int) -> None:
        """Count that a file was taken just now, without writing anything."""
        with self._lock:
            self._counts[str(now().date()), file, version] += 1

    def write(self, people: People) -> None:
        """Add what was counted to the rows of its day.

        Raises ``PeopleError`` where it cannot be written; the counts are kept then, for the next time.
        """
        with self._lock:
            counted, self._counts = self._counts, Counter()
        if not counted:
            return
        try:
            with people.write() as connection:
                connection.executemany(
                    "INSERT INTO taken (day, file, version, times) VALUES (?, ?, ?, ?) "
                    "ON CONFLICT (day, file, version) DO UPDATE SET times = times + excluded.times",
                    [(*key, times) for key, times in counted.items()],
                )
        except BaseException:
            with self._lock:
                self._counts += counted
            raise


def newest(people: People, at_most: int) -> list[Taken]:
    """The rows that were begun last, newest first."""
    with people.read() as connection:
        rows = connection.execute(
            "SELECT day, file, version, times FROM taken ORDER BY id DESC LIMIT ?", (at_most,)
        ).fetchall()
    return [Taken(date.fromisoformat(day), *rest) for day, *rest in rows]
