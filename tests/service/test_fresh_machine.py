"""A fresh computer, from the first command of docs/operating.md to a restored backup, as its operator and a reader meet it.

Carried out as written: unpacking, the virtual environment, the units, ``secrets.toml``, nginx, the nightly backup, the
restore.  Otherwise than there: every path lies in a folder of the test; nothing is installed, no account is made and
nothing changes hands; the environment borrows the packages of the Python that runs the tests, so pip finds each one that
is asked for and fetches none; ``systemctl.py`` stands in for systemd; ports are free ones.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import sysconfig
import textwrap
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest
from behind import NGINX, PATIENCE, Site, free_port, nginx, running
from places import EXAMPLES, ROOT

from data.storage.versions import Store
from tests.browser.serving import launched
from tests.browser.waiting import RESTING, answer_questions, settled

pytestmark = [pytest.mark.browser, pytest.mark.skipif(NGINX is None, reason="no nginx here (Debian: nginx-light)")]

OPERATING = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
SIGN_IN = (ROOT / "docs" / "sign-in.md").read_text(encoding="utf-8")
FILE = EXAMPLES / "talking_therapies_2026-03.csv"
ANA = {"sub": "ana", "email": "ana@example.org", "name": "Ana Lyst", "roles": ["MH-Analysts"]}
SETTINGS = "DASHBOARD_TODAY=2026-11-21\nDASHBOARD_FEWEST_PEOPLE=10\n"
"""Settings of the operator's own.  A command that does not know the second would compute every figure by another rule."""
LEFT_OUT = ("apt-get install ", "useradd ", "chown ")
BORROWED = (
    "{python} -m venv --without-pip .venv"
    " && echo {packages} > .venv/lib/python{version}/site-packages/borrowed.pth"
    ' && printf \'#!/bin/sh\\nexec %s/.venv/bin/python -m pip "$@"\\n\' "$PWD" > .venv/bin/pip && chmod +x .venv/bin/pip'
)
"""In place of ``python3 -m venv .venv``: the same, with packages that are here already and no pip of its own."""


def pieces(kind: str) -> list[str]:
    """The commands of the document that are of one kind, each piece as it stands there."""
    blocks = re.findall(rf"^ *```sh {kind}\n(.*?)^ *```$", OPERATING, re.DOTALL | re.MULTILINE)
    return [textwrap.dedent(piece) for piece in blocks]


@dataclass(frozen=True)
class Machine:
    """A computer of which every path lies in one folder."""

    root: Path
    port: int
    site: Site

    def at(self, path: str) -> Path:
        """Where a path of the document is here."""
        return self.root / path.lstrip("/")

    def here(self, text: str) -> str:
        """Commands or settings of the document with the paths and ports of this computer."""
        text = re.sub(
            r"(?<![\w.])/(?:opt|etc|var/(?:lib|backups|spool))/", lambda match: f"{self.root}{match[0]}", text
        )
        return text.replace("8501", str(self.port))

    def does(self, *commands: str) -> str:
        """Carry out commands of the document; what they print."""
        borrowed = BORROWED.format(
            python=sys.executable, packages=sysconfig.get_path("purelib"), version=sysconfig.get_python_version()
        )
        systemctl = f"{sys.executable} {Path(__file__).with_name('systemctl.py')} {self.at('/etc/systemd/system')}"
        text = self.here("\n".join(commands)).replace("python3 -m venv .venv", borrowed)
        text = re.sub(rf"^({'|'.join(LEFT_OUT)})[^&\n]*", ":", text, flags=re.MULTILINE)
        text = re.sub(r" -o \w+ -g \w+", "", text).replace("runuser -u dashboard -- ", "")
        ran = subprocess.run(
            ["bash", "-c", f'set -eu\nsystemctl() {{ {systemctl} "$@"; }}\n{text}'],
            env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "PIP_NO_INDEX": "1", "PIP_ROOT_USER_ACTION": "ignore"},
            cwd=self.at("/opt/dashboard"),
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, f"{text}\n{ran.stdout}\n{ran.stderr}"
        return ran.stdout

    def until_ready(self) -> dict[str, object]:
        """Wait until the dashboard says by https that it can do its work; its health."""
        limit = time.monotonic() + PATIENCE
        while True:
            with suppress(OSError):
                answer, body = self.site.ask("/healthz")
                if answer.status == 200:
                    return json.loads(body)
            log = self.at("/etc/systemd/system/dashboard.log")
            assert time.monotonic() < limit, log.read_text() if log.exists() else "nothing was started"
            time.sleep(0.2)


@contextmanager
def provider(folder: Path) -> Iterator[str]:
    """A provider that knows one person; its address."""
    port = free_port()
    command = [str(Path(sys.executable).with_name("oidc-provider-mock")), "-p", str(port)]
    with running([*command, "--user-claims", json.dumps(ANA)], folder / "provider.log") as process:
        limit = time.monotonic() + PATIENCE
        while True:
            with suppress(OSError), urlopen(f"http://127.0.0.1:{port}/.well-known/openid-configuration", timeout=5):
                break
            assert process.poll() is None and time.monotonic() < limit, "the provider did not start"
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"


