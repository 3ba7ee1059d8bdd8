"""What the public status page may tell: found by number and code, or by the receipt itself."""

import hmac
from datetime import date

import msgspec

from akimat_desk.central.centre import Centre
from akimat_desk.central.standings import Books, Standing, books_of, standing
from akimat_desk.central.store.database import Connection
from akimat_desk.central.store.ledger import Ledger
from akimat_desk.central.store.readings import Readings
from akimat_desk.central.store.stations import Stations
from akimat_desk.central.store.status_rows import Contacts, length_of
from akimat_desk.central.tries import TRIES_A_NUMBER as TRIES_A_NUMBER  # noqa: PLC0414
from akimat_desk.central.tries import TRIES_AN_ADDRESS as TRIES_AN_ADDRESS  # noqa: PLC0414
from akimat_desk.central.tries import Tries
from akimat_desk.domain.case_events import CaseAccepted, CaseRegistered
from akimat_desk.domain.cases import Case
from akimat_desk.domain.dossiers import accepted_elsewhere
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.numbering import number_key
from akimat_desk.domain.offices import Office, office_stream
from akimat_desk.domain.readings import Bilingual
from akimat_desk.exchange.messages import Card
from akimat_desk.journal import codec
from akimat_desk.journal.envelope import Entry
from akimat_desk.journal.fold import fold
from akimat_desk.trust.receipts import SealedReceipt, SealUnreadable, is_genuine, read_seal

_CODE_LENGTH = 6
_LONGEST_SEAL = 600
_MOST_BOOKS = 64
_FOUND_BY = ("CaseRegistered", "CaseAccepted")


class Genuine(msgspec.Struct, frozen=True, kw_only=True):
    """A paper whose signature a workstation of an office made, as the paper itself tells."""

    point: str
    office: Bilingual
    number: str
    registered_on: date
    revoked_on: date | None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """Empty alike for an unknown number, a wrong code and a paper that is not genuine."""

    standing: Standing | None = None
    paper: Genuine | None = None
    is_limited: bool = False

    @property
    def is_known(self) -> bool:
        return self.standing is not None or self.paper is not None


