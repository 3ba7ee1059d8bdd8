"""How often one may ask in vain: by number and by address, for the running hour."""

import ipaddress
from threading import Lock

from akimat_desk.central.store.database import Store
from akimat_desk.central.store.status_rows import StatusTries, try_key

_HOUR = 3600 * 1000
TRIES_A_NUMBER, TRIES_AN_ADDRESS = 10, 60
_NETWORK = 64
"""Of an IPv6 address so many bits: a household has all the others."""


class Tries:
    """A try is taken before the answer is known and given back when it was right.

    So many asking at once cannot get past the limit. Wrong ones are kept in the database: a
    restart forgets none. The count of a number does not depend on whether there is such a number.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock, self._keeping = Lock(), Lock()
        self._hour = -1
        self._counts: dict[str, int] = {}

    def take(self, number: str, address: str, at: int) -> bool:
        """False where the limit is reached; a paper whose signature is asked for has no number."""
        limits = _limits(number, address)
        with self._lock:
            self._turn(at)
            if any(self._counts.get(key, 0) >= limit for key, limit in limits.items()):
                return False
            for key in limits:
                self._counts[key] = self._counts.get(key, 0) + 1
        return True

    def give_back(self, number: str, address: str) -> None:
        """What was asked was right; after the hour has turned there is nothing to give back."""
        with self._lock:
            for key in _limits(number, address):
                if self._counts.get(key, 0) > 0:
                    self._counts[key] -= 1

    def keep(self, number: str, address: str) -> None:
        """What was asked was wrong."""
        keys = _limits(number, address)
        # One after the other: an older count never comes to stand over a newer one.
        with self._keeping:
            with self._lock:
                hour, counts = self._hour, {key: self._counts.get(key, 1) for key in keys}
            with self._store.write() as connection:
                StatusTries(connection).note(keys, hour, counts)

    def _turn(self, at: int) -> None:
        if at // _HOUR != self._hour:
            self._hour = at // _HOUR
            with self._store.read() as connection:
                self._counts = StatusTries(connection).counted(self._hour)


def _limits(number: str, address: str) -> dict[str, int]:
    limits = {try_key("address", network(address)): TRIES_AN_ADDRESS}
    if number:
        limits[try_key("number", number)] = TRIES_A_NUMBER
    return limits


def network(address: str) -> str:
    """Whom an address stands for; what is none stands for itself."""
    try:
        told = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(told, ipaddress.IPv4Address):
        return str(told)
    if told.ipv4_mapped is not None:
        return str(told.ipv4_mapped)
    return str(ipaddress.ip_network((told, _NETWORK), strict=False))
