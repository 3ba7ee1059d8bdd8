"""Scans and files of a case: kept once by digest, shown again when somebody opens them."""

import uuid
from pathlib import PurePath

from akimat_desk.domain.case_events import FileAttached
from akimat_desk.domain.cases import Case
from akimat_desk.domain.errors import CaseEnded, FieldWrong
from akimat_desk.services.core import Core
from akimat_desk.storage import journal

LIMIT = 50 * 1024 * 1024
# By what the bytes begin with, not by what the name says.
_MEDIA = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)


class Attachments:
    """PDF, PNG, JPEG and TIFF up to 50 MiB."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def attach(self, case_id: str, data: bytes, name: str, sheets: int = 0) -> FileAttached:
        """Stored before the case says so; raises FieldWrong for a kind or size not taken."""
        media = _media(data)
        event = FileAttached(
            digest=self._core.files.keep(data),
            title=PurePath(name).name,
            media=media,
            size=len(data),
            sheets=sheets,
        )
        with self._core.write("attach") as writing:
            stream = uuid.UUID(case_id).bytes
            folded = journal.load(writing.connection, stream)
            case: Case = folded.state
            ended_on = case.ended_on_at(self._core.identity.office)
            if ended_on is not None:
                raise CaseEnded(case.registered.number, ended_on)
            writing.append(stream, folded, event)
        return event

    def read(self, digest: bytes) -> bytes:
        """Raises FileMissing, FileAltered."""
        return self._core.files.read(digest)


def _media(data: bytes) -> str:
    if not data:
        raise FieldWrong("file", "empty")
    if len(data) > LIMIT:
        raise FieldWrong("file", "too_long", LIMIT)
    for begins, media in _MEDIA:
        if data.startswith(begins):
            return media
    raise FieldWrong("file", "unknown")
