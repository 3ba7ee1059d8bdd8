"""Numbers of cases: final, one for life, found however they are typed."""

import unicodedata

import pytest
from builders import catalogues
from hypothesis import assume, given
from hypothesis import strategies as st

from akimat_desk.domain.numbering import (
    MARK_LETTERS,
    Number,
    NumberUnknown,
    NumberUnreadable,
    is_checked,
    mark_of,
    number_key,
)

KYRGYZ = "АБВГДЕЁЖЗИЙКЛМНҢОӨПРСТУҮФХЦЧШЩЪЫЬЭЮЯ"
LETTERS = "КАТМС"
marks = st.builds(
    lambda point, tail: f"{point}{tail}",
    st.integers(1, 99),
    st.sampled_from(["", "ACE", "2X7", "999", "HKM"]),
)
numbers = st.builds(
    Number,
    journal=st.sampled_from(LETTERS),
    mark=marks,
    sequence=st.integers(1, 99_999),
    year=st.integers(2026, 2099),
)


def test_a_number_is_printed_in_its_parts() -> None:
    number = Number(journal="К", mark="1", sequence=42, year=2026)
    assert number.text() == "К1-00042/26-7"
    assert Number(journal="К", mark="1", sequence=123_456, year=2026).text()[:10] == "К1-123456/"


@given(numbers, st.data())
def test_every_way_of_typing_a_number_has_one_key(number: Number, data: st.DataObject) -> None:
    text = number.text()
    latin = text.translate(str.maketrans("КАТМС", "KATMC"))
    for typed in (latin, text.lower(), latin.lower(), text.replace("-", ""), f"№ {text} "):
        assert number_key(typed) == number_key(text)
        assert is_checked(typed)
    spaced = "".join(data.draw(st.sampled_from([sign, f"{sign} ", f"-{sign}"])) for sign in text)
    assert number_key(spaced) == number_key(text)


@given(numbers, st.data())
def test_a_single_wrong_digit_is_always_found(number: Number, data: st.DataObject) -> None:
    text = number.text()
    places = [place for place, sign in enumerate(text) if sign.isdigit()]
    place = data.draw(st.sampled_from(places))
    wrong = data.draw(st.sampled_from("0123456789").filter(lambda sign: sign != text[place]))
    assert not is_checked(text[:place] + wrong + text[place + 1 :])


def test_of_two_neighbours_that_changed_places_nearly_all_are_found() -> None:
    swapped = missed = 0
    for sequence in range(1, 100_000, 97):
        text = Number(journal="К", mark="10", sequence=sequence, year=2026).text()
        head, digits, tail = text[:4], text[4:9], text[9:]
        for place in range(4):
            one, two = digits[place : place + 2]
            if one != two:
                other = digits[:place] + two + one + digits[place + 2 :]
                swapped += 1
                missed += is_checked(f"{head}{other}{tail}")
    assert swapped > 3000
    assert missed / swapped < 0.03


@given(numbers, numbers)
def test_no_two_cases_have_one_number_or_one_key(one: Number, two: Number) -> None:
    assume((one.journal, one.mark, one.sequence, one.year % 100) != two_parts(two))
    assert one.text() != two.text()
    assert number_key(one.text()) != number_key(two.text())


def two_parts(number: Number) -> tuple[str, str, int, int]:
    return number.journal, number.mark, number.sequence, number.year % 100


def test_a_million_numbers_of_many_marks_are_a_million() -> None:
    seen = {
        Number(journal=letter, mark=mark, sequence=sequence, year=year).text()
        for letter in LETTERS
        for mark in ("1", "11", "1ACE", "112")
        for year in (2026, 2027)
        for sequence in range(1, 200_000, 401)
    }
    assert len(seen) == 5 * 4 * 2 * len(range(1, 200_000, 401))


@pytest.mark.parametrize("letter", KYRGYZ)
def test_every_letter_of_the_alphabet_stays_in_the_key(letter: str) -> None:
    number = Number(journal=letter, mark="1", sequence=7, year=2026)
    assert len(number_key(letter)) == 1
    assert is_checked(number.text())
    assert is_checked(unicodedata.normalize("NFC", number.text().lower()))


def test_the_journals_of_the_shipped_kinds_are_told_apart_by_their_keys() -> None:
    letters = {row.journal for row in catalogues().kinds.rows}
    assert len({number_key(letter) for letter in letters}) == len(letters)


@pytest.mark.parametrize("typed", ["", "К1", "00042/26", "К1-42/26-8", "!!!", "К1-000A2/26-8"])
def test_what_has_not_the_shape_of_a_number_is_not_checked(typed: str) -> None:
    assert not is_checked(typed)


@given(st.text())
def test_nothing_that_can_be_typed_raises(typed: str) -> None:
    assert number_key(typed) == number_key(number_key(typed))
    assert is_checked(typed) in (True, False)


def test_the_first_origin_of_a_point_has_its_plain_mark() -> None:
    assert mark_of("1", bytes(16), is_first=True) == "1"


@given(st.binary(min_size=16, max_size=16))
def test_a_doubtful_origin_prints_three_signs_more(origin: bytes) -> None:
    mark = mark_of("1", origin, is_first=False)
    assert mark == mark_of("1", origin, is_first=False)
    assert len(mark) == 4
    assert set(mark[1:]) <= set(MARK_LETTERS)


def test_origins_differ_in_their_marks() -> None:
    origins = (number.to_bytes(4, "big").ljust(16, b"\0") for number in range(16**3))
    assert len({mark_of("1", origin, is_first=False) for origin in origins}) == 16**3


def test_refusals_name_the_reason_and_the_number() -> None:
    assert NumberUnreadable("too_short").facts() == {"reason": "too_short"}
    assert NumberUnknown("К1").facts() == {"number": "К1"}
