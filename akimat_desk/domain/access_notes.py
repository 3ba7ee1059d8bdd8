"""What is noted when somebody looks at, prints, takes out or unmasks what the office keeps."""

from datetime import date
from typing import Final

import msgspec

OPENED: Final = "opened"
PRINTED: Final = "printed"
EXPORTED: Final = "exported"
UNMASKED: Final = "unmasked"
WHATS: Final = (OPENED, PRINTED, EXPORTED, UNMASKED)
CASE, PERSON, PAPER, LIST, JOURNAL, REPORT = "case", "person", "paper", "list", "journal", "report"
ACT, RECEPTION, INSPECTION = "act", "reception", "inspection"
TYPE, SCHEMA = "AccessNoted", 1
_encoder = msgspec.msgpack.Encoder(order="sorted")


class AccessNote(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that one person did on one day, `count` times.

    `subject` is the id of a case or an applicant, or the digest of a paper: it names nobody.
    `rows` is how much of a list went out, `detail` its format or its columns, or the form of a
    paper.
    """

    what: str
    kind: str
    day: date
    subject: str = ""
    count: int = 1
    rows: int = 0
    reason: str = ""
    detail: str = ""


class AccessNoted(msgspec.Struct, frozen=True):
    """A group of notes, written together: the body of one entry of the access log."""

    notes: tuple[AccessNote, ...]


class NotesUnreadable(Exception):
    """No group of notes, or one of a newer program."""


def encode(noted: AccessNoted) -> bytes:
    return _encoder.encode(noted)


def decode(schema: int, body: bytes) -> AccessNoted:
    """Raises NotesUnreadable."""
    if schema > SCHEMA:
        raise NotesUnreadable(str(schema))
    try:
        return msgspec.msgpack.decode(body, type=AccessNoted)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise NotesUnreadable("shape") from None
