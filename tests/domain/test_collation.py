import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.domain.collation import ALPHABET, folded, parted, sort_key

LETTERS = st.sampled_from(ALPHABET)
WORDS = st.text(alphabet=ALPHABET, min_size=1)


def test_the_alphabet_has_its_thirty_six_letters_in_their_order() -> None:
    assert ALPHABET == "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя"
    assert sorted(set(ALPHABET), key=sort_key) == list(ALPHABET)


def test_names_stand_as_in_a_kyrgyz_list() -> None:
    names = ["Абдыкадыр", "Ёлкин", "Ежов", "Жаңыл", "Жаныл", "Өмүр", "Омур", "Үсөн", "Усен", "Яна"]
    expected = ["Абдыкадыр", "Ежов", "Ёлкин", "Жаныл", "Жаңыл", "Омур", "Өмүр", "Усен", "Үсөн"]
    assert sorted(names, key=sort_key) == [*expected, "Яна"]


@given(WORDS, WORDS)
def test_words_are_ordered_letter_by_letter_as_the_alphabet(one: str, other: str) -> None:
    places = [[ALPHABET.index(letter) for letter in word] for word in (one, other)]
    assert (sort_key(one) < sort_key(other)) == (places[0] < places[1])


@given(st.text(), st.text())
def test_bytes_in_a_database_order_as_the_keys_do(one: str, other: str) -> None:
    keys = sort_key(one), sort_key(other)
    assert (keys[0] < keys[1]) == (keys[0].encode() < keys[1].encode())


@given(WORDS)
def test_case_and_composition_do_not_move_a_name(word: str) -> None:
    assert sort_key(word) == sort_key(word.upper())
    assert sort_key(word) == sort_key(unicodedata.normalize("NFD", word))


def test_a_shorter_name_stands_first_and_digits_stand_before_letters() -> None:
    assert sorted(["Асанов", "Асан Б", "Асан", "7-көчө", "Asan"], key=sort_key) == [
        "7-көчө",
        "Asan",
        "Асан",
        "Асан Б",
        "Асанов",
    ]


@pytest.mark.parametrize(("guest", "kin"), [("қ", "к"), ("ғ", "г"), ("ұ", "ү"), ("һ", "х")])
def test_a_letter_of_a_neighbour_stands_after_its_kin_and_before_the_next(
    guest: str, kin: str
) -> None:
    following = ALPHABET[ALPHABET.index(kin) + 1]
    assert sort_key(guest) < sort_key(following)
    assert guest == "ұ" or sort_key(kin) < sort_key(guest)


@pytest.mark.parametrize(
    ("written", "searched"),
    [
        ("Өмүрбек", "омурбек"),
        ("Жаңыл", "жаныл"),
        ("ЁЛКИН", "елкин"),
        ("Қасымжан Ғани", "касымжан гани"),
        ("Іле Ұлан һәм", "иле улан хам"),
        ("Ўткир", "уткир"),
        ("Кара-Балта,  «Ош»", "кара балта ош"),
        ("Асано́в", "асанов"),
        ("Сергей", "сергей"),
        ("к1-00042/26-7", "к1 00042 26 7"),
        ("", ""),
        (" - ", ""),
    ],
)
def test_what_people_mix_up_is_found(written: str, searched: str) -> None:
    assert folded(written) == searched


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_folding_every_letter_of_an_alphabet_twice_is_folding_it_once() -> None:
    letters = map(chr, range(0x3000))
    assert [odd for odd in letters if folded(folded(odd)) != folded(odd)] == []


@given(st.text())
def test_folded_text_is_words_with_single_spaces(text: str) -> None:
    assert folded(text) == " ".join(folded(text).split())
    assert all(character.isalnum() or character == " " for character in folded(text))


@given(WORDS)
def test_a_name_is_found_however_it_is_composed_or_capitalised(word: str) -> None:
    assert folded(word) == folded(word.upper()) == folded(unicodedata.normalize("NFD", word))


@given(st.text(st.sampled_from([*map(chr, range(0x20, 0x2120)), "\n"]), min_size=49))
def test_a_plain_text_has_the_words_that_any_text_has(text: str) -> None:
    """What is longer than a name is cut into words the short way wherever that tells the same."""
    assert sort_key(text) == sort_key(parted(text))


def test_no_letter_is_plain_that_is_not() -> None:
    # Of the places where no letter stands yet one in a hundred is asked.
    every = (
        letter
        for place, letter in enumerate(map(chr, (*range(0xD800), *range(0xE000, 0x110000))))
        if place % 101 == 0 or unicodedata.category(letter) not in ("Cn", "Co")
    )
    long = "\N{CYRILLIC SMALL LETTER I}" * 49
    odd = [
        one
        for one in every
        if sort_key(f"{long}{one}{long}") != sort_key(parted(f"{long}{one}{long}"))
    ]
    assert odd == []
