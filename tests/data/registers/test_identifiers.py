"""What tells who somebody is never enters a register: found by its form, told by its kind, never repeated."""

from __future__ import annotations

from time import perf_counter

import pytest
from cases import each
from hypothesis import given
from hypothesis import strategies as st

from data.loading import identifiers
from data.loading.identifiers import kinds_in, masked, may_name_somebody
from data.problems import errors, questions

EMAIL, NHS, POSTCODE = "an email address", "an NHS number", "a full postcode"
PHONE, BIRTH = "a telephone number", "a date of birth"


def nhs_number(first: str) -> str | None:
    """Nine digits with their check digit; ``None`` where they can have none."""
    check = 11 - sum(int(digit) * weight for digit, weight in zip(first, range(10, 1, -1), strict=True)) % 11
    return None if check == 10 else f"{first}{check % 11}"


nhs = st.from_regex(r"[4-7][0-9]{8}", fullmatch=True).map(nhs_number).filter(bool)
NHS_FORMS = (
    "{0}",
    "{0[0]}{0[1]}{0[2]} {0[3]}{0[4]}{0[5]} {0[6]}{0[7]}{0[8]}{0[9]}",
    "{0[0]}{0[1]}{0[2]}-{0[3]}{0[4]}{0[5]}-{0[6]}{0[7]}{0[8]}{0[9]}",
)
digits = lambda number: st.from_regex(rf"[0-9]{{{number}}}", fullmatch=True)  # noqa: E731
telephone = st.one_of(
    st.builds("07{} {}".format, digits(3), digits(6)),
    st.builds("07{}".format, digits(9)),
    st.builds("0113 {} {}".format, digits(3), digits(4)),
    st.builds("(0113) {} {}".format, digits(3), digits(4)),
    st.builds("020 7{} {}".format, digits(3), digits(4)),
    st.builds("+44 7{} {}".format, digits(3), digits(6)),
    st.builds("+44 (0)113 {} {}".format, digits(3), digits(4)),
    st.builds("(+44) 113 {} {}".format, digits(3), digits(4)),
    st.builds("00447{}".format, digits(9)),
)  # fmt: skip
outward = st.sampled_from(("LS9", "LS12", "M1", "B33", "W1A", "EC1A", "SW1W", "CR2", "DN55"))
postcode = st.builds(
    lambda area, gap, number, unit, case: case(f"{area}{gap}{number}{unit}"),
    outward,
    st.sampled_from(("", " ")),
    st.integers(0, 9),
    st.text("ABDEFGHJLNPQRSTUWXYZ", min_size=2, max_size=2),
    st.sampled_from((str.upper, str.lower)),
)
email = st.from_regex(r"[a-z]{1,8}([._][a-z]{1,8})?@[a-z]{2,8}\.(org|co\.uk|nhs\.uk)", fullmatch=True)
birth = st.one_of(
    st.builds("born {}/{}/{}".format, st.integers(1, 28), st.integers(1, 12), st.integers(1920, 2010)),
    st.builds("DOB: {}.{}.{}".format, st.integers(1, 28), st.integers(1, 12), st.integers(20, 99)),
    st.builds("date of birth {} March {}".format, st.integers(1, 28), st.integers(1920, 2010)),
    st.builds("born on the {}th of May {}".format, st.integers(4, 20), st.integers(1920, 2010)),
)
before, after = (
    st.sampled_from(texts) for texts in (("", "Seen: ", "we said (", "LS9 Lives, "), ("", " said", ").", ", 999"))
)


@pytest.mark.slow
@given(before, nhs, st.sampled_from(NHS_FORMS), after)
def test_an_nhs_number_is_found_however_it_is_spaced(start: str, number: str, form: str, end: str):
    assert kinds_in(f"{start}{form.format(number)}{end}") == (NHS,)


@given(nhs, st.integers(1, 9))
def test_ten_digits_with_a_wrong_check_digit_are_no_nhs_number(number: str, offset: int):
    assert kinds_in(f"{number[:9]}{(int(number[9]) + offset) % 10}") == ()


@given(before, telephone, after)
def test_a_telephone_number_is_found(start: str, number: str, end: str):
    assert PHONE in kinds_in(f"{start}{number}{end}")


@given(before, postcode, after)
def test_a_full_postcode_is_found(start: str, code: str, end: str):
    assert kinds_in(f"{start}{code}{end}") == (POSTCODE,)


@given(before, email, after)
def test_an_email_address_is_found(start: str, address: str, end: str):
    assert kinds_in(f"{start}{address}{end}") == (EMAIL,)


