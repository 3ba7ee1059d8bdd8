"""Frozen shapes that screens and papers read."""

import msgspec
import pytest
from happenings import structs
from hypothesis import given, settings
from hypothesis import strategies as st

from akimat_desk.domain import readings
from akimat_desk.domain.readings import Bilingual, Reading

SHAPES = [
    shape
    for shape in vars(readings).values()
    if isinstance(shape, type) and issubclass(shape, Reading)
]


@pytest.mark.parametrize(
    ("words", "language", "text"),
    [
        (Bilingual(ky="адис", ru="специалист"), "ru", "специалист"),
        (Bilingual(ky="адис", ru="специалист"), "ky", "адис"),
        (Bilingual(ky="адис"), "ru", "адис"),
    ],
)
def test_words_missing_in_russian_are_read_in_kyrgyz(
    words: Bilingual, language: str, text: str
) -> None:
    assert words[language] == text


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
@settings(max_examples=20)
@given(data=st.data())
def test_a_reading_that_was_kept_reads_the_same_later(
    shape: type[Reading], data: st.DataObject
) -> None:
    reading = data.draw(structs(shape))
    assert msgspec.json.decode(msgspec.json.encode(reading), type=shape) == reading
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(reading), type=shape) == reading
    assert shape.__struct_config__.frozen
