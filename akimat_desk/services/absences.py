"""Absence: who is away, who stands in, and the cases that pass by it and come back."""

import uuid
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import msgspec
import uuid_utils

from akimat_desk.domain import absences
from akimat_desk.domain.absence_events import ExecutorPassed
from akimat_desk.domain.cases import Case
from akimat_desk.domain.duties import dates
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.office_events import PostHeld, SubstitutionSet
from akimat_desk.domain.offices import Office
from akimat_desk.domain.rights import may, role_for
from akimat_desk.services import staff
from akimat_desk.services.core import Core, Writing
from akimat_desk.storage import at_hand
from akimat_desk.storage.database import Connection
from akimat_desk.storage.projections import Lens

ACTION = "duties"
_DAY = timedelta(days=1)


class AbsenceTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Logins; `acts`: the substitute also holds, as an acting one, the posts of who is absent."""

    absent: str
    substitute: str
    from_on: date
    until_on: date
    ground: str = ""
    acts: bool = False


class CaseAtHand(msgspec.Struct, frozen=True, kw_only=True):
    """A case in somebody's hands, as a list of what passes shows it."""

    id: str
    number: str
    subject: str
    due_on: date | None
    sheets: int
    originals: int


class AbsencePreview(msgspec.Struct, frozen=True, kw_only=True):
    """What an absence would do on its first day, were it today.

    `to` is who gets the cases: the substitute, or who stands in for the substitute that day.
    `up` are cases that complain of that person and go to `up_to` instead; where there is no head
    but those two they are `kept` and stay. `posts` are held by who is absent.
    """

    absent: str
    substitute: str
    to: str
    cases: tuple[CaseAtHand, ...]
    kept: tuple[CaseAtHand, ...]
    posts: tuple[str, ...]
    up: tuple[CaseAtHand, ...] = ()
    up_to: str = ""


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """Cases that went from one to another; `until_on` None where they came back.

    `taker_login` is for the list of what they have now.
    """

    giver: str
    taker: str
    taker_login: str
    until_on: date | None
    cases: tuple[str, ...]


