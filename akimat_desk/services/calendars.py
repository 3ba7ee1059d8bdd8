"""Days off and the working week: what a change would move is shown first, then adopted.

Adopting is one entry, and no case gets one of its own: the dates follow, and so does what is
told of them.
"""

import uuid
from collections.abc import Callable
from typing import Final

import msgspec

from akimat_desk.domain.calendar_events import CalendarChanged
from akimat_desk.domain.calendars import Calendar
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.facts import Event, EverythingBefore, Fact
from akimat_desk.domain.office_calendars import calendar_reference, office_calendar
from akimat_desk.domain.offices import Office, apply
from akimat_desk.domain.rights import may
from akimat_desk.journal.envelope import Entry
from akimat_desk.journal.fold import fold
from akimat_desk.services.calendar_changes import (
    YEARS,
    Changing,
    changed,
    changes_in,
    released_days,
    seen_by,
    told_as_change,
)
from akimat_desk.services.calendar_moves import Watch, in_order, moves, statutory_on
from akimat_desk.services.calendar_notices import CalendarNotices, notice_of
from akimat_desk.services.calendar_readings import (
    Adopted,
    CalendarYear,
    CaseMove,
    Change,
    Moved,
    Proposal,
)
from akimat_desk.services.calendar_releases import CalendarReleases
from akimat_desk.services.calendar_rows import rows_of
from akimat_desk.services.core import Core
from akimat_desk.services.references import CALENDAR, CALENDAR_ID
from akimat_desk.storage import bulk, journal
from akimat_desk.storage.database import Connection
from akimat_desk.storage.projections import Lens

_LATEST: Final = b"\xff" * 16


