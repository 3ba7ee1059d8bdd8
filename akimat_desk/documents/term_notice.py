"""The notice to an applicant that a change of the calendar moved a date: what it was, is, and why.

One file holds the notices of all applicants a change concerns, each on a page of its own.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, Literal

from akimat_desk.documents.blocks import Piece
from akimat_desk.documents.letters import Letter
from akimat_desk.documents.notice_sheet import (
    INDENT,
    NoticeReading,
    NoticeSheet,
    letter_of,
    require_filled,
)
from akimat_desk.documents.page import About, Paper
from akimat_desk.documents.refusals import PartMissing, TemplateUnknown
from akimat_desk.domain.readings import Bilingual, Reading
from akimat_desk.text.dates import date_in_case, long_date, weekday

TEMPLATE: Final = "term-notice-1"

DayBecame = Literal["off", "local", "worked"]


class ChangedDay(Reading, frozen=True, kw_only=True):
    """A day that the calendar has otherwise now; "local" is off at this office alone."""

    day: date
    became: DayBecame
    name: Bilingual = Bilingual(ky="")


class TermNoticeReading(NoticeReading, frozen=True, kw_only=True):
    """One notice, frozen. `days` are those of the change that lie in the term; `new_week_from`
    is set where the office works other days of the week from then on."""

    subject: str
    before: date
    after: date
    days: tuple[ChangedDay, ...]
    is_in_working_days: bool
    new_week_from: date | None = None


def term_notices(readings: Sequence[TermNoticeReading]) -> bytes:
    """The same readings always give the same bytes.

    Raises GlyphMissing, PaperOverflows, PartMissing or TemplateUnknown; then no paper exists.
    """
    if not readings:
        raise PartMissing("notices")
    for reading in readings:
        require_complete(reading)
    first = letter_of(readings[0])
    paper = Paper(About(_title(first), first.language, first.either(readings[0].office.name), ""))
    for reading in readings:
        _Printing(paper, reading).print()
    return paper.finished()


def require_complete(reading: TermNoticeReading) -> None:
    """Raises PartMissing for the first required field without words."""
    if reading.template != TEMPLATE:
        raise TemplateUnknown(reading.template)
    is_moved = bool(reading.days) or reading.new_week_from is not None
    require_filled(reading, subject=reading.subject, reasons="told" if is_moved else "")


def _title(letter: Letter) -> str:
    return letter.t("Notice of a changed date")


class _Printing(NoticeSheet):
    """One notice on its way into the file."""

    def __init__(self, paper: Paper, reading: TermNoticeReading) -> None:
        super().__init__(paper, reading)
        self._reading = reading

    def title(self) -> str:
        return _title(self._letter)

    def body(self) -> Iterator[list[Piece]]:
        letter, reading = self._letter, self._reading
        language = letter.language
        yield self.paragraph(
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
            Piece("before", self.set_in(letter.line(was)), letter.air),
            Piece("after", self.set_in(letter.line(now, letter.bold)), 2.0),
        ]
        yield self.paragraph("reasons", letter.t("The reason is the working calendar:"))
        reasons = list(self._reasons())
        for n, line in enumerate(reasons, start=1):
            told = letter.line(
                line + (";" if n < len(reasons) else "."), width=letter.width - INDENT
            )
            yield [Piece("reasons", self.set_in(told), 2.0)]
        if reading.is_in_working_days:
            counted = letter.t("The term is counted in working days; its length is the same.")
            yield self.paragraph("length", counted)
        yield from self.closing()

    def _reasons(self) -> Iterator[str]:
        letter, reading = self._letter, self._reading
        for one in reading.days:
            yield _because(letter, one)
        if reading.new_week_from is not None:
            yield letter.t(
                "from {date} on the office works other days of the week",
                date=date_in_case(reading.new_week_from, "ablative", letter.language),
            )


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
