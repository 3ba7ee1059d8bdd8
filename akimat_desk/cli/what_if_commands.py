"""The clock of one case on the command line: its ledger, and what would be due if."""

import argparse
from typing import Any

import msgspec

from akimat_desk.cli.office_commands import day
from akimat_desk.cli.opening import open_desk
from akimat_desk.cli.output import Output, write_paper
from akimat_desk.domain.access_notes import CASE
from akimat_desk.domain.bookings import Run
from akimat_desk.domain.deadlines import Holder
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.term_ledger import Mark, Span
from akimat_desk.domain.what_if import Outlook, Supposed, WhatIf
from akimat_desk.services.case_clock import CaseClock
from akimat_desk.services.cases import plain
from akimat_desk.text.catalogue import tr

NOTICES = ("", "extension", "pause", "forwarding", "asking")


def add_options(clock: argparse.ArgumentParser) -> None:
    """What is supposed; several of them are supposed together."""
    clock.add_argument("--pause", nargs=2, type=day, default=None, metavar=("FROM", "UNTIL"))
    clock.add_argument("--waits-for", default="applicant", choices=("applicant", "body", "office"))
    clock.add_argument("--extend", type=int, default=0, metavar="DAYS")
    clock.add_argument("--day-off", type=day, default=None, metavar="DATE")
    clock.add_argument("--executor", default="", metavar="LOGIN")
    clock.add_argument("--executor-on", type=day, default=None, metavar="DATE")
    clock.add_argument("--of", default="", choices=NOTICES)
    clock.add_argument("--given", action="store_true", help="record that the notice was given")


def suppose(told: argparse.Namespace, output: Output) -> None:
    """Exit code 0 also for what could not be done today: `refused` says why."""
    if not told.when:
        raise FieldWrong("number", "empty")
    pause_from, pause_until = told.pause or (None, None)
    supposed = Supposed(
        pause_from=pause_from,
        pause_until=pause_until,
        waits_for=told.waits_for,
        extend=told.extend,
        day_off=told.day_off,
        executor=told.executor,
        executor_on=told.executor_on,
    )
    with open_desk(told) as desk:
        case_id = desk.cases.find(told.when)
        number = desk.cases.open(case_id).case.registered.number
        found = desk.what_if.of(case_id, supposed)
        desk.access_log.opened(CASE, case_id)
    output.line(what_if_facts(number, found), what_if_text(number, found))
    if found.refused is not None and not output.is_json:
        output.refusal(found.refused)


def notice(told: argparse.Namespace, output: Output) -> None:
    """The paper with --out, on record with --given; without either, which notices there are."""
    if not told.when:
        raise FieldWrong("number", "empty")
    if not told.of and (told.out is not None or told.given):
        raise FieldWrong("of", "empty")
    with open_desk(told) as desk:
        case_id = desk.cases.find(told.when)
        kinds = desk.course_notices.kinds(case_id)
        if told.out is not None:
            write_paper(desk, told.out, desk.course_notices.paper(case_id, told.of))
        was_given = told.given and desk.course_notices.given(case_id, told.of)
    output.line({"notices": list(kinds), "was_given": was_given}, " ".join(kinds))


def what_if_facts(number: str, found: WhatIf) -> dict[str, Any]:
    """Before and after side by side; `refused` has the shape of a refusal."""
    refused = found.refused
    return {
        "number": number,
        "now": _outlook(found.now),
        "then": _outlook(found.then),
        "refused": None if refused is None else {"error": refused.code, **refused.facts()},
    }


def _outlook(told: Outlook) -> dict[str, Any]:
    statutory, due = told.dates.statutory, told.dates.next
    return {
        "statutory_on": None if statutory is None else plain(statutory.earliest),
        "is_open_pause": statutory is not None and statutory.is_open_pause,
        "due_on": None if due is None else plain(due.due_on),
        "due_kind": None if due is None else due.kind,
        "duties": [plain(duty) for duty in told.dates.duties],
        "runs": [plain(run) for run in told.runs],
    }


def what_if_text(number: str, found: WhatIf) -> str:
    lines = [
        number,
        tr("Now: {day}", day=_statutory(found.now)),
        tr("Then: {day}", day=_statutory(found.then)),
    ]
    return "\n".join((*lines, *map(_run_text, found.then.runs)))


def _statutory(told: Outlook) -> str:
    end = told.dates.statutory
    if end is None or end.earliest is None:
        return tr("not established")
    on = f"{end.earliest:%d.%m.%Y}"
    return tr("not before {day}", day=on) if end.is_open_pause else on


def _run_text(run: Run) -> str:
    who = holder_name(run.holder)
    return f"{run.first_on:%d.%m.%Y} \N{EN DASH} {run.last_on:%d.%m.%Y}  {run.days:>3}  {who}"


def ledger_facts(found: CaseClock) -> dict[str, Any]:
    """Spans cover every day; marks are what happened between them."""
    return {
        "spans": [_span_facts(span, found) for span in found.ledger.spans],
        "marks": [_mark_facts(mark, found) for mark in found.ledger.marks],
        "calendar_moves": [plain(move) for move in found.moves],
    }


def _span_facts(span: Span, found: CaseClock) -> dict[str, Any]:
    """Every field, also where it is empty; people by their names."""
    told: dict[str, Any] = plain(msgspec.structs.asdict(span))
    return told | {"by": found.names.get(span.by, span.by)}


def _mark_facts(mark: Mark, found: CaseClock) -> dict[str, Any]:
    told: dict[str, Any] = plain(msgspec.structs.asdict(mark))
    names = {key: found.names.get(told[key], told[key]) for key in ("by", "staff")}
    return told | names


def ledger_text(found: CaseClock) -> list[str]:
    """One line a stretch."""
    return [
        f"{span.first_on:%d.%m.%Y} \N{EN DASH} {span.last_on:%d.%m.%Y}  {span.counted:>3}  "
        f"{_span_name(span.kind)} {span.ground}".rstrip()
        for span in found.ledger.spans
    ]


def _span_name(kind: str) -> str:
    return {
        "running": tr("the term runs"),
        "extended": tr("extended"),
        "paused": tr("the term was paused"),
        "overdue": tr("overdue"),
        "closed": tr("closed"),
        "forwarded": tr("forwarded"),
        "returned": tr("returned"),
        "withdrawn": tr("withdrawn"),
        "annulled": tr("annulled"),
    }[kind]


def holder_name(holder: Holder) -> str:
    if holder.name:
        return holder.name
    return {
        "applicant": tr("applicant"),
        "body": tr("another body"),
        "head": tr("head"),
        "office": tr("nobody named"),
        "person": tr("executor"),
    }[holder.kind]
