"""The cover of a volume, and the label that says in which file a case lies."""

from datetime import date
from typing import Final, Literal

from akimat_desk.documents import fonts
from akimat_desk.documents.archive_forms import VolumeSheet
from akimat_desk.documents.archive_words import letter_of, stored_words
from akimat_desk.documents.blocks import Gap, Rule, Stack
from akimat_desk.documents.both import Both
from akimat_desk.documents.letters import Letter, foot
from akimat_desk.documents.page import A4, LABEL, About, Paper, training_words
from akimat_desk.documents.refusals import PaperOverflows, PartMissing
from akimat_desk.documents.typesetting import Block, Face, Lines, Run, plain, unparted
from akimat_desk.domain.readings import Bilingual, Reading
from akimat_desk.text.dates import long_date, short_date

COVER: Final = "file-cover-1"
_SMALL: Final = Face(fonts.SERIF, 8)
_MIDDLE: Final = 0.2


class FileLabel(Reading, frozen=True, kw_only=True):
    """Where a case lies; `volume` is 0 while that is not said."""

    office: Bilingual
    number: str
    index: str
    closed_on: date
    language: Literal["ky", "ru"]
    outcome: Bilingual = Bilingual(ky="")
    sheets: int = 0
    volume: int = 0
    training: bool = False


def cover(told: VolumeSheet) -> bytes:
    """One page. Raises GlyphMissing, PaperOverflows."""
    letter = letter_of(told)
    title = letter.t("Cover of the file")
    paper = Paper(About(title, letter.language, letter.either(told.office.name), ""))
    paper.begin_page(A4, title)
    if told.training:
        paper.training_mark(training_words(letter.words), 0.0, A4)
    block = Stack(*_cover(letter, told))
    if block.height > A4.room - 4 * letter.size:
        raise PaperOverflows("title")
    block.draw(paper, A4.left, A4.height - A4.top)
    told_form = letter.t(
        "Point {point}, form {template}", point=unparted(told.point), template=COVER
    )
    below = foot(letter, told_form, 1, 1)
    below.draw(paper, A4.left, A4.bottom + below.height)
    paper.end_page()
    return paper.finished()


def _cover(letter: Letter, told: VolumeSheet) -> list[Block]:
    def centred(words: str, face: Face) -> Block:
        return letter.line(words, face, align="centre")

    bold, big = letter.bold.sized(14), letter.bold.sized(30)
    index = told.index or "\N{EN DASH}"
    sheets = letter.many("{count} sheet", "{count} sheets", told.sheets)
    begun = long_date(told.first_on, letter.language)
    ended = long_date(told.last_on, letter.language)
    cases = letter.many("{count} case", "{count} cases", len(told.cases))
    blocks: list[Block] = [centred(letter.either(told.office.name), bold)]
    if told.holder:
        blocks += [Gap(4), centred(told.holder, letter.text.sized(12))]
    blocks += [
        Gap(6),
        Rule(letter.width, 0.6),
        Gap(A4.room * _MIDDLE),
        centred(letter.t("FILE No. {index}", index=index), big),
        Gap(10),
        centred(letter.t("volume {volume}, {year}", volume=told.volume, year=told.year), bold),
        Gap(24),
        centred(letter.either(told.title) or letter.t("Without a file index"), bold),
        Gap(36),
        centred(f"{begun} \N{EN DASH} {ended}", letter.text.sized(12)),
        Gap(6),
        centred(f"{cases}, {sheets}", letter.text.sized(12)),
        Gap(36),
        letter.line(letter.t("Stored: {term}", term=stored_words(letter, told)), letter.bold),
    ]
    if not told.is_closed:
        said = letter.t("The volume is not closed yet.")
        blocks += [Gap(8), letter.line(said, letter.bold)]
    return blocks


def file_label(told: FileLabel) -> bytes:
    """60 by 30 mm, to be stuck on the paper. Raises PartMissing, GlyphMissing, PaperOverflows."""
    if not plain(told.index):
        raise PartMissing("file_index")
    words = Both(told.language)
    said = words.t("To file No. {index}", index=told.index).lead
    office = words.words(told.office).lead
    paper = Paper(About(said, words.language, office), monochrome=True)
    paper.begin_page(LABEL)
    if told.training:
        paper.training_mark(training_words(words), 0.0, LABEL)
    lines: list[Block] = [
        Lines([Run(said, _fitting(said))], LABEL.column),
        Rule(LABEL.column, 0.6, above=1.5, below=1.5),
        *(Lines([Run(line, _SMALL)], LABEL.column) for line in _label(words, told)),
    ]
    block = Stack(*lines)
    if block.height > LABEL.room:
        raise PaperOverflows("outcome")
    block.draw(paper, LABEL.left, LABEL.height - LABEL.top)
    paper.end_page()
    return paper.finished()


def _label(words: Both, told: FileLabel) -> list[str]:
    volume = words.t("volume {volume}", volume=told.volume).lead if told.volume else ""
    sheets = words.many("{count} sheet", "{count} sheets", told.sheets).lead
    counted = ", ".join(part for part in (volume, sheets if told.sheets else "") if part)
    closed = words.t("Closed on {day}", day=short_date(told.closed_on)).lead
    signed = words.t("Signature: ______________").lead
    found = (words.t("No. {number}", number=told.number).lead, f"{closed}", counted)
    outcome = words.words(told.outcome).lead if told.outcome.ky else ""
    return [line for line in (*found, outcome, signed) if line]


def _fitting(said: str) -> Face:
    face = Face(fonts.SERIF_BOLD, 14)
    while face.width(said) > LABEL.column and face.size > _SMALL.size:
        face = face.sized(face.size - 0.5)
    return face
