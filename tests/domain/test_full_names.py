"""A name in one line is parted as the office files it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.domain.full_names import FullName, line_of, parted

WORD = st.text("абвгӨү-", min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Өмүрбеков Чыңгыз Төлөгөнович", ("Өмүрбеков", "Чыңгыз", "Төлөгөнович")),
        ("Асан уулу Бакыт", ("Асан уулу", "Бакыт", "")),
        ("Токтосунова Айгүл Асан кызы", ("Токтосунова", "Айгүл", "Асан кызы")),
        ("Асанов", ("Асанов", "", "")),
        ("Ким Ир Сен, Чан Мин,", ("Ким Ир Сен", "Чан Мин", "")),
        ("", ("", "", "")),
    ],
)
def test_a_line_is_parted_into_a_name(line: str, name: tuple[str, str, str]) -> None:
    assert parted(line) == FullName(*name)


@pytest.mark.parametrize(
    "name", [("Асан уулу", "Бакыт", ""), ("А", "Б В", "Г"), ("А Б", "В", ""), ("А", "Б", "В Г")]
)
def test_a_written_name_is_parted_into_the_same_name(name: tuple[str, str, str]) -> None:
    assert parted(line_of(*name)) == FullName(*name)


@given(WORD, WORD, WORD | st.just(""))
def test_three_plain_words_are_taken_as_they_stand(first: str, second: str, third: str) -> None:
    assert parted(f" {first}  {second} {third} ") == FullName(first, second, third)


@given(st.text(max_size=40))
def test_no_text_breaks_the_parting(line: str) -> None:
    assert len(parted(line)) == 3
