"""A draft: the copy in which the next version is made, before it is sealed and published."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.query import row_counts
from data.storage import connections, migrations, seal
from data.storage.ledger import entry_of
from data.storage.originals import Originals
from data.storage.seal import Seal
from data.tables import TABLES


class NothingToPublish(Exception):  # noqa: N818 - it is no error
    """Raised inside a draft to drop it: there turned out to be nothing to publish."""


class Draft:
    """A version in the making: written to freely, seen by nobody until it is whole.

    ``base`` is the version that it began as a copy of; 0 where it began empty.  ``highest_load`` is the highest number that
    a load of any version had, of those that were gone back from too.  Set ``rewrite`` to have the file
    rewritten before it is published, so that nothing deleted can be found in it.  Tables that an older release made
    are brought up to date as it begins.
    """

    def __init__(self, file: Path, number: int, base: int, originals: Originals, highest_load: int) -> None:
        self.file, self.number, self.base, self.highest_load = file, number, base, highest_load
        self.rewrite = False
        self._originals = originals
        self.connection = connections.writable(file)
        try:
            migrations.bring_up_to_date(self.connection, number)
        except BaseException:
            self.close()
            raise
        self.connection.execute("BEGIN")

    @contextmanager
    def handed_over(self) -> Iterator[Path]:
        """Yield the draft's file for another process to write to; ``connection`` is a new one afterwards."""
        self.connection.execute("COMMIT")
        self.connection.close()
        try:
            yield self.file
        finally:
            self.connection = connections.writable(self.file)
            self.connection.execute("BEGIN")

    def keep_original(self, file: Path, sha256: str) -> None:
        """Keep the bytes of a file that this version brings; they go again where it is not published."""
        self._originals.prepare(file, sha256)

    def sealed(self) -> Seal:
        """End the draft: every change on the disk, the file closed, and its seal made."""
        self.connection.execute("COMMIT")
        self.connection.execute("CHECKPOINT")
        entry = entry_of(self.connection, self.number) | {"base": self.base}
        rows = row_counts(self.connection, [contract.table for contract in TABLES])
        self.close()
        if self.rewrite:
            connections.rewritten(self.file)
        return seal.make(self.file, entry["at"], self.number, rows, entry)

    def close(self) -> None:
        """Let go of the file; closing twice does no harm."""
        self.connection.close()
