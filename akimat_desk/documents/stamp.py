"""The registration stamp for the paper itself, on a label of 60 by 30 mm."""

from typing import Final, Literal

from akimat_desk.documents import fonts
from akimat_desk.documents.blocks import Beside, Gap, Piece, Rule, Stack, flow
from akimat_desk.documents.both import Both
from akimat_desk.documents.page import LABEL, About, Paper, training_words
from akimat_desk.documents.refusals import PaperOverflows, PartMissing
from akimat_desk.documents.typesetting import (
    ELLIPSIS,
    INK,
    Block,
    Face,
    Lines,
    Run,
    plain,
)
from akimat_desk.domain.readings import ReceiptReading
from akimat_desk.text.dates import short_date

STAMP_TEMPLATE: Final = "stamp-1"

_SMALL: Final = Face(fonts.SERIF, 8)
_OFFICE: Final = Face(fonts.SERIF_BOLD, 8)


def stamp(
    reading: ReceiptReading,
    *,
    language: Literal["ky", "ru"],
    file_index: str = "",
    is_on_control: bool = False,
) -> bytes:
    """Office, incoming number, date and time, what was taken, file index and control mark.

    An office's name too long for what the rest leaves of the label ends in an ellipsis.
    Raises GlyphMissing, PaperOverflows or PartMissing.
    """
    if not plain(reading.number):
        raise PartMissing("number")
    words = Both(language)
    said = words.t("Incoming No. {number}", number=reading.number).lead
    office = words.words(reading.office.name).lead
    paper = Paper(About(said, language, office), monochrome=True)
    paper.begin_page(LABEL)
    if reading.training:
        paper.training_mark(training_words(words), 0.0, LABEL)
    block = Stack(
        Rule(LABEL.column, 0.6, above=1.5, below=1.5),
        _number(said),
        _facts(words, reading, file_index, is_on_control=is_on_control),
    )
    head = _office(office, LABEL.room - block.height)
    ((standing,),) = flow([Piece("stamp", Stack(head, block))], LABEL.room, Gap(0.0))
    standing.block.draw(paper, LABEL.left, LABEL.height - LABEL.top)
    paper.end_page()
    return paper.finished()


def _office(name: str, room: float) -> Block:
    head = Lines([Run(name, _OFFICE)], LABEL.column)
    while head.height > room and " " in name:
        name = name.removesuffix(ELLIPSIS).rpartition(" ")[0]
        head = Lines([Run(name + ELLIPSIS, _OFFICE)], LABEL.column)
    return head


def _number(said: str) -> Block:
    face = Face(fonts.SERIF_BOLD, 11.5)
    while face.width(said) > LABEL.column:
        face = face.sized(face.size - 0.5)
        if face.size < _SMALL.size:
            raise PaperOverflows("number")
    return Lines([Run(said, face)], LABEL.column)


def _facts(words: Both, reading: ReceiptReading, file_index: str, *, is_on_control: bool) -> Block:
    at, width = reading.registered_at, LABEL.column * 0.86
    sheets = reading.sheets or sum(paper.sheets for paper in reading.papers)
    counted = [
        words.many("{count} paper", "{count} papers", len(reading.papers)).lead,
        words.many("{count} sheet", "{count} sheets", sheets).lead,
    ]
    lines = [f"{short_date(at.date())}, {at:%H:%M}"]
    if file_index:
        lines[0] += " \u00b7 " + words.t("File No. {index}", index=file_index).lead
    if reading.papers:
        lines.append(", ".join(counted))
    facts = Stack(*(Lines([Run(line, _SMALL)], width) for line in lines))
    if not is_on_control:
        return facts
    # Translators: the one letter that marks a paper on control
    mark = Run(words.t("C (on control)").lead, Face(fonts.SERIF_BOLD, 20, INK))
    return Beside((0.0, facts), (width, Lines([mark], LABEL.column - width, align="right")))
