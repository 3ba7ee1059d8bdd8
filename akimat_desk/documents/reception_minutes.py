"""Minutes of a day of reception and the instructions given there, a page for each executor."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, Literal

from akimat_desk.documents.blocks import Gap
from akimat_desk.documents.both import Both
from akimat_desk.documents.letters import Letter, capital
from akimat_desk.documents.page import A4_JOURNAL, A4_LARGE
from akimat_desk.documents.reception_sheet import (
    BOLD,
    CELL,
    NAME,
    SOFT,
    TITLE,
    Cell,
    Group,
    Sheet,
    shortened,
)
from akimat_desk.documents.reception_words import (
    Asked,
    Officer,
    Received,
    form_words,
    officer,
    outcome_words,
    promise_words,
    until_words,
    who,
)
from akimat_desk.documents.refusals import PartMissing
from akimat_desk.documents.tables import Column
from akimat_desk.documents.typesetting import Block
from akimat_desk.domain.readings import Bilingual, Reading
from akimat_desk.domain.receptions import Figures
from akimat_desk.text.dates import long_date, short_date

# Letters of questions and answers that stay beside one person.
_TOGETHER: Final = 1_100
_NONE: Final = "\N{EM DASH}"


class MinutesReading(Reading, frozen=True, kw_only=True):
    """All that the minutes say. `absent` signed up and did not come; `clerk` wrote them."""

    office: Bilingual
    on: date
    place: Bilingual
    forms: tuple[str, ...]
    official: Officer
    clerk: Officer
    cards: tuple[Received, ...]
    figures: Figures
    language: Literal["ky", "ru"]
    absent: tuple[str, ...] = ()
    annulled: tuple[str, ...] = ()
    training: bool = False


def minutes(reading: MinutesReading) -> bytes:
    """Equal readings give equal bytes. Raises GlyphMissing, PartMissing, PaperOverflows."""
    if not reading.official.name:
        raise PartMissing("official")
    letter = Letter(Both(reading.language), A4_LARGE.column)
    office = letter.either(reading.office)
    title = letter.t("Minutes of the reception of citizens")
    sheet = Sheet(letter, A4_LARGE, title, office, training=reading.training)
    place = letter.either(reading.place)
    forms = ", ".join(form_words(letter, form) for form in reading.forms)
    top = [
        sheet.line(office, SOFT),
        Gap(4),
        sheet.line(title, TITLE),
        sheet.line(f"{long_date(reading.on, reading.language)}, {forms}"),
        *([sheet.line(letter.t("Place: {place}", place=place))] if place else []),
        sheet.line(letter.t("Received by: {name}", name=officer(letter, reading.official))),
        Gap(8),
    ]
    columns = (
        Column(letter.t("No."), 4),
        Column(letter.t("Who was received, card"), 25),
        Column(letter.t("Question"), 30),
        Column(letter.t("Outcome"), 25),
        Column(letter.t("Executor, by when"), 18),
    )
    rows = list(_rows(letter, reading.cards))
    end = [
        *(sheet.line(line) for line in _summary(letter, reading)),
        Gap(26),
        _signature(letter, sheet, letter.t("Received by"), reading.official),
        Gap(20),
        _signature(letter, sheet, letter.t("Minutes written by"), reading.clerk),
    ]
    sheet.section(f"{title}, {short_date(reading.on)}", top, (columns, rows), end)
    return sheet.finished()


def _signature(letter: Letter, sheet: Sheet, what: str, one: Officer) -> Block:
    post = letter.either(one.post)
    return sheet.signature(f"{what}: {post}" if post else what, one.name)


def _rows(letter: Letter, cards: tuple[Received, ...]) -> Iterator[Group]:
    """The person stands once beside their questions; of many a page may hold a part."""
    for n, card in enumerate(cards, start=1):
        lead: tuple[Cell, ...] = (
            ((str(n), CELL),),
            (
                (who(letter, card.name), BOLD),
                (card.address, CELL),
                (card.phone, CELL),
                (card.number, CELL),
            ),
        )
        for some in _on_one_page(card.questions or (Asked(text=_NONE),)):
            yield Group(lead, tuple(_question(letter, one) for one in some))


def _on_one_page(questions: Sequence[Asked]) -> Iterator[list[Asked]]:
    """As many as surely fit on a page."""
    some: list[Asked] = []
    for one in questions:
        if some and sum(_size(each) for each in (*some, one)) > _TOGETHER:
            yield some
            some = []
        some.append(one)
    yield some


def _size(one: Asked) -> int:
    """In letters; a short line takes room as well."""
    return 60 + len(shortened(one.text)) + len(shortened(one.words))


def _question(letter: Letter, one: Asked) -> tuple[Cell, ...]:
    return (
        ((one.text, CELL),),
        ((capital(outcome_words(letter, one.outcome)), BOLD), (one.words, CELL)),
        ((one.executor, BOLD), (until_words(letter, one), CELL)),
    )


def _summary(letter: Letter, reading: MinutesReading) -> Iterator[str]:
    told = reading.figures
    yield letter.t(
        "Received: {cards}. Questions: {questions}. Settled on the spot: {spot}."
        " Explained: {explained}. Instructions: {instructions}. Written appeals: {written}.",
        cards=told.cards,
        questions=told.questions,
        spot=told.settled_on_the_spot,
        explained=told.explained,
        instructions=told.instruction,
        written=told.written_appeal,
    )
    if told.unsettled:
        yield letter.t("Questions without an outcome: {count}.", count=told.unsettled)
    if reading.absent:
        names = ", ".join(reading.absent)
        yield letter.t("Signed up and did not come: {names}.", names=names)
    if reading.annulled:
        numbers = ", ".join(reading.annulled)
        yield letter.t("Annulled cards: {numbers}.", numbers=numbers)


class Instructed(Reading, frozen=True, kw_only=True):
    """One instruction; `state` is that of the promise."""

    card: str
    on: date
    official: str
    applicant: str
    question: str
    words: str
    due_on: date | None
    case_number: str
    state: str


class ExecutorPart(Reading, frozen=True, kw_only=True):
    """Whom a page is handed to."""

    executor: Officer
    rows: tuple[Instructed, ...]


class InstructionsReading(Reading, frozen=True, kw_only=True):
    """All that the list says; `from_on` and `until_on` are the days of the receptions."""

    office: Bilingual
    from_on: date
    until_on: date
    made_on: date
    people: tuple[ExecutorPart, ...]
    language: Literal["ky", "ru"]
    training: bool = False


def instructions(reading: InstructionsReading) -> bytes:
    """A page for each executor. Raises GlyphMissing, PartMissing, PaperOverflows."""
    if not reading.people:
        raise PartMissing("people")
    letter = Letter(Both(reading.language), A4_JOURNAL.column)
    office = letter.either(reading.office)
    title = letter.t("Instructions given at the reception of citizens")
    sheet = Sheet(letter, A4_JOURNAL, title, office, training=reading.training)
    columns = (
        Column(letter.t("By when"), 11),
        Column(letter.t("Instruction"), 32),
        Column(letter.t("Question"), 28),
        Column(letter.t("Applicant"), 20),
        Column(letter.t("Given by, reception"), 18),
        Column(letter.t("Case"), 14),
        Column(letter.t("How it stands"), 12),
    )
    for part in reading.people:
        name = officer(letter, part.executor)
        top = [
            sheet.line(office, SOFT),
            Gap(3),
            sheet.line(title, TITLE),
            sheet.line(_days(letter, reading), SOFT),
            Gap(5),
            sheet.line(capital(name), NAME),
            Gap(6),
        ]
        rows = [_instructed(letter, one) for one in part.rows]
        said = letter.t("Received: ____________________   Date and time: ______________")
        sheet.section(f"{title}. {name}", top, (columns, rows), [sheet.line(said)])
    return sheet.finished()


def _days(letter: Letter, reading: InstructionsReading) -> str:
    if reading.from_on == reading.until_on:
        return letter.t("Reception of {date}", date=short_date(reading.from_on))
    return letter.t(
        "Receptions from {start} to {end}",
        start=short_date(reading.from_on),
        end=short_date(reading.until_on),
    )


def _instructed(letter: Letter, one: Instructed) -> tuple[Cell, ...]:
    due = "\N{EN DASH}" if one.due_on is None else short_date(one.due_on)
    return (
        ((due, BOLD),),
        ((one.words, BOLD),),
        ((one.question, CELL),),
        ((who(letter, one.applicant), CELL), (one.card, CELL)),
        ((one.official, CELL), (short_date(one.on), CELL)),
        ((one.case_number, CELL),),
        ((promise_words(letter, one.state), CELL),),
    )
