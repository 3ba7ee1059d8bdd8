"""How often applicants were asked for papers, how often not after all, and on whose order."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import msgspec

from akimat_desk.domain.cases import Case
from akimat_desk.domain.collation import folded
from akimat_desk.domain.request_events import DocumentsRequested, RequestPrevented

ASKED, OF_BODIES, PREVENTED, OVERRIDDEN = "asked", "of_bodies", "prevented", "overridden"
COUNTS = (ASKED, OF_BODIES, PREVENTED, OVERRIDDEN)


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """Papers counted for one paper or one person. `id` is a row, typed words, or a staff id.

    `asked` are those asked of applicants, the overridden ones among them; a person is counted as
    the author of what was asked and prevented, and as the one on whose order it was overridden.
    """

    id: str
    asked: int = 0
    of_bodies: int = 0
    prevented: int = 0
    overridden: int = 0


class RequestFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Of a period, both days in it; the most often prevented come first."""

    from_on: date
    until_on: date
    total: Figure
    documents: tuple[Figure, ...]
    people: tuple[Figure, ...]


_Told = tuple[str, str, str]


class Counting:
    """Takes case after case; who prevented the same request of a case twice did it once."""

    def __init__(self, from_on: date, until_on: date) -> None:
        self._from_on, self._until_on = from_on, until_on
        self._total: dict[str, int] = defaultdict(int)
        self._documents: dict[str, dict[str, int]] = {}
        self._words: dict[str, str] = {}
        self._people: dict[str, dict[str, int]] = {}

    def add(self, case: Case) -> None:
        for count, document, person in self._told(case):
            self._total[count] += 1
            words = self._words.setdefault(_key(document), document)
            self._documents.setdefault(words, defaultdict(int))[count] += 1
            self._people.setdefault(person, defaultdict(int))[count] += 1

    def figures(self) -> RequestFigures:
        return RequestFigures(
            from_on=self._from_on,
            until_on=self._until_on,
            total=Figure(id="", **self._total),
            documents=_sorted(self._documents),
            people=_sorted(self._people),
        )

    def _told(self, case: Case) -> Iterator[_Told]:
        for entry, asked in case.each(DocumentsRequested):
            if self._is_within(asked.requested_on):
                yield from _of_request(asked, entry.actor)
        first: dict[str, tuple[RequestPrevented, str]] = {}
        for entry, one in case.each(RequestPrevented):
            first.setdefault(_key(one.document), (one, entry.actor))
        for one, actor in first.values():
            if self._is_within(one.prevented_on):
                yield PREVENTED, one.document, actor

    def _is_within(self, day: date) -> bool:
        return self._from_on <= day <= self._until_on


def _of_request(asked: DocumentsRequested, actor: str) -> Iterator[_Told]:
    count = OF_BODIES if asked.of == "body" else ASKED
    for document in asked.documents:
        yield count, document, actor
    for document in asked.overrides:
        yield OVERRIDDEN, document, asked.override_by or actor


def _key(document: str) -> str:
    """Typed words are one paper however they were written; ids of rows stay as they are."""
    return document if document.isascii() else folded(document)


def _sorted(counted: dict[str, dict[str, int]]) -> tuple[Figure, ...]:
    figures = [Figure(id=one, **counts) for one, counts in counted.items()]
    return tuple(
        sorted(figures, key=lambda one: (-one.prevented, -one.overridden, -one.asked, one.id))
    )
