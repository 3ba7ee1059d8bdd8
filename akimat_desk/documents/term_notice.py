"""The notice to an applicant that a change of the calendar moved a date: what it was, is, and why.

One file holds the notices of all applicants a change concerns, each on a page of its own.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, Literal

from reportlab.lib.units import mm

from akimat_desk.documents import reply_parts
from akimat_desk.documents.blocks import Beside, Gap, Piece, Stack, flow
from akimat_desk.documents.both import Both
from akimat_desk.documents.letters import Letter, foot, head, signature
from akimat_desk.documents.page import A4, About, Paper, training_words
from akimat_desk.documents.paragraphs import glued, kept_with, paragraph
from akimat_desk.documents.refusals import PartMissing, TemplateUnknown
from akimat_desk.documents.typesetting import Block, Run, plain, unparted
from akimat_desk.domain.readings import Addressee, Bilingual, Letterhead, Reading, Signatory
from akimat_desk.text.dates import date_in_case, long_date, weekday

TEMPLATE: Final = "term-notice-1"
_INDENT: Final = 12.5 * mm

DayBecame = Literal["off", "local", "worked"]


class ChangedDay(Reading, frozen=True, kw_only=True):
    """A day that the calendar has otherwise now; "local" is off at this office alone."""

    day: date
    became: DayBecame
    name: Bilingual = Bilingual(ky="")


class TermNoticeReading(Reading, frozen=True, kw_only=True):
    """One notice, frozen. `days` are those of the change that lie in the term; `new_week_from`
    is set where the office works other days of the week from then on."""

    office: Letterhead
    issued_on: date
    case_number: str
    registered_on: date
    addressee: Addressee
    subject: str
    before: date
    after: date
    days: tuple[ChangedDay, ...]
    legal: Bilingual
    is_in_working_days: bool
    signatory: Signatory
    executor_name: str
    point: str
    template: str
    language: Literal["ky", "ru"]
    executor_phone: str = ""
    new_week_from: date | None = None
    training: bool = False


def term_notices(readings: Sequence[TermNoticeReading]) -> bytes:
    """The same readings always give the same bytes.

    Raises GlyphMissing, PaperOverflows, PartMissing or TemplateUnknown; then no paper exists.
    """
    if not readings:
        raise PartMissing("notices")
    for reading in readings:
        require_complete(reading)
    first = _letter(readings[0])
    paper = Paper(About(_title(first), first.language, first.either(readings[0].office.name), ""))
    for reading in readings:
        _Printing(paper, reading).print()
    return paper.finished()


def require_complete(reading: TermNoticeReading) -> None:
    """Raises PartMissing for the first required field without words."""
    if reading.template != TEMPLATE:
        raise TemplateUnknown(reading.template)
    to = reading.addressee
    required = {
        "office.name": reading.office.name.ky,
        "office.address": reading.office.address.ky,
        "case_number": reading.case_number,
        "addressee": to.body + to.surname + to.given,
        "subject": reading.subject,
        "reasons": "" if not reading.days and reading.new_week_from is None else "told",
        "signatory.post": reading.signatory.post.ky,
        "signatory.name": reading.signatory.name,
        "executor_name": reading.executor_name,
        "point": reading.point,
    }
    for part, words in required.items():
        if not plain(words):
            raise PartMissing(part)


def _letter(reading: TermNoticeReading) -> Letter:
    return Letter(Both(reading.language), A4.column)


def _title(letter: Letter) -> str:
    return letter.t("Notice of a changed date")


class _Printing:
    """One notice on its way into the file."""

    def __init__(self, paper: Paper, reading: TermNoticeReading) -> None:
        self._paper = paper
        self._reading = reading
        self._letter = _letter(reading)

    def print(self) -> None:
        letter, reading = self._letter, self._reading
        under = self._foot(9, 9).height + letter.air
        columns = flow(self._pieces(), A4.room - under, self._again())
        for n, column in enumerate(columns, start=1):
            self._paper.begin_page(A4, reading.case_number if n == 1 else "")
            if reading.training:
                self._paper.training_mark(training_words(letter.words), 0.0, A4)
            for block, down in column:
                block.draw(self._paper, A4.left, A4.height - A4.top - down)
            below = self._foot(n, len(columns))
            below.draw(self._paper, A4.left, A4.bottom + below.height)
            self._paper.end_page()

    def _pieces(self) -> list[Piece]:
        letter, reading = self._letter, self._reading
        text = glued(list(self._opening()), [piece for part in self._body() for piece in part])
        signed = Stack(signature(letter, reading.signatory), Gap(letter.size * 2), self._executor())
        return kept_with(text, Piece("signatory", signed, 2.4 * letter.size), 2 * letter.size)

    def _opening(self) -> Iterator[Piece]:
        letter, reading = self._letter, self._reading
        yield Piece("office", head(reading.office, letter.width))
        if reading.training:
            said = letter.t("Training: this paper has no legal force.")
            yield Piece("training", letter.line(said, letter.bold), 4.0)
        width = letter.width
        columns = Beside(
            (0.0, self._numbers(0.51 * width)),
            (0.53 * width, reply_parts.addressee(letter, reading.addressee, 0.47 * width)),
        )
        yield Piece("addressee", columns, 8.0)
        yield Piece("title", letter.line(_title(letter), letter.bold, align="centre"), 22.0)
        greeting = reply_parts.salutation(letter, reading.addressee)
        if greeting:
            yield Piece("salutation", letter.line(greeting, letter.bold, align="centre"), 14.0)

    def _numbers(self, width: float) -> Block:
        letter, reading = self._letter, self._reading
        theirs = letter.t(
            "Yours No. {number} of {date}",
            number=reading.case_number,
            date=unparted(long_date(reading.registered_on, letter.language)),
        )
        return Stack(
            letter.line(long_date(reading.issued_on, letter.language), width=width),
            Gap(3),
            letter.line(theirs, letter.soft.sized(10), width),
        )

    def _body(self) -> Iterator[list[Piece]]:
        letter, reading = self._letter, self._reading
        language = letter.language
        yield self._paragraph(
            "change",
            letter.t(
                "The date by which your appeal No. {number}, registered {on_date}, is to be"
                " answered has changed.",
                number=reading.case_number,
                on_date=date_in_case(reading.registered_on, "locative", language),
            ),
        )
        was = letter.t("It was: {date}.", date=long_date(reading.before, language).rstrip("."))
        now = letter.t("It is now: {date}.", date=long_date(reading.after, language).rstrip("."))
        yield [
            Piece("before", self._set_in(letter.line(was)), letter.air),
            Piece("after", self._set_in(letter.line(now, letter.bold)), 2.0),
        ]
        yield self._paragraph("reasons", letter.t("The reason is the working calendar:"))
        reasons = list(self._reasons())
        for n, line in enumerate(reasons, start=1):
            told = letter.line(
                line + (";" if n < len(reasons) else "."), width=letter.width - _INDENT
            )
            yield [Piece("reasons", self._set_in(told), 2.0)]
        if reading.is_in_working_days:
            counted = letter.t("The term is counted in working days; its length is the same.")
            yield self._paragraph("length", counted)
        ground = plain(letter.either(reading.legal)).rstrip(".")
        if ground:
            yield self._paragraph("ground", letter.t("Legal ground: {ground}.", ground=ground))
        if reading.office.phone:
            asked = letter.t(
                "You can ask about your appeal by telephone: {phone}.",
                phone=unparted(reading.office.phone),
            )
            yield self._paragraph("enquiries", asked)

    def _reasons(self) -> Iterator[str]:
        letter, reading = self._letter, self._reading
        for one in reading.days:
            yield _because(letter, one)
        if reading.new_week_from is not None:
            yield letter.t(
                "from {date} on the office works other days of the week",
                date=date_in_case(reading.new_week_from, "ablative", letter.language),
            )

    def _paragraph(self, part: str, text: str) -> list[Piece]:
        letter = self._letter
        runs = [Run(text, letter.text)]
        return paragraph(part, runs, letter.width, indent=_INDENT, above=letter.air)

    def _set_in(self, block: Block) -> Block:
        return Beside((_INDENT, block))

    def _executor(self) -> Block:
        letter, reading = self._letter, self._reading
        told = [letter.t("Executor: {name}", name=reading.executor_name)]
        if plain(reading.executor_phone):
            told.append(letter.t("tel. {phone}", phone=unparted(reading.executor_phone)))
        return letter.line(", ".join(told), letter.soft)

    def _again(self) -> Block:
        letter = self._letter
        return Stack(letter.line(_title(letter), letter.soft), Gap(letter.size))

    def _foot(self, n: int, of: int) -> Block:
        reading, letter = self._reading, self._letter
        told = letter.t(
            "Point {point}, form {template}", point=reading.point, template=reading.template
        )
        return foot(letter, told, n, of)


def _because(letter: Letter, one: ChangedDay) -> str:
    """One line of the reasons: the day, and what it is now."""
    day, name = long_date(one.day, letter.language), letter.either(one.name)
    gaps = {"date": day, "weekday": weekday(one.day, letter.language)}
    match one.became:
        case "worked":
            return letter.t("{date}, {weekday}: a working day", **gaps)
        case "local":
            told = letter.t("{date}, {weekday}: a day off of this office", **gaps)
        case _:
            told = letter.t("{date}, {weekday}: a day off", **gaps)
    return f"{told} \N{EN DASH} {name}" if name else told
