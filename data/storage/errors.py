"""What can go wrong with the store, in words for people, and how faults of an engine become such words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb


class StoreError(Exception):
    """The store cannot do what was asked; the message says why and what to do."""


class DamagedError(StoreError):
    """A file of the store does not hold what was written into it."""


class NewerStoreError(StoreError):
    """A newer release of the dashboard made the store, or wrote its ledger."""


class PeopleError(Exception):
    """What people write (notes, meetings, playlists, the audit) cannot be read or written just now.

    It is no ``StoreError``: figures are read and published whether or not people's file can be used.
    """


@contextmanager
def engine_faults(doing: str) -> Iterator[None]:
    """Turn a fault of the database engine or the disk into a ``StoreError`` that says what was being done."""
    try:
        yield
    except BrokenPipeError:
        raise  # whoever read our answer has gone; no fault of the store
    except (duckdb.Error, OSError, sqlite3.Error) as fault:
        raise StoreError(f"{doing} ({brief(fault)}). {remedy(fault)}") from fault


def brief(fault: Exception) -> str:
    """A fault's own words, on one line."""
    return " ".join(str(fault).split()) or type(fault).__name__


def remedy(fault: Exception) -> str:
    """What to do about a fault of the disk or the engine."""
    words = brief(fault).lower()
    if (
        "no space left" in words
        or "disk is full" in words
        or "could not write" in words
        or "temporary directory" in words
        or "file too large" in words
    ):
        return "Make room on the disk, then try again."
    if "permission denied" in words or "read-only file system" in words:
        return "Check that the folder may be written to, then try again."
    return "Run: python -m data verify"
