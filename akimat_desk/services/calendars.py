"""A day off more or less: what it would move is shown first, then adopted in one entry."""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec

from akimat_desk.domain import duties
from akimat_desk.domain.calendars import Calendar, DayOff, parse_calendar
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.core import Core
from akimat_desk.services.references import CALENDAR, CALENDAR_ID, ReferenceObject
from akimat_desk.storage import bulk, held

_canonical = msgspec.json.Encoder(order="sorted")


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """One open case whose statutory date another calendar moves."""

    case: str
    number: str
    before: date | None
    after: date | None


class Calendars:
    """The office's calendar and its releases."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def with_day(self, day: date, name: Bilingual, kind: str = "extra") -> ReferenceObject:
        """The next release of the adopted calendar with one day off more.

        Its bytes are a function of the calendar and the day alone, so that the same day added at
        two desks is one release. Raises CalendarWrong.
        """
        with self._core.read() as (connection, lens):
            digest, _ = self._core.shelf.adopted(lens.office, CALENDAR, CALENDAR_ID)
            bodies = {key: body for _, key, body in held.reference_objects(connection)}
        data: dict[str, Any] = msgspec.json.decode(bodies[digest])
        row = msgspec.convert(
            {
                "day": day,
                "kind": kind,
                "name": name,
                "status": "to_confirm",
                "source": "office",
            },
            DayOff,
            from_attributes=True,
        )
        rows = [one for one in data["days_off"] if one["day"] != day.isoformat()]
        rows.append(msgspec.to_builtins(row))
        data["days_off"] = sorted(rows, key=lambda one: str(one["day"]))
        data["release"] = int(data["release"]) + 1
        body = _canonical.encode(data)
        parse_calendar(msgspec.json.decode(body))
        return ReferenceObject(kind=CALENDAR, id=CALENDAR_ID, release=data["release"], body=body)

    def preview(
        self, release: ReferenceObject, progress: Callable[[int], None] = lambda _: None
    ) -> tuple[Moved, ...]:
        """The open cases whose statutory date would move, by their present date."""
        calendar = parse_calendar(msgspec.json.decode(release.body))
        with self._core.read() as (connection, lens):
            after = msgspec.structs.replace(
                lens.references, calendar=self._worked(lens, calendar), calendar_id=release.digest
            )
            moved = []
            for seen, (stream, folded) in enumerate(bulk.open_cases(connection), 1):
                found = _moved(stream, folded.state, lens, after)
                if found is not None:
                    moved.append(found)
                if seen % 500 == 0:
                    progress(seen)
        return tuple(sorted(moved, key=lambda one: (one.before or date.max, one.number)))

    def adopt(self, release: ReferenceObject) -> int:
        """One entry; the lists of all open cases follow in the same transaction. Counts them."""
        core = self._core
        core.shelf.hold(release.kind, release.digest, release.body)
        with core.write("reference") as writing:
            held.keep_reference(
                writing.connection,
                digest=release.digest,
                kind=release.kind,
                reference_id=release.id,
                release=release.release,
                body=release.body,
            )
            writing.append_office(release.adopted())
            return bulk.project_open_cases(writing.connection, writing.lens)

    def _worked(self, lens: Any, calendar: Calendar) -> Calendar:
        """The office's own working week stays with every release."""
        return calendar.with_week(lens.references.calendar.week)


def _moved(stream: bytes, case: Any, lens: Any, after: duties.References) -> Moved | None:
    if case is None or case.opened is None:
        return None
    now = duties.dates(case, lens.office, lens.office_id, lens.references)
    then = duties.dates(case, lens.office, lens.office_id, after)
    if now.statutory is None or then.statutory is None:
        return None
    if now.statutory.earliest == then.statutory.earliest:
        return None
    return Moved(
        case=str(uuid.UUID(bytes=stream)),
        number=case.registered.number,
        before=now.statutory.earliest,
        after=then.statutory.earliest,
    )
