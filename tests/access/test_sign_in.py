"""A cookie counts only as the provider's word: whom it names, what it opens, and what is kept when somebody comes back."""

from __future__ import annotations

import json
import secrets
import time

import pytest
from itsdangerous import URLSafeTimedSerializer

from pages.access.guard import MARK, Guard
from pages.access.role_table import Permission, UserRole
from pages.access.sign_in import COOKIE, Claims, NotSignedIn, claims, roles_of
from pages.access.visitor import EXPIRED, NO_ROLE, SIGNED_OUT, visitor
from tests.access.provider import ANA, LONG, ORIGIN, SECRET, signed


class TestCookies:
    def test_a_sound_one_names_who_signed_in(self, setup):
        person = claims(setup(), signed(ANA, iss="https://login.example.org"))
        assert isinstance(person, Claims)
        assert (person.ident, person.name, person.email) == (
            "https://login.example.org|ana",
            "Ana Lyst",
            "ana@example.org",
        )

    def test_one_in_several_pieces_names_nobody_for_those_of_two_sign_ins_could_be_put_together(self, setup):
        cookies = signed(ANA | LONG)
        assert len(cookies) > 2
        assert claims(setup(), cookies) == NotSignedIn()
        again = signed({"sub": "bo"} | LONG)
        assert claims(setup(), cookies | {COOKIE: again[COOKIE]}) == NotSignedIn()

    @pytest.mark.parametrize(
        "cookies",
        [
            {},
            {COOKIE: ""},
            {COOKIE: "chunks-99999999"},
            {COOKIE: json.dumps(ANA)},
            {COOKIE: "\u00ff\u00fe"},
            signed(ANA, secret="another-secret-of-thirty-two-letters!"),
            signed(ANA, origin="https://elsewhere.example.org"),
            signed(ANA | {"sub": ""}),
            signed(ANA, is_logged_in=False),
            {f"{COOKIE}_tokens": signed(ANA)[COOKIE]},
        ],
        ids=["none", "empty", "chunks", "bare", "bytes", "secret", "origin", "nobody", "out", "other name"],
    )
    def test_one_that_is_forged_or_of_elsewhere_names_nobody(self, setup, cookies):
        assert claims(setup(), cookies) == NotSignedIn()

    def test_every_change_of_a_letter_is_seen(self, setup):
        cookie, settings = signed(ANA)[COOKIE], setup()
        for at in range(0, len(cookie), 7):
            other = "A" if cookie[at] != "A" else "B"
            assert isinstance(claims(settings, {COOKIE: cookie[:at] + other + cookie[at + 1 :]}), NotSignedIn)

    def test_one_that_is_too_old_says_that_it_has_ended(self, setup, monkeypatch):
        settings, cookies = setup({"hours": 1}), signed(ANA)
        later = time.time() + 3700
        monkeypatch.setattr(time, "time", lambda: later)
        assert claims(settings, cookies) == NotSignedIn(expired=True)

    def test_an_address_that_the_provider_has_not_verified_gives_no_role(self, setup):
        settings = setup()
        person_claims = claims(settings, signed({"sub": "x", "email": "ann@example.org", "email_verified": False}))
        assert isinstance(person_claims, Claims)
        assert roles_of(person_claims, settings.access) == frozenset()


class TestVisits:
    def test_who_has_not_signed_in_reads_nothing_unless_the_public_may(self, setup):
        setup()
        person = visitor({}, {}, None)
        assert (person.why_not, person.may(Permission.READ)) == (SIGNED_OUT, False)
        setup({"public": True})
        person = visitor({}, {}, None)
        assert [permission for permission in Permission if person.may(permission)] == [Permission.READ]

    def test_the_link_with_the_key_opens_nothing_where_people_sign_in(self, setup, own_page, known_key):
        setup()
        name, _, value = own_page["cookie"].partition("=")
        assert not visitor(own_page, {name: value}, None).may(Permission.READ)

    @pytest.mark.slow
    def test_one_without_a_role_is_told_whom_to_ask(self, setup):
        setup()
        person = visitor({}, signed({"sub": "x", "name": "X"}), None)
        assert (person.signed_in, person.why_not, person.may(Permission.READ)) == (True, NO_ROLE, False)

    def test_one_that_has_ended_is_told_so(self, setup, monkeypatch):
        setup()
        cookies, later = signed(ANA), time.time() + 11 * 3600
        monkeypatch.setattr(time, "time", lambda: later)
        assert visitor({}, cookies, None).why_not == EXPIRED


UPLOAD = "/_stcore/upload_file/session/file"


def page(cookies: dict[str, str] | None = None, origin: str = ORIGIN) -> dict[str, str]:
    """The headers of the dashboard's own page behind a proxy that ends TLS."""
    cookie_header = "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())
    return {"host": "inner:8501", "origin": origin, "cookie": cookie_header, "x-forwarded-proto": "https"}


