"""The notice to an applicant that the term moved, or that another body has a part in the appeal."""

from collections.abc import Iterator
from datetime import date
from typing import Final, Literal

from akimat_desk.documents.blocks import Piece
from akimat_desk.documents.letters import Letter
from akimat_desk.documents.notice_sheet import (
    NoticeReading,
    NoticeSheet,
    letter_of,
    require_filled,
)
from akimat_desk.documents.page import About, Paper
from akimat_desk.documents.refusals import TemplateUnknown
from akimat_desk.documents.typesetting import plain
from akimat_desk.domain.readings import Bilingual
from akimat_desk.text.dates import date_in_case, long_date

TEMPLATE: Final = "course-notice-1"

What = Literal["extension", "pause", "forwarding", "asking"]


class CourseNoticeReading(NoticeReading, frozen=True, kw_only=True):
    """One notice, frozen. `on` is the day of what was done, `ground` as it was written down.

    Of an extension `before` and `after` are the dates; of a pause `category` names its kind; what
    was sent on, or asked, went to `body`, and with `is_ours` the answer stays with this office.
    `questions` are those that went; `about` is what was asked and `until` by when its answer is
    awaited, `contacts` how that body is reached. `runs`: the term goes on meanwhile.
    """

    what: What
    on: date
    ground: str
    before: date | None = None
    after: date | None = None
    category: Bilingual = Bilingual(ky="")
    body: str = ""
    is_ours: bool = False
    questions: tuple[str, ...] = ()
    about: str = ""
    until: date | None = None
    contacts: str = ""
    runs: bool = True


def course_notice(reading: CourseNoticeReading) -> bytes:
    """The same reading always gives the same bytes.

    Raises GlyphMissing, PaperOverflows, PartMissing or TemplateUnknown; then no paper exists.
    """
    require_complete(reading)
    letter = letter_of(reading)
    office = letter.either(reading.office.name)
    paper = Paper(About(_title(letter, reading.what), letter.language, office, ""))
    _Printing(paper, reading).print()
    return paper.finished()


def require_complete(reading: CourseNoticeReading) -> None:
    """Raises PartMissing for the first required field without words."""
    if reading.template != TEMPLATE:
        raise TemplateUnknown(reading.template)
    more = {"ground": reading.ground}
    if reading.what in ("forwarding", "asking"):
        more["body"] = reading.body
    if reading.what == "asking":
        more["about"] = reading.about
    if reading.what == "extension":
        more["after"] = "" if reading.after is None else "told"
    require_filled(reading, **more)


def _title(letter: Letter, what: What) -> str:
    return {
        "extension": letter.t("Notice of an extended term"),
        "pause": letter.t("Notice of a paused term"),
        "forwarding": letter.t("Notice of an appeal sent to the competent body"),
        "asking": letter.t("Notice of a request to another body"),
    }[what]


class _Printing(NoticeSheet):
    def __init__(self, paper: Paper, reading: CourseNoticeReading) -> None:
        super().__init__(paper, reading)
        self._reading = reading

    def title(self) -> str:
        return _title(self._letter, self._reading.what)

    def body(self) -> Iterator[list[Piece]]:
        match self._reading.what:
            case "extension":
                yield from self._extended()
            case "pause":
                yield from self._paused()
            case "forwarding":
                yield from self._forwarded()
            case "asking":
                yield from self._asked()
        yield self.paragraph("reason", self._ground())
        yield from self.closing()

    def _ground(self) -> str:
        """As it was written down, in whatever language that was."""
        letter, ground = self._letter, plain(self._reading.ground).rstrip(".")
        if self._reading.what == "asking":
            return letter.t("Legal ground: {ground}.", ground=ground)
        return letter.t("The reason: {ground}.", ground=ground)

    def _extended(self) -> Iterator[list[Piece]]:
        letter, reading = self._letter, self._reading
        language = letter.language
        yield self.paragraph(
            "change",
            letter.t(
                "The term for the answer to your appeal No. {number}, registered {on_date},"
                " has been extended.",
                number=reading.case_number,
                on_date=date_in_case(reading.registered_on, "locative", language),
            ),
        )
        dates = []
        if reading.before is not None:
            before = long_date(reading.before, language).rstrip(".")
            dates.append(letter.line(letter.t("It was: {date}.", date=before)))
        if reading.after is not None:
            after = long_date(reading.after, language).rstrip(".")
            dates.append(letter.line(letter.t("It is now: {date}.", date=after), letter.bold))
        yield [Piece("dates", self.set_in(line), letter.air) for line in dates]

    def _paused(self) -> Iterator[list[Piece]]:
        letter, reading = self._letter, self._reading
        language = letter.language
        yield self.paragraph(
            "change",
            letter.t(
                "The term for the answer to your appeal No. {number}, registered {on_date},"
                " is paused from {from_date} on.",
                number=reading.case_number,
                on_date=date_in_case(reading.registered_on, "locative", language),
                from_date=date_in_case(reading.on, "ablative", language),
            ),
        )
        category = plain(letter.either(reading.category)).rstrip(".")
        counted = letter.t("Days of the pause are not counted. When it ends, the counting goes on.")
        kind = f"{category[:1].upper()}{category[1:]}. " if category else ""
        yield self.paragraph("category", kind + counted)

    def _forwarded(self) -> Iterator[list[Piece]]:
        letter, reading = self._letter, self._reading
        language = letter.language
        yield self.paragraph(
            "change",
            letter.t(
                "Your appeal No. {number}, registered {on_date}, was sent on {sent_date} to the"
                " body that decides on it: {body}.",
                number=reading.case_number,
                on_date=date_in_case(reading.registered_on, "locative", language),
                sent_date=date_in_case(reading.on, "locative", language),
                body=plain(reading.body),
            ),
        )
        if reading.questions:
            questions = plain("; ".join(one.rstrip(".") for one in reading.questions))
            sent = letter.t("The questions sent on: {questions}.", questions=questions)
            yield self.paragraph("questions", sent)
        said = (
            letter.t("This office will answer you.")
            if reading.is_ours
            else letter.t("That body will answer you.")
        )
        yield self.paragraph("answer", said)
        yield from self._contacts()

    def _asked(self) -> Iterator[list[Piece]]:
        letter, reading = self._letter, self._reading
        language = letter.language
        yield self.paragraph(
            "change",
            letter.t(
                "To consider your appeal No. {number}, registered {on_date}, a request was sent"
                " on {sent_date} to this body: {body}.",
                number=reading.case_number,
                on_date=date_in_case(reading.registered_on, "locative", language),
                sent_date=date_in_case(reading.on, "locative", language),
                body=plain(reading.body),
            ),
        )
        about = plain(reading.about).rstrip(".")
        yield self.paragraph("about", letter.t("What was asked: {about}.", about=about))
        said = [letter.t("This office will answer you.")]
        if reading.until is not None:
            until = date_in_case(reading.until, "dative", language)
            said.insert(0, letter.t("Its answer is awaited up to {date}.", date=until))
        if reading.runs:
            said.append(letter.t("The term for the answer to you goes on meanwhile."))
        yield self.paragraph("answer", " ".join(said))
        yield from self._contacts()

    def _contacts(self) -> Iterator[list[Piece]]:
        contacts = plain(self._reading.contacts).rstrip(".")
        if contacts:
            words = self._letter.t(
                "Address and telephone of that body: {contacts}.", contacts=contacts
            )
            yield self.paragraph("contacts", words)
