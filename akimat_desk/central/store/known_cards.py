"""Stations' cards as they were read: a server asks for the same ones with every exchange."""

from typing import Final

from sqlalchemy import Connection

from akimat_desk.central.store.stations import Stations
from akimat_desk.exchange.messages import Card

_MOST: Final = 4096


class KnownCards:
    """A card is good as long as its office's directory has not turned a page.

    Whoever certifies or revokes a station turns it in the same transaction, also from another
    process; so the caller reads `release` in the transaction it asks in.
    """

    def __init__(self) -> None:
        self._cards: dict[tuple[str, bytes], tuple[int, Card]] = {}

    def find(self, connection: Connection, office: str, release: int, key: bytes) -> Card | None:
        known = self._cards.get((office, key))
        if known is not None and known[0] == release:
            return known[1]
        card = Stations(connection, office).find(key)
        if card is not None:
            if len(self._cards) >= _MOST:
                self._cards.clear()
            self._cards[office, key] = (release, card)
        return card
