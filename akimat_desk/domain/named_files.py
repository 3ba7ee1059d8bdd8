"""Which files the facts of an office name: by SHA-256, and whether they go up to the centre."""

from typing import Final

import msgspec

from akimat_desk.domain.act_events import ActCopied, ActSigned
from akimat_desk.domain.case_events import ActIssued, ActNumbered, FileAttached, ReceiptIssued
from akimat_desk.domain.facts import Event, stored_name

MAX_FILE: Final = 64 * 2**20
"""Bytes of one file; a scan has at most 50 MiB."""
_NAMING: Final = (ReceiptIssued, ActIssued, ActNumbered, ActCopied, ActSigned, FileAttached)
NAMING: Final = tuple(stored_name(event) for event in _NAMING)
_CARRIED: Final = (ActIssued, ActNumbered, ActSigned, FileAttached)
CARRIED: Final = tuple(stored_name(event) for event in _CARRIED)


class NamedFile(msgspec.Struct, frozen=True):
    """`size` is 0 where the fact does not tell it."""

    digest: bytes
    size: int = 0


def named_file(event: Event) -> NamedFile | None:
    """None for a fact without a file."""
    match event:
        case FileAttached():
            return NamedFile(event.digest, event.size)
        case ActSigned():
            return NamedFile(event.file) if event.file else None
        case ReceiptIssued() | ActIssued() | ActNumbered() | ActCopied():
            return NamedFile(event.digest) if event.digest else None
        case _:
            return None
