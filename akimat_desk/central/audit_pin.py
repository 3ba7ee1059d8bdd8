"""How far the audit came, in a file beside the database: lines lost at its end are missed."""

import os
from pathlib import Path
from typing import Final

import msgspec

from akimat_desk.central.errors import AuditAltered
from akimat_desk.central.store.audit_lines import AuditLines
from akimat_desk.central.store.database import Connection
from akimat_desk.central.store.register import Register

_NAME: Final = "audit"
_PINNED: Final = "audit_pinned"


class Pin(msgspec.Struct, frozen=True):
    """The number of the newest line and its chain in hex."""

    number: int
    chain: str


def pinned(folder: Path) -> Pin | None:
    """None where no file can be read: a centre of before had none."""
    try:
        return msgspec.json.decode((folder / _NAME).read_bytes(), type=Pin)
    except (OSError, msgspec.DecodeError):
        return None


def keep(folder: Path, pin: Pin) -> None:
    """After the line itself is kept. It never goes back: a process that was slower wrote before.

    Raises OSError.
    """
    known = pinned(folder)
    if known is None or known.number <= pin.number:
        write(folder, pin)


def write(folder: Path, pin: Pin) -> None:
    draft = folder / f"{_NAME}.{os.getpid()}.new"
    with draft.open("wb") as file:
        file.write(msgspec.json.encode(pin))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / _NAME)


def demand(folder: Path, connection: Connection) -> None:
    """Raises AuditAltered from the first line that is missing, or the one that is another. A file
    that was here and is gone proves nothing any more: then from the line that would come next."""
    pin, lines = pinned(folder), AuditLines(connection)
    if pin is None:
        if is_expected(connection):
            raise AuditAltered(_end(lines) + 1)
        return
    if not stands(pin, lines):
        raise AuditAltered(min(pin.number, _end(lines) + 1))


def is_whole(folder: Path, connection: Connection) -> bool:
    """Whether the file may go on: where lines were lost it stays as the proof of it."""
    pin = pinned(folder)
    if pin is None:
        return not is_expected(connection)
    return stands(pin, AuditLines(connection))


def stands(pin: Pin, lines: AuditLines) -> bool:
    (line,) = lines.after(pin.number - 1, 1) or (None,)
    return line is not None and (line.number, line.chain.hex()) == (pin.number, pin.chain)


def lost(folder: Path, connection: Connection) -> str:
    """The lines that the file knows of and the database does not: "13-17"; "13-" where there is
    no file any more that would know; empty where none are."""
    pin, end = pinned(folder), _end(AuditLines(connection))
    if pin is None:
        return f"{end + 1}-" if is_expected(connection) else ""
    return f"{end + 1}-{pin.number}" if pin.number > end else ""


def expect(connection: Connection) -> None:
    """From now on the file has to be there."""
    if not is_expected(connection):
        Register(connection).set_value(_PINNED, b"1")


def is_expected(connection: Connection) -> bool:
    return Register(connection).find_value(_PINNED) is not None


def _end(lines: AuditLines) -> int:
    last = lines.last()
    return 0 if last is None else last.number
