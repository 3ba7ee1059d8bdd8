"""Cases: show, find, act."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from akimat_desk.cli.opening import open_desk, read_bytes, read_object
from akimat_desk.cli.output import Output, write_paper
from akimat_desk.domain.access_notes import CASE
from akimat_desk.domain.actions import ACTIONS
from akimat_desk.domain.acts import IssueAct
from akimat_desk.domain.applications import told_as
from akimat_desk.domain.dossiers import accepted_elsewhere, own_incoming
from akimat_desk.services.cases import OpenCase, plain
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.text.stage_words import case_stages

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder

ISSUE_ACT = "issue-act"


def add(adder: "Adder") -> None:
    for name, command, about in (
        ("show", show, "one case"),
        ("history", history, "the entries of a case"),
    ):
        adder(name, command, about).add_argument("number", metavar="NUMBER")
    listed = adder("list", list_command, "cases by their earliest duty")
    listed.add_argument("--query", default="", metavar="TEXT")
    listed.add_argument("--state", action="append", default=[], metavar="S")
    listed.add_argument("--due", default="", choices=("", "overdue", "today", "soon"))
    listed.add_argument("--responsible", default=None, metavar="LOGIN")
    listed.add_argument("--limit", type=int, default=50, metavar="N")
    listed.add_argument("--after", default="", metavar="CURSOR")
    done = adder("do", do, "an action on a case; `actions` lists them")
    done.add_argument("number", metavar="NUMBER")
    done.add_argument("action", metavar="ACTION")
    done.add_argument("--json-file", default=None, metavar="FILE|-")
    printed = adder("act", act, "write an act of a case, by its id or number")
    printed.add_argument("number", metavar="NUMBER")
    printed.add_argument("act", metavar="ACT")
    printed.add_argument("--copy", action="store_true", help="with the stamp of a copy")
    printed.add_argument("--out", type=Path, required=True, metavar="FILE")
    attached = adder("attach", attach, "put a scan (PDF, PNG, JPEG, TIFF) to a case")
    attached.add_argument("number", metavar="NUMBER")
    attached.add_argument("file", metavar="FILE")
    attached.add_argument("--sheets", type=int, default=0, metavar="N")
    adder("actions", actions, "every action with the JSON Schema of its keys")


def show(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        found = desk.cases.open(desk.cases.find(told.number))
        same = [plain(one) for one in desk.number_clashes.of(found.id) if one.id != found.id]
        shown = card(found) | ({"same_number": same} if same else {})
        output.line(shown, _text(shown))
        desk.access_log.opened(CASE, found.id)


def _incoming(found: OpenCase) -> dict[str, Any]:
    """The number under which this office, or the one it was forwarded to, accepted it."""
    office_id = found.lens.office_id
    told = own_incoming(found.case, office_id) or accepted_elsewhere(found.case, office_id)
    return {} if told is None else {"incoming": told.number, "accepted_by": told.office}


def card(found: OpenCase) -> dict[str, Any]:
    """What `show` tells of a case; a PIN is masked."""
    event, office = found.case.registered, found.lens.office
    named = office.find_staff(found.responsible) if found.responsible else None
    applicant = found.case.applicant
    following = found.dates.next
    return {
        "case": found.id,
        "number": event.number,
        **_incoming(found),
        "kind": event.kind,
        "channel": event.channel,
        "language": event.language,
        "secrecy": event.secrecy,
        "stage": found.stage,
        "applicant": applicant.name,
        "pin": masked(applicant.pin),
        "subject": found.case.field("subject"),
        "topic": found.case.field("topic"),
        "service": found.case.field("service"),
        "came_through": plain(event.came_through),
        "registered_on": event.registered_on.isoformat(),
        "responsible": None if named is None else named.login,
        "printed_due_on": _iso(event.due_on),
        "due_on": None if following is None else _iso(following.due_on),
        "due_kind": None if following is None else following.kind,
        "duties": [_duty(duty) for duty in found.dates.duties],
        "ended_on": _iso(found.case.ended_on_at(found.lens.office_id)),
        "acts": [key.partition(":")[2] for key in found.case.keys("act:")],
        "disputes": [
            {
                "slot": key,
                "versions": [
                    {
                        "keeps": entry.id.hex(),
                        "type": type(entry.event).__name__,
                        "actor": getattr(office.find_staff(entry.actor), "login", entry.actor),
                        "at": entry.at,
                        "event": plain(entry.event),
                    }
                    for entry in found.case.slot(key).latest
                ],
            }
            for key in found.case.disputes
        ],
        "set_aside": [plain(one) for one in (*found.case.set_aside, *found.folded.set_aside)],
        "receipt_code": event.receipt_code,
    }


def masked(pin: str) -> str:
    """The last four digits are enough to tell two people apart."""
    return "" if not pin else "*" * (len(pin) - 4) + pin[-4:]


def _duty(duty: Any) -> dict[str, Any]:
    return {
        "kind": duty.kind,
        "due_on": _iso(duty.due_on),
        "body": duty.body,
        "number": duty.number,
        "is_open": duty.is_open,
        "to_confirm": duty.to_confirm,
    }


def history(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        found = desk.cases.find(told.number)
        lines = desk.cases.history(found)
        desk.access_log.opened(CASE, found)
    rows = [plain(line) for line in lines]
    heads = {"at": tr("time"), "type": tr("what"), "actor": tr("who")}
    if any(line.on_behalf_of for line in lines):
        # Translators: head of a column: in whose name an entry was written
        heads["on_behalf_of"] = tr("in the name of")
    output.table(rows, heads)


def list_command(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        wanted = desk.cases.filter_of(
            told.due,
            query=told.query,
            stages=tuple(told.state),
            responsible=_staff_id(desk, told.responsible),
        )
        day, _, row = told.after.partition(":")
        after = (day, int(row)) if row.isascii() and row.isdigit() else None
        page = desk.cases.page(wanted, after, max(1, min(told.limit, 1000)))
        logins = {one.id: one.login for one in desk.office.now.staff()}
        rows = [_line(line, logins) for line in page.rows]
    if not output.is_json:
        words = case_stages(spoken())
        rows = [row | {"stage": words.get(row["stage"], row["stage"])} for row in rows]
    heads = {
        "number": tr("number"),
        "due_on": tr("due"),
        "stage": tr("stage"),
        "responsible": tr("answers"),
        "applicant": tr("applicant"),
        "subject": tr("subject"),
    }
    output.table(rows, heads)
    if page.after is not None:
        output.note(tr("More follows: --after {cursor}", cursor="{}:{}".format(*page.after)))


def _line(line: Any, logins: dict[str, str]) -> dict[str, Any]:
    return {
        "number": line.number,
        "due_on": _iso(line.next_on),
        "due_kind": line.next_kind,
        "statutory_on": _iso(line.statutory_on),
        "control_on": _iso(line.control_on),
        "internal_on": _iso(line.internal_on),
        "stage": line.stage,
        "responsible": logins.get(line.responsible, ""),
        "applicant": line.applicant,
        "subject": line.subject,
        "registered_on": _iso(line.registered_on),
        "cursor": f"{line.sort_key}:{line.id}",
    }


def _staff_id(desk: Desk, login: str | None) -> str | None:
    if login is None:
        return None
    found = desk.office.now.find_login(login)
    return "nobody" if found is None else found.id


def do(told: argparse.Namespace, output: Output) -> None:
    wish = read_object(told.json_file)
    with open_desk(told) as desk:
        case_id = desk.cases.find(told.number)
        if told.action == ISSUE_ACT:
            issued = desk.acts.issue(case_id, told_as(wish, IssueAct))
            shown = card(desk.cases.open(case_id)) | {
                "act": issued.act,
                "act_number": issued.number,
            }
        else:
            shown = card(desk.cases.do(case_id, told.action, wish))
    output.line(shown, _text(shown))


def act(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        found = desk.acts.find(desk.cases.find(told.number), told.act)
        paper = desk.act_desk.copy(found) if told.copy else desk.act_desk.paper(found)
        write_paper(desk, told.out, paper.data)
    output.line(
        {"file": str(told.out), "digest": paper.digest.hex()},
        tr("The act is in {file}.", file=told.out),
    )


def attach(told: argparse.Namespace, output: Output) -> None:
    data = read_bytes(told.file)
    with open_desk(told) as desk:
        kept = desk.attachments.attach(
            desk.cases.find(told.number), data, told.file, max(0, told.sheets)
        )
    output.line(
        {"digest": kept.digest.hex(), "title": kept.title, "media": kept.media, "size": kept.size},
        tr("{title} is attached.", title=kept.title),
    )


def actions(_told: argparse.Namespace, output: Output) -> None:
    shapes = {name: shape for name, (shape, _) in ACTIONS.items()} | {ISSUE_ACT: IssueAct}
    rows = [
        {"action": name, "schema": msgspec.json.schema(shape)} for name, shape in shapes.items()
    ]
    if output.is_json:
        output.table(rows, {})
        return
    for row in rows:
        output.line(row, f"{row['action']}: {json.dumps(row['schema'], ensure_ascii=False)}")


def _text(shown: dict[str, Any]) -> str:
    return "\n".join(f"{key}: {value}" for key, value in shown.items() if value)


def _iso(day: Any) -> str | None:
    return None if day is None else day.isoformat()
