"""Who is to be told about which case on a day: from the executor up the ladder to the head."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Literal

import msgspec

from akimat_desk.domain import case_events as events
from akimat_desk.domain.body_asks import open_asks
from akimat_desk.domain.calendars import Calendar
from akimat_desk.domain.cases import RESPONSIBLE, Case
from akimat_desk.domain.deadlines import USUAL_WARNING, Duty, earliest_open, working_days_left
from akimat_desk.domain.duties import Dates, responsible
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.list_events import ExecutorReleased
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.offices import Office
from akimat_desk.domain.readings import Reading
from akimat_desk.domain.slots import SlotEntry
from akimat_desk.domain.visit_states import open_visits

Pressing = Literal["overdue", "today", "soon", "none"]
Trouble = Literal["none", "no_executor", "executor_left", "not_accepted", "stands_in"]
Step = Literal["executor", "department", "head"]

# When there is no head at all, whoever works here is told before nobody is.
_INSTEAD_OF_HEAD = ("head", "controller", "registrar", "administrator", "executor", "auditor")
_ORDER: tuple[Pressing, ...] = ("overdue", "today", "soon", "none")


class Ladder(Reading, frozen=True, kw_only=True):
    """In working days, the house's own choice and no law; an office may set its own.

    `grace` is how long a case may lie without an executor or a hand-over without acceptance.
    A case that is late by `department_after` reaches the head of the department too, by
    `head_after` the head of the office.
    """

    control_warning: int = USUAL_WARNING
    internal_warning: int = 2
    department_after: int = 1
    head_after: int = 3
    grace: int = 1


SETTINGS: dict[str, str] = {
    "warning_control": "control_warning",
    "warning_internal": "internal_warning",
    "tell_department_after": "department_after",
    "tell_head_after": "head_after",
}


class Hands(Reading, frozen=True, kw_only=True):
    """In whose hands a case is, and since when; `executor` "" is nobody."""

    executor: str
    since: date
    is_accepted: bool = True


class Part(Reading, frozen=True, kw_only=True):
    """One question of a case, or a visit, given to somebody by a date of its own."""

    executor: str
    duty: Duty


class Watched(Reading, frozen=True, kw_only=True):
    """All of an open case that its reminders depend on; today is not among it."""

    duties: tuple[Duty, ...]
    hands: Hands
    warning: int = USUAL_WARNING
    parts: tuple[Part, ...] = ()


class Reminder(Reading, frozen=True, kw_only=True):
    """One person is to be told; `to` "" only where nobody at all works in the office.

    `duty` is the most urgent one, None where nothing is dated; `days_left` are working days of
    it. `instead_of` is whoever the person told stands in for.
    """

    to: str
    step: Step
    pressing: Pressing = "none"
    trouble: Trouble = "none"
    duty: Duty | None = None
    days_left: int | None = None
    instead_of: str = ""


def watched(case: Case, dates: Dates, registered_on: date) -> Watched:
    """An open case as the ladder sees it."""
    return Watched(
        duties=tuple(duty for duty in dates.duties if duty.is_open and duty.due_on is not None),
        hands=hands(case, registered_on),
        warning=USUAL_WARNING if dates.rule is None else dates.rule.warning,
        parts=tuple(_parts(case)),
    )


def hands(case: Case, registered_on: date) -> Hands:
    """While two versions are in dispute nobody has it for sure."""
    slot = case.slot(RESPONSIBLE)
    if not slot.entries:
        return Hands(executor=case.registered.responsible, since=registered_on)
    held = slot.held
    if held is None:
        return Hands(executor="", since=legal_day(slot.entries[-1].at))
    return _told(held)


def reminders(
    case: Watched, office: Office, calendar: Calendar, day: date, ladder: Ladder = Ladder()
) -> tuple[Reminder, ...]:
    """Everybody who is to be told that day, the lowest rung first, each once."""
    pressing, duty = _most_pressing(case.duties, case.warning, calendar, day, ladder)
    trouble, waited = _trouble(case.hands, office, calendar, day, ladder)
    found: dict[str, Reminder] = {}
    if pressing != "none" or waited > 0:
        left = _left(duty, calendar, day)
        about = Reminder(
            to="", step="head", pressing=pressing, trouble=trouble, duty=duty, days_left=left
        )
        late = max(waited, -left if pressing == "overdue" and left is not None else 0)
        for one in _up(about, case.hands.executor, office, day, late, ladder):
            found.setdefault(one.to, one)
    for part in case.parts:
        for one in _of_part(part, office, calendar, day, ladder):
            found.setdefault(_told_as(part, one.to), one)
    return tuple(found.values())


def pressing_order(one: Pressing) -> int:
    return _ORDER.index(one)


def window(duty: Duty, warning: int, ladder: Ladder) -> int:
    """How many working days before its date a duty is spoken of; `warning` is its rule's."""
    match duty.kind:
        case "control":
            return ladder.control_warning
        case "internal":
            return ladder.internal_warning
        case "body":
            return 0
        case _:
            return warning


