"""Who may do what: everything that needs leave, the pages it is on, and the roles that have it.  Nobody else may."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class UserRole(StrEnum):
    """What somebody is here.  A person may be several; one of none may do nothing."""

    PUBLIC = "public"
    """A visitor who has not signed in, where such visitors may read."""
    VIEWER = "viewer"
    CONTRIBUTOR = "contributor"
    """May write for the indicators and registers that are named for them, and for no others."""
    PRESENTER = "presenter"
    ANALYST = "analyst"
    APPROVER = "approver"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """What one may do here, or may not."""

    READ = "read, present and take away figures"
    READ_WRITING = "read stories, actions, decisions and meetings, and who loaded what"
    SEE_AUDIT = "see who did what"
    KEEP_PLAYLISTS = "make and change playlists"
    SHARE = "make a short link to a view"
    SET_TEMPLATE = "set the template of the board's slides"
    LEAD_TALKS = "lead a talk that others follow"
    RECORD_DECISIONS = "record decisions"
    CHOOSE_AGENDAS = "choose the agenda of a meeting"
    KEEP_MEETINGS = "enter meetings and take them off"
    WRITE_STORIES = "write stories"
    WRITE_ACTIONS = "write actions"
    WRITE_REGISTERS = "write in the registers"
    LOAD = "load and publish files"
    UNDO = "undo loads"
    SET_TARGETS = "set targets"
    DECIDE_STEPS = "approve and decline step changes"
    APPROVE = "approve what others propose to publish"
    GO_BACK = "go back to an earlier version"
    CHECK_PLAIN = "mark a plain page as checked"


_R = UserRole
PEOPLE = frozenset(UserRole) - {_R.PUBLIC}
EVERY_PAGE = (
    "overview",
    "outcome",
    "priority",
    "indicator",
    "inequalities",
    "places",
    "voices",
    "present",
    "follow",
    "holdings",
    "about",
)
IN_PLAIN_WORDS = ("overview", "outcome", "priority", "voices")
"""The pages that have a plain form."""
OF_THE_STRATEGY = ("overview", "outcome", "priority", "indicator")


WRITING = (
    Permission.RECORD_DECISIONS, Permission.WRITE_STORIES, Permission.WRITE_ACTIONS, Permission.WRITE_REGISTERS,
)  # fmt: skip
"""What has forms whose words are kept while they are typed."""
SENDS_FILES = (Permission.LOAD, Permission.SET_TEMPLATE)
"""What needs files to be sent: nobody else's are taken, before a page is asked."""


@dataclass(frozen=True)
class Allowed:
    """The pages that it is on, by their names in a link, and the roles that may."""

    pages: tuple[str, ...]
    roles: frozenset[UserRole]


TABLE = {
    Permission.READ: Allowed((*EVERY_PAGE, "upload"), frozenset(UserRole)),
    Permission.READ_WRITING: Allowed((*OF_THE_STRATEGY, "holdings", "upload"), PEOPLE),
    Permission.SEE_AUDIT: Allowed(("holdings",), frozenset({_R.ANALYST, _R.APPROVER, _R.ADMINISTRATOR})),
    Permission.KEEP_PLAYLISTS: Allowed((*OF_THE_STRATEGY, "present"), frozenset({_R.PRESENTER, _R.ANALYST})),
    Permission.SHARE: Allowed(OF_THE_STRATEGY, frozenset({_R.PRESENTER, _R.ANALYST})),
    Permission.SET_TEMPLATE: Allowed(("present",), frozenset({_R.ANALYST})),
    Permission.LEAD_TALKS: Allowed(("present",), frozenset({_R.PRESENTER, _R.ANALYST})),
    Permission.RECORD_DECISIONS: Allowed(
        (*OF_THE_STRATEGY, "present", "holdings"), frozenset({_R.PRESENTER, _R.ANALYST})
    ),
    Permission.CHOOSE_AGENDAS: Allowed(("holdings",), frozenset({_R.PRESENTER, _R.ANALYST})),
    Permission.KEEP_MEETINGS: Allowed(("holdings",), frozenset({_R.PRESENTER, _R.ANALYST})),
    Permission.WRITE_STORIES: Allowed(("indicator", "priority"), frozenset({_R.CONTRIBUTOR, _R.ANALYST})),
    Permission.WRITE_ACTIONS: Allowed(
        ("outcome", "priority", "indicator", "holdings"), frozenset({_R.CONTRIBUTOR, _R.ANALYST})
    ),
    Permission.WRITE_REGISTERS: Allowed(("voices",), frozenset({_R.CONTRIBUTOR, _R.ANALYST})),
    Permission.LOAD: Allowed(("upload",), frozenset({_R.CONTRIBUTOR, _R.ANALYST})),
    Permission.UNDO: Allowed(("upload", "holdings"), frozenset({_R.ANALYST})),
    Permission.SET_TARGETS: Allowed(("holdings",), frozenset({_R.ANALYST})),
    Permission.DECIDE_STEPS: Allowed(("indicator",), frozenset({_R.APPROVER})),
    Permission.APPROVE: Allowed(("upload",), frozenset({_R.APPROVER})),
    Permission.GO_BACK: Allowed(("holdings",), frozenset({_R.ADMINISTRATOR})),
    Permission.CHECK_PLAIN: Allowed(IN_PLAIN_WORDS, frozenset({_R.ANALYST, _R.APPROVER})),
}
