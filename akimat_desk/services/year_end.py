"""The end of a year in one go: volumes, journals, cases that go over, the next list of files."""

import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from akimat_desk.domain import nomenclature
from akimat_desk.domain.archive_events import (
    CarriedCase,
    FileDropped,
    FileListed,
    SeriesCertified,
    YearClosed,
)
from akimat_desk.domain.cases import Case
from akimat_desk.domain.duties import dates, own_start, responsible
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.nomenclature import FileDiff
from akimat_desk.domain.offices import Office
from akimat_desk.domain.volumes import Volume, own_number
from akimat_desk.domain.year_end import YearNotOver, last_day, says_the_same, year_closed
from akimat_desk.services.core import Core
from akimat_desk.services.volume_book import volumes_of_year
from akimat_desk.storage import filed
from akimat_desk.storage.database import Connection
from akimat_desk.storage.projections import Lens

ACTION = "year-end"


class CarriedLine(msgspec.Struct, frozen=True, kw_only=True):
    """A case that goes over, as the list shows it."""

    case: CarriedCase
    holder: str
    subject: str = ""


class YearPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What closing the year does, or did.

    `volumes` are to be closed; `unfiled` counts the ended cases that no file was named for, and
    `without_sheets` those nobody counted sheets of: both are closed all the same. `next_files`
    is how the next year's list differs from this one's, None where there is no list at all.
    `writes` counts the entries, 0 where everything was said already. `is_over` says whether the
    year can be closed today.
    """

    year: int
    carried: tuple[CarriedLine, ...]
    journals: tuple[SeriesCertified, ...]
    volumes: tuple[Volume, ...]
    next_files: FileDiff | None
    unfiled: int
    without_sheets: int
    writes: int
    is_over: bool
    is_closed: bool


class _Found(msgspec.Struct, frozen=True):
    plan: YearPlan
    events: tuple[Any, ...]


class YearEnd:
    """Two desks that know the same and close a year apart write the same."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def preview(self, year: int) -> YearPlan:
        """Folds every case that was open when the year ended, or is: asked for off the window's
        thread."""
        with self._core.read() as (connection, lens):
            return self._found(connection, lens, year).plan

    def run(self, year: int) -> YearPlan:
        """Gives what was done; where `writes` is 0 nothing was. Raises YearNotOver."""
        with self._core.read() as (connection, lens):
            seen = self._found(connection, lens, year)
        if not seen.plan.is_over:
            raise YearNotOver(year)
        if not seen.events:
            return seen.plan
        self._core.before_risk("year_end")
        with self._core.write(ACTION) as writing:
            # Once more: another window of the office may have written since.
            found = self._found(writing.connection, writing.lens, year)
            if found.events:
                writing.append_office(*found.events)
        return found.plan

    def _found(self, connection: Connection, lens: Lens, year: int) -> _Found:
        office = lens.office
        some = volumes_of_year(connection, office, lens.office_id, year)
        volumes = tuple(one for one in some if not one.is_closed)
        journals = tuple(_journals(connection, office, year))
        carried = tuple(_carried(connection, lens, year))
        files, diff = _next_files(office, year)
        said = year_closed(office, year)
        cases = tuple(one.case for one in carried)
        closing: list[Any] = [one.closing() for one in volumes]
        if not says_the_same(said, journals, cases):
            closing.append(YearClosed(year=year, journals=journals, carried=cases))
        events = (*closing, *files)
        filed_now = [(one.index, case.sheets) for one in some for case in one.cases]
        plan = YearPlan(
            year=year,
            carried=carried,
            journals=journals,
            volumes=volumes,
            next_files=diff,
            unfiled=sum(not index for index, _ in filed_now),
            without_sheets=sum(not sheets for _, sheets in filed_now),
            writes=len(events),
            is_over=legal_day(self._core.clock.now()) > last_day(year),
            is_closed=said is not None,
        )
        return _Found(plan, events)


def _journals(connection: Connection, office: Office, year: int) -> Iterator[SeriesCertified]:
    marks = {one.origin: one.mark for one in office.all("series")}
    for one in filed.series_of(connection, year, marks):
        entries = one.last if one.entries is None else one.entries
        yield SeriesCertified(journal=one.journal, mark=one.mark, entries=entries, last=one.last)


def _carried(connection: Connection, lens: Lens, year: int) -> Iterator[CarriedLine]:
    end = last_day(year)
    for stream, folded in filed.as_on(connection, end):
        case: Case | None = folded.state
        if case is None or case.opened is None or case.ending_at(lens.office_id) is not None:
            continue
        yield _line(stream, case, lens, end)


def _line(stream: bytes, case: Case, lens: Lens, end: date) -> CarriedLine:
    holder = responsible(case)
    named = lens.office.find_staff(holder) if holder else None
    due = dates(case, lens.office, lens.office_id, lens.references, end).next
    told = CarriedCase(
        case=str(uuid.UUID(bytes=stream)),
        number=own_number(case, lens.office_id),
        registered_on=own_start(case, lens.office_id).registered_on,
        due_on=None if due is None else due.due_on,
        holder=holder,
    )
    name = "" if named is None else named.short_name
    return CarriedLine(case=told, holder=name, subject=case.field("subject"))


def _next_files(
    office: Office, year: int
) -> tuple[tuple[FileListed | FileDropped, ...], FileDiff | None]:
    rows = nomenclature.files(office, year)
    if not rows:
        return (), None
    wanted = nomenclature.carried_forward(office, year)
    return nomenclature.events_to(office, year + 1, wanted), nomenclature.differ(rows, wanted)
