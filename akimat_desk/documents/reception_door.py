"""The schedule of receptions that hangs on the door, and the list of who signed up for a day."""

from datetime import date
from typing import Final, Literal

from akimat_desk.documents import fonts
from akimat_desk.documents.blocks import Gap
from akimat_desk.documents.both import Both
from akimat_desk.documents.letters import Letter, capital, head
from akimat_desk.documents.page import A4_LARGE
from akimat_desk.documents.reception_sheet import BOLD, CELL, SOFT, TITLE, Cell, Sheet
from akimat_desk.documents.reception_words import Officer, form_words, officer, when_words
from akimat_desk.documents.refusals import PartMissing
from akimat_desk.documents.tables import Column
from akimat_desk.documents.typesetting import INK_SOFT, Face, unparted
from akimat_desk.domain.readings import Bilingual, Letterhead, Reading
from akimat_desk.text.dates import long_date, short_date

# It is read standing, from a step away.
_LARGE: Final = Face(fonts.SERIF, 14)
_NAME: Final = Face(fonts.SERIF_BOLD, 15)
# As high as a line that somebody writes.
_BY_HAND: Final = Face(fonts.SANS, 16, INK_SOFT)
_TITLE: Final = Face(fonts.SERIF_BOLD, 24)


class Hours(Reading, frozen=True, kw_only=True):
    """When and where: every week on `weekday` (0 is Monday), or on the day `on`."""

    opens: str
    closes: str
    place: Bilingual
    form: str
    weekday: int | None = None
    on: date | None = None


class OfficerPart(Reading, frozen=True, kw_only=True):
    official: Officer
    hours: tuple[Hours, ...]


class ScheduleReading(Reading, frozen=True, kw_only=True):
    """All that the schedule says; `made_on` is the day from which it hangs."""

    office: Letterhead
    made_on: date
    people: tuple[OfficerPart, ...]
    language: Literal["ky", "ru"]
    training: bool = False


def schedule(reading: ScheduleReading) -> bytes:
    """Raises GlyphMissing, PartMissing, PaperOverflows."""
    if not reading.people:
        raise PartMissing("people")
    letter = Letter(Both(reading.language), A4_LARGE.column)
    title = letter.t("Schedule of the reception of citizens")
    office = letter.either(reading.office.name)
    sheet = Sheet(letter, A4_LARGE, title, office, training=reading.training)
    columns = (Column(letter.t("Who receives"), 40), Column(letter.t("When and where"), 60))
    rows = [_officer_row(letter, part) for part in reading.people]
    top = [
        head(reading.office, A4_LARGE.column),
        Gap(26),
        sheet.line(title, _TITLE, "centre"),
        Gap(22),
    ]
    phone = unparted(reading.office.phone)
    end = [
        Gap(14),
        *([sheet.line(letter.t("To sign up: tel. {phone}", phone=phone), _LARGE)] if phone else []),
        # Translators: an identity document; check
        sheet.line(letter.t("Bring a paper that shows who you are."), _LARGE),
        Gap(8),
        sheet.line(
            letter.t("As of {date}", date=long_date(reading.made_on, letter.language)), SOFT
        ),
    ]
    sheet.section(title, top, (columns, rows), end)
    return sheet.finished()


def _officer_row(letter: Letter, part: OfficerPart) -> tuple[Cell, ...]:
    when: list[tuple[str, Face]] = []
    for one in part.hours:
        hours = f"{one.opens}\N{EN DASH}{one.closes}"
        when.append((capital(when_words(letter, one.weekday, one.on, hours)), _NAME))
        place = letter.either(one.place)
        told = place if one.form == "personal" else f"{form_words(letter, one.form)}: {place}"
        when.append((capital(told), _LARGE))
    post = capital(letter.either(part.official.post))
    return ((part.official.name, _NAME), (post, _LARGE)), when


class Waiting(Reading, frozen=True, kw_only=True):
    """A line; `standing` is that of domain.sign_ups."""

    time: str
    name: str
    phone: str
    about: str
    standing: str
    card_number: str = ""


class SignUpsReading(Reading, frozen=True, kw_only=True):
    """All that the list of a day says."""

    office: Bilingual
    on: date
    official: Officer
    hours: tuple[Hours, ...]
    rows: tuple[Waiting, ...]
    language: Literal["ky", "ru"]
    made_on: date
    training: bool = False


def sign_ups(reading: SignUpsReading) -> bytes:
    """A list without lines is a list to write on. Raises GlyphMissing, PaperOverflows."""
    letter = Letter(Both(reading.language), A4_LARGE.column)
    title = letter.t("Signed up for the reception of citizens")
    office = letter.either(reading.office)
    sheet = Sheet(letter, A4_LARGE, title, office, training=reading.training)
    top = [
        sheet.line(office, SOFT),
        Gap(4),
        sheet.line(title, TITLE),
        sheet.line(long_date(reading.on, reading.language)),
        sheet.line(letter.t("Receives: {name}", name=officer(letter, reading.official))),
        *(sheet.line(_hours(letter, one)) for one in reading.hours),
        Gap(8),
    ]
    columns = (
        Column(letter.t("No."), 5),
        Column(letter.t("Time"), 11),
        Column(letter.t("Surname, name, patronymic"), 30),
        Column(letter.t("Phone"), 18),
        Column(letter.t("About what"), 30),
        Column(letter.t("Mark"), 16),
    )
    rows = [_waiting(letter, n, one) for n, one in enumerate(reading.rows, start=1)]
    # Lines for those who come without having signed up.
    for n in range(len(rows) + 1, len(rows) + 6):
        # High enough for a hand.
        rows += [(((str(n), _BY_HAND),), *((),) * (len(columns) - 1))]
    made = letter.t("Made on {date}", date=short_date(reading.made_on))
    sheet.section(
        f"{title}, {short_date(reading.on)}", top, (columns, rows), [sheet.line(made, SOFT)]
    )
    return sheet.finished()


def _hours(letter: Letter, one: Hours) -> str:
    return f"{one.opens}\N{EN DASH}{one.closes}, {letter.either(one.place)}"


def _waiting(letter: Letter, n: int, one: Waiting) -> tuple[Cell, ...]:
    marks = {
        "came": letter.t("came, card {number}", number=one.card_number),
        "did_not_come": letter.t("did not come"),
        "withdrawn": letter.t("will not come"),
    }
    return (
        ((str(n), CELL),),
        ((one.time, BOLD),),
        ((one.name, BOLD),),
        ((one.phone, CELL),),
        ((one.about, CELL),),
        ((marks.get(one.standing, ""), CELL),),
    )
