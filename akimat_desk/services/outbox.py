"""What became of everything written here: it waits, was received, was refused or was withdrawn."""

import platform
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from akimat_desk import __version__
from akimat_desk.domain.errors import RuleBroken
from akimat_desk.domain.facts import Event
from akimat_desk.domain.offices import Office
from akimat_desk.domain.rights import role_for
from akimat_desk.services.core import Core
from akimat_desk.storage import exchange, left_centre, migrations, outbox, verification
from akimat_desk.storage.outbox import OwnRow

State = Literal["waiting", "received", "refused", "withdrawn"]
_ID = 32


@dataclass(eq=False)
class EntryNotWaiting(RuleBroken):
    """No refused entry of this id waits for somebody's decision."""

    entry: str


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """One entry and its end state; instants are UTC milliseconds. `event` keeps what was written,
    so that a refused text is never lost; None where a newer program wrote it. `case` is the id
    of the case with this number, empty where there is none."""

    id: str
    state: State
    number: str
    type: str
    by: str
    at: int
    ended_at: int | None = None
    refusal: str = ""
    event: Event | None = None
    case: str = ""


class Quarantined(msgspec.Struct, frozen=True, kw_only=True):
    """What came from elsewhere and did not prove itself; everything else went on."""

    id: int
    origin: str
    first: int
    entries: int
    reason: str
    at: int


class Outbox:
    """Reads by receipts and refusals; nothing is ever sent again under another name."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def waiting(self, limit: int = 200) -> list[Outcome]:
        """The oldest first."""
        with self._core.read() as (connection, lens):
            rows = outbox.waiting(connection, limit)
            return [_outcome(row, "waiting", lens.office) for row in rows]

    def received(self, limit: int = 200) -> list[Outcome]:
        """The newest first, each with the server's time of receipt."""
        with self._core.read() as (connection, lens):
            rows = outbox.received(connection, limit)
            return [_outcome(row, "received", lens.office, row.received_at) for row in rows]

    def refused(self) -> list[Outcome]:
        """Those that wait for somebody's decision."""
        return [one for one in self._refusals() if one.state == "refused"]

    def withdrawn(self) -> list[Outcome]:
        return [one for one in self._refusals() if one.state == "withdrawn"]

    def every(self, limit: int = 200) -> list[Outcome]:
        """What asks for somebody first, then what waits, then what is done."""
        return [*self.refused(), *self.waiting(limit), *self.withdrawn(), *self.received(limit)]

    def withdraw(self, entry: str) -> None:
        """The refusal was seen and stands; the text stays here. Raises EntryNotWaiting."""
        core = self._core
        role_for(core.actor, "sync")
        if not any(one.id == entry for one in self.refused()):
            raise EntryNotWaiting(entry)
        with core.database.write() as connection:
            outbox.withdraw(connection, entry, core.clock.now())

    def aside(self) -> list[Quarantined]:
        with self._core.database.read() as connection:
            return [
                Quarantined(
                    id=one.id,
                    origin=one.origin.hex(),
                    first=one.first,
                    entries=one.entries,
                    reason=one.reason,
                    at=one.at,
                )
                for one in outbox.aside(connection)
            ]

    def retry(self, wanted: int | None = None) -> int:
        """Forget what was set aside, so that the next exchange asks for it anew; how many."""
        role_for(self._core.actor, "sync")
        with self._core.database.write() as connection:
            return outbox.drop_aside(connection, wanted)

    def support(self) -> dict[str, Any]:
        """What helps whoever looks after the program; nothing that tells of people or cases."""
        core = self._core
        with core.read() as (connection, _):
            server = exchange.find_server(connection)
            entries, streams = verification.steps(connection)
            return {
                "program": __version__,
                "python": platform.python_version(),
                "system": f"{platform.system()} {platform.release()}",
                "made_at": core.clock.now(),
                "office": core.identity.office,
                "station": core.identity.station,
                "is_training": core.identity.is_training,
                "tables": migrations.version(connection),
                "entries": entries,
                "streams": streams,
                "origins": outbox.places(connection),
                "waiting": outbox.waiting_types(connection),
                "refused": [
                    {"entry": one.row.id.hex(), "type": one.row.type, "refusal": one.code}
                    for one in outbox.refusals(connection)
                ],
                "quarantined": [
                    {
                        "origin": one.origin.hex(),
                        "first": one.first,
                        "entries": one.entries,
                        "reason": one.reason,
                        "at": one.at,
                    }
                    for one in outbox.aside(connection)
                ],
                "server": left_centre.before(connection) if server is None else server.url,
                "is_enrolled": server is not None,
                "last_contact": None if server is None else server.last_contact,
                "last_error": "" if server is None else server.last_error,
            }

    def _refusals(self) -> Iterator[Outcome]:
        with self._core.read() as (connection, lens):
            done: Mapping[str, int] = outbox.withdrawn(connection)
            found = list(outbox.refusals(connection))
            office: Office = lens.office
        seen: set[bytes] = set()
        for one in found:
            if one.row.id in seen:
                continue
            seen.add(one.row.id)
            ended = done.get(one.row.id.hex()[:_ID])
            state: State = "refused" if ended is None else "withdrawn"
            yield _outcome(one.row, state, office, ended or one.at, one.code)


def _outcome(
    row: OwnRow, state: State, office: Office, ended_at: int | None = None, refusal: str = ""
) -> Outcome:
    author = office.find_staff(str(uuid.UUID(bytes=row.actor)))
    return Outcome(
        id=row.id.hex()[:_ID],
        state=state,
        number=row.number,
        type=row.type,
        by="" if author is None else author.short_name,
        at=row.at,
        ended_at=ended_at,
        refusal=refusal,
        event=row.event,
        case=str(uuid.UUID(bytes=row.stream)) if row.number else "",
    )
