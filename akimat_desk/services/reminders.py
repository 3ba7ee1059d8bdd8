"""Who must be told today of which case: on the screen, as a list on paper; nothing is written."""

import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import msgspec

from akimat_desk.domain import escalation, office_hours
from akimat_desk.domain.collation import sort_key
from akimat_desk.domain.duties import own_start
from akimat_desk.domain.errors import StaffUnknown, WorkCancelled
from akimat_desk.domain.escalation import Ladder, Pressing, Reminder, Step, Trouble, Watched
from akimat_desk.domain.moments import local_time
from akimat_desk.services import reminder_papers
from akimat_desk.services.cases import Cases, OpenCase
from akimat_desk.services.core import Core
from akimat_desk.services.drawn import draws
from akimat_desk.storage import bulk
from akimat_desk.storage import watched as nets
from akimat_desk.storage.database import Connection
from akimat_desk.storage.projections import Lens

_TOLD_EVERY = 100

Report = Callable[[int, int], None]


class ReminderLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One case that one person is to be told of; `to` and `executor` are ids of staff.

    `to` is empty only where nobody works in the office. `days_left` are working days, negative
    when late.
    """

    case: str
    number: str
    applicant: str
    subject: str
    executor: str
    executor_name: str
    to: str
    to_name: str
    step: Step
    pressing: Pressing
    trouble: Trouble
    instead_of: str
    due_kind: str
    due_on: date | None
    days_left: int | None
    body: str = ""

    @property
    def key(self) -> tuple[str, str, str, str, date | None]:
        """What it says, so that the same is not called out twice."""
        return self.case, self.pressing, self.trouble, self.due_kind, self.due_on


class Calling(msgspec.Struct, frozen=True, kw_only=True):
    """What waits for whoever is signed in, and whether it may be called out now.

    Outside the hours of the office nothing is: `next_on` is when it may be, `now` itself while
    the office is open; both by Bishkek's wall clock.
    """

    now: datetime
    next_on: datetime
    lines: tuple[ReminderLine, ...]

    @property
    def is_time(self) -> bool:
        return self.next_on == self.now


class _Seen(msgspec.Struct, frozen=True):
    """A case as it was folded; it stands as long as its heads and those of the office do."""

    heads: bytes
    office: tuple[bytes, ...]
    watched: Watched
    number: str
    applicant: str
    subject: str


class Reminders:
    """Reads folds of the cases that may press, so it is asked off the window's thread."""

    def __init__(self, core: Core, cases: Cases) -> None:
        self._core, self._cases = core, cases
        self._seen: dict[bytes, _Seen] = {}

    def everybody(
        self,
        day: date | None = None,
        *,
        report: Report = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> tuple[ReminderLine, ...]:
        """By person, what presses most first; all of them. Raises WorkCancelled."""
        on = day or self._cases.today()
        with self._core.read() as (connection, lens):
            ladder, office = escalation.ladder_of(lens.office), lens.office
            calendar = lens.references.calendar
            names = {one.id: one.short_name for one in office.staff()}
            found = [
                _line(stream, seen, one, names)
                for stream, seen in self._looked_at(connection, lens, on, (report, cancelled))
                for one in escalation.reminders(seen.watched, office, calendar, on, ladder)
            ]
        return tuple(sorted(found, key=_by_person))

    def of(self, login: str, day: date | None = None) -> tuple[ReminderLine, ...]:
        """Those of one member of staff. Raises StaffUnknown."""
        staff = self._staff(login)
        return tuple(line for line in self.everybody(day) if line.to == staff)

    def mine(self, day: date | None = None) -> tuple[ReminderLine, ...]:
        """Of whoever is signed in."""
        actor = self._core.actor
        return () if actor is None else self.of(actor.login, day)

    def calling(self) -> Calling:
        """What the window counts, and calls out while it is time."""
        now = local_time(self._core.clock.now())
        with self._core.read() as (_, lens):
            hours = office_hours.hours_of(lens.office)
            next_on = hours.next_open(now, lens.references.calendar)
        return Calling(now=now, next_on=next_on, lines=self.mine())

    def hours(self) -> office_hours.OfficeHours:
        with self._core.read() as (_, lens):
            return office_hours.hours_of(lens.office)

    def ladder(self) -> Ladder:
        with self._core.read() as (_, lens):
            return escalation.ladder_of(lens.office)

    @draws("reminders")
    def paper(
        self, day: date | None = None, *, logins: Sequence[str] = (), language: str = "ky"
    ) -> bytes:
        """The list to be handed out, a page for each person; of all, or of those named.

        Raises StaffUnknown, FieldWrong (language; reminders: empty), and what documents refuse.
        """
        on = day or self._cases.today()
        wanted = {self._staff(login) for login in logins}
        lines = [line for line in self.everybody(on) if not wanted or line.to in wanted]
        return reminder_papers.paper(self._core, lines, on, language)

    def _looked_at(
        self,
        connection: Connection,
        lens: Lens,
        day: date,
        told: tuple[Report, Callable[[], bool]],
    ) -> list[tuple[bytes, _Seen]]:
        """What may press that day; only cases that changed since are folded anew."""
        report, cancelled = told
        at_work = [one.id for one in lens.office.staff() if one.works_on(day)]
        heads = dict(nets.candidates(connection, _horizon(lens, day), at_work))
        office = self._core.office_fold(connection).heads
        known = {stream: self._seen.get(stream) for stream in heads}
        stale = [
            stream
            for stream, seen in known.items()
            if seen is None or (seen.heads, seen.office) != (heads[stream], office)
        ]
        for done, (stream, folded) in enumerate(bulk.folds(connection, stale)):
            if done % _TOLD_EVERY == 0:
                if cancelled():
                    raise WorkCancelled
                report(done, len(stale))
            found = self._cases.seen(str(uuid.UUID(bytes=stream)), folded, lens)
            known[stream] = _seen(found, heads[stream], office)
        report(len(stale), len(stale))
        kept = {stream: seen for stream, seen in known.items() if seen is not None}
        self._seen = kept
        return list(kept.items())

    def _staff(self, login: str) -> str:
        with self._core.read() as (_, lens):
            found = lens.office.find_login(login) or lens.office.find_staff(login)
        if found is None:
            raise StaffUnknown(login)
        return found.id


def people_of(lines: Collection[ReminderLine]) -> dict[str, list[ReminderLine]]:
    """The lines of each, by the id of the person, in the order of the lines."""
    found: dict[str, list[ReminderLine]] = {}
    for line in lines:
        found.setdefault(line.to, []).append(line)
    return found


def _seen(found: OpenCase, heads: bytes, office: tuple[bytes, ...]) -> _Seen:
    case = found.case
    start = own_start(case, found.lens.office_id)
    return _Seen(
        heads=heads,
        office=office,
        watched=escalation.watched(case, found.dates, start.registered_on),
        number=start.number,
        applicant=case.applicant.name,
        subject=case.field("subject"),
    )


def _horizon(lens: Lens, day: date) -> date:
    """The farthest day that any duty is spoken of on `day`."""
    ladder = escalation.ladder_of(lens.office)
    warnings: list[Any] = [rule.warning for p in lens.references.packs.values() for rule in p.rules]
    longest = max(*warnings, ladder.control_warning, ladder.internal_warning, 1)
    return lens.references.calendar.nth_working_day(day, longest + 1)


def _line(stream: bytes, seen: _Seen, one: Reminder, names: Mapping[str, str]) -> ReminderLine:
    executor, duty = seen.watched.hands.executor, one.duty
    return ReminderLine(
        case=str(uuid.UUID(bytes=stream)),
        number=seen.number,
        applicant=seen.applicant,
        subject=seen.subject,
        executor=executor,
        executor_name=names.get(executor, ""),
        to=one.to,
        to_name=names.get(one.to, ""),
        step=one.step,
        pressing=one.pressing,
        trouble=one.trouble,
        instead_of=names.get(one.instead_of, ""),
        due_kind="" if duty is None else duty.kind,
        due_on=None if duty is None else duty.due_on,
        days_left=one.days_left,
        body="" if duty is None else duty.body,
    )


def _by_person(line: ReminderLine) -> tuple[Any, ...]:
    order = escalation.pressing_order(line.pressing)
    whose = (not line.to, sort_key(line.to_name), line.to)
    return (*whose, order, line.due_on or date.max, line.number, line.case)
