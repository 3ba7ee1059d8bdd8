"""How Kyrgyz words take their case endings: plain, after a possessive ending, on abbreviations.

The endings themselves are spelled by the package `kyrgyz` (rules of spelling §32 and §55); what
it does not know is added here: words that already carry a possessive ending of the third person
(башчысы, өкмөтү, уулу), which take other endings, and how abbreviations are read.
"""

import re
from typing import Final

from kyrgyz.errors import KyrgyzError
from kyrgyz.morphology import SuffixTemplate, realize
from kyrgyz.phonology import analyze

from akimat_desk.text.bent import Bent, Case, forms, tidy

# Archiphonemes of the package: A is а/е/о/ө, I is ы/и/у/ү, G is г/к, D is д/т, N is н/д/т.
# The instrumental is the postposition менен after the bare word, so it adds nothing.
_PLAIN: Final[dict[Case, str]] = {
    "genitive": "NIн",
    "dative": "GA",
    "accusative": "NI",
    "locative": "DA",
    "ablative": "DAн",
}
_AFTER_POSSESSIVE: Final[dict[Case, str]] = {
    "genitive": "нIн",
    "dative": "нA",
    "accusative": "н",
    "locative": "нDA",
    "ablative": "нAн",
}
_LETTERS = "а-яёңөү"
_VOWELS = "аеёиоуыэюяөү"
_LAST_WORD = re.compile(rf"[{_LETTERS}]+$")
# After a consonant these letters of borrowed words stand for sounds between two harmonies.
_DOUBTFUL = re.compile(rf"[^{_VOWELS}][юё][^{_VOWELS}]*$|[ьъ]$|^[юё][^{_VOWELS}]*$")
_POSSESSIVE_BY_FORM = re.compile(
    rf"[{_VOWELS}]с[ыиуү]$"  # администрациясы, башчысы
    r"|[лдт][аеоө]р[ыиуү]$"  # бөлүмдөрү
    r"|[лдт][ыиуү]г[ыиуү]$"  # агенттиги, башкармалыгы
)
_AGENT_OR_ACTION = re.compile(r"ч[ыиуү]$|уу$|үү$")  # катчы, каттоочу; башкаруу, Кара-Суу
_LETTER_NAMES: Final = {
    **{letter: letter + "э" for letter in "бвгджзптцч"},
    **{letter: letter + "а" for letter in "кхшщ"},
    **{letter: "э" + letter for letter in "лмнңрсф"},
}


def plain(text: str, case: Case) -> Bent:
    """For a word without a possessive ending: a name, аким, бөлүм."""
    word = last_word(text)
    template = _PLAIN.get(case)
    if template is None:
        return Bent(text, sure=True)
    ending = spelled(template, word.rstrip("ьъ"))
    if ending is None:
        return Bent(text, sure=False)
    sure = not _DOUBTFUL.search(word)
    return Bent(joined(text.removesuffix("ь").removesuffix("Ь"), ending), sure=sure)


def possessive(text: str, case: Case) -> Bent:
    """For a word with the possessive ending of the third person: башчысы, өкмөтү, уулу."""
    template = _AFTER_POSSESSIVE.get(case)
    if template is None:
        return Bent(text, sure=True)
    ending = spelled(template, last_word(text))
    return Bent(text, sure=False) if ending is None else Bent(joined(text, ending), sure=True)


def phrase(text: str, case: Case) -> Bent:
    """A post, a body, a place: the ending of its last word decides."""
    text = tidy(text)
    if case not in _PLAIN:
        return Bent(text, sure=True)
    if is_abbreviation(text):
        return abbreviation(text, case)
    is_possessive, sure = possessive_ending(last_word(text), alone=" " not in text)
    bent = possessive(text, case) if is_possessive else plain(text, case)
    return Bent(bent.text, sure=bent.sure and sure)


def possessive_ending(word: str, *, alone: bool) -> tuple[bool, bool]:
    """Whether the word carries one, and whether that is certain."""
    known = forms("posts_ky.json")
    if word in known["possessive"] or word in known["plain"]:
        return word in known["possessive"], True
    if not word or word[-1] not in "ыиуү" or _AGENT_OR_ACTION.search(word):
        return False, True
    if len(word) >= 4 and _POSSESSIVE_BY_FORM.search(word):
        return True, True
    return not alone, False


def is_abbreviation(text: str) -> bool:
    """A short word in capitals, unless everything around it is in capitals too."""
    word = text.rsplit(maxsplit=1)[-1] if text else ""
    if word in forms("abbreviations_ky.json"):
        return True
    is_short = word.isalpha() and word.isupper() and 2 <= len(word) <= 5
    return is_short and (word == text or not text.isupper())


def abbreviation(text: str, case: Case) -> Bent:
    """Takes the ending of how it is read, in small letters (§55); sure only where it is listed."""
    word = text.rsplit(maxsplit=1)[-1]
    read = forms("abbreviations_ky.json").get(word)
    ending = spelled(_PLAIN.get(case, ""), read or read_aloud(word.lower()))
    return Bent(text, sure=False) if ending is None else Bent(text + ending, sure=read is not None)


def read_aloud(word: str) -> str:
    """As a word when its last syllable can be said, else by the name of the last letter."""
    can_be_said = word[-1] in _VOWELS or word[-2:-1] in _VOWELS
    return word if can_be_said else _LETTER_NAMES.get(word[-1], word)


def spelled(template: str, word: str) -> str | None:
    """None when the word has no vowel to be in harmony with, or no Kyrgyz letters at all."""
    if not template or not word:
        return None
    try:
        return realize(SuffixTemplate(template), analyze(word))
    except (KyrgyzError, ValueError):  # the latter for letters of another script
        return None


def last_word(text: str) -> str:
    found = _LAST_WORD.search(text.lower())
    return found[0] if found else ""


def joined(text: str, ending: str) -> str:
    """АКИМДИК in capitals takes АКИМДИККЕ; one capital letter is an initial and does not."""
    word = re.split(r"[\s-]", text)[-1]
    return text + (ending.upper() if len(word) > 1 and word.isupper() else ending)
