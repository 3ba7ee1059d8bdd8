"""What was looked at and drawn at an open desk, in memory until the access log writes it."""

import threading
from collections import Counter, OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Final, NamedTuple

from akimat_desk.domain.access_notes import PAPER

_REMEMBERED: Final = 1000


class About(NamedTuple):
    """What a paper is and of what: its form, a kind of subject and the subject's id."""

    form: str
    kind: str = PAPER
    subject: str = ""


class Opening(NamedTuple):
    """One pile of openings: whoever looked is part of it, not whoever is there when it goes out."""

    stamp: tuple[str, str]
    day: date
    about: About


Piles = Counter[Opening]


class Seen:
    """Counted by every service, from any thread; nothing here touches the disk."""

    def __init__(self) -> None:
        self._openings: Piles = Counter()
        self._papers: OrderedDict[bytes, About] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def is_waiting(self) -> bool:
        return bool(self._openings)

    def look(self, opening: Opening) -> None:
        with self._lock:
            self._openings[opening] += 1

    def remember(self, digest: bytes, about: About) -> None:
        """A paper was drawn: whoever prints these bytes prints this."""
        with self._lock:
            self._papers[digest] = about
            self._papers.move_to_end(digest)
            while len(self._papers) > _REMEMBERED:
                self._papers.popitem(last=False)

    def paper(self, digest: bytes) -> About | None:
        return self._papers.get(digest)

    @contextmanager
    def taken(self) -> Iterator[Piles]:
        """What was counted; it is counted still where the transaction around it fails."""
        with self._lock:
            taken, self._openings = self._openings, Counter()
        try:
            yield taken
        except BaseException:
            with self._lock:
                self._openings.update(taken)
            raise