def secrets(origin: str, provider: str) -> str:
    """The settings of docs/sign-in.md as they stand there, with what this provider gave."""
    (text,) = re.findall(r"^```toml\n(.*?)^```$", SIGN_IN, re.DOTALL | re.MULTILINE)
    made_by, command = re.search(r"made by: python -c '(.*?)'", text), 'cookie_secret = "made by: '
    assert made_by is not None and command in text
    secret = subprocess.run([sys.executable, "-c", made_by[1]], capture_output=True, text=True, check=True).stdout
    text = text.replace(made_by[0], secret.strip())
    for original, place in (
        ("https://board.example.org", origin),
        ("https://login.example.org", provider),
        ('client_id = "..."', 'client_id = "dashboard"'),
        ('client_secret = "..."', 'client_secret = "known to both"'),
    ):
        assert original in text, f"the settings have no {original}"
        text = text.replace(original, place)
    return text


def unpack(into: Path) -> None:
    """The release: every file that git knows, as it is now."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listing.returncode:
        pytest.skip("this is no checkout: there is no list of what a release has")
    for name in filter(None, listing.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (into / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, into / name)


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    """A computer with the release unpacked, a provider, and nginx before the port on which nobody answers yet."""
    port, tls, plain = free_port(), free_port(), free_port()
    root = tmp_path / "computer"
    computer = Machine(root, port, Site(tmp_path, root / "var/lib/dashboard/store", plain, tls))
    for path in ("/opt/dashboard", "/etc/systemd/system"):
        computer.at(path).mkdir(parents=True)
    unpack(computer.at("/opt/dashboard"))
    changes = {"dashboard:8501": f"127.0.0.1:{port}", "board.example.org": "127.0.0.1"}
    with provider(tmp_path) as address, nginx(tmp_path, plain, tls, changes):
        make, keep_secrets, start = pieces("install")
        computer.does(make)
        computer.at("/etc/dashboard/secrets.toml").write_text(secrets(computer.site.origin, address), encoding="utf-8")
        computer.at("/etc/dashboard/environment").write_text(SETTINGS, encoding="utf-8")
        computer.does(keep_secrets)
        computer.does(start.replace("systemctl daemon-reload", f"{_own_paths(computer)}\nsystemctl daemon-reload"))
        try:
            yield computer
        finally:
            computer.does("systemctl stop dashboard.service")


def _own_paths(machine: Machine) -> str:
    """The command by which the units say where things are on this computer, in place of where they are on one alone."""
    paths = "opt/dashboard|etc/dashboard|var/(lib|backups|spool)/dashboard"
    port = f"s/--server.port [0-9]+/--server.port {machine.port}/"
    return f"sed -E -i 's#/({paths})#{machine.root}/\\1#g; {port}' {machine.at('/etc/systemd/system')}/*"


@contextmanager
def signed_in(chromium, machine: Machine, path: str):
    """A browser that has never been here, at a page, once Ana has signed in."""
    context = chromium.new_context(ignore_https_errors=True, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{machine.site.origin}{path}")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="ana", exact=True).click()
    page.wait_for_url(f"{machine.site.origin}{path}")
    settled(page)
    yield page
    context.close()


def publish(page) -> None:
    """Drop the file, answer what is asked, say why, and publish."""
    page.locator("input[type=file]").set_input_files(str(FILE))
    page.get_by_label("Why, for the history").fill("March came out")
    page.keyboard.press("Enter")
    page.locator(RESTING).wait_for()
    answer_questions(page)
    page.get_by_role("button", name="Publish version 2", disabled=False).click()
    page.get_by_text("Published: version 2 is in force").wait_for()


def figure(page, machine: Machine) -> str:
    """What the page of an indicator of that file says first."""
    page.goto(f"{machine.site.origin}/indicator?indicator=tt_recovery")
    settled(page)
    return page.get_by_role("heading", level=1).inner_text()


def sign_out(page) -> None:
    page.get_by_role("link", name="Ana Lyst").click()
    page.get_by_role("link", name="Sign out").click()
    page.wait_for_url("**/end_session**")


def test_what_was_published_on_a_fresh_computer_is_there_again_after_its_store_was_lost(machine):
    # In a thread: a browser keeps the loop of its own running, and other tests in this one start theirs.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(journey, machine).result()


def journey(machine: Machine) -> None:
    """Publish, lose the store, and put it back, by a browser and by the commands of the document."""
    with launched() as chromium:
        _journey(machine, chromium)


def _journey(machine: Machine, chromium) -> None:
    prepare, back_up, rehearse, put_back = pieces("drill")
    assert machine.until_ready()["data_version"] == 1
    with signed_in(chromium, machine, "/upload") as page:
        publish(page)
        shown = figure(page, machine)
        assert "51% in March 2026" in shown
        sign_out(page)

    machine.does(prepare, back_up, rehearse.splitlines()[0])
    (backup,) = machine.at("/var/backups/dashboard").iterdir()
    assert Store(backup).version == 2

    assert "Version  2, published" in machine.does(prepare, "data status")
    assert "computed the same" not in {line["what"] for line in Store(machine.site.store).ledger.entries()}

    machine.does("systemctl stop dashboard.service", "rm -r /var/lib/dashboard/store")
    machine.does(prepare, back_up.splitlines()[1], put_back)
    assert machine.until_ready()["data_version"] == 2
    with signed_in(chromium, machine, "/upload") as page:
        page.get_by_text(re.compile(r"March came out\. \d questions looked at")).first.wait_for()
        assert figure(page, machine) == shown
        page.goto(f"{machine.site.origin}/holdings?tab=audit")
        settled(page)
        deed = page.get_by_role("row").filter(has_text="Ana Lyst").filter(has_text="published")
        assert re.search(r"Ana Lyst\s+published\s+version 2\s+March came out", deed.first.inner_text())
