"""The files in deploy/ are sound, say what they must, and agree with each other and with the dashboard's limits."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest
import yaml
from cases import each
from places import ROOT
from streamlit import config

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVICES = [path for path in UNITS if path.suffix == ".service"]
HARDENED = {
    "User": "dashboard",
    "ProtectSystem": "strict",
    "ProtectHome": "true",
    "PrivateTmp": "true",
    "NoNewPrivileges": "true",
    "RestrictSUIDSGID": "true",
    "SystemCallFilter": "@system-service",
}


def unit(path: Path) -> ConfigParser:
    """A unit of systemd; each of its keys stands once."""
    parser = ConfigParser(interpolation=None, delimiters="=", comment_prefixes="#", strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(path.read_text(encoding="utf-8"))
    return parser


def compose() -> dict[str, dict]:
    """The services of compose.yaml."""
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]


@pytest.mark.slow
def test_the_dockerfile_has_nothing_that_hadolint_complains_of():
    hadolint = shutil.which("hadolint", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    assert hadolint, "hadolint is not installed: see requirements-test.txt"
    completed_process = subprocess.run([hadolint, DEPLOY / "Dockerfile"], capture_output=True, text=True, check=False)
    assert (completed_process.returncode, completed_process.stdout) == (0, "")


def test_both_containers_can_write_only_where_compose_says():
    for service in compose().values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
    dashboard, proxy = compose()["dashboard"], compose()["proxy"]
    assert [mount for mount in dashboard["volumes"] if not mount.endswith(":ro")] == [
        "store:/store",
        "backups:/backups",
    ]
    assert all(mount.endswith(":ro") for mount in proxy["volumes"])
    assert "ports" not in dashboard
    assert proxy["depends_on"]["dashboard"]["condition"] == "service_healthy"


def test_every_file_that_compose_names_is_there_or_is_made_by_hand():
    mounts = [mount.split(":")[0] for service in compose().values() for mount in service["volumes"]]
    named = {name for name in mounts if name.startswith("./")} - {"./secrets", "./tls"}
    assert named == {"./nginx.conf"}
    assert (DEPLOY / "nginx.conf").is_file()
    build = compose()["dashboard"]["build"]
    assert (DEPLOY / build["context"] / build["dockerfile"]).is_file()


def test_the_proxy_takes_files_as_large_as_the_dashboard_does_and_not_much_larger():
    (megabytes,) = re.findall(r"client_max_body_size (\d+)m;", (DEPLOY / "nginx.conf").read_text(encoding="utf-8"))
    assert 0 <= int(megabytes) - config.get_option("server.maxUploadSize") <= 10


def test_the_proxy_keeps_no_list_of_who_looked_at_what():
    assert "access_log off;" in (DEPLOY / "nginx.conf").read_text(encoding="utf-8")


@each("path", SERVICES, lambda path: path.name)
def test_a_service_has_no_rights_but_its_own_folders(path: Path):
    service = dict(unit(path)["Service"])
    assert HARDENED.items() <= service.items()
    writes = service.get("ReadWritePaths", "").split() + [f"/var/lib/{service.get('StateDirectory', 'dashboard')}"]
    assert set(writes) <= {"/var/lib/dashboard", "/var/spool/dashboard", "/var/backups/dashboard"}
    assert service["CapabilityBoundingSet"] in ("", "CAP_LEASE")


@each("path", SERVICES, lambda path: path.name)
def test_what_a_service_starts_is_here(path: Path):
    command_words = unit(path)["Service"]["ExecStart"].split()
    assert unit(path)["Service"]["WorkingDirectory"] == "/opt/dashboard"
    (started,) = [word for word in command_words if word.endswith(".py")]
    assert (ROOT / started).is_file()


def test_what_watches_and_what_wakes_up_have_the_service_of_their_name():
    others = {path.stem for path in UNITS} - {"dashboard"}
    assert others == {"dashboard-incoming", "dashboard-backup"}
    assert others <= {path.stem for path in SERVICES}


def test_systemd_finds_no_fault(tmp_path: Path):
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("no systemd on this machine")
    for path in UNITS:
        text = path.read_text(encoding="utf-8").replace("/opt/dashboard/.venv/bin/python", sys.executable)
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    completed_process = subprocess.run(
        [analyze, "verify", *sorted(tmp_path.iterdir())], capture_output=True, text=True, check=False
    )
    assert (completed_process.returncode, completed_process.stderr) == (0, "")
