"""Of a load whose cells were corrected here: which ones, by whom, and both files to take away."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import streamlit as st
from markupsafe import Markup

from charts import words
from data.loading.corrections import from_text
from pages.parts.shared import cached, downloads, markup
from pages.parts.upload.correcting import listed

HEAD = ("Row", "Column", "Found", "Now")


def show(load: pd.Series) -> None:
    """What was corrected before the load was published; nothing where nothing was."""
    cells = from_text(load["corrections"])
    if not cells:
        return
    ident, who = int(load["load_id"]), load["who"] or "somebody"
    with st.popover(f"Corrected here: {words.counted(len(cells), 'cell')}, by {markup.literal(who)}", type="tertiary"):
        markup.show(markup.table(HEAD, listed(cells), f"Cells of load {ident} that were corrected here"))
        _kept("The file as it arrived", load["arrived_as"], load["arrived_sha256"], f"arrived_{ident}")
        _kept("The corrected file", load["file_name"], load["sha256"], f"corrected_{ident}")


def _kept(label: str, name: str, sha256: str, key: str) -> None:
    """A file that the store keeps, read once somebody asks for it."""
    originals = cached.store().originals
    if not originals.file(sha256).exists():
        markup.show(Markup("<p>{} is not kept.</p>").format(label))
        return

    def content() -> bytes:
        with TemporaryDirectory(prefix="original-") as folder:
            target = Path(folder) / "file"
            originals.unpack(sha256, target)
            return target.read_bytes()

    st.download_button(
        f"{label} ({markup.literal(name)})", downloads.taken(name, content), name, key=key, on_click="ignore"
    )
