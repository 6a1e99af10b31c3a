"""What a visit has dropped and not published: the files, kept for this visit only, and what trying them out has shown."""

from __future__ import annotations

import re
import shutil
import weakref
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from time import perf_counter

import streamlit as st
from markupsafe import Markup
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data.layouts import LAYOUTS
from data.loading.corrections import Correction
from data.loading.incoming import Incoming, released_on
from data.loading.publish import Outcome, load_together
from data.problems import Tab
from data.storage.versions import StoreError
from indicators.core.board.dry_run import DryRun, rehearse
from indicators.core.board.questions import Question, questions
from indicators.core.measures.refresh import recompute
from pages.access import uploads
from pages.parts.shared import cached, judged, markup, people_file, roles
from pages.parts.upload import whose
from reports.impact import Preview, preview

NOT_IN_A_NAME = re.compile(r"[\x00-\x1f\x7f/\\:]")


class DroppedFiles:
    """A folder of dropped files that goes when the visit does, or when it is emptied."""

    def __init__(self) -> None:
        self.path = Path(mkdtemp(prefix="upload-"))
        self.empty = weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)


@dataclass
class UploadSession:
    """What one visit has dropped and not published yet.

    ``tabs`` are the sheets of a dropped workbook that somebody can choose; ``corrections`` the cells of a file, or of a
    sheet, that were corrected here.
    """

    dropped_files: DroppedFiles = field(default_factory=DroppedFiles)
    trials: dict[tuple[object, ...], Trial] = field(default_factory=dict)
    tabs: dict[str, tuple[Tab, ...]] = field(default_factory=dict)
    corrections: dict[str, tuple[Correction, ...]] = field(default_factory=dict)
    round: int = 0

    def leave(self) -> None:
        """Take everything off it, on disk too."""
        self.trials.clear()
        self.dropped_files.empty()


@dataclass(frozen=True)
class File:
    """A file as it was dropped, or one sheet of it, and what its dropper says of it: what it is, when it was released.

    ``dropped`` is the one drop that it is of.  With ``replaces`` its figures take the place of those held where nothing
    says which came later.
    """

    dropped: str
    path: Path
    layout: str | None = None
    released: date | None = None
    replaces: bool = False
    sheet: str = ""

    @property
    def key(self) -> str:
        """What tells it from every other dropped file."""
        return key_of(self.dropped, self.sheet)

    @property
    def name(self) -> str:
        """What it is called: its name, and the sheet where one is chosen."""
        return self.incoming.name

    @property
    def incoming(self) -> Incoming:
        keeps = not self.replaces
        released, cells = released_on(self.released), current().corrections.get(self.key, ())
        return Incoming(self.path, self.layout, released, keeps_held=keeps, sheet=self.sheet, corrections=cells)


def key_of(dropped: str, sheet: str) -> str:
    """What tells a dropped file, or a sheet of it, from every other one."""
    return f"{dropped}_{sheet}" if sheet else dropped


@dataclass(frozen=True)
class Trial:
    """What trying the files out has shown, and how long it took in seconds.

    ``token`` is another one for other files, another choice of layout or another version in force: an answer given
    to one preview never publishes another.
    """

    dry_run: DryRun
    preview: Preview
    seconds: float
    token: str

    @property
    def questions(self) -> tuple[Question, ...]:
        """What has to be answered before a publish."""
        return questions(self.dry_run, self.preview.odd_by_indicator)


def current() -> UploadSession:
    """The upload session of this visit."""
    if "upload_session" not in st.session_state:
        _take(UploadSession())
    session: UploadSession = st.session_state["upload_session"]
    return session


def _take(session: UploadSession) -> None:
    """Have this visit use an upload session, which is left when the visit ends: Streamlit may hold on to what a visit held."""
    st.session_state["upload_session"] = session
    if visit := get_script_run_ctx():
        uploads.of_this_server().at_its_end(visit.session_id, session.leave)


def keep(key: str, name: str, content: bytes) -> Path:
    """Put a dropped file in the folder of this visit under its own name, which may say what its rows do not."""
    folder = current().dropped_files.path / re.sub(r"\W", "", key)
    folder.mkdir(exist_ok=True)
    path = folder / (NOT_IN_A_NAME.sub("_", name).strip(" .")[-150:] or "file")
    if not path.exists():
        path.write_bytes(content)
    return path


def layouts() -> dict[str, str]:
    """Every layout by its title, for whoever knows better than we do."""
    return {layout.title: layout.name for layout in sorted(LAYOUTS.values(), key=lambda layout: layout.title)}


def trial_of(files: Sequence[File]) -> Trial | None:
    """What publishing the files would do to the version in force; tried out once for each version and choice."""
    if not files:
        return None
    newest = cached.store().version
    key = (newest, cached.today(), *((file.key, file.incoming) for file in files))
    trials = current().trials
    if key not in trials:
        trials.clear()
        try:
            trials[key] = _try_out(files, newest, str(abs(hash(key))))
        except StoreError as fault:
            markup.show(Markup('<div class="banner" role="alert">{}</div>').format(fault))
            return None
        _offer_sheets(files, trials[key])
    return trials[key]


def _offer_sheets(files: Sequence[File], trial: Trial) -> None:
    """Begin again where a workbook turns out to have several sheets, so that somebody can choose among them."""
    tabs = current().tabs
    several = {
        dropped_file.dropped: file.tabs
        for dropped_file, file in zip(files, trial.dry_run.files, strict=True)
        if file.tabs
    }
    if several.keys() - tabs.keys():
        tabs.update(several)
        st.rerun()


def _try_out(files: Sequence[File], newest: int, token: str) -> Trial:
    before = judged.board(newest)
    started = perf_counter()
    doing = st.empty()

    def tell(words: str) -> None:
        doing.html(markup.ours(Markup('<p role="status">{} …</p>').format(words)))

    dry_run = rehearse(
        cached.store(),
        [file.incoming for file in files],
        before,
        tell,
    )
    impact = preview(dry_run, people_file.own_playlists())
    judged.judged_beforehand(dry_run.after)
    doing.empty()
    return Trial(dry_run, impact, perf_counter() - started, token)


def publish(files: Sequence[File], trial: Trial, note: str, questions: int) -> list[Outcome]:
    """Publish the files as one version, as they were tried out; what became of each.

    ``questions`` is how many were looked at.  Raises ``StoreError`` or ``UnreadableFileError`` where it was not done, in
    words that the analyst can act on: nothing is half published.
    """
    if why := whose.not_theirs(trial.dry_run):
        raise StoreError(why)
    outcomes = load_together(
        cached.store(),
        [file.incoming for file in files],
        recompute,
        who=roles.person().name,
        note=note,
        questions=questions,
        upon=trial.dry_run.before.version,
    )
    loads = [outcome.load_id for outcome in outcomes if outcome.published]
    if not loads:
        raise StoreError("Nothing was published: the store has changed since the preview. Look at it again below.")
    people_file.catch_up_audit()
    look_at(outcomes[-1].version)
    st.session_state.pop("undone", None)
    st.session_state["published"] = (outcomes[-1].version, loads, [file.name for file in files])
    clear()
    return outcomes


def look_at(version: int) -> None:
    """Have this visit look at a version that it made itself."""
    st.session_state["opened_at_version"] = version


def clear() -> None:
    """Take everything off and offer an empty place for the next files."""
    session = current()
    session.leave()
    _take(UploadSession(round=session.round + 1))
