"""How a case stands, reckoned as its desk does, without a word about the applicant."""

from contextlib import suppress
from datetime import date
from functools import cache
from typing import Any

import msgspec

from akimat_desk.central.references import references
from akimat_desk.domain import case_events as events
from akimat_desk.domain.cases import Case
from akimat_desk.domain.catalogues import CatalogueWrong, parse_catalogue
from akimat_desk.domain.deadlines import Pause, working_days_left
from akimat_desk.domain.dossiers import as_here
from akimat_desk.domain.duties import References, dates, open_pause, own_start, responsible, stage
from akimat_desk.domain.offices import Office
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.succession import successor_on
from akimat_desk.paths import RESOURCES

NO_WORDS = Bilingual(ky="")
_GROUNDS = "pause_grounds"
_SILENT_DAYS = 3
"""Without a calendar of its own an office is called silent after so many days."""


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """By when the answer has to come.

    `on` is None while the term stands, and `not_before` then tells the earliest it can end on;
    both are None where no term is established. `left` counts working days, below 0 those since.
    """

    on: date | None = None
    not_before: date | None = None
    left: int | None = None


class Stop(msgspec.Struct, frozen=True, kw_only=True):
    """A time the term stood still: by a ground of the catalogue, never the words of the case."""

    from_on: date
    until_on: date | None
    ground: Bilingual
    waits_for: str


class Official(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    post: Bilingual
    phone: str


class Passed(msgspec.Struct, frozen=True, kw_only=True):
    """Where the case went; the number is the next body's own, once it accepted."""

    body: str
    on: date
    number: str = ""
    accepted_on: date | None = None


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How a case stands, without a word about the applicant. `as_of` is an instant; `successor`
    the office in which this one goes on, where one is recorded. `is_silent`: the office has not
    been heard of for more than a working day, so `as_of` is not to be relied on."""

    number: str
    office: Bilingual
    stage: str
    registered_on: date
    term: Term
    stops: tuple[Stop, ...]
    extensions: tuple[tuple[int, date], ...]
    official: Official | None
    address: Bilingual
    phone: str
    hours: Bilingual
    as_of: int
    is_silent: bool
    ended_on: date | None = None
    waits_until: date | None = None
    passed: Passed | None = None
    successor: Bilingual = NO_WORDS
    successor_from: date | None = None


class Books(msgspec.Struct, frozen=True, kw_only=True):
    """What an office reckons by: its own record, its rules and calendar, its words."""

    id: str
    office: Office
    references: References | None
    grounds: dict[str, Bilingual]


def books_of(office_id: str, office: Office) -> Books:
    return Books(
        id=office_id,
        office=office,
        references=references(office),
        grounds={**_shipped_grounds(), **_adopted_grounds(office)},
    )


def standing(case: Case, books: Books, *, today: date, as_of: int, as_of_on: date) -> Standing:
    """Of an opened case, at the office of these books."""
    case = as_here(case, books.id)
    office, start = books.office, own_start(case, books.id)
    named: Any = office.dated("name", today)
    letterhead: Any = office.dated("letterhead", today)
    waiting = open_pause(case)
    term, stops, extensions = _term(case, books, today)
    merged = successor_on(office, date.max)
    return Standing(
        number=start.number,
        office=NO_WORDS if named is None else named.name,
        stage=stage(case, books.id),
        registered_on=start.registered_on,
        term=term,
        stops=stops,
        extensions=extensions,
        official=_official(office, responsible(case)),
        address=NO_WORDS if letterhead is None else letterhead.address,
        phone="" if letterhead is None else letterhead.phone,
        hours=NO_WORDS if letterhead is None else letterhead.hours,
        as_of=as_of,
        is_silent=_is_silent(books.references, as_of_on, today),
        ended_on=case.ended_on_at(books.id),
        waits_until=None if waiting is None else waiting.expected_on,
        passed=_passed(case, books.id),
        successor=NO_WORDS if merged is None else merged.name,
        successor_from=None if merged is None else merged.from_on,
    )


_Course = tuple[Term, tuple[Stop, ...], tuple[tuple[int, date], ...]]


def _term(case: Case, books: Books, today: date) -> _Course:
    """The statutory term; as on the receipt where the office reckons by newer tables."""
    known = books.references
    if known is None:
        return Term(on=own_start(case, books.id).printed_on), (), ()
    found = dates(case, books.office, books.id, known, today)
    end, course = found.statutory, found.course
    if course is None or end is None:
        return Term(), (), ()
    stops = tuple(_stop(pause, books) for pause in course.pauses)
    granted = tuple(
        (one.days, one.granted_on) for one in course.extensions if one not in end.void_extensions
    )
    if end.is_open_pause:
        return Term(not_before=end.earliest), stops, granted
    is_open = end.on is not None and case.ending_at(books.id) is None
    left = working_days_left(today, end.on, known.calendar) if is_open and end.on else None
    return Term(on=end.on, left=left), stops, granted


def _stop(pause: Pause, books: Books) -> Stop:
    return Stop(
        from_on=pause.from_on,
        until_on=pause.until_on,
        ground=books.grounds.get(pause.category, NO_WORDS),
        waits_for="office" if pause.waits_for is None else pause.waits_for.kind,
    )


def _official(office: Office, staff_id: str) -> Official | None:
    found = office.find_staff(staff_id) if staff_id else None
    if found is None:
        return None
    return Official(name=found.full_name, post=found.post, phone=found.phone)


def _passed(case: Case, office_id: str) -> Passed | None:
    """The body's name is no secret of the case: the applicant's own notice names it."""
    ending = case.ending_at(office_id)
    event = None if ending is None else ending.event
    if not isinstance(event, events.CaseForwarded):
        return None
    accepted = case.slot(f"incoming:{event.to_office}").held if event.to_office else None
    if accepted is None or not isinstance(accepted.event, events.CaseAccepted):
        return Passed(body=event.body, on=event.forwarded_on)
    there = accepted.event
    return Passed(
        body=event.body,
        on=event.forwarded_on,
        number=there.number,
        accepted_on=there.registered_on,
    )


def _is_silent(known: References | None, heard_on: date, today: date) -> bool:
    if known is None:
        return (today - heard_on).days > _SILENT_DAYS
    return working_days_left(heard_on, today, known.calendar) > 1


def _adopted_grounds(office: Office) -> dict[str, Bilingual]:
    """Of the release the office adopted; what cannot be read adds no words."""
    adopted = office.adopted.get(f"catalogue:{_GROUNDS}")
    for kind, digest, body in office.bodies():
        if adopted is not None and (kind, digest) == ("catalogue", adopted[1]):
            with suppress(CatalogueWrong, msgspec.MsgspecError, ValueError):
                return _named(body)
    return {}


@cache
def _shipped_grounds() -> dict[str, Bilingual]:
    return _named((RESOURCES / "catalogue" / f"{_GROUNDS}.json").read_bytes())


def _named(body: bytes) -> dict[str, Bilingual]:
    rows = parse_catalogue(msgspec.json.decode(body)).rows
    return {row.id: row.name for row in rows}
