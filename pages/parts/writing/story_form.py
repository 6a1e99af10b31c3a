"""Writing a story: four parts in plain text, kept while they are typed, never saved over somebody else's unseen."""

from __future__ import annotations

from collections.abc import Callable, Collection

import streamlit as st
from markupsafe import Markup

from charts import words
from data.people import stories
from data.people.records import LONGEST_TEXT, ConflictError
from data.people.stories import Parts, Story, Subject
from pages.access.role_table import Permission
from pages.parts.shared import by_itself, markup, people_file, roles
from pages.parts.writing import drafting, written


@by_itself.drawn()
def show(subject: Subject, title: str, names: Collection[str]) -> None:
    """The button that opens the form, and the form while it is open."""
    versions = written.story_versions(subject)
    newest = next(iter(versions), None)
    record = f"story:{subject.strategy}:{subject.kind}:{subject.id}"
    standing = newest is not None and not newest.parts.blank
    label = "Change the story" if standing else "Write the story"
    start = vars(newest.parts) if newest else vars(Parts())
    if drafting.opener(record, label, newest.number if newest else 0, start):
        with st.container(key="writing_story", border=True):
            _form(record, subject, title, names, versions)


def _form(record: str, subject: Subject, title: str, names: Collection[str], versions: list[Story]) -> None:
    newest = next(iter(versions), None)
    if newest is not None and newest.number != drafting.opened_at(record):
        _conflict(record, newest)
    for name, label in words.STORY_PARTS.items():
        if name == "owner":
            st.text_input(label, max_chars=200, help="A role or a body, not a person", **drafting.keeping(record, name))
        else:
            st.text_area(label, max_chars=LONGEST_TEXT, height=96, **drafting.keeping(record, name))
    if drafting.buttons(record, "Save the story"):
        _save(record, subject, title, names)
    if newest is not None:
        _others(record, subject, title, versions)


def _save(record: str, subject: Subject, title: str, names: Collection[str]) -> None:
    texts = Parts(**{name: str(drafting.typed(record, name) or "") for name in words.STORY_PARTS})
    try:
        is_saved = drafting.save(
            record, lambda: _write(record, subject, title, names, texts), Permission.WRITE_STORIES, subject.id
        )
    except ConflictError:
        st.rerun()  # the form now shows both texts
    if is_saved:
        st.rerun()


def _write(record: str, subject: Subject, title: str, names: Collection[str], texts: Parts) -> None:
    people, who = people_file.people(), roles.person().name
    story = stories.save(people, subject, texts, written.basis(names), who, drafting.opened_at(record))
    roles.record("wrote a story", title, f"version {story.number}")


def _conflict(record: str, theirs: Story) -> None:
    """Both texts: theirs here, one's own in the fields below; one chooses which stands."""
    inside = Markup("").join(
        Markup("<p><strong>{}</strong></p>{}").format(words.STORY_PARTS[name], written.plain(text))
        for name, text in vars(theirs.parts).items()
        if text
    )
    explanation = (
        f"{theirs.who} has saved another version since you began. Nothing of yours is lost: it is in the form below."
    )
    markup.show(
        Markup('<div class="banner" role="alert"><p>{}</p>{}</div>').format(explanation, inside or "It was taken off.")
    )
    drafting.mine_or_theirs(record, theirs.number)


def _others(record: str, subject: Subject, title: str, versions: list[Story]) -> None:
    """An earlier version brought back, or the story taken off its page."""
    newest, people, who = versions[0].number, people_file.people(), roles.person().name
    earlier = [story.number for story in versions[1:] if not story.parts.blank]
    if earlier:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            chosen = st.selectbox("An earlier version", earlier, format_func=lambda n: f"Version {n}", width=160)
            if st.button("Bring it back", key=f"back_{record}"):
                _do(
                    record,
                    subject,
                    lambda: stories.bring_back(people, subject, chosen, who, newest),
                    ("brought a story back", title, f"version {chosen}"),
                )
    if not versions[0].parts.blank and st.button("Take the story off", key=f"off_{record}", type="tertiary"):
        _do(record, subject, lambda: stories.remove(people, subject, who, newest), ("took a story off", title, ""))


def _do(record: str, subject: Subject, change: Callable[[], object], deed: tuple[str, str, str]) -> None:
    def write() -> None:
        change()
        roles.record(*deed)

    try:
        is_saved = drafting.save(record, write, Permission.WRITE_STORIES, subject.id)
    except ConflictError:
        st.rerun()  # the form now shows both texts
    if is_saved:
        st.rerun()
