"""Reception and hotline: schedule, sign-ups, cards and their outcomes, minutes, lists, a report."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from akimat_desk.cli.office_commands import day
from akimat_desk.cli.opening import json_object, open_desk, read_bytes, read_object
from akimat_desk.cli.output import Output, write_paper
from akimat_desk.cli.reasons import add_reason
from akimat_desk.domain.access_notes import RECEPTION
from akimat_desk.domain.errors import DeskError, FieldWrong
from akimat_desk.services.desk import Desk
from akimat_desk.services.reception_readings import CardReading
from akimat_desk.services.receptions import Receptions
from akimat_desk.text.catalogue import spoken, tr, tr_many

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder

_WHAT = ("schedule", "sign-up", "card", "settle", "minutes", "instructions", "report")


def add(adder: "Adder") -> None:
    command = adder("reception", reception_command, "reception of citizens and the hotline")
    command.add_argument("what", choices=_WHAT)
    add_reason(command)
    command.add_argument("file", nargs="?", default=None, metavar="FILE|-", help="JSON, as told")
    command.add_argument("--number", default="", metavar="N", help="of a card")
    command.add_argument("--official", default="", metavar="LOGIN", help="who receives")
    command.add_argument("--executor", default="", metavar="LOGIN")
    command.add_argument("--on", type=day, default=None, metavar="DATE")
    command.add_argument("--from", dest="from_on", type=day, default=None, metavar="DATE")
    command.add_argument("--to", dest="until_on", type=day, default=None, metavar="DATE")
    command.add_argument("--period", default="", metavar="P", help="2026-10, 2026-Q3, 2026, A..B")
    command.add_argument("--end", default="", metavar="ID", help="a row of the schedule ends")
    command.add_argument("--close", action="store_true", help="the person has gone")
    command.add_argument("--annul", default="", metavar="REASON")
    command.add_argument("--slip", action="store_true", help="for the 80 mm printer")
    command.add_argument("--lang", default="", choices=("", "ky", "ru"))
    command.add_argument("--out", type=Path, default=None, metavar="FILE")


def reception_command(told: argparse.Namespace, output: Output) -> int | None:
    commands = {
        "schedule": _schedule,
        "sign-up": _sign_up,
        "card": _card,
        "settle": _settle,
        "minutes": _minutes,
        "instructions": _instructions,
        "report": _report,
    }
    with open_desk(told) as desk:
        return commands[told.what](told, output, desk)


def _schedule(told: argparse.Namespace, output: Output, desk: Desk) -> None:
    """With a file writes a row, with --end ends one; always tells what holds."""
    days = desk.reception_days
    if told.file is not None:
        days.schedule(read_object(told.file))
    if told.end:
        days.end_schedule(told.end, told.on or desk.receptions.today())
    if told.out is not None:
        write_paper(desk, told.out, desk.reception_papers.schedule(_language(told), told.on))
    for row in days.schedules(told.on):
        when = str(row.on) if row.weekday is None else str(row.weekday + 1)
        words = (row.official_name, when, f"{row.opens}-{row.closes}", row.place.ky, row.schedule)
        output.line(_facts(row), " · ".join(filter(None, words)))


def _sign_up(told: argparse.Namespace, output: Output, desk: Desk) -> None:
    """With a file signs somebody up; with --official and --on tells the list of that day."""
    official, on = told.official, told.on or desk.receptions.today()
    if told.file is not None:
        line = read_object(told.file)
        sign_up = desk.reception_days.sign_up(line)
        output.line({"sign_up": sign_up}, tr("Signed up: {id}.", id=sign_up))
        return
    _demand(official=official)
    if told.out is not None:
        paper = desk.reception_papers.sign_ups(official, on, _language(told))
        write_paper(desk, told.out, paper)
    for row in desk.reception_days.day(official, on).sign_ups:
        words = (row.time, row.name, row.phone, row.about, standing_words(row.standing))
        output.line(_facts(row), " · ".join(filter(None, words)))


def _card(told: argparse.Namespace, output: Output, desk: Desk) -> int:
    """Cards as JSON, one object a line or one in all; or one that is there, by its number."""
    if told.file is None:
        _demand(number=told.number)
        card_id = desk.receptions.find(told.number)
        if told.annul:
            desk.receptions.annul(card_id, told.annul)
        desk.access_log.opened(RECEPTION, card_id)
        _shown(told, output, desk, desk.receptions.card(card_id))
        return 0
    refused = 0
    for line, given in enumerate(_objects(told.file), start=1):
        try:
            card = desk.receptions.take(given)
        except DeskError as wrong:
            refused += 1
            output.refusal(wrong, {"line": line})
        else:
            _shown(told, output, desk, card)
    return 1 if refused else 0


def _settle(told: argparse.Namespace, output: Output, desk: Desk) -> None:
    """{"question": 1, "outcome": …}; a question that has a text and no number is asked first."""
    card_id = desk.receptions.find(told.number)
    if told.file is not None:
        settled = read_object(told.file)
        text, topic = str(settled.pop("text", "")), str(settled.pop("topic", ""))
        question = settled.pop("question", 0)
        if not isinstance(question, int):
            raise FieldWrong("question", "not_a_number")
        if text:
            asked = desk.receptions.ask(card_id, text, topic, question)
            question = question or asked.questions[-1].question
        desk.receptions.settle(card_id, question, settled)
    if told.close:
        desk.receptions.close(card_id)
    _shown(told, output, desk, desk.receptions.card(card_id))


def _minutes(told: argparse.Namespace, output: Output, desk: Desk) -> None:
    _demand(official=told.official, out=str(told.out or ""))
    on = told.on or desk.receptions.today()
    paper = desk.reception_papers.minutes(told.official, on, _language(told))
    write_paper(desk, told.out, paper)
    cards = [one for one in desk.receptions.day(told.official, on) if one.stage != "annulled"]
    words = tr_many(
        "Minutes of {count} card are in {file}.",
        "Minutes of {count} cards are in {file}.",
        len(cards),
        file=told.out,
    )
    questions = sum(len(one.questions) for one in cards)
    output.line({"file": str(told.out), "cards": len(cards), "questions": questions}, words)


def _instructions(told: argparse.Namespace, output: Output, desk: Desk) -> None:
    today = desk.receptions.today()
    from_on, until_on = told.from_on or told.on or today, told.until_on or told.on or today
    found = desk.receptions.promises(official=told.official, from_on=from_on, until_on=until_on)
    if told.out is not None:
        paper = desk.reception_papers.instructions(
            from_on,
            until_on,
            official=told.official,
            executor=told.executor,
            language=_language(told),
        )
        write_paper(desk, told.out, paper)
    for one in found:
        if not told.executor or one.executor == told.executor:
            due = "" if one.due_on is None else f"{one.due_on:%d.%m.%Y}"
            words = (one.executor_name, due, one.text, one.case_number, promise_words(one.state))
            output.line(_facts(one), " · ".join(filter(None, words)))


def _report(told: argparse.Namespace, output: Output, desk: Desk) -> None:
    """The file's ending is its format; the figures are told as well."""
    _demand(period=told.period)
    found = desk.reception_reports.of(told.period, told.official)
    if told.out is not None:
        ending = told.out.suffix.removeprefix(".").lower()
        how = {"ending": ending, "language": _language(told)}
        desk.reception_reports.write(told.out, found, reason=told.reason, **how)
    words = tr(
        "Received {cards}, questions {questions}: settled on the spot {spot}, explained"
        " {explained}, instructions {instructions}, written appeals {written}.",
        cards=found.total.cards,
        questions=found.total.questions,
        spot=found.total.settled_on_the_spot,
        explained=found.total.explained,
        instructions=found.total.instruction,
        written=found.total.written_appeal,
    )
    output.line(_facts(found), words)


