"""A repeated matter is seen in other words, and nothing is made of nothing."""

from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.domain.repeats import is_probable_repeat, likeness


def test_the_same_matter_in_other_words_is_a_probable_repeat() -> None:
    assert is_probable_repeat("Ленин көчөсүндө суу жок", "Суу жок: ЛЕНИН көчөсүндө")
    assert not is_probable_repeat("Ленин көчөсүндө суу жок", "Материалдык жардам көрсөтүү")
    assert likeness("", "Суу жок") == 0.0


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_has_no_direction(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0.0 <= likeness(one, other) <= 100.0
