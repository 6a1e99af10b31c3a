"""The nightly backup: a folder a night, verified, the newest few kept; and put back by the words of docs/operating.md."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

from places import EXAMPLES, ROOT

from data.storage.versions import Store

DOCUMENT = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
DRILL = re.compile(r"^ *```sh drill\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)
NOBODY = "postgresql://nobody@127.0.0.1:9/people"
DATA = (sys.executable, "-m", "data")


def backed_up(store: Store, folder: Path, keep: int = 14) -> int:
    """Run what the timer starts; its exit code."""
    command = [sys.executable, "deploy/nightly_backup.py", str(folder), "--keep", str(keep)]
    environment = {**os.environ, "DASHBOARD_STORE": str(store.folder)}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True).returncode


def test_a_night_adds_a_whole_copy_and_takes_the_oldest_away(little_store: Store, tmp_path: Path):
    kept = tmp_path / "backups"
    for old in ("2026-11-01T023000", "2026-11-02T023000", "by hand"):
        (kept / old).mkdir(parents=True)
    assert backed_up(little_store, kept, keep=2) == 0
    (new,) = {path.name for path in kept.iterdir()} - {"2026-11-02T023000", "by hand"}
    assert Store(kept / new).version == little_store.version
    assert little_store.ledger.entries()[-1]["path"] == str(kept / new)


def test_a_store_that_is_damaged_is_not_backed_up_and_no_older_copy_goes(little_store: Store, tmp_path: Path):
    kept = tmp_path / "backups"
    (kept / "2026-11-01T023000").mkdir(parents=True)
    with little_store.file(1).open("r+b") as file:
        file.seek(9000)
        file.write(b"damage")
    assert backed_up(little_store, kept, keep=1) == 1
    assert [path.name for path in kept.iterdir()] == ["2026-11-01T023000"]


def test_the_rehearsal_of_the_document_brings_the_store_back(little_store: Store, tmp_path: Path):
    kept, loaded = tmp_path / "backups", EXAMPLES / "talking_therapies_2026-03.csv"
    assert backed_up(little_store, kept) == 0
    subprocess.run([*DATA, "load", str(loaded), "--store", str(little_store.folder)], cwd=ROOT, check=True)
    assert little_store.version == 2
    replacements = {
        "systemctl": ": left out:",
        "runuser -u dashboard -- ": "",
        "/opt/dashboard/.venv/bin/python": sys.executable,
        "/opt/dashboard": str(ROOT),
        "/var/lib/dashboard/store": str(little_store.folder),
        "/var/lib/dashboard": str(tmp_path),
        "/var/backups/dashboard": str(kept),
        "/etc/dashboard": str(tmp_path),
    }
    prepare, back_up, rehearse, put_back = (textwrap.dedent(piece) for piece in DRILL.findall(DOCUMENT))
    # The rehearsal leaves alone what people write, though the settings name a database: nobody answers there.
    settings = "/etc/dashboard/environment"
    rehearse = f"echo DASHBOARD_PEOPLE={NOBODY} > {settings}\n{rehearse}\nrm {settings}"
    script = "\n".join(("set -eu", prepare, back_up, rehearse, put_back))
    for original, place in replacements.items():
        assert original in script, f"the rehearsal has no {original}"
        script = script.replace(original, place)
    ran = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "Version  1, published" in ran.stdout
    assert little_store.version == 1
    assert not (tmp_path / "rehearsal").exists()
