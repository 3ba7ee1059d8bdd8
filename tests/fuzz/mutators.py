"""Spoils what is good: values, words, lines and bytes, each from a chance that a seed gives."""

import json
import random
from typing import Any

ODD_WORDS = (
    "", " ", "\t", "-", "--", "0", "-1", "00", "9" * 40, "1e309", "NaN", "null", "true", "None",
    "0001-01-01", "9999-12-31", "2026-02-30", "2026-13-01", "31.12.2026", "2026-11-23T08:30",
    "2026-11-23T08:30:00+06:00", "../../etc/passwd", "/dev/full", "C:\\con", "a\0b", "\u202e",
    "\ufeff", "\u0000", "\ud7ff", "Ө" * 300, "e\u0301" * 40, "<b>&amp;</b>", "{0}", "{}", "%s%n",
    "'; DROP TABLE entry; --", "\"(a:b NEAR -'", "=1+1", "{{ 7*7 }}", "{% for x %}",
    "AD1:", "🏛", "İ", "ß", "\r\n", "a" * 5000,
)  # fmt: skip
ODD_VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**53, 2**63, 2**64, -(2**63), 10**40, 0.1, -0.0, 1e308,
    [], {}, [[]], [{}], {"": ""}, [None], [0] * 400, {"ky": "а"}, {"a": {"a": {"a": 1}}},
)  # fmt: skip
_DEEP = 3000


def odd_word(chance: random.Random) -> str:
    if chance.random() < 0.7:
        return chance.choice(ODD_WORDS)
    letters = "aZ09-/:.,;'\"\\ \n\u04e9\u049a\u202e\u00a0\U0001f3db"
    return "".join(chance.choice(letters) for _ in range(chance.choice((1, 3, 20, 200))))


def odd_value(chance: random.Random) -> Any:
    return odd_word(chance) if chance.random() < 0.5 else chance.choice(ODD_VALUES)


def value(told: Any, chance: random.Random) -> Any:
    """One place of it, somewhere, is another value, gone, there twice, or where another was."""
    goes_down = chance.random() < 0.88
    match told:
        case dict() if told and goes_down:
            return _in_dict(told, chance)
        case list() if told and goes_down:
            return _in_list(list(told), chance)
        case str() if told and chance.random() < 0.5:
            return words(told, chance)
        case int() if chance.random() < 0.5:
            return told + chance.choice((-1, 1, 2, 365, 10_000, 10**9, -(10**6)))
    return odd_value(chance)


def _in_dict(told: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    key, how = chance.choice(list(told)), chance.random()
    rest = {name: one for name, one in told.items() if name != key}
    if how < 0.1:
        return rest
    if how < 0.2:
        return {**told, odd_word(chance): odd_value(chance)}
    if how < 0.27:
        return {**rest, odd_word(chance): told[key]}
    if how < 0.34:
        return {**told, key: told[chance.choice(list(told))]}
    return {**rest, key: value(told[key], chance)}


def _in_list(told: list[Any], chance: random.Random) -> list[Any]:
    place, how = chance.randrange(len(told)), chance.random()
    if how < 0.6:
        told[place] = value(told[place], chance)
    elif how < 0.75:
        del told[place]
    elif how < 0.9:
        told.insert(place, told[chance.randrange(len(told))])
    else:
        told *= chance.choice((2, 30))
    return told


def words(told: str, chance: random.Random) -> str:
    """A few letters of it changed, gone, doubled, or odd words put in."""
    letters = list(told)
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        place, how = chance.randrange(len(letters) + 1), chance.random()
        if how < 0.35 and letters:
            letters[place % len(letters)] = chance.choice("aБ0-/:\u202e\u04e9{}\"'\\\n;, ")
        elif how < 0.6 and letters:
            del letters[place % len(letters)]
        elif how < 0.75:
            letters[place:place] = odd_word(chance)
        elif how < 0.9:
            letters[place:place] = letters[: chance.choice((1, 5, 50))]
        else:
            del letters[place:]
    return "".join(letters)


def as_json(told: Any, chance: random.Random) -> bytes:
    """The value as JSON; sometimes such as no careful program writes."""
    text = json.dumps(told, ensure_ascii=chance.random() < 0.3)
    if chance.random() < 0.75:
        return text.encode("utf-8", "replace")
    odd = (
        ("[" * _DEEP + text + "]" * _DEEP).encode(),
        text.encode("cp1251", "replace"),
        text.replace('"', '"\\ud800', 1).encode("utf-8", "replace"),
        b"\xef\xbb\xbf" + text.encode(),
        flipped(text.encode(), chance),
        flipped(text.encode(), chance),
    )
    return chance.choice(odd)


def flipped(content: bytes, chance: random.Random) -> bytes:
    """Some bytes are others; sometimes the end is missing, or a piece is there twice."""
    told = bytearray(content)
    for _ in range(chance.choice((1, 1, 1, 2, 8, 64)) if told else 0):
        told[chance.randrange(len(told))] = chance.randrange(256)
    how = chance.random()
    if told and how < 0.15:
        del told[chance.randrange(len(told)) :]
    elif how < 0.25:
        place = chance.randrange(len(told) + 1)
        told[place:place] = told[place : place + chance.choice((1, 40, 4000))]
    elif how < 0.3:
        told += bytes(chance.randrange(256) for _ in range(chance.choice((1, 100))))
    return bytes(told)


def line(argv: list[str], chance: random.Random) -> list[str]:
    """A command line with words gone, doubled, odd or in each other's place. No NUL is typed."""
    told = list(argv)
    for _ in range(chance.choice((1, 1, 2, 3))):
        place, how = chance.randrange(len(told) + 1), chance.random()
        if how < 0.2 and told:
            del told[place % len(told)]
        elif how < 0.55 and told:
            told[place % len(told)] = _typed(odd_word(chance))
        elif how < 0.75:
            told.insert(place, _typed(odd_word(chance)))
        elif how < 0.9 and told:
            told.insert(place, chance.choice(told))
        elif told:
            told[place % len(told)] = _typed(words(told[place % len(told)], chance))
    return told


def _typed(word: str) -> str:
    return word.replace("\0", "")
