"""A fact: one event of a stream, with who said it, when, and what its author had seen."""

from collections.abc import Container
from typing import Any, ClassVar

import msgspec

NOBODY = "00000000-0000-0000-0000-000000000000"
"""The actor of an entry that the program itself writes, at set-up for example."""


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that happened, in past tense. Released fields keep their meaning for ever.

    Dates are legal dates of Asia/Bishkek, instants are UTC milliseconds (`_at`), ids of
    staff, persons and acts are UUID texts, references to entries are 16 bytes.
    `on_behalf_of` is the staff id of the one whose pen it was, where the author entered it for
    them. Of an event that `adds_up` the slot's value is all that led to it, not the last word
    alone.
    """

    adds_up: ClassVar[bool] = False

    on_behalf_of: str = ""


class Fact(msgspec.Struct, frozen=True):
    """An event in its place among the others of its stream.

    `id` is the entry's reference (16 bytes); `seen` holds the references of all facts of the
    stream the author had seen, not only the latest; `at` is UTC milliseconds.
    """

    id: bytes
    seen: Container[bytes]
    event: Event
    actor: str = NOBODY
    role: str = ""
    at: int = 0


class EverythingBefore:
    """What an author on an undivided history had seen: all that was folded before."""

    def __contains__(self, _reference: object) -> bool:
        return True


class SetAside(msgspec.Struct, frozen=True):
    """A fact that makes no sense in the folded state: kept and shown with its reason."""

    id: bytes
    type: str
    reason: str


def stored_name(event: type[Any]) -> str:
    """The name an event type has in the journal: its class name, for ever."""
    return event.__name__
