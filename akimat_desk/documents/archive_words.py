"""Words that papers of files and archive have in common."""

from typing import Protocol

from akimat_desk.documents.archive_sheet import Common, Sign
from akimat_desk.documents.both import Both
from akimat_desk.documents.letters import Letter
from akimat_desk.documents.page import A4
from akimat_desk.text.numbers import Gender, count_words

_MOST_IN_WORDS = 9999


class Stored(Protocol):
    """How long something is stored, and by what."""

    @property
    def years(self) -> int: ...
    @property
    def is_permanent(self) -> bool: ...
    @property
    def to_confirm(self) -> bool: ...
    @property
    def ground(self) -> str: ...


def letter_of(told: Common) -> Letter:
    return Letter(Both(told.language), A4.column, 11.0)


def figure_words(n: int, language: str, gender: Gender) -> str:
    """In words, so that no pen stroke alters it; beyond the words there are, in figures."""
    return count_words(n, language, gender) if n <= _MOST_IN_WORDS else str(n)


def stored_words(letter: Letter, told: Stored) -> str:
    """A term that nobody answers for is marked, and none is invented."""
    if told.is_permanent:
        words = letter.t("permanently")
    elif told.years:
        words = letter.many("{count} year", "{count} years", told.years)
    else:
        return letter.t("the term is not established")
    if told.ground:
        words = f"{words}, {told.ground}"
    return letter.t("{term} (to be confirmed)", term=words) if told.to_confirm else words


def cases_in_words(letter: Letter, n: int) -> str:
    return letter.many(
        "In all {count} ({words}) case.",
        "In all {count} ({words}) cases.",
        n,
        words=figure_words(n, letter.language, "n"),
    )


def sheets_in_words(letter: Letter, n: int) -> str:
    return letter.many(
        "In all {count} ({words}) sheet.",
        "In all {count} ({words}) sheets.",
        n,
        words=figure_words(n, letter.language, "m"),
    )


def made_by(letter: Letter, told: Common) -> Sign:
    return Sign(letter.t("Made by:"), letter.either(told.clerk_post), told.clerk)
