"""The control list as a paper."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from akimat_desk.domain.errors import FieldWrong
from akimat_desk.services.core import Core
from akimat_desk.text.catalogue import Texts
from akimat_desk.text.dates import short_date

if TYPE_CHECKING:
    from akimat_desk.services.control_list import ControlLine

# On paper a row must fit a page; the case itself tells the rest.
_LONGEST = 300


def paper(core: Core, rows: Sequence["ControlLine"], day: date, language: str) -> bytes:
    """Raises FieldWrong, and what documents refuse."""
    if language not in ("ky", "ru"):
        raise FieldWrong("language", "unknown")
    if not rows:
        raise FieldWrong("controls", "empty")
    # reportlab and its fonts take a while to load, so only who prints pays for it.
    from akimat_desk.documents.tables import Column, Heading, table  # noqa: PLC0415

    t = Texts.of(language)
    with core.read() as (_, lens):
        named: Any = lens.office.dated("name", day)
    columns = (
        Column(t("Control date"), 15),
        Column(t("Controlling body"), 24),
        Column(t("Report to"), 18),
        Column(t("Number"), 15),
        Column(t("Applicant"), 22),
        Column(t("About what"), 34),
        Column(t("Executor"), 17),
    )
    heading = Heading(
        title=t("Control list"),
        office="" if named is None else named.name[language],
        about=t("Awaited on {day}", day=short_date(day)),
        foot=t("As of {day}", day=short_date(day)),
    )
    return table(heading, columns, (_cells(row, t) for row in rows), language=language)


def _cells(row: "ControlLine", t: Texts) -> tuple[str, ...]:
    letter = ", ".join(
        part
        for part in (
            row.body,
            t("No. {number}", number=row.letter) if row.letter else "",
            "" if row.dated_on is None else short_date(row.dated_on),
        )
        if part
    )
    due = t("without a date") if row.due_on is None else short_date(row.due_on)
    if row.days_left is not None and row.days_left < 0:
        late = t.many("{count} working day late", "{count} working days late", -row.days_left)
        due = f"{due}, {late}"
    cells = (due, letter, row.report_to, row.number, row.applicant, row.subject, row.responsible)
    return tuple(cell[:_LONGEST] for cell in cells)
