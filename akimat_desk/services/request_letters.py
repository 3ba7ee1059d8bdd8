"""What the letter of a request says, gathered from the case and the office of the day."""

from datetime import date
from typing import TYPE_CHECKING

from akimat_desk.domain import duties
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.request_events import DocumentsRequested
from akimat_desk.domain.requests import Judged, judged_for
from akimat_desk.domain.situations import Situation
from akimat_desk.services.cases import OpenCase
from akimat_desk.services.core import Core
from akimat_desk.services.letter_parts import addressee, signatory
from akimat_desk.services.papers import letterhead

if TYPE_CHECKING:
    from akimat_desk.documents.request_letter import AskedPaper


def drawn(
    core: Core, found: OpenCase, now: Situation, asked: DocumentsRequested, paused_from: date | None
) -> bytes:
    """The letter in the language of the case; raises LetterheadMissing, what documents refuse."""
    # reportlab and its fonts take a while to load, so only who prints pays for it.
    from akimat_desk.documents.request_letter import (  # noqa: PLC0415
        TEMPLATE,
        RequestLetterReading,
        request_letter,
    )

    case, office = found.case, now.office
    start = duties.own_start(case, now.office_id)
    executor = office.find_staff(found.responsible) or now.actor
    judged = judged_for(case, asked.documents, now)
    return request_letter(
        RequestLetterReading(
            office=letterhead(office, asked.requested_on),
            issued_on=asked.requested_on,
            case_number=start.number,
            registered_on=start.registered_on,
            addressee=addressee(case.applicant),
            papers=tuple(_paper(one, asked) for one in judged),
            ground=asked.ground,
            wanted_on=asked.wanted_on,
            paused_from=paused_from,
            signatory=signatory(office, asked.requested_on),
            executor_name=executor.short_name,
            executor_phone=executor.phone,
            executor_room=executor.room,
            point=case.registered.point,
            template=TEMPLATE,
            language="ru" if case.registered.language == "ru" else "ky",
            training=core.identity.is_training,
        )
    )


def _paper(one: Judged, asked: DocumentsRequested) -> "AskedPaper":
    """By what article: the head's own where it was ordered, else that of the catalogue."""
    from akimat_desk.documents.request_letter import AskedPaper  # noqa: PLC0415

    ground = one.ground or Bilingual(ky="")
    if one.document in asked.overrides:
        ground = Bilingual(ky=asked.article)
    return AskedPaper(name=one.name, ground=ground)
