"""The Dockerfile's own steps in a clean prefix on a file system that is read-only, as compose.yaml has it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from behind import free_port, running, session, until_healthy
from places import ROOT

STEP = re.compile(r"^([A-Z]+) (.+)$")
LEFT_OUT = ("pip install", "groupadd")
"""What a step of RUN begins with that is not carried out: the packages are here, and this computer gets no user."""
CLOSED = (
    'mount --make-rprivate / && for at in "$1" "$2"; do mount --bind "$at" "$at"; done '
    '&& mount --bind "$3" "$3" && mount -o remount,bind,ro "$3" && mount -o remount,bind,ro / '
    '&& cd "$3/dashboard" && shift 3 && exec "$@"'
)
"""Two folders can be written, one is a clean prefix, and the rest of this computer can only be read."""


def steps() -> list[tuple[str, str]]:
    """The steps of the Dockerfile, each with what it says."""
    text = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    return [(match[1], " ".join(match[2].split())) for line in text.splitlines() if (match := STEP.match(line))]


def only(step: str) -> str:
    """What the one step of that name says."""
    (only_words,) = [words for name, words in steps() if name == step]
    return only_words


def goes_to_the_build(path: str) -> bool:
    """Does .dockerignore let a path through?  The last line that speaks of it, or of a folder above it, counts."""
    above = ["/".join(path.split("/")[:many]) for many in range(1, path.count("/") + 2)]
    through = True
    for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines():
        pattern = line.removeprefix("!")
        if not line or line.startswith("#"):
            continue
        if pattern.startswith("**/"):
            is_named = any(fnmatchcase(part, pattern[3:]) for part in path.split("/"))
        else:
            is_named = any(fnmatchcase(one, pattern) and one.count("/") == pattern.count("/") for one in above)
        through = line.startswith("!") if is_named else through
    return through


def copied(source: str) -> Iterator[Path]:
    """The files that a COPY of this source takes along."""
    source_path = ROOT / source
    for path in [source_path] if source_path.is_file() else sorted(source_path.rglob("*")):
        if path.is_file() and goes_to_the_build(path.relative_to(ROOT).as_posix()):
            yield path


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A prefix with what the steps put there."""
    prefix = tmp_path_factory.mktemp("image") / "root"
    folder = prefix
    for step, words in steps():
        if step == "WORKDIR":
            folder = prefix / words.lstrip("/")
            folder.mkdir(parents=True)
        elif step == "COPY":
            *sources, into = words.split()
            for source in sources:
                _copy(source, folder / into, into.endswith("/"))
        elif step == "RUN" and not words.startswith(LEFT_OUT):
            subprocess.run(words.replace("python", sys.executable, 1), shell=True, cwd=folder, check=True)  # noqa: S602 - our own file
    return prefix


def _copy(source: str, into: Path, is_folder: bool) -> None:
    files = list(copied(source))
    assert files, f"COPY {source} finds nothing that .dockerignore lets through"
    for path in files:
        within = path.relative_to(ROOT / source) if (ROOT / source).is_dir() else Path(path.name if is_folder else "")
        (into / within).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, into / within)


def closed(folder: Path, image: Path, *command: str) -> list[str]:
    """The command in the prefix, where nothing can be written but ``store`` and ``tmp`` of the folder."""
    enter = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]
    inside = [sys.executable if command[0] == "python" else command[0], *command[1:]]
    return [*enter, "sh", "-c", CLOSED, "sh", str(folder / "store"), str(folder / "tmp"), str(image), *inside]


@pytest.fixture
def own(tmp_path: Path, image: Path) -> Path:
    """A folder with a store and a place for temporary files; skipped where no file system can be made read-only."""
    for name in ("store", "tmp"):
        (tmp_path / name).mkdir()
    attempt = subprocess.run(closed(tmp_path, image, "touch", "here"), capture_output=True, check=False, text=True)
    if "Read-only file system" not in attempt.stderr:
        pytest.skip(f"this process cannot make a file system read-only: {attempt.stderr}")
    return tmp_path


def test_nothing_goes_to_the_build_but_the_program(image):
    for kept in (
        "data/store/CURRENT",
        ".streamlit/secrets.toml",
        "deploy/secrets/secrets.toml",
        "deploy/tls/privkey.pem",
    ):
        assert not goes_to_the_build(kept)
    assert not any(map(goes_to_the_build, (".git/config", "tests/places.py", "data/__pycache__/x.pyc", "README.md")))
    inside = {path.name for path in (image / "dashboard").iterdir()}
    program = {"app.py", "data", "indicators", "charts", "reports", "pages", "deploy", ".streamlit", "LICENSE"}
    assert inside - {"__pycache__"} == program | {"requirements.txt", "constraints.txt"}


def test_the_packages_are_those_that_were_tested():
    (installed,) = [words for step, words in steps() if step == "RUN" and words.startswith("pip")]
    assert "--requirement requirements.txt" in installed and "--constraint constraints.txt" in installed


def test_it_runs_by_a_user_of_a_fixed_number_and_writes_nothing_but_its_store(image, own):
    user = only("USER")
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", user)
    port = str(free_port())
    environment = dict(word.split("=", 1) for word in only("ENV").split())
    assert (environment.pop("DASHBOARD_STORE"), environment.pop("HOME")) == ("/store", "/tmp")
    environment |= {"DASHBOARD_STORE": str(own / "store"), "HOME": str(own / "tmp"), "TMPDIR": str(own / "tmp")}
    command = json.loads(only("CMD").replace("8501", port))
    printed = own / "printed"
    with running(closed(own, image, *command), printed, environment) as process:
        until_healthy(int(port), process)
        asks = only("HEALTHCHECK").partition("CMD ")[2].replace("8501", port)
        assert subprocess.run([sys.executable, *json.loads(asks)[1:]], check=False).returncode == 0
        with session(f"ws://127.0.0.1:{port}", {"Origin": f"http://127.0.0.1:{port}"}, "upload") as shown:
            pass
    assert "This server answers every address" in shown.words
    assert "file_uploader" not in shown.parts
    events = [json.loads(line) for line in printed.read_text().splitlines() if line.startswith("{")]
    assert {"started", "stopped"} <= {event["event"] for event in events}
    assert [event for event in events if event["level"] != "info"] == []
    assert (own / "store" / "CURRENT").exists()
    assert list((own / "tmp").iterdir()) == []


def test_the_health_check_fails_where_nobody_answers():
    asks = only("HEALTHCHECK").partition("CMD ")[2].replace("8501", str(free_port()))
    ran = subprocess.run([sys.executable, *json.loads(asks)[1:]], check=False, capture_output=True)
    assert ran.returncode == 1
