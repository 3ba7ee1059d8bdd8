"""How Russian posts and bodies bend: adjectives by rule, the noun by our list, the rest stands.

"Главный специалист отдела" is adjective, noun, and a tail that is already in the genitive. A noun
that is not in resources/grammar/posts_ru.json is left as it is, and we say that we are not sure.
"""

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from akimat_desk.text.bent import Bent, Case, forms, tidy

# Russian has no ablative: "от" asks for the genitive.
PLACE: Final[dict[Case, int]] = {
    "genitive": 0,
    "dative": 1,
    "accusative": 2,
    "instrumental": 3,
    "locative": 4,
    "ablative": 0,
}
# A second post or a remark in the tail may have to bend as well.
_SECOND_PART = re.compile(r"[,;/()]|\s[-–—]\s")
_GENDERS = ("animate", "masculine", "feminine", "neuter")
_HUSHING = "жшщч"


def phrase(text: str, case: Case) -> Bent:
    text = tidy(text)
    if case == "nominative":
        return Bent(text, sure=True)
    words = text.split()
    for start in range(len(words)):
        before, after = words[:start], " ".join(words[start:])
        for gender, noun, form in nouns(after, PLACE[case]):
            adjectives = [adjective(word, gender, PLACE[case]) for word in before]
            if None not in adjectives:
                tail = after[len(noun) :]
                bent = [
                    *(word for word in adjectives if word),
                    like(after[: len(noun)], form) + tail,
                ]
                return Bent(" ".join(bent), sure=not _SECOND_PART.search(tail))
    return Bent(text, sure=False)


def nouns(text: str, place: int) -> Iterator[tuple[str, str, str]]:
    """The listed noun that the text begins with, the longest first; a short name never bends."""
    known = forms("posts_ru.json")
    found = [
        (noun, gender, known[gender][noun][place]) for gender in _GENDERS for noun in known[gender]
    ]
    found += [(noun, "unchanging", text[: len(noun)]) for noun in known["unchanging"]]
    for noun, gender, form in sorted(found, key=lambda one: len(one[0]), reverse=True):
        if re.match(rf"{re.escape(noun)}(?![\w.-])", text, re.IGNORECASE):
            yield gender, noun, form


def adjective(word: str, gender: str, place: int) -> str | None:
    """None unless the word agrees with a noun of this gender."""
    lower = word.lower()
    stem, last = lower[:-2], lower[-2:]
    endings = _ENDINGS.get((gender, last))
    if endings is None or len(stem) < 2:
        return None
    ending = endings[place]
    if last == "ий" and stem[-1] in "кгх":
        ending = {"его": "ого", "ему": "ому", "ем": "ом"}.get(ending, ending)
    if stem[-1] in "кгх" + _HUSHING:
        ending = {"ым": "им"}.get(ending, ending)
    if last == "ая" and stem[-1] in _HUSHING:
        ending = {"ой": "ей"}.get(ending, ending)
    return like(word, stem + ending)


_ENDINGS: Final[dict[tuple[str, str], tuple[str, str, str, str, str]]] = {
    ("animate", "ый"): ("ого", "ому", "ого", "ым", "ом"),
    ("animate", "ой"): ("ого", "ому", "ого", "ым", "ом"),
    ("animate", "ий"): ("его", "ему", "его", "им", "ем"),
    ("masculine", "ый"): ("ого", "ому", "ый", "ым", "ом"),
    ("masculine", "ой"): ("ого", "ому", "ой", "ым", "ом"),
    ("masculine", "ий"): ("его", "ему", "ий", "им", "ем"),
    ("feminine", "ая"): ("ой", "ой", "ую", "ой", "ой"),
    ("feminine", "яя"): ("ей", "ей", "юю", "ей", "ей"),
    ("neuter", "ое"): ("ого", "ому", "ое", "ым", "ом"),
    ("neuter", "ее"): ("его", "ему", "ее", "им", "ем"),
}


def like(written: str, form: str) -> str:
    """The form in the capitals of what was written: Ала-Букинского, АКИМУ."""
    pairs = zip(written.lower(), form.lower(), strict=False)
    kept = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    is_upper = len(written) > 1 and written.isupper()
    return written[:kept] + (form[kept:].upper() if is_upper else form[kept:])
