"""The facts of files and archive: the yearly list of files, closed volumes, closed years."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from akimat_desk.domain.facts import Event
from akimat_desk.domain.readings import Bilingual, Reading


class CaseFiled(Event, frozen=True, kw_only=True):
    """An ended case lies in another file than its closing said, or its closing said none."""

    file_index: str
    filed_on: date
    sheets: int = 0


class FileListed(Event, frozen=True, kw_only=True):
    """A file of a year as its row reads from now on.

    `years` is how long it is stored, 0 where nobody has established it; `to_confirm` says that
    nobody answers for the term yet. `holder` is a department or whoever keeps the file, in
    words. `topics` and `kinds` are ids whose cases it is offered for.
    """

    year: int
    index: str
    title: Bilingual
    years: int = 0
    is_permanent: bool = False
    to_confirm: bool = True
    ground: str = ""
    holder: str = ""
    note: str = ""
    topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


class FileDropped(Event, frozen=True, kw_only=True):
    """The list of the year has this file no more, or was to have it and will not."""

    year: int
    index: str
    reason: str = ""


class FiledCase(Reading, frozen=True, kw_only=True):
    """A case as a volume lists it; `case` is its id."""

    case: str
    number: str
    sheets: int
    closed_on: date


class VolumeClosed(Event, frozen=True, kw_only=True):
    """The cases of a volume are fixed, in the order in which they lie in it."""

    year: int
    index: str
    volume: int
    cases: tuple[FiledCase, ...]
    sheets: int
    first_on: date
    last_on: date


class SeriesCertified(Reading, frozen=True, kw_only=True):
    """One series of numbers of a journal in a year; `mark` is "" where the office has but one."""

    journal: str
    mark: str
    entries: int
    last: int


class CarriedCase(Reading, frozen=True, kw_only=True):
    """A case that was open when the year ended; `holder` is a staff id."""

    case: str
    number: str
    registered_on: date
    due_on: date | None = None
    holder: str = ""


class YearClosed(Event, frozen=True, kw_only=True):
    """What was in the journals when the year was closed, and which cases went over.

    It names no day of its own: two desks that close one year say the same.
    """

    year: int
    journals: tuple[SeriesCertified, ...] = ()
    carried: tuple[CarriedCase, ...] = ()


class VolumeNamed(Reading, frozen=True, kw_only=True):
    """A volume by its place."""

    year: int
    index: str
    volume: int


class VolumesArchived(Event, frozen=True, kw_only=True):
    """Volumes were handed over to an archive by an act; `act` is a UUID, `taker` in words."""

    act: str
    drawn_on: date
    volumes: tuple[VolumeNamed, ...]
    archive: str
    taker: str = ""
    ground: str = ""


ARCHIVE_CASE_EVENTS: Final[tuple[type[Any], ...]] = (CaseFiled,)
ARCHIVE_SLOTS: Final[Mapping[type[Event], Callable[[Any], str]]] = {
    FileListed: lambda e: f"file:{e.year:04d}:{e.index}",
    FileDropped: lambda e: f"file:{e.year:04d}:{e.index}",
    VolumeClosed: lambda e: f"volume:{e.year:04d}:{e.index}:{e.volume:04d}",
    YearClosed: lambda e: f"year:{e.year:04d}",
    VolumesArchived: lambda e: f"archived:{e.act}",
}
ARCHIVE_OFFICE_EVENTS: Final[tuple[type[Any], ...]] = tuple(ARCHIVE_SLOTS)
