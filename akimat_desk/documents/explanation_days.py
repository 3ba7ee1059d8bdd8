"""The days of an explained term: a table day by day, and who held the case for how long."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from akimat_desk.documents import fonts
from akimat_desk.documents.blocks import Beside, Gap, Piece, Rule, Stack
from akimat_desk.documents.letters import Letter
from akimat_desk.documents.paragraphs import glued
from akimat_desk.documents.typesetting import INK_SOFT, Block, Face, plain
from akimat_desk.domain.bookings import Booking, runs
from akimat_desk.domain.deadlines import Holder
from akimat_desk.domain.explanations import DayLine, Explanation
from akimat_desk.domain.readings import Bilingual
from akimat_desk.text.dates import short_date, weekday

_CELL: Final = Face(fonts.SERIF, 9)
# Where each column begins: date, weekday, number of the day, why, who.
_LEFTS: Final = (0.0, 0.12, 0.265, 0.31, 0.665)
_BETWEEN: Final = 6.0


class DayRow(Stack):
    """A row that stands under the heads of the columns, on whatever page."""


def day_table(
    letter: Letter,
    told: Explanation,
    bookings: Sequence[Booking],
    pauses: Mapping[str, Bilingual],
) -> list[Piece]:
    """Every day from the start to the due date; the heads stay with the first."""
    if not told.lines:
        return []
    booked = {booking.day: booking.holder for booking in bookings}
    rows = [
        Piece("days", _row(letter, told, line, line.holder or booked.get(line.day), pauses))
        for line in told.lines
    ]
    return glued([Piece("days", heads(letter), letter.size)], rows)


def heads(letter: Letter) -> Block:
    words = [
        letter.t("calendar date"),
        letter.t("day of the week"),
        letter.t("day No."),
        letter.t("what it counts for"),
        letter.t("who held the case"),
    ]
    return Stack(
        _cells(letter, words, [letter.small] * len(words)), Rule(letter.width, 0.7, above=2)
    )


def _row(
    letter: Letter,
    told: Explanation,
    line: DayLine,
    holder: Holder | None,
    pauses: Mapping[str, Bilingual],
) -> DayRow:
    is_last = line.day == told.due_on
    why = reason(letter, line, pauses, is_working=told.rule.unit == "working")
    if is_last:
        ended = letter.t("the last day of the term")
        why = ended if line.is_counted else f"{why}: {ended}"
    if not line.is_sure:
        why = letter.t("{reason} (to be confirmed)", reason=why)
    cells = [
        short_date(line.day),
        weekday(line.day, letter.language),
        str(line.ordinal or ""),
        why,
        holder_words(letter, holder) if holder else "",
    ]
    face = _CELL if line.is_counted or is_last else Face(_CELL.font, _CELL.size, INK_SOFT)
    strong = Face(fonts.SERIF_BOLD, _CELL.size)
    day = strong if is_last else face
    block = _cells(letter, cells, (day, day, strong, day, face))
    return DayRow(Gap(1), block, Rule(letter.width, 0.25, above=1))


def _cells(letter: Letter, cells: Sequence[str], faces: Sequence[Face]) -> Block:
    rights = (*_LEFTS[1:], 1.0)
    return Beside(
        *(
            (
                left * letter.width,
                letter.line(
                    plain(text),
                    face,
                    (right - left) * letter.width - _BETWEEN,
                ),
            )
            for text, face, left, right in zip(cells, faces, _LEFTS, rights, strict=True)
        )
    )


def reason(
    letter: Letter, line: DayLine, pauses: Mapping[str, Bilingual], *, is_working: bool
) -> str:
    """Why the day counts or does not."""
    if line.reason == "paused":
        return _paused(letter, pauses.get(line.pause or ""))
    said = {
        "counted": letter.t("working day") if is_working else letter.t("calendar day"),
        "extension": letter.t("day of the extension"),
        "start": letter.t("first day, not counted"),
        "landing": letter.t("moved to the next working day"),
    }
    return said.get(line.reason) or _off(letter, line)


def _paused(letter: Letter, ground: Bilingual | None) -> str:
    if ground is None:
        return letter.t("the term is paused")
    return letter.t("the term is paused: {ground}", ground=ground)


def _off(letter: Letter, line: DayLine) -> str:
    if line.name is None:
        is_holiday = line.reason in {"holiday", "ait"}
        return letter.t("public holiday") if is_holiday else letter.t("day off")
    if line.reason in {"holiday", "ait"}:
        return letter.t("public holiday: {name}", name=line.name)
    return letter.t("day off: {name}", name=line.name)


def holder_words(letter: Letter, holder: Holder) -> str:
    name = plain(holder.name)
    match holder.kind:
        case "person":
            return name or letter.t("executor")
        case "applicant":
            return letter.t("applicant")
        case "body":
            return name or letter.t("another public body")
        case "head" if name:
            return letter.t("no executor: {head}", head=name)
        case _:
            return letter.t("no executor: the office")


def held(letter: Letter, bookings: Sequence[Booking]) -> Iterator[Piece]:
    """Who held the case, from when to when, for how many working days."""
    stretches = runs(bookings)
    if not stretches:
        return
    rows = [
        Piece(
            "bookings",
            Beside(
                (0.0, letter.line(_span(one.first_on, one.last_on), _CELL, 0.32 * letter.width)),
                (
                    0.325 * letter.width,
                    letter.line(
                        letter.many("{count} working day", "{count} working days", one.days),
                        _CELL,
                        0.2 * letter.width,
                    ),
                ),
                (
                    0.53 * letter.width,
                    letter.line(holder_words(letter, one.holder), _CELL, 0.47 * letter.width),
                ),
            ),
            1.5,
        )
        for one in stretches
    ]
    yield from glued(
        [Piece("bookings", letter.line(letter.t("WHO HELD THE CASE"), letter.small), 9.0)], rows
    )


def _span(first_on: date, last_on: date) -> str:
    if first_on == last_on:
        return short_date(first_on)
    return f"{short_date(first_on)} \u2013 {short_date(last_on)}"
