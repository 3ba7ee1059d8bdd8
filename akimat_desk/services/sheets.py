"""The printable sheet that explains a due date, as a court could read it; nothing is written."""

from typing import Any

from akimat_desk.domain.access_notes import CASE
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.cases import Cases
from akimat_desk.services.core import Core
from akimat_desk.services.drawn import draws
from akimat_desk.services.papers import letterhead


class Sheets:
    """Papers that only show what the journal says."""

    def __init__(self, core: Core, cases: Cases) -> None:
        self._core = core
        self._cases = cases

    @draws("explanation", CASE, "case_id")
    def explanation(self, case_id: str, language: str = "ky") -> bytes:
        """The bytes of the sheet; raises LetterheadMissing and what documents refuses."""
        if language not in ("ky", "ru"):
            raise FieldWrong("lang", "unknown")
        # reportlab and its fonts take a while to load, so only who prints pays for it.
        from akimat_desk.documents.explanation import (  # noqa: PLC0415
            TEMPLATE,
            ExplanationReading,
            explanation,
        )

        found, told = self._cases.open(case_id), self._cases.explain(case_id)
        if told.explanation is None:
            raise FieldWrong("rule", "missing")
        event, today = found.case.registered, self._cases.today()
        grounds: Any = self._core.shelf.catalogues(found.lens.office).pause_grounds
        pauses: dict[str, Bilingual] = {row.id: row.name for row in grounds.rows}
        reading = ExplanationReading(
            office=letterhead(found.lens.office, today),
            case_number=event.number,
            subject=found.case.field("subject"),
            explanation=told.explanation,
            bookings=told.bookings,
            duties=told.duties,
            registered_within=told.registered_within,
            pauses=pauses,
            made_on=today,
            point=event.point,
            template=TEMPLATE,
            training=self._core.identity.is_training,
        )
        return explanation(reading, language="ru" if language == "ru" else "ky")
