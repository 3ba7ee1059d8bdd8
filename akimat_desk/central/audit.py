"""Who did what at the centre, when and from where: appended to, chained, signed; nobody's data."""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from typing import Final

import msgspec

from akimat_desk.central import audit_pin
from akimat_desk.central.access import User, covers
from akimat_desk.central.audit_pin import Pin
from akimat_desk.central.centre import Centre
from akimat_desk.central.errors import AuditAltered
from akimat_desk.central.store.accounts import lock
from akimat_desk.central.store.audit_lines import AuditLine, AuditLines
from akimat_desk.central.store.database import Connection, when_kept
from akimat_desk.trust.signing import is_signed

PAGE: Final = 50
_LOCK: Final = "akimat audit"
_PURPOSE: Final = b"akimat audit 1 "
_BATCH: Final = 500
_LONGEST: Final = 200


class Doer(msgspec.Struct, frozen=True):
    """A login and an address; of a command the machine's user and "command"."""

    who: str = ""
    origin: str = "command"


THE_MACHINE: Final = Doer()


def note(
    centre: Centre,
    connection: Connection,
    by: Doer,
    what: str,
    told: tuple[str, str] = ("", ""),
) -> Pin:
    """In the transaction of what was done; `told` is the office and what it was about."""
    lock(connection, _LOCK)
    is_whole = audit_pin.is_whole(centre.folder, connection)
    lines = AuditLines(connection)
    last = lines.last()
    office, about = told
    plain = AuditLine(
        number=1 if last is None else last.number + 1,
        at=centre.clock(),
        who=by.who,
        origin=by.origin,
        what=what,
        office=office,
        about=about[:_LONGEST],
    )
    chain = _link(b"" if last is None else last.chain, plain)
    signed = centre.key.sign(_PURPOSE + chain)
    lines.add(msgspec.structs.replace(plain, chain=chain, signature=signed))
    pin = Pin(plain.number, chain.hex())
    if is_whole:
        audit_pin.expect(connection)
        when_kept(connection, partial(_pin, centre, pin))
    return pin


def _pin(centre: Centre, pin: Pin) -> None:
    """What is done is done: a file that cannot be written only tells less."""
    with suppress(OSError):
        audit_pin.keep(centre.folder, pin)


def begin_anew(centre: Centre) -> None:
    """The database was put back from a copy: the audit itself says which lines were lost by it.

    Before another epoch begins: cut off, the next start does it once more.
    """
    with centre.store.write() as connection:
        lost = audit_pin.lost(centre.folder, connection)
        if not lost:
            return
        pin = note(centre, connection, THE_MACHINE, "audit_lost", ("", lost))
        when_kept(connection, partial(audit_pin.write, centre.folder, pin))


def newest(centre: Centre, user: User, before: int = 0) -> list[AuditLine]:
    """A page of what the user may see: all of the republic, else of the offices of the territory
    and of oneself."""
    found: list[AuditLine] = []
    place = before
    with centre.store.read() as connection:
        lines = AuditLines(connection)
        while len(found) < PAGE:
            page = lines.before(place, PAGE)
            found += [line for line in page if is_shown(line, user)]
            if len(page) < PAGE:
                break
            place = page[-1].number
    return found[:PAGE]


def is_shown(line: AuditLine, user: User) -> bool:
    if not user.territory or line.who == user.login:
        return True
    return bool(line.office) and covers(user.territory, line.office)


def every(centre: Centre) -> Iterator[AuditLine]:
    """From the first line on, each proven before it is told; and at last that none was lost at
    the end. Raises AuditAltered."""
    chain, number = b"", 0
    while True:
        with centre.store.read() as connection:
            page = AuditLines(connection).after(number, _BATCH)
        for line in page:
            number += 1
            chain = _link(chain, line)
            is_sound = line.number == number and line.chain == chain
            if not is_sound or not is_signed(centre.key.public, _PURPOSE + chain, line.signature):
                raise AuditAltered(number)
            yield line
        if len(page) < _BATCH:
            break
    with centre.store.read() as connection:
        audit_pin.demand(centre.folder, connection)


def _link(before: bytes, line: AuditLine) -> bytes:
    bare = msgspec.structs.replace(line, chain=b"", signature=b"")
    return hashlib.sha256(before + msgspec.msgpack.encode(bare)).digest()
