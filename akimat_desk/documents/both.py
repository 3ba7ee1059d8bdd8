"""Both languages of a paper: the chosen one leads, the other stands beside it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from akimat_desk.documents.typesetting import held, plain
from akimat_desk.domain.readings import Bilingual
from akimat_desk.text.catalogue import Texts


class Said(NamedTuple):
    """The same words twice; equal words are shown once."""

    lead: str
    other: str

    @property
    def once(self) -> str:
        """For a caption: both, or the one where they are equal."""
        if not self.other or self.other == self.lead:
            return self.lead
        return f"{self.lead} \u00b7 {self.other}"


class Both:
    """Says everything in both languages; a gap filled with `Said` or `Bilingual` follows suit."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.second = "ru" if language == "ky" else "ky"
        self._lead = Texts.of(language)
        self._other = Texts.of(self.second)

    def t(self, msgid: str, /, **gaps: object) -> Said:
        return Said(
            held(self._lead(msgid, **_filled(gaps, self.language, 0))),
            held(self._other(msgid, **_filled(gaps, self.second, 1))),
        )

    def many(self, singular: str, plural: str, n: int, /, **gaps: object) -> Said:
        return Said(
            self._lead.many(singular, plural, n, **_filled(gaps, self.language, 0)),
            self._other.many(singular, plural, n, **_filled(gaps, self.second, 1)),
        )

    def words(self, text: Bilingual) -> Said:
        return Said(plain(text[self.language]), plain(text[self.second]))

    def each(self, bend: Callable[[str], str]) -> Said:
        """What grammar says in either language."""
        return Said(bend(self.language), bend(self.second))


def joined(parts: Sequence[Said], between: str = " ") -> Said:
    """Sentences after one another, or items of a list."""
    return Said(
        between.join(part.lead for part in parts), between.join(part.other for part in parts)
    )


def _filled(gaps: dict[str, object], language: str, side: int) -> dict[str, object]:
    return {name: _told(value, language, side) for name, value in gaps.items()}


def _told(value: object, language: str, side: int) -> object:
    match value:
        case Said():
            return value[side]
        case Bilingual():
            return plain(value[language])
        case str():
            return plain(value)
        case _:
            return value
