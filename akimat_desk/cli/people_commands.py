"""Applicants: found, shown with all their records, joined and taken apart."""

import argparse
from typing import TYPE_CHECKING, Any

from akimat_desk.cli.case_commands import masked
from akimat_desk.cli.opening import open_desk
from akimat_desk.cli.output import Output
from akimat_desk.domain.access_notes import PERSON
from akimat_desk.services.card_readings import Signed
from akimat_desk.services.cases import plain
from akimat_desk.services.people import ApplicantRow
from akimat_desk.services.person_cards import JoinLine, MaybeSame, PersonCard, PersonEntry
from akimat_desk.text.catalogue import tr

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder

_MOST = 1000


def add(adder: "Adder") -> None:
    """Without a verb they are listed."""
    people = adder("applicants", applicants, "applicants by name, PIN or phone; join, take apart")
    _narrowing(people)
    verbs = type(adder)(people.add_subparsers(dest="verb", metavar="VERB"))
    _narrowing(verbs("list", applicants, "applicants by name, PIN or phone"))
    for name, run, about in (
        ("show", show, "one applicant with all records"),
        ("history", history, "what was written about an applicant"),
    ):
        verbs(name, run, about).add_argument("person", metavar="ID")
    joined = verbs("join", join, "two records are one applicant")
    joined.add_argument("one", metavar="ID")
    joined.add_argument("other", metavar="ID")
    parted = verbs("part", part, "take a join back")
    parted.add_argument("join", metavar="JOIN")
    for parser in (joined, parted):
        parser.add_argument("--reason", default="", metavar="TEXT")


def _narrowing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--query", default="", metavar="T")
    parser.add_argument("--limit", type=int, default=50, metavar="N")


def applicants(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        page = desk.people.page(told.query, None, max(1, min(told.limit, _MOST)))
    heads = {
        "name": tr("name"),
        "pin": tr("PIN"),
        "phone": tr("phone"),
        "cases": tr("cases"),
        "applicant": tr("applicant"),
    }
    output.table(map(_row, page.rows), heads)


def _row(row: ApplicantRow) -> dict[str, Any]:
    return {
        "applicant": row.id,
        "name": row.name,
        "is_organisation": row.is_organisation,
        "pin": _hidden(row.pin),
        "phone": row.phone,
        "records": row.records,
        "cases": row.all_cases,
        "open_cases": row.open_cases,
        "last_on": None if row.last_on is None else row.last_on.isoformat(),
    }


def _hidden(last_digits: str) -> str:
    return "*" * 10 + last_digits if last_digits else ""


def show(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        card = desk.people.open(told.person)
        desk.access_log.opened(PERSON, card.id)
    output.line(_card(card), "\n".join(_lines(card)))


def _card(card: PersonCard) -> dict[str, Any]:
    return {
        "applicant": card.id,
        "name": card.whole.name,
        "is_organisation": card.whole.organisation is not None,
        "pin": masked(card.whole.pin),
        "phones": list(card.phones),
        "addresses": list(card.addresses),
        "spellings": list(card.spellings),
        "representatives": [one.person.full_name for one in card.representatives],
        "records": [{"id": one.id, "name": one.applicant.name} for one in card.records],
        "cases": card.counts.every,
        "open_cases": card.counts.open,
        "maybe_same": [_maybe(one) for one in card.maybe_same],
        "joins": [_join(line) for line in card.joins],
    }


def _maybe(one: MaybeSame) -> dict[str, Any]:
    return {"applicant": one.id, "name": one.applicant.name, "grounds": list(one.grounds)}


def _join(line: JoinLine) -> dict[str, Any]:
    told = {"join": line.id, "one": line.one, "other": line.other, "reason": line.reason}
    return told | _signed(line.signed)


def _signed(signed: Signed) -> dict[str, Any]:
    return {"at": signed.at.isoformat(), "by": signed.who, "station": signed.station}


def _lines(card: PersonCard) -> list[str]:
    joined = (tr("joined: {name}", name=card.names[record.id]) for record in card.records[1:])
    maybe = (tr("perhaps the same: {name}", name=one.applicant.name) for one in card.maybe_same)
    known = (masked(card.whole.pin), *card.phones, *card.addresses)
    return [card.whole.name, *(one for one in known if one), *joined, *maybe]


def history(told: argparse.Namespace, output: Output) -> None:
    """The oldest first."""
    with open_desk(told) as desk:
        card = desk.people.open(told.person)
    heads = {"at": tr("time"), "type": tr("what"), "by": tr("who"), "name": tr("name")}
    output.table((_entry(card, entry) for entry in reversed(card.history)), heads)


def _entry(card: PersonCard, entry: PersonEntry) -> dict[str, Any]:
    """A reason is told, the personal data that an entry holds are not."""
    event = plain(entry.event) if entry.event is not None else {}
    return {
        **_signed(entry.signed),
        "type": entry.type,
        "record": entry.record,
        "name": card.names[entry.record],
        "reason": event.get("reason", ""),
    }


def join(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        done = desk.people.join(told.one, told.other, told.reason)
    output.line(
        {"join": done.join, "applicant": done.leader},
        tr("They are one applicant now. To take it back: applicants part {join}", join=done.join),
    )


def part(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        one, other = desk.people.part(told.join, told.reason)
    output.line({"parted": [one, other]}, tr("They are two applicants again."))
