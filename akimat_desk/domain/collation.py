"""The Kyrgyz alphabet as a sort key, and the folding of names for search."""

import re
import unicodedata
from functools import lru_cache

ALPHABET = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя"

# Letters of neighbours' alphabets that stand in names, each after its kin.
_GUESTS = {
    "а": "ә",
    "г": "ғґ",
    "е": "є",
    "ж": "җӂ",
    "и": "іїӣ",
    "к": "қ",
    "у": "ұўӯ",
    "х": "һҳ",
    "ч": "ҷ",
}
_ORDER = "".join(letter + _GUESTS.get(letter, "") for letter in ALPHABET)
# The keys are compared byte by byte, so the order is laid into a run of code points of its own,
# after digits and Latin letters.
_FIRST = 0x0430
_SORTED = {ord(letter): chr(_FIRST + place) for place, letter in enumerate(_ORDER)}

_SHORT = 48
_KIN = {guest: letter for letter, guests in _GUESTS.items() for guest in guests}
_OWN = {"ё": "е", "ң": "н", "ө": "о", "ү": "у"}
_GUEST = re.compile(f"[{''.join(_KIN)}]")
# Of these letters and signs none is composed of others, bears a mark or is folded into several.
_PLAIN = re.compile("[ -~\u00ab\u00bb\u0400-\u0482\u048a-\u04ff\u2013\u2014\u2116\n]*")
_WORD = re.compile(r"[^\W_]+")


def sort_key(text: str) -> str:
    """Orders as the Kyrgyz alphabet when compared as text or as UTF-8 bytes; case is no matter."""
    return _words(text).translate(_SORTED)


def folded(text: str) -> str:
    """For search: the letters that people mix up are one, punctuation is a space."""
    return _known_folded(text) if len(text) <= _SHORT else _kin(_whole_words(text))


@lru_cache(maxsize=4096)
def _known_folded(text: str) -> str:
    return _kin(_known_words(text))


def _kin(words: str) -> str:
    # Letter by letter of the table: `translate` would ask for each of the text (benchmarks).
    for letter, kin in _OWN.items():
        words = words.replace(letter, kin)
    if _GUEST.search(words) is not None:
        for letter, kin in _KIN.items():
            words = words.replace(letter, kin)
    return words


def _words(text: str) -> str:
    # Names and places come again and again; what is longer does not.
    return _known_words(text) if len(text) <= _SHORT else _whole_words(text)


@lru_cache(maxsize=4096)
def _known_words(text: str) -> str:
    return _whole_words(text)


def _whole_words(text: str) -> str:
    if _PLAIN.fullmatch(text) is not None:
        return " ".join(_WORD.findall(text.casefold()))
    return parted(text)


def parted(text: str) -> str:
    """The words of any text whatever, as Unicode has its letters, marks and cases."""
    apart = unicodedata.normalize("NFD", text).casefold()
    whole = unicodedata.normalize("NFC", apart)
    return unicodedata.normalize("NFC", " ".join(whole.translate(_PARTED).split()))


class _Parted(dict[int, str]):
    """Letters and digits stay, what is neither parts words; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        # A stress mark is not a letter, and a word does not end at it.
        is_mark = unicodedata.category(character) == "Mn"
        found = "" if is_mark else character if character.isalnum() else " "
        self[code] = found
        return found


_PARTED = _Parted()
