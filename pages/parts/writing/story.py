"""The story behind the figures of an indicator or a priority: its parts, who wrote it when, and whether it is still of today."""

from __future__ import annotations

from collections.abc import Collection

from markupsafe import Markup

from charts import words
from data.people.stories import About, Parts, Story, Subject
from pages.access.role_table import Permission
from pages.parts.shared import cached, markup, roles
from pages.parts.writing import story_form, written

HEADING = "Story behind the figures"
LONG = 320
BEFORE = "Written before the latest figures"
BEFORE_VERDICT = "Written for another verdict"


def of_indicator(name: str) -> None:
    """The story of an indicator, with its form for those who may write it."""
    _show(Subject(cached.strategy().id, About.INDICATOR, name), cached.titles()[name], [name])


def of_priority(key: str, title: str, names: Collection[str]) -> None:
    """The same of a priority, written for the figures of all that serves it."""
    _show(Subject(cached.strategy().id, About.PRIORITY, key), title, names)


def _show(subject: Subject, title: str, names: Collection[str]) -> None:
    if not written.is_shown():
        return
    versions = written.story_versions(subject)
    shown = _standing(versions[0], len(names) > 1) if versions and not versions[0].parts.blank else Markup()
    earlier = _earlier(versions[1:] if versions and not versions[0].parts.blank else versions)
    kind = "beside story" if shown or earlier else "beside story noprint"
    markup.show(Markup('<div class="{}">{}{}{}</div>').format(kind, markup.heading(HEADING), shown or _none(), earlier))
    if roles.may(Permission.WRITE_STORIES, subject.id):
        story_form.show(subject, title, names)


def parts(texts: Parts) -> Markup:
    """What a story says, part by part; a long part is folded under its name."""
    pairs = [(words.STORY_PARTS[name], text) for name, text in vars(texts).items() if text]
    return Markup("").join(_part(name, text) for name, text in pairs)


def _part(name: str, text: str) -> Markup:
    if len(text) > LONG:
        return Markup("<details><summary>{}</summary>{}</details>").format(name, written.plain(text))
    return Markup("<h3>{}</h3>{}").format(name, written.plain(text))


def _standing(story: Story, several: bool) -> Markup:
    """Folded where a direction has changed since: it may explain what is no longer so."""
    since = written.since(story.basis)
    old = words.older_than_figures(since, several)
    byline = Markup('<p class="small">{}</p>').format(words.written_by(story))
    if since.turned:
        inside = Markup('<p class="small">{}</p>{}{}').format(old, parts(story.parts), byline)
        return Markup('<details class="before"><summary>{}</summary>{}</details>').format(
            BEFORE if since.moved else BEFORE_VERDICT, inside
        )
    age = Markup('<p class="small"><strong>{}</strong></p>').format(old) if old else Markup()
    return Markup('<div class="{}">{}{}{}</div>').format("older" if old else "", age, parts(story.parts), byline)


def _none() -> Markup:
    return Markup('<p class="small">No story is written yet.</p>')


def _earlier(versions: list[Story]) -> Markup:
    """Every version before, to be read."""
    earlier = [story for story in versions if not story.parts.blank]
    if not earlier:
        return Markup()
    inside = Markup("").join(
        Markup('<li><p class="small">Version {}. {}</p>{}</li>').format(
            story.number, words.written_by(story), parts(story.parts)
        )
        for story in earlier
    )
    return Markup('<details><summary>Earlier versions: {}</summary><ul class="versions">{}</ul></details>').format(
        len(earlier), inside
    )