def pressing(
    duty: Duty, warning: int, calendar: Calendar, day: date, ladder: Ladder = Ladder()
) -> Pressing:
    """ "none" outside its window."""
    if duty.due_on is None or not duty.is_open:
        return "none"
    if duty.due_on < day:
        return "overdue"
    if duty.due_on == day:
        return "today"
    is_near = working_days_left(day, duty.due_on, calendar) <= window(duty, warning, ladder)
    return "soon" if is_near else "none"


def present(office: Office, staff: str, day: date) -> str:
    """The one, or who stands in; empty where neither works in the office that day."""
    substitute = office.stands_in_for(staff, day) if staff else ""
    found = office.find_staff(substitute) if substitute else None
    return substitute if found is not None and found.works_on(day) else ""


def head_of_department(office: Office, staff: str, day: date) -> str:
    """Of the person's own department or the next one over it; nobody is their own superior."""
    member = office.find_staff(staff) if staff else None
    known = {row.department: row for row in office.all("department")}
    name, seen = "" if member is None else member.department, set()
    lower = {staff, present(office, staff, day)}
    while name in known and name not in seen:
        seen.add(name)
        found = present(office, known[name].head, day)
        if found and found not in lower:
            return found
        name = known[name].parent
    return ""


def head_of_office(office: Office, day: date) -> str:
    """Whoever holds the post or stands in; without one the first by role who is at work."""
    held = office.post_holder("head", day)
    found = "" if held is None else present(office, held.staff, day)
    if found:
        return found
    at_work = [one for one in office.staff() if present(office, one.id, day) == one.id]
    for role in _INSTEAD_OF_HEAD:
        for one in at_work:
            if role in one.roles:
                return one.id
    return at_work[0].id if at_work else ""


def ladder_of(office: Office) -> Ladder:
    """As the office set it; what nobody can read is not set."""
    told: dict[str, int] = {}
    for key, field in SETTINGS.items():
        found = office.setting(key)
        try:
            if found is not None:
                told[field] = parse_days(key, msgspec.json.decode(found))
        except (FieldWrong, msgspec.DecodeError):
            continue
    return Ladder(**told)


def parse_days(key: str, value: Any) -> int:
    """A number of working days, up to a quarter. Raises FieldWrong."""
    text = str(value)
    if not (text.isascii() and text.isdigit()):
        raise FieldWrong(key, "not_a_number")
    if not 0 <= int(text[:6]) <= 90:
        raise FieldWrong(key, "out_of_range")
    return int(text)


def _up(
    about: Reminder, executor: str, office: Office, day: date, late: int, ladder: Ladder
) -> Iterator[Reminder]:
    """The lowest rung that somebody stands on always, each higher one when its day has come."""
    rungs: tuple[tuple[Step, str, str, int], ...] = (
        ("executor", present(office, executor, day), executor, 0),
        ("department", head_of_department(office, executor, day), "", ladder.department_after),
        ("head", head_of_office(office, day), "", ladder.head_after),
    )
    is_anybody_told = False
    for step, staff, instead_of, after in rungs:
        if staff and (not is_anybody_told or late >= after):
            is_anybody_told = True
            stands_in = instead_of if instead_of not in ("", staff) else ""
            yield msgspec.structs.replace(about, to=staff, step=step, instead_of=stands_in)
    if not is_anybody_told:
        yield about


