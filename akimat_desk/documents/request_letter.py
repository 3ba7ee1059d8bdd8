"""The letter that asks an applicant for missing papers: which, by what article, until when.

Its wording follows no form of a law: none was found, so the form is the office's to confirm.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from akimat_desk.documents.blocks import Beside, Piece
from akimat_desk.documents.letters import Letter
from akimat_desk.documents.notice_sheet import (
    INDENT,
    NoticeReading,
    NoticeSheet,
    letter_of,
    require_filled,
)
from akimat_desk.documents.page import About, Paper
from akimat_desk.documents.paragraphs import glued
from akimat_desk.documents.refusals import TemplateUnknown
from akimat_desk.documents.typesetting import plain, unparted
from akimat_desk.domain.readings import Bilingual, Reading
from akimat_desk.text.dates import date_in_case

TEMPLATE: Final = "request-letter-1"


class AskedPaper(Reading, frozen=True, kw_only=True):
    """A paper by its name, and the act by which it is asked for where one is known."""

    name: Bilingual
    ground: Bilingual = Bilingual(ky="")


class RequestLetterReading(NoticeReading, frozen=True, kw_only=True):
    """One letter, frozen. `paused_from` is None where the term runs on."""

    papers: tuple[AskedPaper, ...]
    ground: str = ""
    wanted_on: date | None = None
    paused_from: date | None = None
    executor_room: str = ""


def request_letter(reading: RequestLetterReading) -> bytes:
    """The same reading always gives the same bytes.

    Raises GlyphMissing, PaperOverflows, PartMissing or TemplateUnknown; then no paper exists.
    """
    require_complete(reading)
    letter = letter_of(reading)
    office = letter.either(reading.office.name)
    paper = Paper(About(_title(letter), reading.language, office, reading.case_number))
    _Printing(paper, reading).print()
    return paper.finished()


def require_complete(reading: RequestLetterReading) -> None:
    """Raises PartMissing for the first required field without words."""
    if reading.template != TEMPLATE:
        raise TemplateUnknown(reading.template)
    named = {f"papers.{n}": one.name.ky for n, one in enumerate(reading.papers, start=1)}
    require_filled(reading, papers="".join(named.values()), **named)


def _title(letter: Letter) -> str:
    return letter.t("Request for missing papers")


class _Printing(NoticeSheet):
    def __init__(self, paper: Paper, reading: RequestLetterReading) -> None:
        super().__init__(paper, reading)
        self._reading = reading

    def title(self) -> str:
        return _title(self._letter)

    def body(self) -> Iterator[list[Piece]]:
        letter, reading = self._letter, self._reading
        opened = letter.t(
            "To consider your appeal No. {number}, registered {on_date}, the following papers"
            " are needed:",
            number=reading.case_number,
            on_date=date_in_case(reading.registered_on, "locative", letter.language),
        )
        listed = [piece for one in self._papers() for piece in one]
        yield glued(self.paragraph("opening", opened), listed)
        ground = plain(reading.ground).rstrip(".")
        if ground:
            yield self.paragraph("ground", letter.t("Ground: {ground}.", ground=ground))
        yield self.paragraph("until", self._until())
        if reading.paused_from is not None:
            paused = letter.t(
                "From {from_date} on the term of consideration is paused until these papers come.",
                from_date=date_in_case(reading.paused_from, "ablative", letter.language),
            )
            yield self.paragraph("paused", paused)
        yield self.paragraph("enquiries", self._whom_to_ask())

    def _papers(self) -> Iterator[list[Piece]]:
        letter, papers = self._letter, self._reading.papers
        for n, one in enumerate(papers, start=1):
            ending = ";" if n < len(papers) else "."
            name, ground = plain(letter.either(one.name)), plain(letter.either(one.ground))
            said = f"{n}. {name}" + (f" \N{EN DASH} {ground}" if ground else "")
            line = letter.line(said.rstrip(".") + ending, width=letter.width - INDENT)
            yield [Piece(f"papers.{n}", Beside((INDENT, line)), 3.0)]

    def _until(self) -> str:
        letter, wanted_on = self._letter, self._reading.wanted_on
        if wanted_on is None:
            return letter.t("Please bring or send them as soon as you can.")
        return letter.t(
            "Please bring or send them by {until_date}, that day included.",
            until_date=date_in_case(wanted_on, "dative", letter.language),
        )

    def _whom_to_ask(self) -> str:
        letter, reading = self._letter, self._reading
        told = [reading.executor_name]
        if plain(reading.executor_room):
            told.append(letter.t("room {room}", room=unparted(reading.executor_room)))
        phone = plain(reading.executor_phone) or plain(reading.office.phone)
        if phone:
            told.append(letter.t("tel. {phone}", phone=unparted(phone)))
        address = letter.either(reading.office.address)
        return letter.t(
            "Whom to ask: {who}. Our address: {address}.",
            who=", ".join(told),
            address=plain(address).rstrip("."),
        )
