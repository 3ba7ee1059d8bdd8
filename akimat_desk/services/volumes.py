"""Volumes of the files of a year: what lies in which, closed when full or when the year ends."""

import uuid
from collections.abc import Callable
from datetime import date

import msgspec

from akimat_desk.domain.archive_events import FiledCase, FileListed, VolumeNamed
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.nomenclature import files
from akimat_desk.domain.offices import Office
from akimat_desk.domain.volumes import (
    NothingToFile,
    StoredUntil,
    Volume,
    VolumeUnknown,
    archived,
    closed_volumes,
    may_be_selected,
    stored_until,
)
from akimat_desk.services.core import Core
from akimat_desk.services.volume_book import volumes_of_year
from akimat_desk.storage import filed
from akimat_desk.storage.database import Connection

ACTION = "volumes"


class VolumeReading(msgspec.Struct, frozen=True, kw_only=True):
    """A volume with what the lists say of it.

    `row` is the file's row of that year, None where the list has none. `reopened` are ids of its
    cases that are worked on again. `act` is the id of the act by which it went to the archive.
    """

    volume: Volume
    row: FileListed | None
    stored: StoredUntil
    reopened: tuple[str, ...] = ()
    act: str = ""
    archived_on: date | None = None
    may_be_selected: bool = False


class WhereFiled(msgspec.Struct, frozen=True, kw_only=True):
    """In which volume a case lies, and as which of its cases."""

    volume: Volume
    place: int
    case: FiledCase


class Volumes:
    """Which case lies where follows from the journal; only the closing of a volume is an entry."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def years(self) -> tuple[int, ...]:
        """The years that have closed volumes, and this one."""
        with self._core.read() as (_, lens):
            found = {one.year for one in closed_volumes(lens.office)}
        return tuple(sorted({*found, self._today().year}))

    def of(self, year: int) -> tuple[VolumeReading, ...]:
        """Every volume of the year, file by file; those without an index come first."""
        with self._core.read() as (connection, lens):
            return self._read(connection, lens.office, year)

    def one(self, place: VolumeNamed) -> VolumeReading:
        """Raises VolumeUnknown."""
        for found in self.of(place.year):
            if found.volume.place == place:
                return found
        raise VolumeUnknown(place.year, place.index, place.volume)

    def where(self, case_id: str) -> WhereFiled | None:
        """None while the case is open and in no closed volume."""
        with self._core.read() as (connection, lens):
            closed = closed_volumes(lens.office)
            found = _where(closed, case_id)
            if found is not None:
                return found
            ended_on = filed.ended_on(connection, uuid.UUID(case_id).bytes)
            if ended_on is None:
                return None
            office_id = self._core.identity.office
            some = volumes_of_year(connection, lens.office, office_id, ended_on.year)
        return _where(some, case_id)

    def close(self, year: int, index: str) -> tuple[Volume, ...]:
        """All of a file that waits, in as many volumes as it takes. Raises NothingToFile."""
        done = self._close(year, lambda one: one.index == index)
        if not done:
            raise NothingToFile(year, index)
        return done

    def close_full(self, year: int) -> tuple[Volume, ...]:
        """Those that no further case fits into; mostly there are none."""
        return self._close(year, lambda one: one.is_full)

    def selectable(self) -> tuple[VolumeReading, ...]:
        """The closed volumes of all years whose established term has passed."""
        with self._core.read() as (_, lens):
            found = may_be_selected(closed_volumes(lens.office), lens.office, self._today())
            return tuple(
                VolumeReading(
                    volume=volume,
                    row=row,
                    stored=stored_until(row, volume.year),
                    may_be_selected=True,
                )
                for volume, row in found
            )

    def _close(self, year: int, is_meant: Callable[[Volume], bool]) -> tuple[Volume, ...]:
        with self._core.write(ACTION) as writing:
            office_id = self._core.identity.office
            some = volumes_of_year(writing.connection, writing.office, office_id, year)
            closing = tuple(one for one in some if not one.is_closed and is_meant(one))
            if closing:
                writing.append_office(*(one.closing() for one in closing))
        return closing

    def _read(self, connection: Connection, office: Office, year: int) -> tuple[VolumeReading, ...]:
        rows, acts, today = files(office, year), archived(office), self._today()
        at_work = {str(uuid.UUID(bytes=stream)) for stream in filed.open_now(connection)}
        found = []
        for volume in volumes_of_year(connection, office, self._core.identity.office, year):
            act, row = acts.get(volume.place), rows.get(volume.index)
            stored = stored_until(row, year)
            found.append(
                VolumeReading(
                    volume=volume,
                    row=row,
                    stored=stored,
                    reopened=tuple(one.case for one in volume.cases if one.case in at_work),
                    act="" if act is None else act.act,
                    archived_on=None if act is None else act.drawn_on,
                    may_be_selected=volume.is_closed and stored.has_passed(today),
                )
            )
        return tuple(found)

    def _today(self) -> date:
        return legal_day(self._core.clock.now())


def _where(volumes: tuple[Volume, ...], case_id: str) -> WhereFiled | None:
    for volume in volumes:
        for place, one in enumerate(volume.cases, start=1):
            if one.case == case_id:
                return WhereFiled(volume=volume, place=place, case=one)
    return None