def test_an_email_address_is_found_in_a_link_too():
    assert kinds_in("https://example.org/?from=ann@example.org") == (EMAIL,)


@given(before, birth, after)
def test_a_date_of_birth_is_found(start: str, day: str, end: str):
    assert kinds_in(f"{start}{day}{end}") == (BIRTH,)


@given(st.lists(st.one_of(nhs, telephone, postcode, email, birth), min_size=1, max_size=4))
def test_what_is_masked_has_no_identifier_left(planted: list[str]):
    text = masked(" and ".join(planted))
    assert kinds_in(text) == ()
    assert not any(secret in text for secret in planted)


@given(st.text())
def test_any_text_is_looked_at_and_one_without_identifiers_stays_as_it_is(text: str):
    assert (masked(text) == text) == (not kinds_in(text))


@each(
    "text",
    [
        "LS9 Lives",
        "LS9, among it Burmantofts",
        "999",
        "111",
        "Samaritans: 116 123",
        "2020-2025",
        "01.04.2024 - 30.06.2024",
        "2024-04-01 to 2024-06-30",
        "E08000035",
        "https://example.org/9434765919/LS97TA?tel=07700900123",
        "www.example.org/07700900123",
        "born in 1980",
        "30 people on 12/3/2025",
        "£1,234,567,890.12",
        "We no longer ask for a date of birth.",
    ],
)
def test_what_only_looks_a_little_like_one_is_none(text: str):
    assert kinds_in(text) == ()


@each("text", ["Mr Joe Bloggs", "Dr. Smith came", "my name is joe", "My name's Ann", "a woman called Ann"])
def test_a_text_that_may_name_somebody_is_noticed(text: str):
    assert may_name_somebody(text)


@each("text", ["the chair of the forum", "they called a meeting", "Drop-ins", "Leeds LGBT+ Minds", "msn"])
def test_other_texts_name_nobody(text: str):
    assert not may_name_somebody(text)


@pytest.mark.slow
@each("text", ["0", "a@", "a.", "1 ", "0113 ", "born 1", "LS9 ", "LS9 7AB ", "a@b.org "])
def test_a_very_long_cell_takes_no_time(text: str):
    started = perf_counter()
    masked(text * 20_000)
    assert perf_counter() - started < 5


# In a file


SECRET = "Ring 07700 900123 or a@b.org"


@pytest.mark.parametrize("column", ["said", "answer", "theme", "citation", "a column of their own"])
def test_a_cell_with_an_identifier_is_refused_wherever_it_stands(column: str, written, checked):
    examined = checked(written("feedback", {column: SECRET}))
    faults = errors(examined.problems)
    assert {fault.problem for fault in faults} == {
        "There is an email address in this cell.",
        "There is a telephone number in this cell.",
    }
    assert {(fault.row, fault.column) for fault in faults} == {(2, column)}
    assert all("Take it out" in fault.remedy for fault in faults)


def test_no_problem_and_no_row_handed_on_repeats_it(written, checked):
    checked_file = checked(written("feedback", {"said": SECRET, "consented": "ask a@b.org"}))
    shown = "".join([*map(str, checked_file.problems), *(cell for row in checked_file.beside.values() for cell in row)])
    assert "900123" not in shown and "a@b.org" not in shown
    assert "[an email address]" in shown


def test_a_column_of_identifiers_is_refused_by_its_name(written, checked):
    (fault,) = errors(checked(written("feedback", {"Date of birth": ""})).problems)
    assert (fault.row, fault.column) == (1, "Date of birth")
    assert "Delete the column" in fault.remedy


@pytest.mark.parametrize("column", ["Surname", "Full name", "Address", "Hospital number", "NINO"])
def test_a_column_that_its_name_alone_gives_away_is_refused_too(written, checked, column: str):
    faults = [fault for fault in errors(checked(written("feedback", {column: "Smith"})).problems) if fault.row == 1]
    assert [(fault.column, "Delete the column" in fault.remedy) for fault in faults] == [(column, True)]


def test_a_group_may_be_called_something(written, checked):
    assert not [fault for fault in checked(written("forum", {"name": "Thursday walkers"})).problems if fault.row == 1]


def test_a_text_that_may_name_a_person_is_asked_about(written, checked):
    checked_file = checked(written("feedback", {"said": "Ms Ann Other helped me"}))
    assert not checked_file.refused
    (question,) = questions(checked_file.problems)
    assert (question.row, question.column, question.problem) == (2, "said", "This text may name a person.")


def test_every_personal_column_has_its_kind():
    assert set(identifiers.PERSONAL_COLUMNS.values()) <= {*identifiers.KINDS}
