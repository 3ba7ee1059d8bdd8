"""The parts of a receipt, each a row of pieces that a page break may stand between."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from akimat_desk.documents import fonts
from akimat_desk.documents.blocks import Beside, Gap, Piece, Rule, Stack
from akimat_desk.documents.both import Both, Said, joined
from akimat_desk.documents.page import copy_stamp, letterhead, training_words
from akimat_desk.documents.qr import QrCode
from akimat_desk.documents.refusals import PaperOverflows
from akimat_desk.documents.setting import Setting
from akimat_desk.documents.typesetting import (
    INK_SOFT,
    Block,
    Face,
    Lines,
    Run,
    plain,
    shortened,
    unparted,
)
from akimat_desk.domain.readings import Answerer, DueLine, ReceiptReading, TakenPaper
from akimat_desk.domain.status_address import seal_address
from akimat_desk.text.dates import short_date, weekday
from akimat_desk.text.numbers import count_words

# Points between two rows of one part.
_BETWEEN: Final = 1.5
# Beyond this numbers are not written out in words.
_MOST_IN_WORDS: Final = 9999


def office(setting: Setting, reading: ReceiptReading) -> Iterator[Piece]:
    narrow = setting.words.language if setting.is_narrow else ""
    yield Piece(
        "office", letterhead(reading.office, setting.width, setting.sizes.text, narrow=narrow)
    )
    if reading.training:
        yield Piece("training", _training(setting))


def _training(setting: Setting) -> Block:
    """Where room is short the second language only names the mode, as the mark across does."""
    said = setting.words.t("Training: this paper has no legal force.")
    if setting.is_close:
        said = said._replace(other=training_words(setting.words).other)
    return setting.pair(said, setting.bold)


def heading(setting: Setting, reading: ReceiptReading, copy: int) -> Iterator[Piece]:
    words, sizes = setting.words, setting.sizes
    title = _title(setting)
    stamp, width = copy_stamp(words, copy, sizes.small)
    if setting.is_narrow:
        if copy:
            yield Piece("copy", stamp, 2.0)
        yield Piece("heading", title, setting.air)
    else:
        # Its place is kept on the first receipt too, so that a copy has the very same lines.
        beside = stamp if copy else Gap(stamp.height)
        yield Piece("heading", Beside((0.0, title), (setting.width - width, beside)), setting.air)
    if reading.corrects:
        said = words.t(
            "Corrected receipt: issued in place of {corrects}, which is no longer valid.",
            corrects=reading.corrects,
        )
        yield Piece("corrects", setting.pair(said, setting.bold), 3.0)
    if reading.by_hand:
        said = words.t(
            "Registered on paper while there was no power: a proper copy of the blank receipt that"
            " was filled in by hand under the same number."
        )
        yield Piece("by_hand", setting.pair(said, setting.note), 3.0)


def _title(setting: Setting) -> Block:
    words, sizes = setting.words, setting.sizes
    name, about = words.t("RECEIPT"), words.t("of what was taken in")
    lead = [
        Run(name.lead, Face(fonts.SERIF_BOLD, sizes.title)),
        Run("\u00a0 " + about.lead, Face(fonts.SERIF, sizes.note, INK_SOFT)),
    ]
    other = f"{name.other} {about.other}"
    if setting.is_close:
        return Lines([*lead, Run(" \u00b7 " + other, setting.small)], setting.width)
    return Stack(Lines(lead, setting.width), Lines([Run(other, setting.small)], setting.width))


def identity(setting: Setting, reading: ReceiptReading) -> Iterator[Piece]:
    """Number, code and the two instants; on a sheet the QR code stands at their right.

    Where room is short the first of the facts stands at the left of the code as well.
    """
    if setting.is_narrow:
        yield Piece("identity", _numbers(setting, reading, setting.width), 2.0)
        return
    told = seal_address(reading.status_address, reading.qr)
    code = QrCode(told, setting.sizes.qr, setting.sizes.qr * 1.35)
    # The rim of the code lies in the margin, so that its dark edge ends the column.
    edge = setting.width - code.width + code.quiet
    left = _numbers(setting, reading, edge)
    if setting.is_close:
        left = Stack(left, Gap(_BETWEEN), _fact_rows(setting, reading, edge)[0])
    yield Piece("identity", Beside((0.0, left), (edge, code)), 2.0)


def _numbers(setting: Setting, reading: ReceiptReading, width: float) -> Block:
    words, size = setting.words, setting.sizes.small
    times = [
        (words.t("Came in"), _instant(reading.received_at)),
        (words.t("Registered on"), _instant(reading.registered_at)),
    ]
    code = setting.labelled(
        words.t("Code to say on the phone"),
        Lines([Run(_spoken(reading.code), setting.bold)], width / 2),
        setting.label.width(words.t("Code to say on the phone").once) + size,
    )
    column = max(setting.label.width(label.once) for label, _ in times) + size
    instants = [
        setting.labelled(label, Lines([Run(at, setting.text)], width - column), column)
        for label, at in times
    ]
    return Stack(_number(setting, reading.number, width), code, Gap(2.0), *instants)


def _number(setting: Setting, number: str, width: float) -> Block:
    face = Face(fonts.SERIF_BOLD, setting.sizes.number)
    while face.width(number) > width:
        face = face.sized(face.size - 1)
        if face.size < setting.sizes.fact:
            raise PaperOverflows("number")
    return Lines([Run(number, face)], width)


def facts(setting: Setting, reading: ReceiptReading) -> Iterator[Piece]:
    """From whom, through whom and about what."""
    rows = _fact_rows(setting, reading, setting.width)
    for row in rows[1:] if setting.is_close else rows:
        yield Piece("facts", row, _BETWEEN)


def _fact_rows(setting: Setting, reading: ReceiptReading, width: float) -> list[Block]:
    told = [*_people(setting, reading), *_through(setting, reading)]
    about = setting.words.t("About what")
    column = setting.label_column([about, *(label for label, _ in told)])
    rows = [
        setting.labelled(label, setting.pair(value, width=width - column), column)
        for label, value in told
    ]
    subject = shortened(plain(reading.subject), setting.text, width - column)
    line = Lines([Run(subject, setting.text)], width - column)
    return [*rows, setting.labelled(about, line, column)]


def _people(setting: Setting, reading: ReceiptReading) -> Iterator[tuple[Said, Said]]:
    words = setting.words
    if reading.applicant:
        yield words.t("From whom"), _same(reading.applicant)
    else:
        yield words.t("From whom"), words.t("anonymous: the applicant gave no name")
    if reading.trade_name:
        yield words.t("Trade name"), _same(reading.trade_name)
    if reading.representative:
        yield words.t("Represented by"), _same(reading.representative)
    if reading.signatories:
        said = words.many(
            "collective, {count} signatory", "collective, {count} signatories", reading.signatories
        )
        yield words.t("Appeal"), said


def _through(setting: Setting, reading: ReceiptReading) -> Iterator[tuple[Said, Said]]:
    came = reading.came_through
    if came is None:
        return
    told = [plain(came.body)]
    if came.number:
        told.append(f"\u2116\u00a0{plain(came.number)}")
    if came.dated_on:
        told.append(short_date(came.dated_on))
    yield setting.words.t("Through whom"), _same(", ".join(told))


def taken(setting: Setting, reading: ReceiptReading) -> Iterator[Piece]:
    """The inventory; its caption stays with the first line, its total with the last."""
    words = setting.words
    caption = _section(setting, words.t("PAPERS TAKEN"))
    if not reading.papers:
        yield Piece(
            "papers", Stack(caption, setting.pair(words.t("No papers were taken."))), setting.air
        )
        return
    rows = [_row(setting, n, paper) for n, paper in enumerate(reading.papers, start=1)]
    rows[0] = Stack(caption, rows[0])
    rows[-1] = Stack(rows[-1], Gap(1.5), _total(setting, reading))
    for n, row in enumerate(rows):
        yield Piece("papers", row, setting.air if n == 0 else 1.5)


def _row(setting: Setting, n: int, paper: TakenPaper) -> Block:
    words, title = setting.words, plain(paper.title)
    kind = words.t("original paper") if paper.original else words.t("copy of a paper")
    returned = words.t("to be returned").once if paper.to_return else ""
    sheets = words.many("{count} sheet", "{count} sheets", paper.sheets).once
    small = setting.label
    if setting.is_narrow:
        told = ", ".join(part for part in (kind.once, sheets, returned) if part)
        return Stack(
            Lines([Run(f"{n}. {title}", setting.text)], setting.width),
            Lines([Run(told, small)], setting.width),
        )
    first, last = setting.sizes.text * 1.6, setting.sizes.small * 9.2
    middle = setting.sizes.small * 12.8
    wide = setting.width - first - middle - last
    down = Gap(setting.drop)
    marks = [Lines([Run(part, small)], middle - 4) for part in (kind.once, returned) if part]
    return Beside(
        (0.0, Lines([Run(f"{n}.", setting.text)], first)),
        (first, Lines([Run(title, setting.text)], wide - 6)),
        (first + wide, Stack(down, *marks)),
        (first + wide + middle, Stack(down, Lines([Run(sheets, small)], last, align="right"))),
    )


def _total(setting: Setting, reading: ReceiptReading) -> Block:
    words, papers = setting.words, len(reading.papers)
    sheets = reading.sheets or sum(paper.sheets for paper in reading.papers)
    counted = words.t(
        "In all: {papers}, {sheets}.",
        papers=words.many(
            "{count} ({in_words}) paper",
            "{count} ({in_words}) papers",
            papers,
            in_words=_in_words(words, papers),
        ),
        sheets=words.many(
            "{count} ({in_words}) sheet",
            "{count} ({in_words}) sheets",
            sheets,
            in_words=_in_words(words, sheets),
        ),
    )
    numbers = [str(n) for n, paper in enumerate(reading.papers, start=1) if paper.to_return]
    back = (
        words.t("To be returned: No. {numbers}.", numbers=", ".join(numbers))
        if numbers
        else words.t("Nothing is to be returned.")
    )
    return setting.pair(joined([counted, back]), setting.note)


def _in_words(words: Both, n: int) -> Said:
    if not 0 <= n <= _MOST_IN_WORDS:
        raise PaperOverflows("sheets")
    return words.each(lambda language: count_words(n, language))


def answerer(setting: Setting, who: Answerer) -> Iterator[Piece]:
    words = setting.words
    place = [words.words(who.post)]
    if who.room:
        place.append(words.t("room {room}", room=who.room))
    if who.phone:
        place.append(words.t("tel. {phone}", phone=unparted(who.phone)))
    blocks = [
        _section(setting, words.t("WHO ANSWERS")),
        Lines([Run(plain(who.name), setting.fact)], setting.width),
        setting.pair(joined(place, ", ")),
    ]
    notes = []
    if who.ground:
        notes.append(words.t("Ground: {ground}.", ground=who.ground))
    if who.executor_by_resolution:
        notes.append(words.t("The executor is named by resolution."))
    if notes:
        blocks.append(setting.pair(joined(notes), setting.note))
    yield Piece("answerer", Stack(*blocks), setting.air)


def due(setting: Setting, line: DueLine) -> Iterator[Piece]:
    words = setting.words
    blocks = [_section(setting, words.t("BY WHEN")), _by_when(setting, line)]
    told = [said for said in (_days(words, line), _ground(words, line)) if said]
    if told:
        blocks.append(setting.pair(joined(told), setting.note))
    if line.to_confirm or line.due_on is None:
        said = words.t("To be confirmed: the length of this term is being checked against the law.")
        blocks.append(setting.pair(said, Face(fonts.SERIF_BOLD, setting.sizes.note)))
    if line.control_on and (line.due_on is None or line.control_on < line.due_on):
        blocks.append(
            setting.pair(_control(words, line.control_on, line.control_body), setting.note)
        )
    yield Piece("due", Stack(*blocks), setting.air)


def _by_when(setting: Setting, line: DueLine) -> Block:
    words, day = setting.words, line.due_on
    if day is None:
        said = words.t("the date is being established")
    else:
        said = words.each(lambda language: f"{short_date(day)}, {weekday(day, language)}")
        said = Said(said.lead, weekday(day, words.second))
    other = Run(" \u00b7 " + said.other, Face(fonts.SERIF, setting.sizes.note, INK_SOFT))
    return Lines([Run(said.lead, setting.fact), other], setting.width)


def _days(words: Both, line: DueLine) -> Said | None:
    if line.days is None:
        return None
    if line.unit == "working":
        return words.many("{count} working day.", "{count} working days.", line.days)
    return words.many("{count} calendar day.", "{count} calendar days.", line.days)


def _ground(words: Both, line: DueLine) -> Said | None:
    if not line.ground.ky:
        return None
    return words.t("Legal ground: {ground}.", ground=line.ground)


def _control(words: Both, day: date, body: str) -> Said:
    if body:
        return words.t("Control date: {date} ({body}).", date=short_date(day), body=body)
    return words.t("Control date: {date}.", date=short_date(day))


def again(setting: Setting, number: str) -> Block:
    """What stands at the top of every further page."""
    said = setting.words.t("Receipt {number}, continued", number=number)
    return Stack(
        Lines([Run(said.once, setting.small)], setting.width),
        Gap(setting.air),
    )


def _section(setting: Setting, said: Said) -> Block:
    below = 2 if setting.is_close else 3
    return Stack(Rule(setting.width, above=1, below=below), setting.caption(said))


def _same(text: str) -> Said:
    return Said(plain(text), "")


def _instant(at: datetime) -> str:
    return f"{short_date(at.date())}, {at:%H:%M}"


_HALF: Final = 3


def _spoken(code: str) -> str:
    """Six digits in two breaths."""
    return f"{code[:_HALF]}\u00a0{code[_HALF:]}"
