"""The sheet that explains a due date day by day, for the case file and for a court."""

from collections.abc import Sequence
from datetime import date
from typing import Final, Literal

from akimat_desk.documents import explanation_days as days
from akimat_desk.documents import explanation_parts as parts
from akimat_desk.documents.blocks import Beside, Gap, Piece, Stack, Standing, flow
from akimat_desk.documents.both import Both
from akimat_desk.documents.letters import Letter, foot, head, signature
from akimat_desk.documents.page import A4, About, Paper, training_words
from akimat_desk.documents.paragraphs import kept_with
from akimat_desk.documents.qr import QrCode
from akimat_desk.documents.refusals import PartMissing, TemplateUnknown
from akimat_desk.documents.typesetting import Block, plain
from akimat_desk.domain.bookings import Booking
from akimat_desk.domain.deadlines import Duty
from akimat_desk.domain.explanations import Explanation
from akimat_desk.domain.readings import Bilingual, Letterhead, Reading, Signatory
from akimat_desk.domain.trusted_time import WrittenWithin
from akimat_desk.text.dates import short_date

TEMPLATE: Final = "explanation-1"

_QR: Final = 71.0


class ExplanationReading(Reading, frozen=True, kw_only=True):
    """All that the sheet says. `made_on` is the day it was made.

    `pauses` names the categories of pauses; one without a name is told as a pause. `qr` is the
    signed ASCII payload, "" where there is none; without a signatory nobody signs.
    """

    office: Letterhead
    case_number: str
    explanation: Explanation
    subject: str = ""
    bookings: tuple[Booking, ...] = ()
    duties: tuple[Duty, ...] = ()
    registered_within: WrittenWithin | None = None
    pauses: dict[str, Bilingual] = {}
    made_on: date
    signatory: Signatory | None = None
    qr: str = ""
    point: str
    template: str
    training: bool = False


def explanation(reading: ExplanationReading, *, language: Literal["ky", "ru"]) -> bytes:
    """The same reading in the same language always gives the same bytes.

    Raises GlyphMissing, PaperOverflows, PartMissing or TemplateUnknown; then no paper exists.
    """
    require_complete(reading)
    return _Printing(reading, Letter(Both(language), A4.column, 11)).printed()


def require_complete(reading: ExplanationReading) -> None:
    """Raises PartMissing for the first required field without words."""
    if reading.template != TEMPLATE:
        raise TemplateUnknown(reading.template)
    told = reading.explanation
    required = {
        "office.name": reading.office.name.ky,
        "case_number": reading.case_number,
        "explanation.rule.title": told.rule.title.ky,
        "explanation.rule.legal": told.rule.legal.ky,
        "explanation.calendar_title": told.calendar_title.ky,
        "point": reading.point,
    }
    if reading.signatory is not None:
        required["signatory.post"] = reading.signatory.post.ky
        required["signatory.name"] = reading.signatory.name
    for part, words in required.items():
        if not plain(words):
            raise PartMissing(part)


class _Printing:
    """One sheet on its way to paper."""

    def __init__(self, reading: ExplanationReading, letter: Letter) -> None:
        self._reading = reading
        self._letter = letter
        self._title = letter.t(
            "Explanation of the term, appeal No. {number}", number=reading.case_number
        )
        office = letter.either(reading.office.name)
        self._paper = Paper(About(self._title, letter.language, office, plain(reading.subject)))

    def printed(self) -> bytes:
        room = A4.room - self._foot(99, 99).height - self._letter.air
        columns = flow(self._pieces(), room, self._again(Gap(days.heads(self._letter).height)))
        for n, column in enumerate(columns, start=1):
            self._paper.begin_page(A4, self._title if n == 1 else "")
            if self._reading.training:
                self._paper.training_mark(training_words(self._letter.words), 0.0, A4)
            self._column(column if n == 1 else self._headed(column))
            below = self._foot(n, len(columns))
            below.draw(self._paper, A4.left, A4.bottom + below.height)
            self._paper.end_page()
        return self._paper.finished()

    def _pieces(self) -> Sequence[Piece]:
        letter, reading = self._letter, self._reading
        told = reading.explanation
        pieces = [
            *self._head(),
            *parts.facts(letter, told),
            *parts.registered(letter, reading.registered_within),
            parts.dates(letter, told, reading.duties),
            *parts.doubts(letter, told),
            *days.day_table(letter, told, reading.bookings, reading.pauses),
            *days.held(letter, reading.bookings),
        ]
        if reading.signatory is None:
            return pieces
        signed = Piece("signatory", signature(letter, reading.signatory), 2 * letter.size)
        return kept_with(pieces, signed, 2 * letter.text.leading)

    def _head(self) -> list[Piece]:
        letter, reading = self._letter, self._reading
        pieces = [Piece("office", head(reading.office, letter.width))]
        if reading.training:
            said = letter.t("Training: this paper has no legal force.")
            pieces.append(Piece("training", letter.line(said, letter.bold), 4.0))
        return [*pieces, Piece("heading", self._heading(), 8.0)]

    def _heading(self) -> Block:
        reading, letter = self._reading, self._letter
        said = (reading.explanation, reading.case_number, reading.subject)
        if not reading.qr:
            return parts.heading(letter, *said)
        code = QrCode(reading.qr, _QR, 1.6 * _QR)
        # The rim of the code lies in the margin, so that its dark edge ends the column.
        edge = letter.width - code.width + code.quiet
        narrower = Letter(letter.words, edge - letter.size, letter.size)
        return Beside((0.0, parts.heading(narrower, *said)), (edge, code))

    def _headed(self, column: list[Standing]) -> list[Standing]:
        """The heads of the columns only over days; their place was kept on every page."""
        is_day = len(column) > 1 and isinstance(column[1].block, days.DayRow)
        if not is_day:
            return column
        return [Standing(self._again(days.heads(self._letter)), 0.0), *column[1:]]

    def _again(self, heads: Block) -> Block:
        letter = self._letter
        said = letter.t(
            "Explanation of the term, appeal No. {number}, continued",
            number=self._reading.case_number,
        )
        return Stack(letter.line(said, letter.soft), Gap(letter.size), heads)

    def _column(self, column: Sequence[Standing]) -> None:
        for block, down in column:
            block.draw(self._paper, A4.left, A4.height - A4.top - down)

    def _foot(self, n: int, of: int) -> Block:
        reading, letter = self._reading, self._letter
        made = letter.t("Made on {date}", date=short_date(reading.made_on))
        told = letter.t(
            "Point {point}, form {template}", point=reading.point, template=reading.template
        )
        return foot(letter, f"{made} \u00b7 {told}", n, of)
