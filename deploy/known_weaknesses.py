"""Look up known weaknesses of the packages that the dashboard runs with, and say how many could be looked up at all.

    python deploy/known_weaknesses.py [--service pypi|osv]

It asks by ``pip-audit`` for each package of ``constraints.txt``, so it needs the internet, and does not need the
dashboard's own environment.  It ends with 0 where every package was looked up and none has a known weakness, with 1
where one has, and with 2 where none is known but some could not be looked up: that says nothing about those.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

PACKAGES = Path(__file__).parents[1] / "constraints.txt"
NONE_KNOWN, WEAK, NOT_LOOKED_UP = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Look the packages up; see above."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--service", choices=("pypi", "osv"), default="pypi", help="whose advisories are asked for")
    service = parser.parse_args(arguments).service
    named = [line for line in PACKAGES.read_text(encoding="utf-8").splitlines() if "==" in line]
    answers, why = _asked(service)
    looked_up = [one for one in answers if "skip_reason" not in one]
    weak = [one for one in looked_up if one["vulns"]]
    print(f"Known weaknesses by {service}: {_in_words(len(looked_up), len(named), len(weak))}")
    for one in weak:
        print(f"  {one['name']} {one['version']}: {'; '.join(map(_weakness, one['vulns']))}")
    if why:
        print(f"  {why}")
    return WEAK if weak else NONE_KNOWN if len(looked_up) == len(named) else NOT_LOOKED_UP


def _asked(service: str) -> tuple[list[dict[str, Any]], str]:
    """What is known of each package, or the last words of pip-audit where it broke off.

    Its own summary is not shown: it says that nothing was found also where nothing was looked up.
    """
    options = ("--no-deps", "--disable-pip", "--progress-spinner", "off", "--format", "json", "--vulnerability-service")
    with TemporaryDirectory() as folder:
        into = Path(folder) / "found.json"
        command = [sys.executable, "-m", "pip_audit", "-r", str(PACKAGES), *options, service, "--output", str(into)]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
        try:
            packages: list[dict[str, Any]] = json.loads(into.read_text(encoding="utf-8"))["dependencies"]
        except (OSError, ValueError):
            return [], (ran.stderr.strip().splitlines() or ["pip-audit gave no answer."])[-1]
    return packages, ""


def _in_words(looked_up: int, all_of_them: int, weak: int) -> str:
    """One line that claims no more than was looked up."""
    sentence = f"{looked_up} of {all_of_them} packages could be looked up"
    if not looked_up:
        return f"{sentence}, so nothing is known of any."
    sentence += f", {weak or 'none'} of them {'have' if weak > 1 else 'has'} a known weakness"
    return f"{sentence}." if looked_up == all_of_them else f"{sentence}. Nothing is known of the others."


def _weakness(known: dict[str, Any]) -> str:
    mended = " or ".join(known["fix_versions"])
    return f"{known['id']}{f', mended in {mended}' if mended else ''}"


if __name__ == "__main__":
    sys.exit(main())
