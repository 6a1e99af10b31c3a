"""What whoever starts the server may set: what is not fit is refused with what to do, and nothing shows the key."""

from __future__ import annotations

import pytest

from pages.access.settings import ALL, KEPT, KEY, MEGABYTE, VISIT, settings


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch):
    """The settings of a new start in an environment."""

    def started(**environment: str):
        for name in (KEY, VISIT, ALL, KEPT):
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        settings.cache_clear()
        return settings()

    return started


def test_each_start_has_a_key_of_its_own_that_nobody_can_guess(start):
    keys = {start().key for _ in range(20)}
    assert len(keys) == 20
    assert all(len(key) >= 40 for key in keys)


def test_one_start_keeps_its_key(start):
    assert start().key == settings().key


def test_a_key_that_is_given_is_taken(start):
    started_settings = start(DASHBOARD_KEY="01234567890123456789")
    assert (started_settings.key, started_settings.key_was_given) == ("01234567890123456789", True)


@pytest.mark.parametrize(
    "key", ["", "short", "0123456789012345678", "a key with blanks in it", "schlüssel-schlüssel-schlüssel"]
)
def test_a_key_that_is_too_short_or_not_fit_for_a_link_is_refused(start, key):
    with pytest.raises(ValueError, match="DASHBOARD_KEY must have at least 20 characters"):
        start(DASHBOARD_KEY=key)


def test_the_settings_do_not_show_their_key(start):
    assert "01234567890123456789" not in repr(start(DASHBOARD_KEY="01234567890123456789"))


def test_limits_have_sensible_defaults_and_can_be_set(start):
    usual = start()
    assert (usual.visit_bytes, usual.all_bytes, usual.kept_seconds) == (500 * MEGABYTE, 2000 * MEGABYTE, 15)
    assert start(**{VISIT: "1"}).visit_bytes == MEGABYTE


@pytest.mark.parametrize("value", ["", "many", "-1", "1.5", "٣", "9" * 5000])
@pytest.mark.parametrize("name", [VISIT, ALL, KEPT])
def test_a_limit_that_is_no_whole_number_is_refused_by_its_name(start, name, value):
    with pytest.raises(ValueError, match=f"{name} must be a whole number") as refused:
        start(**{name: value})
    assert len(str(refused.value)) < 200
