"""Public keys this workspace signed with before it was put back from a copy: its old receipts."""

import msgspec

from akimat_desk.storage import held
from akimat_desk.storage.database import Connection
from akimat_desk.trust.signing import key_id

_FORMER = "former_keys"


def keep(connection: Connection, public: bytes) -> None:
    known = every(connection)
    if public not in known:
        held.set_value(connection, _FORMER, msgspec.msgpack.encode([*known, public]))


def find(connection: Connection, wanted: bytes) -> bytes | None:
    """The public key of that id."""
    return next((public for public in every(connection) if key_id(public) == wanted), None)


def every(connection: Connection) -> list[bytes]:
    """The oldest first."""
    told = held.find_value(connection, _FORMER)
    return [] if told is None else msgspec.msgpack.decode(told, type=list[bytes])
