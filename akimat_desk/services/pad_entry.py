"""A blank that was written on by hand becomes a registration, with the hand-written time."""

import uuid

import msgspec

from akimat_desk.domain.applications import Application
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.moments import legal_day, milliseconds
from akimat_desk.domain.offices import Office
from akimat_desk.domain.pad_events import BlankEntered
from akimat_desk.domain.pads import (
    PAPER,
    Blank,
    BlankOfAnotherJournal,
    Pad,
    demand_left,
    demand_written,
    find_blank,
    pads,
)
from akimat_desk.domain.registering import Catalogues, Place
from akimat_desk.services.core import Core


class PaperEntry(msgspec.Struct, frozen=True, kw_only=True):
    """Which blank, and when it was written on (UTC milliseconds)."""

    pad: Pad
    blank: Blank
    at: int

    def place(self, person: str) -> Place:
        """The series went on when the pad was printed; nothing of it is taken now."""
        reserved = self.pad.reserved
        return Place(
            mark=reserved.mark,
            point=reserved.point,
            sequence=self.blank.sequence,
            at=self.at,
            receipt_code=self.blank.code,
            person=person,
            year=reserved.year,
            medium=PAPER,
            pad=self.pad.id,
        )

    def entered(self, case: bytes) -> BlankEntered:
        return BlankEntered(
            pad=self.pad.id,
            sequence=self.blank.sequence,
            number=self.blank.number,
            case=str(uuid.UUID(bytes=case)),
            registered_at=self.at,
        )


def paper_entry(
    core: Core, office: Office, told: Application, catalogues: Catalogues, now: int
) -> PaperEntry | None:
    """None where nothing was written by hand. Raises FieldWrong, BlankUnknown, BlankTaken,
    BlankAnnulled, BlankElsewhere, BlankTooEarly, BlankOfAnotherJournal, PadOver."""
    if not told.pad_number and told.registered_at is None:
        return None
    if not told.pad_number:
        raise FieldWrong("pad_number", "missing")
    if told.registered_at is None:
        raise FieldWrong("registered_at", "missing")
    pad, blank = find_blank(pads(office), told.pad_number)
    demand_left(pad, blank, core.identity.station)
    kind = next((row for row in catalogues.kinds.rows if row.id == told.kind), None)
    if kind is not None and kind.journal != pad.reserved.journal:
        raise BlankOfAnotherJournal(blank.number, kind.journal)
    at = milliseconds(told.registered_at)
    demand_written(pad, blank, at, now)
    return PaperEntry(pad=pad, blank=blank, at=at)


def day_of(told: Application, now: int) -> int:
    """The instant by which a half-filled form is reckoned; what cannot be is now."""
    if not told.pad_number or told.registered_at is None:
        return now
    at = milliseconds(told.registered_at)
    return at if legal_day(at) <= legal_day(now) else now
