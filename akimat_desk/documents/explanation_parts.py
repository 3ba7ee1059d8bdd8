"""The upper half of an explained term: the due date, the rule it follows from, what is open."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from akimat_desk.documents import fonts
from akimat_desk.documents.blocks import Beside, Gap, Piece, Rule, Stack
from akimat_desk.documents.letters import Letter
from akimat_desk.documents.typesetting import Block, Face, plain
from akimat_desk.domain.deadlines import Duty, DutyKind
from akimat_desk.domain.explanations import Doubt, Explanation
from akimat_desk.domain.trusted_time import WrittenWithin
from akimat_desk.text.dates import long_date, short_date, weekday

_BIG: Final = Face(fonts.SERIF_BOLD, 20)
_LABELS: Final = 0.25


def heading(letter: Letter, told: Explanation, case_number: str, subject: str) -> Block:
    """What the sheet is, of which case, and the due date in big with what holds of it."""
    said, note = _result(letter, told)
    lines = [
        (letter.t("EXPLANATION OF THE TERM"), letter.bold.sized(14)),
        (letter.t("Appeal No. {number}", number=case_number), letter.text),
        (plain(subject), letter.soft),
    ]
    return Stack(
        *(letter.line(text, face) for text, face in lines if text),
        Gap(letter.air),
        letter.line(letter.t("BY WHEN"), letter.small),
        letter.line(said, _BIG),
        *([letter.line(note, letter.bold)] if note else []),
    )


def _result(letter: Letter, told: Explanation) -> tuple[str, str]:
    day = told.due_on
    if day is None:
        return letter.t("the date is being established"), ""
    when = long_date(day, letter.language)
    if told.due.is_open_pause:
        note = letter.t("The term is paused. This would be its end if it went on tomorrow.")
        return letter.t("not before {date}", date=when), note
    return f"{when}, {weekday(day, letter.language)}", ""


def facts(letter: Letter, told: Explanation) -> Iterator[Piece]:
    """Rule, ground, length, start, calendar."""
    rows = [
        (letter.t("Rule applied"), letter.either(told.rule.title)),
        (letter.t("Legal ground"), letter.either(told.rule.legal)),
        (letter.t("Length of the term"), _length(letter, told)),
        (letter.t("Start of the term"), _start(letter, told)),
        (letter.t("Calendar used"), _calendar(letter, told)),
    ]
    if told.rule.confirmed_by and told.rule.confirmed_on:
        by = f"{plain(told.rule.confirmed_by)}, {short_date(told.rule.confirmed_on)}"
        rows.append((letter.t("Rule confirmed by"), by))
    for n, (label, value) in enumerate(row for row in rows if row[1]):
        yield Piece("facts", _labelled(letter, label, value), 7.0 if n == 0 else 1.0)
    if told.rule.unit == "calendar":
        said = letter.t("If the last day is a day off, the term ends on the next working day.")
        yield Piece("facts", letter.line(said, letter.soft), 4.0)
    for void in told.void_extensions:
        said = letter.t(
            "The extension of {date} does not count: the term had already ended.",
            date=short_date(void.granted_on),
        )
        yield Piece("facts", letter.line(said, letter.soft), 4.0)


def registered(letter: Letter, within: WrittenWithin | None) -> Iterator[Piece]:
    """What the computer's clock said, and between which instants it surely was registered."""
    if within is None:
        return
    said = instant(within.said_at)
    if within.not_before is not None:
        after = letter.t("surely after {instant}", instant=instant(within.not_before.at))
        said = f"{said}, {after}"
    if within.not_after is not None:
        before = letter.t("surely before {instant}", instant=instant(within.not_after.at))
        said = f"{said}, {before}"
    yield Piece("facts", _labelled(letter, letter.t("Time of registration"), said), 1.0)
    if not within.is_consistent:
        said = letter.t("The clock of the computer stood wrong at the registration.")
        yield Piece("facts", letter.line(said, letter.soft), 4.0)


def instant(moment: datetime) -> str:
    return f"{short_date(moment.date())} {moment:%H:%M}"


def _labelled(letter: Letter, label: str, value: str) -> Block:
    column = _LABELS * letter.width
    return Beside(
        (0.0, Stack(Gap(2.2), letter.line(label, letter.small, column - 6))),
        (column, letter.line(value, width=letter.width - column)),
    )


