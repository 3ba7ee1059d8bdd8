"""The number of the case in which something was found damaged; never raises for that damage."""

from sqlalchemy import Connection

from akimat_desk.domain.named_files import named_file
from akimat_desk.journal import codec
from akimat_desk.storage.database import driver

_NUMBER = "SELECT number FROM case_line WHERE stream=?"
_PLACE = "SELECT stream FROM entry WHERE origin=? AND seq=?"
_NAMING = "SELECT stream, type, schema, body FROM entry WHERE body IS NOT NULL AND instr(body, ?)"


def at(connection: Connection, origin: str, seq: int) -> str:
    """By the place of an entry."""
    row = driver(connection).execute(_PLACE, (_bytes(origin), seq)).fetchone()
    return "" if row is None else _number(connection, row[0])


def stream(connection: Connection, found: str) -> str:
    return _number(connection, _bytes(found))


def file(connection: Connection, digest: str) -> str:
    """The first case an entry of which names the file."""
    sought = _bytes(digest)
    for found, name, schema, body in driver(connection).execute(_NAMING, (sought,)):
        if _names(name, schema, body, sought) and (number := _number(connection, found)):
            return number
    return ""


def _names(name: str, schema: int, body: bytes, digest: bytes) -> bool:
    try:
        event = codec.decode(name, schema, body)
    except codec.BodyUnreadable:
        return False
    known = None if event is None else named_file(event)
    # A receipt is no file that travels; its entry holds the digest all the same.
    return known is None or known.digest == digest


def _number(connection: Connection, found: object) -> str:
    row = driver(connection).execute(_NUMBER, (found,)).fetchone()
    return "" if row is None else str(row[0])


def _bytes(told: str) -> bytes:
    try:
        return bytes.fromhex(told)
    except ValueError:
        return b""