def standing_words(standing: str) -> str:
    match standing:
        case "came":
            return tr("came")
        case "did_not_come":
            return tr("did not come")
        case "withdrawn":
            return tr("will not come")
        case _:
            return ""


def promise_words(state: str) -> str:
    match state:
        case "kept":
            return tr("promise kept")
        case "broken":
            return tr("promise broken")
        case "dropped":
            return tr("instruction taken back")
        case _:
            return tr("promise in hand")


def _shown(told: argparse.Namespace, output: Output, desk: Desk, card: CardReading) -> None:
    if told.out is not None:
        papers = desk.reception_papers
        draw = papers.slip if told.slip else papers.card
        write_paper(desk, told.out, draw(card.id, told.lang))
    sentence = tr(
        "Card {number}, code {code}: {who}.",
        number=card.number,
        code=card.code,
        who=card.applicant or tr("anonymous"),
    )
    dictated = _dictated(desk.receptions, card)
    output.line(_facts(card) | {"dictation": dictated}, sentence)


def _dictated(receptions: Receptions, card: CardReading) -> str:
    return receptions.dictation(card.id, "ru" if card.language == "ru" else "ky").sentence


def _objects(name: str) -> Iterator[dict[str, Any]]:
    """One object over many lines, or one a line."""
    data = read_bytes(name)
    try:
        whole = json_object(data)
    except DeskError:
        lines = [line for line in data.splitlines() if line.strip()]
        yield from map(json_object, lines)
    else:
        yield whole


def _demand(**needed: str) -> None:
    for field, value in needed.items():
        if not value:
            raise FieldWrong(field, "missing")


def _facts(one: msgspec.Struct) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(msgspec.json.encode(one))
    return found


def _language(told: argparse.Namespace) -> str:
    return told.lang or ("ru" if spoken().language == "ru" else "ky")
