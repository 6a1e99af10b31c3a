"""Sign-in settings that are wrong say what to do, and roles come by mapping alone."""

from __future__ import annotations

import pytest

from pages.access import sign_in
from pages.access.role_table import Permission, UserRole
from pages.access.sign_in import Access, Claims, read, roles_of, writes_for
from pages.access.visitor import Person, visitor
from tests.access.provider import ACCESS, AUTH, ORIGIN


class TestSettings:
    def test_without_any_nobody_signs_in(self):
        assert read({}) is None
        assert read({"other": {"a": 1}}) is None

    def test_sound_ones_have_no_fault(self):
        settings = read({"auth": AUTH, "access": ACCESS})
        assert settings is not None
        assert (settings.faults, settings.providers, settings.origin) == ((), ("default",), ORIGIN)

    def test_several_providers_go_by_their_names(self):
        provider = {key: AUTH[key] for key in ("client_id", "client_secret", "server_metadata_url")}
        shared = {key: AUTH[key] for key in ("redirect_uri", "cookie_secret")}
        settings = read({"auth": {**shared, "nhs": provider, "council": provider}, "access": ACCESS})
        assert settings is not None
        assert (settings.providers, settings.faults) == (("nhs", "council"), ())

    @pytest.mark.parametrize(
        ("auth", "expected_words"),
        [
            ({"redirect_uri": ""}, "has no redirect_uri. Add"),
            ({"redirect_uri": "https://board.example.org/"}, "must be an address that ends in /oauth2callback"),
            ({"redirect_uri": "http://board.example.org/oauth2callback"}, "must begin with https://"),
            ({"cookie_secret": "short"}, "at least 32 characters. Make one:"),
            ({"client_id": ""}, "[auth] has no client_id."),
            ({"client_secret": ""}, "[auth] has no client_secret."),
            ({"server_metadata_url": ""}, "[auth] has no server_metadata_url."),
            (
                {"server_metadata_url": "http://login.example.org"},
                "server_metadata_url in [auth] must begin with https://",
            ),
        ],
    )
    def test_what_is_wrong_is_named_with_what_to_do(self, auth, expected_words):
        settings = read({"auth": AUTH | auth, "access": ACCESS})
        assert settings is not None
        assert any(expected_words in fault for fault in settings.faults), settings.faults

    @pytest.mark.parametrize(
        ("access", "expected_words"),
        [
            ({}, "gives nobody a role"),
            ({"role": {}}, "role, which is no setting"),
            ({"people": {"a@b.org": "boss"}}, "people.a@b.org in [access]"),
            ({"people": {"a@b.org": "viewer"}, "hours": 0}, "hours in [access]"),
        ],
    )
    def test_so_is_what_is_wrong_with_the_roles(self, access, expected_words):
        settings = read({"auth": AUTH, "access": access})
        assert settings is not None
        assert any(expected_words in fault for fault in settings.faults), settings.faults

    def test_no_fault_tells_a_secret(self):
        settings = read({"auth": AUTH | {"cookie_secret": "hush-hush", "redirect_uri": "x"}, "access": {"x": 1}})
        assert settings is not None
        assert "hush" not in repr(settings)

    def test_a_file_that_is_no_toml_says_so_and_lets_nobody_in(self, tmp_path, monkeypatch):
        class Broken:
            def load_if_toml_exists(self):
                raise ValueError("line 3")

        monkeypatch.setattr(sign_in.st, "secrets", Broken())
        sign_in.sign_in.cache_clear()
        try:
            settings = sign_in.sign_in()
            assert settings is not None
            assert "secrets.toml cannot be read: line 3" in settings.faults[0]
            assert not visitor({}, {}, None).may(Permission.READ)
        finally:
            sign_in.sign_in.cache_clear()


class TestRoles:
    def of(self, access: dict, **more_claims) -> Claims:
        person = sign_in._named({"sub": "x"} | more_claims, Access.model_validate(access), "")
        assert isinstance(person, Claims)
        return person

    def test_nobody_has_one_that_is_not_given(self):
        assert roles_of(self.of(ACCESS, email="else@example.org", roles=["others"]), Access(**ACCESS)) == frozenset()

    def test_they_come_by_address_and_by_group_together(self):
        access = Access(**ACCESS)
        user_roles = roles_of(self.of(ACCESS, email="ANN@example.org", roles=["chairs"]), access)
        assert user_roles == {UserRole.ADMINISTRATOR, UserRole.PRESENTER, UserRole.APPROVER}

    def test_a_claim_of_one_group_and_one_by_another_name_are_read(self):
        access = {"claim": "groups", "roles": {"g": "viewer"}}
        assert roles_of(self.of(access, groups="g"), Access(**access)) == {UserRole.VIEWER}
        assert roles_of(self.of(access, roles=["g"]), Access(**access)) == frozenset()

    def test_a_claim_of_another_shape_gives_none(self):
        for odd in (7, {"g": 1}, None, [["board-analysts"]]):
            assert roles_of(self.of(ACCESS, roles=odd), Access(**ACCESS)) == frozenset()

    def test_nobody_is_made_the_public_by_a_mapping(self):
        access = {"people": {"a@b.org": "public"}}
        assert roles_of(self.of(access, email="a@b.org"), Access(**access)) == frozenset()

    def test_a_contributor_writes_for_what_is_named_and_for_nothing_else(self):
        access = Access(**ACCESS)
        names = writes_for(self.of(ACCESS, email="bo@example.org"), access)
        bo = Person("bo", "Bo", frozenset({UserRole.CONTRIBUTOR}), writes_for=names)
        assert bo.may(Permission.LOAD) and bo.may(Permission.LOAD, "cp_burden", "feedback")
        assert not bo.may(Permission.LOAD, "cp_burden", "suicide_rate")
        assert not bo.may(Permission.WRITE_STORIES, "")
        assert not bo.may(Permission.UNDO)
        assert not Person("cy", "Cy", frozenset({UserRole.CONTRIBUTOR})).may(Permission.LOAD)
