"""What networks wrote down, as the page of voices shows it: projects, answers, changes, forums, and what others do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from charts import words
from charts.words import voices as told
from indicators.core.board.voices import Changed, Project, Said, Voices
from pages.parts.shared import cached, markup

OPEN_AT_MOST = 12


def whose(found: Voices) -> Markup:
    """Which networks this is of, and how an entry comes here."""
    if not found.networks:
        way = markup.link("about", "How a network is named")
        return Markup("<p>The strategy names its networks among its bodies. {}.</p>").format(way)
    named = words.listed(list(found.networks.values()))
    load = markup.link("upload", "Load a network's register")
    return Markup('<p class="small">As {} wrote it down. People appear as numbers in groups only. {}.</p>').format(
        named, load
    )


def projects(found: Voices) -> Markup:
    """Every project with its state, what it is for and what came of it; those that run first."""
    if not found.projects:
        return markup.heading("Projects") + _none("No project is written down.")
    items = Markup("").join(_project(one, found.changed) for one in found.projects)
    return markup.heading("Projects") + Markup('<div class="cards">{}</div>').format(items)


def _project(one: Project, changes: Sequence[Changed]) -> Markup:
    lines = [line for line in (told.where_and_whom(one), one.about, one.came_of_it) if line]
    inside = Markup("").join(Markup('<p class="small">{}</p>').format(line) for line in lines)
    return Markup(
        '<section class="card project"><h3>{name}</h3><p class="state {state}">{states}</p>{inside}{cited}</section>'
    ).format(name=one.name, state=one.state, states=told.project_states(one), inside=inside, cited=cited(one.citation))


def said(found: Voices) -> Markup:
    """You said, we did: what is open first, with the days it took."""
    title = markup.heading("You said, we did")
    if not found.said:
        return title + _none(
            "Nothing that people asked for is written down, so we cannot say whether they were answered."
        )
    usual = told.usual_days(found.said, cached.today())
    items = Markup("").join(map(_said, found.said[:OPEN_AT_MOST]))
    rest = Markup("").join(map(_said, found.said[OPEN_AT_MOST:]))
    more = (
        Markup("<details><summary>All {}</summary><ul class=plain>{}</ul></details>").format(
            words.counted(len(found.said), "entry", "entries"), rest
        )
        if rest
        else ""
    )
    return title + Markup('<p class="small">{}</p><ul class="plain">{}</ul>{}').format(usual, items, more)


def _said(one: Said) -> Markup:
    quoted = Markup("<blockquote>{}</blockquote>").format(one.words) if one.words else ""
    answered = Markup("<p>{}</p>").format(one.answer) if one.answer else ""
    return Markup('<li class="item"><strong>{}</strong> <span class="small">{}</span>{}{}{}</li>').format(
        words.upper(one.theme), told.answer(one, cached.today()), quoted, answered, cited(one.citation)
    )


def changed(found: Voices) -> Markup:
    """What changed, with its evidence, and the figures that might move."""
    title = markup.heading("What changed")
    if not found.changed:
        return title + _none("No change is written down.")
    items = Markup("").join(map(_changed, found.changed))
    return title + Markup('<ul class="plain">{}</ul><p class="small">{}</p>').format(items, told.NOT_PROOF)


def _changed(one: Changed) -> Markup:
    titles = cached.titles()
    links = [markup.link("indicator", titles[name], {"indicator": name}) for name in one.indicators if name in titles]
    might = Markup(' <span class="small">Might move: {}.</span>').format(markup.listed(links)) if links else ""
    return Markup('<li class="item"><strong>{}</strong> <span class="small">{}. {}.</span>{}{}</li>').format(
        one.name, words.upper(one.kind), told.change_state(one), might, cited(one.citation)
    )


def forums(found: Voices) -> Markup:
    """Who sits where, on whose terms."""
    if not found.forums:
        return Markup()
    items = Markup("").join(
        Markup('<li class="item"><strong>{}</strong> <span class="small">{}</span>{}{}{}</li>').format(
            one.name,
            told.forum_terms(one),
            _line(one.about),
            _line(one.sits_on),
            cited(one.citation),
        )
        for one in found.forums
    )
    return markup.heading("Forums and groups that decide") + Markup('<ul class="plain">{}</ul>').format(items)


def others(found: Voices) -> Markup:
    """Examples of networks of no strategy, folded: they count nowhere here."""
    if found.empty:
        return Markup()
    each = Markup("").join(_other(found, code, name) for code, name in found.networks.items())
    return Markup(
        '<details class="opener"><summary>What others do: {count}</summary>'
        '<p class="small">Examples from elsewhere. They are in none of the numbers of {place}.</p>{each}</details>'
    ).format(count=words.counted(len(found.networks), "network"), place=cached.strategy().place, each=each)


def _other(found: Voices, code: str, name: str) -> Markup:
    entries: Iterable[tuple[str, str, str]] = [
        *((one.name, one.about or one.came_of_it, one.citation) for one in found.projects if one.network == code),
        *((one.name, one.about, one.citation) for one in found.activities if one.network == code),
        *((one.name, one.about, one.citation) for one in found.forums if one.network == code),
        *((one.name, told.change_state(one), one.citation) for one in found.changed if one.network == code),
    ]
    items = Markup("").join(
        Markup('<li class="item"><strong>{}</strong>{}{}</li>').format(title, _line(about), cited(citation))
        for title, about, citation in entries
    )
    return Markup('<h3>{}</h3><ul class="plain">{}</ul>').format(name, items)


def cited(citation: str) -> Markup:
    """Where an entry comes from; that it names no source, where it names none."""
    return Markup('<p class="small source">{}</p>').format(f"Source: {citation}" if citation else "No source is named.")


def _line(text: str) -> Markup:
    return Markup("<p>{}</p>").format(text) if text else Markup()


def _none(text: str) -> Markup:
    return Markup('<p class="small">{}</p>').format(text)
