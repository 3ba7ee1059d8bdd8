"""The control list as a paper, and the reminder that executors sign."""

from collections.abc import Callable, Sequence
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
_Column = tuple[str, int, Callable[["ControlLine"], str]]


def paper(core: Core, rows: Sequence["ControlLine"], day: date, language: str) -> bytes:
    """Raises FieldWrong, and what documents refuse."""
    t = _texts(rows, language)
    columns: list[_Column] = [
        (t("Control date"), 15, lambda row: _due(row, t)),
        (t("Controlling body"), 24, lambda row: _letter(row, t)),
        (t("Report to"), 18, lambda row: row.report_to),
        (t("Number"), 15, lambda row: row.number),
        (t("Applicant"), 20, lambda row: row.applicant),
        (t("About what"), 32, lambda row: row.subject),
        (t("Executor"), 17, lambda row: row.responsible),
        (t("What became of it"), 20, lambda row: _course(row, t)),
    ]
    about = t("Awaited on {day}", day=short_date(day))
    if all(row.state != "open" for row in rows):
        about = t("Reported and taken off control")
    return _drawn(core, t, (t("Control list"), about), day, columns, rows)


def reminder(core: Core, rows: Sequence["ControlLine"], day: date, language: str) -> bytes:
    """Raises FieldWrong, and what documents refuse."""
    t = _texts(rows, language)
    columns: list[_Column] = [
        (t("Executor"), 18, lambda row: row.responsible or t("no executor")),
        (t("Control date"), 16, lambda row: _due(row, t)),
        (t("Controlling body"), 26, lambda row: _letter(row, t)),
        (t("Number"), 15, lambda row: row.number),
        (t("About what"), 34, lambda row: row.subject),
        (t("To be answered too"), 22, lambda row: "; ".join(row.also)),
        # Translators: head of an empty column: who was reminded signs here; check
        (t("Read: signature, date"), 20, lambda _: ""),
    ]
    about = t("Executors are reminded to report in time.")
    return _drawn(core, t, (t("Reminder on matters under control"), about), day, columns, rows)


def _texts(rows: Sequence["ControlLine"], language: str) -> Texts:
    if language not in ("ky", "ru"):
        raise FieldWrong("language", "unknown")
    if not rows:
        raise FieldWrong("controls", "empty")
    return Texts.of(language)


def _drawn(
    core: Core,
    t: Texts,
    titles: tuple[str, str],
    day: date,
    columns: Sequence[_Column],
    rows: Sequence["ControlLine"],
) -> bytes:
    # reportlab and its fonts take a while to load, so only who prints pays for it.
    from akimat_desk.documents.tables import Column, Heading, table  # noqa: PLC0415

    with core.read() as (_, lens):
        named: Any = lens.office.dated("name", day)
    heading = Heading(
        title=titles[0],
        office="" if named is None else named.name[t.language],
        about=titles[1],
        foot=t("As of {day}", day=short_date(day)),
    )
    heads = [Column(title, share) for title, share, _ in columns]
    cells = ([cell(row)[:_LONGEST] for _, _, cell in columns] for row in rows)
    return table(heading, heads, cells, language=t.language)


def _letter(row: "ControlLine", t: Texts) -> str:
    number = t("No. {number}", number=row.letter) if row.letter else ""
    day = "" if row.dated_on is None else short_date(row.dated_on)
    return ", ".join(part for part in (row.body, number, day) if part)


def _due(row: "ControlLine", t: Texts) -> str:
    due = t("without a date") if row.due_on is None else short_date(row.due_on)
    if row.days_left is not None and row.days_left < 0:
        late = t.many("{count} working day late", "{count} working days late", -row.days_left)
        due = f"{due}, {late}"
    return due


def _course(row: "ControlLine", t: Texts) -> str:
    parts = [t("prolonged by letter {number}", number=row.prolonged_by)] if row.prolonged_by else []
    number = t("No. {number}", number=row.report) if row.report else ""
    if row.state != "open" and row.ended_on is not None and not row.lifted_on:
        parts.append(" ".join(filter(None, (t("reported"), short_date(row.ended_on), number))))
    if row.lifted_on is not None:
        words = (t("taken off control"), short_date(row.lifted_on), row.lifted_by, row.ground)
        parts.append(", ".join(filter(None, words)))
    return "; ".join(parts)
