"""Terms: why a date is what it is, and the rule packs."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from akimat_desk.cli.clock_commands import within_facts, within_text
from akimat_desk.cli.office_commands import day
from akimat_desk.cli.opening import open_desk, read_object
from akimat_desk.cli.output import Output, write_paper
from akimat_desk.cli.what_if_commands import holder_name, ledger_facts, ledger_text
from akimat_desk.domain.access_notes import CASE
from akimat_desk.domain.explanations import Explanation
from akimat_desk.services.cases import ExplainedCase, plain
from akimat_desk.services.terms import reckon
from akimat_desk.text.catalogue import spoken, tr

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder


def add(adder: "Adder") -> None:
    explained = adder("explain", explain, "why this due date, day by day")
    explained.add_argument("number", metavar="NUMBER")
    explained.add_argument(
        "--out", type=Path, default=None, metavar="FILE", help="a sheet to print"
    )
    explained.add_argument("--lang", default="ky", choices=("ky", "ru"))
    reckoned = adder("deadline", deadline, "the engine of terms alone")
    reckoned.add_argument("--rule", required=True, metavar="RULE")
    reckoned.add_argument("--from", dest="from_on", type=day, required=True, metavar="DATE")
    reckoned.add_argument("--json-file", default=None, metavar="FILE|-")


def explain(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        case_id = desk.cases.find(told.number)
        found = desk.cases.explain(case_id)
        clock = desk.case_clock.of(case_id)
        desk.access_log.opened(CASE, case_id)
        if told.out is not None:
            write_paper(desk, told.out, desk.sheets.explanation(case_id, told.lang))
    facts = _explained(found) | {"ledger": ledger_facts(clock)}
    output.line(facts, "\n".join((_explained_text(found), *ledger_text(clock))))


def _explained(found: ExplainedCase) -> dict[str, Any]:
    told: dict[str, Any] = {
        "number": found.number,
        "printed_due_on": plain(found.printed_on),
        "due_on": None if found.next is None else plain(found.next.due_on),
        "due_kind": None if found.next is None else found.next.kind,
        "duties": [plain(duty) for duty in found.duties],
        "bookings": [plain(booking) for booking in found.bookings],
    }
    if found.registered_within is not None:
        told["registered_within"] = within_facts(found.registered_within)
    if found.explanation is not None:
        told["statutory"] = explanation_facts(found.explanation)
    return told


def explanation_facts(found: Explanation) -> dict[str, Any]:
    """The account of one date as JSON builtins; every field is there, also where it is empty."""
    return {
        "due_on": plain(found.due_on),
        "rule": found.rule.id,
        "length": found.due.length,
        "unit": found.rule.unit,
        "legal": plain(found.rule.legal),
        "status": found.rule.status,
        "confirmed_by": found.rule.confirmed_by,
        "confirmed_on": plain(found.rule.confirmed_on),
        "started_on": found.started_on.isoformat(),
        "calendar_release": found.calendar_release,
        "is_open_pause": found.due.is_open_pause,
        "counted": found.counted,
        "doubts": list(found.doubts),
        "days": [
            {
                "day": line.day.isoformat(),
                "is_counted": line.is_counted,
                "ordinal": line.ordinal,
                "reason": line.reason,
                "name": plain(line.name) if line.name is not None else None,
                "holder": plain(line.holder) if line.holder is not None else None,
            }
            for line in found.lines
        ],
    }


def _explained_text(found: ExplainedCase) -> str:
    lines = [found.number]
    for duty in found.duties:
        due = "-" if duty.due_on is None else duty.due_on.strftime("%d.%m.%Y")
        lines.append(
            f"{duty_name(duty.kind)}: {due} {duty.body} {duty.ground[spoken().language]}".rstrip()
        )
    if found.registered_within is not None:
        lines.append(within_text(found.registered_within))
    if found.explanation is not None:
        lines += explanation_text(found.explanation)
    return "\n".join(lines)


def duty_name(kind: str) -> str:
    return {
        "statutory": tr("Statutory term"),
        "control": tr("Control date"),
        "internal": tr("Internal date"),
    }[kind]


def explanation_text(found: Explanation) -> list[str]:
    """One line a day, as the printed sheet says it."""
    told = []
    for line in found.lines:
        ordinal = "" if line.ordinal is None else str(line.ordinal)
        name = "" if line.name is None else line.name[spoken().language]
        holder = "" if line.holder is None else f"  {holder_name(line.holder)}"
        told.append(
            f"{line.day:%d.%m.%Y}  {ordinal:>3}  {reason_name(line.reason)} {name}".rstrip()
            + holder
        )
    return told


def reason_name(reason: str) -> str:
    return {
        "counted": tr("counted"),
        "extension": tr("counted, extension"),
        "start": tr("day of registration"),
        "paused": tr("the term was paused"),
        "landing": tr("a term does not end on a day off"),
        "weekend": tr("weekend"),
        "holiday": tr("public holiday"),
        "break": tr("holiday break"),
        "ait": tr("religious holiday"),
        "extra": tr("extra day off"),
        "local": tr("local day off"),
    }[reason]


def deadline(told: argparse.Namespace, output: Output) -> None:
    found = reckon(told.rule, told.from_on, read_object(told.json_file))
    output.line(explanation_facts(found), "\n".join(explanation_text(found)))
