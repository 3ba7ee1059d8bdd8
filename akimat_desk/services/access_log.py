"""Who looked at, printed, took out or unmasked what: noted beside the journal, for the auditor."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import msgspec

from akimat_desk.domain.access_notes import (
    CASE,
    EXPORTED,
    OPENED,
    PERSON,
    PRINTED,
    UNMASKED,
    WHATS,
    AccessNote,
    AccessNoted,
)
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.offices import Office
from akimat_desk.domain.rights import role_for
from akimat_desk.services.core import Core
from akimat_desk.services.seen import About, Opening, Piles
from akimat_desk.storage import access, access_subjects
from akimat_desk.storage.database import Connection
from akimat_desk.storage.journal import Stamp

MOST = 1000
AUDIT = "audit"


class AccessFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Of which days, by whom (a login), to which case (its id), what was done."""

    from_on: date | None = None
    until_on: date | None = None
    login: str = ""
    case_id: str = ""
    what: str = ""


class AccessRow(msgspec.Struct, frozen=True, kw_only=True):
    """What one person did on one day to one thing. `name` is the number of a case or the name of
    an applicant; `at` is the last time, UTC milliseconds."""

    day: date
    at: int
    login: str
    who: str
    what: str
    kind: str
    subject: str
    name: str
    times: int
    rows: int
    reason: str
    detail: str


class AccessLog:
    """Openings are only counted until `flush` writes them in one group: no screen waits for it.
    All else is written at once. Every log of one desk counts into the same piles."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def opened(self, kind: str, subject: str) -> None:
        """A card was opened; touches neither disk nor database."""
        about = About("", kind, subject)
        self._core.seen.look(Opening(self._who(), self._today(), about))

    @property
    def is_waiting(self) -> bool:
        """Whether openings are counted that are not written yet."""
        return self._core.seen.is_waiting

    def flush(self) -> int:
        """Write what was counted, one entry a person. Counts the notes."""
        if not self.is_waiting:
            return 0
        with self._core.seen.taken() as piles, self._core.database.write() as connection:
            self._write_piles(connection, piles)
            return len(piles)

    def printed(self, kind: str, subject: str, detail: str = "") -> None:
        with self.printing(About(detail, kind, subject)):
            pass

    @contextmanager
    def printing(self, about: About) -> Iterator[None]:
        """In the transaction that goes with the file: what fails inside is not noted."""
        with self._noted(PRINTED, about):
            yield

    def unmasked(self, person_id: str) -> None:
        """A personal number was shown whole."""
        with self._noted(UNMASKED, About("", PERSON, person_id)):
            pass

    def exported(
        self, connection: Connection, kind: str, *, rows: int, reason: str, detail: str = ""
    ) -> None:
        """In the transaction that goes with the file: what goes out unnoted does not go out."""
        self._write(
            connection,
            self._who(),
            [
                AccessNote(
                    what=EXPORTED,
                    kind=kind,
                    day=self._today(),
                    rows=rows,
                    reason=reason,
                    detail=detail,
                )
            ],
        )

    def rows(self, wanted: AccessFilter, limit: int = MOST) -> tuple[AccessRow, ...]:
        """The newest day first. Raises NotAllowed, FieldWrong."""
        role_for(self._core.actor, AUDIT)
        self.flush()
        with self._core.read() as (connection, lens):
            narrowed = _narrowed(wanted, lens.office)
            found = access.counted(connection, narrowed, limit)
            names = access_subjects.names(connection, {(one.kind, one.subject) for one in found})
            staff = {one.id: one for one in lens.office.staff()}
        return tuple(_row(one, staff.get(one.actor), names) for one in found)

    @contextmanager
    def _noted(self, what: str, about: About) -> Iterator[None]:
        note = AccessNote(
            what=what,
            kind=about.kind,
            day=self._today(),
            subject=about.subject,
            detail=about.form,
        )
        with self._core.seen.taken() as piles, self._core.database.write() as connection:
            self._write_piles(connection, piles)
            self._write(connection, self._who(), [note])
            yield

    def _write_piles(self, connection: Connection, piles: Piles) -> None:
        by_stamp: dict[tuple[str, str], list[AccessNote]] = {}
        for one, count in sorted(piles.items()):
            about = one.about
            note = AccessNote(
                what=OPENED,
                kind=about.kind,
                day=one.day,
                subject=about.subject,
                count=count,
                detail=about.form,
            )
            by_stamp.setdefault(one.stamp, []).append(note)
        for stamp, notes in by_stamp.items():
            self._write(connection, stamp, notes)

    def _write(self, connection: Connection, who: tuple[str, str], notes: list[AccessNote]) -> None:
        core = self._core
        stamp = Stamp(office=core.identity.office, actor=who[0], role=who[1], at=core.clock.now())
        access.append(connection, stamp, AccessNoted(tuple(notes)), core.random)

    def _today(self) -> date:
        return legal_day(self._core.clock.now())

    def _who(self) -> tuple[str, str]:
        stamp = self._core.stamp(role_for(self._core.actor, "read"), 0)
        return stamp.actor, stamp.role


def _narrowed(wanted: AccessFilter, office: Office) -> access.AccessWanted:
    actor = ""
    if wanted.what and wanted.what not in WHATS:
        raise FieldWrong("what", "unknown")
    if wanted.login:
        found = office.find_login(wanted.login)
        if found is None:
            raise FieldWrong("login", "unknown")
        actor = found.id
    return access.AccessWanted(
        from_on="" if wanted.from_on is None else wanted.from_on.isoformat(),
        until_on="" if wanted.until_on is None else wanted.until_on.isoformat(),
        actor=actor,
        subject=wanted.case_id,
        what=wanted.what,
    )


def _row(one: access.AccessCounted, staff: object, names: dict[tuple[str, str], str]) -> AccessRow:
    return AccessRow(
        day=date.fromisoformat(one.day),
        at=one.at,
        login=getattr(staff, "login", ""),
        who=getattr(staff, "short_name", one.actor),
        what=one.what,
        kind=one.kind,
        subject=one.subject,
        name=names.get((one.kind, one.subject), ""),
        times=one.times,
        rows=one.rows,
        reason=one.reason,
        detail=one.detail,
    )


__all__ = ["AUDIT", "CASE", "PERSON", "AccessFilter", "AccessLog", "AccessRow"]