class AbsentNow(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody is away today; `substitute` is who really has the cases."""

    id: str
    absent: str
    substitute: str
    from_on: date
    until_on: date
    ground: str


class _Looked(msgspec.Struct, frozen=True):
    """When all open cases were last looked at: by which office record, on which day."""

    office: Office
    day: date
    places: at_hand.Places


class Absences:
    """Every desk of an office may say what passes: all of them say the same."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._looked: _Looked | None = None

    def today(self) -> date:
        return legal_day(self._core.clock.now())

    def now(self) -> tuple[AbsentNow, ...]:
        """Who is away today, by name."""
        with self._core.read() as (_, lens):
            office, today = lens.office, self.today()
            found = [
                AbsentNow(
                    id=row.substitution,
                    absent=_name(office, row.absent),
                    substitute=_name(office, absences.instead_of(office, row.absent, today).holder),
                    from_on=row.from_on,
                    until_on=row.until_on,
                    ground=row.ground,
                )
                for row in absences.substitutions(office)
                if row.from_on <= today <= row.until_on
                and absences.absence_on(office, row.absent, today) == row
            ]
        return tuple(sorted(found, key=lambda one: one.absent))

    def preview(self, told: AbsenceTold) -> AbsencePreview:
        """Raises what `record` raises; nothing is written."""
        with self._core.read() as (connection, lens):
            row = _row(told, lens.office)
            absences.demand_possible(row, lens.office)
            holder = _holder_with(row, lens.office)
            found: dict[str, list[CaseAtHand]] = {}
            for stream, case in _open(connection):
                if row.absent in absences.holders(case):
                    to = _taker(case, holder, row, lens.office)
                    found.setdefault(to, []).append(case_at_hand(stream, case, lens))
            passing, kept = found.pop(holder, ()), found.pop("", ())
            return AbsencePreview(
                absent=_name(lens.office, row.absent),
                substitute=_name(lens.office, row.substitute),
                to=_name(lens.office, holder),
                cases=tuple(passing),
                kept=tuple(kept),
                posts=tuple(held.post for held in _posts(lens.office, row)),
                up=tuple(case for cases in found.values() for case in cases),
                up_to=", ".join(_name(lens.office, one) for one in found),
            )

    def record(self, told: AbsenceTold) -> str:
        """The absence; what is due to pass passes with it. Gives its id.

        Raises FieldWrong, StaffUnknown, AbsenceOverlaps, SubstitutesInCircle; NotAllowed for
        `acts` by whoever may not name who holds a post.
        """
        with self._core.write("substitute") as writing:
            row = _row(told, writing.office)
            absences.demand_possible(row, writing.office)
            posts = _posts(writing.office, row) if told.acts else ()
            if posts:
                role_for(self._core.actor, "office")
            writing.append_office(row, *(_acting(held, row) for held in posts))
            self._pass(writing)
        return row.substitution

    def change(self, absence: str, last_day: date) -> None:
        """Drawn out or cut short; a day before its first calls it off.

        Raises FieldWrong (unknown), AbsenceOverlaps, SubstitutesInCircle.
        """
        with self._core.write("substitute") as writing:
            told = absences.substitutions(writing.office)
            before = next((one for one in told if one.substitution == absence), None)
            if before is None:
                raise FieldWrong("substitution", "unknown")
            until = max(last_day, before.from_on - _DAY)
            row = msgspec.structs.replace(before, until_on=until)
            if until >= before.from_on:
                absences.demand_possible(row, writing.office)
            writing.append_office(row, *_acting_until(writing.office, before, until))
            self._pass(writing)

    def due(self) -> tuple[bytes, ...]:
        """The streams of the cases that have to pass today, or come back. Mostly there are none.

        On a day on which all open cases were looked at once, only those are that changed since.
        For whoever may not write, and where nobody is or was away, nothing is looked at.
        """
        actor = self._core.actor
        if actor is not None and not may(actor.roles, ACTION):
            return ()
        with self._core.read() as (connection, lens):
            if not absences.substitutions(lens.office):
                return ()
            office, today = lens.office, self.today()
            known, places = self._looked, at_hand.places_now(connection)
            if known is not None and known.office is office and known.day == today:
                cases = at_hand.open_cases_since(connection, known.places)
            else:
                cases = at_hand.open_cases(connection)
            found = tuple(
                stream
                for stream, folded in cases
                if any(absences.passings(folded.state, office, today))
            )
            # What is due and does not pass, because nobody could write, is looked for again.
            self._looked = None if found else _Looked(office, today, places)
        return found

    def run(self) -> tuple[Move, ...]:
        """The day's passing: cases go to who stands in, or come back."""
        if not self.due():
            return ()
        with self._core.write(ACTION) as writing:
            return self._pass(writing)

    def _pass(self, writing: Writing) -> tuple[Move, ...]:
        office, today = writing.office, self.today()
        said: list[tuple[str, str, ExecutorPassed]] = []
        for stream, folded in list(at_hand.open_cases(writing.connection)):
            case: Case = folded.state
            if folded.unknown:
                continue
            before = absences.in_hand_of(case)
            events = tuple(absences.passings(case, office, today))
            if events:
                writing.append(stream, folded, *events)
            said += [(_id(stream), before.get(one.question, ""), one) for one in events]
        return tuple(_moves(said, office, today))


def case_at_hand(stream: bytes, case: Case, lens: Lens) -> CaseAtHand:
    due = dates(case, lens.office, lens.office_id, lens.references).next
    return CaseAtHand(
        id=_id(stream),
        number=case.registered.number,
        subject=case.field("subject"),
        due_on=None if due is None else due.due_on,
        sheets=case.field("sheets"),
        originals=sum(paper.original and paper.to_return for paper in case.registered.papers),
    )


def cases_of(connection: Connection, staff_id: str, lens: Lens) -> tuple[CaseAtHand, ...]:
    """The open cases that somebody has in hand, by their earliest duty."""
    return tuple(
        case_at_hand(stream, case, lens)
        for stream, case in _open(connection)
        if staff_id in absences.holders(case)
    )


def _open(connection: Connection) -> Iterator[tuple[bytes, Case]]:
    for stream, folded in at_hand.open_cases(connection):
        yield stream, folded.state


def _moves(
    said: Iterable[tuple[str, str, ExecutorPassed]], office: Office, today: date
) -> Iterator[Move]:
    found: dict[tuple[str, str, date | None], list[str]] = {}
    for case, giver, one in said:
        until = None
        if one.executor != one.owner:
            by = absences.instead_of(office, one.owner, today).by
            until = min((row.until_on for row in by), default=None)
        found.setdefault((giver, one.executor, until), []).append(case)
    for (giver, taker, until), cases in found.items():
        yield Move(
            giver=_name(office, giver),
            taker=_name(office, taker),
            taker_login=getattr(office.find_staff(taker), "login", ""),
            until_on=until,
            cases=tuple(dict.fromkeys(cases)),
        )


def _row(told: AbsenceTold, office: Office) -> SubstitutionSet:
    instead = staff.known(office, told.substitute)
    if not instead.works_on(told.until_on):
        raise FieldWrong("substitute", "leaves")
    return SubstitutionSet(
        substitution=str(uuid_utils.uuid7()),
        absent=staff.known(office, told.absent).id,
        substitute=instead.id,
        from_on=told.from_on,
        until_on=told.until_on,
        ground=told.ground.strip(),
    )


def _holder_with(row: SubstitutionSet, office: Office) -> str:
    """Who would have the cases on the first day."""
    return absences.instead_of(office, row.substitute, row.from_on).holder


def _taker(case: Case, holder: str, row: SubstitutionSet, office: Office) -> str:
    """Who would have this one; "" where it stays."""
    if not absences.complains_of(case, holder, office):
        return holder
    head = absences.above(office, case.field("against"), row.from_on)
    return "" if head is None or head.id == row.absent else head.id


def _posts(office: Office, row: SubstitutionSet) -> tuple[PostHeld, ...]:
    """The posts that who is absent holds on the first day."""
    names = {one.post for one in office.all("post") if isinstance(one, PostHeld)}
    held = (office.post_holder(post, row.from_on) for post in sorted(names))
    return tuple(one for one in held if one is not None and one.staff == row.absent)


def _acting(held: PostHeld, row: SubstitutionSet) -> PostHeld:
    return PostHeld(
        post=held.post,
        staff=row.substitute,
        from_on=row.from_on,
        until_on=row.until_on,
        acting=True,
        order=row.ground,
        title=held.title,
    )


def _acting_until(office: Office, row: SubstitutionSet, until: date) -> Iterator[PostHeld]:
    """What was held because of the absence ends with it."""
    for one in office.all("post"):
        same = (row.substitute, row.from_on, row.until_on)
        if one.acting and (one.staff, one.from_on, one.until_on) == same:
            yield msgspec.structs.replace(one, until_on=until)


def _name(office: Office, staff_id: str) -> str:
    found = office.find_staff(staff_id)
    return "" if found is None else found.short_name


def _id(stream: bytes) -> str:
    return str(uuid.UUID(bytes=stream))
