"""Public keys this workspace signed with before it was put back from a copy: its old receipts."""

import msgspec

from akimat_desk.storage import held
from akimat_desk.storage.database import Connection
from akimat_desk.trust.signing import key_id

_FORMER = "former_keys"


def keep(connection: Connection, public: bytes) -> None:
    known = _all(connection)
    if public not in known:
        held.set_value(connection, _FORMER, msgspec.msgpack.encode([*known, public]))


def find(connection: Connection, wanted: bytes) -> bytes | None:
    """The public key of that id."""
    return next((public for public in _all(connection) if key_id(public) == wanted), None)


def _all(connection: Connection) -> list[bytes]:
    told = held.find_value(connection, _FORMER)
    return [] if told is None else msgspec.msgpack.decode(told, type=list[bytes])
