"""One line of a name, taken apart and put together again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.domain.full_names import FullName, line_of, parted

words = st.text("АаӨүк", min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("", FullName("")),
        ("Асанова", FullName("Асанова")),
        ("Асанова  Айгүл", FullName("Асанова", "Айгүл")),
        ("Асанова Айгүл Токтогуловна", FullName("Асанова", "Айгүл", "Токтогуловна")),
        ("Асан кызы Айгүл", FullName("Асан кызы", "Айгүл")),
        ("Асанов Бакыт Токтогул уулу", FullName("Асанов", "Бакыт", "Токтогул уулу")),
        ("уулу Бакыт", FullName("уулу", "Бакыт")),
        ("А Б В Г", FullName("А", "Б", "В Г")),
        ("Абдылда уулу, Бек Мырза, ", FullName("Абдылда уулу", "Бек Мырза")),
        ("А, Б, В, Г", FullName("А", "Б", "В Г")),
    ],
)
def test_a_line_is_parted_as_papers_write_it(line: str, name: FullName) -> None:
    assert parted(line) == name


@given(words, words, st.just("") | words | st.builds(lambda one: f"{one} уулу", words))
def test_what_is_put_in_a_line_comes_apart_the_same(
    surname: str, given_name: str, patronymic: str
) -> None:
    name = FullName(surname, given_name, patronymic)
    assert parted(line_of(*name)) == name
    double = FullName(f"{surname} {given_name}", given_name, patronymic)
    assert parted(line_of(*double)) == double
