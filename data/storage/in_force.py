"""The version in force of a store, for readers: its number and its tables, or why not and the way back."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from data.storage import migrations, recovery
from data.storage.errors import DamagedError, StoreError
from data.storage.folder import StoreFolder


class StoreInForce(StoreFolder):
    """A folder whose version in force is read; connections are shared by the threads of a process."""

    @property
    def version(self) -> int:
        """The number of the version in force.

        Raises ``StoreError`` where there is no store yet, or CURRENT is missing or cannot be understood.
        """
        try:
            return int(self.pointer.read_text(encoding="ascii"))
        except FileNotFoundError as fault:
            if self.is_new:
                raise StoreError(f"There is no store at {self.folder}. Run: python -m data status") from fault
            raise StoreError(f"{self.pointer} is missing. {recovery.way_back(self)}") from fault
        except (ValueError, OSError) as fault:
            raise StoreError(f"{self.pointer} is damaged. {recovery.way_back(self)}") from fault

    @property
    def outdated(self) -> bool:
        """Are there steps of this release that the tables of the version in force have not been through?"""
        return migrations.outdated(self.read())

    def read(self) -> DuckDBPyConnection:
        """A read-only cursor on the version in force; make one for each query or thread.

        Raises ``StoreError`` where the version's file is missing or damaged, with the way back.
        """
        version = self.version
        try:
            return self.read_at(version)
        except DamagedError as fault:
            if self.version == version:
                raise StoreError(f"{fault} {recovery.way_back(self)}") from fault
            return self.read()  # others published and cleared away between our two looks
