"""The bar codes of the head's folder: read back whatever was made, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.domain.numbering import number_key
from akimat_desk.domain.pen_sheets import (
    MOST,
    PenCode,
    new_number,
    parted,
    read_code,
    row_code,
)

numbers = st.builds(new_number, st.binary(min_size=8, max_size=8), st.just(()))


@given(numbers, st.integers(0, MOST))
def test_every_code_is_read_back(sheet: str, row: int) -> None:
    assert read_code(row_code(sheet, row)) == PenCode(sheet, row)
    assert read_code(parted(sheet)) == PenCode(sheet, 0)


@given(st.binary(min_size=8, max_size=8), st.integers(1, 5))
def test_no_number_is_given_twice(drawn: bytes, count: int) -> None:
    taken: list[str] = []
    for _ in range(count):
        taken.append(new_number(drawn, taken))
    assert len(set(taken)) == count
    assert all(len(one) == 8 and one.isdigit() for one in taken)


@pytest.mark.parametrize(
    "typed", ["", "4711", "К1-00042/26-7", "4711081513", "47110815001", "4711081a"]
)
def test_what_is_no_code_of_a_sheet_is_none(typed: str) -> None:
    assert read_code(typed) is None


def test_a_number_of_a_case_is_never_taken_for_a_sheet() -> None:
    assert read_code(number_key("К1-00042/26-7")) is None
