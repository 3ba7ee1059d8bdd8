"""Which lineage this database file writes: a copy or a moved file begins one of its own."""

import os
import platform
import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from akimat_desk.domain.numbering import mark_of
from akimat_desk.domain.office_events import KeeperNamed, SeriesClosed, SeriesOpened
from akimat_desk.domain.slots import held_event
from akimat_desk.services.core import Core, Identity, Writing
from akimat_desk.storage import held, journal, queries, series, tables
from akimat_desk.storage.database import Connection
from akimat_desk.storage.journal import OwnOrigin

_KEY_SIZE = 32
_KEEPER = "keeper:"


def demand_own(core: Core, path: Path) -> None:
    """A copy, another machine or a database behind its witness writes under a new origin."""
    with core.database.read() as connection:
        known = held.value(connection, held.FINGERPRINT)
        is_behind = core.is_behind_witness(connection)
    here = fingerprint(path)
    if known == here and not is_behind:
        return
    with core.write("setup") as writing:
        held.set_value(writing.connection, held.FINGERPRINT, here)
        begin_anew(core, writing, "restored" if is_behind else "moved")


def begin_anew(
    core: Core, writing: Writing, reason: str, given: Mapping[str, int] | None = None
) -> OwnOrigin:
    """A series of its own from here on. One that was put back from an older state also says what
    is known of the series before it, and lays the pens of office-wide journals down: nobody here
    knows which numbers were given after the copy was made. `given` are those known to have been,
    though their records are lost."""
    connection = writing.connection
    old = journal.own_origin(connection)
    known = series.last_numbers(connection, old.origin)
    for name, number in (given or {}).items():
        known[name] = max(number, known.get(name, 0))
    fresh = open_origin(connection, old.point, is_first=False)
    # The first pen belongs to the origin that just ended.
    writing.pen = journal.Pen(connection, core.stamp("setup", core.clock.now()), core.random)
    if reason == "restored":
        closed = SeriesClosed(origin=old.origin, mark=old.mark, last=known, reason=reason)
        writing.append_office(closed, *_pens_laid_down(core, writing, reason))
    writing.append_office(
        SeriesOpened(
            origin=fresh.origin,
            point=fresh.point,
            mark=fresh.mark,
            station=core.identity.station,
            reason=reason,
        )
    )
    return fresh


def open_origin(connection: Connection, point: str, *, is_first: bool) -> OwnOrigin:
    origin = os.urandom(16)
    mark = mark_of(point, origin, is_first=is_first)
    return journal.open_origin(connection, origin=origin, point=point, mark=mark)


def set_identity(connection: Connection, identity: Identity, path: Path) -> None:
    held.set_value(connection, held.IDENTITY, msgspec.msgpack.encode(identity))
    new_station_key(connection, path)


def new_station_key(connection: Connection, path: Path) -> None:
    """This file on this machine signs with a key that was never anywhere else."""
    held.set_value(connection, held.STATION_SEED, os.urandom(_KEY_SIZE))
    held.set_value(connection, held.FINGERPRINT, fingerprint(path))


def fingerprint(path: Path) -> bytes:
    """This machine and this very file: a copied folder or disk has another one."""
    machine = Path("/etc/machine-id")
    name = machine.read_text().strip() if machine.exists() else platform.node()
    found = path.stat()
    return f"{name}:{uuid.getnode()}:{found.st_dev}:{found.st_ino}".encode()


def _pens_laid_down(core: Core, writing: Writing, reason: str) -> Iterable[KeeperNamed]:
    """The journals this station kept; whoever takes a pen up again says the last number given."""
    slots = writing.office.slots
    for key in sorted(key for key in slots if key.startswith(_KEEPER)):
        named: Any = held_event(slots, key)
        if named is None or named.station != core.identity.station:
            continue
        year = named.year or series.newest_year(writing.connection, named.journal)
        last = queries.next_in_series(writing.connection, tables.OFFICE_WIDE, named.journal, year)
        yield KeeperNamed(
            journal=named.journal,
            station="",
            last_number=max(named.last_number, last - 1),
            reason=reason,
            year=year,
        )
