"""Words an account writes again and again, kept in this workspace; they never travel."""

from typing import Final

from akimat_desk.domain.errors import FieldWrong
from akimat_desk.services.core import Core
from akimat_desk.storage import snippets

LONGEST: Final = 500
MOST: Final = 30


class Snippets:
    """Of whoever is signed in; `use` says where they are offered, for example "resolution"."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def all(self, use: str) -> tuple[str, ...]:
        """In the order in which they were kept."""
        with self._core.database.read() as connection:
            return tuple(snippets.every(connection, self._account, use))

    def keep(self, use: str, words: str) -> None:
        """The same words are kept once. Raises FieldWrong (words: empty, too_long, too_many)."""
        tidy = " ".join(words.split())
        if not tidy:
            raise FieldWrong("words", "empty")
        if len(tidy) > LONGEST:
            raise FieldWrong("words", "too_long", LONGEST)
        with self._core.database.write() as connection:
            held = snippets.every(connection, self._account, use)
            if len(held) >= MOST and tidy not in held:
                raise FieldWrong("words", "too_many", MOST)
            snippets.keep(connection, self._account, use, tidy, self._core.clock.now())

    def drop(self, use: str, words: str) -> None:
        with self._core.database.write() as connection:
            snippets.drop(connection, self._account, use, words)

    @property
    def _account(self) -> str:
        actor = self._core.actor
        return "" if actor is None else actor.id
