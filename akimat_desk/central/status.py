"""What the public status page may tell: found by number and receipt code, folded on the spot."""

import hmac
from datetime import date

import msgspec

from akimat_desk.central.centre import Centre
from akimat_desk.central.references import references
from akimat_desk.central.store.database import Connection
from akimat_desk.central.store.ledger import Ledger
from akimat_desk.central.store.readings import Readings
from akimat_desk.domain.case_events import CaseRegistered
from akimat_desk.domain.cases import Case
from akimat_desk.domain.duties import dates, responsible, stage
from akimat_desk.domain.numbering import number_key
from akimat_desk.domain.offices import Office, office_stream
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.succession import successor_on
from akimat_desk.journal import codec
from akimat_desk.journal.fold import fold

_HOUR = 3600 * 1000
TRIES_A_NUMBER, TRIES_AN_ADDRESS = 10, 60
_CODE_LENGTH = 6


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How a case stands, without a word about the applicant. `as_of` is an instant; `successor`
    the office in which this one goes on, where one is recorded."""

    number: str
    office: Bilingual
    stage: str
    registered_on: date
    due_on: date | None
    responsible: str
    post: Bilingual
    as_of: int
    successor: Bilingual = Bilingual(ky="")
    successor_from: date | None = None


class Tries:
    """Counts what was asked in vain, by number and by address, for the running hour.

    The count of a number does not depend on whether there is such a number.
    """

    def __init__(self) -> None:
        self._hour = 0
        self._wrong: dict[str, int] = {}

    def is_open(self, number: str, address: str, at: int) -> bool:
        self._turn(at)
        by_number = self._wrong.get(f"number {number}", 0)
        by_address = self._wrong.get(f"address {address}", 0)
        return by_number < TRIES_A_NUMBER and by_address < TRIES_AN_ADDRESS

    def note_wrong(self, number: str, address: str, at: int) -> None:
        self._turn(at)
        for key in (f"number {number}", f"address {address}"):
            self._wrong[key] = self._wrong.get(key, 0) + 1

    def _turn(self, at: int) -> None:
        if at // _HOUR != self._hour:
            self._hour, self._wrong = at // _HOUR, {}


def find(centre: Centre, number: str, code: str) -> Standing | None:
    """None alike for an unknown number and a wrong code."""
    key = number_key(number)
    with centre.store.read() as connection:
        behind = Readings(connection).offices_behind()
    for office in behind:
        catch_up(centre, office)
    with centre.store.read() as connection:
        found: Standing | None = None
        for row in Readings(connection).by_number(key):
            if _is_code(row.receipt_code, code):
                found = _standing(connection, row.office, row.stream)
    return found


def catch_up(centre: Centre, office: str) -> None:
    """The index follows the feed with a cursor of its own; a crash only makes it do so again."""
    with centre.store.write() as connection:
        ledger, readings = Ledger.locked(connection, office), Readings(connection)
        for run in ledger.feed.runs(readings.cursor(office)):
            for entry in ledger.entries(run.origin, run.first, run.last):
                if entry.envelope.type != "CaseRegistered" or entry.body is None:
                    continue
                event = _registered(entry.envelope.schema, entry.body)
                if event is not None:
                    readings.keep(
                        office,
                        entry.envelope.stream,
                        number_key(event.number),
                        event.receipt_code,
                    )
            readings.move(office, run.number)


def _registered(schema: int, body: bytes) -> CaseRegistered | None:
    try:
        event = codec.decode("CaseRegistered", schema, body)
    except codec.BodyUnreadable:
        return None
    return event if isinstance(event, CaseRegistered) else None


def _is_code(known: str, typed: str) -> bool:
    """In one time for every wrong code."""
    digits = "".join(sign for sign in typed if sign.isdigit())
    return len(digits) == _CODE_LENGTH and hmac.compare_digest(known, digits)


def _standing(connection: Connection, office_id: str, stream: bytes) -> Standing | None:
    ledger = Ledger(connection, office_id)
    case: Case | None = fold(ledger.entries_of(stream)).state
    office: Office = fold(ledger.entries_of(office_stream(office_id).bytes)).state or Office()
    if case is None or case.opened is None:
        return None
    event = case.registered
    named = office.dated("name", event.registered_on)
    merged = successor_on(office, date.max)
    official = office.find_staff(responsible(case))
    return Standing(
        number=event.number,
        office=Bilingual(ky="") if named is None else named.name,
        stage=stage(case),
        registered_on=event.registered_on,
        due_on=_due_on(case, office, office_id),
        responsible="" if official is None else official.full_name,
        post=Bilingual(ky="") if official is None else official.post,
        as_of=ledger.feed.newest_at(),
        successor=Bilingual(ky="") if merged is None else merged.name,
        successor_from=None if merged is None else merged.from_on,
    )


def _due_on(case: Case, office: Office, office_id: str) -> date | None:
    """The statutory date; the one on the receipt where the office reckons by newer tables."""
    known = references(office)
    if known is None:
        return case.registered.due_on
    due = dates(case, office, office_id, known).of_kind("statutory")
    return due[0].due_on if due else None
