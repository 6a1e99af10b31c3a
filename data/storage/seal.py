"""The seal of a version: checksums of its file, block by block, and what the file holds.

It is written beside the file when the version is made, so that damage is noticed when the file is copied,
and is never carried into the next version.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from data.storage.errors import DamagedError, brief

BLOCK = 1 << 20
"""How many bytes one checksum covers."""


@dataclass(frozen=True)
class Seal:
    """What a version's file was when it was made.

    ``blocks`` are the checksums of each MiB, ``rows`` counts those of each table, and ``entry`` is what the version
    did, as its line in the ledger says it.
    """

    version: int
    published_at: str
    size: int
    blocks: tuple[str, ...]
    rows: dict[str, int]
    entry: dict[str, Any]

    @property
    def digest(self) -> str:
        """One checksum for the whole file."""
        return checksum("".join(self.blocks).encode())


def checksum(content: bytes) -> str:
    """A short checksum against damage (BLAKE2b, 128 bits)."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def blocks(file: Path) -> Iterator[bytes]:
    """Yield a file's content, a MiB at a time."""
    with file.open("rb") as opened:
        while block := opened.read(BLOCK):
            yield block


def beside(file: Path) -> Path:
    """Where the seal of a version's file is kept."""
    return file.with_suffix(".seal")


def make(file: Path, published_at: str, version: int, rows: dict[str, int], entry: dict[str, Any]) -> Seal:
    """Seal a file as it is now."""
    checksums = tuple(checksum(block) for block in blocks(file))
    return Seal(version, published_at, file.stat().st_size, checksums, rows, entry)


def write(seal: Seal, path: Path) -> None:
    """Write a seal, with a checksum of its own so that damage to it is not taken for damage to the version."""
    content = json.dumps(asdict(seal), default=str)
    path.write_text(json.dumps({"seal": content, "checksum": checksum(content.encode())}), encoding="utf-8")


def read(path: Path) -> Seal | None:
    """The seal in a file; ``None`` where there is none.  Raises ``DamagedError`` where it is damaged."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        if checksum(stored["seal"].encode()) != stored["checksum"]:
            raise ValueError("its checksum does not match")
        fields = json.loads(stored["seal"])
        return Seal(**fields | {"blocks": tuple(fields["blocks"])})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise DamagedError(f"{path.name} is damaged ({brief(fault)}).") from fault


def copy(source: Path, target: Path, seal: Seal) -> None:
    """Copy a version's file while checking each block.  Raises ``DamagedError`` at the first that is another."""
    with target.open("wb") as copied:
        for at, block in enumerate(_checked(source, seal)):
            if block is None:
                raise DamagedError(_damaged(source, [at], len(seal.blocks)))
            copied.write(block)


def damage(file: Path, seal: Seal) -> str:
    """What is wrong with a file beside its seal, read in full; empty where nothing is."""
    bad = [at for at, block in enumerate(_checked(file, seal)) if block is None]
    return _damaged(file, bad, len(seal.blocks)) if bad else ""


def damage_at_the_ends(file: Path, seal: Seal) -> str:
    """What is wrong with a file's size, its first and its last block; empty where nothing is."""
    if file.stat().st_size != seal.size:
        return f"{file.name} is damaged: it has {file.stat().st_size:,} bytes of {seal.size:,}."
    last = len(seal.blocks) - 1
    with file.open("rb") as opened:
        for at in {0, last}:
            opened.seek(at * BLOCK)
            if checksum(opened.read(BLOCK)) != seal.blocks[at]:
                return _damaged(file, [at], len(seal.blocks))
    return ""


def _checked(file: Path, seal: Seal) -> Iterator[bytes | None]:
    """The file's blocks, ``None`` for each that is damaged or missing; what is too much is a block too."""
    actual_blocks = blocks(file)
    for expected in seal.blocks:
        block = next(actual_blocks, b"")
        yield block if checksum(block) == expected else None
    if next(actual_blocks, b""):
        yield None


def _damaged(file: Path, at: list[int], block_count: int) -> str:
    where = ", ".join(str(block + 1) for block in at[:5]) + (", …" if len(at) > 5 else "")
    return f"{file.name} is damaged: block {where} of {block_count} is not what was written."
