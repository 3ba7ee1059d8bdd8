"""The report on receptions: one table, by official, by place and by form, with all of it below."""

from collections.abc import Sequence
from typing import Final, Literal

from akimat_desk.documents.blocks import Gap
from akimat_desk.documents.both import Both
from akimat_desk.documents.letters import Letter
from akimat_desk.documents.page import A4_JOURNAL
from akimat_desk.documents.reception_sheet import BOLD, CELL, SOFT, TITLE, Cell, Sheet
from akimat_desk.documents.tables import Column
from akimat_desk.domain.readings import Reading

_NAMES: Final = 26.0


class ReportRow(Reading, frozen=True, kw_only=True):
    """Words and figures; without figures it is the heading of what follows."""

    words: str
    figures: tuple[int, ...] = ()
    is_total: bool = False


class ReceptionReportReading(Reading, frozen=True, kw_only=True):
    """All that the report says, in its language; heads and figures of the places in `below` stand
    under the table, in all."""

    title: str
    office: str
    about: str
    note: str
    heads: tuple[str, ...]
    below: tuple[int, ...]
    rows: tuple[ReportRow, ...]
    language: Literal["ky", "ru"]
    training: bool = False


def reception_report(reading: ReceptionReportReading) -> bytes:
    """Raises GlyphMissing, PaperOverflows."""
    letter = Letter(Both(reading.language), A4_JOURNAL.column)
    sheet = Sheet(letter, A4_JOURNAL, reading.title, reading.office, training=reading.training)
    top = [
        sheet.line(reading.office, SOFT),
        Gap(3),
        sheet.line(reading.title, TITLE),
        sheet.line(reading.about, BOLD),
        sheet.line(reading.note, SOFT),
        Gap(8),
    ]
    shown = [n for n in range(len(reading.heads)) if n not in reading.below]
    heads = (Column(reading.heads[n], 12, "right") for n in shown)
    rows = [_row(one, shown) for one in reading.rows]
    total = reading.rows[-1].figures
    below = ". ".join(f"{reading.heads[n]}: {total[n]}" for n in reading.below)
    end = [sheet.line(f"{below}.", CELL)] if below else []
    sheet.section(reading.title, top, ((Column("", _NAMES), *heads), rows), end)
    return sheet.finished()


def _row(one: ReportRow, shown: Sequence[int]) -> tuple[Cell, ...]:
    face = BOLD if one.is_total or not one.figures else CELL
    figures: tuple[Cell, ...] = tuple(((str(one.figures[n]), face),) for n in shown if one.figures)
    return (((one.words, face),), *(figures or ((),) * len(shown)))