class TestGuard:
    @pytest.mark.slow
    def test_an_analyst_sends_files_through_the_proxy(self, setup, ask):
        setup()
        assert ask(Guard, "DELETE", UPLOAD, page(signed(ANA))).status == 200

    @pytest.mark.slow
    @pytest.mark.parametrize(
        "headers",
        [
            page(),
            page(signed({"sub": "x", "roles": ["chairs"]})),
            page(signed(ANA, secret="another-secret-of-thirty-two-letters!")),
            page(signed(ANA), origin="http://inner:8501"),
            {key: value for key, value in page(signed(ANA)).items() if key != "origin"},
            page(signed(ANA), origin="https://evil.example"),
        ],
        ids=["nobody", "presenter", "forged", "other origin", "no origin", "foreign"],
    )
    def test_nobody_else_sends_a_byte(self, setup, ask, headers):
        setup()
        answer = ask(Guard, "PUT", UPLOAD, headers, body=b"a file")
        assert (answer.status, answer.read, answer.reached) == (403, 0, None)

    @pytest.mark.slow
    @pytest.mark.parametrize("path", ["/open-data/indicators.json", "/media/a.csv", "/base/open-data/verdicts.csv"])
    def test_figures_beside_the_pages_are_for_those_who_read(self, setup, ask, path):
        setup()
        assert ask(Guard, "GET", path).status == 401
        assert ask(Guard, "GET", path, page(signed(ANA))).status == 200
        setup({"public": True})
        assert ask(Guard, "GET", path).status == 200

    def test_the_letters_of_the_way_in_are_for_everybody(self, setup, ask, configured):
        setup()
        assert ask(Guard, "GET", "/static/media/SourceSans.woff2").status == 200
        configured("server.baseUrlPath", "static")
        assert ask(Guard, "GET", "/static/media/a.csv").status == 401
        assert ask(Guard, "GET", "/static/static/media/SourceSans.woff2").status == 200

    @pytest.mark.slow
    def test_a_session_is_of_one_sign_in(self, setup, ask):
        setup()
        marks = [
            dict(ask(Guard, headers=page(cookies), kind="websocket").reached["headers"])[MARK.encode()]
            for cookies in ({}, signed(ANA), signed(ANA | {"sub": "other"}))
        ]
        assert marks[0] == b"reader"
        assert len(set(marks)) == 3

    @pytest.mark.slow
    def test_signing_out_ends_a_cookie_wherever_it_is_kept(self, setup, ask, store):
        setup()
        cookies = signed(ANA)
        assert visitor({}, cookies, None).may(Permission.LOAD)
        assert ask(Guard, "GET", "/auth/logout", page(cookies)).status == 200
        assert visitor({}, cookies, None).why_not == SIGNED_OUT
        assert visitor({}, signed(ANA | {"nonce": "again"}), None).may(Permission.LOAD)


class TestComingBack:
    """What the browser is given to keep when somebody comes back from the provider."""

    def given(self, ask, person_claims: dict, tokens: dict) -> dict[str, str]:
        cookies = signed(person_claims) | signed(tokens, name=f"{COOKIE}_tokens") | {"other": "kept"}

        async def comes_back(scope, receive, send):
            headers = [(b"set-cookie", f"{name}={value}; HttpOnly; Path=/".encode()) for name, value in cookies.items()]
            await send({"type": "http.response.start", "status": 302, "headers": headers})

        answer = ask(lambda _: Guard(comes_back), "GET", "/oauth2callback?code=a&state=b")
        set_ = [cookie.split("; ") for cookie in answer.headers.getlist("set-cookie")]
        assert all(rest == ["HttpOnly", "Path=/"] for _, *rest in set_)
        return dict(first.split("=", 1) for first, *_ in set_)

    def test_somebody_with_many_groups_keeps_one_short_cookie_that_names_them_and_their_role(self, setup, ask):
        settings = setup()
        many = [secrets.token_hex(18) for _ in range(200)]
        cookies = self.given(
            ask, ANA | LONG | {"roles": [*many, "board-analysts"]}, {"id_token": "t" * 9 + LONG["about"]}
        )
        assert cookies.keys() == {COOKIE, "other"}
        assert len(cookies[COOKIE]) < 600
        named = claims(settings, cookies)
        assert isinstance(named, Claims)
        assert (named.name, named.groups) == ("Ana Lyst", {"board-analysts"})

    def test_the_hint_for_signing_out_is_kept_where_it_is_short_and_a_token_that_opens_things_never(self, setup, ask):
        setup()
        cookies = self.given(ask, ANA, {"id_token": "of ana", "access_token": "opens"})
        hint = URLSafeTimedSerializer(SECRET, salt=f"{COOKIE}_tokens").loads(cookies[f"{COOKIE}_tokens"])
        assert json.loads(hint) == {"id_token": "of ana"}

    def test_groups_that_are_named_here_by_any_claim_are_kept(self, setup, ask):
        settings = setup({"claim": "email", "roles": {"ana@example.org": "viewer"}, "people": {}})
        named = claims(settings, self.given(ask, ANA, {}))
        assert isinstance(named, Claims)
        assert roles_of(named, settings.access) == {UserRole.VIEWER}


def test_by_https_every_cookie_says_that_it_goes_no_other_way(setup, ask):
    from pages.access.headers import HEADERS, SecurityHeaders

    async def sets_a_cookie(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": [(b"set-cookie", b"a=b; HttpOnly")]})

    setup()
    answer = ask(lambda _: SecurityHeaders(sets_a_cookie))
    assert answer.headers["set-cookie"] == "a=b; HttpOnly; Secure"
    assert answer.headers["strict-transport-security"]
    assert HEADERS.keys() <= set(answer.headers.keys())