def _length(letter: Letter, told: Explanation) -> str:
    length, more = told.rule.length, told.extended_by
    if length is None:
        return letter.t("length not established")
    if told.rule.unit == "working":
        said = letter.many("{count} working day", "{count} working days", length)
        extended = letter.many(
            "extended by {count} working day", "extended by {count} working days", more
        )
    else:
        said = letter.many("{count} calendar day", "{count} calendar days", length)
        extended = letter.many(
            "extended by {count} calendar day", "extended by {count} calendar days", more
        )
    return f"{said}, {extended}" if more else said


def _start(letter: Letter, told: Explanation) -> str:
    began = long_date(told.started_on, letter.language)
    if told.rule.start == "day_of":
        return letter.t("{date}, counted from this day on", date=began)
    return letter.t("{date}, counted from the next day on", date=began)


def _calendar(letter: Letter, told: Explanation) -> str:
    return letter.t("{title}, release {n}", title=told.calendar_title, n=told.calendar_release)


def dates(letter: Letter, told: Explanation, duties: Sequence[Duty]) -> Piece:
    """The terms by law, by control and by the office's own order, side by side."""
    third = letter.width / 3
    kinds: tuple[tuple[DutyKind, str], ...] = (
        ("statutory", letter.t("TERM BY LAW")),
        ("control", letter.t("CONTROL TERM")),
        ("internal", letter.t("INTERNAL TERM")),
    )
    shown = duties
    if not any(duty.kind == "statutory" for duty in duties):
        shown = [*duties, Duty(kind="statutory", due_on=told.due.on, ground=told.rule.legal)]
    columns = []
    for n, (kind, caption) in enumerate(kinds):
        of_kind = [duty for duty in shown if duty.kind == kind]
        blocks = [
            _duty(letter, duty, third - 10, is_paused=told.due.is_open_pause) for duty in of_kind
        ]
        blocks = blocks or [letter.line(letter.t("no such term is set"), letter.soft, third - 10)]
        head = letter.line(caption, letter.small, third - 10)
        columns.append((n * third, Stack(head, *blocks)))
    return Piece("duties", Stack(Rule(letter.width, 0.6, below=5), Beside(*columns)), 8.0)


def _duty(letter: Letter, duty: Duty, width: float, *, is_paused: bool) -> Block:
    when = letter.t("the date is being established")
    if is_paused and duty.kind == "statutory":
        when = letter.t("the term is paused")
    if duty.due_on is not None:
        when = f"{short_date(duty.due_on)}, {weekday(duty.due_on, letter.language)}"
    source = [plain(duty.body)]
    if duty.number:
        source.append(letter.t("No. {number}", number=duty.number))
    if duty.dated_on:
        source.append(short_date(duty.dated_on))
    notes = [", ".join(part for part in source if part), letter.either(duty.ground)]
    if duty.report_to:
        notes.append(letter.t("to be reported to: {body}", body=duty.report_to))
    if duty.to_confirm:
        notes.append(letter.t("to be confirmed"))
    if not duty.is_open:
        notes.append(letter.t("term no longer open"))
    return Stack(
        letter.line(when, letter.bold, width),
        *(letter.line(note, letter.soft, width) for note in notes if note),
        Gap(3),
    )


def doubts(letter: Letter, told: Explanation) -> Iterator[Piece]:
    """What a reader of this sheet must not take for settled."""
    if not told.doubts:
        return
    lines = [
        letter.line(letter.t("YET TO BE CONFIRMED"), letter.small),
        *(letter.line(f"\u2013 {_doubt(letter, one)}", letter.text) for one in told.doubts),
    ]
    note = letter.either(told.rule.note)
    if note:
        lines.append(letter.line(note, letter.soft))
    yield Piece("doubts", Stack(*lines), 5.0)


def _doubt(letter: Letter, doubt: Doubt) -> str:
    match doubt:
        case "rule":
            return letter.t("The rule has not been compared with the official text of the law.")
        case "length":
            return letter.t("The length of the term is not established.")
        case "start":
            return letter.t("It is not established from which day the term is counted.")
        case "calendar_day":
            return letter.t(
                "Days marked in the table are not confirmed in the calendar; it may change."
            )
        case "calendar_end":
            return letter.t("The term goes beyond the days of the published calendar.")
