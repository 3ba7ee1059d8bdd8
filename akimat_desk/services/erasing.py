"""Erasing a matter on a ground: what goes, what stays, and the sweeping behind it."""

import uuid
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from akimat_desk.domain.errors import FieldWrong, RuleBroken, StaffUnknown
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.offices import Office
from akimat_desk.domain.rights import role_for
from akimat_desk.domain.stream_events import NumberTaken, StreamErased
from akimat_desk.journal.envelope import Entry
from akimat_desk.journal.fold import Folded, fold
from akimat_desk.services.cases import Cases, OpenCase
from akimat_desk.services.core import Core, Writing
from akimat_desk.services.integrity import Cancelled, Report
from akimat_desk.services.share_files import ShareFiles
from akimat_desk.storage import erasing, file_places, journal, numbers_given, share, verification
from akimat_desk.storage.database import Connection
from akimat_desk.storage.share import ShareRow
from akimat_desk.storage.share_folder import FolderUnreachable, SharedFolder

HEAD = "head"


@dataclass(eq=False)
class ErasureNotByHead(RuleBroken):
    """A head of the office orders it; the one named is none today."""

    login: str


class WhatGoes(msgspec.Struct, frozen=True, kw_only=True):
    """What an erasure of one matter would take away, and what it would leave.

    `with_person`: the applicant's record goes too, since no other matter of this office has it.
    `records` have streams of their own and stay; so do copies made before, until they are gone.
    """

    number: str
    applicant: str
    entries: int
    files: int
    with_person: bool
    records: int
    is_open: bool


class Erased(msgspec.Struct, frozen=True, kw_only=True):
    """`is_swept` is False where free pages or a share that is away still wait for it."""

    number: str
    entries: int
    files: int
    with_person: bool
    is_swept: bool


class ErasedLine(msgspec.Struct, frozen=True, kw_only=True):
    """What is still known of an erased matter."""

    number: str
    ground: str
    ordered_by: str
    erased_by: str
    at: int


class Erasing:
    """By the head or the administrator, always ordered by a head, always with a ground."""

    def __init__(self, core: Core, cases: Cases) -> None:
        self._core = core
        self._cases = cases

    def foresee(self, case_id: str) -> WhatGoes:
        """Reads only. Raises NumberUnknown for what is not on record here."""
        with self._core.read() as (connection, lens):
            return _what_goes(connection, self._cases.opened_in(connection, lens, case_id))

    def erase(
        self,
        case_id: str,
        ground: str,
        ordered_by: str = "",
        report: Report = lambda _done, _total: None,
        cancelled: Cancelled = lambda: False,
    ) -> Erased:
        """A copy is made first, and only that can be watched and stopped. Raises NotAllowed,
        FieldWrong (no ground), StaffUnknown, ErasureNotByHead, NumberUnknown, CopyNotMade,
        WorkCancelled."""
        core = self._core
        if not ground.strip():
            raise FieldWrong("ground", "empty")
        role_for(core.actor, "erase")
        with core.read() as (connection, lens):
            self._cases.opened_in(connection, lens, case_id)
            _head(core, lens.office, ordered_by)
        # What is erased by mistake comes back from here alone, until the copies run out.
        core.before_risk("erase", report=report, cancelled=cancelled)
        with core.write("erase") as writing:
            found = self._cases.opened_in(writing.connection, writing.lens, case_id)
            head = _head(core, writing.office, ordered_by)
            goes = _what_goes(writing.connection, found)
            for stream in _streams(writing.connection, case_id, with_person=goes.with_person):
                _erase(writing, stream, goes.number, ground.strip(), head)
        return Erased(
            number=goes.number,
            entries=goes.entries,
            files=goes.files,
            with_person=goes.with_person,
            is_swept=sweep(core),
        )

    def all(self) -> tuple[ErasedLine, ...]:
        """The latest first."""
        with self._core.read() as (connection, lens):
            found = (
                _line(entry, lens.office)
                for stream in erasing.erased_streams(connection)
                for entry in journal.entries_of(connection, stream)
                if entry.envelope.type == erasing.ERASED
            )
            lines = {one.number: one for one in found if one.number}
        return tuple(sorted(lines.values(), key=lambda one: one.at, reverse=True))


