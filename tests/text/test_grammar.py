"""How names, posts and bodies bend.

Where the Kyrgyz forms come from: spelling rules §32 (педагогго, Алиевдин: a written voiced
consonant stays voiced) and §55 (abbreviations); "Жапаровдун" from the Kyrgyz press; "Аселдин",
"Керим уулуна", "Өмур кызына", "Айзатка", "Степанёго", "Таалайбековичке" from the tests of a public
program for the declension of Kyrgyz names; "айыл өкмөтүнө", "администрациясына" from the pages of
aiyl okmotu and schools. That program writes the accusative "уулуну"; the grammar of the possessive
declension asks for "уулун" (атасын, үйүн), and so do we.
"""

import csv
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from akimat_desk.text import grammar
from akimat_desk.text.grammar import Bent

CASES = ("nominative", "genitive", "dative", "accusative", "locative", "ablative", "instrumental")
THREE = ("genitive", "dative", "accusative")


def table(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def golden() -> list[dict[str, str]]:
    """`ky` holds the three endings, "~" where the last letter falls; "=" is like the genitive."""
    return table("golden_names.csv")


def bent_name(row: dict[str, str], case: str, language: str) -> Bent:
    return grammar.name(
        row["surname"],
        row["given"],
        row["patronymic"],
        case=case,
        language=language,
        sex=row["sex"] or None,
    )


@pytest.mark.parametrize("row", golden(), ids=lambda row: " ".join(list(row.values())[:4]))
def test_a_name_of_the_golden_table_bends_as_written_there(row: dict[str, str]) -> None:
    whole = " ".join(filter(None, (row["surname"], row["given"], row["patronymic"])))
    stem = whole[:-1] if row["ky"].startswith("~") else whole
    expected = [
        Bent(stem + end, row["ky_sure"] == "yes") for end in row["ky"].strip("~").split("/")
    ]
    assert [bent_name(row, case, "ky") for case in THREE] == expected
    forms = [row[f"ru_{case}"] for case in THREE]
    forms[2] = forms[0] if forms[2] == "=" else forms[2]
    assert [bent_name(row, case, "ru") for case in THREE] == [
        Bent(form, row["ru_sure"] == "yes") for form in forms
    ]


# What the three written endings of a row say about the other two cases: the locative begins as the
# genitive does and has the vowel of the dative; after уулу and кызы stands the н of that form.
def other_endings(genitive: str, dative: str, accusative: str) -> tuple[str, str]:
    if not genitive:
        return "", ""
    is_child_of = len(accusative) == 1
    first = "нд" if is_child_of else "т" if genitive[0] in "тТ" else "д"
    locative, ablative = first + dative[-1], ("н" if is_child_of else first) + dative[-1] + "н"
    is_capital = genitive.isupper()
    return (locative.upper(), ablative.upper()) if is_capital else (locative, ablative)


@pytest.mark.parametrize("row", golden(), ids=lambda row: " ".join(list(row.values())[:4]))
def test_a_name_of_the_golden_table_bends_alike_in_the_other_kyrgyz_cases(
    row: dict[str, str],
) -> None:
    whole = " ".join(filter(None, (row["surname"], row["given"], row["patronymic"])))
    stem = whole[:-1] if row["ky"].startswith("~") else whole
    locative, ablative = other_endings(*row["ky"].strip("~").split("/"))
    is_sure = row["ky_sure"] == "yes"
    assert bent_name(row, "locative", "ky") == Bent(stem + locative, is_sure)
    assert bent_name(row, "ablative", "ky") == Bent(stem + ablative, is_sure)
    assert bent_name(row, "instrumental", "ky") == Bent(whole, sure=True)


def test_the_golden_table_is_long_enough_and_has_no_row_twice() -> None:
    keys = [tuple(row.values())[:4] for row in golden()]
    assert len(keys) >= 300
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("row", table("golden_phrases.csv"), ids=lambda row: row["nominative"])
def test_a_post_a_body_or_a_place_of_the_golden_table_bends(row: dict[str, str]) -> None:
    language = row["language"]
    forms = {case: Bent(row[case], sure=True) for case in CASES if row[case]}
    assert len(forms) == 6
    bent = {case: grammar.phrase(row["nominative"], case=case, language=language) for case in forms}
    assert bent == forms


@pytest.mark.parametrize(
    ("nominative", "dative"),
    [
        ("МКЭК", "МКЭКке"),  # read as a word it would be МКЭКке, by letters МКЭКга
        ("КР", "КРге"),
        ("БДБ", "БДБге"),
        ("дыйкандын үйү", "дыйкандын үйүнө"),  # may be possessive or not: only a list could tell
        ("«Кызмат»", "«Кызмат»"),
        ("5-мектеп (Кербен)", "5-мектеп (Кербен)"),
        ("№ 17", "№ 17"),
        ("Ministry", "Ministry"),
        ("", ""),
    ],
)
def test_a_kyrgyz_ending_that_must_be_guessed_is_not_sure(nominative: str, dative: str) -> None:
    assert grammar.phrase(nominative, case="dative", language="ky") == Bent(dative, sure=False)


@pytest.mark.parametrize("nominative", ["МКЭК", "дыйкандын үйү", "«Кызмат»", "№ 17"])
def test_kyrgyz_adds_nothing_before_menen_so_nothing_is_guessed(nominative: str) -> None:
    bent = grammar.phrase(nominative, case="instrumental", language="ky")
    assert bent == Bent(nominative, sure=True)


def test_russian_keeps_the_capitals_within_a_word() -> None:
    """A district's body named from the two halves of its place: Ала-Букинская, never букинская."""
    body = "Ала-Букинская районная администрация"
    bent = grammar.phrase(body, case="dative", language="ru")
    assert bent == Bent("Ала-Букинской районной администрации", sure=True)
    parliament = grammar.phrase("Жогорку Кенеш", case="genitive", language="ru")
    assert parliament == Bent("Жогорку Кенеша", sure=True)
    said_loud = grammar.phrase("АКИМ Аксыйского района", case="dative", language="ru")
    assert said_loud == Bent("АКИМУ Аксыйского района", sure=True)


@pytest.mark.parametrize(
    "post", ["завхоз", "акимова", "районный аким-председатель", "«Кызмат»", ""]
)
def test_a_russian_post_that_is_not_listed_stands_and_is_not_sure(post: str) -> None:
    assert grammar.phrase(post, case="dative", language="ru") == Bent(post, sure=False)


def test_two_russian_posts_in_one_line_are_not_sure() -> None:
    assert not grammar.phrase("начальник отдела, юрист", case="dative", language="ru").sure


def test_russian_bends_a_name_in_the_last_two_cases_too() -> None:
    bent = [
        grammar.name("Кузнецов", "Юрий", "Ильич", case=case, language="ru").text
        for case in ("instrumental", "locative", "ablative")
    ]
    assert bent == ["Кузнецовым Юрием Ильичем", "Кузнецове Юрии Ильиче", "Кузнецова Юрия Ильича"]


def test_an_addressee_we_are_not_sure_of_is_named_without_an_ending() -> None:
    sure = grammar.phrase("аким", case="dative", language="ky")
    unsure = grammar.name("Сариева", "Айгуль", case="dative", language="ky")
    assert grammar.addressee("аким", sure, "ky") == "акимге"
    assert grammar.addressee("Сариева Айгуль", unsure, "ky") == "кимге: Сариева Айгуль"
    assert grammar.addressee("завхоз", Bent("завхоз", sure=False), "ru") == "кому: завхоз"


def test_a_short_name_keeps_the_first_letters_with_points() -> None:
    assert grammar.short_name("Өмүрбеков", "Чыңгыз", "Төлөгөнович") == "Өмүрбеков Ч. Т."
    assert grammar.short_name("Керим уулу", "Мирлан") == "Керим уулу М."
    assert grammar.short_name("Асанова", "айгүл", "Бакыт кызы") == "Асанова А. Б."


def test_a_short_name_bends_its_surname_and_kyrgyz_puts_the_letters_first() -> None:
    name = ("Өмүрбеков", "Чыңгыз", "Төлөгөнович")
    ky = grammar.short_name_bent(*name, case="dative", language="ky")
    ru = grammar.short_name_bent(*name, case="dative", language="ru")
    assert (ky, ru) == (Bent("Ч. Т. Өмүрбековго", True), Bent("Өмүрбекову Ч. Т.", True))
    uulu = grammar.short_name_bent("Керим уулу", "Мирлан", case="dative", language="ky")
    assert uulu == Bent("М. Керим уулуна", sure=True)


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_the_nominative_is_always_sure_and_as_written(language: str) -> None:
    assert grammar.name("Сюй", "Любовь", case="nominative", language=language) == Bent(
        "Сюй Любовь", True
    )
    assert grammar.phrase("завхоз", case="nominative", language=language) == Bent("завхоз", True)


WORDS = st.one_of(
    st.text(max_size=30),
    st.text("абвгдеёжзийклмноөпрстуүфхцчшщъыьэюяңАБӨҮҢЬЪ -«».", max_size=25),
)
CASE = st.sampled_from(CASES)
LANGUAGE = st.sampled_from(["ky", "ru", "en"])
# Bending may drop or change the last letters of a word, never its beginning.
CHANGEABLE = 4


def beginnings(text: str) -> list[str]:
    return [
        word[:-CHANGEABLE]
        for word in re.split(r"[\s-]", unicodedata.normalize("NFC", text))
        if word
    ]


def keeps_its_stems(before: str, after: str) -> bool:
    place = 0
    for beginning in beginnings(before):
        place = after.find(beginning, place)
        if place < 0:
            return False
    return after == unicodedata.normalize("NFC", after)


@given(WORDS, CASE, LANGUAGE)
@example("AA", "genitive", "ky")
def test_any_phrase_bends_without_losing_its_stem(text: str, case: str, language: str) -> None:
    assert keeps_its_stems(text, grammar.phrase(text, case=case, language=language).text)


@given(WORDS, WORDS, WORDS, CASE, LANGUAGE, st.sampled_from([None, "female", "male"]))
def test_any_name_bends_without_losing_its_stem(
    surname: str, given_name: str, patronymic: str, case: str, language: str, sex: str | None
) -> None:
    bent = grammar.name(surname, given_name, patronymic, case=case, language=language, sex=sex)
    assert keeps_its_stems(f"{surname} {given_name} {patronymic}", bent.text)
    short = grammar.short_name_bent(surname, given_name, patronymic, case=case, language=language)
    assert short.text == unicodedata.normalize("NFC", short.text)
