"""The act of hand-over of files: who gives, who takes, which cases, and two signatures.

Its form is the program's own: the office confirms it before it is used.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, Literal

from akimat_desk.documents.blocks import Beside, Gap, Piece, Rule, Stack, flow
from akimat_desk.documents.both import Both
from akimat_desk.documents.letters import Letter, foot, head, level, post_words, uncapital
from akimat_desk.documents.page import A4, About, Paper, training_words
from akimat_desk.documents.paragraphs import glued, kept_with, paragraph
from akimat_desk.documents.refusals import PartMissing, TemplateUnknown
from akimat_desk.documents.typesetting import DESCENT, Block, Run, bound, plain, unparted
from akimat_desk.domain.absence_events import HandedFile
from akimat_desk.domain.readings import Bilingual, Letterhead, Reading, Signatory
from akimat_desk.domain.succession_events import SeriesLast
from akimat_desk.text.dates import long_date

TEMPLATE: Final = "hand-over-1"
_SHARES: Final = (0.08, 0.38, 0.22, 0.16, 0.16)
_TABLE_SIZE: Final = 10.0


class Party(Reading, frozen=True, kw_only=True):
    """Who gives or takes; `short` stands beside the signature. Of two offices each has its own."""

    post: Bilingual
    name: str
    short: str
    office: Bilingual = Bilingual(ky="")
    is_acting: bool = False


class HandOverActReading(Reading, frozen=True, kw_only=True):
    """One act, frozen."""

    office: Letterhead
    drawn_on: date
    giver: Party
    taker: Party
    files: tuple[HandedFile, ...]
    point: str
    template: str
    language: Literal["ky", "ru"]
    also: tuple[str, ...] = ()
    journals: tuple[SeriesLast, ...] = ()
    ground: str = ""
    training: bool = False


def hand_over_act(reading: HandOverActReading) -> bytes:
    """The same reading always gives the same bytes.

    Raises GlyphMissing, PaperOverflows, PartMissing or TemplateUnknown; then no paper exists.
    """
    require_complete(reading)
    return _Printing(reading).printed()


def require_complete(reading: HandOverActReading) -> None:
    """Raises PartMissing for the first required field without words."""
    if reading.template != TEMPLATE:
        raise TemplateUnknown(reading.template)
    required = {
        "office.name": reading.office.name.ky,
        "office.address": reading.office.address.ky,
        "giver.name": reading.giver.name,
        "taker.name": reading.taker.name,
        "files": "told" if reading.files or reading.also or reading.journals else "",
        "point": reading.point,
    }
    for part, words in required.items():
        if not plain(words):
            raise PartMissing(part)


class _Printing:
    """One act on its way to paper."""

    def __init__(self, reading: HandOverActReading) -> None:
        self._reading = reading
        self._letter = Letter(Both(reading.language), A4.column)
        self._rows: set[int] = set()

    def printed(self) -> bytes:
        letter, reading = self._letter, self._reading
        title = self._title()
        paper = Paper(About(title, letter.language, letter.either(reading.office.name), ""))
        under = self._foot(99, 99).height + letter.air
        columns = flow(self._pieces(), A4.room - under, self._again())
        for n, column in enumerate(columns, start=1):
            paper.begin_page(A4, title if n == 1 else "")
            if reading.training:
                paper.training_mark(training_words(letter.words), 0.0, A4)
            has_rows = any(id(block) in self._rows for block, _ in column)
            for block, down in column:
                drawn = self._title_again() if n > 1 and not down and not has_rows else block
                drawn.draw(paper, A4.left, A4.height - A4.top - down)
            below = self._foot(n, len(columns))
            below.draw(paper, A4.left, A4.bottom + below.height)
            paper.end_page()
        return paper.finished()

    def _title(self) -> str:
        return self._letter.t("Act of hand-over of files")

    def _pieces(self) -> list[Piece]:
        letter = self._letter
        text = glued(list(self._opening()), [*self._files(), *self._journals(), *self._also()])
        signed = Piece("signatures", self._signatures(), 2.0 * letter.size)
        return kept_with(text, signed, 2 * letter.size)

    def _opening(self) -> Iterator[Piece]:
        letter, reading = self._letter, self._reading
        yield Piece("office", head(reading.office, letter.width))
        if reading.training:
            said = letter.t("Training: this paper has no legal force.")
            yield Piece("training", letter.line(said, letter.bold), 4.0)
        on = long_date(reading.drawn_on, letter.language)
        yield Piece("date", letter.line(on), 8.0)
        yield Piece("title", letter.line(self._title(), letter.bold, align="centre"), 20.0)
        gave, took = letter.t("Handed over by:"), letter.t("Taken over by:")
        yield Piece("giver", self._named(gave, self._person(reading.giver)), 16.0)
        yield Piece("taker", self._named(took, self._person(reading.taker)), 4.0)
        if plain(reading.ground):
            yield Piece("ground", self._named(letter.t("Ground:"), reading.ground), 4.0)

    def _person(self, party: Party) -> str:
        office = plain(self._letter.either(party.office))
        held = Signatory(post=party.post, name="", is_acting=party.is_acting)
        post = plain(post_words(self._letter, held)) if party.post.ky else ""
        if office:
            return ", ".join(part for part in (office, uncapital(post), party.name) if part)
        return f"{post} {party.name}" if post else party.name

    def _named(self, name: str, words: str) -> Block:
        letter = self._letter
        left = 0.26 * letter.width
        return Beside(
            (0.0, letter.line(name, letter.soft.sized(11), left)),
            (left, letter.line(bound(plain(words)), width=letter.width - left)),
        )

    def _files(self) -> Iterator[Piece]:
        letter, reading = self._letter, self._reading
        if not reading.files:
            return
        told = letter.many(
            "{count} open case is handed over:",
            "{count} open cases are handed over:",
            len(reading.files),
        )
        yield Piece("files", letter.line(told), 14.0)
        yield Piece("files", Stack(self._heads(), Rule(letter.width, 0.9, above=2)), 6.0)
        for n, one in enumerate(reading.files, start=1):
            due = "" if one.due_on is None else f"{one.due_on:%d.%m.%Y}"
            cells = (str(n), one.number, due or "\N{EN DASH}", _count(one.sheets))
            yield self._row(f"files.{n}", (*cells, _count(one.originals)))
        sheets = sum(one.sheets for one in reading.files)
        originals = sum(one.originals for one in reading.files)
        told = letter.t("Total: {count}", count=len(reading.files))
        total = ("", told, "", str(sheets), str(originals))
        yield self._row("files.total", total, is_bold=True)

    def _heads(self) -> Block:
        letter = self._letter
        names = (
            letter.t("No."),
            letter.t("Number of the case"),
            letter.t("Due"),
            # Translators: head of a narrow column: how many sheets of paper
            letter.t("Sheets"),
            # Translators: head of a narrow column: how many original papers
            letter.t("Originals"),
        )
        return self._cells(names, is_bold=True)

    def _row(self, part: str, cells: Sequence[str], *, is_bold: bool = False) -> Piece:
        block = Stack(
            Gap(2), self._cells(cells, is_bold=is_bold), Rule(self._letter.width, 0.25, above=2)
        )
        self._rows.add(id(block))
        return Piece(part, block)

    def _cells(self, cells: Sequence[str], *, is_bold: bool) -> Block:
        letter, left, placed = self._letter, 0.0, []
        face = (letter.bold if is_bold else letter.text).sized(_TABLE_SIZE)
        for n, (share, text) in enumerate(zip(_SHARES, cells, strict=True)):
            width = share * letter.width
            align = "right" if n > 2 else "left"
            placed.append((left, letter.line(plain(text), face, width - 4, align)))
            left += width
        return Beside(*placed)

    def _also(self) -> Iterator[Piece]:
        letter, reading = self._letter, self._reading
        if not reading.also:
            return
        said = letter.t("Journals, seals and other things:")
        yield Piece("also", letter.line(said), 14.0)
        for n, line in enumerate(reading.also, start=1):
            runs = [Run(f"{n}. {plain(line)}", letter.text)]
            yield from paragraph(f"also.{n}", runs, letter.width, above=3.0)

    def _journals(self) -> Iterator[Piece]:
        letter, reading = self._letter, self._reading
        if not reading.journals:
            return
        yield Piece("journals", letter.line(letter.t("Journals and their last numbers:")), 14.0)
        for n, one in enumerate(reading.journals, start=1):
            said = letter.t(
                "{journal}, {year}: {last}",
                journal=journal_name(letter, one),
                year=one.year,
                last=one.last,
            )
            yield from paragraph(
                f"journals.{n}", [Run(f"{n}. {said}", letter.text)], letter.width, above=3.0
            )

    def _signatures(self) -> Block:
        letter, reading = self._letter, self._reading
        agreed = letter.t("The files were compared with this act and are complete.")
        return Stack(
            letter.line(agreed),
            Gap(2.0 * letter.size),
            self._signature(letter.t("Handed over"), reading.giver),
            Gap(1.6 * letter.size),
            self._signature(letter.t("Taken over"), reading.taker),
        )

    def _signature(self, what: str, party: Party) -> Block:
        """What was done, a line to sign on, the name, and a line for the day of signing."""
        letter = self._letter
        width, air = letter.width, Gap(letter.size * DESCENT)
        day = letter.t("date")
        return Stack(
            level(
                (0.0, letter.line(what, letter.bold, 0.2 * width)),
                (0.22 * width, Stack(Rule(0.2 * width, 0.5), air)),
                (0.44 * width, letter.line(bound(party.short), letter.bold, 0.3 * width)),
                (0.76 * width, Stack(Rule(0.24 * width, 0.5), air)),
            ),
            Beside(
                (0.22 * width, letter.line(letter.t("signature"), letter.small, 0.2 * width)),
                (0.76 * width, letter.line(day, letter.small, 0.24 * width)),
            ),
        )

    def _again(self) -> Block:
        """With the heads of the columns; a page on which the table does not go on has none."""
        return Stack(self._title_again(), self._heads(), Rule(self._letter.width, 0.9, above=2))

    def _title_again(self) -> Block:
        letter = self._letter
        return Stack(letter.line(self._title(), letter.soft), Gap(letter.size))

    def _foot(self, n: int, of: int) -> Block:
        reading, letter = self._reading, self._letter
        told = letter.t(
            "Point {point}, form {template}",
            point=unparted(reading.point),
            template=reading.template,
        )
        return foot(letter, told, n, of)


def journal_name(letter: Letter, one: SeriesLast) -> str:
    """Journals of the whole office have names, those of registration a letter and a mark."""
    names = {
        "acts": letter.t("Journal of acts"),
        "certificates": letter.t("Journal of certificates"),
        "decisions": letter.t("Journal of decisions"),
        "directives": letter.t("Journal of directives"),
        "orders": letter.t("Journal of orders"),
        "outgoing": letter.t("Journal of outgoing letters"),
        "permits": letter.t("Journal of permits"),
    }
    if one.journal in names:
        return names[one.journal]
    # Translators: a journal of registration by its letter and the mark of its workstation
    return letter.t("Journal {journal}, mark {mark}", journal=one.journal, mark=one.mark)


def _count(number: int) -> str:
    return str(number) if number else "\N{EN DASH}"