class StatusDesk:
    """Answers whoever has a receipt, from one server process; keeps the books of a few offices."""

    def __init__(self, centre: Centre) -> None:
        self._centre = centre
        self._tries = Tries(centre.store)
        self._books: dict[str, tuple[int, Books]] = {}

    def by_code(self, number: str, code: str, address: str) -> Answer:
        key = number_key(number)
        if not self._tries.take(key, address, self._centre.clock()):
            # The same look-up as for a wrong code, so that neither tells itself by its haste.
            self._find(key, "")
            return Answer(is_limited=True)
        found = self._find(key, code)
        if found is None:
            self._tries.keep(key, address)
            return Answer()
        self._tries.give_back(key, address)
        return Answer(standing=found)

    def by_seal(self, text: str, address: str) -> Answer:
        """What cannot be guessed has no limit of its own: nobody locks another's receipt out."""
        if not self._tries.take("", address, self._centre.clock()):
            return Answer(is_limited=True)
        sealed = _sealed(text)
        paper = None if sealed is None else self._genuine(sealed)
        if sealed is None or paper is None:
            self._tries.keep("", address)
            return Answer()
        self._tries.give_back("", address)
        facts = sealed.facts
        # A receipt printed anew has the code of the first and its own place behind it.
        code = facts.code.partition("-")[0]
        return Answer(
            paper=paper, standing=self._find(number_key(facts.number), code, facts.office)
        )

    def _find(self, key: str, code: str, office: str = "") -> Standing | None:
        """None alike for an unknown number and a wrong code."""
        self._catch_up_all()
        with self._centre.store.read() as connection:
            found = [
                self._standing(connection, row.office, row.stream)
                for row in Readings(connection).by_number(key)
                if _is_code(row.receipt_code, code) and office in ("", row.office)
            ]
        known = [one for one in found if one is not None]
        return min(known, key=_is_further, default=None)

    def _catch_up_all(self) -> None:
        with self._centre.store.read() as connection:
            behind = Readings(connection).offices_behind()
        for office in behind:
            catch_up(self._centre, office)

    def _standing(self, connection: Connection, office_id: str, stream: bytes) -> Standing | None:
        office_id, case = self._held(connection, office_id, stream)
        if case is None:
            return None
        as_of = Contacts(connection, office_id).last()
        return standing(
            case,
            self._books_of(connection, office_id),
            today=legal_day(self._centre.clock()),
            as_of=as_of,
            as_of_on=legal_day(as_of),
        )

    def _held(
        self, connection: Connection, office_id: str, stream: bytes
    ) -> tuple[str, Case | None]:
        """The case where it is now: whoever accepted it tells of it from then on."""
        case, seen = _opened(connection, office_id, stream), {office_id}
        while case is not None:
            accepted = accepted_elsewhere(case, office_id)
            if accepted is None or accepted.office in seen:
                break
            there = _opened(connection, accepted.office, stream)
            if there is None:
                break
            office_id, case = accepted.office, there
            seen.add(office_id)
        return office_id, case

    def _books_of(self, connection: Connection, office_id: str) -> Books:
        """An office's own record is long and changes seldom: folded once for each change."""
        stream = office_stream(office_id).bytes
        length = length_of(connection, office_id, stream)
        known = self._books.get(office_id)
        if known is not None and known[0] == length:
            return known[1]
        folded: Office | None = fold(Ledger(connection, office_id).entries_of(stream)).state
        fresh = books_of(office_id, folded or Office())
        if len(self._books) >= _MOST_BOOKS:
            self._books.clear()
        self._books[office_id] = (length, fresh)
        return fresh

    def _genuine(self, sealed: SealedReceipt) -> Genuine | None:
        facts = sealed.facts
        with self._centre.store.read() as connection:
            card = Stations(connection, facts.office).find(sealed.key_id)
            if card is None or not is_genuine(sealed, card.certificate.public):
                return None
            books = self._books_of(connection, facts.office)
        named = books.office.dated("name", legal_day(self._centre.clock()))
        return Genuine(
            point=card.certificate.point,
            office=Bilingual(ky=facts.office) if named is None else named.name,
            number=facts.number,
            registered_on=facts.registered_on,
            revoked_on=_revoked_on(card),
        )


def _is_further(one: Standing) -> tuple[bool, bool]:
    """Of two that number and code fit: a paper that was entered twice and annulled once comes
    last, and before it the case of an office that passed it on."""
    return one.stage == "annulled", one.passed is not None


def _opened(connection: Connection, office_id: str, stream: bytes) -> Case | None:
    case: Case | None = fold(Ledger(connection, office_id).entries_of(stream)).state
    return case if case is not None and case.opened is not None else None


def catch_up(centre: Centre, office: str) -> None:
    """The index follows the feed with a cursor of its own; a crash only makes it do so again."""
    with centre.store.write() as connection:
        ledger, readings = Ledger.locked(connection, office), Readings(connection)
        for run in ledger.feed.runs(readings.cursor(office)):
            for entry in ledger.entries(run.origin, run.first, run.last):
                found = _found_by(entry, office)
                if found is not None:
                    number, code = found
                    readings.keep(office, entry.envelope.stream, number_key(number), code)
            readings.move(office, run.number)


def _found_by(entry: Entry, office: str) -> tuple[str, str] | None:
    """Number and code; a case that was forwarded here is asked for by those it was given here."""
    name, written = entry.envelope.type, entry.envelope
    if name not in _FOUND_BY or written.office != office:
        return None
    event = codec.find(name, written.schema, entry.body)
    if isinstance(event, CaseAccepted):
        return (event.number, event.receipt_code) if event.office == office else None
    return (event.number, event.receipt_code) if isinstance(event, CaseRegistered) else None


def _sealed(text: str) -> SealedReceipt | None:
    if len(text) > _LONGEST_SEAL or not text.isprintable():
        return None
    try:
        return read_seal(text)
    except SealUnreadable:
        return None


def _is_code(known: str, typed: str) -> bool:
    """In one time for every wrong code."""
    digits = "".join(sign for sign in typed if sign in "0123456789")
    return len(digits) == _CODE_LENGTH and hmac.compare_digest(known.encode(), digits.encode())


def _revoked_on(card: Card) -> date | None:
    return None if card.revoked_at is None else legal_day(card.revoked_at)
