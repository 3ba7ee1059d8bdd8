"""Volumes of files: which ended case lies in which volume, each in exactly one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import msgspec

from akimat_desk.domain import case_events as events
from akimat_desk.domain.archive_events import (
    CaseFiled,
    FiledCase,
    FileListed,
    VolumeClosed,
    VolumeNamed,
    VolumesArchived,
)
from akimat_desk.domain.cases import Case
from akimat_desk.domain.errors import RuleBroken
from akimat_desk.domain.nomenclature import files
from akimat_desk.domain.offices import Office

MOST_SHEETS: Final = 250
FILED: Final = "filed"
_FILED_ENDS: Final = (events.CaseClosed, events.CaseWithdrawn, events.CaseForwarded)


@dataclass(eq=False)
class VolumeUnknown(RuleBroken):
    """No such volume, or it is open still."""

    year: int
    index: str
    volume: int


@dataclass(eq=False)
class NothingToFile(RuleBroken):
    """The file has no ended case that is in no closed volume."""

    year: int
    index: str


@dataclass(eq=False)
class CaseInVolume(RuleBroken):
    """The case lies in a closed volume: it is not taken out of it."""

    number: str
    index: str
    volume: int


class Filing(msgspec.Struct, frozen=True, kw_only=True):
    """An ended case on its way to a volume; `at` is the instant of its ending."""

    index: str
    case: FiledCase
    at: int = 0

    @property
    def year(self) -> int:
        return self.case.closed_on.year


class Volume(msgspec.Struct, frozen=True, kw_only=True):
    """A volume as it stands; an open one is numbered as it will be.

    `is_full`: no further case fits, or one more would not. `is_disputed`: two desks closed it
    apart and not alike.
    """

    year: int
    index: str
    number: int
    cases: tuple[FiledCase, ...]
    is_closed: bool
    is_full: bool = False
    is_disputed: bool = False

    @property
    def sheets(self) -> int:
        return sum(one.sheets for one in self.cases)

    @property
    def first_on(self) -> date:
        return min(one.closed_on for one in self.cases)

    @property
    def last_on(self) -> date:
        return max(one.closed_on for one in self.cases)

    @property
    def place(self) -> VolumeNamed:
        return VolumeNamed(year=self.year, index=self.index, volume=self.number)

    def closing(self) -> VolumeClosed:
        return VolumeClosed(
            year=self.year,
            index=self.index,
            volume=self.number,
            cases=self.cases,
            sheets=self.sheets,
            first_on=self.first_on,
            last_on=self.last_on,
        )


def file_index(case: Case, office_id: str) -> str:
    """Where the case lies, "" where nobody said."""
    return _told(case, office_id)[0]


def own_number(case: Case, office_id: str) -> str:
    """The number that this office gave the case."""
    accepted: Any = case.slot(f"incoming:{office_id}").held
    found: str = (case.registered if accepted is None else accepted.event).number
    return found


def filing(case_id: str, case: Case, office_id: str) -> Filing | None:
    """The case as a file takes it; None while it is open, and of one that was registered in
    error or given back: its paper is not here."""
    ending, ended_on = case.ending_at(office_id), case.ended_on_at(office_id)
    if ending is None or ended_on is None or not isinstance(ending.event, _FILED_ENDS):
        return None
    index, sheets = _told(case, office_id)
    taken = case.field("sheets") or sum(paper.sheets for paper in case.registered.papers)
    told = FiledCase(
        case=case_id,
        number=own_number(case, office_id),
        sheets=sheets or taken,
        closed_on=ended_on,
    )
    return Filing(index=index, case=told, at=ending.at)


def _told(case: Case, office_id: str) -> tuple[str, int]:
    """Index and sheets: what was said last of closing and filing."""
    ending, filed = case.ending_at(office_id), case.slot(FILED).shown
    if ending is None:
        return "", 0
    said: Any = ending.event
    if filed is not None and isinstance(filed.event, CaseFiled) and filed.at >= ending.at:
        sheets = filed.event.sheets or getattr(said, "sheets", 0)
        return filed.event.file_index, sheets
    return getattr(said, "file_index", ""), getattr(said, "sheets", 0)


def parts(cases: Sequence[FiledCase]) -> tuple[tuple[FiledCase, ...], ...]:
    """Cases in their order into volumes of at most 250 sheets; a case is never parted, so one
    that has more has a volume of its own."""
    found: list[list[FiledCase]] = []
    sheets = 0
    for one in cases:
        if not found or sheets + one.sheets > MOST_SHEETS:
            found.append([])
            sheets = 0
        found[-1].append(one)
        sheets += one.sheets
    return tuple(map(tuple, found))


def closed_volumes(office: Office) -> tuple[Volume, ...]:
    """Every closed volume of the office, in order. A case that two of them list, because two
    desks closed them apart, lies in the first."""
    seen: set[str] = set()
    found = []
    for key in sorted(key for key in office.slots if key.startswith("volume:")):
        slot = office.slots[key]
        event: Any = None if slot.shown is None else slot.shown.event
        if not isinstance(event, VolumeClosed):
            continue
        cases = tuple(one for one in event.cases if one.case not in seen)
        seen.update(one.case for one in cases)
        if cases:
            found.append(
                Volume(
                    year=event.year,
                    index=event.index,
                    number=event.volume,
                    cases=cases,
                    is_closed=True,
                    is_full=True,
                    is_disputed=slot.is_disputed,
                )
            )
    return tuple(found)


def open_volumes(
    filings: Iterable[Filing], closed: Sequence[Volume], year: int
) -> tuple[Volume, ...]:
    """What lies in no closed volume, file by file, in the order in which the cases ended."""
    placed = {one.case for volume in closed for one in volume.cases}
    by_index: dict[str, list[Filing]] = {}
    for one in sorted(filings, key=_order):
        if one.year == year and one.case.case not in placed:
            by_index.setdefault(one.index, []).append(one)
    found: list[Volume] = []
    for index, some in sorted(by_index.items()):
        last = max((v.number for v in closed if (v.year, v.index) == (year, index)), default=0)
        found += _numbered(year, index, last, parts([one.case for one in some]))
    return tuple(found)


def _numbered(
    year: int, index: str, last: int, filled: Sequence[tuple[FiledCase, ...]]
) -> Iterable[Volume]:
    for n, cases in enumerate(filled, start=1):
        sheets = sum(one.sheets for one in cases)
        is_full = n < len(filled) or sheets >= MOST_SHEETS
        yield Volume(
            year=year, index=index, number=last + n, cases=cases, is_closed=False, is_full=is_full
        )


def _order(one: Filing) -> tuple[date, int, str, str]:
    return one.case.closed_on, one.at, one.case.number, one.case.case


class StoredUntil(msgspec.Struct, frozen=True, kw_only=True):
    """How long a volume is stored; `until` is the last year, None of a permanent one or where
    the term is not established."""

    until: int | None
    is_permanent: bool = False
    to_confirm: bool = False

    def has_passed(self, today: date) -> bool:
        """Only of a term that somebody answers for."""
        return self.until is not None and not self.to_confirm and today.year > self.until


def stored_until(row: FileListed | None, year: int) -> StoredUntil:
    """A term counts from the first of January after the year of the file."""
    if row is None or (not row.is_permanent and not row.years):
        return StoredUntil(until=None, to_confirm=True)
    until = None if row.is_permanent else year + row.years
    return StoredUntil(until=until, is_permanent=row.is_permanent, to_confirm=row.to_confirm)


def may_be_selected(
    closed: Sequence[Volume], office: Office, today: date
) -> tuple[tuple[Volume, FileListed], ...]:
    """The volumes whose established term has passed, with their rows: what a commission may look
    at. Nothing follows from it."""
    lists: dict[int, Mapping[str, FileListed]] = {}
    found = []
    for volume in closed:
        rows = lists.setdefault(volume.year, files(office, volume.year))
        row = rows.get(volume.index)
        if row is not None and stored_until(row, volume.year).has_passed(today):
            found.append((volume, row))
    return tuple(found)


def archived(office: Office) -> dict[VolumeNamed, VolumesArchived]:
    """The volumes that were handed over to an archive, by which act."""
    return {place: act for act in office.all("archived") for place in act.volumes}
