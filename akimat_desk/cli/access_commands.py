"""The access log and the journal of entries, for whoever audits the office."""

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from akimat_desk.cli.opening import open_desk
from akimat_desk.cli.output import Output
from akimat_desk.domain.access_notes import WHATS
from akimat_desk.services.access_log import AccessFilter, AccessRow
from akimat_desk.services.access_told import about_words, detail_words, reason_told
from akimat_desk.services.audit import AuditFilter, AuditRow
from akimat_desk.text.access_words import what_words
from akimat_desk.text.catalogue import tr
from akimat_desk.text.dates import short_date
from akimat_desk.text.entry_words import entry_words

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder


def add(adder: "Adder") -> None:
    seen = adder("access", access, "who opened, printed, took out or unmasked what")
    seen.add_argument("of", choices=("list",))
    _add_days(seen)
    seen.add_argument("--person", default="", metavar="LOGIN", help="what this person looked at")
    seen.add_argument("--case", default="", metavar="NUMBER", help="who looked at this case")
    seen.add_argument("--what", default="", choices=("", *WHATS))
    seen.add_argument("--limit", type=int, default=1000, metavar="N")
    written = adder("audit", audit, "the entries of the journal, the newest first")
    _add_days(written)
    written.add_argument("--person", default="", metavar="LOGIN", help="- is the program itself")
    written.add_argument("--kind", default="", metavar="K", help="case, person, office, act …")
    written.add_argument("--limit", type=int, default=200, metavar="N")


def _add_days(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="first", type=date.fromisoformat, metavar="DATE")
    parser.add_argument("--to", dest="last", type=date.fromisoformat, metavar="DATE")


def access(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        wanted = AccessFilter(
            from_on=told.first,
            until_on=told.last,
            login=told.person,
            case_id=desk.cases.find(told.case) if told.case else "",
            what=told.what,
        )
        rows = desk.access_log.rows(wanted, told.limit)
    heads = {
        "day": tr("day"),
        "who": tr("who"),
        # Translators: head of a column: what somebody did
        "done": tr("what was done"),
        "about": tr("about what"),
        "times": tr("how often"),
        "rows": tr("rows"),
        "why": tr("reason"),
    }
    output.table([_plain(row) for row in rows], heads)


def _plain(row: AccessRow) -> dict[str, Any]:
    return {
        "day": row.day.isoformat(),
        "at": row.at,
        "login": row.login,
        "who": row.who,
        "what": row.what,
        "kind": row.kind,
        "subject": row.subject,
        "name": row.name,
        "times": row.times,
        "rows": row.rows,
        "reason": row.reason,
        "detail": row.detail,
        "done": what_words(row.what),
        "about": ", ".join(filter(None, (about_words(row), detail_words(row)))),
        "why": reason_told(row),
    }


def audit(told: argparse.Namespace, output: Output) -> None:
    wanted = AuditFilter(from_on=told.first, until_on=told.last, login=told.person, kind=told.kind)
    with open_desk(told) as desk:
        rows = desk.audit.page(wanted, limit=told.limit).rows
    heads = {
        "day": tr("day"),
        "who": tr("who"),
        "words": tr("what"),
        "number": tr("number"),
        "mark": tr("workstation"),
        "seq": tr("entry"),
    }
    output.table([_entry(row) for row in rows], heads)


def _entry(row: AuditRow) -> dict[str, Any]:
    return {
        "day": short_date(row.day),
        "at": row.at,
        "login": row.login,
        "who": row.who,
        "role": row.role,
        "type": row.type,
        "kind": row.kind,
        "number": row.number,
        "mark": row.mark,
        "origin": row.origin,
        "seq": row.seq,
        "is_erased": row.is_erased,
        "words": entry_words(row.type),
    }
