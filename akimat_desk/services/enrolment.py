"""Joins this desk to a centre once: each proves its key to the other, and a mark is certified."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import msgspec

from akimat_desk.domain.errors import RuleBroken
from akimat_desk.domain.rights import role_for
from akimat_desk.exchange import desk_side
from akimat_desk.exchange.messages import (
    EnrolAnswer,
    EnrolRequest,
    MessageUnreadable,
    Sealed,
    pack,
    plain,
    unpack,
)
from akimat_desk.services.core import Core
from akimat_desk.services.exchange_answer import ServerNotGenuine, open_own_origin
from akimat_desk.services.file_exchange import FileCarrier
from akimat_desk.storage import exchange, journal
from akimat_desk.storage.database import Connection
from akimat_desk.transport import ServerRefused
from akimat_desk.trust.signing import is_signed

_MARKS = 4


@dataclass(eq=False)
class MarkTaken(RuleBroken):
    """Another desk of the office prints this mark, and no free one was found."""

    mark: str


class Carrier(FileCarrier, Protocol):
    """What carries messages and files; transport.Line is the real one.

    `takes_parts`: small batches cost it little more than large ones, and of an answer that was
    cut `under_way` bytes need not come again.
    """

    takes_parts: bool

    @property
    def under_way(self) -> int: ...

    def enrol(self, message: bytes) -> bytes: ...
    def answers(self, messages: Sequence[bytes]) -> Iterator[bytes]: ...
    def access(self, message: bytes) -> bytes: ...
    def close(self) -> None: ...


class Enrolled(msgspec.Struct, frozen=True, kw_only=True):
    """`mark` is what new numbers bear from now on; `mark_before` differs where it was taken."""

    server: str
    office: str
    station: str
    mark: str
    mark_before: str


def enrol(core: Core, line: Carrier, url: str, code: str) -> Enrolled:
    """Raises NotAllowed, ServerRefused, LineDown, MarkTaken, ServerNotGenuine.

    A mark that another desk of the office prints already is given up: numbers given so far
    keep it, new ones come from a new origin with a mark of its own.
    """
    role_for(core.actor, "account")
    with core.database.read() as connection:
        before = journal.own_origin(connection).mark
    for _ in range(_MARKS):
        try:
            return _enrolled(core, line, url, code, before)
        except ServerRefused as refused:
            if refused.refusal != "mark_taken":
                raise
        with core.database.write() as connection:
            open_own_origin(core, connection, "mark_taken")
    raise MarkTaken(before)


def _enrolled(core: Core, line: Carrier, url: str, code: str, mark_before: str) -> Enrolled:
    with core.database.read() as connection:
        key, own = core.station_key(connection), journal.own_origin(connection)
    identity = core.identity
    body = plain(
        EnrolRequest(
            station=identity.station,
            office=identity.office,
            public=key.public,
            origin=own.origin,
            point=own.point,
            mark=own.mark,
            is_training=identity.is_training,
            code=code,
        )
    )
    try:
        answer = unpack(line.enrol(pack(Sealed(key.key_id, key.sign(body), body))), EnrolAnswer)
    except MessageUnreadable:
        raise ServerNotGenuine("answer") from None
    _demand_ours(core, answer, key.public)
    with core.database.write() as connection:
        exchange.keep_server(connection, url, answer.server_public, answer.certificate)
        if _is_fresh(connection):
            # Its page comes with the first call: a far server is not asked for its epoch alone.
            exchange.change_server(connection, epoch=answer.epoch)
        exchange.keep_directory(connection, answer.directory)
    return Enrolled(
        server=url,
        office=identity.office,
        station=identity.station,
        mark=own.mark,
        mark_before=mark_before,
    )


def _is_fresh(connection: Connection) -> bool:
    """Whether nothing was ever heard of this centre but its answer to the enrolment."""
    known = exchange.find_server(connection)
    return known is not None and known.epoch is None


def _demand_ours(core: Core, answer: EnrolAnswer, public: bytes) -> None:
    """The server proves that it holds the key it names, over our very station and office."""
    told, identity = answer.certificate, core.identity
    is_ours = (told.station, told.office, told.public, told.is_training) == (
        identity.station,
        identity.office,
        public,
        identity.is_training,
    )
    if not is_ours or not is_signed(answer.server_public, told.signed_part(), told.signature):
        raise ServerNotGenuine("certificate")
    if not desk_side.genuine_directory(
        answer.directory, office=identity.office, server_public=answer.server_public
    ):
        raise ServerNotGenuine("directory")
