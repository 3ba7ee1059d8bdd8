"""Addresses and letters as all streams together tell them, against what the tables hold."""

from collections import Counter
from typing import Any

from sqlalchemy import Connection

from akimat_desk.domain.cases import Case
from akimat_desk.domain.collation import folded
from akimat_desk.domain.people import PersonRecord
from akimat_desk.storage import addresses
from akimat_desk.storage.database import driver
from akimat_desk.storage.errors import ReadingAltered


class Told:
    """Grows with every stream; compared once."""

    def __init__(self) -> None:
        self._words: Counter[tuple[str, ...]] = Counter()
        self._homes: set[tuple[Any, ...]] = set()
        self._letters: set[tuple[Any, ...]] = set()

    def add_person(self, stream: bytes, record: PersonRecord) -> None:
        address = record.applicant.address
        told = (address.soate, address.aimak, address.village, address.street)
        self._words.update(addresses.words_of(*told))
        if any(told[1:]):
            self._homes.add((stream, *told, addresses.house_key(address)))

    def add_case(self, stream: bytes, case: Case) -> None:
        through = case.registered.came_through
        if through is not None and folded(through.number):
            self._letters.add((stream, folded(through.body), folded(through.number)))

    def verify(self, connection: Connection) -> None:
        """Raises ReadingAltered where a table is not what all streams together say."""
        words = {(*word, uses) for word, uses in self._words.items()}
        for table, fresh in (
            ("address_word", words),
            ("address_of", self._homes),
            ("letter_line", self._letters),
        ):
            rows = driver(connection).execute(f"SELECT * FROM {table}")  # noqa: S608
            if {tuple(row) for row in rows} != fresh:
                raise ReadingAltered("", table)