def _told_as(part: Part, to: str) -> str:
    """A visit or a silent body is told of besides whatever else presses in the same case."""
    kind = part.duty.kind
    return f"{kind} {part.duty.body} {to}" if kind in ("visit", "body") else to


def _of_part(
    part: Part, office: Office, calendar: Calendar, day: date, ladder: Ladder
) -> Iterator[Reminder]:
    """Questions do not climb: the case itself does, with whoever answers for all of it."""
    found = pressing(part.duty, 0, calendar, day, ladder)
    to = present(office, part.executor, day)
    if part.duty.kind == "body":
        to = to or head_of_office(office, day)
    if found != "none" and to:
        yield Reminder(
            to=to,
            step="executor",
            pressing=found,
            duty=part.duty,
            days_left=_left(part.duty, calendar, day),
            instead_of=part.executor if to != part.executor else "",
        )


def _most_pressing(
    duties: Iterable[Duty], warning: int, calendar: Calendar, day: date, ladder: Ladder
) -> tuple[Pressing, Duty | None]:
    """The earliest of those in their windows; else the earliest of all, which presses nobody."""
    known = tuple(duties)
    near = [one for one in known if pressing(one, warning, calendar, day, ladder) != "none"]
    duty = earliest_open(near) or earliest_open(known)
    return ("none" if duty is None else pressing(duty, warning, calendar, day, ladder)), duty


def _trouble(
    held: Hands, office: Office, calendar: Calendar, day: date, ladder: Ladder
) -> tuple[Trouble, int]:
    """What is wrong with the hands a case is in, and by how many working days too long."""
    member = office.find_staff(held.executor) if held.executor else None
    waited = calendar.working_days(held.since, day) - ladder.grace if held.since < day else 0
    if member is None:
        return "no_executor", waited
    if member.ended_on is not None and not member.works_on(day):
        gone = calendar.working_days(max(member.ended_on, min(held.since, day)), day)
        return "executor_left", max(1, gone)
    if not held.is_accepted and waited > 0:
        return "not_accepted", waited
    is_absent = office.stands_in_for(held.executor, day) != held.executor
    return ("stands_in" if is_absent else "none"), 0


def _left(duty: Duty | None, calendar: Calendar, day: date) -> int | None:
    if duty is None or duty.due_on is None:
        return None
    return working_days_left(day, duty.due_on, calendar)


def _parts(case: Case) -> Iterator[Part]:
    for key in case.keys(f"{RESPONSIBLE}:"):
        held: Any = case.slot(key).held
        given = None if held is None else held.event
        if isinstance(given, events.ExecutorAssigned) and given.internal_on is not None:
            duty = Duty(kind="internal", due_on=given.internal_on)
            yield Part(executor=given.executor, duty=duty)
    for ask in open_asks(case):
        duty = Duty(kind="body", due_on=ask.expected_on, body=ask.body)
        yield Part(executor=responsible(case), duty=duty)
    for visit in open_visits(case):
        going = visit.ordered
        duty = Duty(kind="visit", due_on=going.on, body=going.place)
        yield Part(executor=going.chair.staff or responsible(case), duty=duty)


def _told(entry: SlotEntry) -> Hands:
    on = legal_day(entry.at)
    match entry.event:
        case events.ExecutorAssigned() as given:
            since = given.assigned_on or on
            return Hands(executor=given.executor, since=since, is_accepted=given.accepted)
        case events.HandOverAccepted() as taken:
            return Hands(executor=taken.executor, since=taken.accepted_on)
        case events.HandOverDeclined(declined_on=day) | ExecutorReleased(released_on=day):
            return Hands(executor="", since=day)
        case _:
            return Hands(executor="", since=on)
