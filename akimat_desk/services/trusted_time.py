"""The computer's clock: asked about, confirmed, corrected, and what bounds an entry's instant."""

import uuid
from datetime import date

from akimat_desk.domain.errors import DeskError, FieldWrong
from akimat_desk.domain.office_events import ClockConfirmed, ClockCorrected
from akimat_desk.domain.trusted_time import (
    ClockAhead,
    WrittenWithin,
    demand_clock,
    demand_date,
    written_within,
)
from akimat_desk.services.core import Core
from akimat_desk.services.exchange_answer import open_own_origin
from akimat_desk.storage import journal, receipt_marks
from akimat_desk.storage.database import Connection


def demand_trusted(connection: Connection, at: int, newest_at: int) -> None:
    """Raises ClockBehind, ClockBehindServer, ClockAhead."""
    demand_clock(at, newest_at, receipt_marks.server_time(connection))


class TrustedTime:
    """Whether a number can be given now, and how to get on where not."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def trouble(self) -> DeskError | None:
        """What would stop numbering now; None where the clock is believed."""
        with self._core.read() as (connection, _):
            newest_at = journal.own_origin(connection).newest_at
            try:
                demand_trusted(connection, self._core.clock.now(), newest_at)
            except DeskError as found:
                return found
        return None

    def confirm(self, told: date) -> bool:
        """Somebody who registers says which day it is; from then on numbers are given again.

        One entry, and only where it was asked for; whether it was. Raises ClockDateDiffers, and
        what the clock refuses besides: a date cannot answer a clock that was set back.
        """
        core = self._core
        with core.write("register") as writing:
            at = writing.pen.stamp.at
            demand_date(told, at)
            try:
                demand_trusted(writing.connection, at, writing.pen.own.newest_at)
            except ClockAhead:
                newest_at = writing.pen.own.newest_at
                writing.append_office(ClockConfirmed(confirmed_on=told, newest_at=newest_at))
                return True
        return False

    def correct(self, reason: str) -> None:
        """The clock was wrong when the newest entry was written; a series of its own begins."""
        if not reason.strip():
            raise FieldWrong("reason", "empty")
        core = self._core
        with core.write("staff") as writing:
            believed_at = writing.pen.own.newest_at
            writing.append_office(ClockCorrected(reason=reason.strip(), believed_at=believed_at))
            stamp = writing.pen.stamp
            open_own_origin(core, writing.connection, "clock_corrected")
            # The first pen belongs to the origin that just ended.
            writing.pen = journal.Pen(writing.connection, stamp, core.random)

    def registered_within(self, case_id: str) -> WrittenWithin | None:
        """Between which instants the registration surely was written; None without a case."""
        with self._core.read() as (connection, _):
            return within_of(connection, uuid.UUID(case_id).bytes)


def within_of(connection: Connection, stream: bytes) -> WrittenWithin | None:
    """The same for the first entry of a stream, in a snapshot that is already open."""
    first = next(
        (one for one in journal.entries_of(connection, stream) if not one.envelope.parents), None
    )
    if first is None:
        return None
    at = first.envelope.at
    earlier, later, before, after = receipt_marks.around(connection, first.origin, first.seq, at)
    return written_within(
        at, earlier=earlier, later=later, server_before=before, server_after=after
    )
