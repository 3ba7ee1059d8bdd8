"""The sheet of the head's folder and the head's page as papers."""

from typing import TYPE_CHECKING, Any

from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.offices import Office
from akimat_desk.domain.pen_sheets import parted, row_code
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.core import Core

if TYPE_CHECKING:
    from datetime import date

    from akimat_desk.services.head_screen import HeadReading
    from akimat_desk.services.pen_sheets import PenSheet


# reportlab and its fonts take a while to load, so only who prints pays for it.


def sheet_paper(core: Core, sheet: "PenSheet") -> bytes:
    """Raises FieldWrong (language), and what documents refuse."""
    from akimat_desk.documents.pen_sheet import (  # noqa: PLC0415
        PenSheetReading,
        PenSheetRow,
        pen_sheet,
    )

    demand_language(sheet.language)
    with core.read() as (_, lens):
        office = lens.office
    post, head = _head(office, sheet.printed_on)
    rows = (
        PenSheetRow(
            code=row_code(sheet.sheet, row.row),
            number=row.number,
            applicant=row.applicant,
            subject=row.subject,
            received_on=row.registered_on,
            due_on=row.due_on,
        )
        for row in sheet.rows
    )
    reading = PenSheetReading(
        office=_name(office, sheet.printed_on),
        sheet=parted(sheet.sheet),
        code=row_code(sheet.sheet, 0),
        printed_on=sheet.printed_on,
        rows=tuple(rows),
        language="ru" if sheet.language == "ru" else "ky",
        post=post,
        head=head,
        training=core.identity.is_training,
    )
    return pen_sheet(reading)


def head_paper(core: Core, reading: "HeadReading", language: str) -> bytes:
    """Raises FieldWrong (language), and what documents refuse."""
    from akimat_desk.documents.head_page import (  # noqa: PLC0415
        HeadPageReading,
        HeadPanelPart,
        HeadRowPart,
        head_page,
    )

    demand_language(language)
    with core.read() as (_, lens):
        office = lens.office
    post, head = _head(office, reading.day)
    parts = (
        HeadPanelPart(
            name=panel.name,
            count=panel.count,
            rows=tuple(
                HeadRowPart(
                    number=row.number,
                    who=row.who,
                    about=row.about,
                    on=row.on,
                    count=row.count,
                    days_left=row.days_left,
                )
                for row in panel.rows
            ),
        )
        for panel in reading.panels
    )
    page = HeadPageReading(
        office=_name(office, reading.day),
        day=reading.day,
        until=reading.week_until,
        post=post,
        head=head,
        panels=tuple(parts),
        language="ru" if language == "ru" else "ky",
        training=core.identity.is_training,
    )
    return head_page(page)


def demand_language(language: str) -> None:
    if language not in ("ky", "ru"):
        raise FieldWrong("language", "unknown")


def _name(office: Office, day: "date") -> Bilingual:
    named: Any = office.dated("name", day)
    return Bilingual(ky="") if named is None else named.name


def _head(office: Office, day: "date") -> tuple[Bilingual, str]:
    held = office.post_holder("head", day)
    found = None if held is None else office.find_staff(held.staff)
    return (Bilingual(ky=""), "") if found is None else (found.post, found.short_name)
