"""The reasoned reply to an appeal: every question answered, on what ground, and who signs."""

from typing import Final, Literal

from akimat_desk.documents import reply_parts as parts
from akimat_desk.documents.blocks import Gap, Piece, Stack, flow
from akimat_desk.documents.both import Both
from akimat_desk.documents.letters import Letter, foot, signature
from akimat_desk.documents.page import A4, About, Paper, training_words
from akimat_desk.documents.paragraphs import glued, kept_with
from akimat_desk.documents.refusals import PartMissing, TemplateUnknown
from akimat_desk.documents.typesetting import Block, plain
from akimat_desk.domain.readings import ReplyReading

TEMPLATE: Final = "reply-1"

# Enclosures up to so much of a page stay with the signature; a longer list goes on by itself.
_MOST_KEPT: Final = 0.4


def reply(reading: ReplyReading, *, language: Literal["ky", "ru"]) -> bytes:
    """The same reading in the same language always gives the same bytes.

    Raises GlyphMissing, PaperOverflows, PartMissing or TemplateUnknown; then no paper exists.
    """
    require_complete(reading)
    return _Printing(reading, Letter(Both(language), A4.column)).printed()


def require_complete(reading: ReplyReading) -> None:
    """Raises PartMissing for the first required field without words."""
    if reading.template != TEMPLATE:
        raise TemplateUnknown(reading.template)
    to = reading.addressee
    required = {
        "office.name": reading.office.name.ky,
        "office.address": reading.office.address.ky,
        "number": reading.number,
        "case_number": reading.case_number,
        "addressee": to.body + to.surname + to.given,
        "subject": reading.subject,
        "answers": "".join(answer.text for answer in reading.answers),
        **{f"answers.{n}": answer.text for n, answer in enumerate(reading.answers, start=1)},
        "grounds": reading.grounds,
        **{f"enclosures.{n}": title for n, title in enumerate(reading.enclosures, start=1)},
        "signatory.post": reading.signatory.post.ky,
        "signatory.name": reading.signatory.name,
        "executor_name": reading.executor_name,
        "qr": reading.qr,
        "point": reading.point,
    }
    for part, words in required.items():
        if not plain(words):
            raise PartMissing(part)


class _Printing:
    """One reply on its way to paper."""

    def __init__(self, reading: ReplyReading, letter: Letter) -> None:
        self._reading = reading
        self._letter = letter
        self._title = letter.t("Reply No. {number}", number=reading.number)
        about = About(
            self._title,
            letter.language,
            letter.either(reading.office.name),
            plain(reading.subject),
        )
        self._paper = Paper(about)

    def printed(self) -> bytes:
        letter, reading = self._letter, self._reading
        tail = parts.tail(letter, reading)
        under = self._foot(99, 99).height + letter.air
        again = parts.again(letter, reading.number)
        columns = flow(self._pieces(tail.height), A4.room - under, again)
        for n, column in enumerate(columns, start=1):
            self._begin(n)
            for block, down in column:
                block.draw(self._paper, A4.left, A4.height - A4.top - down)
            below = self._foot(n, len(columns))
            below.draw(self._paper, A4.left, A4.bottom + below.height)
            if n == len(columns):
                tail.draw(self._paper, A4.left, A4.bottom + under + tail.height)
            self._paper.end_page()
        return self._paper.finished()

    def _pieces(self, tail_height: float) -> list[Piece]:
        """The signature keeps two lines before it, and under it the place of the tail."""
        letter, reading = self._letter, self._reading
        text = glued(list(parts.opening(letter, reading)), parts.body(letter, reading))
        enclosed = parts.enclosures(letter, reading.enclosures)
        signed = Stack(signature(letter, reading.signatory), Gap(letter.size + tail_height))
        end = Piece("signatory", signed, 2.4 * letter.size)
        if sum(piece.block.height for piece in enclosed) < _MOST_KEPT * A4.room and enclosed:
            while len(enclosed) > 1:
                enclosed = glued(enclosed[:1], enclosed[1:])
            (end,) = glued(enclosed, [end])
            enclosed = []
        return kept_with([*text, *enclosed], end, 2 * letter.text.leading)

    def _begin(self, n: int) -> None:
        self._paper.begin_page(A4, self._title if n == 1 else "")
        if self._reading.training:
            self._paper.training_mark(training_words(self._letter.words), 0.0, A4)

    def _foot(self, n: int, of: int) -> Block:
        reading = self._reading
        told = self._letter.t(
            "Point {point}, form {template}", point=reading.point, template=reading.template
        )
        return foot(self._letter, told, n, of)
