"""Back the store up into a folder named for the moment, verify the copy, and keep the newest few.

    python deploy/nightly_backup.py FOLDER [--keep NUMBER]

Nothing is removed before the new copy is found whole.  A copy that is not gets the ending ``.damaged``, and the exit
code is 1: look at the store then with ``python -m data verify``.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
MADE_HERE = re.compile(r"\d{4}-\d\d-\d\dT\d{6}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Make one backup; see above."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--keep", type=_some, default=14, help="how many copies are kept")
    options = parser.parse_args(arguments)
    folder = options.folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    backup = folder / f"{datetime.now(UTC):%Y-%m-%dT%H%M%S}"
    if _data("backup", str(backup)) != 0:
        return 1
    if _data("verify", "--store", str(backup)) != 0:
        backup.rename(backup.with_name(f"{backup.name}.damaged"))
        return 1
    for old in sorted(path for path in folder.iterdir() if MADE_HERE.fullmatch(path.name))[: -options.keep]:
        shutil.rmtree(old)
    return 0


def _some(text: str) -> int:
    """A number of copies: at least one."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("Keep at least one copy.")
    return number


def _data(*arguments: str) -> int:
    """Run a command on the store that ``DASHBOARD_STORE`` names; its exit code."""
    return subprocess.run([sys.executable, "-m", "data", *arguments], cwd=ROOT, check=False).returncode  # noqa: S603 - our own command


if __name__ == "__main__":
    sys.exit(main())
