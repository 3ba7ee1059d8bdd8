"""What the registration stamp of a case says, on the label for the paper itself."""

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec

from akimat_desk.domain import duties
from akimat_desk.domain.cases import Case
from akimat_desk.domain.moments import local_time
from akimat_desk.domain.readings import Answerer, Bilingual, DueLine, Letterhead, ReceiptReading
from akimat_desk.domain.volumes import file_index
from akimat_desk.services.receipt_editions import as_now
from akimat_desk.storage.projections import Lens

STAMP_TEMPLATE = "stamp-1"


class StampTold(msgspec.Struct, frozen=True, kw_only=True):
    """The reading with this office's own number, the file it lies in, and the control mark."""

    reading: ReceiptReading
    file_index: str
    is_on_control: bool


def stamp_told(
    case: Case, lens: Lens, office_on: Callable[[date], Letterhead], *, is_training: bool
) -> StampTold:
    """A stamp names nobody, so it can be printed before anybody answers for the case."""
    event = case.registered
    accepted: Any = case.slot(f"incoming:{lens.office_id}").held
    mine = event if accepted is None else accepted.event
    at = event.registered_at if accepted is None else accepted.event.accepted_at
    nobody = Bilingual(ky="")
    reading = ReceiptReading(
        office=office_on(mine.registered_on),
        number=mine.number,
        code=mine.receipt_code,
        received_at=local_time(event.received_at),
        registered_at=local_time(at),
        applicant="",
        subject="",
        papers=event.papers,
        answerer=Answerer(name="", post=nobody),
        due=DueLine(due_on=None, days=None, unit="working", ground=nobody),
        qr="",
        clerk_post=nobody,
        clerk_name="",
        point=event.point,
        template=STAMP_TEMPLATE,
        training=is_training,
    )
    controls = duties.dates(case, lens.office, lens.office_id, lens.references).of_kind("control")
    return StampTold(
        reading=as_now(case, reading),
        file_index=file_index(case, lens.office_id),
        is_on_control=any(one.is_open for one in controls),
    )
