from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.domain.identifiers import (
    Sex,
    inn_findings,
    is_pin,
    letter_findings,
    phone_findings,
    phone_normal,
    pin_findings,
    pin_normal,
)

BORN_ON = date(1985, 3, 2)
HER_PIN = "10203198500017"
HIS_PIN = "20203198500017"
A_BODY = "00203198500017"


def codes(pin: str, born_on: date | None = None, sex: Sex | None = None) -> list[str]:
    return [finding.code for finding in pin_findings(pin, born_on, sex)]


def test_a_pin_that_agrees_with_the_form_draws_no_finding() -> None:
    assert codes(HER_PIN, BORN_ON, "female") == []
    assert codes(HIS_PIN, BORN_ON, "male") == []
    assert codes(HIS_PIN) == []


@pytest.mark.parametrize(
    "typed", ["", "1020319850001", "102031985000177", "1020319850001a", "１" * 14, HER_PIN + "\n"]
)
def test_a_pin_without_exactly_fourteen_digits_is_the_only_hard_finding(typed: str) -> None:
    assert not is_pin(typed)
    (finding,) = pin_findings(typed)
    assert finding.code == "pin_not_14_digits"
    assert finding.is_hard


@given(st.from_regex(r"[0-9]{14}", fullmatch=True), st.none() | st.dates())
def test_fourteen_digits_are_never_refused(pin: str, born_on: date | None) -> None:
    assert is_pin(pin)
    assert not any(finding.is_hard for finding in pin_findings(pin, born_on, "male"))


@given(st.dates(min_value=date(1900, 1, 1)), st.sampled_from(["1", "2"]))
def test_the_date_in_a_pin_is_compared_with_the_birth_date(born_on: date, digit: str) -> None:
    pin = f"{digit}{born_on:%d%m%Y}00017"
    assert codes(pin, born_on) == []
    assert codes(pin, date(1899, 1, 1)) == ["pin_birth_date_differs"]


def test_a_doubtful_pin_says_what_is_doubtful() -> None:
    assert codes("3" + HER_PIN[1:], BORN_ON, "female") == ["pin_first_digit_unusual"]
    assert codes("13101198500017") == []
    assert codes("13002198500017", BORN_ON) == ["pin_impossible_date"]
    assert codes("13002198500017", BORN_ON, "male") == ["pin_impossible_date", "pin_sex_differs"]
    assert codes(HER_PIN, BORN_ON, "male") == ["pin_sex_differs"]
    assert codes(HIS_PIN, date(1985, 2, 3), "female") == [
        "pin_birth_date_differs",
        "pin_sex_differs",
    ]


def test_the_number_of_a_body_tells_neither_birth_nor_sex() -> None:
    assert codes(A_BODY, date(1970, 1, 1), "female") == []


def test_a_pin_typed_in_groups_is_read() -> None:
    assert pin_normal(" 1 0203-1985 00017") == HER_PIN


def test_a_tax_number_of_another_length_is_a_warning_only() -> None:
    assert inn_findings(A_BODY) == ()
    (finding,) = inn_findings("0020319850001")
    assert finding.code == "inn_not_14_digits"
    assert not finding.is_hard


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("0555 123 456", "+996555123456"),
        ("0555123456", "+996555123456"),
        ("555-12-34-56", "+996555123456"),
        ("+996 555 123 456", "+996555123456"),
        ("996555123456", "+996555123456"),
        ("00996 555 123456", "+996555123456"),
        ("+996 (0555) 12.34.56", "+996555123456"),
        ("(312) 66-12-12", "+996312661212"),
        ("0312 66 12 12", "+996312661212"),
        ("0(3232)51234", "+996323251234"),
        ("  0700 000 001 ", "+996700000001"),
    ],
)
def test_a_phone_is_brought_to_nine_digits_after_the_country(typed: str, normal: str) -> None:
    assert phone_normal(typed) == normal
    assert phone_findings(typed) == ()
    assert phone_normal(normal) == normal


@pytest.mark.parametrize(
    "typed",
    ["", "5-12-34", "+7 701 123 45 67", "0555123456, 0700123456", "телефон жок", "000000000000"],
)
def test_a_phone_that_does_not_fit_is_kept_as_it_was_typed(typed: str) -> None:
    assert phone_normal(typed) == typed
    assert [finding.code for finding in phone_findings(typed)] == ["phone_unusual"]


@given(st.text(alphabet="+0123456789 ()-x", max_size=20))
def test_a_normal_phone_stays_as_it_is(typed: str) -> None:
    normal = phone_normal(typed)
    assert phone_normal(normal) == normal


@pytest.mark.parametrize("letter", ["З", "О", "Б", "з", "КО"])
def test_a_letter_that_reads_as_a_digit_draws_a_warning(letter: str) -> None:
    assert [finding.code for finding in letter_findings(letter)] == ["letter_reads_as_digit"]


@pytest.mark.parametrize("letter", ["К", "А", "Т", "М", "С"])
def test_a_clear_letter_draws_none(letter: str) -> None:
    assert letter_findings(letter) == ()
