import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.trust.printed_keys import (
    ALPHABET,
    KeyMistyped,
    new_head_code,
    new_recovery_key,
    read_head_code,
    read_recovery_key,
)

TO_CYRILLIC = str.maketrans("ACEHKMPTXY", "АСЕНКМРТХУ")
SEEDS = st.integers(min_value=0, max_value=2**32)


def drawn(count: int) -> bytes:
    return bytes((place * 37 + 11) % 256 for place in range(count))


def a_key(seed: int) -> str:
    return new_recovery_key(random.Random(seed).randbytes)


def test_the_same_bytes_print_the_same_keys_for_ever() -> None:
    assert new_recovery_key(drawn) == "ECA98-76MKH-ECA9X-TPMKH-E20YX-TPM54-320YX-87652"
    assert new_head_code(drawn) == "ECA9-876M-KHEC"


def test_a_key_is_eight_groups_of_five_and_a_code_three_groups_of_four() -> None:
    assert [len(group) for group in new_recovery_key().split("-")] == [5] * 8
    assert [len(group) for group in new_head_code().split("-")] == [4] * 3


def test_no_two_keys_are_alike() -> None:
    assert (
        len({new_recovery_key() for _ in range(50)} | {new_head_code() for _ in range(50)}) == 100
    )


def test_every_character_comes_as_often_as_the_others() -> None:
    source = random.Random(7)
    text = "".join(new_head_code(source.randbytes) for _ in range(2000)).replace("-", "")
    expected = len(text) / len(ALPHABET)
    assert all(abs(text.count(character) - expected) < expected * 0.15 for character in ALPHABET)


@given(SEEDS)
def test_a_key_typed_as_people_type_is_read(seed: int) -> None:
    printed = a_key(seed)
    bare = printed.replace("-", "")
    for typed in (
        printed,
        printed.lower(),
        printed.replace("-", " ") + "\n",
        printed.replace("-", "–"),
        printed.translate(TO_CYRILLIC),
        printed.translate(TO_CYRILLIC).lower(),
        printed.replace("0", "O"),
        printed.replace("0", "о").replace("Y", "ү").replace("8", "В").replace("3", "З"),
        printed.replace("2", "z").replace("5", "s").replace("8", "b"),
    ):
        assert read_recovery_key(typed) == bare


@given(SEEDS, st.integers(0, 39), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_noticed(seed: int, place: int, wrong: str) -> None:
    bare = a_key(seed).replace("-", "")
    typed = bare[:place] + wrong + bare[place + 1 :]
    if typed == bare:
        assert read_recovery_key(typed) == bare
    else:
        with pytest.raises(KeyMistyped):
            read_recovery_key(typed)


@given(SEEDS, st.integers(0, 38))
def test_two_swapped_characters_are_always_noticed(seed: int, place: int) -> None:
    bare = a_key(seed).replace("-", "")
    typed = bare[:place] + bare[place + 1] + bare[place] + bare[place + 2 :]
    if typed == bare:
        assert read_recovery_key(typed) == bare
    else:
        with pytest.raises(KeyMistyped):
            read_recovery_key(typed)


@pytest.mark.parametrize("typed", ["", "ECA98", "ECA9-876M-KHE1", "ECA9-876M-KHEC2", "я" * 12])
def test_what_cannot_be_a_code_is_refused(typed: str) -> None:
    with pytest.raises(KeyMistyped):
        read_head_code(typed)


def test_a_code_typed_in_cyrillic_small_letters_is_read() -> None:
    assert read_head_code("еса9 876м кнес") == "ECA9876MKHEC"