def sweep(core: Core) -> bool:
    """What an erasure left to do outside its transaction, here or brought by an exchange: files,
    the share's copies, full text, free pages. Cut off, it begins once more; False where it must.
    """
    with core.database.read() as connection:
        due = erasing.to_sweep(connection)
        if due is None:
            return True
        named = verification.file_digests(connection)
        row = share.find(connection)
    gone = set(due.files) - named
    for digest in gone:
        core.files.discard(digest)
    is_away = row is not None and not _dropped(core, row, due.shared, gone)
    with core.database.write() as connection:
        erasing.sweep_text(connection)
        file_places.forget(connection, gone)
        if not is_away:
            share.drop_files(connection, due.shared)
    if is_away or not core.database.compact():
        return False
    with core.database.write() as connection:
        erasing.swept(connection)
    return True


def _dropped(core: Core, row: ShareRow, names: Sequence[str], files: set[bytes]) -> bool:
    """The next round writes these stretches anew, without what was erased; the files are gone."""
    place = SharedFolder(Path(row.folder), row.share, core.identity.workspace_id[:16])
    try:
        there = place.listed() if names else {}
        for name in names:
            if name in there:
                place.drop(name)
        if row.is_on and row.folder:
            ShareFiles(core, row, Path(row.folder)).drop(files)
    except FolderUnreachable:
        return False
    return True


def _what_goes(connection: Connection, found: OpenCase) -> WhatGoes:
    entries = journal.entries_of(connection, uuid.UUID(found.id).bytes)
    registered = found.case.registered
    return WhatGoes(
        number=registered.number,
        applicant=registered.applicant.name,
        entries=len(entries),
        files=len(erasing.files_of(entries)),
        with_person=len(_streams(connection, found.id, with_person=True)) > 1,
        records=erasing.records_of(connection, found.id),
        is_open=found.case.ending_at(found.lens.office_id) is None,
    )


def _streams(connection: Connection, case_id: str, *, with_person: bool) -> list[bytes]:
    """The matter's, and the applicant's where it is of no other matter."""
    stream = uuid.UUID(case_id).bytes
    person = str(getattr(journal.load(connection, stream).state.registered, "person", ""))
    if not (with_person and person):
        return [stream]
    with suppress(ValueError):
        theirs = uuid.UUID(person).bytes
        is_here = bool(journal.entries_of(connection, theirs))
        if is_here and not erasing.is_named_elsewhere(connection, person, stream):
            return [stream, theirs]
    return [stream]


def _erase(writing: Writing, stream: bytes, number: str, ground: str, head: str) -> None:
    connection = writing.connection
    entries = journal.entries_of(connection, stream)
    folded: Folded = fold(entries)
    writing.append(
        stream,
        folded,
        StreamErased(
            ground=ground,
            ordered_by=head,
            number=number,
            taken=tuple(_taken(entries, folded, writing)),
        ),
    )


def _taken(entries: list[Entry], folded: Folded, writing: Writing) -> Iterable[NumberTaken]:
    """The highest of each series."""
    last: dict[tuple[bytes, str, int], int] = {}
    for origin, letter, year, number in numbers_given.numbers(entries, folded, writing.lens):
        key = (origin, letter, year)
        last[key] = max(number, last.get(key, 0))
    for (origin, letter, year), number in sorted(last.items()):
        yield NumberTaken(origin=origin, journal=letter, year=year, sequence=number)


def _head(core: Core, office: Office, login: str) -> str:
    """The staff id of the head who orders it; without a name whoever is signed in."""
    today = legal_day(core.clock.now())
    found = office.find_login(login) if login else core.actor
    if found is None:
        raise StaffUnknown(login)
    if HEAD not in found.roles or not found.works_on(today):
        raise ErasureNotByHead(found.login)
    return found.id


def _line(entry: Entry, office: Office) -> ErasedLine:
    told = erasing.erasure_of(entry)
    actor = str(uuid.UUID(bytes=entry.envelope.actor))
    return ErasedLine(
        number=told.number,
        ground=told.ground,
        ordered_by=_name(office, told.ordered_by),
        erased_by=_name(office, actor),
        at=entry.envelope.at,
    )


def _name(office: Office, staff: str) -> str:
    found = office.find_staff(staff)
    return staff if found is None else found.short_name
