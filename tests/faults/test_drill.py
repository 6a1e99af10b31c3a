"""A store of ten loads, damaged in five ways, comes back by the commands of the README's drill alone."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from places import ROOT

from data.__main__ import main
from data.people import People, playlists
from data.people.playlists import address
from data.storage.versions import Store
from tests.data.stored import figure

LOADS = 10
README = (ROOT / "README.md").read_text(encoding="utf-8")
STEPS = re.findall(r"[rR]un `(python -m data [^`]+)`", README.partition("**The drill.**")[2].partition("\n[")[0])
VERIFY, REBUILD, RESTORE, RESTORE_PEOPLE, AGAIN = STEPS

HERE = "leeds-2020-2025"


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])


def change(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


DAMAGES: dict[str, Callable[[Store], object]] = {
    "the newest version is cut short": lambda store: cut(store.file(store.version)),
    "CURRENT and every version are gone": lambda store: [path.unlink() for path in (store.pointer, *versions(store))],
    "a block of every version is changed": lambda store: [change(path) for path in versions(store)],
    "the ledger and the newest version are cut short": lambda store: [
        cut(store.ledger.file),
        *map(cut, versions(store)),
    ],
    "what people wrote is garbage": lambda store: People(store.folder).file.write_bytes(b"no database " * 500),
}


def versions(store: Store) -> list[Path]:
    return [store.file(version) for version in store.kept()]


@pytest.fixture(scope="module")
def ten_loads(little: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ten")
    store = Store(Path(shutil.copytree(little, folder / "store")))
    for number in range(LOADS):
        (folder / f"{number}.csv").write_text(figure(2010 + number, 40 + number), encoding="utf-8")
        assert main(["load", str(folder / f"{number}.csv"), "--store", str(store.folder)]) == 0
    playlists.make(People(store.folder), "The board", "Ann", HERE, [address("overview")])
    assert main(["backup", str(folder / "backup"), "--store", str(store.folder)]) == 0
    return folder


def content(store: Store) -> object:
    cursor = store.read()
    tables = ("measure", "load", "published_value", "service_activity", "population", "area")
    return [cursor.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall() for table in tables], playlists.all_of(
        People(store.folder), HERE
    )


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_store_of_ten_loads_comes_back(ten_loads: Path, tmp_path: Path, damage: str, capsys):
    folder = Path(shutil.copytree(ten_loads, tmp_path / "here"))
    store = Store(folder / "store")
    before = content(store)
    assert before[0][1][-1][0] == 2 + LOADS

    def say(command: str) -> int:
        words = command.replace("BACKUP", str(folder / "backup")).split()[3:]
        return main([*words, "--store", str(store.folder)])

    DAMAGES[damage](store)
    assert say(VERIFY) != 0
    words = capsys.readouterr().err
    if "people.sqlite" in words:
        assert say(RESTORE_PEOPLE) == 0
    elif say(REBUILD) != 0:
        assert say(RESTORE) == 0
    assert say(AGAIN) == 0
    assert content(store) == before
