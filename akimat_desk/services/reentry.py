"""Re-enters a case whose receipt is genuine but whose record was lost, under its old number."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import msgspec
import uuid_utils

from akimat_desk.domain import registering
from akimat_desk.domain.applications import Application, read_application
from akimat_desk.domain.case_events import CaseRegistered
from akimat_desk.domain.errors import RuleBroken
from akimat_desk.domain.moments import legal_day, milliseconds
from akimat_desk.domain.numbering import Number
from akimat_desk.services.core import Core, Writing
from akimat_desk.services.foresight import ground
from akimat_desk.services.paper_proofs import genuine
from akimat_desk.services.registration import Registered, Registration
from akimat_desk.services.trusted_time import demand_trusted
from akimat_desk.storage import queries
from akimat_desk.trust.receipts import ReceiptSeal


@dataclass(eq=False)
class ReceiptDiffers(RuleBroken):
    """What was told is not what the receipt vouches for; `field` names where."""

    field: str


@dataclass(eq=False)
class CaseAlreadyHere(RuleBroken):
    """A case of that number and receipt code is on record; nothing has to be entered again."""

    number: str


class Reentry(Registration):
    """Registration by a receipt: number, days and code are the paper's, the rest is told anew."""

    def __init__(self, core: Core) -> None:
        super().__init__(core)
        self._own = core

    def reenter(self, seal: str, told: Mapping[str, Any] | Application) -> Registered:
        """Raises ReceiptAltered, StationUnknown, ReceiptDiffers, CaseAlreadyHere and what
        registering refuses."""
        application = told if isinstance(told, Application) else read_application(told)
        with self._own.write("register") as writing:
            facts = genuine(self._own, writing.connection, seal)
            return self._reentered(writing, application, facts)

    def _reentered(self, writing: Writing, told: Application, facts: ReceiptSeal) -> Registered:
        core, on = self._own, facts.registered_on
        at = writing.pen.stamp.at
        demand_trusted(writing.connection, at, writing.pen.own.newest_at)
        code = facts.code.partition("-")[0]
        _demand_lost(writing, facts, code)
        catalogues = core.shelf.catalogues(writing.office)
        registering.demand_known(told, catalogues, on)
        by = ground(core, writing.office, told, on)
        letter = catalogues.kinds.row(told.kind).journal
        number = _number(facts, letter, "" if by.rule is None else by.rule.id)
        stream, person = self._applicant(writing, told.applicant)
        place = registering.Place(
            mark=number.mark,
            point=writing.pen.own.point,
            sequence=number.sequence,
            at=_instant(told, on),
            receipt_code=code,
            person=person,
        )
        fresh, *others = registering.register(told, catalogues, writing.office, by, place)
        if not isinstance(fresh, CaseRegistered):
            raise TypeError(type(fresh).__name__)
        registered = msgspec.structs.replace(fresh, due_on=facts.due_on, reentered=True)
        if stream is not None:
            writing.append(*stream)
        case_id = uuid_utils.uuid7().bytes
        folded = writing.append(case_id, None, registered, *others)
        return self._told(writing, case_id, folded.state, ())


def _instant(told: Application, on: date) -> int:
    """When it came, where that is told for the receipt's own day; else that day's beginning."""
    if told.received_at is not None:
        at = milliseconds(told.received_at)
        if legal_day(at) == on:
            return at
    return milliseconds(datetime.combine(on, time()))


def _demand_lost(writing: Writing, facts: ReceiptSeal, code: str) -> None:
    for row in queries.find_by_number(writing.connection, facts.number):
        if row.receipt_code == code:
            raise CaseAlreadyHere(facts.number)


def _number(facts: ReceiptSeal, letter: str, rule: str) -> Number:
    """The receipt's number taken apart; raises ReceiptDiffers where the kind or the term told
    is another than the one the paper was made for."""
    if facts.rule != rule or not facts.number.startswith(letter):
        raise ReceiptDiffers("kind")
    series, _, rest = facts.number.removeprefix(letter).partition("-")
    sequence = rest.partition("/")[0]
    if not sequence.isdigit():
        raise ReceiptDiffers("number")
    number = Number(
        journal=letter, mark=series, sequence=int(sequence), year=facts.registered_on.year
    )
    if number.text() != facts.number:
        raise ReceiptDiffers("number")
    return number
