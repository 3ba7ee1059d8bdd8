"""Every territory of the country, bent by rules written down here anew.

Nothing of `akimat_desk.text` takes part in what is expected: the Kyrgyz rules are vowel harmony
and the agreement of consonants as a grammar prints them, in tables; a name of a territory ends in
a word of the possessive form (району, облусу, шаары), which takes the н of that form. The Russian
ones go by their endings.
"""

import json
from typing import Any

import pytest

from akimat_desk.paths import RESOURCES
from akimat_desk.text import grammar
from akimat_desk.text.bent import Bent, Case

TERRITORIES: list[dict[str, Any]] = json.loads((RESOURCES / "territories.json").read_text("utf-8"))
every_territory = pytest.mark.parametrize("row", TERRITORIES, ids=lambda row: row["name_ky"])
KYRGYZ: tuple[Case, ...] = ("genitive", "dative", "accusative", "locative", "ablative")
RUSSIAN: tuple[Case, ...] = ("genitive", "dative", "accusative", "instrumental", "locative")

# The last vowel of the word; the narrow vowel of an ending (-ын), the broad one (-да).
HARMONY = {
    **dict.fromkeys("аыя", "ыа"),
    **dict.fromkeys("еиэ", "ие"),
    **dict.fromkeys("оё", "уо"),
    **dict.fromkeys("ую", "уа"),
    **dict.fromkeys("өү", "үө"),
}
VOICELESS = "пфктсшчщцх"
POSSESSIVE = ("облусу", "району", "шаары")
# Of each case: after a vowel, after a voiced consonant, after a voiceless one, after a possessive
# ending. I is the narrow vowel, A the broad one.
ENDINGS: dict[Case, tuple[str, str, str, str]] = {
    "genitive": ("нIн", "дIн", "тIн", "нIн"),
    "dative": ("гA", "гA", "кA", "нA"),
    "accusative": ("нI", "дI", "тI", "н"),
    "locative": ("дA", "дA", "тA", "ндA"),
    "ablative": ("дAн", "дAн", "тAн", "нAн"),
}
# Of the names as they stand: the ending, and what it becomes in each case of RUSSIAN.
RUSSIAN_ENDINGS = {
    "ская область": ("ской области", "ской области", "скую область", "ской областью"),
    "ский район": ("ского района", "скому району", "ский район", "ским районом"),
    "ской район": ("ского района", "скому району", "ской район", "ским районом"),
}
RUSSIAN_LOCATIVE = {
    "ская область": "ской области",
    "ский район": "ском районе",
    "ской район": "ском районе",
}
# "г. Талас" may stand or bend in Russian: the clerk says which.
TOWNS = 31


def ending(word: str, case: Case) -> str:
    """The ending that a Kyrgyz word takes, by the letters it ends in."""
    word = word.lower().rstrip("ьъ")
    narrow, broad = HARMONY[[letter for letter in word if letter in HARMONY][-1]]
    if word.endswith(POSSESSIVE):
        kind = 3
    elif word[-1] in HARMONY:
        kind = 0
    else:
        kind = 2 if word[-1] in VOICELESS else 1
    return ENDINGS[case][kind].replace("I", narrow).replace("A", broad)


@pytest.mark.parametrize(
    ("word", "endings"),
    [
        ("Ош", "тун ко ту то тон"),
        ("Бишкек", "тин ке ти те тен"),
        ("Талас", "тын ка ты та тан"),
        ("Ысык-Көл", "дүн гө дү дө дөн"),
        ("Аксы", "нын га ны да дан"),
        ("Кара-Суу", "нун га ну да дан"),
        ("Чүй", "дүн гө дү дө дөн"),
        ("Чүй облусу", "нун на н нда нан"),
        ("Кербен шаары", "нын на н нда нан"),
    ],
)
def test_the_rules_of_this_table_give_what_every_reader_knows(word: str, endings: str) -> None:
    assert [ending(word, case) for case in KYRGYZ] == endings.split()


@every_territory
def test_a_territory_bends_by_the_rules_of_kyrgyz(row: dict[str, Any]) -> None:
    name = row["name_ky"]
    assert name.endswith(POSSESSIVE)
    bent = {case: grammar.phrase(name, case=case, language="ky") for case in KYRGYZ}
    assert bent == {case: Bent(name + ending(name, case), sure=True) for case in KYRGYZ}


@every_territory
def test_the_name_of_a_territory_alone_bends_by_the_rules_of_kyrgyz(row: dict[str, Any]) -> None:
    """Аксыда, Чүйдө, Жалал-Абаддан: a name alone carries no possessive ending."""
    alone = row["name_ky"].rsplit(" ", 1)[0]
    known_as_doubtful = alone.endswith("ь")
    for case in KYRGYZ:
        bent = grammar.name(alone, "", case=case, language="ky")
        stem = alone.rstrip("ь") if known_as_doubtful else alone
        assert bent == Bent(stem + ending(alone, case), sure=not known_as_doubtful)


@every_territory
def test_a_territory_bends_in_russian_or_is_asked_for(row: dict[str, Any]) -> None:
    name = row["name_ru"]
    bent = [grammar.phrase(name, case=case, language="ru") for case in RUSSIAN]
    if name.startswith("г. "):
        assert bent == [Bent(name, sure=False)] * len(RUSSIAN)
        return
    last = next(last for last in RUSSIAN_ENDINGS if name.endswith(last))
    forms = [*RUSSIAN_ENDINGS[last], RUSSIAN_LOCATIVE[last]]
    assert bent == [Bent(name.removesuffix(last) + form, sure=True) for form in forms]


def test_only_towns_are_asked_for_in_russian() -> None:
    asked = [
        row
        for row in TERRITORIES
        if not grammar.phrase(row["name_ru"], case="dative", language="ru").sure
    ]
    assert {row["level"] for row in asked} == {"oblast_city", "town", "republican_city"}
    assert len(asked) == TOWNS
