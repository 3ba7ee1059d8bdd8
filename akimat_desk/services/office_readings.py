"""What the settings show of an office: people, posts, who answers for what, what is adopted."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Literal

import msgspec

from akimat_desk.domain import office_events as events
from akimat_desk.domain.catalogues import Row
from akimat_desk.domain.offices import Office
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.registering import Catalogues

When = Literal["past", "now", "later"]
TOPIC, SERVICE, REST = "topic", "service", "rest"


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A member of staff and whether they can sign in at this workstation."""

    id: str
    login: str
    name: str
    surname: str
    given: str
    patronymic: str
    post: Bilingual
    department: str
    roles: tuple[str, ...]
    room: str
    phone: str
    from_on: date | None
    ended_on: date | None
    has_left: bool
    has_account: bool
    is_me: bool


class Holding(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody holds a post between two days; without an end until another one does."""

    post: str
    login: str
    name: str
    from_on: date
    until_on: date | None
    acting: bool
    order: str
    when: When


class StandIn(msgspec.Struct, frozen=True, kw_only=True):
    """Who stands in for whom, from the first day to the last."""

    id: str
    absent: str
    substitute: str
    from_on: date
    until_on: date
    ground: str
    when: When


class AnswerRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the table of responsibility as it stands on a day.

    `kind` is rest, topic or service. `login` is empty where the line has ended, `is_gone` where
    its official no longer works here: such a line covers nothing.
    """

    kind: str
    id: str
    name: Bilingual
    login: str
    official: str
    from_on: date
    order: str
    order_on: date | None
    when: When
    is_ended: bool
    is_gone: bool


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """A topic or service to choose from."""

    kind: str
    id: str
    name: Bilingual


class AnswerTable(msgspec.Struct, frozen=True, kw_only=True):
    """The lines, what falls to the line for the rest, and what has nobody at all."""

    rows: tuple[AnswerRow, ...]
    choices: tuple[Named, ...]
    by_rest: tuple[Named, ...]
    uncovered: tuple[Named, ...]
    has_rest: bool


def people(office: Office, today: date, accounts: Sequence[str], me: str) -> tuple[Member, ...]:
    """Those who work here by surname, then those who left."""
    found = [
        Member(
            id=one.id,
            login=one.login,
            name=one.full_name,
            surname=one.surname,
            given=one.given,
            patronymic=one.patronymic,
            post=one.post,
            department=one.department,
            roles=one.roles,
            room=one.room,
            phone=one.phone,
            from_on=_began(office, one.id),
            ended_on=one.ended_on,
            has_left=not one.works_on(today),
            has_account=one.login in accounts,
            is_me=one.id == me,
        )
        for one in office.staff()
    ]
    return tuple(sorted(found, key=lambda one: one.has_left))


def _began(office: Office, staff_id: str) -> date | None:
    """The day of the first record; later ones only change it."""
    for entry in office.slots[f"staff:{staff_id}"]:
        if isinstance(entry.event, events.StaffRecorded):
            return entry.event.from_on
    return None


def holdings(office: Office, today: date) -> tuple[Holding, ...]:
    """Every post, the latest first."""
    told = [one for one in office.all("post") if isinstance(one, events.PostHeld)]
    holding = {post: office.post_holder(post, today) for post in {one.post for one in told}}
    return tuple(
        Holding(
            post=one.post,
            login=_login(office, one.staff),
            name=_name(office, one.staff),
            from_on=one.from_on,
            until_on=one.until_on,
            acting=one.acting,
            order=one.order,
            when="later" if one.from_on > today else "now" if holding[one.post] == one else "past",
        )
        for one in sorted(told, key=lambda one: one.from_on, reverse=True)
    )


def stand_ins(office: Office, today: date) -> tuple[StandIn, ...]:
    """The latest first; one that was called off before it began is left out."""
    told = [one for one in office.all("substitution") if isinstance(one, events.SubstitutionSet)]
    return tuple(
        StandIn(
            id=one.substitution,
            absent=_name(office, one.absent),
            substitute=_name(office, one.substitute),
            from_on=one.from_on,
            until_on=one.until_on,
            ground=one.ground,
            when=_between(one.from_on, one.until_on, today),
        )
        for one in sorted(told, key=lambda one: one.from_on, reverse=True)
        if one.from_on <= one.until_on
    )


def _between(first: date, last: date, today: date) -> When:
    if today < first:
        return "later"
    return "now" if today <= last else "past"


def answer_table(office: Office, catalogues: Catalogues, today: date) -> AnswerTable:
    choices = tuple(
        Named(kind=kind, id=row.id, name=row.name)
        for kind, rows in ((TOPIC, catalogues.topics.rows), (SERVICE, catalogues.services.rows))
        for row in rows
    )
    rows = tuple(_answer_rows(office, choices, today))
    covered = {(row.kind, row.id) for row in rows if row.when == "now" and _covers(row)}
    has_rest = (REST, "") in covered
    left = tuple(one for one in choices if (one.kind, one.id) not in covered)
    return AnswerTable(
        rows=rows,
        choices=choices,
        by_rest=left if has_rest else (),
        uncovered=() if has_rest else left,
        has_rest=has_rest,
    )


def _covers(row: AnswerRow) -> bool:
    return not row.is_ended and not row.is_gone


def _answer_rows(office: Office, choices: Sequence[Named], today: date) -> Iterator[AnswerRow]:
    """The line for the rest first; of each matter what holds now and what will."""
    for one in (Named(kind=REST, id="", name=Bilingual(ky="")), *choices):
        key = (
            f"answers:{one.id if one.kind == TOPIC else ''}:{one.id if one.kind == SERVICE else ''}"
        )
        now = office.dated(key, today)
        for event in office.all(key):
            if event == now:
                yield _answer_row(office, one, event, "now", today)
            elif event is not None and event.from_on > today:
                yield _answer_row(office, one, event, "later", today)


def _answer_row(office: Office, named: Named, event: Any, when: When, today: date) -> AnswerRow:
    is_ended = isinstance(event, events.ResponsibilityEnded)
    staff_id = "" if is_ended else event.staff
    member = office.find_staff(staff_id)
    return AnswerRow(
        kind=named.kind,
        id=named.id,
        name=named.name,
        login="" if member is None else member.login,
        official="" if member is None else member.full_name,
        from_on=event.from_on,
        order=event.order,
        order_on=None if is_ended else event.order_on,
        when=when,
        is_ended=is_ended,
        is_gone=not is_ended and (member is None or not member.works_on(max(today, event.from_on))),
    )


def _name(office: Office, staff_id: str) -> str:
    found = office.find_staff(staff_id)
    return "" if found is None else found.full_name


def _login(office: Office, staff_id: str) -> str:
    found = office.find_staff(staff_id)
    return "" if found is None else found.login


class RuleLine(msgspec.Struct, frozen=True, kw_only=True):
    """A term as the adopted packs have it; `length` None is not established."""

    id: str
    title: Bilingual
    length: int | None
    unit: str
    legal: Bilingual
    is_confirmed: bool
    is_start_confirmed: bool
    in_force: bool
    entered_by: str


class ReleaseLine(msgspec.Struct, frozen=True, kw_only=True):
    """An adopted pack, calendar or catalogue: how much of it still waits for a confirmation."""

    kind: str
    id: str
    release: int
    title: Bilingual
    rows: int
    to_confirm: int
    covers_from: date | None = None
    covers_to: date | None = None


def to_confirm(rows: Sequence[Row]) -> int:
    return sum(row.status == "to_confirm" for row in rows)