class Calendars:
    """The calendar this office works by."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self.notices = CalendarNotices(core, self)
        self.releases = CalendarReleases(core, self)

    def year(self, year: int) -> CalendarYear:
        """Raises FieldWrong for a year nobody can mean."""
        if year not in YEARS:
            raise FieldWrong("year", "out_of_range")
        with self._core.read() as (_, lens):
            published = self._published(lens.office)
            rows = tuple(rows_of(lens, published, year))
            calendar = lens.references.calendar
        actor = self._core.actor
        return CalendarYear(
            year=year,
            calendar=calendar,
            rows=rows,
            may_change=actor is None or may(actor.roles, "reference"),
        )

    def preview(self, proposal: Proposal, watch: Watch = Watch()) -> tuple[Moved, ...]:
        """The open cases whose statutory date would move, by their present date.

        Raises FieldWrong for what cannot be adopted, WorkCancelled.
        """
        return self.preview_event(lambda lens: self._changed(proposal, lens), watch)

    def preview_event(
        self, event: Callable[[Lens], Event], watch: Watch = Watch()
    ) -> tuple[Moved, ...]:
        """The same of any entry that changes the calendar, made for the office as it stands."""
        with self._core.read() as (connection, lens):
            after = self._lens_after(lens, event(lens))
            return in_order(list(moves(connection, lens, after, watch)))

    def adopt(self, proposal: Proposal, watch: Watch = Watch()) -> Adopted:
        """One entry; the lists of the cases it moves follow in the same transaction, or nothing.

        Raises FieldWrong, NotAllowed, WorkCancelled.
        """
        return self.adopt_event(lambda lens: self._changed(proposal, lens), watch)

    def adopt_event(self, event: Callable[[Lens], Event], watch: Watch = Watch()) -> Adopted:
        """The same of any entry that changes the calendar."""
        with self._core.write("reference") as writing:
            before = writing.lens
            made = event(before)
            found = list(moves(writing.connection, before, self._lens_after(before, made), watch))
            entry = writing.append_office(made).heads[0]
            after = writing.lens
            for move in found:
                bulk.redate(writing.connection, move.stream, move.case, after)
            watch.at(len(found), len(found))
        return Adopted(change=entry.hex(), moved=in_order(found))

    def changes(self) -> tuple[Change, ...]:
        """What was adopted at any desk of the office, the newest first."""
        with self._core.read() as (connection, lens):
            entries = journal.entries_of(connection, self._core.office_stream)
        found = sorted(changes_in(entries), key=lambda row: row[0].envelope.hlc, reverse=True)
        return tuple(self._told(row, entries, lens) for row in found)

    def moved_by(self, change: str, watch: Watch = Watch()) -> tuple[Moved, ...]:
        """The cases still open that this change moved, with the notices given of it.

        Told from what its author had seen, whatever was adopted since. Raises FieldWrong.
        """
        with self._core.read() as (connection, lens):
            before, after = self.around(connection, lens, change)
            found = moves(connection, before, after, watch, is_before_listed=False)
            return in_order(list(found), notice_of(change))

    def moves_of(self, case_id: str) -> tuple[CaseMove, ...]:
        """When and how changes of the calendar moved this case; no entry of its own says so."""
        stream = uuid.UUID(case_id).bytes
        with self._core.read() as (connection, lens):
            own = journal.entries_of(connection, stream)
            office = journal.entries_of(connection, self._core.office_stream)
            begun = min((entry.envelope.hlc for entry in own), default=0)
            since = [row for row in changes_in(office) if row[0].envelope.hlc > begun]
            found = [self._case_move(own, office, row, lens) for row in since]
        told = (one for one in found if one is not None)
        return tuple(sorted(told, key=lambda one: one.change.at))

    def _case_move(
        self,
        own: list[Entry],
        office: list[Entry],
        row: tuple[Entry, Changing],
        lens: Lens,
    ) -> CaseMove | None:
        """With the facts of the case as they stood when the change was adopted."""
        entry = row[0]
        state = fold(one for one in own if one.envelope.hlc < entry.envelope.hlc).state
        if state is None or state.opened is None:
            return None
        before, after = self._lenses(office, entry, lens)
        was, will = statutory_on(state, before, after)
        if was == will:
            return None
        return CaseMove(change=self._told(row, office, lens), before=was, after=will)

    def _told(self, row: tuple[Entry, Changing], entries: list[Entry], lens: Lens) -> Change:
        entry, event = row
        if isinstance(event, CalendarChanged):
            return told_as_change(entry, event, lens.office)
        before, after = (self._published(one) for one in _offices(entries, entry))
        return told_as_change(entry, event, lens.office, released_days(before, after))

    def around(self, connection: Connection, lens: Lens, change: str) -> tuple[Lens, Lens]:
        """How terms were reckoned without a change and with it. Raises FieldWrong."""
        entries = journal.entries_of(connection, self._core.office_stream)
        found = next((one for one, _ in changes_in(entries) if one.reference.hex() == change), None)
        if found is None:
            raise FieldWrong("change", "unknown")
        return self._lenses(entries, found, lens)

    def _lenses(self, entries: list[Entry], change: Entry, lens: Lens) -> tuple[Lens, Lens]:
        before, after = _offices(entries, change)
        return self._lens_of(lens, before), self._lens_of(lens, after)

    def _lens_after(self, lens: Lens, event: Event) -> Lens:
        fact = Fact(_LATEST, EverythingBefore(), event)
        return self._lens_of(lens, apply(lens.office, fact))

    def _lens_of(self, lens: Lens, office: Office) -> Lens:
        """The same people and rules under that office's calendar."""
        digest, published = self._core.shelf.adopted(office, CALENDAR, CALENDAR_ID)
        calendar = office_calendar(published, office)
        references = msgspec.structs.replace(
            lens.references,
            calendar=calendar,
            calendar_id=calendar_reference(digest, calendar, office),
        )
        return msgspec.structs.replace(lens, references=references)

    def _published(self, office: Office) -> Calendar:
        found: Calendar = self._core.shelf.adopted(office, CALENDAR, CALENDAR_ID)[1]
        return found

    def _changed(self, proposal: Proposal, lens: Lens) -> CalendarChanged:
        """Raises FieldWrong; a change that changes nothing is refused too."""
        event = changed(proposal, self._published(lens.office), lens.office)
        if self._lens_after(lens, event).references.calendar == lens.references.calendar:
            raise FieldWrong("day", "unchanged")
        return event


def _offices(entries: list[Entry], change: Entry) -> tuple[Office, Office]:
    """The office as the author of a change saw it, without it and with it."""
    seen = seen_by(change, entries)
    before: Office = fold(entry for entry in entries if entry.reference in seen).state
    after: Office = fold(e for e in entries if e.reference in seen or e is change).state
    return before, after
