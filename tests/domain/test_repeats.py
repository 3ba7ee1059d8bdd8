"""How alike two matters are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.domain.repeats import is_like_applicant, is_probable_repeat, likeness


@pytest.mark.parametrize(
    ("one", "other", "is_repeat"),
    [
        ("Жер участогу жөнүндө", "жөнүндө ЖЕР участогу", True),
        ("Жер участогу жөнүндө", "Жер участогу жөнүндө, экинчи ирет", True),
        ("Жер участогу жөнүндө", "Ичүүчү суу берүүнү сурайм", False),
        ("Суу", "Суу", False),
        ("", "", False),
    ],
)
def test_a_repeat_is_seen_whatever_the_order_of_its_words(
    one: str, other: str, *, is_repeat: bool
) -> None:
    assert is_probable_repeat(one, other) is is_repeat


@given(st.text(), st.text())
def test_likeness_is_mutual_and_bounded(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 100
    assert likeness(one, other) == pytest.approx(likeness(other, one))


@pytest.mark.parametrize(
    ("name", "pin", "other", "other_pin", "is_like"),
    [
        ("Өмүрбеков Чыңгыз", "", "омурбеков чынгыз Төлөгөнович", "", True),
        ("Асанова Айгүл", "11503199012345", "Асанова Айгул", "11503199312345", True),
        ("Асанова Айгүл", "11503199012345", "Асанова Айгүл", "11503199412345", False),
        ("Асанова Айгүл", "11503199012345", "Асанова Айгүл", "", True),
        ("Асанова Айгүл", "", "Бекова Нурзат", "", False),
        ("", "", "", "", False),
        ("Асанова", "", "", "", False),
    ],
)
def test_two_names_may_be_one_person(
    name: str, pin: str, other: str, other_pin: str, *, is_like: bool
) -> None:
    assert is_like_applicant(name, pin, other, other_pin) is is_like
    assert is_like_applicant(other, other_pin, name, pin) is is_like
