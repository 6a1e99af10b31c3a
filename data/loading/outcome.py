"""What bringing a file into a draft came to, in a form that passes from one process to another as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from data.contract import Severity
from data.layouts import LAYOUTS
from data.loading.corrections import Corrected, Correction
from data.loading.incoming import Incoming
from data.loading.ingest import Checked
from data.loading.load_diff import Arrival, Revised
from data.loading.snapshot import Snapshot
from data.problems import Problem, Tab


@dataclass(frozen=True)
class Brought:
    """One file: checked and, where nothing is wrong with it, appended as ``load_id``; or why it could not be read.

    ``arrival`` is there where it was to be set against what is held.  ``already`` is the load that brought the same
    file before; ``twin`` is that load's file name where it came in the same draft.  ``snapshot`` is a copy of the
    file as it was read, until the job's folder goes; ``sha256`` is of its bytes.  ``tabs`` are the sheets of a workbook
    among which somebody has to choose.
    """

    checked: Checked | None = None
    arrival: Arrival | None = None
    load_id: int | None = None
    already: int | None = None
    twin: str = ""
    unreadable: str = ""
    snapshot: Path | None = None
    sha256: str = ""
    tabs: tuple[Tab, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A file of a job: where it came from, the copy that is read, and what is known of it beside its rows."""

    path: Path
    snapshot: Path
    sha256: str
    layout: str | None
    origin: dict[str, Any] | None
    keeps_held: bool = False
    sheet: str = ""
    corrections: tuple[Correction, ...] = ()
    illustrative: bool = False


def entry_of(incoming: Incoming, snapshot: Snapshot) -> Entry:
    """A file to bring, as a job says it."""
    origin = None if incoming.origin is None else asdict(incoming.origin)
    if origin and origin["release"]:
        origin["release"] = origin["release"].isoformat()
    return Entry(
        incoming.path,
        snapshot.path,
        snapshot.sha256,
        incoming.layout,
        origin,
        incoming.keeps_held,
        incoming.sheet,
        incoming.corrections,
        incoming.illustrative,
    )


def entries_as_json(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """The files of a job as JSON."""
    return [asdict(entry) | {"path": str(entry.path), "snapshot": str(entry.snapshot)} for entry in entries]


def entry_from_json(fields: dict[str, Any]) -> Entry:
    """A file of a job from JSON."""
    origin = fields["origin"]
    if origin and origin["release"]:
        origin["release"] = date.fromisoformat(origin["release"])
    cells = tuple(Correction(**cell) for cell in fields["corrections"])
    paths = {name: Path(fields[name]) for name in ("path", "snapshot")}
    return Entry(**fields | paths | {"origin": origin, "corrections": cells})


def as_json(brought: Brought) -> dict[str, Any]:
    """What became of a file as JSON."""
    checked, arrival = brought.checked, brought.arrival
    return {
        "checked": None if checked is None else _checked_as_json(checked),
        "arrival": None if arrival is None else asdict(arrival),
        "load_id": brought.load_id,
        "already": brought.already,
        "twin": brought.twin,
        "unreadable": brought.unreadable,
        "snapshot": str(brought.snapshot) if brought.snapshot else None,
        "sha256": brought.sha256,
        "tabs": [asdict(tab) for tab in brought.tabs],
    }


def from_json(fields: dict[str, Any]) -> Brought:
    """What became of a file, from JSON."""
    checked, arrival, snapshot = fields["checked"], fields["arrival"], fields["snapshot"]
    return Brought(
        None if checked is None else _checked_from_json(checked),
        None if arrival is None else _arrival_from_json(arrival),
        fields["load_id"],
        fields["already"],
        fields["twin"],
        fields["unreadable"],
        Path(snapshot) if snapshot else None,
        fields["sha256"],
        tuple(Tab(**tab) for tab in fields["tabs"]),
    )


def _checked_as_json(checked: Checked) -> dict[str, Any]:
    return {
        "path": str(checked.path),
        "layout": checked.layout.name,
        "sha256": checked.sha256,
        "rows": checked.rows,
        "problems": [asdict(problem) for problem in checked.problems],
        "said": checked.notes,
        "rows_in_file": checked.rows_in_file,
        "header": checked.header,
        "beside": list(checked.beside.items()),
        "sheet": checked.sheet,
        "corrected": asdict(arrived) | {"path": str(arrived.path)} if (arrived := checked.corrected) else None,
    }


def _checked_from_json(fields: dict[str, Any]) -> Checked:
    return Checked(
        Path(fields["path"]),
        LAYOUTS[fields["layout"]],
        fields["sha256"],
        fields["rows"],
        tuple(Problem(**problem | {"severity": Severity(problem["severity"])}) for problem in fields["problems"]),
        tuple(fields["said"]),
        fields["rows_in_file"],
        tuple(fields["header"]),
        {row: tuple(cells) for row, cells in fields["beside"]},
        sheet=fields["sheet"],
        corrected=_corrected_from_json(fields["corrected"]),
    )


def _corrected_from_json(fields: dict[str, Any] | None) -> Corrected | None:
    if fields is None:
        return None
    return Corrected(Path(fields["path"]), fields["sha256"], tuple(Correction(**cell) for cell in fields["cells"]))


def _arrival_from_json(fields: dict[str, Any]) -> Arrival:
    revised = {
        name: tuple(Revised(**row | {"group": tuple(row["group"])}) for row in fields[name])
        for name in ("revisions", "replacing", "emptying")
    }
    return Arrival(**fields | revised | {name: tuple(fields[name]) for name in ("undecided", "kept")})
