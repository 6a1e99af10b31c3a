"""What networks wrote down, as the page of voices shows it: projects, answers, changes, forums, and what others do."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from markupsafe import Markup

from charts import words
from charts.words import entries
from charts.words import voices as voices_words
from indicators.core.board.voices import Changed, Entry, Feedback, Forum, Project, Voices
from indicators.core.model import NETWORK
from pages.parts.shared import cached, markup
from pages.parts.voices import entry_links

OPEN_AT_MOST = 12


def whose(voices: Voices) -> Markup:
    """Which networks this is of, and how an entry comes here."""
    if not voices.networks:
        return Markup("<p>A network is named among the bodies of the strategy's file, as a co-production network.</p>")
    named = words.listed(list(voices.networks.values()))
    load = markup.link("upload", "Load a network's register")
    return Markup('<p class="small">As {} wrote it down. People appear as numbers in groups only. {}.</p>').format(
        named, load
    )


def projects(voices: Voices, *, writes: bool = False) -> Markup:
    """Every project with its state, what it is for and what came of it; those that run first.

    Here and below ``writes`` adds the ways to the forms, for those who may write.
    """
    items = Markup("").join(_project(project, voices, writes) for project in voices.projects)
    if not items:
        return Markup()
    return _section("Projects", Markup('<div class="cards">{}</div>').format(items), "project", writes)


def _project(project: Project, voices: Voices, writes: bool) -> Markup:
    lines = [line for line in (voices_words.where_and_whom(project), project.about, project.came_of_it) if line]
    inside = Markup("").join(Markup('<p class="small">{}</p>').format(line) for line in lines)
    way = entry_links.correct("project", project.key, project.name) if writes else ""
    return Markup('<section class="card project"><h3>{}</h3><p><strong>{}</strong> {}</p>{}{}</section>').format(
        project.name, voices_words.project_states(project), cited(voices, project.citation), inside, way
    )


def feedback(voices: Voices, *, writes: bool = False) -> Markup:
    """You said, we did: what is open first, with the days it took."""
    if not voices.feedback:
        return Markup()
    usual = Markup('<p class="small">{}</p>').format(voices_words.usual_days(voices.feedback, cached.today()))
    first = _entries(_feedback(theme, voices, writes) for theme in voices.feedback[:OPEN_AT_MOST])
    rest = voices.feedback[OPEN_AT_MOST:]
    folded_rest = (
        Markup('<details class="opener"><summary>{} more</summary>{}</details>').format(
            len(rest), _entries(_feedback(theme, voices, writes) for theme in rest)
        )
        if rest
        else Markup()
    )
    return _section("You said, we did", usual + first + folded_rest, "feedback", writes)


def _feedback(theme: Feedback, voices: Voices, writes: bool) -> Markup:
    quoted = Markup("<blockquote>{}</blockquote>").format(theme.words) if theme.words else Markup()
    label = entries.CORRECT if theme.told_back else entries.TELL
    way = entry_links.correct("feedback", theme.key, theme.theme, label) if writes else ""
    return _entry(
        words.upper(theme.theme),
        voices_words.answer(theme, cached.today()),
        quoted + _line(theme.answer) + way,
        cited(voices, theme.citation),
    )


def changed(voices: Voices, *, writes: bool = False) -> Markup:
    """What changed, with its evidence, and the figures that might move."""
    if not voices.changed:
        return Markup()
    items = _entries(_changed(change, voices, writes) for change in voices.changed)
    proof = Markup('<p class="small">{}</p>').format(voices_words.NOT_PROOF)
    return _section("What changed", items + proof, "change", writes)


def _changed(change: Changed, voices: Voices, writes: bool) -> Markup:
    titles = cached.titles()
    links = [
        markup.link("indicator", titles[name], {"indicator": name}) for name in change.indicators if name in titles
    ]
    might = Markup("<p>Might move: {}.</p>").format(markup.listed(links)) if links else Markup()
    way = entry_links.correct("change", change.key, change.name) if writes else ""
    state = f"{words.upper(change.kind)}. {voices_words.change_state(change)}"
    return _entry(change.name, state, might + way, cited(voices, change.citation))


def forums(voices: Voices, *, writes: bool = False) -> Markup:
    """Who sits where, on whose terms."""
    if not voices.forums:
        return Markup()
    items = _entries(_forum(forum, voices, writes) for forum in voices.forums)
    return _section("Forums and groups that decide", items, "forum", writes)


def _forum(forum: Forum, voices: Voices, writes: bool) -> Markup:
    way = entry_links.correct("forum", forum.key, forum.name) if writes else ""
    details = _line(forum.about) + _line(forum.sits_on) + way
    return _entry(forum.name, voices_words.forum_terms(forum), details, cited(voices, forum.citation))


def part(priority: str, indicators: Collection[str]) -> Markup:
    """What people say of one part of the strategy, as far as entries of the registers name it.

    A part that is measured by what networks wrote down says what that is, and where it stands.
    """
    voices = cached.voices()
    of_part = voices.about(priority, indicators)
    if not of_part.empty:
        return projects(of_part) + feedback(of_part) + changed(of_part) + sources(of_part)
    if voices.empty or not any(NETWORK in cached.indicator(name).stands for name in indicators):
        return Markup()
    line = voices_words.voices_headline(voices, cached.strategy().place)
    way = markup.link("voices", "Read it in Voices")
    return markup.heading("What people say") + Markup("<p>{} {}</p>").format(line, way)


def missing(voices: Voices, *, who: bool) -> Markup:
    """What no network has written down yet, and the ways to begin."""
    words_of_it = voices_words.not_written_down(voices, who=who) if voices.networks else ""
    if not words_of_it:
        return Markup()
    entries_by_register = {
        "project": voices.projects,
        "participation": who,
        "involvement": voices.activities,
        "feedback": voices.feedback,
        "change": voices.changed,
        "forum": voices.forums,
    }
    ways = entry_links.add(*(register for register, entries_there in entries_by_register.items() if not entries_there))
    return Markup('<p class="note">{}</p>{}').format(words_of_it, ways)


def sources(voices: Voices) -> Markup:
    """What the entries cite, numbered as they are referred to."""
    if not voices.sources:
        return Markup()
    items = Markup("").join(
        Markup('<li id="source-{}">{}</li>').format(at, source) for at, source in enumerate(voices.sources, 1)
    )
    return Markup('<section class="small"><h2>Sources</h2><ol>{}</ol></section>').format(items)


def others(voices: Voices) -> Markup:
    """Examples of networks of no strategy, folded: they count nowhere here."""
    if voices.empty:
        return Markup()
    sections = Markup("").join(_other(voices, code, name) for code, name in voices.networks.items())
    return Markup(
        '<details class="opener"><summary>What others do: {count}</summary>'
        '<p class="small">Examples from elsewhere. They are in none of the numbers of {place}.</p>{each}</details>'
    ).format(count=words.counted(len(voices.networks), "network"), place=cached.strategy().place, each=sections)


def _other(voices: Voices, code: str, name: str) -> Markup:
    all_entries: list[tuple[str, str, str, Entry]] = [
        *(
            (entry_shown.name, voices_words.project_states(entry_shown), entry_shown.about, entry_shown)
            for entry_shown in voices.projects
        ),
        *(
            (entry_shown.name, voices_words.on(entry_shown.day), entry_shown.about, entry_shown)
            for entry_shown in voices.activities
        ),
        *((entry_shown.name, "", entry_shown.about, entry_shown) for entry_shown in voices.forums),
        *(
            (entry_shown.name, voices_words.change_state(entry_shown), "", entry_shown)
            for entry_shown in voices.changed
        ),
    ]
    own_entries = [entry for entry in all_entries if entry[3].network == code]
    cites = Markup("").join(
        Markup('<p class="small">Source: {}</p>').format(source)
        for source in dict.fromkeys(entry_shown.citation for *_, entry_shown in own_entries)
    )
    items = _entries(_entry(title, state, _line(about), Markup()) for title, state, about, _ in own_entries)
    return Markup("<h3>{}</h3>{}{}").format(name, items, cites)


def cited(voices: Voices, citation: str) -> Markup:
    """The number of an entry's source; that it names none, where it names none."""
    if citation not in voices.sources:
        return Markup('<span class="small">No source is named.</span>')
    number = voices.sources.index(citation) + 1
    return Markup('<a class="small" href="#source-{0}">Source {0}</a>').format(number)


def _section(title: str, inside: Markup, register: str, writes: bool) -> Markup:
    return markup.heading(title) + inside + (entry_links.add(register) if writes else Markup())


def _entries(items: Iterable[Markup]) -> Markup:
    return Markup('<ul class="entries">{}</ul>').format(Markup("").join(items))


def _entry(title: str, state: str, details: Markup, source: Markup) -> Markup:
    return Markup('<li><strong>{}</strong><p class="small">{} {}</p>{}</li>').format(title, state, source, details)


def _line(text: str) -> Markup:
    return Markup("<p>{}</p>").format(text) if text else Markup()
