"""Scans and files: kept once by digest, beside a draft first and then with its case."""

import uuid
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any, Final

import msgspec

from akimat_desk.domain.case_events import FileAttached
from akimat_desk.domain.cases import Case
from akimat_desk.domain.errors import CaseEnded
from akimat_desk.domain.secret_cases import demand_no_secret
from akimat_desk.services.core import Core, Writing
from akimat_desk.services.drafts import digests_in
from akimat_desk.services.prints import Prints
from akimat_desk.services.scan_kinds import scan_kind
from akimat_desk.storage import drafts, journal, verification
from akimat_desk.storage.database import Connection
from akimat_desk.storage.errors import FileMissing

KEPT_UNNAMED_MS: Final = 24 * 3600 * 1000
"""So long a file stays that no draft and no entry names: a draft may be brought back."""
_LONGEST_TITLE: Final = 200


class HeldFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file that is stored and waits for its case; a draft names it by its digest."""

    digest: bytes
    title: str
    media: str
    size: int
    pages: int = 0


class Attachments:
    """PDF, PNG, JPEG and TIFF up to 50 MiB."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self.prints = Prints(core)

    def hold(self, data: bytes, name: str) -> HeldFile:
        """On the disk and encrypted before this returns, wherever it came from.

        Raises FieldWrong about "file": empty, too_long, unknown, damaged, locked.
        """
        kind, core = scan_kind(data), self._core
        digest = core.files.digest(data)
        with core.database.write() as connection:
            # A file that an entry brought here before is no draft's and never swept.
            if not core.files.holds(digest) or drafts.is_held(connection, digest):
                drafts.note_held(connection, digest, core.clock.now())
        core.files.keep(data)
        return HeldFile(
            digest=digest,
            title=PurePath(name).name[:_LONGEST_TITLE],
            media=kind.media,
            size=len(data),
            pages=kind.pages,
        )

    def attach(self, case_id: str, data: bytes, name: str, sheets: int = 0) -> FileAttached:
        """Stored before the case says so; raises what `hold` and `attach_held` raise."""
        with self._core.database.read() as connection:
            demand_no_secret(journal.load(connection, uuid.UUID(case_id).bytes).state, "file")
        return self.attach_held(case_id, self.hold(data, name), sheets)

    def attach_held(self, case_id: str, file: HeldFile, sheets: int = 0) -> FileAttached:
        """Raises FileMissing, CaseEnded, ContentNotTaken."""
        return self.attach_all(case_id, (file,), sheets)[0]

    def attach_all(
        self, case_id: str, files: Sequence[HeldFile], sheets: int = 0
    ) -> tuple[FileAttached, ...]:
        """All in one commit; `sheets` are those of a single file. Raises FileMissing, CaseEnded."""
        with self._core.write("attach") as writing:
            stream = uuid.UUID(case_id).bytes
            folded = journal.load(writing.connection, stream)
            case: Case = folded.state
            ended_on = case.ended_on_at(self._core.identity.office)
            if ended_on is not None:
                raise CaseEnded(case.registered.number, ended_on)
            events = named(self._core, writing, files, sheets if len(files) == 1 else 0)
            writing.append(stream, folded, *events)
        return tuple(events)

    def read(self, digest: bytes) -> bytes:
        """Raises FileMissing, FileAltered."""
        return self._core.files.read(digest)

    def untaken(self, digests: Iterable[bytes]) -> tuple[bytes, ...]:
        """Those that belong to no case and lie beside no draft."""
        core = self._core
        with core.database.read() as connection:
            beside = set(_beside_drafts(connection))
            return tuple(
                digest
                for digest in digests
                if digest not in beside
                and (not core.files.holds(digest) or drafts.is_held(connection, digest))
            )

    def sweep(self) -> int:
        """Takes away what lay beside drafts that are gone since a day; counts files.

        Never what an entry names, also one of another desk that came in the meantime.
        """
        core = self._core
        before = core.clock.now() - KEPT_UNNAMED_MS
        with core.database.read() as connection:
            old = set(drafts.held_before(connection, before))
            if not old - set(_beside_drafts(connection)):
                return 0
            entries = drafts.entries_here(connection)
            in_entries = verification.file_digests(connection)
        with core.database.write() as connection:
            if drafts.entries_here(connection) != entries:
                return 0  # something was written between the two looks; the next sweep is soon
            old &= set(drafts.held_before(connection, before))
            for digest in old & in_entries:
                drafts.forget_held(connection, digest)
            gone = old - in_entries - set(_beside_drafts(connection))
            for digest in gone:
                core.files.discard(digest)
                drafts.forget_held(connection, digest)
        return len(gone)


def lay_in(
    core: Core, writing: Writing, case_id: str, files: Sequence[HeldFile], draft_id: str
) -> None:
    """What lay beside the form goes into the case, and the draft is gone, in one transaction."""
    if files:
        stream = uuid.UUID(case_id).bytes
        folded = journal.load(writing.connection, stream)
        writing.append(stream, folded, *named(core, writing, files))
    if draft_id:
        drafts.drop(writing.connection, draft_id)


def named(
    core: Core, writing: Writing, files: Iterable[HeldFile], sheets: int = 0
) -> list[FileAttached]:
    """From now on entries answer for the files. Raises FileMissing for one that is not stored."""
    events: list[FileAttached] = []
    for file in files:
        if not core.files.holds(file.digest):
            raise FileMissing(file.digest.hex())
        drafts.forget_held(writing.connection, file.digest)
        events.append(
            FileAttached(
                digest=file.digest,
                title=file.title,
                media=file.media,
                size=file.size,
                sheets=sheets,
            )
        )
    return events


def _beside_drafts(connection: Connection) -> Iterable[bytes]:
    for _, _, body in drafts.every(connection):
        yield from digests_in(msgspec.msgpack.decode(body))


def held_in(form: Any) -> tuple[HeldFile, ...]:
    """The scans that a draft's form names; what an older program left there is passed over."""
    told = form.get("scans") if isinstance(form, dict) else None
    found = told if isinstance(told, list | tuple) else ()
    return tuple(msgspec.convert(one, HeldFile) for one in found if isinstance(one, dict))


def as_told(files: Iterable[HeldFile]) -> list[dict[str, Any]]:
    """The same, for a draft's form."""
    return [msgspec.structs.asdict(file) for file in files]
