"""The rows of a sheet, and before one is open the sheets on which a matter still waits."""

from akimat_desk.domain.pen_sheets import parted
from akimat_desk.services.pen_sheets import PenSheet
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.background import Background
from akimat_desk.ui.messages import sentence
from akimat_desk.ui.paged_table import Column, PagedTable
from akimat_desk.ui.screens.card_words import joined, shown_day
from akimat_desk.ui.screens.pen_work import PenLook
from akimat_desk.ui.table_view import TableView
from akimat_desk.ui.theme import Tone


def rows_view(background: Background) -> TableView:
    """What was typed stands beside its matter; a refusal too."""
    columns: tuple[Column[PenLook], ...] = (
        Column(
            title=lambda: tr("Applicant, about what"),
            text=_applicant,
            note=lambda one: joined(one.row.number, one.row.subject),
            is_strong=True,
        ),
        Column(
            title=lambda: tr("Executor, resolution"),
            text=_executor,
            note=_words,
            tone=_tone,
            icon=_icon,
            chars=26,
        ),
    )
    view = TableView(PagedTable(columns, background))
    view.setAccessibleName(tr("Rows of the sheet"))
    return view


def sheets_view(background: Background) -> TableView:
    columns: tuple[Column[PenSheet], ...] = (
        Column(
            title=lambda: tr("Sheet"),
            text=lambda one: tr("No. {number}", number=parted(one.sheet)),
            note=lambda one: shown_day(one.printed_on),
            is_strong=True,
        ),
        Column(
            title=lambda: tr("Without an executor"),
            text=lambda one: tr_many("{count} matter", "{count} matters", one.waiting),
            chars=24,
        ),
    )
    view = TableView(PagedTable(columns, background))
    view.setAccessibleName(tr("Sheets that have not come back"))
    view.say_when_empty(
        tr("No sheet waits for its resolutions."),
        tr("Print new matters on a sheet in Resolutions: F6 there."),
    )
    return view


def _applicant(one: PenLook) -> str:
    """With its number on the paper in front."""
    return f"{one.row.row}. {one.row.applicant or tr('anonymous')}"


def _executor(one: PenLook) -> str:
    if not one.row.is_open:
        return tr("ended")
    if one.entry is not None:
        return one.entry.name
    return one.row.executor or tr("not entered yet")


def _words(one: PenLook) -> str:
    if one.error is not None:
        return sentence(one.error)
    if one.entry is None:
        return tr("on record") if one.row.executor else ""
    until = one.entry.internal_on
    return joined("" if until is None else shown_day(until), one.entry.words)


def _tone(one: PenLook) -> Tone | None:
    if one.error is not None:
        return Tone.BAD
    if one.entry is not None:
        return Tone.ACCENT
    return Tone.GOOD if one.row.executor else Tone.SOFT


def _icon(one: PenLook) -> str:
    if one.error is not None:
        return "alert-circle-outline"
    if one.entry is not None:
        return "draw-pen"
    return "check" if one.row.executor else ""
